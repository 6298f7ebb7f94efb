/* SPDX-License-Identifier: MIT */
/* The book: what all passes read and fill. */
#ifndef BOOK_BOOK_H
#define BOOK_BOOK_H

#include <stddef.h>

#include "base/vec.h"
#include "book/asset.h"
#include "book/chapter.h"
#include "book/files.h"
#include "book/post.h"
#include "book/site.h"
#include "book/urlmap.h"

struct book {
    struct site site;         /* detect */
    post_vec posts;           /* collect, load */
    size_t *kept, kept_count; /* select: indices of posts in reading order */
    size_t *by_age;           /* select: the same posts, oldest first, see select_by_age() */
    bool is_newest_first;     /* select: that order goes back in time */
    struct str language;      /* select: BCP 47; never empty */
    struct urlmap urls;       /* map */
    struct files files;       /* map */
    bool notes_links;         /* map: links to the outside become numbered notes */
    struct table names;       /* map: names of the book's documents that are taken */
    struct chapter *chapters; /* render: one a post, those of dropped posts all-zero */
    VEC(struct asset) assets; /* resolve */
};

#endif
