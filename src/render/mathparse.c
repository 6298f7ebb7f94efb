/* SPDX-License-Identifier: MIT */
/* Rows, groups and atoms of a formula. */
#include "render/mathparse.h"

bool math_enter(struct math_parser *p)
{
    if (++p->depth > MATH_DEPTH_MAX)
        math_fault(p, "nested too deeply");
    return !p->fault.p;
}

void math_leave(struct math_parser *p)
{
    p->depth--;
}

bool math_is_row_end(const struct math_parser *p)
{
    switch (p->token.kind) {
    case TOKEN_END:
    case TOKEN_CLOSE:
    case TOKEN_ALIGN:
    case TOKEN_DOLLAR:
        return true;
    case TOKEN_COMMAND:
        return p->token.symbol &&
               (p->token.symbol->kind == KIND_NEWLINE || p->token.symbol->kind == KIND_END ||
                p->token.symbol->kind == KIND_RIGHT || p->token.symbol->kind == KIND_MIDDLE);
    default:
        return false;
    }
}

static bool is_infix(const struct math_parser *p)
{
    return p->token.kind == TOKEN_COMMAND && p->token.symbol && p->token.symbol->kind == KIND_INFIX;
}

#define JOINED_MAX 64 /* bytes: pieces of a number that do not stand side by side in the text */

/* Makes B the end of A's text. */
static bool join(struct math_parser *p, struct math_node *a, const struct math_node *b)
{
    if (a->text.p + a->text.n == b->text.p)
        a->text.n += b->text.n;
    else if (a->text.n + b->text.n <= JOINED_MAX)
        a->text = arena_printf(p->arena, "%.*s%.*s", STR_ARG(a->text), STR_ARG(b->text));
    else
        return false;
    return true;
}

/* Upright letters make a word, digits a number, also "1{,}000". */
static bool is_joining(const struct math_node *a, const struct math_node *b)
{
    if (!a)
        return false;
    if (a->tag == MATH_MI && b->tag == MATH_MI)
        return a->is_roman && b->is_roman;
    if (a->tag != MATH_MN || *a->attribute)
        return false;
    return b->tag == MATH_MN || (b->tag == MATH_MO && b->is_roman);
}

static void add_item(struct math_parser *p, struct math_node *row, struct math_node *item)
{
    if (is_joining(row->last, item) && join(p, row->last, item)) {
        if (row->last->tag == MATH_MI)
            row->last->attribute = "";
        return;
    }
    math_node_add(row, item);
}

struct math_node *math_row(struct math_parser *p)
{
    struct math_node *row = math_node_new(p->arena, MATH_MROW), *item;
    enum math_class before = p->before;

    p->before = CLASS_NONE;
    if (math_enter(p)) {
        while (!math_is_row_end(p)) {
            if (is_infix(p)) {
                row = math_infix(p, p->token.symbol, row);
                break;
            }
            item = math_item(p);
            if (item)
                add_item(p, row, item);
        }
        math_node_space(p->arena, row, before);
    }
    math_leave(p);
    return row;
}

struct math_node *math_item(struct math_parser *p)
{
    struct math_node *atom = math_atom(p);

    return atom ? math_scripts(p, atom) : NULL;
}

/* What is in braces is an ordinary atom, whatever it was by itself. */
static struct math_node *make_ordinary(struct math_parser *p, struct math_node *n)
{
    if (n->tag == MATH_MO && n->class != CLASS_OPERATOR && n->class != CLASS_ORDINARY) {
        math_node_attribute(p->arena, n, " lspace=\"0em\" rspace=\"0em\"");
        n->is_roman = str_eq(n->text, STR(","));
    } else if (n->tag == MATH_MI) {
        n->is_roman = false;
    }
    n->class = CLASS_ORDINARY;
    n->limits = LIMITS_NEVER;
    n->is_function = n->is_label_over = n->is_label_under = false;
    return n;
}

/* At "{": what is in the braces. */
static struct math_node *group(struct math_parser *p)
{
    enum math_font font = p->font;
    bool was_display = p->is_display;
    struct math_node *row;

    math_next(p);
    row = math_row(p);
    if (p->token.kind != TOKEN_CLOSE)
        math_fault(p, "'}' is missing");
    p->font = font;
    p->is_display = was_display;
    math_next(p);
    return math_node_unwrap(row);
}

struct math_node *math_inner(struct math_parser *p, struct str text)
{
    struct math_input in = {.text = text, .is_barrier = true, .below = p->input};
    struct math_token token = p->token;
    unsigned input_depth = p->input_depth;
    struct math_node *row;

    if (p->fault.p)
        return math_node_new(p->arena, MATH_MROW);
    p->input = &in;
    math_next(p);
    row = math_row(p);
    if (p->token.kind != TOKEN_END)
        math_fault(p, "'%.*s' is misplaced", STR_ARG(p->token.text));
    p->input = in.below;
    p->input_depth = input_depth;
    if (!p->fault.p)
        p->token = token;
    return math_node_unwrap(row);
}

struct math_node *math_argument(struct math_parser *p)
{
    return p->token.kind == TOKEN_OPEN ? make_ordinary(p, group(p)) : math_content(p);
}

struct math_node *math_content(struct math_parser *p)
{
    struct math_node *n = NULL;

    if (p->token.kind == TOKEN_OPEN)
        return group(p);
    if (p->token.kind == TOKEN_CHAR)
        n = math_char(p, true);
    else if (p->token.kind == TOKEN_COMMAND && !math_is_row_end(p))
        n = math_atom(p);
    else
        math_fault(p, "an argument is missing");
    return n ? n : math_node_new(p->arena, MATH_MROW);
}

static struct math_node *do_space(struct math_parser *p, const struct math_symbol *s)
{
    math_next(p);
    return math_space(p, s->text.p);
}

/* What has no meaning where it stands. */
static struct math_node *do_misplaced(struct math_parser *p, const struct math_symbol *s)
{
    math_fault(p, "\\%.*s is misplaced", STR_ARG(s->name));
    return NULL;
}

static struct math_node *do_nothing(struct math_parser *p, const struct math_symbol *s)
{
    (void)s;
    math_next(p);
    return NULL;
}

static struct math_node *do_chemistry(struct math_parser *p, const struct math_symbol *s)
{
    struct math_node *n;
    enum math_font font = p->font;

    (void)s;
    p->font = FONT_ROMAN;
    n = math_inner(p, math_chemistry(p->arena, math_raw_argument(p)));
    p->font = font;
    math_next(p);
    return n;
}

static math_command *const commands[KIND_COUNT] = {
    [KIND_SPACE] = do_space,
    [KIND_FONT] = math_do_font,
    [KIND_FONT_SWITCH] = math_do_font,
    [KIND_TEXT] = math_do_text,
    [KIND_STYLE] = math_do_style,
    [KIND_SIZE] = math_do_style,
    [KIND_ACCENT] = math_do_accent,
    [KIND_ACCENT_UNDER] = math_do_accent,
    [KIND_BRACE] = math_do_brace,
    [KIND_ARROW] = math_do_arrow,
    [KIND_STACK] = math_do_stack,
    [KIND_FRACTION] = math_do_fraction,
    [KIND_BINOMIAL] = math_do_fraction,
    [KIND_GENFRAC] = math_do_genfrac,
    [KIND_ROOT] = math_do_root,
    [KIND_LEFT] = math_do_left,
    [KIND_BIG] = math_do_big,
    [KIND_OPERATOR] = math_do_operator,
    [KIND_CLASS] = math_do_class,
    [KIND_LIMITS] = do_nothing,
    [KIND_NOT] = math_do_not,
    [KIND_COLOR] = math_do_color,
    [KIND_PHANTOM] = math_do_phantom,
    [KIND_PADDED] = math_do_padded,
    [KIND_ENCLOSE] = math_do_enclose,
    [KIND_SUBSTACK] = math_do_substack,
    [KIND_CHOICE] = math_do_choice,
    [KIND_HSPACE] = math_do_hspace,
    [KIND_RULE] = math_do_rule,
    [KIND_RAISE] = math_do_raise,
    [KIND_LINK] = math_do_link,
    [KIND_REFERENCE] = math_do_reference,
    [KIND_VERBATIM] = math_do_verbatim,
    [KIND_CHARACTER] = math_do_character,
    [KIND_TAG] = math_do_tag,
    [KIND_RULE_LINE] = do_nothing,
    [KIND_INTERTEXT] = math_do_intertext,
    [KIND_BEGIN] = math_do_begin,
    [KIND_CHEMISTRY] = do_chemistry,
};

static struct math_node *command(struct math_parser *p)
{
    const struct math_symbol *s = p->token.symbol;
    struct math_node *n = NULL;

    if (!s) {
        math_fault(p, "unknown command \\%.*s", STR_ARG(p->token.text));
        return NULL;
    }
    if (s->kind <= KIND_LAST_CHARACTER) {
        math_next(p);
        return math_symbol_node(p, s);
    }
    if (math_enter(p))
        n = (commands[s->kind] ? commands[s->kind] : do_misplaced)(p, s);
    math_leave(p);
    return n;
}

struct math_node *math_atom(struct math_parser *p)
{
    switch (p->token.kind) {
    case TOKEN_CHAR:
        return math_char(p, false);
    case TOKEN_OPEN:
        return make_ordinary(p, group(p));
    case TOKEN_COMMAND:
        return command(p);
    case TOKEN_SUPERSCRIPT:
    case TOKEN_SUBSCRIPT:
    case TOKEN_PRIME:
        return math_node_new(p->arena, MATH_MROW);
    default:
        math_fault(p, "'%.*s' is misplaced", STR_ARG(p->token.text));
        return NULL;
    }
}
