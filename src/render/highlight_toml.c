/* SPDX-License-Identifier: MIT */
/* TOML: tables, keys, values with dates, strings over lines. */
#include "render/lexers.h"

static void take_string(struct lexer *x, enum highlight_kind kind)
{
    char quote = *x->p;
    const char *three = quote == '"' ? "\"\"\"" : "'''", *p = x->p + 1;

    if (lex_starts(x, x->p, three)) {
        const char *end = lex_find(x, x->p + 3, three);

        end = end ? end + 3 : x->end;
        while (lex_at(x, end) == quote)
            end++;
        lex_take(x, kind, end);
        return;
    }
    for (; p < x->end && *p != quote && *p != '\n'; p++)
        p += *p == '\\' && quote == '"' && p + 1 < x->end;
    lex_take(x, kind, p < x->end && *p == quote ? p + 1 : p);
}

/* 1_000, 0xff, 1e6, 1979-05-27T07:32:00Z, 07:32, true, inf */
static void take_bare_value(struct lexer *x)
{
    const char *p = lex_name(x, x->p, "+-.:");
    size_t n = (size_t)(p - x->p);

    if (lex_starts(x, x->p, "true") || lex_starts(x, x->p, "false"))
        lex_take(x, HL_KEYWORD, p);
    else if (n >= 15 && is_ascii_digit(*x->p) && lex_at(x, x->p + 4) == '-')
        lex_take(x, HL_NUMBER, p);
    else if (is_ascii_digit(*x->p) || lex_in("+-", *x->p))
        lex_take(x, HL_NUMBER, p > x->p ? p : x->p + 1);
    else
        lex_take(x, HL_PLAIN, p > x->p ? p : x->p + 1);
}

static bool is_key(const struct lexer *x, const char *p)
{
    p = lex_blanks(x, p);
    return lex_at(x, p) == '=' || lex_at(x, p) == '.';
}

static void take_token(struct lexer *x, bool *key)
{
    const char *p = lex_name(x, x->p, "-");
    char ch = *x->p;

    if (ch == '"' || ch == '\'') {
        take_string(x, HL_STRING);
    } else if (*key && p > x->p) {
        lex_take(x, HL_ATTRIBUTE, p);
    } else if (p > x->p || ch == '+' || ch == '-') {
        if (!is_key(x, p) || is_ascii_digit(ch))
            take_bare_value(x);
        else
            lex_take(x, HL_ATTRIBUTE, p);
    } else {
        if (ch == '=')
            *key = false;
        lex_take(x, HL_PLAIN, x->p + 1);
    }
}

void lex_toml(struct lexer *x, const struct language *l)
{
    bool key = true;

    (void)l;
    while (x->p < x->end) {
        if (*x->p == '\n') {
            key = true;
            lex_take(x, HL_PLAIN, x->p + 1);
        } else if (*x->p == '[' && lex_is_line_start(x) && (key || x->p == x->start)) {
            const char *end = lex_line_end(x, x->p),
                       *comment = memchr(x->p, '#', (size_t)(end - x->p));

            lex_take(x, HL_KEYWORD, comment ? comment : end);
        } else if (*x->p == '#') {
            lex_take(x, HL_COMMENT, lex_line_end(x, x->p));
        } else if (is_ascii_space(*x->p)) {
            lex_take(x, HL_PLAIN, x->p + 1);
        } else {
            take_token(x, &key);
        }
    }
}
