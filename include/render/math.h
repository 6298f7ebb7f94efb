/* SPDX-License-Identifier: MIT */
/* TeX mathematics → MathML Core.
 *
 * Commands are rows of render/symbols.def. The result is one <math> element with the TeX as its
 * alttext, and no annotation (engines without MathML would print it twice). User macros
 * (\newcommand, \def, without recursion) live in a math_macros that one chapter shares. Work and
 * nesting are bounded. */
#ifndef RENDER_MATH_H
#define RENDER_MATH_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

struct math_macros;

struct math_macros *math_macros_new(struct arena *a);

/* Appends the MathML of TEX to OUT. IS_DISPLAY: on a line of its own. On false OUT is as it was
 * and *RET_FAULT says why ("unknown command \foo"); the caller shows the source instead. */
bool math_render(struct buf *out, struct str tex, bool is_display, struct math_macros *macros,
                 struct arena *scratch, struct str *ret_fault);

#endif
