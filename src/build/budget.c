/* SPDX-License-Identifier: MIT */
/* The budget pass: a volume that would be larger than --max-size gets smaller pictures.
 *
 * The largest come first: a level is found at which the pictures above it, brought down to it,
 * make the volume fit. What cannot be brought down so far is left where it stopped, and a lower
 * level is looked for. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fs.h"
#include "build/pictures.h"
#include "epub/deflate.h"
#include "render/xhtml.h"

enum {
    ROUNDS_MAX = 4,
    ENTRY_BYTES = 400,     /* of a file in directories, manifest and contents, at most */
    FRONT_BYTES = 32 << 10 /* style sheet, title page, colophon and the like */
};

struct budget {
    struct build *b;
    struct volume *v;
    uint64_t *sizes; /* of chapters */
    size_t *assets;  /* of the volume that can be made smaller; largest first */
    size_t n;
    bool *is_least;          /* by position in ASSETS: no further down */
    uint64_t level;          /* bytes that a picture may have */
    struct diag_list *diags; /* by position */
    uint64_t text;           /* bytes of the volume without its pictures */
};

static void measure_one(void *ctx, size_t i, size_t worker)
{
    struct budget *g = ctx;
    struct worker *w = &g->b->workers[worker];
    const struct chapter *c = &g->b->book.chapters[g->v->posts[i]];
    struct diag_list diags = {0}; /* the write pass will tell */
    struct buf stream = {0};

    for (size_t part = 0; part < c->parts.n; part++) {
        buf_clear(&stream);
        xhtml_chapter(&w->document, &g->b->book, g->v, i, part, NULL, &diags);
        deflate_add(w->deflater, &stream, buf_str(&w->document));
        g->sizes[i] += stream.n + ENTRY_BYTES;
    }
    buf_done(&stream);
    diag_list_done(&diags);
}

/* Bytes of the volume without its pictures: its chapters exactly, the rest at most. */
static uint64_t measure_text(struct budget *g)
{
    uint64_t sum = FRONT_BYTES + g->v->cover.n;

    g->sizes = xcalloc(g->v->post_count + 1, sizeof *g->sizes);
    pool_for(g->b->pool, g->v->post_count, measure_one, g);
    for (size_t i = 0; i < g->v->post_count; i++)
        sum += g->sizes[i];
    free(g->sizes);
    return sum;
}

static bool can_shrink(const struct asset *a)
{
    return !a->is_animated && !str_starts(a->file, ASSET_CODE) &&
           (strcmp(a->media_type, "image/jpeg") == 0 || strcmp(a->media_type, "image/png") == 0);
}

static uint64_t picture_bytes(const struct budget *g)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < g->b->book.assets.n; i++)
        if (g->v->has_asset[i])
            sum += g->b->book.assets.v[i].packed + ENTRY_BYTES;
    return sum;
}

struct by_size {
    uint64_t size;
    size_t asset;
};

static int larger_first(const void *a, const void *b)
{
    const struct by_size *x = a, *y = b;

    if (x->size != y->size)
        return x->size > y->size ? -1 : 1;
    return x->asset < y->asset ? -1 : x->asset > y->asset;
}

static void collect(struct budget *g)
{
    size_t count = g->b->book.assets.n;
    struct by_size *v = xcalloc(count + 1, sizeof *v);

    for (size_t i = 0; i < count; i++)
        if (g->v->has_asset[i] && can_shrink(&g->b->book.assets.v[i]))
            v[g->n++] = (struct by_size){g->b->book.assets.v[i].packed, i};
    qsort(v, g->n, sizeof *v, larger_first);
    g->assets = xcalloc(g->n + 1, sizeof *g->assets);
    g->is_least = xcalloc(g->n + 1, sizeof *g->is_least);
    g->diags = xcalloc(g->n + 1, sizeof *g->diags);
    for (size_t i = 0; i < g->n; i++)
        g->assets[i] = v[i].asset;
    free(v);
}

static struct asset *asset_at(const struct budget *g, size_t i)
{
    return &g->b->book.assets.v[g->assets[i]];
}

/* The level at which the pictures that can still shrink have ROOM bytes together. */
static uint64_t find_level(const struct budget *g, uint64_t room)
{
    uint64_t low = 0, high = (uint64_t)1 << 40;

    while (low < high) {
        uint64_t middle = low + (high - low + 1) / 2, sum = 0;

        for (size_t i = 0; i < g->n; i++)
            if (!g->is_least[i])
                sum += asset_at(g, i)->packed < middle ? asset_at(g, i)->packed : middle;
        if (sum <= room)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/* MAX_BYTES may be 0: as small as can be. */
static bool to_size(struct confined *decoder, struct buf *out, struct str bytes,
                    const struct convert_wish *wish, uint64_t max_bytes,
                    struct media_info *ret_info, struct arena *a)
{
    struct media_info info;
    const char *fault;

    media_probe(bytes, bytes.n, &info);
    return convert_apart(decoder, out, bytes, &info, wish, max_bytes ? max_bytes : 1, ret_info, a,
                         &fault);
}

static void shrink_one(void *ctx, size_t i, size_t worker)
{
    struct budget *g = ctx;
    struct asset *a = asset_at(g, i), before = *a;
    const struct convert_wish wish = picture_wish(g->b);
    struct arena scratch = {0};
    struct media_info info;
    struct buf out = {0};
    struct str bytes;
    int error;

    if (a->packed <= g->level || g->is_least[i])
        return;
    if (fs_read(&scratch, a->file.p, PICTURE_BYTES_MAX, &bytes, &error) &&
        to_size(g->b->workers[worker].decoder, &out, bytes, &wish, g->level, &info, &scratch) &&
        out.n < a->packed && picture_keep(g->b, a, buf_str(&out), &info, worker))
        diag_add(&g->diags[i], DIAG_PICTURE_SHRUNK, (struct diag_pos){a->file, 0, 0}, before.width,
                 before.height, (double)before.packed / 1e3, a->width, a->height,
                 (double)a->packed / 1e3);
    g->is_least[i] = a->packed > g->level;
    buf_done(&out);
    arena_done(&scratch);
}

/* What was kept anew has an extension for a name; each volume that shows it is told its new one. */
static void name_again(struct budget *g)
{
    struct book *k = &g->b->book;

    for (size_t i = 0; i < g->n; i++)
        if (str_find_byte(asset_at(g, i)->href, '/', 0) == STR_NPOS)
            picture_name(g->b, asset_at(g, i));
    for (size_t i = 0; i < k->assets.n; i++)
        if (k->assets.v[i].is_usable)
            k->assets.v[i].href = k->assets.v[k->assets.v[i].same_as].href;
    for (size_t v = 0; v < g->b->volumes.n; v++)
        for (size_t i = 0; i < g->n; i++)
            if (g->b->volumes.v[v].has_asset[g->assets[i]])
                table_put(&g->b->volumes.v[v].files, asset_at(g, i)->href, NULL);
}

static void shrink(struct budget *g)
{
    uint64_t most = g->b->options->max_size;

    g->text = measure_text(g);
    collect(g);
    for (int round = 0; round < ROUNDS_MAX; round++) {
        uint64_t fixed = g->text + picture_bytes(g);

        if (fixed <= most)
            break;
        for (size_t i = 0; i < g->n; i++)
            fixed -= g->is_least[i] ? 0 : asset_at(g, i)->packed;
        g->level = find_level(g, fixed < most ? most - fixed : 0);
        pool_for(g->b->pool, g->n, shrink_one, g);
    }
    name_again(g);
}

static void keep_to_size(struct build *b, struct volume *v)
{
    struct budget g = {.b = b, .v = v};
    uint64_t most = FRONT_BYTES + v->cover.n;

    v->shrunk_from = picture_bytes(&g);
    for (size_t i = 0; i < v->post_count; i++)
        most += b->book.chapters[v->posts[i]].body.n + ENTRY_BYTES;
    if (most + v->shrunk_from <= b->options->max_size)
        return;
    shrink(&g);
    v->shrunk_to = picture_bytes(&g);
    for (size_t i = 0; i < g.n; i++) {
        v->shrunk += g.diags[i].n > 0;
        diag_list_join(&b->diags, &g.diags[i]);
    }
    free(g.assets);
    free(g.is_least);
    free(g.diags);
}

bool pass_budget(struct build *b)
{
    for (size_t i = 0; i < b->volumes.n && b->options->max_size; i++)
        keep_to_size(b, &b->volumes.v[i]);
    pictures_rest(b);
    return true;
}
