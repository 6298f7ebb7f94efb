/* SPDX-License-Identifier: MIT */
/* Formats where the start of a line says what it is: diff, commit messages, HTTP, CSV, patterns. */
#include "render/lexers.h"

static enum highlight_kind diff_kind(const struct lexer *x, const char *p)
{
    if (lex_starts(x, p, "@@") || lex_starts(x, p, "diff ") || lex_starts(x, p, "index ") ||
        lex_starts(x, p, "Index: ") || lex_starts(x, p, "=====") || lex_starts(x, p, "=== "))
        return HL_HEADING;
    switch (*p) {
    case '+':
    case '>':
        return HL_INSERTED;
    case '-':
    case '<':
        return HL_DELETED;
    case '!':
        return HL_HEADING;
    }
    return HL_PLAIN;
}

void lex_diff(struct lexer *x, const struct language *l)
{
    (void)l;
    while (x->p < x->end) {
        lex_take(x, diff_kind(x, x->p), lex_line_end(x, x->p));
        lex_take(x, HL_PLAIN, lex_next_line(x, x->p));
    }
}

static void take_cell(struct lexer *x)
{
    const char *p = x->p, *from = p;
    bool number = is_ascii_digit(*p) || *p == '-';

    while (p < x->end && !lex_in(",;\t\n\r", *p)) {
        number = number && (is_ascii_digit(*p) || lex_in("-.eE+%", *p));
        p++;
    }
    lex_take(x, number && p > from ? HL_NUMBER : HL_PLAIN, p);
    if (x->p < x->end)
        lex_take(x, HL_PLAIN, x->p + 1);
}

void lex_csv(struct lexer *x, const struct language *l)
{
    (void)l;
    lex_take(x, HL_HEADING, lex_line_end(x, x->p));
    while (x->p < x->end) {
        if (*x->p == '"') {
            const char *end = memchr(x->p + 1, '"', (size_t)(x->end - x->p - 1));

            lex_take(x, HL_STRING, end ? end + 1 : x->end);
        } else {
            take_cell(x);
        }
    }
}

/* The subject, trailers, comments, and the diff of a verbose commit. */
void lex_commit(struct lexer *x, const struct language *l)
{
    bool subject = true;

    while (x->p < x->end) {
        const char *end = lex_line_end(x, x->p), *key = lex_name(x, x->p, "-");

        if (*x->p == '#') {
            lex_take(x, HL_COMMENT, end);
        } else if (lex_starts(x, x->p, "diff --git ")) {
            lex_diff(x, l);
            return;
        } else if (subject && *x->p != '\n') {
            lex_take(x, HL_HEADING, end);
            subject = false;
        } else if (key > x->p && lex_starts(x, key, ": ") && *x->p >= 'A' && *x->p <= 'Z') {
            lex_take(x, HL_ATTRIBUTE, key);
        }
        lex_take(x, HL_PLAIN, end);
        lex_take(x, HL_PLAIN, lex_next_line(x, end));
    }
}

/* ---- HTTP ---- */

static const char http_methods[] = "GET POST PUT DELETE HEAD OPTIONS PATCH TRACE CONNECT";

static bool is_method(const char *p, size_t n)
{
    const char *list = http_methods;

    while (*list) {
        size_t m = strcspn(list, " ");

        if (m == n && memcmp(list, p, n) == 0)
            return true;
        list += m;
        list += *list == ' ';
    }
    return false;
}

static void take_version(struct lexer *x, const char *p)
{
    lex_take(x, HL_PLAIN, p);
    lex_take(x, HL_KEYWORD, lex_name(x, p, ""));
    if (lex_at(x, x->p) == '/') {
        lex_take(x, HL_PLAIN, x->p + 1);
        lex_take(x, HL_NUMBER, lex_name(x, x->p, "."));
    }
}

static void take_start_line(struct lexer *x)
{
    const char *end = lex_line_end(x, x->p), *word = lex_name(x, x->p, ""), *version;

    if (lex_starts(x, x->p, "HTTP/")) {
        take_version(x, x->p);
        lex_take(x, HL_PLAIN, lex_blanks(x, x->p));
        lex_take(x, HL_NUMBER, lex_name(x, x->p, ""));
    } else if (is_method(x->p, (size_t)(word - x->p))) {
        lex_take(x, HL_FUNCTION, word);
        version = memmem(x->p, (size_t)(end - x->p), " HTTP/", 6);
        if (version)
            take_version(x, version + 1);
    }
}

static const struct language *body_language(const struct lexer *x, const char *p)
{
    p = lex_blanks(x, p);
    while (p < x->end && is_ascii_space(*p))
        p++;
    if (lex_at(x, p) == '{' || lex_at(x, p) == '[')
        return highlight_language(STR("json"));
    return lex_at(x, p) == '<' ? highlight_language(STR("html")) : NULL;
}

void lex_http(struct lexer *x, const struct language *l)
{
    (void)l;
    while (x->p < x->end) {
        const char *key = lex_name(x, x->p, "-");

        if (*x->p == '\n') {
            lex_region(x, body_language(x, x->p), x->end);
            return;
        }
        take_start_line(x);
        if (key > x->p && lex_at(x, key) == ':')
            lex_take(x, HL_ATTRIBUTE, key);
        lex_take(x, HL_PLAIN, lex_line_end(x, x->p));
        lex_take(x, HL_PLAIN, lex_next_line(x, x->p));
    }
}

/* ---- Regular expressions and lists of file patterns ---- */

enum { SET_MAX = 128 }; /* bytes of a [set] */

/* No rows here: escapes, sets and quantifiers stand out. */
void lex_patterns(struct lexer *x, const struct language *l)
{
    (void)l;
    while (x->p < x->end) {
        char ch = *x->p;

        if (ch == '\\')
            lex_take(x, HL_ESCAPE, x->p + 2 < x->end ? x->p + 2 : x->end);
        else if (ch == '[') {
            size_t most = (size_t)(x->end - x->p);
            const char *end = memchr(x->p, ']', most < SET_MAX ? most : SET_MAX);

            lex_take(x, HL_STRING, end ? end + 1 : x->p + 1);
        } else if (ch == '#' && lex_is_line_start(x)) {
            lex_take(x, HL_COMMENT, lex_line_end(x, x->p));
        } else if (lex_in("()|*+?{}^$", ch) && ch) {
            lex_take(x, HL_KEYWORD, x->p + 1);
        } else {
            lex_take(x, HL_PLAIN, x->p + 1);
        }
    }
}
