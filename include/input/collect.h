/* SPDX-License-Identifier: MIT */
/* The collect pass: PATHs → sources, sorted, each once.
 *
 * A folder is walked as its generator would: hidden and private entries, the generator's own
 * folders and files that are no posts are left out. A file that is named is always taken. */
#ifndef INPUT_COLLECT_H
#define INPUT_COLLECT_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/vec.h"
#include "book/post.h"
#include "book/site.h"

/* Adds the posts found to POSTS, with their path fields. False when a PATH cannot be read. */
bool collect_posts(post_vec *posts, const str_vec *paths, const struct site *site, struct arena *a,
                   struct diag_list *diags);

#endif
