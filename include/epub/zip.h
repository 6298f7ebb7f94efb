/* SPDX-License-Identifier: MIT */
/* The container: entries, already deflated or stored, → one ZIP file (OCF 3.3, 4.2).
 *
 * Entries are asked for one after the other, in order, when their turn has come, so they need not
 * all be in memory. Dates and attributes are constants: equal entries give equal bytes. */
#ifndef EPUB_ZIP_H
#define EPUB_ZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fs.h"
#include "base/str.h"

struct zip_entry {
    struct str data; /* the stream; .p NULL: PACKED bytes of FD from OFFSET on */
    int fd;
    uint64_t offset, packed;
    uint64_t size; /* uncompressed */
    uint32_t crc;  /* of the uncompressed bytes; not asked for when it is stored */
};

struct zip_feed {
    void *ctx;
    size_t count;
    struct str (*name)(void *ctx, size_t index);
    bool (*is_stored)(void *ctx, size_t index); /* else deflated; asked before any opens */

    /* Its turn has come. False: *RET_ERROR, an errno value, says why not. */
    bool (*open)(void *ctx, size_t index, struct zip_entry *ret, int *ret_error);

    /* All its bytes are read: whether they may go into the book. */
    bool (*is_sound)(void *ctx, size_t index, int *ret_error);

    /* Its bytes, of a file, cannot be read. */
    void (*fail)(void *ctx, size_t index);

    void (*close)(void *ctx, size_t index); /* its bytes are written */
};

/* Writes all entries to OUT. On false *RET_FAULT says why, in words (static or errno text). */
bool zip_write(struct fs_out *out, const struct zip_feed *feed, const char **ret_fault);

#endif
