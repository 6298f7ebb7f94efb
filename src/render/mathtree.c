/* SPDX-License-Identifier: MIT */
/* Building the tree of a formula and giving it TeX's spacing. */
#include "render/mathtree.h"

#include <string.h>

struct math_node *math_node_new(struct arena *a, enum math_tag tag)
{
    struct math_node *n = arena_new(a, struct math_node);

    n->tag = (uint8_t)tag;
    n->attribute = "";
    return n;
}

struct math_node *math_node_token(struct arena *a, enum math_tag tag, struct str text,
                                  enum math_class class)
{
    struct math_node *n = math_node_new(a, tag);

    n->text = text;
    n->class = (uint8_t) class;
    return n;
}

void math_node_add(struct math_node *parent, struct math_node *child)
{
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

/* Takes ` name="value"` off the front of *REST; *RET_NAME is ` name="`. */
static bool take_attribute(struct str *rest, struct str *ret_attribute, struct str *ret_name)
{
    size_t open = str_find_byte(*rest, '"', 0), close;

    if (open == STR_NPOS)
        return false;
    close = str_find_byte(*rest, '"', open + 1);
    *ret_attribute = str_sub(*rest, 0, close + 1);
    *ret_name = str_sub(*rest, 0, open + 1);
    *rest = str_skip(*rest, close + 1);
    return true;
}

void math_node_attribute(struct arena *a, struct math_node *n, const char *attribute)
{
    struct str old = str_of(n->attribute), one, name, kept = STR("");

    while (take_attribute(&old, &one, &name))
        if (str_find(str_of(attribute), name, 0) == STR_NPOS)
            kept = kept.n ? arena_printf(a, "%.*s%.*s", STR_ARG(kept), STR_ARG(one)) : one;
    n->attribute = kept.n ? arena_printf(a, "%.*s%s", STR_ARG(kept), attribute).p : attribute;
}

struct math_node *math_node_unwrap(struct math_node *row)
{
    if (row->tag != MATH_MROW || row->is_group || !row->first || row->first->next)
        return row;
    return row->first;
}

/* The operator within scripts and accents. */
static struct math_node *core(struct math_node *n)
{
    while (n->first && (n->tag >= MATH_MSUB && n->tag <= MATH_MUNDEROVER))
        n = n->first;
    return n;
}

static bool is_binary_after(enum math_class before)
{
    return before == CLASS_ORDINARY || before == CLASS_CLOSE || before == CLASS_INNER;
}

static bool is_binary_before(enum math_class after)
{
    return after != CLASS_NONE && after != CLASS_RELATION && after != CLASS_CLOSE &&
           after != CLASS_PUNCTUATION;
}

static bool has_prefix_form(struct str sign)
{
    return str_eq(sign, STR("+")) || str_eq(sign, STR("−")) || str_eq(sign, STR("±")) ||
           str_eq(sign, STR("∓"));
}

/* N stands where a binary operator cannot: it is a sign, as in "f(-x)". */
static void make_sign(struct arena *a, struct math_node *n, bool is_first, bool is_last)
{
    struct math_node *sign = core(n);

    n->class = CLASS_ORDINARY;
    if (sign->tag != MATH_MO)
        return;
    if (is_last || !has_prefix_form(sign->text))
        math_node_attribute(a, sign, " lspace=\"0em\" rspace=\"0em\"");
    else if (!is_first)
        math_node_attribute(a, sign, " form=\"prefix\"");
}

static enum math_class class_after(const struct math_node *n)
{
    for (n = n->next; n; n = n->next)
        if (n->class != CLASS_NONE)
            return n->class;
    return CLASS_NONE;
}

/* A function's name is applied to what follows, at a distance unless that is bracketed. */
static void apply_function(struct arena *a, struct math_node *n)
{
    enum math_class after = class_after(n);
    struct math_node *apply;

    if (after != CLASS_ORDINARY && after != CLASS_OPERATOR && after != CLASS_INNER &&
        after != CLASS_OPEN)
        return;
    apply = math_node_token(a, MATH_MO, STR("\xE2\x81\xA1"), CLASS_NONE);
    if (after != CLASS_OPEN && n->next->class != CLASS_NONE)
        apply->attribute = " rspace=\"0.1667em\"";
    apply->next = n->next;
    n->next = apply;
}

static void space_before_function(struct arena *a, struct math_node **link)
{
    struct math_node *space = math_node_new(a, MATH_MSPACE);

    space->class = CLASS_NONE;
    space->attribute = " width=\"0.1667em\"";
    space->next = *link;
    *link = space;
}

/* A binary operator is one also at the start of a row, behind what another cell holds. */
static void space_binary(struct arena *a, struct math_node *n, enum math_class before,
                         bool is_first)
{
    if (!is_binary_after(before) || !is_binary_before(class_after(n)))
        make_sign(a, n, is_first, n->next == NULL);
    else if (is_first && core(n)->tag == MATH_MO)
        math_node_attribute(a, core(n), " form=\"infix\"");
}

void math_node_space(struct arena *a, struct math_node *row, enum math_class before)
{
    struct math_node *n, **link = &row->first;

    for (; (n = *link) != NULL; link = &(*link)->next) {
        if (n->class == CLASS_NONE)
            continue;
        if (n->class == CLASS_BINARY)
            space_binary(a, n, before, n == row->first);
        if (n->is_function) {
            if (is_binary_after(before)) {
                space_before_function(a, link);
                link = &(*link)->next;
            }
            apply_function(a, n);
        }
        before = n->class;
    }
    for (n = row->first; n; n = n->next)
        row->last = n;
}

static unsigned characters(struct str s)
{
    unsigned count = 0;

    for (size_t i = 0; i < s.n; i++)
        count += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return count;
}

/* Letters and figures are half an em wide; signs between them have spaces on both sides. */
static unsigned token_width(const struct math_node *n)
{
    unsigned width = 5 * characters(n->text);

    if (n->tag == MATH_MO && (n->class == CLASS_BINARY || n->class == CLASS_RELATION))
        width += 7;
    return width;
}

/* Scripts are set in smaller type, one above the other. */
static unsigned scripted_width(const struct math_node *n)
{
    unsigned scripts = 0;

    for (const struct math_node *c = n->first ? n->first->next : NULL; c; c = c->next) {
        unsigned width = math_node_width(c) * 7 / 10;

        scripts = width > scripts ? width : scripts;
    }
    return (n->first ? math_node_width(n->first) : 0) + scripts;
}

unsigned math_node_width(const struct math_node *n)
{
    unsigned sum = 0, most = 0;

    if (n->tag >= MATH_MI && n->tag <= MATH_MTEXT)
        return token_width(n);
    if (n->tag >= MATH_MSUB && n->tag <= MATH_MSUBSUP)
        return scripted_width(n);
    for (const struct math_node *c = n->first; c; c = c->next) {
        unsigned width = math_node_width(c) + (n->tag == MATH_MTR ? 8 : 0);

        sum += width;
        most = width > most ? width : most;
    }
    return n->tag == MATH_MFRAC || n->tag == MATH_MTABLE ||
                   (n->tag >= MATH_MUNDER && n->tag <= MATH_MUNDEROVER)
               ? most
               : sum;
}
