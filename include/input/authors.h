/* SPDX-License-Identifier: MIT */
/* Authors whom posts name by a key, and what they are called. */
#ifndef INPUT_AUTHORS_H
#define INPUT_AUTHORS_H

#include "base/arena.h"
#include "base/diag.h"
#include "book/site.h"

/* Fills SITE->authors from the files where generators keep them: authors.yml beside the posts
 * (Docusaurus), _data/authors.* (Jekyll, Eleventy), data/authors.* and one file for each author
 * in data/authors/ or a folder of authors in the content (Hugo, Astro). */
void authors_read(struct site *site, struct arena *a, struct diag_list *diags);

/* The name of the author KEY; KEY itself when nobody is called so. */
struct str author_name(const struct site *site, struct str key);

#endif
