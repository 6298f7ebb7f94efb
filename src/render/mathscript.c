/* SPDX-License-Identifier: MIT */
/* Subscripts, superscripts, primes and limits. */
#include "render/mathparse.h"

struct scripts {
    struct math_node *sub, *sup;
    unsigned primes;
    bool has_late_prime;
};

/* Scripts typed as Unicode characters, with what they stand for. */
static const struct {
    struct str c;
    char plain;
    bool is_sub;
} script_chars[] = {
    {STR_INIT("⁰"), '0', false}, {STR_INIT("¹"), '1', false}, {STR_INIT("²"), '2', false},
    {STR_INIT("³"), '3', false}, {STR_INIT("⁴"), '4', false}, {STR_INIT("⁵"), '5', false},
    {STR_INIT("⁶"), '6', false}, {STR_INIT("⁷"), '7', false}, {STR_INIT("⁸"), '8', false},
    {STR_INIT("⁹"), '9', false}, {STR_INIT("⁺"), '+', false}, {STR_INIT("⁻"), '-', false},
    {STR_INIT("ⁿ"), 'n', false}, {STR_INIT("ⁱ"), 'i', false}, {STR_INIT("₀"), '0', true},
    {STR_INIT("₁"), '1', true},  {STR_INIT("₂"), '2', true},  {STR_INIT("₃"), '3', true},
    {STR_INIT("₄"), '4', true},  {STR_INIT("₅"), '5', true},  {STR_INIT("₆"), '6', true},
    {STR_INIT("₇"), '7', true},  {STR_INIT("₈"), '8', true},  {STR_INIT("₉"), '9', true},
    {STR_INIT("₊"), '+', true},  {STR_INIT("₋"), '-', true},
};

#define SCRIPT_CHAR_COUNT (sizeof script_chars / sizeof *script_chars)

/* The row of the character at hand, or SCRIPT_CHAR_COUNT. */
static size_t script_char(const struct math_parser *p)
{
    size_t i = 0;

    if (p->token.kind != TOKEN_CHAR || (unsigned char)p->token.text.p[0] < 0x80)
        return SCRIPT_CHAR_COUNT;
    while (i < SCRIPT_CHAR_COUNT && !str_eq(script_chars[i].c, p->token.text))
        i++;
    return i;
}

static struct math_node *read_script(struct math_parser *p, struct math_node *before,
                                     const char *name)
{
    bool was_display = p->is_display;
    struct math_node *script;

    if (before) {
        math_fault(p, "double %s", name);
        return before;
    }
    math_next(p);
    p->is_display = false;
    script = math_argument(p);
    p->is_display = was_display;
    return script;
}

/* A run of such characters is one script: "x¹²". */
static void read_script_chars(struct math_parser *p, size_t row, struct scripts *s)
{
    bool is_sub = script_chars[row].is_sub;
    struct buf text = {0};

    if (is_sub ? s->sub != NULL : s->sup != NULL) {
        math_fault(p, "double script");
        return;
    }
    for (; row < SCRIPT_CHAR_COUNT && script_chars[row].is_sub == is_sub; row = script_char(p)) {
        buf_byte(&text, script_chars[row].plain);
        math_next(p);
    }
    *(is_sub ? &s->sub : &s->sup) = math_inner(p, arena_str(p->arena, buf_str(&text)));
    buf_done(&text);
}

static void set_limits(struct math_parser *p, struct math_node *base, unsigned how)
{
    base->limits = how == 1 ? LIMITS_ALWAYS : how == 2 ? LIMITS_DISPLAY : LIMITS_NEVER;
    math_next(p);
}

/* "x^2'": the prime stands behind what is above already. */
static void add_late_prime(struct math_parser *p, struct scripts *s)
{
    struct math_node *row = math_node_new(p->arena, MATH_MROW);

    if (!s->has_late_prime) {
        math_node_add(row, s->sup);
        s->sup = row;
        s->has_late_prime = true;
    }
    math_node_add(s->sup, math_node_token(p->arena, MATH_MO, STR("′"), CLASS_ORDINARY));
}

static void read_scripts(struct math_parser *p, struct math_node *base, struct scripts *s)
{
    for (;;) {
        size_t row = script_char(p);

        if (p->token.kind == TOKEN_SUPERSCRIPT) {
            s->sup = read_script(p, s->sup, "superscript");
        } else if (p->token.kind == TOKEN_SUBSCRIPT) {
            s->sub = read_script(p, s->sub, "subscript");
        } else if (p->token.kind == TOKEN_PRIME) {
            if (s->sup && s->primes == 0)
                add_late_prime(p, s);
            else
                s->primes++;
            math_next(p);
        } else if (row < SCRIPT_CHAR_COUNT) {
            read_script_chars(p, row, s);
        } else if (p->token.kind == TOKEN_COMMAND && p->token.symbol &&
                   p->token.symbol->kind == KIND_LIMITS) {
            set_limits(p, base, p->token.symbol->argument);
        } else {
            return;
        }
    }
}

static struct math_node *prime(struct arena *a, unsigned n)
{
    static const struct str signs[] = {STR_INIT("′"), STR_INIT("″"), STR_INIT("‴"), STR_INIT("⁗")};

    return math_node_token(a, MATH_MO, signs[n - 1], CLASS_ORDINARY);
}

/* The primes, and what else is above. */
static struct math_node *with_primes(struct arena *a, const struct scripts *s)
{
    struct math_node *row = math_node_new(a, MATH_MROW);
    unsigned left = s->primes;

    if (left == 0)
        return s->sup;
    for (; left > 4; left -= 4)
        math_node_add(row, prime(a, 4));
    math_node_add(row, prime(a, left));
    if (s->sup && s->sup->tag == MATH_MROW && !s->sup->is_group && s->sup->first) {
        row->last->next = s->sup->first;
        row->last = s->sup->last;
    } else if (s->sup) {
        math_node_add(row, s->sup);
    }
    return math_node_unwrap(row);
}

static enum math_tag script_tag(const struct math_parser *p, const struct math_node *base,
                                bool has_sub, bool has_sup)
{
    bool has_limits = base->limits == LIMITS_ALWAYS ||
                      (base->limits == LIMITS_DISPLAY && p->is_display) ||
                      (base->is_label_over && has_sup && !has_sub) ||
                      (base->is_label_under && has_sub && !has_sup);

    if (has_sub && has_sup)
        return has_limits ? MATH_MUNDEROVER : MATH_MSUBSUP;
    if (has_sub)
        return has_limits ? MATH_MUNDER : MATH_MSUB;
    return has_limits ? MATH_MOVER : MATH_MSUP;
}

struct math_node *math_scripts(struct math_parser *p, struct math_node *base)
{
    struct scripts s = {NULL, NULL, 0, false};
    struct math_node *n, *sup;

    read_scripts(p, base, &s);
    sup = with_primes(p->arena, &s);
    if (!s.sub && !sup)
        return base;
    n = math_node_new(p->arena, script_tag(p, base, s.sub != NULL, sup != NULL));
    n->class = base->class == CLASS_NONE ? CLASS_ORDINARY : base->class;
    n->is_function = base->is_function;
    if (base->limits == LIMITS_ALWAYS && !p->is_display && base->tag == MATH_MO)
        math_node_attribute(p->arena, base, " movablelimits=\"false\"");
    math_node_add(n, base);
    if (s.sub)
        math_node_add(n, s.sub);
    if (sup)
        math_node_add(n, sup);
    return n;
}
