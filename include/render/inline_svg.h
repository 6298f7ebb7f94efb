/* SPDX-License-Identifier: MIT */
/* Inline drawings of a finished chapter. */
#ifndef RENDER_INLINE_SVG_H
#define RENDER_INLINE_SVG_H

#include "render/markup.h"

/* Lays white behind those that are dark on clear ground (book/svg_ground.h). */
void inline_svg_ground(struct markup *m);

#endif
