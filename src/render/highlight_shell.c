/* SPDX-License-Identifier: MIT */
/* Shell scripts: words that are no identifiers, substitutions, heredocs. */
#include <string.h>

#include "render/lexers.h"

static void take_substitution(struct code *c, enum highlight_kind kind, size_t n, char closer)
{
    struct lexer *x = c->x;
    struct code inner = *c;

    lex_take(x, kind, x->p + n);
    inner.nesting++;
    inner.heredoc_count = 0;
    if (inner.nesting < LEX_DEPTH)
        code_until(&inner, closer);
    if (lex_at(x, x->p) == closer)
        lex_take(x, kind, x->p + 1);
    c->value = true;
}

static bool take_dollar(struct code *c)
{
    struct lexer *x = c->x;
    char next = lex_at(x, x->p + 1);

    if (next == '(') {
        take_substitution(c, HL_KEYWORD, 2, ')');
    } else if (next == '{') {
        const char *p = lex_name(x, x->p + 2, "!");

        lex_take(x, HL_ESCAPE, x->p + 2);
        lex_take(x, HL_PLAIN, p);
        take_substitution(c, HL_ESCAPE, 0, '}');
    } else if (next == '\'') {
        struct span_rule rule = {"$'", "'", SPAN_ESCAPES | SPAN_LINES};

        code_string(c, &rule, x->p + 2);
    } else if (is_ascii_alpha(next) || next == '_') {
        code_take(c, HL_PLAIN, lex_name(x, x->p + 1, ""), true);
    } else if (next && !is_ascii_space(next) && lex_in("0123456789#$?!*@-", next)) {
        code_take(c, HL_PLAIN, x->p + 2, true);
    } else {
        return false;
    }
    return true;
}

/* "…" with substitutions; what they hold is code again. */
static void take_quoted(struct code *c)
{
    struct lexer *x = c->x;

    lex_take(x, HL_STRING, x->p + 1);
    while (x->p < x->end && *x->p != '"') {
        if (*x->p == '\\')
            lex_take(x, HL_ESCAPE, x->p + 1 < x->end ? x->p + 2 : x->end);
        else if (*x->p != '$' || !take_dollar(c))
            lex_take(x, HL_STRING, x->p + 1);
    }
    code_take(c, HL_STRING, x->p < x->end ? x->p + 1 : x->end, true);
}

static bool take_heredoc(struct code *c)
{
    struct lexer *x = c->x;
    const char *p = x->p + 2, *word;
    bool indented = lex_at(x, p) == '-';
    char quote;

    if (lex_at(x, x->p + 1) != '<' || lex_at(x, x->p + 2) == '<')
        return false;
    p = lex_blanks(x, p + indented);
    quote = lex_at(x, p);
    p += quote == '\'' || quote == '"' || quote == '\\';
    word = p;
    p = lex_name(x, p, "-");
    if (p == word || is_ascii_digit(*word))
        return false;
    code_heredoc(c, word, (size_t)(p - word), indented);
    if (p < x->end && *p == quote && (quote == '\'' || quote == '"'))
        p++;
    code_take(c, HL_STRING, p, true);
    return true;
}

/* A word of digits only is a number; 1.2.3 and 10-12 are words. */
static void take_digits(struct code *c)
{
    struct lexer *x = c->x;
    const char *p = x->p, *to = code_word_end(c, p);

    while (p < to && is_ascii_digit(*p))
        p++;
    code_take(c, p == to ? HL_NUMBER : HL_PLAIN, to, true);
}

bool hook_shell(struct code *c)
{
    struct lexer *x = c->x;

    if (is_ascii_digit(*x->p)) {
        take_digits(c);
        return true;
    }
    switch (*x->p) {
    case '$':
        return take_dollar(c);
    case '"':
        take_quoted(c);
        return true;
    case '\'':
        if (memchr(x->p + 1, '\'', (size_t)(x->end - x->p - 1)))
            return false;
        code_take(c, HL_PLAIN, x->p + 1, true); /* it never closes: output, or a drawing */
        return true;
    case '<':
        return take_heredoc(c);
    case '`':
        code_take(c, HL_STRING, x->p + 1, false);
        return true;
    case '\\':
        code_take(c, HL_ESCAPE, x->p + 1 < x->end ? x->p + 2 : x->end, true);
        return true;
    }
    return false;
}

/* A session shown under the name of the shell: its first line starts with a prompt. */
void lex_shell(struct lexer *x, const struct language *l)
{
    const char *p = lex_blanks(x, x->p);

    if (x->depth < 2 && lex_at(x, p) == '$' && lex_at(x, p + 1) == ' ')
        lex_console(x, l);
    else
        lex_code(x, l);
}
