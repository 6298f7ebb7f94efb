/* SPDX-License-Identifier: MIT */
/* Where mathematics begins and ends in Markdown text, and what only looks like it.
 *
 * Pure functions over a slice; the caller asks outside code, at '$' or '\'. The forms:
 *
 *     $x$  $`x`$                   inline
 *     $$x$$                        display when it stands on lines of its own, else inline
 *     \(x\)  \\(x\\)               inline (the backslash may be doubled, as Markdown without
 *     \[x\]  \\[x\\]               display  a notion of math wants it)
 *     \begin{align}x\end{align}    display: the environments that need no delimiters
 *
 * Money is not math: a single dollar opens before a non-blank, closes after a non-blank and not
 * before a digit, at the next dollar or not at all; what lies between must look like TeX rather
 * than like prose, prices or shell variables. Every scan ends at the next delimiter of its kind
 * or at a blank line, so calling it at each position of a text is linear altogether. */
#ifndef RENDER_MATHSCAN_H
#define RENDER_MATHSCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

/* Formulas longer than this are text (bytes). */
#define MATH_SCAN_MAX 65536

/* If mathematics starts at AT: the bytes it takes with its delimiters; *RET_TEX is what lies
 * between them (of a bare environment all of it). Else 0, and nothing is set. */
size_t math_scan(struct str text, size_t at, struct str *ret_tex, bool *ret_display);

/* The TeX as it was meant, for what math_scan() found at AT: without the '>' of a block quotation
 * at the start of further lines, and without Markdown's escapes in the doubled forms
 * ("\\\\" → "\\", "\_" → "_"). TEX itself where nothing changes. */
struct str math_scan_clean(struct arena *a, struct str text, size_t at, struct str tex);

#endif
