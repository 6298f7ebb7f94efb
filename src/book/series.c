/* SPDX-License-Identifier: MIT */
/* Series of posts. */
#include "book/series.h"

#include "book/chapter.h"

const struct str series_href = STR_INIT("series.xhtml");

size_t series_post(const struct book *b, size_t i)
{
    return b->kept[b->is_newest_first ? b->kept_count - 1 - i : i];
}

void series_link(struct book *b)
{
    struct table last = {0}; /* name → the newest post so far + 1 */

    for (size_t i = 0; i < b->kept_count; i++) {
        size_t post = series_post(b, i);
        const str_vec *series = &b->posts.v[post].series;
        struct chapter *c = &b->chapters[post];

        if (series->n)
            c->before = arena_array(c->arena, size_t, series->n);
        for (size_t k = 0; k < series->n; k++) {
            struct table_entry *e = table_put(&last, series->v[k], NULL);

            if (e->num == post + 1) /* named twice */
                continue;
            c->before[k] = e->num;
            e->num = post + 1;
        }
    }
    table_done(&last);
}

struct str series_after(struct arena *a, const struct post *p, size_t k)
{
    return k ? arena_printf(a, "after-%.*s-in-%zu", STR_ARG(p->name), k + 1)
             : arena_printf(a, "after-%.*s", STR_ARG(p->name));
}
