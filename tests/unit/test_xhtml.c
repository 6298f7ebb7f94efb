/* SPDX-License-Identifier: MIT */
/* The check of a finished chapter: faults that the markup writer never makes, made here by hand. */
#include "render/xhtml.h"

#include "render/check.h"
#include "tap.h"

static bool is_sound(const char *body, const char *fault)
{
    struct arena a = {0};
    struct check_fault found = {0};
    struct str document =
        arena_printf(&a, "<html xmlns=\"http://www.w3.org/1999/xhtml\">%s</html>", body);
    bool is_fine = check_document(&a, document, &found);
    bool is_expected =
        is_fine ? !fault : fault && str_find(found.text, str_of(fault), 0) != STR_NPOS;

    if (!is_expected)
        printf("# found: %.*s\n", STR_ARG(found.text));
    arena_done(&a);
    return is_expected;
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
    f->chapter.body = arena_str(&f->a, buf_str(&body));
    *vec_push(&f->chapter.parts) =
        (struct chapter_part){.end = body.n, .href = STR("tea.xhtml"), .title = STR("Tea")};
    f->book.chapters = &f->chapter;
    f->v = (struct volume){
        .language = STR("en"), .posts = f->posts, .post_count = 1, .position_of = f->position_of};
    buf_done(&body);
}

static void fixture_done(struct fixture *f)
{
    vec_done(&f->chapter.marks);
    vec_done(&f->chapter.slots);
    vec_done(&f->chapter.refs);
    vec_done(&f->chapter.parts);
    vec_done(&f->book.posts);
    arena_done(&f->a);
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
    struct check_fault fault;
    struct buf out = {0};

    fixture_init(&f, blocks, 3);
    xhtml_chapter(&out, &f.book, &f.v, 0, 0, &diags);
    ok(diags.n == 1 && is_reported(&diags, 0, 20), "the fault is told at the block's line");
    ok(has(&out, "<p class=\"plain\">bad bold"), "the block is shown as its text");
    ok(has(&out, "<p>before <i>it</i></p>") && has(&out, "<p>after</p>"),
       "the others stay as they are");
    ok(check_document(&f.a, buf_str(&out), &fault), "the document is sound");
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
    struct check_fault fault;
    struct buf out = {0};

    fixture_init(&f, blocks, 4);
    xhtml_chapter(&out, &f.book, &f.v, 0, 0, &diags);
    ok(diags.n == 3, "every fault is told: %zu", diags.n);
    ok(check_document(&f.a, buf_str(&out), &fault), "the document is sound in the end");
    ok(has(&out, "one") && has(&out, "two") && has(&out, "three") && has(&out, "four"),
       "no text is lost");
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
        size_t end = str_find(f.chapter.body, STR("link"), i ? 20 : 0) + 4;

        *vec_push(&f.chapter.refs) =
            (struct ref){.kind = REF_TARGET_OUTSIDE,
                         .url = i ? STR("https://example.org/good") : STR("https://example.org/x")};
        *vec_push(&f.chapter.slots) = (struct body_slot){.offset = end - 4, .ref = (uint32_t)i};
        *vec_push(&f.chapter.slots) =
            (struct body_slot){.offset = end, .ref = (uint32_t)i, .is_close = true};
    }
    xhtml_chapter(&out, &f.book, &f.v, 0, 0, &diags);
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
    test_one_block();
    test_several();
    test_slots();
    return done();
}
