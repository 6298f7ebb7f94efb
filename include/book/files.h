/* SPDX-License-Identifier: MIT */
/* Where a post's pictures and includes are: the look-up order over the site's folders.
 *
 * Nothing outside the allowed roots is ever found: every hit is resolved through symlinks and
 * held against them. */
#ifndef BOOK_FILES_H
#define BOOK_FILES_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/table.h"
#include "book/post.h"
#include "book/site.h"

struct files {
    const struct site *site;
    str_vec roots;        /* canonical directories that may be read */
    struct table by_name; /* vault: folded base name → struct str * (canonical path) */
    struct arena arena;
};

enum files_result { FILES_FOUND, FILES_MISSING, FILES_OUTSIDE };

void files_done(struct files *f);

/* Enters DIR's files into the index by base name (an Obsidian vault refers to them so). */
void files_index(struct files *f, struct str dir);

/* The file that REF (decoded, without query and fragment) means in post P: beside the post →
 * its asset folder → page bundle → relative to the page's URL → content root → static roots →
 * site root → anywhere in a vault by name. *RET_FILE is canonical, in A. */
enum files_result files_find(const struct files *f, struct arena *a, const struct post *p,
                             struct str ref, struct str *ret_file);

/* What the picture FILE (canonical) is called in the book, without its ending: by its place on the
 * site, so that it depends on no other picture. Two may be called the same, though seldom. In A. */
struct str files_name(const struct files *f, struct arena *a, struct str file);

#endif
