/* SPDX-License-Identifier: MIT */
/* The generated documents of a book: package document, contents, front and part pages. */
#ifndef EPUB_PACKAGE_H
#define EPUB_PACKAGE_H

#include "base/str.h"
#include "book/volume.h"
#include "book/words.h"

/* What the package document says of the content, computed from it. */
struct package_facts {
    size_t pictures, pictures_with_alt;
    bool has_math, has_animation;
};

void opf_write(struct buf *out, const struct volume *v, const resource_vec *resources,
               const struct package_facts *facts);       /* package.opf */
void nav_write(struct buf *out, const struct volume *v); /* nav.xhtml */
void ncx_write(struct buf *out, const struct volume *v); /* toc.ncx */
void container_write(struct buf *out);                   /* META-INF/container.xml */

/* "2013–2016", or one year; empty without dates. In A. */
struct str volume_years(struct arena *a, const struct volume *v);

void cover_page_write(struct buf *out, const struct volume *v);
void title_page_write(struct buf *out, const struct book *b, const struct volume *v);
void part_page_write(struct buf *out, const struct book *b, const struct volume *v,
                     const struct part *part);

/* The attribute of what begins with a number and stands behind words of any script: in a text from
 * right to left it would else join a Latin word (UAX #9, W7). */
static inline const char *number_direction(const struct volume *v)
{
    return v->is_rtl ? " dir=\"rtl\"" : "";
}

/* A post in a list: its title as a link and its date. ID, if any, is the item's. */
void post_item_write(struct buf *out, const struct book *b, const struct volume *v, size_t post,
                     struct str id);
void colophon_write(struct buf *out, const struct volume *v);

/* The posts that are new or changed, for the title page; nothing where V has no news. */
void news_write(struct buf *out, const struct book *b, const struct volume *v);
#define NEWS_HREF "title.xhtml#new"
struct str news_title(const struct volume *v); /* STR_NONE: no news */

#endif
