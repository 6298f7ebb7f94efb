/* SPDX-License-Identifier: MIT */
/* Numbers: decimal, with a base prefix, with fraction, exponent, separators and suffix. */
#include "render/lexcode.h"

static bool is_hex(char c)
{
    return is_ascii_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static const char *digits(const struct code *c, const char *p, bool hex)
{
    bool ticks = c->l->flags & CODE_TICK_DIGITS;

    for (; p < c->x->end; p++) {
        if (hex ? is_hex(*p) : is_ascii_digit(*p))
            continue;
        if (*p == '_' || (ticks && *p == '\'' && is_hex(lex_at(c->x, p + 1))))
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

    if (*p == '0' && (hex || base == 'b' || base == 'o') && is_hex(lex_at(c->x, p + 2)))
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
    code_take(c, HL_NUMBER, p, true);
}
