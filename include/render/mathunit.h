/* SPDX-License-Identifier: MIT */
/* TeX's dimensions, colours and character numbers in MathML's terms. */
#ifndef RENDER_MATHUNIT_H
#define RENDER_MATHUNIT_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* "18mu" → "1em"; what is no dimension is "0em". A NUL follows the result. */
struct str math_unit_em(struct arena *a, struct str dimension);

/* A colour that MathML's schema knows (#rrggbb), or an empty slice. */
struct str math_unit_color(struct arena *a, struct str color);

/* "x2211", "\"2211", "8721" → the character; 0 when it is none. */
uint32_t math_unit_char(struct str number);

/* The same at *AT of TEXT, which moves behind the number. */
uint32_t math_unit_char_number(struct str text, size_t *at);

#endif
