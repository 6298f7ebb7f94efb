/* SPDX-License-Identifier: MIT */
/* The path of a post's page on its site, from the site's pattern.
 *
 * Patterns of all generators are understood by their placeholders: Jekyll's and Hexo's ":year",
 * Hugo's ":slug" and ":sections", Eleventy's none. */
#ifndef BOOK_PERMALINK_H
#define BOOK_PERMALINK_H

#include "base/arena.h"
#include "book/post.h"
#include "book/site.h"
#include "book/urlmap.h"

/* "/2024/05/01/tea/"; never empty, begins with '/'. In A. */
struct str permalink_of(struct arena *a, const struct site *site, const struct post *p);

/* Enters all addresses of P, whose permalink is set and whose index is INDEX, into M. */
void permalink_claim(struct urlmap *m, const struct site *site, const struct post *p, size_t index);

#endif
