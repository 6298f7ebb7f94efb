/* SPDX-License-Identifier: MIT */
/* Alphabets of mathematics as Unicode characters (MathML Core knows no other way). */
#ifndef RENDER_MATHFONT_H
#define RENDER_MATHFONT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum math_font {
    FONT_NORMAL, /* letters slanted, as mi does by itself */
    FONT_ROMAN,
    FONT_BOLD,
    FONT_ITALIC,
    FONT_BOLD_ITALIC, /* \boldsymbol: what is upright stays so */
    FONT_DOUBLE_STRUCK,
    FONT_SCRIPT,
    FONT_FRAKTUR,
    FONT_SANS,
    FONT_SANS_ITALIC,
    FONT_MONOSPACE,
    FONT_COUNT
};

/* The character C (a letter, digit or Greek letter) in FONT; C itself where it has no form. */
uint32_t math_font_char(uint32_t c, enum math_font font);

/* Every character of S in FONT; S itself where nothing changes. */
struct str math_font_str(struct arena *a, struct str s, enum math_font font);

/* Whether mi would slant the single character C. */
bool math_font_is_slanted(uint32_t c);

#endif
