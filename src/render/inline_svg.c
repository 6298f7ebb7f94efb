/* SPDX-License-Identifier: MIT */
/* White ground for the inline drawings of a chapter, where the night would swallow them. */
#include "render/inline_svg.h"

#include "book/svg_ground.h"

static const struct str open_tag = STR_INIT("<svg"), end_tag = STR_INIT("</svg>");

/* The length of the drawing that S begins with, those within it included. */
static size_t length_of(struct str s)
{
    unsigned depth = 0;

    for (size_t at = 0; (at = str_find_byte(s, '<', at)) != STR_NPOS; at++) {
        struct str tag = str_skip(s, at);

        if (str_starts(tag, open_tag))
            depth++;
        else if (str_starts(tag, end_tag) && --depth == 0)
            return at + end_tag.n;
    }
    return s.n;
}

static bool has_content(struct str svg)
{
    size_t end = str_find_byte(svg, '>', 0);

    return end != STR_NPOS && !str_starts(str_skip(svg, end + 1), end_tag) &&
           str_find_byte(svg, '<', end) < svg.n - end_tag.n;
}

/* What follows the text as it grows: the next slot and mark, and how far those are moved. */
struct move {
    size_t slot, mark, by;
};

/* Moves the slots and marks up to offset AT of the old text. */
static void move_to(struct markup *m, struct move *move, size_t at)
{
    while (move->slot < m->slots.n && m->slots.v[move->slot].offset <= at)
        m->slots.v[move->slot++].offset += move->by;
    while (move->mark < m->marks.n && m->marks.v[move->mark].offset <= at)
        m->marks.v[move->mark++].offset += move->by;
}

void inline_svg_ground(struct markup *m)
{
    struct str text = buf_str(&m->text);
    struct buf out = {0}, ground = {0};
    struct move move = {0};
    size_t copied = 0, n;

    for (size_t at = 0; (at = str_find(text, open_tag, at)) != STR_NPOS; at += n) {
        struct str svg = str_skip(text, at);
        size_t in;

        svg = str_sub(svg, 0, n = length_of(svg));
        buf_clear(&ground);
        if (!has_content(svg) || !svg_ground(&ground, svg, true, &in))
            continue;
        move_to(m, &move, at + in);
        buf_add(&out, str_sub(text, copied, at + in - copied));
        buf_add(&out, buf_str(&ground));
        copied = at + in;
        move.by += ground.n;
    }
    move_to(m, &move, text.n);
    buf_add(&out, str_skip(text, copied));
    buf_done(&ground);
    buf_done(&m->text);
    m->text = out;
}
