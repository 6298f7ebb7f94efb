/* SPDX-License-Identifier: MIT */
/* What the rows of C's relatives cannot say: raw strings, lifetimes, attributes. */
#include "render/lexers.h"

/* From Q, behind the opener, to behind CLOSER followed by N times FILL; without it, all. */
static const char *raw_end(const struct lexer *x, const char *q, char closer, char fill, size_t n)
{
    while (q < x->end) {
        size_t i = 0;

        if (*q++ != closer)
            continue;
        while (i < n && lex_at(x, q + i) == fill)
            i++;
        if (i == n)
            return q + n;
        q += i;
    }
    return x->end;
}

/* R"name( … )name" */
static bool take_cpp_raw(struct code *c, const char *quote)
{
    struct lexer *x = c->x;
    const char *open = quote + 1, *p = open, *q;
    size_t n;

    while (p < x->end && p - open < 17 && *p != '(' && *p != '\n')
        p++;
    if (lex_at(x, p) != '(')
        return false;
    n = (size_t)(p - open);
    for (q = p + 1; q < x->end; q++)
        if (*q == ')' && (size_t)(x->end - q) > n + 1 && memcmp(q + 1, open, n) == 0 &&
            q[n + 1] == '"')
            break;
    code_take(c, HL_STRING, q < x->end ? q + n + 2 : x->end, true);
    return true;
}

static bool starts_word(const struct code *c)
{
    return c->x->p == c->x->start || !(code_byte(c, c->x->p - 1) & BYTE_MORE);
}

bool hook_c(struct code *c)
{
    struct lexer *x = c->x;
    const char *p = x->p;

    if (*p == 'u' && lex_at(x, p + 1) == '8')
        p++;
    if (*p != 'R')
        p++;
    if (lex_at(x, p) == 'R' && lex_at(x, p + 1) == '"' && starts_word(c))
        return take_cpp_raw(c, p + 1);
    return false;
}

/* [ … ] with strings in it, N bytes before the bracket included */
static void take_attribute(struct code *c, size_t n, bool strings)
{
    struct lexer *x = c->x;
    size_t depth = 0;

    lex_take(x, HL_ATTRIBUTE, x->p + n);
    while (x->p < x->end) {
        char ch = *x->p;

        if (ch == '"' && strings && code_strings(c))
            continue;
        lex_take(x, HL_ATTRIBUTE, x->p + 1);
        depth += ch == '[';
        if (ch == ']' && depth-- <= 1)
            break;
    }
    c->value = false;
}

static bool take_rust_raw(struct code *c)
{
    struct lexer *x = c->x;
    const char *p = x->p, *hashes;
    size_t n;

    if ((*p == 'b' || *p == 'c') && lex_at(x, p + 1) == 'r')
        p++;
    if (*p++ != 'r')
        return false;
    for (hashes = p; lex_at(x, p) == '#';)
        p++;
    n = (size_t)(p - hashes);
    if (lex_at(x, p) != '"') {
        if (n == 1 && is_ascii_alpha(lex_at(x, p))) { /* r#type is a name */
            code_take(c, HL_PLAIN, code_word_end(c, p), true);
            return true;
        }
        return false;
    }
    code_take(c, HL_STRING, raw_end(x, p + 1, '"', '#', n), true);
    return true;
}

bool hook_rust(struct code *c)
{
    struct lexer *x = c->x;
    char next = lex_at(x, x->p + 1);

    if (*x->p == '\'') {
        if (code_strings(c))
            return true;
        code_take(c, HL_ATTRIBUTE, lex_name(x, x->p + 1, ""), false);
        return true;
    }
    if (*x->p == '#') {
        if (next != '[' && (next != '!' || lex_at(x, x->p + 2) != '['))
            return false;
        take_attribute(c, next == '!' ? 2 : 1, true);
        return true;
    }
    return take_rust_raw(c);
}

/* @"…""…", $"…{x}…", $@"…", """…""" */
bool hook_csharp(struct code *c)
{
    static const struct span_rule rules[] = {
        {"\"\"\"", "\"\"\"", SPAN_LINES},
        {"\"", "\"", SPAN_ESCAPES},
    };
    struct lexer *x = c->x;
    const char *p = x->p;
    struct span_rule rule;
    bool verbatim = false, filled = false;

    if (*p == '[') { /* [Attribute] */
        if (!lex_is_line_start(x) || c->value || !is_ascii_alpha(lex_at(x, p + 1)))
            return false;
        take_attribute(c, 0, false);
        return true;
    }
    for (; p - x->p < 4 && (lex_at(x, p) == '@' || lex_at(x, p) == '$'); p++) {
        verbatim |= *p == '@';
        filled |= *p == '$';
    }
    if (lex_at(x, p) != '"' || p - x->p > 3)
        return false;
    rule = rules[lex_starts(x, p, "\"\"\"") ? 0 : 1];
    if (verbatim && rule.flags == SPAN_ESCAPES)
        rule.flags = SPAN_DOUBLED | SPAN_LINES;
    if (filled)
        rule.flags |= SPAN_BRACE;
    code_string(c, &rule, p + strlen(rule.open));
    return true;
}

/* #"…"#, #/…/#; #if and #available are words */
bool hook_swift(struct code *c)
{
    struct lexer *x = c->x;
    const char *p = x->p;
    size_t n;

    while (lex_at(x, p) == '#')
        p++;
    n = (size_t)(p - x->p);
    if (lex_at(x, p) == '"') {
        code_take(c, HL_STRING, raw_end(x, p + 1, '"', '#', n), true);
        return true;
    }
    if (is_ascii_alpha(lex_at(x, p)))
        code_take(c, HL_PREPROC, lex_name(x, p, ""), false);
    else
        code_take(c, HL_PLAIN, p, false);
    return true;
}

/* A line of a string: \\text; @"name" */
bool hook_zig(struct code *c)
{
    struct lexer *x = c->x;

    if (*x->p == '\\' && lex_at(x, x->p + 1) == '\\') {
        code_take(c, HL_STRING, lex_line_end(x, x->p), true);
        return true;
    }
    return false;
}

/* q{…}, q"(…)", r"…", `…` is in the row */
bool hook_d(struct code *c)
{
    struct lexer *x = c->x;
    char next = lex_at(x, x->p + 1), open = lex_at(x, x->p + 2);
    char close = lex_closer(open);

    if (*x->p == 'r' && next == '"') {
        code_take(c, HL_STRING, raw_end(x, x->p + 2, '"', '"', 0), true);
        return true;
    }
    if (*x->p != 'q')
        return false;
    if (next == '{') {
        code_delimited(c, 2, '{', '}', 0);
        return true;
    }
    if (next != '"' || !open || !lex_in("([{<", open))
        return false;
    code_delimited(c, 3, open, close, 0);
    if (lex_at(x, x->p) == '"')
        lex_take(x, HL_STRING, x->p + 1);
    return true;
}
