/* SPDX-License-Identifier: MIT */
/* mdBook's SUMMARY.md: which chapters a book has, in which order, part and depth. */
#ifndef INPUT_SUMMARY_H
#define INPUT_SUMMARY_H

#include "base/arena.h"
#include "base/diag.h"
#include "book/post.h"
#include "book/site.h"

/* Where SITE has a SUMMARY.md, keeps those of POSTS that it names and fills their order, depth,
 * part and title from it. Without one nothing changes. */
void summary_apply(post_vec *posts, const struct site *site, struct arena *a,
                   struct diag_list *diags);

#endif
