/* SPDX-License-Identifier: MIT */
/* A post: one source file and what it says of itself.
 *
 * The collect pass makes it with its paths; the load pass fills the rest; the select pass fills
 * drop. Slices point into the loaded file or the loader's arena; both live as long
 * as the book. */
#ifndef BOOK_POST_H
#define BOOK_POST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/str.h"
#include "book/site.h"

struct value;

/* Why a post is left out of the book. */
enum drop_reason {
#define DROP(id, text) DROP_##id,
#include "book/drop.def"
#undef DROP
    DROP_COUNT
};

struct post {
    /* collect */
    struct str path;     /* as shown to the user */
    struct str file;     /* what is opened; canonical */
    struct str rel;      /* below the content directory, with '/' */
    struct str site_rel; /* below the site's root directory */
    struct str page;     /* rel without what only tells the language: "tea.md" of "fr/tea.md" */
    struct str tongue;   /* what told it: "fr"; of a post whose front matter did the site's word */
    size_t order;        /* position in SUMMARY.md; else 0 */
    unsigned depth;      /* nesting in SUMMARY.md */
    struct str part;     /* part title of SUMMARY.md */

    /* load */
    struct arena source; /* of the text; until the post is rendered */
    struct str text;     /* the whole file, UTF-8 */
    struct str body;     /* what follows the front matter */
    unsigned body_line;
    const struct value *meta; /* the front matter as read, or NULL */
    struct str title, subtitle, description, slug;
    struct date date, updated, expiry;
    struct date publish; /* held back until then; also where .date is another */
    str_vec tags, categories, authors, aliases, series;
    struct str url;             /* an explicit URL path of the front matter, or empty */
    struct str language;        /* BCP 47; the select pass fills what is left open */
    bool has_language;          /* the front matter says it */
    struct str translation_key; /* what its translations share; or empty: .page */
    struct str hero, hero_alt, hero_caption; /* picture shown under the title */
    unsigned hero_line;                      /* in the file */
    struct str rights;
    long weight;
    bool has_own_slug; /* the front matter says it */
    bool has_weight, is_draft, is_hidden, is_rtl, is_index;
    bool is_unreadable;

    /* map */
    struct str permalink; /* the path part of its URL on the site, "/2024/05/tea/" */
    struct str name;      /* of its file in the book, without extension; unique */

    /* render */
    struct str label; /* the title as it is shown; empty: as it is */

    /* select */
    enum drop_reason drop; /* DROP_NONE: kept */
};

typedef VEC(struct post) post_vec;

/* The text behind a reason ("is a draft"). */
const char *post_drop_text(enum drop_reason reason);

/* What the spellings of an author's name have in common, its letters and digits without case; in A.
 * "Erik St. Martin" and "erik st martin" are one. */
struct str post_author_key(struct arena *a, struct str name);

/* Whether a file of that name is a source of a post: by its ending, in any case. */
bool post_is_source(struct str name);

/* Frees P's text, which is rendered or will not be. */
void post_forget_text(struct post *p);

/* What the post is called: label, title, else file name. */
struct str post_label(const struct post *p);

#endif
