/* SPDX-License-Identifier: MIT */
/* libzip as a copier: sources that hand out finished streams, a target that is our own file. */
#include "epub/zip.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/alloc.h"
#include "base/stream.h"
#include "epub/window.h"

struct writer;

struct entry_source {
    struct writer *w;
    size_t index;
    bool is_stored;
    bool is_known; /* ENTRY is filled */
    struct zip_entry entry;
    uint64_t at; /* bytes of the stream handed out */
};

struct writer {
    const struct zip_feed *feed;
    struct window target;
    struct entry_source *sources;
    zip_error_t error;
    int fault; /* errno of a failed write or read */
};

static zip_int64_t fail(struct writer *w, int error)
{
    if (!w->fault)
        w->fault = error;
    zip_error_set(&w->error, ZIP_ER_WRITE, error);
    return -1;
}

/* Entries. */

static bool know(struct entry_source *s)
{
    int error = EIO;

    if (!s->is_known) {
        s->is_known = s->w->feed->open(s->w->feed->ctx, s->index, &s->entry, &error);
        if (!s->is_known)
            fail(s->w, error);
        else if (s->entry.data.p)
            s->entry.packed = s->entry.data.n;
    }
    return s->is_known;
}

static zip_int64_t entry_stat(struct entry_source *s, void *data)
{
    zip_stat_t *st = data;

    zip_stat_init(st);
    st->valid = ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD | ZIP_STAT_MTIME;
    st->comp_method = ZIP_CM_STORE;
    st->encryption_method = ZIP_EM_NONE;
    st->mtime = 0;
    if (!know(s))
        return -1;
    st->valid |= ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    st->size = s->entry.size;
    st->comp_size = s->entry.packed;
    if (!s->is_stored) { /* of what is stored libzip computes the checksum itself */
        st->valid |= ZIP_STAT_CRC;
        st->crc = s->entry.crc;
        st->comp_method = ZIP_CM_DEFLATE;
    }
    return sizeof *st;
}

static zip_int64_t entry_open(struct entry_source *s)
{
    s->at = 0;
    return know(s) ? 0 : -1;
}

static bool copy_stream(struct entry_source *s, void *data, size_t n, int *ret_error)
{
    const struct zip_entry *e = &s->entry;

    if (!e->data.p)
        return stream_read(e->fd, e->offset + s->at, data, n, ret_error);
    memcpy(data, e->data.p + s->at, n);
    return true;
}

static zip_int64_t entry_read(struct entry_source *s, void *data, size_t n)
{
    int error;

    if (n > s->entry.packed - s->at)
        n = (size_t)(s->entry.packed - s->at);
    if (n == 0)
        return 0;
    if (!copy_stream(s, data, n, &error)) {
        s->w->feed->fail(s->w->feed->ctx, s->index);
        return fail(s->w, error);
    }
    s->at += n;
    if (s->at == s->entry.packed && !s->w->feed->is_sound(s->w->feed->ctx, s->index, &error))
        return fail(s->w, error);
    return (zip_int64_t)n;
}

static zip_int64_t entry_close(struct entry_source *s)
{
    s->w->feed->close(s->w->feed->ctx, s->index);
    return 0;
}

static zip_int64_t entry_callback(void *ctx, void *data, zip_uint64_t n, zip_source_cmd_t command)
{
    struct entry_source *s = ctx;

    switch (command) {
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
                                              ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
                                              -1);
    case ZIP_SOURCE_STAT:
        return entry_stat(s, data);
    case ZIP_SOURCE_OPEN:
        return entry_open(s);
    case ZIP_SOURCE_READ:
        return entry_read(s, data, (size_t)n);
    case ZIP_SOURCE_CLOSE:
        return entry_close(s);
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&s->w->error, data, n);
    default:
        return 0;
    }
}

/* The target. */

static zip_int64_t target_seek(struct writer *w, void *data, zip_uint64_t n)
{
    zip_int64_t to =
        zip_source_seek_compute_offset(w->target.at, window_end(&w->target), data, n, &w->error);

    if (to < 0)
        return -1;
    window_seek(&w->target, (uint64_t)to);
    return 0;
}

static zip_int64_t target_callback(void *ctx, void *data, zip_uint64_t n, zip_source_cmd_t command)
{
    struct writer *w = ctx;
    int error;

    switch (command) {
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(
            ZIP_SOURCE_BEGIN_WRITE, ZIP_SOURCE_WRITE, ZIP_SOURCE_COMMIT_WRITE,
            ZIP_SOURCE_ROLLBACK_WRITE, ZIP_SOURCE_SEEK_WRITE, ZIP_SOURCE_TELL_WRITE,
            ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, ZIP_SOURCE_OPEN, ZIP_SOURCE_READ,
            ZIP_SOURCE_CLOSE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_REMOVE, -1);
    case ZIP_SOURCE_STAT: /* nothing to append to */
        zip_error_set(&w->error, ZIP_ER_READ, ENOENT);
        return -1;
    case ZIP_SOURCE_WRITE:
        return window_write(&w->target, data, (size_t)n, &error) ? (zip_int64_t)n : fail(w, error);
    case ZIP_SOURCE_COMMIT_WRITE:
        return window_flush(&w->target, &error) ? 0 : fail(w, error);
    case ZIP_SOURCE_SEEK_WRITE:
        return target_seek(w, data, n);
    case ZIP_SOURCE_TELL_WRITE:
        return (zip_int64_t)w->target.at;
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&w->error, data, n);
    case ZIP_SOURCE_OPEN:
    case ZIP_SOURCE_READ:
    case ZIP_SOURCE_SEEK:
        zip_error_set(&w->error, ZIP_ER_NOENT, 0);
        return -1;
    default:
        return 0;
    }
}

/* 1 January 2021 in DOS form; any constant does. Unix mode 0644, regular file. */
enum { DOS_DATE = 0x5221, DOS_TIME = 0, MODE = 0100644 };

static bool add_entry(zip_t *archive, struct writer *w, size_t i)
{
    struct entry_source *s = &w->sources[i];
    struct str name = w->feed->name(w->feed->ctx, i);
    zip_source_t *source;
    zip_int64_t at;

    *s =
        (struct entry_source){.w = w, .index = i, .is_stored = w->feed->is_stored(w->feed->ctx, i)};
    source = zip_source_function(archive, entry_callback, s);
    if (!source)
        alloc_die();
    at = zip_file_add(archive, name.p, source, ZIP_FL_ENC_GUESS);
    if (at < 0) {
        zip_source_free(source);
        return false;
    }
    /* What the source is already, or libzip would deflate what shall be stored. */
    zip_set_file_compression(archive, (zip_uint64_t)at,
                             s->is_stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0);
    zip_file_set_dostime(archive, (zip_uint64_t)at, DOS_TIME, DOS_DATE, 0);
    return zip_file_set_external_attributes(archive, (zip_uint64_t)at, 0, ZIP_OPSYS_UNIX,
                                            (zip_uint32_t)MODE << 16) == 0;
}

static const char *fault_text(struct writer *w, zip_t *archive)
{
    return w->fault  ? strerror(w->fault)
           : archive ? zip_strerror(archive)
                     : zip_error_strerror(&w->error);
}

bool zip_write(struct fs_out *out, const struct zip_feed *feed, const char **ret_fault)
{
    struct writer w = {.feed = feed, .sources = xcalloc(feed->count, sizeof *w.sources)};
    zip_error_t error;
    zip_source_t *target;
    zip_t *archive;
    bool done = false;

    window_init(&w.target, out);
    zip_error_init(&w.error);
    zip_error_init(&error);
    target = zip_source_function_create(target_callback, &w, &error);
    archive = target ? zip_open_from_source(target, ZIP_CREATE, &error) : NULL;
    if (archive) {
        done = true;
        for (size_t i = 0; i < feed->count && done; i++)
            done = add_entry(archive, &w, i);
        done = done && zip_close(archive) == 0;
        if (!done) {
            *ret_fault = fault_text(&w, archive);
            zip_discard(archive);
        }
    } else {
        *ret_fault = fault_text(&w, NULL);
        if (target)
            zip_source_free(target);
    }
    window_done(&w.target);
    zip_error_fini(&w.error);
    zip_error_fini(&error);
    free(w.sources);
    return done;
}
