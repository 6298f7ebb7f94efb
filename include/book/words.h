/* SPDX-License-Identifier: MIT */
/* The book's own words ("Contents"), by language; the rows are in book/words.def. */
#ifndef BOOK_WORDS_H
#define BOOK_WORDS_H

#include "base/arena.h"
#include "base/str.h"

enum word {
    WORD_CONTENTS,
    WORD_COVER,
    WORD_TITLE_PAGE,
    WORD_POST,
    WORD_POSTS,
    WORD_BY,
    WORD_UNDATED,
    WORD_START,
    WORD_ABOUT,
    WORD_TAGS,
    WORD_ALL_BOOKS,
    WORD_BY_YEAR,
    WORD_AUTHORS,
    WORD_BY_DATE,
    WORD_SERIES,
    WORD_NEXT,
    WORD_NEW,
    WORD_CHANGED,
    WORD_COUNT
};

/* W in LANGUAGE (BCP 47; its first subtag counts), English where that has no row. */
struct str word_in(struct str language, enum word w);

/* "188 posts", in A. */
struct str words_posts(struct arena *a, size_t n, struct str language);

#endif
