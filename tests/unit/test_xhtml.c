/* SPDX-License-Identifier: MIT */
/* The check of a finished chapter: faults that the markup writer never makes, made here by hand. */
#include "render/xhtml.h"

#include "base/alloc.h"
#include "render/check.h"
#include "tap.h"

static bool is_sound_among(const struct table *files, const char *body, const char *fault)
{
    struct arena a = {0};
    check_fault_vec found = {0};
    struct str document =
        arena_printf(&a, "<html xmlns=\"http://www.w3.org/1999/xhtml\">%s</html>", body);
    bool is_whole = check_document(&a, document, files, NULL, &found);
    struct str text = found.n ? found.v[0].text : STR("");
    bool is_expected = fault ? str_find(text, str_of(fault), 0) != STR_NPOS : found.n == 0;

    if (!is_expected || (found.n == 0 && !is_whole))
        printf("# found: %.*s\n", STR_ARG(text));
    vec_done(&found);
    arena_done(&a);
    return is_expected;
}

static bool is_sound(const char *body, const char *fault)
{
    return is_sound_among(NULL, body, fault);
}

static void test_verdicts(void)
{
    ok(is_sound("<p id=\"a\"><a href=\"#a\">x</a> &amp; &#160;</p>", NULL), "a sound document");
    ok(is_sound("<p><b>x</p></b>", "mismatch"), "crossing tags");
    ok(is_sound("<p>x &nbsp; y</p>", "nbsp"), "an entity that XML does not know");
    ok(is_sound("<p>a & b</p>", "EntityRef"), "a bare ampersand");
    ok(is_sound("<p title=\"a\" title=\"b\">x</p>", "redefined"), "an attribute twice");
    ok(is_sound("<p id=\"a\">x</p><p id=\"a\">y</p>", "id used twice"), "an id twice");
    ok(is_sound("<p><a href=\"#b\">x</a></p>", "not there"), "a link to no id");
    ok(is_sound("<p><epub:x>y</epub:x></p>", "Namespace"), "a prefix without its namespace");
    ok(is_sound("<p>x\x01y</p>", "Char"), "a control character");
}

static bool nests(const char *body, const char *fault)
{
    char document[512];

    (void)snprintf(document, sizeof document, "<body>%s</body>", body);
    return is_sound(document, fault);
}

static void test_blocks(void)
{
    ok(nests("<p>a <a href=\"http://x.org\"><b>b</b></a></p><a href=\"http://x.org\"><div>c</div>"
             "</a><ul><li>d<ul><li><p>e</p></li></ul></li></ul>",
             NULL),
       "what may be");
    ok(nests("<p><div>x</div></p>", "div may not stand in p here"), "a block in a paragraph");
    ok(nests("<p><b><ul><li>x</li></ul></b></p>", "ul may not stand in b"), "a list in phrases");
    ok(nests("<p><a href=\"http://x.org\"><div>x</div></a></p>", "div may not stand in a"),
       "a link takes what its parent takes");
    ok(nests("<h2><p>x</p></h2>", "p may not stand in h2"), "a paragraph in a heading");
    ok(nests("<a href=\"http://x.org\"><i><a href=\"http://y.org\">x</a></i></a>",
             "a may not stand in a"),
       "a link in a link, however deep");
    ok(nests("<header><div><footer>x</footer></div></header>", "footer may not stand in header"),
       "a footer in a header");
    ok(nests("<script>x()</script>", "script may not stand in body"), "a script");
    ok(nests("<form><p>x</p></form>", "form may not stand in body"), "a form");
    ok(nests("<center>x</center>", "center may not"), "an element of former days");
    ok(nests("<blink>x</blink>", "blink may not"), "another one");
    ok(nests("<DIV>x</DIV>", "DIV may not"), "a name in capitals");
}

static void test_containers(void)
{
    ok(nests("<ul><p>x</p></ul>", "p may not stand in ul"), "a paragraph in a list");
    ok(nests("<ul>x</ul>", "text may not stand in ul"), "text in a list");
    ok(nests("<div><li>x</li></div>", "li may not stand in div"), "an item without a list");
    ok(nests("<dl><dd>x</dd></dl>", "dd may not stand in dl here"), "a definition without a term");
    ok(nests("<dl><dt>x</dt></dl>", "dl lacks a dd"), "a term without a definition");
    ok(nests("<dl><div><dt>x</dt><dd>y</dd></div></dl>", NULL), "a group of them");
    ok(nests("<table><caption>c</caption><colgroup><col/></colgroup><thead><tr><th>x</th></tr>"
             "</thead><tbody><tr><td><p>y</p></td></tr></tbody></table>",
             NULL),
       "a table");
    ok(nests("<table><tbody><td>x</td></tbody></table>", "td may not stand in tbody"), "no row");
    ok(nests("<table><tbody><tr><td>x</td></tr></tbody><caption>c</caption></table>",
             "caption may not stand in table here"),
       "a caption at the end");
    ok(nests("<table><tbody><tr><td>x</td></tr></tbody><thead><tr><td>x</td></tr></thead></table>",
             "thead may not"),
       "a head at the end");
    ok(nests("<figure><figcaption>c</figcaption><p>x</p></figure>", NULL), "a figure");
    ok(nests("<figure><p>x</p><figcaption>c</figcaption><p>x</p></figure>", "p may not stand"),
       "its caption in the middle");
    ok(nests("<div><figcaption>c</figcaption></div>", "figcaption may not stand in div"),
       "a caption without a figure");
    ok(nests("<details><summary><h3>s</h3></summary><p>x</p></details>", NULL), "details");
    ok(nests("<details><p>x</p><summary>s</summary></details>", "p may not stand in details"),
       "their summary at the end");
    ok(nests("<details></details>", "details lacks a summary"), "none");
    ok(nests("<p><ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby></p>", NULL), "ruby");
}

#define SVG(content) "<svg xmlns=\"http://www.w3.org/2000/svg\">" content "</svg>"
#define MATH(content) "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">" content "</math>"

static void test_vocabularies(void)
{
    ok(nests(
           "<p>" SVG("<defs><clipPath id=\"c\"><rect/></clipPath></defs><svg><text>t</text></svg>")
               MATH("<msup><mi>x</mi><mn>2</mn></msup>") "</p>",
           NULL),
       "a drawing and a formula");
    ok(nests(SVG("<script>x</script>"), "script may not stand in svg"), "a script in a drawing");
    ok(nests("<p>" MATH("<b>x</b>") "</p>", "b may not stand in math"), "HTML in a formula");
    ok(nests("<p>" MATH("<mtd><mi>x</mi></mtd>") "</p>", "mtd may not stand in math"), "a cell");
    ok(nests("<p>" MATH("<mrow>x</mrow>") "</p>", "text may not stand in mrow"), "bare text");
}

static void test_files(void)
{
    struct table files = {0};

    table_put(&files, STR("tea pot.xhtml"), NULL);
    table_put(&files, STR("images/pot.png"), NULL);
    ok(is_sound_among(&files,
                      "<body><p><a href=\"tea%20pot.xhtml#x\">x</a> <img src=\"images/pot.png"
                      "\" alt=\"\"/> <a href=\"https://x.org/y.html\">y</a></p></body>",
                      NULL),
       "files of the book and addresses outside");
    ok(is_sound_among(&files, "<body><p><a href=\"gone.xhtml#x\">x</a></p></body>",
                      "'gone.xhtml#x' is not in the book"),
       "a link to a file that is not there");
    ok(is_sound_among(&files, "<body><p><img src=\"pot.png\" alt=\"\"/></p></body>",
                      "'pot.png' is not in the book"),
       "a picture that is not there");
    table_done(&files);
}

/* With these the validator follows a chapter's references without reading it again. */
static void test_facts(void)
{
    struct arena a = {0};
    check_fault_vec faults = {0};
    struct facts facts = {.arena = &a};

    ok(check_document(&a,
                      STR("<html xmlns=\"http://www.w3.org/1999/xhtml\"><body>\n<p id=\"one\">"
                          "<a href=\"b.xhtml?x&amp;y\">l</a>\n<img src=\"p.png\" id=\"&#x74;wo\"/>"
                          "</p><svg xmlns=\"http://www.w3.org/2000/svg\"/></body></html>"),
                      NULL, &facts, &faults),
       "a document with references");
    ok(facts.ids.n == 2, "its ids");
    is_str(facts.ids.v[1], "two", "an id by an entity");
    ok(facts.refs.n == 2 && facts.refs.v[1].line == 3, "its references and their lines");
    is_str(facts.refs.v[0].element, "a", "what refers");
    is_str(facts.refs.v[0].url, "b.xhtml?x&y", "to what");
    ok(facts.has_svg && !facts.has_math, "what the manifest has to declare");
    vec_done(&faults);
    facts_done(&facts);
    arena_done(&a);
}

/* A chapter with a body of blocks, each of which begins on a line of the post. */
struct fixture {
    struct book book;
    struct volume v;
    struct chapter chapter;
    struct arena a;
    size_t posts[1], position_of[1];
};

static void fixture_init(struct fixture *f, const char *const *blocks, size_t n)
{
    struct buf body = {0};
    struct post *p;

    *f = (struct fixture){.posts = {0}, .position_of = {1}};
    p = vec_push(&f->book.posts);
    *p = (struct post){.path = STR("blog/tea.md"), .title = STR("Tea"), .name = STR("tea")};
    for (size_t i = 0; i < n; i++) {
        *vec_push(&f->chapter.marks) = (struct body_mark){body.n, 10 * (unsigned)(i + 1)};
        buf_addz(&body, blocks[i]);
    }
    f->chapter.body = body;
    *vec_push(&f->chapter.parts) =
        (struct chapter_part){.end = body.n, .href = STR("tea.xhtml"), .title = STR("Tea")};
    f->book.chapters = &f->chapter;
    f->v = (struct volume){
        .language = STR("en"), .posts = f->posts, .post_count = 1, .position_of = f->position_of};
}

static void fixture_done(struct fixture *f)
{
    vec_done(&f->chapter.marks);
    vec_done(&f->chapter.slots);
    vec_done(&f->chapter.refs);
    vec_done(&f->chapter.parts);
    vec_done(&f->book.posts);
    buf_done(&f->chapter.body);
    arena_done(&f->a);
}

static bool is_whole(struct arena *a, const struct buf *out)
{
    check_fault_vec faults = {0};
    bool is_fine = check_document(a, buf_str(out), NULL, NULL, &faults) && faults.n == 0;

    vec_done(&faults);
    return is_fine;
}

static bool has(const struct buf *out, const char *text)
{
    return str_find(buf_str(out), str_of(text), 0) != STR_NPOS;
}

static bool is_reported(const struct diag_list *l, size_t i, unsigned line)
{
    return i < l->n && l->v[i].id == DIAG_MALFORMED && l->v[i].at.line == line &&
           str_eq(l->v[i].at.file, STR("blog/tea.md"));
}

static void test_one_block(void)
{
    static const char *const blocks[] = {"<p>before <i>it</i></p>\n", "<p>bad <b>bold</p>\n",
                                         "<p>after</p>\n"};
    struct fixture f;
    struct diag_list diags = {0};
    struct buf out = {0};

    fixture_init(&f, blocks, 3);
    xhtml_chapter(&out, &f.book, &f.v, 0, 0, NULL, &diags);
    ok(diags.n == 1 && is_reported(&diags, 0, 20), "the fault is told at the block's line");
    ok(has(&out, "<p class=\"plain\">bad bold"), "the block is shown as its text");
    ok(has(&out, "<p>before <i>it</i></p>") && has(&out, "<p>after</p>"),
       "the others stay as they are");
    ok(is_whole(&f.a, &out), "the document is sound");
    buf_done(&out);
    diag_list_done(&diags);
    fixture_done(&f);
}

static void test_several(void)
{
    static const char *const blocks[] = {"<p id=\"a\">one</p>\n", "<ul><li>two</ul>\n",
                                         "<p id=\"a\">three</p>\n", "<p>four &nope; 4</p>\n"};
    struct fixture f;
    struct diag_list diags = {0};
    struct buf out = {0};

    fixture_init(&f, blocks, 4);
    xhtml_chapter(&out, &f.book, &f.v, 0, 0, NULL, &diags);
    ok(diags.n == 3, "every fault is told: %zu", diags.n);
    ok(is_whole(&f.a, &out), "the document is sound in the end");
    ok(has(&out, "one") && has(&out, "two") && has(&out, "three") && has(&out, "four"),
       "no text is lost");
    buf_done(&out);
    diag_list_done(&diags);
    fixture_done(&f);
}

enum { MANY = 2000 };

/* All at once: not one look at the document for each of them. */
static void test_many(void)
{
    static const char *const kinds[] = {"<p>bad <b>bold</p>\n", "<p>good</p>\n",
                                        "<p><ul><li>list</li></ul></p>\n", "<p>x &nope; y</p>\n",
                                        "<p><a href=\"#gone\">link</a></p>\n"};
    const char **blocks = xcalloc(MANY, sizeof *blocks);
    struct fixture f;
    struct diag_list diags = {0};
    struct buf out = {0};
    bool is_in_order = true;

    for (size_t i = 0; i < MANY; i++)
        blocks[i] = kinds[i % 5];
    fixture_init(&f, blocks, MANY);
    xhtml_chapter(&out, &f.book, &f.v, 0, 0, NULL, &diags);
    ok(diags.n == MANY / 5 * 4, "every block at fault is told once: %zu", diags.n);
    for (size_t i = 1; i < MANY / 5 * 2; i++)
        is_in_order &= diags.v[i].at.line > diags.v[i - 1].at.line;
    ok(is_in_order && is_reported(&diags, 0, 10), "in the order of the post");
    ok(is_whole(&f.a, &out), "the document is sound in the end");
    ok(has(&out, "<p>good</p>") && has(&out, "<p class=\"plain\">list</p>"),
       "the others stay, a block in a paragraph is shown as its text");
    buf_done(&out);
    diag_list_done(&diags);
    fixture_done(&f);
    free(blocks);
}

static void test_dead_href(void)
{
    static const char *const blocks[] = {"<p>before</p>\n",
                                         "<p><a href=\"gone.xhtml\">x</a></p>\n"};
    struct fixture f;
    struct diag_list diags = {0};
    struct buf out = {0};

    fixture_init(&f, blocks, 2);
    table_put(&f.v.files, STR("tea.xhtml"), NULL);
    xhtml_chapter(&out, &f.book, &f.v, 0, 0, NULL, &diags);
    ok(diags.n == 1 && is_reported(&diags, 0, 20) && !has(&out, "gone.xhtml"),
       "a link to a file that is not in the volume is told and gone");
    table_done(&f.v.files);
    buf_done(&out);
    diag_list_done(&diags);
    fixture_done(&f);
}

/* The slots of a block that is given up must not be filled in its neighbours. */
static void test_slots(void)
{
    static const char *const blocks[] = {"<p>bad <b>link</p>\n", "<p>good link</p>\n"};
    struct fixture f;
    struct diag_list diags = {0};
    struct buf out = {0};

    fixture_init(&f, blocks, 2);
    for (size_t i = 0; i < 2; i++) {
        size_t end = str_find(buf_str(&f.chapter.body), STR("link"), i ? 20 : 0) + 4;

        *vec_push(&f.chapter.refs) =
            (struct ref){.kind = REF_TARGET_OUTSIDE,
                         .url = i ? STR("https://example.org/good") : STR("https://example.org/x")};
        *vec_push(&f.chapter.slots) = (struct body_slot){.offset = end - 4, .ref = (uint32_t)i};
        *vec_push(&f.chapter.slots) =
            (struct body_slot){.offset = end, .ref = (uint32_t)i, .is_close = true};
    }
    xhtml_chapter(&out, &f.book, &f.v, 0, 0, NULL, &diags);
    ok(diags.n == 1 && is_reported(&diags, 0, 10), "told once");
    ok(has(&out, "<p>good <a href=\"https://example.org/good\" class=\"out\">link</a></p>"),
       "the next block's link is its own");
    ok(!has(&out, "example.org/x"), "the bad block has none");
    buf_done(&out);
    diag_list_done(&diags);
    fixture_done(&f);
}

int main(void)
{
    check_init();
    test_verdicts();
    test_blocks();
    test_containers();
    test_vocabularies();
    test_files();
    test_facts();
    test_one_block();
    test_several();
    test_many();
    test_dead_href();
    test_slots();
    return done();
}
