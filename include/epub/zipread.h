/* SPDX-License-Identifier: MIT */
/* Reading a ZIP file from memory: the directory by itself, the contents through libzip.
 *
 * The directory is read byte by byte because libzip hides what OCF has rules about: order of the
 * local headers, extra fields, doubled names. Everything is bounded by the size of the file. */
#ifndef EPUB_ZIPREAD_H
#define EPUB_ZIPREAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

struct zip_entry {
    struct str name;       /* bytes of the central directory */
    uint16_t flags;        /* general purpose bits */
    uint16_t method;       /* 0 stored, 8 deflated */
    uint64_t packed, size; /* as the directory claims */
    uint64_t offset;       /* of the local header */
    uint64_t index;        /* in the central directory */
    bool is_dir;
};

struct zipread {
    struct str bytes;
    struct zip_entry *v;
    size_t n;
    void *handle; /* struct zip */
};

enum zipread_error { ZIPREAD_OK, ZIPREAD_EMPTY, ZIPREAD_NO_ZIP, ZIPREAD_DAMAGED };

/* Opens the archive in BYTES, which must outlive it. */
enum zipread_error zipread_open(struct zipread *z, struct arena *a, struct str bytes);
void zipread_close(struct zipread *z);

/* Unpacks entry INDEX into A; false when it is damaged, encrypted, packed by an unknown method
 * or more than LIMIT bytes. */
bool zipread_entry(struct zipread *z, struct arena *a, size_t index, uint64_t limit,
                   struct str *ret_bytes);

/* The first local header of the file, as OCF 4.2.3 looks at it. */
struct zip_first {
    struct str name;
    uint16_t method, extra, flags;
    struct str data; /* of a stored entry; else empty */
};

/* False when the file is shorter than a local header or does not begin with one. */
bool zipread_first(struct str bytes, struct zip_first *ret_first);

#endif
