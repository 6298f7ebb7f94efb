/* SPDX-License-Identifier: MIT */
/* The drawn cover: title, subtitle, author, years and a quiet motif, as a JPEG.
 *
 * By cairo and pango; right for Latin, CJK and right-to-left titles where the fonts are there.
 * The same input gives the same bytes on one machine. */
#ifndef MEDIA_COVER_H
#define MEDIA_COVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct cover_text {
    struct str title, subtitle, author;
    struct str years;    /* "2013–2016" */
    struct str note;     /* "188 posts" */
    struct str language; /* BCP 47 */
    bool is_rtl;
    uint32_t seed;        /* chooses the palette and the motif */
    const unsigned *bars; /* the motif: posts per month or the like */
    size_t bar_count;
};

/* Book stores ask for a short side of at least 1400 pixels; more only costs time. */
enum { COVER_WIDTH = 1400, COVER_HEIGHT = 2100 };

enum cover_drawn {
    COVER_NONE,     /* the libraries that draw are not there: the book goes without a cover */
    COVER_TEXTLESS, /* there is no font at all: ground, band and motif */
    COVER_WHOLE
};

/* Draws into OUT, a JPEG of at most 1 MB; nothing is in it after COVER_NONE. *RET_MISSING is the
 * number of glyphs that no font had, when text was set. */
enum cover_drawn cover_draw(struct buf *out, const struct cover_text *t, unsigned *ret_missing);

#endif
