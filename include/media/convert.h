/* SPDX-License-Identifier: MIT */
/* Pictures that readers cannot show, or not well, → ones they can.
 *
 * Decoders are bounded in pixels, memory and time. */
#ifndef MEDIA_CONVERT_H
#define MEDIA_CONVERT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/confine.h"
#include "base/str.h"
#include "media/probe.h"

struct convert_wish {
    uint32_t max_width, max_height; /* 0: no limit */
    uint64_t max_pixels;            /* 5.6 million by default (Apple Books) */
    int quality;                    /* of JPEG, 0: 88 */
    bool keep_webp;                 /* do not convert WebP */
    bool night_safe;                /* PNG, GIF: lay dark drawings on clear ground on white */
};

/* Whether a picture of INFO has to be converted under WISH: it is no core type or WebP, CMYK,
 * rotated, too large, a damaged PNG that may be mended, or a PNG or GIF whose ground has to be
 * looked at. GIF changes in nothing else, SVG not here. */
bool convert_is_needed(const struct media_info *info, const struct convert_wish *wish);

/* Converts the file's BYTES into OUT; *RET_INFO describes the result. OUT stays empty where the
 * bytes are right as they are. On false *RET_FAULT says why in a few words and OUT is empty.
 * JPEG stays JPEG, PNG stays PNG; others become PNG where they are transparent or were without
 * loss, else JPEG. */
bool convert_picture(struct buf *out, struct str bytes, const struct media_info *info,
                     const struct convert_wish *wish, struct media_info *ret_info,
                     const char **ret_fault);

/* Makes a JPEG, PNG, WebP, BMP or AVIF as small as MAX_BYTES asks for, by fewer pixels and a lower
 * quality; what cannot be so small without being unreadable comes out as small as may be. An
 * opaque PNG may become a JPEG. On false *RET_FAULT says why and OUT is empty. */
bool convert_to_size(struct buf *out, struct str bytes, const struct convert_wish *wish,
                     uint64_t max_bytes, struct media_info *ret_info, const char **ret_fault);

/* Both for the bytes of others: in CHILD, which is a confined one from convert_child(), so that a
 * fault of a decoder does no harm. MAX_BYTES 0: convert_picture(). The fault may lie in A. */
struct confined *convert_child(void);
bool convert_apart(struct confined *child, struct buf *out, struct str bytes,
                   const struct media_info *info, const struct convert_wish *wish,
                   uint64_t max_bytes, struct media_info *ret_info, struct arena *a,
                   const char **ret_fault);

/* Cleans an SVG by allow-list: no script, handler, foreignObject, animation, style import,
 * entity or outside reference; namespaces right; a viewBox where width and height tell one.
 * False when it is not well-formed or nothing is left. IS_INLINE: without XML declaration,
 * for the inside of an XHTML document. ID_PREFIX is put before every id. */
bool svg_clean(struct buf *out, struct str bytes, bool is_inline, struct str id_prefix,
               const char **ret_fault);

#endif
