/* SPDX-License-Identifier: MIT */
/* Keys and values by lines: INI, properties, unit files, configuration directives. */
#include "render/lexers.h"

/* "a=b", "a: b" up to the end of the line: key, separator, value. */
static const char *key_end(const struct lexer *x, const char *p, const char *end, const char *signs)
{
    while (p < end && !lex_in(signs, *p))
        p++;
    if (p == end)
        return NULL;
    while (p > x->p && (p[-1] == ' ' || p[-1] == '\t'))
        p--;
    return p;
}

static void take_value(struct lexer *x, const char *end)
{
    const char *p = lex_blanks(x, lex_blanks(x, x->p) + 1);

    if (p > end)
        p = end;
    lex_take(x, HL_PLAIN, p);
    lex_take(x, HL_STRING, end);
}

static void take_rest(struct lexer *x, const char *end)
{
    lex_take(x, HL_PLAIN, end);
    lex_take(x, HL_PLAIN, lex_next_line(x, end));
}

/* [section], key = value; comments with ; and # */
void lex_ini(struct lexer *x, const struct language *l)
{
    (void)l;
    while (x->p < x->end) {
        const char *p = lex_blanks(x, x->p), *end = lex_line_end(x, p), *key;

        lex_take(x, HL_PLAIN, p);
        if (lex_at(x, p) == ';' || lex_at(x, p) == '#') {
            lex_take(x, HL_COMMENT, end);
        } else if (lex_at(x, p) == '[') {
            const char *close = memchr(p, ']', (size_t)(end - p));

            lex_take(x, HL_KEYWORD, close ? close + 1 : end);
        } else if (p < end && (key = key_end(x, p, end, "=:")) != NULL) {
            lex_take(x, HL_ATTRIBUTE, key);
            take_value(x, end);
        }
        take_rest(x, end);
    }
}

/* key=value, key: value, key value; a backslash goes on in the next line */
void lex_properties(struct lexer *x, const struct language *l)
{
    (void)l;
    while (x->p < x->end) {
        const char *p = lex_blanks(x, x->p), *end = lex_line_end(x, p), *key;

        lex_take(x, HL_PLAIN, p);
        if (lex_at(x, p) == '#' || lex_at(x, p) == '!') {
            lex_take(x, HL_COMMENT, end);
        } else if (p < end && (key = key_end(x, p, end, "=:")) != NULL) {
            while (end < x->end && end > p && end[-1] == '\\')
                end = lex_line_end(x, end + 1);
            if (lex_starts(x, x->p, "export "))
                lex_take(x, HL_KEYWORD, x->p + 6);
            lex_take(x, HL_ATTRIBUTE, key);
            take_value(x, end);
        }
        take_rest(x, end);
    }
}

/* ---- nginx, Apache, sshd and their like: a directive and its arguments ---- */

static const char switches[] = " on off none any all double email dns min minimal os prod full "
                               "offline inherit cascade ";

static enum highlight_kind argument_kind(const struct language *l, const char *p, size_t n)
{
    char lower[16] = {0};
    const char *at;

    if (l->flags & CODE_BARE_STRINGS)
        return HL_STRING;
    if (*p == '/')
        return HL_STRING;
    if (n >= sizeof(lower))
        return HL_PLAIN;
    for (size_t i = 0; i < n; i++)
        lower[i] = ascii_lower(p[i]);
    at = memmem(switches, sizeof(switches) - 1, lower, n);
    return at && at[-1] == ' ' && at[n] == ' ' ? HL_KEYWORD : HL_PLAIN;
}

static bool ends_argument(const struct lexer *x, const char *p)
{
    return p >= x->end || is_ascii_space(*p) || lex_in(";\"'", *p) || (*p == '$' && p > x->p) ||
           (lex_in("{}", *p) && p > x->start && p[-1] != '%' && p[-1] != '$');
}

static bool take_variable(struct lexer *x)
{
    const char *p = lex_name(x, x->p + 1, "");

    if (*x->p != '$' || p == x->p + 1)
        return false;
    lex_take(x, HL_PLAIN, p);
    return true;
}

static void take_argument(struct lexer *x, const struct language *l)
{
    const char *p = x->p;
    bool number = true;

    if (*p == '"' || *p == '\'') {
        char quote = *p;

        for (p++; p < x->end && *p != quote && *p != '\n'; p++)
            p += *p == '\\' && p + 1 < x->end;
        lex_take(x, HL_STRING, p < x->end && *p == quote ? p + 1 : p);
        return;
    }
    for (; !ends_argument(x, p); p++)
        number = number && (is_ascii_digit(*p) || (p > x->p && p + 1 < x->end &&
                                                   lex_in("kmg", *p) && ends_argument(x, p + 1)));
    if (p == x->p)
        lex_take(x, HL_PLAIN, p + 1);
    else
        lex_take(x, number ? HL_NUMBER : argument_kind(l, x->p, (size_t)(p - x->p)), p);
}

/* <Section argument> */
static void take_section(struct lexer *x)
{
    const char *p = x->p + 1 + (lex_at(x, x->p + 1) == '/'), *end = lex_line_end(x, x->p);
    const char *close = memchr(x->p, '>', (size_t)(end - x->p));

    lex_take(x, HL_PLAIN, p < x->end ? p : x->end);
    lex_take(x, HL_TAG, lex_name(x, x->p, ""));
    lex_take(x, HL_PLAIN, lex_blanks(x, x->p));
    if (close && close > x->p)
        lex_take(x, HL_STRING, close);
    lex_take(x, HL_PLAIN, end);
}

void lex_directives(struct lexer *x, const struct language *l)
{
    enum highlight_kind name = l->flags & CODE_BARE_STRINGS ? HL_KEYWORD : HL_FUNCTION;
    bool first = true;

    while (x->p < x->end) {
        char ch = *x->p;

        if (ch == '#' && (first || is_ascii_space(x->p[-1]))) {
            lex_take(x, HL_COMMENT, lex_line_end(x, x->p));
        } else if (is_ascii_space(ch) || lex_in(";{}", ch)) {
            first |= !(ch == ' ' || ch == '\t' || ch == '\r');
            lex_take(x, HL_PLAIN, x->p + 1);
        } else if (first && ch == '<') {
            take_section(x);
            first = false;
        } else if (first && !is_ascii_digit(ch) && ch != '%' && ch != '$') {
            const char *p = lex_name(x, x->p, "-.");

            lex_take(x, name, p > x->p ? p : x->p + 1);
            first = false;
        } else if (!take_variable(x)) {
            take_argument(x, l);
        }
    }
}
