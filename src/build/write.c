/* SPDX-License-Identifier: MIT */
/* The write pass: entries in order; made by the workers just before their turn. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/fs.h"
#include "build/css.h"
#include "build/verdict.h"
#include "build/volumes.h"
#include "epub/deflate.h"
#include "epub/index.h"
#include "epub/package.h"
#include "epub/zip.h"
#include "render/xhtml.h"

enum entry_kind { ENTRY_READY, ENTRY_CHAPTER, ENTRY_FILE, ENTRY_PACKAGE };

struct entry {
    struct str name; /* in the container */
    enum entry_kind kind;
    struct buf data; /* ENTRY_READY: raw until packed, then the stream */
    uint64_t size;
    uint32_t crc;
    bool is_stored;
    size_t position, part, resource; /* ENTRY_CHAPTER; RESOURCE: of it in the package */
    struct facts facts;
    size_t asset; /* ENTRY_FILE */
    int fd;       /* of its source while it is copied, or -1 */
    struct diag_list diags;
};

struct writing {
    struct build *b;
    struct volume *v;
    VEC(struct entry) entries;
    resource_vec resources;
    VEC(size_t) made;         /* entries that workers make, in order */
    size_t *made_number;      /* by entry */
    const struct asset *lost; /* the picture whose source cannot be copied, or NULL */
    struct table by_name;     /* → entry, while the book is judged */
};

/* By a worker; pictures are copied, the package is written when all else is known. */
static bool is_made(enum entry_kind kind)
{
    return kind == ENTRY_READY || kind == ENTRY_CHAPTER;
}

static struct entry *add_entry(struct writing *w, struct str name, enum entry_kind kind)
{
    struct entry *e = vec_push(&w->entries);

    *e = (struct entry){.name = name, .kind = kind, .fd = -1};
    if (is_made(kind))
        *vec_push(&w->made) = w->entries.n - 1;
    return e;
}

static void add_resource(struct writing *w, struct str id, struct str href, struct str type,
                         struct str properties, bool in_spine)
{
    *vec_push(&w->resources) = (struct resource){id, href, type, properties, in_spine};
}

static struct str in_book(struct writing *w, struct str href)
{
    return arena_printf(&w->v->arena, "OEBPS/%.*s", STR_ARG(href));
}

#define XHTML STR("application/xhtml+xml")

/* A generated page: entry and resource. */
static struct buf *add_page(struct writing *w, struct str id, struct str href, struct str type,
                            struct str properties, bool in_spine)
{
    add_resource(w, id, href, type, properties, in_spine);
    return &add_entry(w, in_book(w, href), ENTRY_READY)->data;
}

static void add_front(struct writing *w)
{
    struct entry *mimetype = add_entry(w, STR("mimetype"), ENTRY_READY);
    struct volume *v = w->v;

    mimetype->is_stored = true; /* OCF: first, stored, without an extra field */
    buf_addz(&mimetype->data, "application/epub+zip");
    container_write(&add_entry(w, STR("META-INF/container.xml"), ENTRY_READY)->data);
    css_write(add_page(w, STR("style"), STR("style.css"), STR("text/css"), STR(""), false),
              w->b->options, &w->b->diags);
    if (v->cover.n) {
        struct buf *cover;

        cover_page_write(add_page(w, STR("cover"), STR("cover.xhtml"), XHTML, STR(""), true), v);
        cover = add_page(w, STR("cover-image"), str_of(v->cover_href), str_of(v->cover_type),
                         STR("cover-image"), false);
        buf_add(cover, buf_str(&v->cover));
        w->entries.v[w->entries.n - 1].is_stored = true;
    }
    title_page_write(add_page(w, STR("title-page"), STR("title.xhtml"), XHTML, STR(""), true),
                     &w->b->book, v);
    nav_write(add_page(w, STR("nav"), STR("nav.xhtml"), XHTML, STR("nav"), true), v);
    ncx_write(
        add_page(w, STR("ncx"), STR("toc.ncx"), STR("application/x-dtbncx+xml"), STR(""), false),
        v);
}

static void add_chapter(struct writing *w, size_t position)
{
    const struct chapter *c = &w->b->book.chapters[w->v->posts[position]];

    for (size_t part = 0; part < c->parts.n; part++) {
        struct str href = c->parts.v[part].href;
        struct entry *e = add_entry(w, in_book(w, href), ENTRY_CHAPTER);

        e->position = position;
        e->part = part;
        e->resource = w->resources.n;
        add_resource(w, arena_printf(&w->v->arena, "c-%.*s", STR_ARG(fs_stem(href))), href, XHTML,
                     STR(""), true);
    }
}

static void add_index(struct writing *w, enum index_kind kind)
{
    struct index x;

    index_init(&x, kind, &w->b->book, w->v);
    for (size_t n = 1; index_has_more(&x); n++) {
        struct str name = index_name(&w->v->arena, kind, n);
        struct str href = arena_printf(&w->v->arena, "%.*s.xhtml", STR_ARG(name));
        struct str id = arena_printf(&w->v->arena, "index-%.*s", STR_ARG(name));

        index_write(add_page(w, id, href, XHTML, STR(""), true), &x, &w->b->book, w->v);
    }
    index_done(&x);
}

static void add_text(struct writing *w)
{
    struct volume *v = w->v;
    size_t part = 0;

    for (size_t i = 0; i < v->post_count; i++) {
        if (part < v->parts.n && v->parts.v[part].first == i) {
            const struct part *p = &v->parts.v[part++];

            part_page_write(add_page(w, fs_stem(p->href), p->href, XHTML, STR(""), true),
                            &w->b->book, v, p);
        }
        add_chapter(w, i);
    }
    for (int kind = 0; kind < INDEX_COUNT; kind++)
        add_index(w, (enum index_kind)kind);
    colophon_write(add_page(w, STR("about"), STR("about.xhtml"), XHTML, STR(""), true), v);
}

static void add_pictures(struct writing *w)
{
    const struct book *k = &w->b->book;

    for (size_t i = 0; i < k->assets.n; i++) {
        const struct asset *a = &k->assets.v[i];
        struct entry *e;

        if (!w->v->has_asset[i])
            continue;
        e = add_entry(w, in_book(w, a->href), ENTRY_FILE);
        e->asset = i;
        e->is_stored = !a->is_deflated;
        add_resource(w, arena_printf(&w->v->arena, "i-%.*s", STR_ARG(fs_stem(a->href))), a->href,
                     str_of(a->media_type), STR(""), false);
    }
}

static void pack(struct entry *e, struct deflater *d)
{
    struct buf stream = {0};

    e->size = e->data.n;
    e->crc = deflate_crc(0, buf_str(&e->data));
    if (e->is_stored)
        return;
    deflate_add(d, &stream, buf_str(&e->data));
    buf_done(&e->data);
    e->data = stream;
}

/* From slots to stream. */
static void make_chapter(struct writing *w, struct entry *e, struct worker *worker)
{
    struct buf *document = &worker->document;

    e->facts.arena = &worker->arena;
    xhtml_chapter(document, &w->b->book, w->v, e->position, e->part, &e->facts, &e->diags);
    e->size = document->n;
    e->crc = deflate_crc(0, buf_str(document));
    deflate_add(worker->deflater, &e->data, buf_str(document));
}

static void make_entry(void *ctx, size_t i, size_t worker)
{
    struct writing *w = ctx;
    struct entry *e = &w->entries.v[w->made.v[i]];

    if (e->kind == ENTRY_CHAPTER)
        make_chapter(w, e, &w->b->workers[worker]);
    else
        pack(e, w->b->workers[worker].deflater);
    progress_step(w->b->progress);
}

/* What the accessibility metadata is computed from. */
static struct package_facts facts_of(struct writing *w)
{
    static const struct str names[] = {STR_INIT(""), STR_INIT("mathml"), STR_INIT("svg"),
                                       STR_INIT("mathml svg")};
    const struct book *k = &w->b->book;
    struct package_facts f = {0};

    for (size_t i = 0; i < w->v->post_count; i++) {
        const struct chapter *c = &k->chapters[w->v->posts[i]];

        for (size_t r = 0; r < c->refs.n; r++) {
            const struct ref *ref = &c->refs.v[r];

            if (!ref_shows_picture(ref) || !k->assets.v[ref->asset].is_usable)
                continue;
            f.pictures++;
            f.pictures_with_alt += str_trim(ref->alt).n > 0;
            f.has_animation |= k->assets.v[ref->asset].is_animated;
        }
    }
    for (size_t i = 0; i < w->entries.n; i++) {
        const struct entry *e = &w->entries.v[i];

        if (e->kind != ENTRY_CHAPTER)
            continue;
        w->resources.v[e->resource].properties = names[e->facts.has_math + 2 * e->facts.has_svg];
        f.has_math |= e->facts.has_math;
    }
    return f;
}

static struct str feed_name(void *ctx, size_t i)
{
    return ((struct writing *)ctx)->entries.v[i].name;
}

static bool feed_is_stored(void *ctx, size_t i)
{
    return ((struct writing *)ctx)->entries.v[i].is_stored;
}

/* Pictures are copied from their files or from the spool. */
static bool open_picture(struct writing *w, struct entry *e, struct zip_entry *ret, int *ret_error)
{
    const struct asset *a = &w->b->book.assets.v[e->asset];

    *ret = (struct zip_entry){.fd = spool_fd(w->b->spool),
                              .offset = a->offset,
                              .packed = a->packed,
                              .size = a->size,
                              .crc = a->crc};
    if (a->is_spooled)
        return true;
    ret->fd = e->fd = stream_open(a->file.p, &a->stamp, ret_error);
    if (e->fd < 0)
        w->lost = a;
    return e->fd >= 0;
}

static bool feed_open(void *ctx, size_t i, struct zip_entry *ret, int *ret_error)
{
    struct writing *w = ctx;
    struct entry *e = &w->entries.v[i];

    if (e->kind == ENTRY_FILE)
        return open_picture(w, e, ret, ret_error);
    if (e->kind == ENTRY_PACKAGE) {
        struct package_facts facts = facts_of(w);

        opf_write(&e->data, w->v, &w->resources, &facts);
        pack(e, w->b->workers[0].deflater);
    } else {
        pool_take(w->b->pool, w->made_number[i]);
    }
    *ret = (struct zip_entry){.data = buf_str(&e->data), .size = e->size, .crc = e->crc};
    return true;
}

static void feed_fail(void *ctx, size_t i)
{
    struct writing *w = ctx;
    const struct asset *a = &w->b->book.assets.v[w->entries.v[i].asset];

    if (!a->is_spooled)
        w->lost = a;
}

/* A picture that changed under way may be half of one state and half of the other. */
static bool feed_is_sound(void *ctx, size_t i, int *ret_error)
{
    struct writing *w = ctx;
    const struct entry *e = &w->entries.v[i];
    const struct asset *a = e->kind == ENTRY_FILE ? &w->b->book.assets.v[e->asset] : NULL;

    if (!a || a->is_spooled || stream_is_same(e->fd, &a->stamp))
        return true;
    w->lost = a;
    *ret_error = ESTALE;
    return false;
}

/* After the last part of a chapter, in the last volume that has it. */
static void forget_body(struct writing *w, const struct entry *e)
{
    struct chapter *c = &w->b->book.chapters[w->v->posts[e->position]];

    if (e->part + 1 == c->parts.n && --c->volumes == 0)
        buf_done(&c->body);
}

static void feed_close(void *ctx, size_t i)
{
    struct writing *w = ctx;
    struct entry *e = &w->entries.v[i];

    buf_done(&e->data);
    if (e->fd >= 0)
        close(e->fd);
    e->fd = -1;
    if (e->kind == ENTRY_CHAPTER)
        forget_body(w, e);
    if (is_made(e->kind))
        pool_release(w->b->pool, w->made_number[i]);
    diag_list_join(&w->b->diags, &e->diags);
}

/* Enough to keep the workers busy, little enough to stay small. */
enum { WINDOW = 64 };

static bool copy_out(struct writing *w, struct fs_out *out, const char **ret_fault)
{
    const struct zip_feed feed = {w,         w->entries.n,  feed_name, feed_is_stored,
                                  feed_open, feed_is_sound, feed_fail, feed_close};
    bool done;

    w->made_number = arena_array(&w->v->arena, size_t, w->entries.n);
    for (size_t i = 0; i < w->made.n; i++)
        w->made_number[w->made.v[i]] = i;
    progress_phase(w->b->progress, "Writing", w->made.n);
    pool_start(w->b->pool, w->made.n, WINDOW, make_entry, w);
    done = zip_write(out, &feed, ret_fault);
    pool_finish(w->b->pool);
    return done;
}

static bool fail(struct build *b, struct str path, const char *fault)
{
    diag_add(&b->diags, DIAG_WRITE_FAILED, (struct diag_pos){path, 0, 0}, fault);
    return false;
}

static void writing_done(struct writing *w)
{
    for (size_t i = 0; i < w->entries.n; i++) {
        buf_done(&w->entries.v[i].data);
        if (w->entries.v[i].fd >= 0)
            close(w->entries.v[i].fd);
        facts_done(&w->entries.v[i].facts);
        diag_list_join(&w->b->diags, &w->entries.v[i].diags);
    }
    vec_done(&w->entries);
    vec_done(&w->resources);
    vec_done(&w->made);
}

static size_t picture_count(const struct writing *w)
{
    size_t n = 0;

    for (size_t i = 0; i < w->entries.n; i++)
        n += w->entries.v[i].kind == ENTRY_FILE;
    return n;
}

/* The file being written. The folder that a pattern such as "archive/{year}.epub" names is made. */
static struct fs_out *open_volume(const struct build *b, const struct volume *v, int *ret_error)
{
    struct str dir = fs_dirname(v->path);

    if (str_eq(v->path, STR("-")))
        return fs_out_open("/dev/stdout", ret_error);
    if (b->options->split && dir.n && !fs_mkdirs(arena_str(&b->workers[0].arena, dir).p, ret_error))
        return NULL;
    return fs_out_open(v->path.p, ret_error);
}

/* Chapters were checked as they were made, pictures as they were read. */
static bool known_entry(void *ctx, struct str path, const struct facts **ret_facts)
{
    struct writing *w = ctx;
    struct table_entry *found = table_get(&w->by_name, path);
    const struct entry *e = found ? &w->entries.v[found->num] : NULL;

    if (!e || (e->kind != ENTRY_CHAPTER && e->kind != ENTRY_FILE))
        return false;
    *ret_facts = e->kind == ENTRY_CHAPTER ? &e->facts : NULL;
    return true;
}

static bool validate(struct writing *w, struct fs_out *out)
{
    const struct check_options how = {.known = known_entry, .known_ctx = w, .pool = w->b->pool};
    bool good;
    int error;
    struct str bytes;

    if (!fs_out_map(out, &bytes, &error))
        return fail(w->b, w->v->path, strerror(error));
    for (size_t i = 0; i < w->entries.n; i++)
        table_put(&w->by_name, w->entries.v[i].name, NULL)->num = i;
    good = verdict_of(bytes, w->v->path, &how, &w->b->diags);
    table_done(&w->by_name);
    return good;
}

/* False: the book in OUT must not be kept; the messages say why. */
static bool is_good(struct writing *w, struct fs_out *out)
{
    const struct diag_list *diags = &w->b->diags;
    const struct diag_options *how = &w->b->how;

    return !diag_has_error(diags, how) && validate(w, out) && !diag_has_error(diags, how);
}

static bool write_volume(struct build *b, struct volume *v)
{
    struct writing w = {.b = b, .v = v};
    const char *fault = NULL;
    struct fs_out *out;
    uint64_t bytes;
    int error = 0;
    bool done;

    out = open_volume(b, v, &error);
    if (!out)
        return fail(b, v->path, strerror(error));
    add_front(&w);
    add_text(&w);
    add_pictures(&w);
    add_entry(&w, STR("OEBPS/package.opf"), ENTRY_PACKAGE);
    done = copy_out(&w, out, &fault);
    bytes = fs_out_tell(out);
    progress_phase(b->progress, "", 0);
    if (!done) {
        fs_out_abort(out);
        if (w.lost)
            diag_add(&b->diags, DIAG_PICTURE_LOST, (struct diag_pos){w.lost->file, 0, 0}, fault);
        else
            fail(b, v->path, fault);
    } else if (!is_good(&w, out)) {
        fs_out_abort(out);
        done = false;
    } else if (since_output(b, v->path, out)) {
        fs_out_abort(out);
        volume_tell(b, v, picture_count(&w), bytes, true);
    } else if (!fs_out_commit(out, &error)) {
        done = fail(b, v->path, strerror(error));
    } else {
        volume_tell(b, v, picture_count(&w), bytes, false);
    }
    writing_done(&w);
    return done;
}

bool pass_write(struct build *b)
{
    for (size_t i = 0; i < b->volumes.n; i++)
        if (!write_volume(b, &b->volumes.v[i]))
            return false;
    since_ends(b);
    return true;
}
