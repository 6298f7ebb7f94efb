/* SPDX-License-Identifier: MIT */
/* The catalogues of a blog's books: OPDS 1.2 (Atom), OPDS 2.0 (JSON) and RSS 2.0.
 *
 * A catalogue is a tree of pages: a page leads on to others or lists books. Both versions of OPDS
 * say the same of it. Addresses are ready-made; those of pages, pictures and publications are
 * relative to the catalogues' folder, and FEED.base goes before them. Whoever fills these owns
 * them; nothing here reads a clock or a file. */
#ifndef EPUB_FEED_H
#define EPUB_FEED_H

#include "base/vec.h"
#include "book/volume.h"

struct feed_picture {
    struct str href; /* empty: there is none */
    const char *type;
    uint32_t width, height;
};

struct feed_book {
    struct volume *volume;
    struct str href;    /* of the EPUB, complete */
    uint64_t size;      /* of it, in bytes */
    struct str summary; /* its description, else what it holds: "188 posts, 2013–2016" */
    struct str page;    /* its OPDS 2.0 publication */
    struct feed_picture cover, thumbnail;
};

/* Leads on to PAGES, or lists BOOKS (newest first): never both. */
struct feed_page {
    struct str atom, json; /* file names */
    struct str id;         /* "urn:uuid:…" */
    struct str title;
    const char *rel; /* of a link to it */
    const struct feed_page *up;
    VEC(const struct feed_page *) pages;
    VEC(const struct feed_book *) books;
    struct str updated; /* of its newest book: CCYY-MM-DDThh:mm:ssZ */
    size_t count;       /* of books in it and below */
};

struct feed {
    struct str base; /* "https://example.org/books/" or empty: addresses stay relative */
    struct str title, author, language, description, site;
    const struct feed_page *root, *all;
};

void feed_atom_write(struct buf *out, const struct feed *f, const struct feed_page *page);
void feed_opds2_write(struct buf *out, const struct feed *f, const struct feed_page *page);
void feed_publication_write(struct buf *out, const struct feed *f, const struct feed_book *book);
void feed_rss_write(struct buf *out, const struct feed *f, struct str name);

/* When V came out; catalogues take no year or month alone: then empty. */
static inline struct str feed_issued(const struct volume *v)
{
    return v->issued.n < sizeof "2024-05-01" - 1 ? STR("") : v->issued;
}

#endif
