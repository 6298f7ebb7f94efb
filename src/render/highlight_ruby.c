/* SPDX-License-Identifier: MIT */
/* Ruby's and Elixir's delimiters of a hundred kinds: %w[], heredocs, symbols, sigils. */
#include "render/lexers.h"

static bool is_delimiter(char ch)
{
    return ch && (unsigned char)ch < 0x80 && !is_ascii_alnum(ch) && !is_ascii_space(ch);
}

/* %w[…], %q(…), %(…) */
static bool take_percent(struct code *c)
{
    struct lexer *x = c->x;
    char letter = lex_at(x, x->p + 1);
    bool lettered = letter && lex_in("qQwWiIrsx", letter);
    char open = lex_at(x, x->p + 1 + lettered);
    unsigned flags = SPAN_ESCAPES | SPAN_RAW;

    if (!is_delimiter(open) || open == '=' || (!lettered && !lex_in("([{<|!/", open)))
        return false;
    if (c->value && (!lettered || is_ascii_space(lex_at(x, x->p + 2)) || x->p[-1] != ' '))
        return false;
    if (!lettered || lex_in("QWIrx", letter))
        flags |= SPAN_HASH_BRACE;
    code_delimited(c, 2u + lettered, open, lex_closer(open), flags);
    if (letter == 'r')
        while (is_ascii_alpha(lex_at(x, x->p)))
            lex_take(x, HL_STRING, x->p + 1);
    return true;
}

/* <<~NAME, <<-'NAME', <<NAME */
static bool take_heredoc(struct code *c)
{
    struct lexer *x = c->x;
    const char *p = x->p + 2, *word;
    bool indented = lex_at(x, p) == '~' || lex_at(x, p) == '-';
    char quote;

    if (lex_at(x, x->p + 1) != '<')
        return false;
    p += indented;
    quote = lex_at(x, p);
    if (quote == '\'' || quote == '"' || quote == '`')
        p++;
    else
        quote = 0;
    word = p;
    p = lex_name(x, p, "");
    if (p == word || is_ascii_digit(*word) || (quote && lex_at(x, p) != quote))
        return false;
    if (!indented && !quote && (c->value || *word < 'A' || *word > 'Z'))
        return false;
    code_heredoc(c, word, (size_t)(p - word), indented);
    code_take(c, HL_STRING, p + (quote != 0), true);
    return true;
}

/* :name, :"name", :+ */
static bool take_symbol(struct code *c)
{
    static const struct span_rule quoted[] = {
        {":\"", "\"", SPAN_ESCAPES | SPAN_HASH_BRACE | SPAN_LINES},
        {":'", "'", SPAN_ESCAPES | SPAN_LINES},
    };
    struct lexer *x = c->x;
    char next = lex_at(x, x->p + 1);
    const char *p = x->p + 1;

    if (next == ':') {
        code_take(c, HL_PLAIN, x->p + 2, false);
        c->dot = false;
        return true;
    }
    if (next == '"' || next == '\'') {
        code_string(c, &quoted[next == '\''], x->p + 2);
        return true;
    }
    while (lex_at(x, p) == '@' || lex_at(x, p) == '$')
        p++;
    if (!is_ascii_alpha(lex_at(x, p)) && lex_at(x, p) != '_' &&
        (unsigned char)lex_at(x, p) < 0x80) {
        if (p != x->p + 1 || !next || !lex_in("+-*/<=>![%&|^~", next) || c->value)
            return false;
        while (p < x->end && p < x->p + 4 && lex_in("+-*/<=>![]%&|^~@", *p))
            p++;
    } else {
        p = code_word_end(c, p);
        if (lex_at(x, p) == '=' && !lex_in("=~>", lex_at(x, p + 1)) && c->l->hook == hook_ruby)
            p++;
    }
    code_take(c, HL_STRING, p, true);
    return true;
}

/* A slash opens a regular expression where no value stands before it, or where it clings to
 * what follows: puts /x/ */
static bool may_be_regex(const struct code *c)
{
    const struct lexer *x = c->x;
    char next = lex_at(x, x->p + 1);

    if (!c->value)
        return true;
    return x->p > x->start && x->p[-1] == ' ' && next != ' ' && next != '=' &&
           x->p - x->start > 1 && is_ascii_alpha(x->p[-2]);
}

/* /…#{code}…/ over lines; what never closes in its line is an operator */
static bool take_regex(struct code *c)
{
    struct lexer *x = c->x;
    const char *end = lex_line_end(x, x->p);

    if (!memchr(x->p, '#', (size_t)(end - x->p) < 200 ? (size_t)(end - x->p) : 200))
        return code_regex(c);
    if (!memchr(x->p + 1, '/', (size_t)(end - x->p - 1) < 200 ? (size_t)(end - x->p - 1) : 200))
        return false;
    code_delimited(c, 1, '/', '/', SPAN_ESCAPES | SPAN_RAW | SPAN_HASH_BRACE);
    while (is_ascii_alpha(lex_at(x, x->p)))
        lex_take(x, HL_STRING, x->p + 1);
    return true;
}

static bool take_block(struct code *c)
{
    struct lexer *x = c->x;
    const char *end;

    if (!lex_starts(x, x->p, "=begin") || (x->p > x->start && x->p[-1] != '\n'))
        return false;
    end = lex_find(x, x->p, "\n=end");
    lex_take(x, HL_COMMENT, end ? lex_line_end(x, end + 1) : x->end);
    return true;
}

bool hook_ruby(struct code *c)
{
    struct lexer *x = c->x;

    switch (*x->p) {
    case '%':
        return take_percent(c);
    case '<':
        return take_heredoc(c);
    case ':':
        return take_symbol(c);
    case '/':
        return may_be_regex(c) && take_regex(c);
    case '=':
        return take_block(c);
    case '?': /* ?x is a character */
        if (c->value || !is_ascii_alnum(lex_at(x, x->p + 1)) || is_ascii_alnum(lex_at(x, x->p + 2)))
            return false;
        code_take(c, HL_STRING, x->p + 2, true);
        return true;
    }
    if (*x->p == '@' || *x->p == '$') { /* @name, @@name, $name */
        const char *p = x->p + 1 + (lex_at(x, x->p + 1) == '@');

        code_take(c, HL_PLAIN, code_word_end(c, p), true);
        return true;
    }
    return false;
}

/* ~r/…/i, ~s(…), ~S"""…""" */
static bool take_sigil(struct code *c)
{
    struct lexer *x = c->x;
    const char *p = x->p + 1, *name = p;
    bool raw;
    char open;

    while (p < x->end && is_ascii_alpha(*p) && p - name < 16)
        p++;
    open = lex_at(x, p);
    if (p == name || !is_delimiter(open) || !lex_in("([{</|\"'", open))
        return false;
    raw = *name >= 'A' && *name <= 'Z';
    if (lex_starts(x, p, "\"\"\"") || lex_starts(x, p, "'''")) {
        struct span_rule rule = {NULL, open == '"' ? "\"\"\"" : "'''", SPAN_LINES};

        if (!raw)
            rule.flags |= SPAN_ESCAPES | SPAN_HASH_BRACE;
        code_string(c, &rule, p + 3);
    } else {
        code_delimited(c, (size_t)(p + 1 - x->p), open, lex_closer(open),
                       raw ? 0 : SPAN_ESCAPES | SPAN_RAW | SPAN_HASH_BRACE);
    }
    while (is_ascii_alpha(lex_at(x, x->p)))
        lex_take(x, HL_STRING, x->p + 1);
    return true;
}

bool hook_elixir(struct code *c)
{
    struct lexer *x = c->x;
    char next = lex_at(x, x->p + 1);

    switch (*x->p) {
    case '~':
        return take_sigil(c);
    case ':':
        return take_symbol(c);
    case '&': /* &1 */
        if (!is_ascii_digit(next))
            return false;
        code_take(c, HL_PLAIN, x->p + 2, true);
        return true;
    case '?':
        if (c->value || is_ascii_space(next) || !next)
            return false;
        code_take(c, HL_STRING, x->p + (next == '\\' && x->p + 3 <= x->end ? 3 : 2), true);
        return true;
    }
    return false;
}
