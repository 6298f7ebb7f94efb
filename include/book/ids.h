/* SPDX-License-Identifier: MIT */
/* Ids of headings, as each generator makes them, and names of files in the book.
 *
 * Links that authors wrote point at what their generator made, so the same algorithm must run
 * here. Within one document ids are unique: a taken one gets the scheme's suffix. */
#ifndef BOOK_IDS_H
#define BOOK_IDS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/table.h"

enum id_scheme {
    ID_GITHUB,       /* github-slugger: lower case, blanks to '-', punctuation dropped */
    ID_KRAMDOWN,     /* ASCII letters, digits, '-'; leading non-letters dropped */
    ID_KRAMDOWN_GFM, /* kramdown-parser-gfm: like GitHub's */
    ID_GOLDMARK,     /* Hugo: GitHub-like, with its own treatment of '_' and runs */
    ID_ZOLA,         /* slugified ASCII */
    ID_MDBOOK,       /* rustdoc: alphanumerics, '_' and '-' kept, blanks to '-' */
    ID_HEXO,         /* hexo-util: case kept, runs of punctuation and blanks to one '-' */
    ID_OBSIDIAN,     /* the heading's text itself */
};

/* The id of a heading whose plain text is TEXT, not yet unique. Never empty. In A. */
struct str id_of_heading(struct arena *a, enum id_scheme scheme, struct str text);

/* Makes ID unique within TAKEN, by "-1", "-2" … as all the generators do, and enters it there
 * (the number in an entry is the last suffix given out). */
struct str id_unique(struct arena *a, struct table *taken, struct str id);

/* ID as a value of an XHTML id attribute: no blanks, never empty, letter first. Where it has to
 * change, the same change is applied to fragments, so links still hit. In A or ID itself. */
struct str id_safe(struct arena *a, struct str id);

/* A name of ASCII letters, digits and '-' for a file in the book, from a slug or title; what is
 * not ASCII is transliterated where that is simple (é → e), else a short hash of the whole takes
 * its place. At most 60 bytes. */
struct str id_file_name(struct arena *a, struct str text);

#endif
