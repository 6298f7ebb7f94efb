/* SPDX-License-Identifier: MIT */
/* An asset: one picture file of the book, whichever posts show it. */
#ifndef BOOK_ASSET_H
#define BOOK_ASSET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "base/stream.h"

struct asset {
    struct str file;    /* canonical path of the source; or ASSET_CODE and a text */
    struct stamp stamp; /* the source when it was looked at */
    bool is_spooled;    /* its bytes are in the spool; else they are the source's own */
    uint64_t offset;    /* in the spool */
    uint64_t packed;    /* length of what is kept; less than SIZE when it is deflated */
    bool is_deflated;
    uint64_t size; /* bytes in the book */
    uint32_t crc;  /* where it is deflated */
    unsigned char digest[16];
    uint32_t width, height; /* pixels; 0 unknown */
    bool is_usable, is_animated;
    bool is_stilled;   /* it moved, and only its first picture is left */
    const char *fault; /* why it is not usable */
    bool is_unread;    /* a failing machine is why */
    const char *media_type;
    struct str href; /* name in the book, relative to the package document */
    size_t same_as;  /* index of the first asset with equal contents; its own if it is that */
};

/* What the file of a drawn QR code starts with; its text follows. */
#define ASSET_CODE STR("qr:")
enum { ASSET_CODE_MAX = 412 }; /* bytes of the text */

#endif
