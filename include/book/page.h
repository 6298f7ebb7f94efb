/* SPDX-License-Identifier: MIT */
/* The frame of every XHTML document in a book. */
#ifndef BOOK_PAGE_H
#define BOOK_PAGE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

struct page {
    struct str title;    /* never empty */
    struct str language; /* BCP 47 */
    struct str body;     /* further attributes of body, ready-made; or empty */
    bool is_rtl;
};

/* XML declaration to <body …>. The declaration with its encoding is what Kindle asks for. */
void page_begin(struct buf *out, const struct page *p);
void page_end(struct buf *out);

/* A title where another page names it, which may be once for each tag and series of its post: of a
 * very long one, the beginning. */
void page_add_listed(struct buf *out, struct str title);

/* The same for what is written later; in A where it is not TITLE itself. */
struct str page_listed(struct arena *a, struct str title);

#endif
