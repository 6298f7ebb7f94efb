/* SPDX-License-Identifier: MIT */
/* Which posts go into the book, and in which order. */
#ifndef BOOK_SELECT_H
#define BOOK_SELECT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "book/post.h"

enum order {
    ORDER_DATE,
    ORDER_DATE_DESCENDING,
    ORDER_TITLE,
    ORDER_PATH,
    ORDER_WEIGHT,
    ORDER_GIVEN
};

struct selection {
    struct date since, until, year, as_of;
    str_vec tags; /* each "a,b" means a or b; all must hold */
    str_vec not_tags;
    str_vec exclude; /* globs on the path */
    struct str language;
    unsigned long latest; /* 0: all */
    bool drafts, future;
    enum order order;
};

/* TAG as it is compared: without case, with '-' for '_' and blank. In A. */
struct str tag_plain(struct arena *a, struct str tag);

/* Sets drop of POSTS[0 … N) and returns the kept ones' indices, in order, in
 * *RET_KEPT (the caller frees it) and their number. An undated post comes after the dated ones. */
size_t select_posts(struct post *posts, size_t n, const struct selection *s, size_t **ret_kept);

/* The posts KEPT[0 … N) of POSTS by age, whatever their order in the book is: undated ones, then
 * the oldest first, ties by path. Names and numbers that must be shared out go by it, so that a
 * newer post takes none from an older one. The caller frees it. */
size_t *select_by_age(const struct post *posts, const size_t *kept, size_t n);

#endif
