/* SPDX-License-Identifier: MIT */
/* The pictures pass: what is shown, once each; probed by its first bytes, read only to be changed.
 *
 * A picture that goes into the book as it is stays in its file until it is copied; what is made
 * of the others waits in the spool. */
#include "build/pictures.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/table.h"
#include "book/ids.h"
#include "book/svg_ground.h"
#include "epub/check.h"
#include "epub/deflate.h"
#include "media/probe.h"
#include "media/qr.h"

enum {
    HEAD_BYTES = 64 << 10,
    LONG_HEAD_BYTES = 4 << 20, /* where profiles and thumbnails come before the size */
    HUGE_BYTES = 1 << 20,
    PIXELS_MAX = 5600000 /* Apple Books */
};

/* Enters each picture that a chapter shows, once a file; those of older posts first, so that a
 * newer one's copy of a picture takes the name that it has. */
static void enter_assets(struct build *b)
{
    struct book *k = &b->book;
    struct table by_file = {0};

    for (size_t i = 0; i < k->kept_count; i++) {
        struct chapter *c = &k->chapters[k->by_age[i]];

        for (size_t r = 0; r < c->refs.n; r++) {
            struct ref *ref = &c->refs.v[r];
            struct table_entry *e;
            bool is_new;

            if (!ref_shows_picture(ref))
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

struct convert_wish picture_wish(const struct build *b)
{
    return (struct convert_wish){.max_width = b->options->max_image[0],
                                 .max_height = b->options->max_image[1],
                                 .max_pixels = PIXELS_MAX,
                                 .night_safe = true};
}

static void set_digest(struct asset *a, struct str bytes, uint64_t size)
{
    struct digest d = digest_of(bytes);

    memcpy(a->digest, &d.high, 8);
    memcpy(a->digest + 8, &d.low, 8);
    a->size = size;
}

static void set_facts(struct asset *a, const struct media_info *info)
{
    a->media_type = media_mime(info->type);
    a->width = info->width;
    a->height = info->height;
    a->is_animated = info->is_animated;
    a->href = str_of(media_extension(info->type)); /* for picture_name() */
}

bool picture_keep(struct build *b, struct asset *a, struct str bytes, const struct media_info *info,
                  size_t worker)
{
    struct buf stream = {0};
    int error;

    a->is_deflated = info->type == MEDIA_SVG;
    if (a->is_deflated) {
        a->crc = deflate_crc(0, bytes);
        deflate_add(b->workers[worker].deflater, &stream, bytes);
    }
    a->packed = a->is_deflated ? stream.n : bytes.n;
    a->is_spooled =
        spool_add(b->spool, a->is_deflated ? buf_str(&stream) : bytes, &a->offset, &error);
    buf_done(&stream);
    if (!a->is_spooled) {
        a->fault = strerror(error);
        return false;
    }
    set_digest(a, bytes, bytes.n);
    set_facts(a, info);
    return true;
}

/* It is copied from its own file when the book is written. */
static bool keep_file(struct asset *a, struct str head, const struct media_info *info)
{
    if (!media_is_core(info->type)) {
        a->fault = "its kind is none that readers show";
        return false;
    }
    a->packed = a->stamp.size;
    set_digest(a, head, a->stamp.size);
    set_facts(a, info);
    return true;
}

/* Cleaned, it still is only shown when the book would be valid with it. */
static bool take_svg(struct asset *a, struct buf *out, struct str bytes, struct arena *keep)
{
    struct str fault;

    if (!svg_clean(out, bytes, false, STR(""), &a->fault))
        return false;
    svg_lay_ground(out);
    if (epub_check_svg(out->n ? buf_str(out) : bytes, keep, &fault))
        return true;
    a->fault = arena_str(keep, fault).p;
    return false;
}

/* An SVG is cleaned always, what readers cannot show converted. */
static bool change(struct build *b, struct asset *a, struct str bytes, size_t worker)
{
    const struct convert_wish wish = picture_wish(b);
    struct buf out = {0};
    struct media_info info, result;
    bool is_fine;

    media_probe(bytes, bytes.n, &info);
    result = info;
    if (info.type == MEDIA_SVG)
        is_fine = take_svg(a, &out, bytes, &b->workers[worker].arena);
    else if (info.type == MEDIA_GIF) /* nothing of it is decoded */
        is_fine = convert_picture(&out, bytes, &info, &wish, &result, &a->fault);
    else
        is_fine = convert_apart(b->workers[worker].decoder, &out, bytes, &info, &wish, 0, &result,
                                &b->workers[worker].arena, &a->fault);
    a->is_stilled = info.is_animated && !result.is_animated;
    if (is_fine && out.n)
        is_fine = picture_keep(b, a, buf_str(&out), &result, worker);
    else if (is_fine)
        is_fine = keep_file(a, str_sub(bytes, 0, HEAD_BYTES), &info);
    buf_done(&out);
    return is_fine;
}

/* The head tells kind and size; it is longer where the size comes late. */
static bool look(struct arena *scratch, struct asset *a, struct str *ret_head,
                 struct media_info *info, int *ret_error)
{
    const char *path = a->file.p;

    if (!stream_head(scratch, path, HEAD_BYTES, ret_head, &a->stamp, ret_error))
        return false;
    media_probe(*ret_head, a->stamp.size, info);
    if (info->type == MEDIA_UNKNOWN || info->width || ret_head->n == a->stamp.size)
        return true;
    if (!stream_head(scratch, path, LONG_HEAD_BYTES, ret_head, &a->stamp, ret_error))
        return false;
    media_probe(*ret_head, a->stamp.size, info);
    return true;
}

static bool unread(struct asset *a, int error)
{
    a->fault = strerror(error);
    a->is_unread = fs_is_system_fault(error);
    return false;
}

static bool take_file(struct build *b, struct asset *a, struct arena *scratch, size_t worker)
{
    const struct convert_wish wish = picture_wish(b);
    struct media_info info = {0};
    struct str bytes;
    int error;

    if (!look(scratch, a, &bytes, &info, &error))
        return unread(a, error);
    if (info.type == MEDIA_UNKNOWN)
        return a->fault = "its bytes are no known kind of picture", false;
    if (info.type != MEDIA_SVG && !convert_is_needed(&info, &wish))
        return keep_file(a, str_sub(bytes, 0, HEAD_BYTES), &info);
    if (bytes.n < a->stamp.size && !fs_read(scratch, a->file.p, PICTURE_BYTES_MAX, &bytes, &error))
        return unread(a, error);
    return change(b, a, bytes, worker);
}

static bool draw_code(struct build *b, struct asset *a, size_t worker)
{
    struct buf out = {0};
    struct media_info info;
    bool is_fine = qr_png(&out, str_skip(a->file, ASSET_CODE.n));

    if (is_fine) {
        media_probe(buf_str(&out), out.n, &info);
        is_fine = picture_keep(b, a, buf_str(&out), &info, worker);
    } else {
        a->fault = "its address is too long for a QR code";
    }
    buf_done(&out);
    return is_fine;
}

static void picture_one(void *ctx, size_t i, size_t worker)
{
    struct build *b = ctx;
    struct asset *a = &b->book.assets.v[i];
    struct arena scratch = {0};

    a->is_usable = str_starts(a->file, ASSET_CODE) ? draw_code(b, a, worker)
                                                   : take_file(b, a, &scratch, worker);
    arena_done(&scratch);
    progress_step(b->progress);
}

/* Opens what A goes into the book as; false when it is not what it was. */
static bool open_bytes(const struct build *b, const struct asset *a, int *ret_fd)
{
    int error;

    *ret_fd = a->is_spooled ? spool_fd(b->spool) : stream_open(a->file.p, &a->stamp, &error);
    return *ret_fd >= 0;
}

static void close_bytes(const struct asset *a, int fd)
{
    if (!a->is_spooled && fd >= 0)
        close(fd);
}

/* Whether two assets with the same digest, which may be of their heads only, are the same. */
static bool is_twin(const struct build *b, const struct asset *x, const struct asset *y)
{
    enum { CHUNK = 64 << 10 };
    char *p = xmalloc(2 * (size_t)CHUNK);
    int fd_x = -1, fd_y = -1, error;
    bool is_same = x->size == y->size && x->packed == y->packed &&
                   x->is_deflated == y->is_deflated && open_bytes(b, x, &fd_x) &&
                   open_bytes(b, y, &fd_y);

    for (uint64_t at = 0; is_same && at < x->packed; at += CHUNK) {
        size_t n = x->packed - at < CHUNK ? (size_t)(x->packed - at) : CHUNK;

        is_same = stream_read(fd_x, x->offset + at, p, n, &error) &&
                  stream_read(fd_y, y->offset + at, p + CHUNK, n, &error) &&
                  memcmp(p, p + CHUNK, n) == 0;
    }
    close_bytes(x, fd_x);
    close_bytes(y, fd_y);
    free(p);
    return is_same;
}

/* A name by the source's place, with some of its digest where an older post's picture has that
 * name: so a newer one's takes none away. */
static struct str asset_name(struct build *b, const struct asset *a)
{
    struct table *names = &b->picture_names;
    bool is_code = str_starts(a->file, ASSET_CODE), is_new = false;
    struct str stem = is_code ? STR("code") : files_name(&b->book.files, &b->arena, a->file);

    if (!is_code)
        table_put(names, stem, &is_new);
    if (!is_new)
        stem = id_unique(&b->arena, names,
                         arena_printf(&b->arena, "%.*s-%02x%02x%02x%02x", STR_ARG(stem),
                                      a->digest[0], a->digest[1], a->digest[2], a->digest[3]));
    return arena_printf(&b->arena, "%.*s.%.*s", STR_ARG(stem), STR_ARG(a->href));
}

void picture_name(struct build *b, struct asset *a)
{
    a->href = arena_printf(&b->arena, "images/%.*s", STR_ARG(asset_name(b, a)));
}

/* One file in the book per content. */
static void name_assets(struct build *b)
{
    struct table by_content = {0};
    struct book *k = &b->book;

    for (size_t i = 0; i < k->assets.n; i++) {
        struct asset *a = &k->assets.v[i];
        struct table_entry *e;
        bool is_new;

        a->same_as = i;
        if (!a->is_usable)
            continue;
        e = table_put(&by_content, (struct str){(const char *)a->digest, sizeof a->digest},
                      &is_new);
        if (!is_new && is_twin(b, a, &k->assets.v[e->num])) {
            a->same_as = e->num;
            a->href = k->assets.v[e->num].href;
            continue;
        }
        if (is_new)
            e->num = i;
        picture_name(b, a);
    }
    table_done(&by_content);
}

/* Once a picture, where it is shown first. */
static void advise(struct build *b, const struct asset *a, const struct ref *ref,
                   struct diag_pos at, struct table *advised)
{
    bool is_new;

    table_put(advised, a->href, &is_new);
    if (!is_new)
        return;
    if (a->is_animated)
        diag_add(&b->diags, DIAG_ANIMATION, at, STR_ARG(ref->written));
    if (a->is_stilled)
        diag_add(&b->diags, DIAG_STILLED, at, STR_ARG(ref->written));
    if (a->size >= HUGE_BYTES)
        diag_add(&b->diags, DIAG_HUGE_PICTURE, at, STR_ARG(ref->written), (double)a->size / 1e6);
}

/* What the pictures give occasion to say, where they are shown. */
static void tell_pictures(struct build *b)
{
    struct book *k = &b->book;
    struct table advised = {0};

    for (size_t i = 0; i < k->kept_count; i++) {
        struct chapter *c = &k->chapters[k->kept[i]];

        for (size_t r = 0; r < c->refs.n; r++) {
            struct ref *ref = &c->refs.v[r];
            const struct asset *a = ref_shows_picture(ref) ? &k->assets.v[ref->asset] : NULL;
            struct diag_pos at = {k->posts.v[c->post].path, ref->line, 0};

            if (a && !a->is_usable)
                diag_add(&b->diags, DIAG_PICTURE_BAD, at, STR_ARG(ref->written),
                         a->fault ? a->fault : "unknown");
            else if (a)
                advise(b, a, ref, at, &advised);
        }
    }
    table_done(&advised);
}

static void tell_unread(struct build *b)
{
    for (size_t i = 0; i < b->book.assets.n; i++) {
        const struct asset *a = &b->book.assets.v[i];

        if (a->is_unread)
            diag_add(&b->diags, DIAG_READ_FAILED, (struct diag_pos){a->file, 0, 0}, a->fault);
    }
}

void pictures_rest(struct build *b)
{
    for (size_t i = 0; i < pool_workers(b->pool); i++)
        confined_rest(b->workers[i].decoder);
}

bool pass_pictures(struct build *b)
{
    enter_assets(b);
    progress_phase(b->progress, "Pictures", b->book.assets.n);
    pool_for(b->pool, b->book.assets.n, picture_one, b);
    pictures_rest(b);
    name_assets(b);
    tell_unread(b);
    tell_pictures(b);
    return true;
}
