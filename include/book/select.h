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

/* Sets drop of POSTS[0 … N) and returns the kept ones' indices, in order, in
 * *RET_KEPT (the caller frees it) and their number. An undated post comes after the dated ones. */
size_t select_posts(struct post *posts, size_t n, const struct selection *s, size_t **ret_kept);

#endif
