/* SPDX-License-Identifier: MIT */
/* The URL map: every address a post ever had → the post.
 *
 * Keys are normalised paths: scheme and host of the site's own domains stripped, percent-decoded,
 * without query, trailing slash, "index.html", "index.md", ".html" or ".md". A key that two
 * posts share belongs to the first that claimed it by the strongest kind of claim; weaker claims
 * never take a key away. Built serially by the map pass, read by many threads afterwards. */
#ifndef BOOK_URLMAP_H
#define BOOK_URLMAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/table.h"
#include "book/site.h"

#define URLMAP_NONE ((size_t)-1)

/* How sure it is that a key means this post; a stronger claim wins. */
enum claim { CLAIM_FILE, CLAIM_PERMALINK, CLAIM_ALIAS, CLAIM_SLUG, CLAIM_NAME, CLAIM_TITLE };

struct urlmap {
    struct arena arena;
    struct table paths; /* normalised path → index into claims */
    struct table names; /* folded file name, slug, title or alias → index into claims */
    struct table slugs; /* folded slug → post + 1, or URLMAP_NONE when several have it */
    const struct site *site;
};

void urlmap_init(struct urlmap *m, const struct site *site);
void urlmap_done(struct urlmap *m);

/* PATH (site-relative, "/a/b/" or "a/b.md") means POST. */
void urlmap_add_path(struct urlmap *m, struct str path, size_t post, enum claim claim);

/* NAME (a wikilink's target, a slug) means POST. */
void urlmap_add_name(struct urlmap *m, struct str name, size_t post, enum claim claim);

/* SLUG is the last part of POST's address. */
void urlmap_add_slug(struct urlmap *m, struct str slug, size_t post);

/* The only post whose slug is the last part of PATH ("/2019/05/tea.html" for "tea"): an address
 * that it had at some time. URLMAP_NONE for the site's own lists, such as "/tags/tea/". */
size_t urlmap_old_path(const struct urlmap *m, struct arena *scratch, struct str path);

/* The post that PATH or NAME means, or URLMAP_NONE. SCRATCH takes the normalised key. */
size_t urlmap_path(const struct urlmap *m, struct arena *scratch, struct str path);
size_t urlmap_name(const struct urlmap *m, struct arena *scratch, struct str name);

/* Strips one of the site's own base URLs off URL: *RET_PATH begins with '/'. */
bool urlmap_own(const struct urlmap *m, struct str url, struct str *ret_path);

/* What follows the path of one of the site's base URLs in PATH ("/x" of "/blog/x"); STR_NONE when
 * PATH repeats none of them. */
struct str uri_below_base(const struct site *site, struct str path);

#endif
