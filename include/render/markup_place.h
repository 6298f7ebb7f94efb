/* SPDX-License-Identifier: MIT */
/* The steps by which render/markup_place makes room: one function per kind of container, each
 * called with the innermost frame of that kind and the element (EL_NONE: text) to come. */
#ifndef RENDER_MARKUP_PLACE_H
#define RENDER_MARKUP_PLACE_H

#include "render/markup_frame.h"

/* A step either settles what is written or changed the stack, to be looked at again. */
enum step { SETTLED, AGAIN };

static inline enum step settle(enum element *ret_as, enum element as)
{
    *ret_as = as;
    return SETTLED;
}

/* Opens EL, which no tag in the source stands for. */
enum step markup_imply(struct markup *m, enum element el, enum element *ret_as);

/* markup_table.c: lists and tables. */
enum step markup_in_list(struct markup *m, enum element el, enum element *ret_as);
enum step markup_in_terms(struct markup *m, enum element el, enum element *ret_as);
enum step markup_in_term_group(struct markup *m, enum element el, enum element *ret_as);
enum step markup_in_table(struct markup *m, enum element el, enum element *ret_as);
enum step markup_in_rows(struct markup *m, enum element el, enum element *ret_as);
enum step markup_in_row(struct markup *m, enum element el, enum element *ret_as);
enum step markup_in_columns(struct markup *m, enum element el, enum element *ret_as);

/* markup_foreign.c: SVG and MathML. */
enum step markup_in_svg(struct markup *m, enum element el, enum element *ret_as);
enum step markup_in_math(struct markup *m, enum element el, enum element *ret_as);

#endif
