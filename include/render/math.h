/* SPDX-License-Identifier: MIT */
/* TeX mathematics → MathML Core.
 *
 * Commands are rows of render/symbols.def, environments of render/environments.def. The result
 * is one <math> element with the TeX as its alttext, and no annotation (engines without MathML
 * would print it twice). User macros (\newcommand, \def, \let, \DeclareMathOperator …) live in a
 * math_macros that one chapter shares; it needs no clean-up but its arena's. Work is linear and
 * bounded: 64 KiB of TEX, 80 levels, 1,000 expansions, 64 KiB of expanded text. What a header
 * named render/math*.h but this one and mathscan.h holds is for src/render/math*.c only. */
#ifndef RENDER_MATH_H
#define RENDER_MATH_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

struct math_macros;

struct math_macros *math_macros_new(struct arena *a);

/* Appends the MathML of TEX (without its delimiters) to OUT; nothing if TEX only defines macros.
 * IS_DISPLAY: on a line of its own. On false OUT is as it was and *RET_FAULT, in SCRATCH, says
 * why ("unknown command \foo"); the caller shows the source instead. */
bool math_render(struct buf *out, struct str tex, bool is_display, struct math_macros *macros,
                 struct arena *scratch, struct str *ret_fault);

#endif
