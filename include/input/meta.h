/* SPDX-License-Identifier: MIT */
/* Front matter → the fields of a post, by the table input/keys.def.
 *
 * A value that cannot be understood costs that value only: it is reported, and the next key or
 * fall-back serves. */
#ifndef INPUT_META_H
#define INPUT_META_H

#include "base/arena.h"
#include "base/diag.h"
#include "book/post.h"
#include "book/site.h"
#include "input/value.h"

void meta_read(struct post *p, const struct value *front, const struct site *site, struct arena *a,
               struct diag_list *diags);

#endif
