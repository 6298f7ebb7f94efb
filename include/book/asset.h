/* SPDX-License-Identifier: MIT */
/* An asset: one picture file of the book, whichever posts show it. */
#ifndef BOOK_ASSET_H
#define BOOK_ASSET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct asset {
    struct str file; /* canonical path of the source */
    unsigned char digest[16];
    uint64_t size; /* bytes in the book */
    uint32_t crc;
    uint32_t width, height; /* pixels; 0 unknown */
    bool is_usable, is_animated;
    const char *fault; /* why it is not usable */
    const char *media_type;
    struct str href;  /* name in the book, relative to the package document */
    struct str bytes; /* converted contents; .p NULL: the file's own */
    size_t same_as;   /* index of the first asset with equal contents; its own if it is that */
};

#endif
