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
    bool is_stored;  /* else deflated */
    struct str data; /* the stream; .p NULL: read FILE, stored */
    const char *file;
    uint64_t size; /* uncompressed */
    uint32_t crc;  /* of the uncompressed bytes */
};

struct zip_feed {
    void *ctx;
    size_t count;
    struct str (*name)(void *ctx, size_t index);
    bool (*is_stored)(void *ctx, size_t index); /* as the entry will be; asked before any opens */
    bool (*open)(void *ctx, size_t index, struct zip_entry *ret); /* its turn has come */
    void (*close)(void *ctx, size_t index);                       /* its bytes are written */
};

/* Writes all entries to OUT. On false *RET_FAULT says why, in words (static or errno text), and
 * what was being written is in *RET_INDEX. */
bool zip_write(struct fs_out *out, const struct zip_feed *feed, const char **ret_fault);

#endif
