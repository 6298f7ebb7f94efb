/* SPDX-License-Identifier: MIT */
/* Posts in several languages: what their file names and folders tell of it.
 *
 * "tea.fr.md" and "fr/tea.md" may be French, and "notes.go.md" and "it/tea.md" about the matters
 * called so. A name that the site's configuration lists is a language. Any other needs to have
 * the shape of one, and evidence: the same page beside it without it or in another language, or
 * a folder that holds little else than one folder a language. */
#ifndef INPUT_TRANSLATION_H
#define INPUT_TRANSLATION_H

#include "base/arena.h"
#include "book/post.h"
#include "book/site.h"

/* Sets page, tongue and language of all POSTS; strings are in A. */
void translation_find(struct post *posts, size_t n, const struct site *site, struct arena *a);

/* NAME, a file's, without ending and language: "index" of "index.fr.md". */
struct str translation_stem(struct str name);

#endif
