/* SPDX-License-Identifier: MIT */
/* Does a piece of text look like TeX mathematics, or like prose, prices and variables?
 *
 * Judgement by evidence, tried on real blogs; used by render/mathscan.c only. */
#ifndef RENDER_MATHLOOK_H
#define RENDER_MATHLOOK_H

#include <stdbool.h>

#include "base/str.h"

/* TEX between single dollars; BEFORE is the byte in front of the first one (NUL at the start of
 * the text), AFTER the text behind the second one. */
bool math_looks_inline(struct str tex, char before, struct str after);

/* TEX between double dollars; IS_ALONE: on lines of its own. */
bool math_looks_display(struct str tex, bool is_alone);

/* TEX between \( and \), or \[ and \] (IS_DISPLAY), which may be Markdown's escaped brackets. */
bool math_looks_bracketed(struct str tex, bool is_display, bool is_alone, char before);

#endif
