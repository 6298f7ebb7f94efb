/* SPDX-License-Identifier: MIT */
/* Chapters: release and look-ups. */
#include "book/chapter.h"

void chapter_done(struct chapter *c)
{
    buf_done(&c->body);
    vec_done(&c->slots);
    vec_done(&c->marks);
    vec_done(&c->refs);
    vec_done(&c->headings);
    vec_done(&c->anchors);
    vec_done(&c->parts);
    table_done(&c->ids);
    table_done(&c->unknown);
    table_done(&c->lost);
    diag_list_done(&c->diags);
}

const struct anchor *chapter_anchor(const struct chapter *c, struct str id)
{
    const struct table_entry *e = table_get(&c->ids, id);

    return e && !c->anchors.v[e->num].is_lost ? &c->anchors.v[e->num] : NULL;
}

const struct chapter_part *chapter_part_at(const struct chapter *c, size_t offset)
{
    size_t i = 0;

    while (i + 1 < c->parts.n && offset >= c->parts.v[i + 1].start)
        i++;
    return &c->parts.v[i];
}
