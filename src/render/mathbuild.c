/* SPDX-License-Identifier: MIT */
/* Accents, braces, arrows, roots and fences: parts around a part. */
#include "render/mathparse.h"

static struct math_node *over_or_under(struct math_parser *p, bool is_under, struct math_node *base,
                                       struct math_node *mark)
{
    struct math_node *n = math_node_new(p->arena, is_under ? MATH_MUNDER : MATH_MOVER);

    math_node_add(n, base);
    math_node_add(n, mark);
    return n;
}

struct math_node *math_do_accent(struct math_parser *p, const struct math_symbol *s)
{
    static const char *const stretches[] = {
        " stretchy=\"false\"",
        " stretchy=\"true\"",
        " stretchy=\"false\" mathsize=\"70%\"",
    };
    bool is_under = s->kind == KIND_ACCENT_UNDER;
    struct math_node *mark = math_node_token(p->arena, MATH_MO, s->text, CLASS_ORDINARY), *n;

    mark->attribute = is_under ? stretches[1] : stretches[s->argument];
    math_next(p);
    n = over_or_under(p, is_under, math_argument(p), mark);
    n->attribute = is_under ? " accentunder=\"true\"" : " accent=\"true\"";
    return n;
}

struct math_node *math_do_brace(struct math_parser *p, const struct math_symbol *s)
{
    bool is_under = s->argument != 0;
    struct math_node *mark = math_node_token(p->arena, MATH_MO, s->text, CLASS_ORDINARY), *n;

    mark->attribute = " stretchy=\"true\"";
    math_next(p);
    n = over_or_under(p, is_under, math_argument(p), mark);
    n->is_label_under = is_under;
    n->is_label_over = !is_under;
    return n;
}

/* A label, a little wider than its text so that the arrow is. */
static struct math_node *arrow_label(struct math_parser *p, struct math_node *label)
{
    struct math_node *row = math_node_new(p->arena, MATH_MROW);

    if (label->tag == MATH_MROW && !label->first)
        return label;
    math_node_add(row, math_space(p, "0.3em"));
    math_node_add(row, label);
    math_node_add(row, math_space(p, "0.3em"));
    return row;
}

/* A relation's space, which engines lose where the arrow stretches. */
static struct math_node *between_spaces(struct math_parser *p, struct math_node *n)
{
    struct math_node *row = math_node_new(p->arena, MATH_MROW);

    row->class = CLASS_RELATION;
    row->is_group = true;
    math_node_add(row, math_space(p, "0.2778em"));
    math_node_add(row, n);
    math_node_add(row, math_space(p, "0.2778em"));
    return row;
}

struct math_node *math_do_arrow(struct math_parser *p, const struct math_symbol *s)
{
    struct math_node *arrow = math_node_token(p->arena, MATH_MO, s->text, CLASS_RELATION), *n;
    bool was_display = p->is_display;
    struct str below;

    n = math_node_new(p->arena, MATH_MOVER);
    arrow->attribute = " stretchy=\"true\" minsize=\"3em\" lspace=\"0em\" rspace=\"0em\"";
    math_node_add(n, arrow);
    p->is_display = false;
    if (math_raw_optional(p, &below)) {
        n->tag = MATH_MUNDEROVER;
        math_node_add(n, arrow_label(p, math_inner(p, below)));
    }
    math_next(p);
    math_node_add(n, arrow_label(p, math_argument(p)));
    p->is_display = was_display;
    return between_spaces(p, n);
}

struct math_node *math_do_stack(struct math_parser *p, const struct math_symbol *s)
{
    struct math_node *script, *base, *n;
    bool was_display = p->is_display;

    math_next(p);
    p->is_display = false;
    script = math_argument(p);
    p->is_display = was_display;
    base = math_content(p);
    n = over_or_under(p, s->argument != 0, base, script);
    n->class = s->text.n ? CLASS_RELATION : base->class;
    n->is_function = base->is_function;
    if (n->class == CLASS_NONE)
        n->class = CLASS_ORDINARY;
    return n;
}

/* Gives PARENT, which is a row by nature, the children of N or N itself. */
static void add_content(struct math_node *parent, struct math_node *n)
{
    if (n->tag == MATH_MROW && !n->is_group) {
        parent->first = n->first;
        parent->last = n->last;
    } else {
        math_node_add(parent, n);
    }
}

struct math_node *math_do_root(struct math_parser *p, const struct math_symbol *s)
{
    struct math_node *n, *degree = NULL;
    struct str text;

    (void)s;
    if (math_raw_optional(p, &text))
        degree = math_inner(p, text);
    math_next(p);
    n = math_node_new(p->arena, degree ? MATH_MROOT : MATH_MSQRT);
    if (degree) {
        math_node_add(n, math_argument(p));
        math_node_add(n, degree);
    } else {
        add_content(n, math_argument(p));
    }
    return n;
}

static bool is_kind(const struct math_parser *p, enum math_kind kind)
{
    return p->token.kind == TOKEN_COMMAND && p->token.symbol && p->token.symbol->kind == kind;
}

static void add_fence(struct math_parser *p, struct math_node *row, enum math_class class)
{
    struct str delimiter;

    math_next(p);
    delimiter = math_delimiter(p);
    if (delimiter.n)
        math_node_add(row, math_fence(p, delimiter, class));
}

struct math_node *math_do_left(struct math_parser *p, const struct math_symbol *s)
{
    struct math_node *n = math_node_new(p->arena, MATH_MROW), *row;
    enum math_font font = p->font;
    bool was_display = p->is_display;

    (void)s;
    n->is_group = true;
    n->class = CLASS_INNER;
    add_fence(p, n, CLASS_OPEN);
    for (;;) {
        row = math_row(p);
        if (row->first)
            math_node_add(n, math_node_unwrap(row));
        if (!is_kind(p, KIND_MIDDLE))
            break;
        add_fence(p, n, CLASS_RELATION);
    }
    if (is_kind(p, KIND_RIGHT))
        add_fence(p, n, CLASS_CLOSE);
    else
        math_fault(p, "\\right is missing");
    p->font = font;
    p->is_display = was_display;
    return n;
}

struct math_node *math_do_big(struct math_parser *p, const struct math_symbol *s)
{
    struct math_node *n;
    struct str delimiter;

    math_next(p);
    delimiter = math_delimiter(p);
    n = math_fence(p, delimiter, s->argument);
    math_node_attribute(
        p->arena, n,
        arena_printf(p->arena, " minsize=\"%s\" maxsize=\"%s\"", s->text.p, s->text.p).p);
    return n;
}

struct math_node *math_do_not(struct math_parser *p, const struct math_symbol *s)
{
    struct math_node *n;
    struct str negated;

    (void)s;
    math_next(p);
    n = math_content(p);
    if (n->tag < MATH_MI || n->tag > MATH_MO)
        return n;
    negated = math_symbol_negated(n->text);
    n->text = negated.p ? negated : arena_printf(p->arena, "%.*s\xCC\xB8", STR_ARG(n->text));
    return n;
}
