/* SPDX-License-Identifier: MIT */
/* Fonts, styles, colours, sizes and spaces. */
#include "base/utf8.h"
#include "render/mathparse.h"
#include "render/mathunit.h"

static struct math_node *wrap(struct math_parser *p, enum math_tag tag, const char *attribute,
                              struct math_node *child)
{
    struct math_node *n = math_node_new(p->arena, tag);

    n->attribute = attribute;
    math_node_add(n, math_node_unwrap(child));
    return n;
}

struct math_node *math_do_font(struct math_parser *p, const struct math_symbol *s)
{
    enum math_font font = p->font;
    struct math_node *n;

    /* \boldsymbol{\mathrm{x}} */
    p->font = font == FONT_BOLD_ITALIC && s->argument == FONT_ROMAN ? FONT_BOLD : s->argument;
    math_next(p);
    if (s->kind == KIND_FONT_SWITCH)
        return NULL;
    n = math_argument(p);
    p->font = font;
    return n;
}

struct math_node *math_do_style(struct math_parser *p, const struct math_symbol *s)
{
    static const char *const attributes[] = {
        " displaystyle=\"true\" scriptlevel=\"0\"",
        " displaystyle=\"false\" scriptlevel=\"0\"",
        " displaystyle=\"false\" scriptlevel=\"1\"",
        " displaystyle=\"false\" scriptlevel=\"2\"",
    };

    math_next(p);
    if (s->kind == KIND_SIZE)
        return wrap(p, MATH_MSTYLE, arena_printf(p->arena, " mathsize=\"%s\"", s->text.p).p,
                    math_row(p));
    if (s->argument == 0 && p->is_display)
        return NULL;
    p->is_display = s->argument == 0;
    return wrap(p, MATH_MSTYLE, attributes[s->argument], math_row(p));
}

/* The space that TeX puts at both sides of an atom of CLASS. */
static const char *space_of(enum math_class class)
{
    switch (class) {
    case CLASS_BINARY:
        return "0.2222em";
    case CLASS_RELATION:
        return "0.2778em";
    case CLASS_OPERATOR:
        return "0.1667em";
    default:
        return "0em";
    }
}

static struct math_node *between_spaces(struct math_parser *p, struct math_node *n,
                                        const char *space)
{
    struct math_node *row = math_node_new(p->arena, MATH_MROW);

    math_node_add(row, math_space(p, space));
    math_node_add(row, n);
    math_node_add(row, math_space(p, space));
    row->is_group = true;
    return row;
}

struct math_node *math_do_class(struct math_parser *p, const struct math_symbol *s)
{
    const char *space = space_of(s->argument);
    struct math_node *n;

    math_next(p);
    n = math_content(p);
    if (n->tag == MATH_MI && n->text.n == 1 && !is_ascii_alnum(n->text.p[0]))
        n->tag = MATH_MO;
    if (n->tag == MATH_MO && s->argument != CLASS_OPERATOR)
        math_node_attribute(p->arena, n,
                            arena_printf(p->arena, " lspace=\"%s\" rspace=\"%s\"",
                                         s->argument == CLASS_PUNCTUATION ? "0em" : space,
                                         s->argument == CLASS_PUNCTUATION ? "0.1667em" : space)
                                .p);
    else if (s->argument == CLASS_BINARY || s->argument == CLASS_RELATION)
        n = between_spaces(p, n, space);
    n->class = s->argument;
    n->is_function = s->argument == CLASS_OPERATOR &&
                     (n->tag == MATH_MI || (n->first && n->first->tag == MATH_MI));
    n->limits = s->argument == CLASS_OPERATOR ? LIMITS_DISPLAY : LIMITS_NEVER;
    n->is_roman = false;
    return n;
}

struct math_node *math_do_color(struct math_parser *p, const struct math_symbol *s)
{
    struct str model, color;
    bool has_model = math_raw_optional(p, &model);
    const char *attribute;
    struct math_node *n;

    color = str_trim(math_raw_argument(p));
    if (has_model && str_eq(model, STR("HTML")))
        color = arena_printf(p->arena, "#%.*s", STR_ARG(color));
    color = math_unit_color(p->arena, color);
    math_next(p);
    n = s->argument == 0   ? math_row(p)
        : s->argument == 1 ? math_argument(p)
                           : math_text(p, TEXT_PLAIN);
    if (color.n == 0)
        return n;
    attribute = arena_printf(p->arena, " %s=\"%.*s\"",
                             s->argument == 2 ? "mathbackground" : "mathcolor", STR_ARG(color))
                    .p;
    return wrap(p, MATH_MSTYLE, attribute, n);
}

struct math_node *math_do_phantom(struct math_parser *p, const struct math_symbol *s)
{
    struct math_node *n;

    math_next(p);
    n = wrap(p, MATH_MPHANTOM, "", math_argument(p));
    if (s->argument == 1)
        n = wrap(p, MATH_MPADDED, " height=\"0em\" depth=\"0em\"", n);
    else if (s->argument == 2)
        n = wrap(p, MATH_MPADDED, " width=\"0em\"", n);
    return n;
}

struct math_node *math_do_padded(struct math_parser *p, const struct math_symbol *s)
{
    struct str where;

    math_raw_optional(p, &where);
    math_next(p);
    return wrap(p, MATH_MPADDED, s->text.p,
                s->argument ? math_text(p, TEXT_PLAIN) : math_argument(p));
}

/* MathML Core has no menclose: a box is a border, and strokes are drawn by the background where
 * menclose is but a row. */
static struct math_node *enclose(struct math_parser *p, struct str notation, struct math_node *n)
{
    static const struct {
        struct str notation;
        const char *direction;
    } strokes[] = {
        {STR_INIT("updiagonalstrike"), "to top left"},
        {STR_INIT("downdiagonalstrike"), "to top right"},
        {STR_INIT("horizontalstrike"), "to top"},
    };
    const char *style = "";

    if (str_eq(notation, STR("box")))
        return wrap(p, MATH_MROW, " style=\"border:0.06em solid;padding:0.2em\"", n);
    for (size_t i = 0; i < sizeof strokes / sizeof *strokes; i++)
        if (str_starts(notation, strokes[i].notation))
            style = arena_printf(p->arena,
                                 " style=\"background:linear-gradient(%s,transparent 47%%,"
                                 "currentColor 47%%,currentColor 53%%,transparent 53%%)\"",
                                 strokes[i].direction)
                        .p;
    return wrap(p, MATH_MENCLOSE,
                arena_printf(p->arena, " notation=\"%.*s\"%s", STR_ARG(notation), style).p, n);
}

struct math_node *math_do_enclose(struct math_parser *p, const struct math_symbol *s)
{
    bool was_display = p->is_display;
    struct math_node *n;

    math_next(p);
    p->is_display = s->argument == 2;
    n = s->argument == 1 ? math_text(p, TEXT_PLAIN) : math_argument(p);
    if (s->argument == 2 && !was_display)
        n = wrap(p, MATH_MSTYLE, " displaystyle=\"true\"", n);
    p->is_display = was_display;
    n = enclose(p, s->text, n);
    n->is_group = true;
    return n;
}

struct math_node *math_do_choice(struct math_parser *p, const struct math_symbol *s)
{
    struct str choices[4];
    struct math_node *n;

    (void)s;
    for (size_t i = 0; i < 4; i++)
        choices[i] = math_raw_argument(p);
    n = math_inner(p, choices[p->is_display ? 0 : 1]);
    math_next(p);
    return n;
}

struct math_node *math_do_hspace(struct math_parser *p, const struct math_symbol *s)
{
    struct str dimension;

    math_raw_star(p);
    dimension = s->argument ? math_raw_dimension(p) : math_raw_argument(p);
    math_next(p);
    return math_space(p, math_unit_em(p->arena, str_trim(dimension)).p);
}

/* A rule is nearly always a strut: space as high as it. */
struct math_node *math_do_rule(struct math_parser *p, const struct math_symbol *s)
{
    struct str raise, width, height;
    struct math_node *n = math_node_new(p->arena, MATH_MSPACE);

    (void)s;
    math_raw_optional(p, &raise);
    width = math_unit_em(p->arena, str_trim(math_raw_argument(p)));
    height = math_unit_em(p->arena, str_trim(math_raw_argument(p)));
    math_next(p);
    n->attribute = arena_printf(p->arena, " width=\"%s\" height=\"%s\"", width.p, height.p).p;
    return n;
}

struct math_node *math_do_raise(struct math_parser *p, const struct math_symbol *s)
{
    struct str up;

    (void)s;
    up = math_unit_em(p->arena, str_trim(math_raw_argument(p)));
    math_next(p);
    return wrap(p, MATH_MPADDED, arena_printf(p->arena, " voffset=\"%s\"", up.p).p,
                math_text(p, TEXT_PLAIN));
}

struct math_node *math_do_link(struct math_parser *p, const struct math_symbol *s)
{
    struct str options;

    math_raw_optional(p, &options);
    for (int i = 0; i < s->argument; i++)
        math_raw_argument(p);
    math_next(p);
    return math_argument(p);
}

/* \unicode{x2211}, \char"2211, \char8721 */
struct math_node *math_do_character(struct math_parser *p, const struct math_symbol *s)
{
    struct math_node *n;
    struct buf text = {0};
    uint32_t c;

    if (s->argument == 0 && !p->fault.p)
        c = math_unit_char_number(p->input->text, &p->input->at);
    else
        c = math_unit_char(str_trim(math_raw_argument(p)));
    if (!utf8_is_xml_char(c) || c < ' ') {
        math_fault(p, "\\%.*s names no character", STR_ARG(s->name));
        return NULL;
    }
    utf8_add(&text, c);
    n = math_node_token(p->arena, MATH_MI, arena_str(p->arena, buf_str(&text)), CLASS_ORDINARY);
    buf_done(&text);
    math_next(p);
    return n;
}
