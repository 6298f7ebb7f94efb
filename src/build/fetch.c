/* SPDX-License-Identifier: MIT */
/* The fetch pass: remote pictures become files of the cache, when --fetch asks for it. */
#include "media/fetch.h"

#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "base/vec.h"
#include "build/build.h"

typedef VEC(struct fetch_item) item_vec;

/* A picture that was not found here, and has an address elsewhere. */
static bool is_remote(const struct ref *r)
{
    return r->is_picture && r->kind == REF_TARGET_NONE && r->url.n;
}

/* Calls EACH for every remote picture, in reading order. */
static void for_remote(struct build *b,
                       void (*each)(struct build *b, struct ref *r, size_t post, void *ctx),
                       void *ctx)
{
    struct book *k = &b->book;

    for (size_t i = 0; i < k->kept_count; i++) {
        struct chapter *c = &k->chapters[k->kept[i]];

        for (size_t r = 0; r < c->refs.n; r++)
            if (is_remote(&c->refs.v[r]))
                each(b, &c->refs.v[r], c->post, ctx);
    }
}

static void collect_one(struct build *b, struct ref *r, size_t post, void *ctx)
{
    (void)b;
    (void)post;
    *vec_push((item_vec *)ctx) = (struct fetch_item){.url = r->url};
}

struct results {
    const item_vec *items;
    size_t next;
    struct table told; /* URLs whose fault was reported */
};

/* One message for each address, where it stands first. */
static void take_one(struct build *b, struct ref *r, size_t post, void *ctx)
{
    struct results *s = ctx;
    const struct fetch_item *item = &s->items->v[s->next++];
    struct diag_pos at = {b->book.posts.v[post].path, r->line, 0};
    bool is_new;

    if (!item->fault) {
        r->kind = REF_TARGET_PICTURE;
        r->file = item->file;
        return;
    }
    table_put(&s->told, item->url, &is_new);
    if (is_new)
        diag_add(&b->diags, DIAG_PICTURE_FETCH, at, STR_ARG(r->written), item->fault);
}

/* --cache, else the user's folder for such things; NULL when there is none. */
static const char *cache_folder(struct build *b)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");

    if (b->options->cache.n)
        return arena_str(&b->arena, b->options->cache).p;
    if (cache && cache[0] == '/')
        return arena_printf(&b->arena, "%s/mdbook2epub", cache).p;
    return home && home[0] == '/' ? arena_printf(&b->arena, "%s/.cache/mdbook2epub", home).p : NULL;
}

bool pass_fetch(struct build *b)
{
    struct fetch_options o = {.cache = b->options->fetch ? cache_folder(b) : NULL,
                              .allow_private = b->options->fetch_private,
                              .progress = b->progress};
    item_vec items = {0};
    struct results results = {.items = &items};

    if (!b->options->fetch)
        return true;
    for_remote(b, collect_one, &items);
    if (items.n == 0)
        return true;
    progress_phase(b->progress, "Fetching", items.n);
    if (!o.cache || !fetch_all(&b->arena, items.v, items.n, &o))
        diag_add(&b->diags, DIAG_FETCH_CACHE, (struct diag_pos){0},
                 o.cache ? o.cache : "there is no home folder");
    else
        for_remote(b, take_one, &results);
    table_done(&results.told);
    vec_done(&items);
    return true;
}
