/* SPDX-License-Identifier: MIT */
/* The passes over chapters: render, pictures, resolve. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/digest.h"
#include "base/fs.h"
#include "book/ids.h"
#include "book/series.h"
#include "build/build.h"
#include "epub/deflate.h"
#include "media/convert.h"
#include "media/probe.h"

/* Messages of the chapters, in reading order. */
static void join_messages(struct build *b)
{
    for (size_t i = 0; i < b->book.kept_count; i++)
        diag_list_join(&b->diags, &b->book.chapters[b->book.kept[i]].diags);
}

static void render_one(void *ctx, size_t i, size_t worker)
{
    struct build *b = ctx;
    size_t post = b->book.kept[i];

    render_chapter(&b->book.chapters[post], &b->env, post, &b->workers[worker].parser);
    progress_step(b->progress);
}

/* Each unknown shortcode is told once, with how often it stood. */
static void tell_shortcodes(struct build *b)
{
    struct table counts = {0};

    for (size_t i = 0; i < b->book.kept_count; i++) {
        const struct table *t = &b->book.chapters[b->book.kept[i]].unknown;

        for (size_t k = 0; k < t->n; k++)
            table_put(&counts, t->v[k].key, NULL)->num += t->v[k].num;
    }
    for (size_t k = 0; k < counts.n; k++)
        diag_add(&b->diags, DIAG_SHORTCODES, (struct diag_pos){0}, STR_ARG(counts.v[k].key),
                 counts.v[k].num);
    table_done(&counts);
}

bool pass_render(struct build *b)
{
    b->book.chapters = xcalloc(b->book.posts.n, sizeof *b->book.chapters);
    progress_phase(b->progress, "Rendering", b->book.kept_count);
    pool_for(b->pool, b->book.kept_count, render_one, b);
    join_messages(b);
    tell_shortcodes(b);
    return true;
}

/* Pictures. */

enum { PICTURE_BYTES_MAX = 1 << 28 };

/* Enters each picture that a chapter shows, once a file. */
static void enter_assets(struct build *b)
{
    struct book *k = &b->book;
    struct table by_file = {0};

    for (size_t i = 0; i < k->kept_count; i++) {
        struct chapter *c = &k->chapters[k->kept[i]];

        for (size_t r = 0; r < c->refs.n; r++) {
            struct ref *ref = &c->refs.v[r];
            struct table_entry *e;
            bool is_new;

            if (!ref->is_picture || ref->kind != REF_TARGET_PICTURE)
                continue;
            e = table_put(&by_file, ref->file, &is_new);
            if (is_new) {
                e->num = k->assets.n;
                *vec_push(&k->assets) = (struct asset){.file = ref->file};
            }
            ref->asset = e->num;
        }
    }
    table_done(&by_file);
}

static void set_digest(struct asset *a, struct str bytes)
{
    struct digest d = digest_of(bytes);

    memcpy(a->digest, &d.high, 8);
    memcpy(a->digest + 8, &d.low, 8);
    a->size = bytes.n;
    a->crc = deflate_crc(0, bytes);
}

/* An SVG is cleaned always, what readers cannot show converted; the rest is kept as its file. */
static bool take_picture(struct build *b, struct asset *a, struct str bytes,
                         struct media_info *info, struct arena *keep)
{
    const struct convert_wish wish = {.max_width = b->options->max_image[0],
                                      .max_height = b->options->max_image[1],
                                      .max_pixels = 5600000};
    struct buf out = {0};
    struct media_info result = *info;
    bool is_fine = true;

    if (info->type == MEDIA_SVG)
        is_fine = svg_clean(&out, bytes, false, STR(""), &a->fault);
    else if (convert_is_needed(info, &wish))
        is_fine = convert_picture(&out, bytes, info, &wish, &result, &a->fault);
    if (is_fine && out.n)
        a->bytes = arena_str(keep, buf_str(&out));
    if (is_fine && !media_is_core(result.type)) {
        a->fault = "its kind is none that readers show";
        is_fine = false;
    }
    buf_done(&out);
    *info = result;
    return is_fine;
}

static void read_asset(struct build *b, struct asset *a, struct arena *keep, struct arena *scratch)
{
    struct media_info info = {0};
    struct str bytes;
    int error;

    if (!fs_read(scratch, a->file.p, PICTURE_BYTES_MAX, &bytes, &error)) {
        a->fault = strerror(error);
        return;
    }
    media_probe(bytes, bytes.n, &info);
    if (info.type == MEDIA_UNKNOWN) {
        a->fault = "its bytes are no known kind of picture";
        return;
    }
    a->is_usable = take_picture(b, a, bytes, &info, keep);
    if (!a->is_usable)
        return;
    set_digest(a, a->bytes.p ? a->bytes : bytes);
    a->media_type = media_mime(info.type);
    a->width = info.width;
    a->height = info.height;
    a->is_animated = info.is_animated;
    a->href = str_of(media_extension(info.type)); /* for name_assets() */
}

static void picture_one(void *ctx, size_t i, size_t worker)
{
    struct build *b = ctx;
    struct arena scratch = {0};

    read_asset(b, &b->book.assets.v[i], &b->workers[worker].arena, &scratch);
    arena_done(&scratch);
    progress_step(b->progress);
}

/* One file in the book per content; its name from the source's, with some of its digest where
 * two differ. */
static void name_assets(struct build *b)
{
    struct table by_content = {0}, names = {0};
    struct book *k = &b->book;

    for (size_t i = 0; i < k->assets.n; i++) {
        struct asset *a = &k->assets.v[i];
        struct table_entry *e;
        struct str stem;
        bool is_new;

        a->same_as = i;
        if (!a->is_usable)
            continue;
        e = table_put(&by_content, (struct str){(const char *)a->digest, sizeof a->digest},
                      &is_new);
        if (!is_new) {
            a->same_as = e->num;
            a->href = k->assets.v[e->num].href;
            continue;
        }
        e->num = i;
        stem = id_file_name(&b->arena, fs_stem(a->file));
        table_put(&names, arena_printf(&b->arena, "%.*s.%.*s", STR_ARG(stem), STR_ARG(a->href)),
                  &is_new);
        if (is_new)
            a->href = arena_printf(&b->arena, "images/%.*s.%.*s", STR_ARG(stem), STR_ARG(a->href));
        else
            a->href = arena_printf(&b->arena, "images/%.*s-%02x%02x%02x%02x.%.*s", STR_ARG(stem),
                                   a->digest[0], a->digest[1], a->digest[2], a->digest[3],
                                   STR_ARG(a->href));
    }
    table_done(&by_content);
    table_done(&names);
}

static void tell_bad_pictures(struct build *b)
{
    struct book *k = &b->book;

    for (size_t i = 0; i < k->kept_count; i++) {
        struct chapter *c = &k->chapters[k->kept[i]];

        for (size_t r = 0; r < c->refs.n; r++) {
            struct ref *ref = &c->refs.v[r];
            const struct asset *a =
                ref->kind == REF_TARGET_PICTURE ? &k->assets.v[ref->asset] : NULL;
            struct diag_pos at = {k->posts.v[c->post].path, ref->line, 0};

            if (a && !a->is_usable)
                diag_add(&b->diags, DIAG_PICTURE_BAD, at, STR_ARG(ref->written),
                         a->fault ? a->fault : "unknown");
        }
    }
}

bool pass_pictures(struct build *b)
{
    enter_assets(b);
    progress_phase(b->progress, "Pictures", b->book.assets.n);
    pool_for(b->pool, b->book.assets.n, picture_one, b);
    name_assets(b);
    tell_bad_pictures(b);
    return true;
}

/* Resolve: files of long chapters, then fragments. */

enum { PART_BYTES_MAX = 250000 };

static struct chapter_part *add_part(struct build *b, struct chapter *c, size_t start,
                                     struct str title)
{
    struct str name = b->book.posts.v[c->post].name;
    struct chapter_part *part = vec_push(&c->parts);

    if (c->parts.n > 1) /* another post may be called so already */
        name = id_unique(&b->arena, &b->book.names,
                         arena_printf(&b->arena, "%.*s-part-%zu", STR_ARG(name), c->parts.n));
    *part = (struct chapter_part){.start = start, .title = title};
    part->href = arena_printf(&b->arena, "%.*s.xhtml", STR_ARG(name));
    return part;
}

/* A cut may be made where a top-level block starts with a top-level heading. */
static bool is_cut(const struct chapter *c, size_t offset)
{
    for (size_t i = 0; i < c->marks.n; i++)
        if (c->marks.v[i].offset == offset)
            return true;
    return false;
}

static void split_chapter(struct build *b, struct chapter *c)
{
    size_t start = 0;

    add_part(b, c, 0, post_label(&b->book.posts.v[c->post]));
    for (size_t i = 0; c->body.n > PART_BYTES_MAX && i < c->headings.n; i++) {
        const struct heading *h = &c->headings.v[i];
        size_t next = c->body.n;

        for (size_t k = i + 1; k < c->headings.n && next == c->body.n; k++)
            if (c->headings.v[k].is_top)
                next = c->headings.v[k].offset;
        if (!h->is_top || next - start < PART_BYTES_MAX || h->offset <= start ||
            !is_cut(c, h->offset))
            continue;
        c->parts.v[c->parts.n - 1].end = h->offset;
        add_part(b, c, h->offset, h->text);
        start = h->offset;
    }
    c->parts.v[c->parts.n - 1].end = c->body.n;
}

/* Letters and digits of S without case: how near misses of fragments are found. */
static bool loosely_equal(struct str a, struct str b)
{
    size_t i = 0, k = 0;

    for (;;) {
        while (i < a.n && !is_ascii_alnum(a.p[i]) && (unsigned char)a.p[i] < 0x80)
            i++;
        while (k < b.n && !is_ascii_alnum(b.p[k]) && (unsigned char)b.p[k] < 0x80)
            k++;
        if (i == a.n || k == b.n)
            return i == a.n && k == b.n;
        if (ascii_lower(a.p[i++]) != ascii_lower(b.p[k++]))
            return false;
    }
}

static struct str find_fragment(struct build *b, const struct chapter *to, struct str fragment)
{
    struct str id = id_safe(&b->arena, fragment);

    if (chapter_anchor(to, id))
        return id;
    for (size_t i = 0; i < to->headings.n; i++)
        if (loosely_equal(to->headings.v[i].id, fragment) ||
            loosely_equal(to->headings.v[i].text, fragment))
            return to->headings.v[i].id;
    return STR("");
}

static void resolve_ref(struct build *b, const struct chapter *from, struct ref *r)
{
    const struct book *k = &b->book;
    const struct chapter *to = r->kind == REF_TARGET_POST ? &k->chapters[r->post] : NULL;
    struct diag_pos at = {k->posts.v[from->post].path, r->line, 0};
    struct str found, label;

    if (!to || to->parts.n == 0 || r->fragment.n == 0) /* not a post of this book, or as a whole */
        return;
    found = find_fragment(b, to, r->fragment);
    label = post_label(&k->posts.v[r->post]);
    if (found.n == 0 && !str_eq_fold(r->fragment, STR("top")) && !loosely_equal(r->fragment, label))
        diag_add(&b->diags, DIAG_LINK_FRAGMENT, at, STR_ARG(label), STR_ARG(r->fragment));
    r->fragment = found;
}

bool pass_resolve(struct build *b)
{
    struct book *k = &b->book;

    series_link(k);
    for (size_t i = 0; i < k->kept_count; i++)
        split_chapter(b, &k->chapters[k->kept[i]]);
    for (size_t i = 0; i < k->kept_count; i++) {
        struct chapter *c = &k->chapters[k->kept[i]];

        for (size_t r = 0; r < c->refs.n; r++)
            resolve_ref(b, c, &c->refs.v[r]);
    }
    return true;
}
