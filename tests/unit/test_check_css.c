/* SPDX-License-Identifier: MIT */
/* Tokens of CSS. */
#include "epub/check_css.h"
#include "tap.h"

static const struct {
    const char *sheet;
    enum css_kind kind;
    const char *text;
} cases[] = {
    {"color", CSS_IDENT, "color"},
    {"-moz-x", CSS_IDENT, "-moz-x"},
    {"--x", CSS_IDENT, "--x"},
    {"a\\:b c", CSS_IDENT, "a\\:b"},
    {"@import x", CSS_AT, "import"},
    {"#fff", CSS_HASH, "fff"},
    {"'it' x", CSS_STRING, "it"},
    {"\"a\\\"b\"", CSS_STRING, "a\\\"b"},
    {"'open\n", CSS_BAD, "string"},
    {"/* open", CSS_BAD, "comment"},
    {"url(a.png)", CSS_URL, "a.png"},
    {"URL( 'a b.png' )", CSS_URL, "a b.png"},
    {"url(a", CSS_BAD, "url"},
    {"calc(1px)", CSS_FUNCTION, "calc"},
    {"-1.5em", CSS_NUMBER, "-1.5em"},
    {".5%", CSS_NUMBER, ".5%"},
    {"1e3", CSS_NUMBER, "1e3"},
    {" /* c */ x", CSS_SPACE, " "},
    {"{", CSS_CHAR, "{"},
    {"<!--", CSS_COMMENT_MARK, "<!--"},
    {"", CSS_END, ""},
};

int main(void)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t at = 0;
        struct css_token t = css_next(str_of(cases[i].sheet), &at);
        ok(t.kind == cases[i].kind, "kind of '%s'", cases[i].sheet);
        ok(str_eq(t.text, str_of(cases[i].text)), "text of '%s' is '%.*s'", cases[i].sheet,
           STR_ARG(t.text));
        ok(at > 0 || cases[i].kind == CSS_END, "it moves on");
    }
    return done();
}
