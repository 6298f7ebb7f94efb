/* SPDX-License-Identifier: MIT */
/* The markup writer: what a renderer of Markdown asks of it. */
#include "render/markup.h"

#include "render/markup_element.h"
#include "tap.h"

static struct markup m;

/* Ends the chapter and compares it. */
static void finish(const char *expected, const char *what)
{
    markup_finish(&m);
    is_str(buf_str(&m.text), expected, "%s", what);
    markup_done(&m);
    markup_init(&m);
}

static size_t open(enum element el)
{
    return markup_open(&m, el, STR(""));
}

static void text(const char *z)
{
    markup_text(&m, str_of(z));
}

static void test_text(void)
{
    text("a < b & \"c\" > d\x01\x7f");
    finish("a &lt; b &amp; \"c\" &gt; d", "escapes text and drops control characters");
    text("x\xef\xbf\xbey\xef\xbf\xbfz\xef\xb7\x90 \xef\xbb\xbf");
    finish("xyz \xef\xbb\xbf", "drops non-characters, keeps U+FEFF");
    open(EL_UL);
    text("\n");
    text("x");
    finish("<ul>\n<li>x</li></ul>", "houses text of a list in an item");
}

static void test_handles(void)
{
    size_t p = open(EL_P), em = open(EL_EM);

    text("x");
    markup_close(&m, p);
    markup_close(&m, em);
    markup_close(&m, p);
    markup_close(&m, 0);
    text("y");
    finish("<p><em>x</em></p>y", "closes what is within, and nothing twice");
    p = open(EL_P);
    open(EL_DIV);
    text("in");
    markup_close(&m, p);
    text("still in");
    finish("<p></p><div>instill in</div>", "a handle of what a block closed does nothing");
}

static void test_blocks(void)
{
    open(EL_P);
    text("a");
    open(EL_TABLE);
    open(EL_TD);
    text("b");
    finish("<p>a</p><table><tbody><tr><td>b</td></tr></tbody></table>", "a table ends a paragraph");
    open(EL_H2);
    text("a");
    open(EL_P);
    text("b");
    finish("<h2>a <span>b</span></h2>", "a heading of Markdown's keeps its blocks as phrases");
    open(EL_LI);
    text("a");
    finish("<ul><li>a</li></ul>", "wraps an item");
    open(EL_FIGCAPTION);
    text("a");
    finish("<p>a</p>", "a caption without its figure is a paragraph");
    open(EL_DL);
    open(EL_DT);
    text("a");
    finish("<dl><dt>a</dt><dd></dd></dl>", "completes a group of terms");
}

static void test_links(void)
{
    size_t a = markup_open(&m, EL_A, STR(" href=\"x\""));

    ok(markup_open(&m, EL_A, STR(" href=\"y\"")) == 0, "no link in a link");
    text("z");
    ok(markup_is_open(&m, EL_A), "a link is open");
    markup_close(&m, a);
    ok(!markup_is_open(&m, EL_A), "no link is open");
    finish("<a href=\"x\">z</a>", "keeps the text of the inner link");
}

static void test_slots(void)
{
    size_t a;

    text("1");
    a = markup_open_slot(&m, EL_A, 7);
    text("2");
    markup_void_slot(&m, EL_IMG, 8);
    markup_close(&m, a);
    ok(m.slots.n == 3, "three slots");
    ok(m.slots.v[0].slot == 7 && m.slots.v[0].offset == 1 && !m.slots.v[0].is_close, "the start");
    ok(m.slots.v[1].slot == 8 && m.slots.v[1].offset == 2, "the void one");
    ok(m.slots.v[2].slot == 7 && m.slots.v[2].offset == 2 && m.slots.v[2].is_close, "the end");
    ok(!m.slots.v[0].is_block, "which holds phrases");
    finish("12", "writes nothing for a slot");
    m.is_raw = true;
    markup_open_slot(&m, EL_A, 1);
    open(EL_DIV);
    markup_finish(&m);
    ok(m.slots.v[0].is_block && m.slots.v[1].is_block, "a link of raw HTML may hold blocks");
    finish("<div></div>", "and does");
}

static void test_stretches(void)
{
    size_t p = open(EL_P), stretch;

    text("a");
    stretch = markup_open_stretch(&m);
    open(EL_EM);
    text("b");
    markup_void_slot(&m, EL_IMG, 1);
    markup_drop(&m, stretch);
    ok(m.slots.n == 0, "a stretch taken back takes its slots");
    text("c");
    markup_close(&m, p);
    finish("<p>ac</p>", "and its text");
    open(EL_P);
    markup_open_stretch(&m);
    text("kept");
    finish("<p>kept</p>", "one never taken back stays");
}

static void test_marks(void)
{
    size_t p;

    markup_mark(&m, 3);
    p = open(EL_P);
    markup_mark(&m, 4);
    markup_close(&m, p);
    markup_mark(&m, 5);
    ok(m.marks.n == 2 && m.marks.v[0].line == 3 && m.marks.v[1].line == 5 &&
           m.marks.v[1].offset == 8,
       "marks blocks at top level only");
    finish("<p></p>\n", "a marked block is on a line of its own");
}

static void test_depth(void)
{
    size_t deepest = 0, balance = 0;

    for (int i = 0; i < 50000; i++)
        open(EL_BLOCKQUOTE);
    for (int i = 0; i < 50000; i++)
        open(i & 1 ? EL_LI : EL_UL);
    text("x");
    deepest = m.stack.n;
    markup_finish(&m);
    for (size_t i = 0; i < m.text.n; i++)
        balance += m.text.p[i] == 'x';
    ok(deepest <= MARKUP_DEPTH && balance == 1, "depth is bounded, text stays");
    markup_done(&m);
    markup_init(&m);
}

static void test_raw(void)
{
    open(EL_TABLE);
    markup_raw(&m, EL_SPAN, STR("<math></math>"));
    finish("<table><tbody><tr><td><math></math></td></tr></tbody></table>",
           "houses ready-made phrases");
    open(EL_P);
    markup_raw(&m, EL_DIV, STR("<div>x</div>"));
    finish("<p></p><div>x</div>", "ready-made blocks end a paragraph");
    open(EL_P);
    markup_void(&m, EL_HR, STR(""));
    finish("<p></p><hr/>", "a rule ends a paragraph");
}

static void test_table_of_elements(void)
{
    bool is_sorted = true, is_found = true;

    for (enum element el = EL_A; el < EL_COUNT; el++) {
        enum markup_space space = el < EL_SVG_A             ? SPACE_HTML
                                  : el < EL_MATH_ANNOTATION ? SPACE_SVG
                                                            : SPACE_MATH;
        char name[32] = "";

        for (size_t i = 0; markup_info(el)->name[i]; i++)
            name[i] = ascii_lower(markup_info(el)->name[i]);
        if (!ok(markup_element_by_name(str_of(name), space) == el, "finds %s", name))
            is_found = false;
        if (markup_info(el)->action == RAW_RENAME)
            is_sorted = is_sorted && markup_info(markup_info(el)->as)->action == RAW_KEEP;
    }
    ok(is_found, "every element is found by its name");
    ok(is_sorted, "what is renamed becomes what is kept");
    ok(markup_element_by_name(STR("foo"), SPACE_HTML) == EL_NONE, "an unknown name is none");
}

int main(void)
{
    markup_init(&m);
    test_text();
    test_handles();
    test_blocks();
    test_links();
    test_slots();
    test_stretches();
    test_marks();
    test_depth();
    test_raw();
    test_table_of_elements();
    markup_done(&m);
    return done();
}
