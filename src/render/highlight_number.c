/* SPDX-License-Identifier: MIT */
/* Numbers: decimal, with a base prefix, with fraction, exponent, separators and suffix;
 * what languages have beside. */
#include "render/lexers.h"

static const char *digits(const struct code *c, const char *p, bool hex)
{
    bool ticks = c->l->flags & CODE_TICK_DIGITS;

    for (; p < c->x->end; p++) {
        if (hex ? is_ascii_hex(*p) : is_ascii_digit(*p))
            continue;
        if (*p == '_' || (ticks && *p == '\'' && is_ascii_hex(lex_at(c->x, p + 1))))
            continue;
        break;
    }
    return p;
}

static const char *exponent(const struct code *c, const char *p, bool hex)
{
    char e = ascii_lower(lex_at(c->x, p)), next = lex_at(c->x, p + 1);

    if (e != (hex ? 'p' : 'e'))
        return p;
    if (is_ascii_digit(next))
        return digits(c, p + 1, false);
    if ((next == '-' || next == '+') && is_ascii_digit(lex_at(c->x, p + 2)))
        return digits(c, p + 2, false);
    return p;
}

/* A dot belongs to the number unless it starts a range or selects a member. */
static bool is_point(const struct code *c, const char *p)
{
    char next = lex_at(c->x, p + 1);

    if (lex_at(c->x, p) != '.')
        return false;
    if (is_ascii_digit(next))
        return true;
    return (c->l->flags & CODE_POINT_ENDS) && next != '.' && !is_ascii_alpha(next) && next != '_';
}

void code_number(struct code *c)
{
    const char *p = c->x->p;
    char base = ascii_lower(lex_at(c->x, p + 1));
    bool hex = *p == '0' && (base == 'x' || base == 'h');

    if (*p == '0' && (hex || base == 'b' || base == 'o') && is_ascii_hex(lex_at(c->x, p + 2)))
        p += 2;
    else
        hex = false;
    p = digits(c, p, hex);
    if (is_point(c, p))
        p = digits(c, p + 1, hex);
    p = exponent(c, p, hex);
    if (!(c->l->flags & CODE_BARE_NUMBERS))
        while (p < c->x->end && (is_ascii_alnum(*p) || *p == '_'))
            p++;
    code_take(c, c->l->flags & CODE_BARE_STRINGS ? HL_STRING : HL_NUMBER, p, true);
}

/* 16#ff#, 8'hff, 'b0101: based numbers of Ada, Erlang, Verilog */
bool hook_based(struct code *c)
{
    struct lexer *x = c->x;
    const char *p = x->p;

    while (is_ascii_digit(lex_at(x, p)))
        p++;
    if (lex_at(x, p) == '\'' && lex_at(x, p + 1) && lex_in("bodhsBODHS", p[1])) {
        p += 2;
        if (lex_at(x, p) && lex_in("bodhBODH", *p))
            p++;
        p = lex_name(x, p, "?");
    } else if (p > x->p && lex_at(x, p) == '#') {
        p = lex_name(x, p + 1, ".");
        if (lex_at(x, p) == '#')
            p = lex_name(x, p + 1, "");
    } else {
        return false;
    }
    code_take(c, HL_NUMBER, p, true);
    return true;
}

/* $a, $\n, 16#ff */
bool hook_erlang(struct code *c)
{
    struct lexer *x = c->x;
    const char *p = x->p + 1;

    if (is_ascii_digit(*x->p))
        return hook_based(c);
    if (lex_at(x, p) == '\\')
        p++;
    if (p >= x->end || *p == '\n')
        return false;
    code_take(c, HL_STRING, p + 1, true);
    return true;
}

/* Assignment and braces; a high minus belongs to the number. */
bool hook_apl(struct code *c)
{
    struct lexer *x = c->x;
    bool arrow = lex_starts(x, x->p, "\u2190");

    if (arrow || *x->p == '{' || *x->p == '}') {
        code_take(c, HL_KEYWORD, x->p + (arrow ? 3 : 1), false);
        return true;
    }
    if (!lex_starts(x, x->p, "\u00af") || !is_ascii_digit(lex_at(x, x->p + 2)))
        return false;
    lex_take(x, HL_NUMBER, x->p + 2);
    code_number(c);
    return true;
}
