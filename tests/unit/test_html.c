/* SPDX-License-Identifier: MIT */
/* Raw HTML: repaired, cleaned, and split over fragments as CommonMark splits it. */
#include "render/html.h"

#include "base/utf8.h"
#include "tap.h"

static struct str convert(struct arena *a, const char *html)
{
    struct markup m;
    struct html *h = html_new(a, &m, NULL);
    struct str xhtml;

    markup_init(&m);
    html_add(h, str_of(html), true, 1);
    markup_finish(&m);
    xhtml = arena_str(a, buf_str(&m.text));
    markup_done(&m);
    return xhtml;
}

static const struct {
    const char *html, *xhtml;
} cases[] = {
    /* structure */
    {"<p>a<p>b", "<p>a</p><p>b</p>"},
    {"<p>a<div>b</div>c</p>", "<p>a</p><div>b</div>c"},
    {"<ul><li>a<li>b<ul><li>c</ul></ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"},
    {"<ul>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"},
    {"<ul><div><li>a</div></ul>", "<ul><li>a</li></ul>"},
    {"<ol><li value=3>a</ol><ul><li value=3>b</ul>",
     "<ol><li value=\"3\">a</li></ol><ul><li>b</li></ul>"},
    {"<tr><td>a<td>b<tr><th scope=row>c", "<table><tbody><tr><td>a</td><td>b</td></tr><tr><th "
                                          "scope=\"row\">c</th></tr></tbody></table>"},
    {"<table>a<caption>b</table>",
     "<table><tbody><tr><td>a</td></tr></tbody><tbody><tr><td><p>b</p>"
     "</td></tr></tbody></table>"},
    {"<table><thead><tr><th>a<tfoot><tr><td>b<tbody><tr><td>c</table>",
     "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody><tbody><tr>"
     "<td>c</td></tr></tbody></table>"},
    {"<dl><dd>a<dt>b</dl>", "<dl><dt></dt><dd>a</dd><dt>b</dt><dd></dd></dl>"},
    {"<dl><div><dt>a</div><dt>b</dl>",
     "<dl><div><dt>a</dt><dd></dd></div><div><dt>b</dt><dd></dd></div></dl>"},
    {"<details><summary>a</summary>b</details>",
     "<details open=\"open\"><summary>a</summary>b</details>"},
    {"<details class=x>a</details>", "<div class=\"x\">a</div>"},
    {"<figure><img src=a><figcaption>b</figcaption></figure>",
     "<figure><img src=\"a\" alt=\"\"/><figcaption>b</figcaption></figure>"},
    {"<figure>a<figcaption>b</figcaption>c</figure>d",
     "<figure>a<figcaption>b</figcaption></figure>cd"},
    {"<ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby>",
     "<ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby>"},
    {"<ruby>a</ruby>", "<ruby>a<rt></rt></ruby>"},
    {"<a href=x>a<a href=y>b</a>", "<a href=\"x\">a</a><a href=\"y\">b</a>"},
    {"<a href=x><div>a</div></a>", "<a href=\"x\"><div>a</div></a>"},
    {"<span class=x>a<div>b</div></span>c", "<div class=\"x\">a<div>b</div></div>c"},
    {"<h2>a<p>b</h2>", "<h2>a</h2><p>b</p>"},
    {"<h2><div align=center>a</div></h2>", "<h2><span class=\"center\">a</span></h2>"},
    {"<header>a<header>b</header></header>", "<header>a<div>b</div></header>"},
    {"<pre>\n\na</pre>", "<pre>\na</pre>"},
    {"a</div>b</p>c</br>", "abc<br/>"},
    {"<div/>a<p/>b", "<div></div>a<p></p>b"},
    /* names of old */
    {"<center>a</center>", "<div class=\"center\">a</div>"},
    {"<font color=red>a</font><tt>b</tt><strike>c</strike>", "a<code>b</code><s>c</s>"},
    {"<form><input type=text><button>a</button></form>", "a "},
    {"<input type=checkbox checked>a", "\xe2\x98\x91 a"},
    {"<select><option>a<option>b</select>", "a b "},
    {"<xmp><b></xmp><textarea><b>&amp;</textarea>", "<pre>&lt;b&gt;</pre>&lt;b&gt;&amp;"},
    /* what goes with its content */
    {"a<script>b<c></script>d<style>e</style>f<title>g</title>h", "adfh"},
    {"a<script>b", "ab"},
    {"a<template><p>b</template>c", "ac"},
    {"a<!-- b -- c --><!DOCTYPE d><?e f?><![CDATA[g]]>h", "ah"},
    {"a<!--b", "ab"},
    {"<SCRIPT >a</sCript\n>b<iframe src=x>c</iframe>", "b"},
    /* attributes */
    {"<p onclick=a id=' b c ' class='x \"y\" x' hidden data-x=1 epub:type=z>a",
     "<p id=\"b-c\" class=\"x y x\">a</p>"},
    {"<p ID=a id=b lang=de>c", "<p id=\"a\" lang=\"de\" xml:lang=\"de\">c</p>"},
    {"<p lang='x y' dir=up style='position:fixed;text-align:RIGHT;width:50%;width:9px'>a",
     "<p style=\"text-align: RIGHT; width: 50%\">a</p>"},
    {"<p style='width:expression(1);background:url(x);font-size:1.5em!important'>a",
     "<p style=\"font-size: 1.5em\">a</p>"},
    {"<img src=a width=50% height=20px alt='\"&lt;'>",
     "<img src=\"a\" height=\"20\" alt=\"&quot;&lt;\" style=\"width: 50%\"/>"},
    {"<img alt=a>", "a"},
    {"<a name=x>b</a>", "<span id=\"x\">b</span>"},
    {"<td colspan=0 rowspan=2 width=3>a",
     "<table><tbody><tr><td rowspan=\"2\">a</td></tr></tbody></table>"},
    {"<bdo>a</bdo><bdo dir=RTL>b</bdo>", "a<bdo dir=\"rtl\">b</bdo>"},
    {"<time>a</time><time datetime=2024-05-01T10:00Z>b</time><time datetime=x>c</time>",
     "a<time datetime=\"2024-05-01T10:00Z\">b</time>c"},
    {"<p title=\"a&amp;b\nc&copy=d\">e", "<p title=\"a&amp;b c&amp;copy=d\">e</p>"},
    {"<p title='a\" onclick=\"b'>c", "<p title=\"a&quot; onclick=&quot;b\">c</p>"},
    /* addresses */
    {"<a href='javascript:x'>a</a>", "a"},
    {"<a href=' JaVa\nScript:x'>a</a>", "a"},
    {"<a href='&#x6a;avascript&colon;x'>a</a>", "a"},
    {"<a href='&#1;javascript:x'>a</a>", "a"},
    {"<a href='data:text/html,x'>a</a><a href='vbscript:x'>b</a><a href='file:///x'>c</a>", "abc"},
    {"<img src='data:image/png;base64,x' alt=a><img src='javascript:x' alt=b>", "ab"},
    {"<a href='http://'>a</a><a href='http://a b/'>b</a><a href='http://a:99999/'>c</a>", "abc"},
    {"<a href='//x.example/a b'>a</a>", "<a href=\"https://x.example/a%20b\">a</a>"},
    {"<a href='mailto:a@b.example'>a</a><a href='tel:1'>b</a><a href='#c'>c</a>",
     "<a href=\"mailto:a@b.example\">a</a><a href=\"tel:1\">b</a><a href=\"#c\">c</a>"},
    {"<a href='img\\a.html?b=%zz'>a</a>", "<a href=\"img/a.html?b=%25zz\">a</a>"},
    /* unknown names */
    {"a Vec<T> b", "a Vec&lt;T&gt; b"},
    {"a <your name> b", "a &lt;your name&gt; b"},
    {"a <x-y>b</x-y> c", "a b c"},
    {"<Tabs>\n<Tab label=\"x\">a</Tab></Tabs>", "\na"},
    {"a <Foo/> b <Bar x=\"1\"> c", "a  b  c"},
    /* broken */
    {"a < b <", "a &lt; b &lt;"},
    {"a <b", "a &lt;b"},
    {"a <b x=\"", "a &lt;b x=\""},
    {"a </> b </ c", "a  b &lt;/ c"},
    {"<b><i>a</b>b</i>", "<b><i>a</i></b>b"},
    {"<b <i>a</b>", "<b>a</b>"},
    /* SVG */
    {"<svg viewbox='0 0 1 1' onload=x><PATH d='M0 0'/><script>a</script></svg>b",
     "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
     "viewBox=\"0 0 1 1\"><path d=\"M0 0\"></path></svg>b"},
    {"<svg><a href='javascript:x'><text fill='url(http://x)' style='fill:red;behavior:url(#x)'>a"
     "</text></a><set/><animate><b>x",
     "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">"
     "<text style=\"fill:red\">a</text></svg><b>x</b>"},
    {"<svg><text fill='url( \"#a\" )' stroke='url(#a b)' clip-path='url(#a:b)' mask='url(#a'>a",
     "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">"
     "<text fill=\"url( &quot;#a&quot; )\">a</text></svg>"},
    {"<svg><foreignObject><div>a</div></foreignObject><use href='x.svg#y' xlink:href='#z'/></svg>",
     "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">"
     "<text>a</text><use></use></svg>"},
    {"<svg><p>a", "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                  "xmlns:xlink=\"http://www.w3.org/1999/xlink\"></svg><p>a</p>"},
    /* MathML */
    {"<math><mfrac><mi>a</mi></mfrac></math>",
     "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mfrac><mi>a</mi><mrow></mrow></mfrac>"
     "</math>"},
    {"<math><mfrac><mi>a</mi><mi>b</mi><mi>c</mi></mfrac></math>", "abc"},
    {"<math><semantics><mi href='javascript:x' mathcolor=red>a</mi><annotation>b</annotation>"
     "</semantics></math>",
     "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mrow><mi mathcolor=\"red\">a</mi></mrow>"
     "</math>"},
    {"<math><maction actiontype=x>1</maction></math>",
     "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mrow><mtext>1</mtext></mrow></math>"},
    /* references */
    {"&lt;&AMP;&notit;&notin;&hearts;&nosuch;&#65;&#x42&#0;&#x80;&#xD800;&#1;&",
     "&lt;&amp;\xc2\xacit;\xe2\x88\x89\xe2\x99\xa5&amp;nosuch;AB\xef\xbf\xbd\xe2\x82\xac"
     "\xef\xbf\xbd&amp;"},
    {"&CounterClockwiseContourIntegral;&NotEqualTilde;", "\xe2\x88\xb3\xe2\x89\x82\xcc\xb8"},
};

static void test_cases(void)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a = {0};

        is_str(convert(&a, cases[i].html), cases[i].xhtml, "%.*s",
               (int)strcspn(cases[i].html, "\n"), cases[i].html);
        arena_done(&a);
    }
}

/* A post as a renderer hands it over. */
static struct markup m;
static struct html *h;
static struct arena arena;

static void begin(const struct html_hooks *hooks)
{
    markup_init(&m);
    h = html_new(&arena, &m, hooks);
}

static void finish(const char *expected, const char *what)
{
    markup_finish(&m);
    is_str(buf_str(&m.text), expected, "%s", what);
    markup_done(&m);
    arena_done(&arena);
}

static void tag(const char *z)
{
    html_add(h, str_of(z), false, 1);
}

static void block(const char *z)
{
    html_add(h, str_of(z), true, 1);
}

static size_t open(enum element el)
{
    return markup_open(&m, el, STR(""));
}

static void text(const char *z)
{
    markup_text(&m, str_of(z));
}

static void test_fragments(void)
{
    size_t p, li;

    begin(NULL);
    block("<div class=\"x\">\n");
    p = open(EL_P);
    tag("<b>");
    text("a");
    markup_close(&m, p);
    block("</div>\n");
    p = open(EL_P);
    text("b");
    markup_close(&m, p);
    finish("<div class=\"x\">\n<p><b>a</b></p></div>\n<p>b</p>", "an element over Markdown");

    begin(NULL);
    block("<div>");
    open(EL_UL);
    li = open(EL_LI);
    tag("</div>");
    text("a");
    tag("<section>");
    markup_close(&m, li);
    html_end(h);
    open(EL_LI);
    finish("<div><ul><li>a<section></section></li><li></li></ul></div>",
           "an end tag stops at a list of Markdown's");

    begin(NULL);
    block("<a href=\"x\">\n");
    for (int i = 0; i < 2; i++) {
        p = open(EL_P);
        text("a");
        markup_close(&m, p);
    }
    finish("<a href=\"x\">\n<p>a</p></a><p>a</p>", "an open link ends after one paragraph");
}

static void test_hidden(void)
{
    size_t p;

    begin(NULL);
    p = open(EL_P);
    tag("<script>");
    text("a");
    tag("</script>");
    text("b");
    tag("<title>");
    text("c");
    markup_close(&m, p);
    finish("<p>bc</p>", "an inline script goes, what never ends stays");

    begin(NULL);
    block("<div>a\n<!-- b\n");
    p = open(EL_P);
    text("c");
    markup_close(&m, p);
    block("<p>d</p>\n-->\n</div>\n");
    text("e");
    finish("<div>a\n\n</div>\ne", "a comment may end in a later fragment");

    begin(NULL);
    block("<!-- b </div>\n");
    p = open(EL_P);
    text("c");
    markup_close(&m, p);
    finish(" b \n<p>c</p>", "one that never ends hides nothing");
}

static void test_literals(void)
{
    begin(NULL);
    open(EL_P);
    text("a List");
    tag("<String>");
    text(" b ");
    tag("<Foo>");
    text("c");
    tag("</Foo>");
    text("d");
    finish("<p>a List&lt;String&gt; b cd</p>", "an unknown tag is text until it is closed");
}

static bool on_start(void *ctx, struct html_tag *t)
{
    unsigned *lines = ctx;

    *lines = *lines * 10 + t->line;
    if (t->element == EL_A)
        html_opened(h, EL_A, markup_open_slot(&m, EL_A, 1));
    else if (t->element == EL_VIDEO)
        html_opened(h, EL_VIDEO, markup_open_stretch(&m));
    else if (t->element == EL_IFRAME) {
        html_add(h, STR("<div class=\"card\">e</div>"), true, t->line);
        html_opened(h, EL_IFRAME, markup_open_stretch(&m));
    } else if (t->element == EL_P)
        t->v[0].value = STR("new");
    return t->element == EL_P;
}

static void test_hooks(void)
{
    unsigned lines = 0;
    const struct html_hooks hooks = {.ctx = &lines, .start = on_start};

    begin(&hooks);
    html_add(h, STR("<p id=x>\n<a href=y>a</a>\n<img src=z>b<video>c</video>d"), true, 5);
    ok(lines == 5677, "the hook sees each tag with its line, not %u", lines);
    ok(m.slots.n == 2 && m.slots.v[1].is_close && m.slots.v[1].offset == 14, "a slot is closed");
    finish("<p id=\"new\">\na\nbd</p>", "the hook writes what it wants");

    begin(&hooks);
    block("<iframe src=\"x\">f</iframe>g <a href=\"y\"/>h\n");
    ok(m.stack.n == 0, "nothing stays open");
    ok(m.slots.n == 2 && m.slots.v[1].offset == m.slots.v[0].offset, "an empty link is closed");
    finish("<div class=\"card\">e</div>g h\n", "the hook may add a fragment itself");
}

static void test_plain_text(void)
{
    is_str(html_text(&arena, STR("<b>a</b> &amp; &lt;b&gt;<script>x</script><br>c")), "a & <b> c",
           "the plain text");
    is_str(html_decode(&arena, STR("a &eacute; &#233")), "a \xc3\xa9 \xc3\xa9", "decodes");
    ok(!html_url(&arena, STR("javascript:x")).p, "refuses a scheme");
    is_str(html_url(&arena, STR(" a b ")), "a%20b", "encodes a blank");
    arena_done(&arena);
}

static void test_entities(void)
{
    static const char *const names[] = {
#define ENTITY(name, text) name,
#include "render/entities.def"
#undef ENTITY
    };
    size_t n = sizeof names / sizeof *names, unsorted = 0;

    for (size_t i = 1; i < n; i++)
        unsorted += strcmp(names[i - 1], names[i]) >= 0;
    ok(n == 2231 && unsorted == 0, "all 2231 names, sorted");
}

/* Names of each run of the table must ascend, or the search misses some. */
static void test_attributes(void)
{
    static const char *const names[] = {
#define HTML_ATTRIBUTE(name, kind, groups, choices) "h " name,
#define SVG_ATTRIBUTE(name, kind, choices) "s " name,
#define MATH_ATTRIBUTE(name, kind, elements, choices) "z " name,
#include "render/attributes.def"
    };
    size_t unsorted = 0;

    for (size_t i = 1; i < sizeof names / sizeof *names; i++) {
        const char *a = names[i - 1], *b = names[i];

        while (*a && ascii_lower(*a) == ascii_lower(*b))
            a++, b++;
        unsorted += (unsigned char)ascii_lower(*a) >= (unsigned char)ascii_lower(*b);
    }
    ok(unsorted == 0, "attributes are sorted");
}

int main(void)
{
    test_cases();
    test_fragments();
    test_hidden();
    test_literals();
    test_hooks();
    test_plain_text();
    test_entities();
    test_attributes();
    return done();
}
