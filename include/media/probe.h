/* SPDX-License-Identifier: MIT */
/* What a picture really is, by its bytes.
 *
 * Reads headers only (SVG: the root element's attributes), bounded, never decodes. */
#ifndef MEDIA_PROBE_H
#define MEDIA_PROBE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum media_type {
    MEDIA_UNKNOWN,
    MEDIA_JPEG,
    MEDIA_PNG,
    MEDIA_GIF,
    MEDIA_WEBP,
    MEDIA_SVG,
    MEDIA_AVIF,
    MEDIA_BMP,
    MEDIA_TIFF,
    MEDIA_ICO,
    MEDIA_HEIC,
    MEDIA_JXL,
    MEDIA_TYPE_COUNT
};

struct media_info {
    enum media_type type;
    uint32_t width, height; /* pixels as displayed (EXIF rotation applied); 0 unknown */
    uint8_t orientation;    /* EXIF, 1 to 8; 1 when absent */
    bool is_animated;
    bool has_alpha;
    bool is_cmyk;
    bool is_damaged; /* starts like TYPE but the header is broken (a PNG after line-end conversion)
                      */
};

/* HEAD is the whole file or its first bytes (64 KiB are enough), SIZE the whole file's length. */
void media_probe(struct str head, uint64_t size, struct media_info *ret_info);

const char *media_mime(enum media_type type);      /* "image/jpeg" */
const char *media_extension(enum media_type type); /* "jpg" */
bool media_is_core(enum media_type type);          /* EPUB 3.3 core media type */

#endif
