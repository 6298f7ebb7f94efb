/* SPDX-License-Identifier: MIT */
/* Series of posts: what comes before and behind a post.
 *
 * The foot of a post names the post before it, and leads on to the place behind it in the volume's
 * index of series, never to the next post itself. So a new post of a series changes the index, not
 * the chapter that was the last one until then. */
#ifndef BOOK_SERIES_H
#define BOOK_SERIES_H

#include "book/book.h"

/* Fills the chapters' `before`. */
void series_link(struct book *b);

/* The kept post number I in the order of series: the reading order, but never back in time. */
size_t series_post(const struct book *b, size_t i);

/* "series.xhtml" */
extern const struct str series_href;

/* The id of the place behind post P in its series number K, on that page. In A. */
struct str series_after(struct arena *a, const struct post *p, size_t k);

#endif
