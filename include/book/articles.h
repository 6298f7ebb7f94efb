/* SPDX-License-Identifier: MIT */
/* Articles at the beginning of titles. */
#ifndef BOOK_ARTICLES_H
#define BOOK_ARTICLES_H

#include "base/str.h"

/* The article of book/articles.def that TITLE, trimmed and of language LANGUAGE, begins with: the
 * part of TITLE, its apostrophe included. Empty without one, or with nothing behind it. */
struct str title_article(struct str language, struct str title);

#endif
