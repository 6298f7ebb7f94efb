/* SPDX-License-Identifier: MIT */
/* Fractions and binomials. */
#include "render/mathparse.h"

struct fraction {
    struct str open, close;
    bool has_line;
    int style; /* 0 as it is, 1 display, 2 text */
};

static struct math_node *build(struct math_parser *p, struct fraction f, struct math_node *above,
                               struct math_node *below)
{
    struct math_node *n = math_node_new(p->arena, MATH_MFRAC), *outer;

    if (!f.has_line)
        n->attribute = " linethickness=\"0\"";
    math_node_add(n, above);
    math_node_add(n, below);
    if (f.open.n || f.close.n) {
        outer = math_node_new(p->arena, MATH_MROW);
        outer->is_group = true;
        if (f.open.n)
            math_node_add(outer, math_fence(p, f.open, CLASS_OPEN));
        math_node_add(outer, n);
        if (f.close.n)
            math_node_add(outer, math_fence(p, f.close, CLASS_CLOSE));
        n = outer;
    }
    if (f.style == 0 || (f.style == 1 && p->is_display))
        return n;
    outer = math_node_new(p->arena, MATH_MSTYLE);
    outer->attribute = f.style == 1 ? " displaystyle=\"true\" scriptlevel=\"0\""
                                    : " displaystyle=\"false\" scriptlevel=\"0\"";
    math_node_add(outer, n);
    return outer;
}

static struct math_node *read_parts(struct math_parser *p, struct fraction f)
{
    bool was_display = p->is_display;
    struct math_node *above, *below;

    math_next(p);
    p->is_display = false;
    above = math_argument(p);
    below = math_argument(p);
    p->is_display = was_display;
    return build(p, f, above, below);
}

struct math_node *math_do_fraction(struct math_parser *p, const struct math_symbol *s)
{
    struct fraction f = {.has_line = true, .style = s->argument};
    struct str place;

    if (s->argument == 3) { /* \cfrac */
        math_raw_optional(p, &place);
        f.style = 1;
    }
    if (s->kind == KIND_BINOMIAL) {
        f.open = STR("(");
        f.close = STR(")");
        f.has_line = false;
    }
    return read_parts(p, f);
}

static bool is_zero(struct str thickness)
{
    size_t i = 0;

    while (i < thickness.n && (thickness.p[i] == '0' || thickness.p[i] == '.'))
        i++;
    return i > 0;
}

/* The delimiter that a raw argument names. */
static struct str named_delimiter(struct str text)
{
    const struct math_symbol *s;

    text = str_trim(text);
    if (text.n > 1 && text.p[0] == '\\') {
        s = math_symbol_find(str_skip(text, 1));
        return s && s->kind <= KIND_LAST_CHARACTER ? s->text : STR("");
    }
    return str_eq(text, STR(".")) ? STR("") : text;
}

struct math_node *math_do_genfrac(struct math_parser *p, const struct math_symbol *s)
{
    struct fraction f = {0};
    struct str style;

    (void)s;
    f.open = named_delimiter(math_raw_argument(p));
    f.close = named_delimiter(math_raw_argument(p));
    f.has_line = !is_zero(str_trim(math_raw_argument(p)));
    style = str_trim(math_raw_argument(p));
    f.style = str_eq(style, STR("0")) ? 1 : str_eq(style, STR("1")) ? 2 : 0;
    return read_parts(p, f);
}

struct math_node *math_infix(struct math_parser *p, const struct math_symbol *s,
                             struct math_node *above)
{
    struct fraction f = {
        .open = str_sub(s->text, 0, 1),
        .close = str_sub(s->text, 1, 1),
        .has_line = s->argument == 0,
    };
    struct math_node *row = math_node_new(p->arena, MATH_MROW), *below;
    bool was_display = p->is_display;

    math_node_space(p->arena, above, CLASS_NONE);
    math_next(p);
    p->is_display = false;
    below = math_row(p);
    p->is_display = was_display;
    math_node_add(row, build(p, f, math_node_unwrap(above), math_node_unwrap(below)));
    return row;
}
