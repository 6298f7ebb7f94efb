/* SPDX-License-Identifier: MIT */
/* The indexes at the end of a volume: the posts by tag, series, author and date.
 *
 * Long ones are several files, so that none is too large for a reader. Only the index of series is
 * always one: the foot of every post in a series leads into it (see book/series.h). */
#ifndef EPUB_INDEX_H
#define EPUB_INDEX_H

#include "base/vec.h"
#include "book/volume.h"

enum index_kind { INDEX_TAGS, INDEX_SERIES, INDEX_AUTHORS, INDEX_DATES, INDEX_COUNT };

struct index_section {
    struct str title;
    VEC(size_t) posts;
    VEC(size_t) numbers; /* of each post: at which place it names this one */
};

struct index {
    enum index_kind kind;
    VEC(struct index_section) sections; /* empty: the volume needs no such index */
    size_t section, post;               /* what is written next */
    struct arena arena;
};

/* Whether the index tells anything of V; one that does not is left out of the book. */
bool index_is_useful(enum index_kind kind, const struct book *b, const struct volume *v);

/* Makes it; without sections where it is of no use. */
void index_init(struct index *x, enum index_kind kind, const struct book *b,
                const struct volume *v);
void index_done(struct index *x);

/* Whether there is more to write: call index_write() as long as this is true. */
bool index_has_more(const struct index *x);
void index_write(struct buf *out, struct index *x, const struct book *b, const struct volume *v);

/* The name of its file N (from 1) without extension: "tags", "tags--2" (no post's name has two
 * hyphens in a row). In A. */
struct str index_name(struct arena *a, enum index_kind kind, size_t n);
struct str index_title(enum index_kind kind, struct str language);

#endif
