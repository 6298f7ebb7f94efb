/* SPDX-License-Identifier: MIT */
/* Cleaning drawings. */
#include "media/convert.h"
#include "tap.h"

#define OPEN \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""

/* INSIDE stands for what is in a root with viewBox="0 0 9 9". */
static const struct {
    const char *what, *inside, *expected;
} cases[] = {
    {"shapes stay", "<g fill='red'><path d='M0 0h9'/></g>",
     "<g fill=\"red\"><path d=\"M0 0h9\"/></g>"},
    {"script goes", "<script>x &lt; y</script><g/>", "<g/>"},
    {"handlers go", "<g onclick='x()' onLoad='y()'/>", "<g/>"},
    {"foreign content goes",
     "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>", ""},
    {"animation goes", "<rect><animate attributeName='x'/><set/></rect>", "<rect/>"},
    {"an editor's elements go",
     "<i:view xmlns:i='http://i'><i:path/></i:view><g i:label='x' xmlns:i='u'/>", "<g/>"},
    {"unknown elements go with what is in them", "<flowRoot><text>x</text></flowRoot>", ""},
    {"HTML's names of other case go", "<SCRIPT>x</SCRIPT>", ""},
    {"references within stay", "<circle id='a'/><use href='#a'/>",
     "<circle id=\"a\"/><use xlink:href=\"#a\"/>"},
    {"xlink under another prefix",
     "<circle id='a'/><use y:href='#a' xmlns:y='http://www.w3.org/1999/xlink'/>",
     "<circle id=\"a\"/><use xlink:href=\"#a\"/>"},
    {"references outside go", "<use href='x.svg#a'/><image href='http://x/y.png'/>", ""},
    {"references to nothing go", "<use href='#a'/><rect fill='url(#a)' stroke='url( \"#a\" )'/>",
     "<rect/>"},
    {"a picture inside stays", "<image href='data:image/png;base64,AAAA'/>",
     "<image xlink:href=\"data:image/png;base64,AAAA\"/>"},
    {"a drawing inside a picture goes", "<image href='data:image/svg+xml;base64,AAAA'/>", ""},
    {"a link outside leaves its contents", "<a href='javascript:x'><text>t</text></a>",
     "<text>t</text>"},
    {"a colon in front of a name", "<path :d='M0 0' d='M1 1'/><:path/>", "<path d=\"M1 1\"/>"},
    {"twice the same id", "<g id='a'/><g id='a'/>", "<g id=\"a\"/><g/>"},
    {"an id that is no name", "<g id='1 a:b'/><use href='#1 a:b'/>",
     "<g id=\"_1_a_b\"/><use xlink:href=\"#_1_a_b\"/>"},
    {"harmless style", "<g style='fill: red; stroke:url(#x);; background:url(http://x)'/>",
     "<g style=\"fill: red\"/>"},
    {"disguised style", "<g style='fill:u\\72l(http://x)' fill='url(//x/y)'/>", "<g/>"},
    {"style sheets",
     "<style>@import 'x'; /* } */ #a > .b { fill: red } @font-face { src: url(x) } "
     "@media print { g { fill: red } } c{fill:url(http://x);stroke:blue}</style><g id='a'/>",
     "<style>#a &gt; .b{fill: red}\nc{stroke:blue}\n</style><g id=\"a\"/>"},
    {"no expression in a selector either", "<style>a e/**/xpression(1){fill:red}b{x:y}</style>",
     "<style>b{x:y}\n</style>"},
    {"character data", "<text> a &lt; b &#x26; <![CDATA[<c>]]> </text>stray",
     "<text> a &lt; b &amp; &lt;c&gt; </text>"},
    {"comments and instructions go", "<!-- a -- b --><?php x ?><g/>", "<g/>"},
    {"labels by existing elements", "<title id='t'>T</title><g aria-labelledby='t u'/>",
     "<title id=\"t\">T</title><g aria-labelledby=\"t\"/>"},
};

static const char *const broken[] = {
    "",
    "text",
    "<svg",
    "<svg>",
    "<svg></g></svg>",
    "<svg a=b/>",
    "<svg a='1' a='2'/>",
    "<svg/><svg/>",
    "<svg/>x",
    "<html/>",
    "<svg>&nbsp;</svg>",
    "<svg>a & b</svg>",
    "<svg>&#0;</svg>",
    "<svg>\xFF</svg>",
    "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg><text>&x;</text></svg>",
    "<svg xmlns='http://www.w3.org/1999/xhtml'/>",
};

static bool clean(struct buf *out, struct str bytes, bool is_inline, const char *prefix)
{
    const char *fault = NULL;

    buf_clear(out);
    return svg_clean(out, bytes, is_inline, str_of(prefix), &fault);
}

static void test_cases(void)
{
    struct buf out = {0}, in = {0}, expected = {0};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *inside = cases[i].expected;

        buf_clear(&in);
        buf_printf(&in, "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>%s</svg>",
                   cases[i].inside);
        buf_clear(&expected);
        buf_printf(&expected,
                   *inside ? OPEN " viewBox=\"0 0 9 9\">%s</svg>" : OPEN " viewBox=\"0 0 9 9\"/>",
                   inside);
        buf_byte(&expected, '\0');
        clean(&out, buf_str(&in), true, "");
        is_str(buf_str(&out), expected.p, "%s", cases[i].what);
        buf_clear(&in);
        buf_add(&in, buf_str(&out));
        clean(&out, buf_str(&in), true, "");
        is_str(buf_str(&out), expected.p, "and cleaning again changes nothing");
    }
    buf_done(&out);
    buf_done(&in);
    buf_done(&expected);
}

static void test_root(void)
{
    struct buf out = {0};

    clean(&out,
          STR("<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY ns 'http://www.w3.org/2000/svg'>]>"
              "<s:svg xmlns:s='&ns;' width='20' height='10mm'><s:g/></s:svg>"),
          false, "");
    is_str(buf_str(&out),
           "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" OPEN
           " viewBox=\"0 0 20 38\" width=\"20\" height=\"10mm\"><g/></svg>",
           "prefix, entity, declaration and viewBox");
    clean(&out, STR("<svg viewBox='0 0 1 1'/>"), true, "");
    is_str(buf_str(&out), OPEN " viewBox=\"0 0 1 1\"/>", "a namespace where there was none");
    clean(&out,
          STR("<svg viewBox='0 0 1 1'><style>#a{fill:url(#b)}</style><g id='a'/><g id='b'/>"
              "<use xlink:href='#a'/></svg>"),
          true, "p1-");
    is_str(buf_str(&out),
           OPEN " viewBox=\"0 0 1 1\"><style>#p1-a{fill:url(#p1-b)}\n</style><g id=\"p1-a\"/>"
                "<g id=\"p1-b\"/><use xlink:href=\"#p1-a\"/></svg>",
           "every id gets the prefix");
    buf_done(&out);
}

static void test_broken(void)
{
    struct buf out = {0}, in = {0};

    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
        ok(!clean(&out, str_of(broken[i]), true, "") && !out.n, "refused: %s", broken[i]);
    for (int i = 0; i < 300; i++)
        buf_addz(&in, "<svg>");
    for (int i = 0; i < 300; i++)
        buf_addz(&in, "</svg>");
    ok(!clean(&out, buf_str(&in), true, ""), "nested too deep");
    buf_clear(&in);
    buf_addz(&in, "<!DOCTYPE svg [<!ENTITY a '");
    buf_fill(&in, 'x', 10000);
    buf_addz(&in, "'>]><svg><text>");
    for (int i = 0; i < 10000; i++)
        buf_addz(&in, "&a;");
    buf_addz(&in, "</text></svg>");
    ok(!clean(&out, buf_str(&in), true, ""), "entities that grow too large");
    buf_done(&out);
    buf_done(&in);
}

int main(void)
{
    test_cases();
    test_root();
    test_broken();
    return done();
}
