/* SPDX-License-Identifier: MIT */
/* Writing the tree of a formula as MathML. */
#include "base/utf8.h"
#include "render/mathfont.h"
#include "render/mathtree.h"

static const struct str tag_names[] = {
#define MATH_TAG(id, name) STR_INIT(name),
    MATH_TAGS(MATH_TAG)
#undef MATH_TAG
};

static void write_start(struct buf *out, const struct math_node *n)
{
    buf_byte(out, '<');
    buf_add(out, tag_names[n->tag]);
    buf_addz(out, n->attribute);
}

static void write_end(struct buf *out, const struct math_node *n)
{
    buf_add(out, STR("</"));
    buf_add(out, tag_names[n->tag]);
    buf_byte(out, '>');
}

/* Blanks at the ends of a token would be trimmed: they become no-break spaces. */
static void write_text(struct buf *out, struct str s)
{
    size_t from = 0, to = s.n;

    for (; from < to && s.p[from] == ' '; from++)
        buf_add(out, STR("\xC2\xA0"));
    while (to > from && s.p[to - 1] == ' ')
        to--;
    buf_xml(out, str_sub(s, from, to - from));
    for (; to < s.n && to >= from; to++)
        buf_add(out, STR("\xC2\xA0"));
}

static bool is_empty_element(const struct math_node *n)
{
    return n->tag == MATH_MSPACE || n->tag == MATH_MPRESCRIPTS ||
           (n->tag == MATH_MROW && !n->first);
}

void math_node_write(struct buf *out, const struct math_node *n)
{
    write_start(out, n);
    if (is_empty_element(n)) {
        buf_add(out, STR("/>"));
        return;
    }
    buf_byte(out, '>');
    if (n->tag >= MATH_MI && n->tag <= MATH_MTEXT)
        write_text(out, n->text);
    for (const struct math_node *child = n->first; child; child = child->next)
        math_node_write(out, child);
    write_end(out, n);
}
