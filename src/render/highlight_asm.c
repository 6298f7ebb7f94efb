/* SPDX-License-Identifier: MIT */
/* Assemblers and COBOL: languages of lines and columns. */
#include "render/lexers.h"

struct line {
    struct lexer *x;
    const struct language *l;
    bool operation; /* taken already */
};

static bool is_comment(const struct line *a)
{
    for (size_t i = 0; i < 4 && a->l->comments[i].open; i++)
        if (lex_starts(a->x, a->x->p, a->l->comments[i].open) &&
            (!(a->l->comments[i].flags & SPAN_AFTER_SPACE) || lex_is_line_start(a->x) ||
             (is_ascii_space(a->x->p[-1]) && is_ascii_space(lex_at(a->x, a->x->p + 1)))))
            return true;
    return false;
}

static void take_quoted(struct lexer *x)
{
    char quote = *x->p;
    const char *p = x->p + 1;

    for (; p < x->end && *p != quote && *p != '\n'; p++)
        p += *p == '\\' && p + 1 < x->end;
    lex_take(x, HL_STRING, p < x->end && *p == quote ? p + 1 : p);
}

/* A directive, an instruction or an operand. */
static enum highlight_kind name_kind(const struct line *a, const char *to)
{
    size_t n = (size_t)(to - a->x->p);
    const char *list = a->l->keywords, *at = list ? memmem(list, strlen(list), a->x->p, n) : NULL;

    if (at && at > list && at[-1] == ' ' && at[n] == ' ')
        return HL_KEYWORD;
    return a->operation ? HL_PLAIN : HL_FUNCTION;
}

static void take_name(struct line *a)
{
    struct lexer *x = a->x;
    const char *p = lex_name(x, x->p, ".$@?");

    if (lex_at(x, p) == ':' && !a->operation) {
        lex_take(x, HL_TAG, p + 1);
        return;
    }
    if (*x->p == '.' && !a->operation)
        lex_take(x, HL_ATTRIBUTE, p);
    else
        lex_take(x, name_kind(a, p), p);
    a->operation = true;
}

static void take_number(struct lexer *x, enum highlight_kind kind, const char *p)
{
    while (p < x->end && (is_ascii_alnum(*p) || *p == '_' || *p == '.'))
        p++;
    lex_take(x, kind, p);
}

static void take_token(struct line *a)
{
    struct lexer *x = a->x;
    char ch = *x->p, next = lex_at(x, x->p + 1);

    if (ch == '"' || ch == '\'')
        take_quoted(x);
    else if (ch == '%' && is_ascii_alpha(next))
        lex_take(x, HL_PLAIN, lex_name(x, x->p + 1, ""));
    else if ((ch == '$' || ch == '#') && (is_ascii_digit(next) || next == '-'))
        take_number(x, HL_TYPE, x->p + 2);
    else if (is_ascii_digit(ch))
        take_number(x, HL_NUMBER, x->p + 1);
    else if (is_ascii_alpha(ch) || lex_in("_.$@?", ch) || (unsigned char)ch >= 0x80)
        take_name(a);
    else
        lex_take(x, HL_PLAIN, x->p + 1);
}

void lex_asm(struct lexer *x, const struct language *l)
{
    struct line a = {.x = x, .l = l};

    while (x->p < x->end) {
        if (*x->p == '\n' || (*x->p == ';' && !is_comment(&a))) {
            a.operation = false;
            lex_take(x, HL_PLAIN, x->p + 1);
        } else if (is_ascii_space(*x->p)) {
            lex_take(x, HL_PLAIN, x->p + 1);
        } else if (is_comment(&a)) {
            lex_take(x, HL_COMMENT, lex_line_end(x, x->p));
        } else if (lex_starts(x, x->p, "/*")) {
            const char *end = lex_find(x, x->p, "*/");

            lex_take(x, HL_COMMENT, end ? end + 2 : x->end);
        } else {
            take_token(&a);
        }
    }
}

/* An asterisk in column 7, or *> anywhere, starts a comment. */
void lex_cobol(struct lexer *x, const struct language *l)
{
    while (x->p < x->end) {
        const char *end = lex_next_line(x, x->p);

        if (end - x->p > 6 && (x->p[6] == '*' || x->p[6] == '/') && x->p[0] != '*') {
            lex_take(x, HL_PLAIN, x->p + 6);
            lex_take(x, HL_COMMENT, end);
            continue;
        }
        while (end < x->end && !(x->end - end > 6 && (end[6] == '*' || end[6] == '/')))
            end = lex_next_line(x, end);
        lex_region(x, l->inner ? highlight_language(str_of(l->inner)) : NULL, end);
    }
}
