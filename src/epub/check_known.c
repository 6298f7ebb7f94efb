/* SPDX-License-Identifier: MIT */
/* Files that were judged while they were made: their facts take the place of a reading. */
#include "epub/check_content.h"

static void take_ids(struct item *item, const struct facts *f)
{
    for (size_t i = 0; i < f->ids.n; i++)
        table_put(&item->ids, f->ids.v[i], NULL)->num = (i + 1) << 2 | ID_GENERIC;
    item->was_read = true;
}

static void follow(struct check *c, struct item *item, const struct facts *f)
{
    struct arena arena = {0};
    struct xml_doc doc = {.path = item->path, .kind = XML_CONTENT};
    struct content k = {.c = c, .arena = &arena, .d = &doc, .item = item};

    k.required = (f->has_math ? P_MATHML : 0) | (f->has_svg ? P_SVG : 0);
    for (size_t i = 0; i < f->refs.n; i++)
        check_known_ref(&k, &f->refs.v[i]);
    check_content_properties(&k);
    arena_done(&arena);
}

bool check_known_item(struct check *c, struct item *item)
{
    const struct facts *facts = NULL;

    if (!c->options->known || !c->options->known(c->options->known_ctx, item->path, &facts))
        return false;
    if (facts) {
        take_ids(item, facts);
        follow(c, item, facts);
    }
    return true;
}
