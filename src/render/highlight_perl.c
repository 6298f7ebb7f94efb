/* SPDX-License-Identifier: MIT */
/* Perl's quotes: q(), m//, s///, tr///, heredocs, POD. */
#include "render/lexers.h"

/* How many parts a quote word has: q( ) one, s( )( ) two; 0: no quote word. */
static int quote_parts(const char *word, size_t n)
{
    if ((n == 1 && lex_in("qm", *word)) || (n == 2 && word[0] == 'q' && lex_in("qwrx", word[1])))
        return 1;
    if ((n == 1 && lex_in("sy", *word)) || (n == 2 && word[0] == 't' && word[1] == 'r'))
        return 2;
    return 0;
}

static bool take_quote(struct code *c)
{
    struct lexer *x = c->x;
    const char *to = code_word_end(c, x->p), *p = to;
    int parts = quote_parts(x->p, (size_t)(to - x->p));
    char open;

    if (!parts || c->dot || (x->p > x->start && lex_in("$@%&{>", x->p[-1])))
        return false;
    if (lex_at(x, p) == ' ')
        p++;
    open = lex_at(x, p);
    if (!open || is_ascii_alnum(open) || is_ascii_space(open) || lex_in("=,;)_", open) ||
        (p > to && open == '#') || (unsigned char)open >= 0x80)
        return false;
    code_delimited(c, (size_t)(p + 1 - x->p), open, lex_closer(open), SPAN_ESCAPES | SPAN_RAW);
    if (parts == 2 && lex_closer(open) != open && lex_at(x, x->p))
        code_delimited(c, 1, open, lex_closer(open), SPAN_ESCAPES | SPAN_RAW);
    else if (parts == 2)
        code_delimited(c, 0, open, open, SPAN_ESCAPES | SPAN_RAW);
    while (is_ascii_alpha(lex_at(x, x->p)))
        lex_take(x, HL_STRING, x->p + 1);
    return true;
}

static bool take_heredoc(struct code *c)
{
    struct lexer *x = c->x;
    const char *p = x->p + 2, *word;
    bool indented = lex_at(x, p) == '~';
    char quote;

    if (lex_at(x, x->p + 1) != '<')
        return false;
    p += indented;
    quote = lex_at(x, p);
    if (quote != '"' && quote != '\'')
        quote = 0;
    p += quote != 0;
    word = p;
    p = lex_name(x, p, "");
    if (p == word || is_ascii_digit(*word) || (quote && lex_at(x, p) != quote))
        return false;
    code_heredoc(c, word, (size_t)(p - word), indented);
    code_take(c, HL_STRING, p + (quote != 0), true);
    return true;
}

static bool take_pod(struct code *c)
{
    struct lexer *x = c->x;
    const char *end;

    if ((x->p > x->start && x->p[-1] != '\n') || !is_ascii_alpha(lex_at(x, x->p + 1)))
        return false;
    end = lex_find(x, x->p, "\n=cut");
    lex_take(x, HL_COMMENT, end ? lex_line_end(x, end + 1) : x->end);
    return true;
}

/* $name, @name, %name, $#name, $_ … */
static bool take_variable(struct code *c)
{
    struct lexer *x = c->x;
    const char *p = x->p + 1;
    char next = lex_at(x, p);

    if (*x->p == '%' && c->value)
        return false;
    if (next == '#' && *x->p == '$')
        p++;
    if (next == '{' || next == '$' || next == '@')
        return false;
    if (is_ascii_alpha(lex_at(x, p)) || lex_at(x, p) == '_' || lex_at(x, p) == ':')
        p = lex_name(x, p, ":");
    else if (*x->p == '$' && next && !is_ascii_space(next))
        p += p < x->end; /* "$#" may end the code */
    else
        return false;
    code_take(c, HL_PLAIN, p, true);
    return true;
}

bool hook_perl(struct code *c)
{
    switch (*c->x->p) {
    case '<':
        return take_heredoc(c);
    case '=':
        return take_pod(c);
    case '/':
        return !c->value && code_regex(c);
    case '$':
    case '@':
    case '%':
        return take_variable(c);
    }
    return take_quote(c);
}
