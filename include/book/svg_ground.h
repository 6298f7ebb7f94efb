/* SPDX-License-Identifier: MIT */
/* White ground for drawings of dark ink on clear ground, which a page at night would swallow. The
 * drawings are clean SVG: attributes in double quotes, '>' only at the end of a tag. */
#ifndef BOOK_SVG_GROUND_H
#define BOOK_SVG_GROUND_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

/* Lays it behind the drawing in SVG, a file of its own, when that needs it. */
void svg_lay_ground(struct buf *svg);

/* The same for SVG from "<svg" to its end: appends to OUT what has to be put in at byte *RET_AT.
 * False: it needs none. Ink that is IS_INLINE in a page and takes the colour of its text needs
 * none, and is black where other ink does. */
bool svg_ground(struct buf *out, struct str svg, bool is_inline, size_t *ret_at);

#endif
