/* SPDX-License-Identifier: MIT */
/* TeX and BibTeX: commands, mathematics, comments, entries. */
#include "render/lexers.h"

static void take_command(struct lexer *x, bool math)
{
    const char *p = x->p + 1;

    while (p < x->end && (is_ascii_alpha(*p) || *p == '@'))
        p++;
    if (p == x->p + 1 && p < x->end)
        p++;
    lex_take(x, math ? HL_FUNCTION : HL_KEYWORD, p < x->end && *p == '*' ? p + 1 : p);
}

/* $, $$, \[ \] \( \): into mathematics or out of it */
static bool take_math_mark(struct lexer *x, bool *math)
{
    char next = lex_at(x, x->p + 1);

    if (*x->p == '$')
        *math = !*math;
    else if (*x->p == '\\' && lex_in("[(", next))
        *math = true;
    else if (*x->p == '\\' && lex_in("])", next))
        *math = false;
    else
        return false;
    lex_take(x, HL_STRING, *x->p == '\\' || next == '$' ? x->p + 2 : x->p + 1);
    return true;
}

void lex_tex(struct lexer *x, const struct language *l)
{
    bool math = false;

    (void)l;
    while (x->p < x->end) {
        const char *p = x->p;

        if (take_math_mark(x, &math))
            continue;
        if (*p == '%') {
            lex_take(x, HL_COMMENT, lex_line_end(x, p));
        } else if (*p == '\\') {
            take_command(x, math);
        } else if (math && is_ascii_digit(*p)) {
            lex_take(x, HL_NUMBER, lex_name(x, p, "."));
        } else {
            while (p < x->end && !lex_in("%\\$", *p) && !(math && is_ascii_digit(*p)))
                p++;
            lex_take(x, HL_PLAIN, p);
        }
    }
}

/* A value of an entry: {…}, "…", a number, a name */
static void take_value(struct lexer *x)
{
    const char *p = x->p;
    size_t depth = 0;

    if (*p == '"') {
        const char *end = memchr(p + 1, '"', (size_t)(x->end - p - 1));

        lex_take(x, HL_STRING, end ? end + 1 : x->end);
    } else if (*p == '{') {
        for (; p < x->end; p++) {
            depth += *p == '{';
            if (*p == '}' && --depth == 0)
                break;
        }
        lex_take(x, HL_STRING, p < x->end ? p + 1 : x->end);
    } else {
        lex_take(x, is_ascii_digit(*p) ? HL_NUMBER : HL_PLAIN, lex_name(x, p, "-"));
    }
}

void lex_bibtex(struct lexer *x, const struct language *l)
{
    (void)l;
    while (x->p < x->end) {
        const char *p = lex_name(x, x->p, "-:");
        const char *after = p > x->p ? lex_blanks(x, p) : p;

        if (*x->p == '@') {
            p = lex_name(x, x->p + 1, "");
            lex_take(x, HL_TYPE, p);
            lex_take(x, HL_PLAIN, p < x->end ? p + 1 : p);
            lex_take(x, HL_FUNCTION, lex_name(x, x->p, "-:./+"));
        } else if (*x->p == '%') {
            lex_take(x, HL_COMMENT, lex_line_end(x, x->p));
        } else if (p > x->p && lex_at(x, after) == '=') {
            lex_take(x, HL_ATTRIBUTE, p);
            lex_take(x, HL_PLAIN, lex_blanks(x, after + 1));
            if (x->p < x->end)
                take_value(x);
        } else {
            lex_take(x, HL_PLAIN, p > x->p ? p : x->p + 1);
        }
    }
}
