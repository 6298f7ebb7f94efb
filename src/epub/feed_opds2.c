/* SPDX-License-Identifier: MIT */
/* OPDS 2.0: the same pages as JSON, and a publication's own document. */
#include "epub/feed.h"

#define FEED_TYPE "application/opds+json"
#define PUBLICATION_TYPE "application/opds-publication+json"
#define ACQUISITION "http://opds-spec.org/acquisition/open-access"

/* A string with its quotes: A and B, one behind the other. */
static void add_string(struct buf *out, struct str a, struct str b)
{
    buf_byte(out, '"');
    buf_json(out, a);
    buf_json(out, b);
    buf_byte(out, '"');
}

/* ", "name": "text"", nothing without text. */
static void add_member(struct buf *out, const char *name, struct str text)
{
    text = str_trim(text);
    if (text.n == 0)
        return;
    buf_printf(out, ", \"%s\": ", name);
    add_string(out, text, STR(""));
}

static void add_list(struct buf *out, const char *name, const str_vec *list)
{
    if (list->n == 0)
        return;
    buf_printf(out, ", \"%s\": [", name);
    for (size_t i = 0; i < list->n; i++) {
        if (i)
            buf_addz(out, ", ");
        add_string(out, list->v[i], STR(""));
    }
    buf_byte(out, ']');
}

/* A link, up to its type; the caller closes it. */
static void open_link(struct buf *out, const char *rel, struct str base, struct str href,
                      const char *type)
{
    buf_printf(out, "{\"rel\": \"%s\", \"href\": ", rel);
    add_string(out, base, href);
    buf_printf(out, ", \"type\": \"%s\"", type);
}

static void add_picture(struct buf *out, const struct feed *f, const char *rel,
                        const struct feed_picture *picture)
{
    open_link(out, rel, f->base, picture->href, picture->type);
    if (picture->width && picture->height)
        buf_printf(out, ", \"width\": %u, \"height\": %u", picture->width, picture->height);
    buf_byte(out, '}');
}

/* Readium Web Publication Manifest: the metadata of a publication. */
static void add_metadata(struct buf *out, const struct feed_book *book)
{
    const struct volume *v = book->volume;

    buf_addz(out, "{\"metadata\": {\"@type\": \"http://schema.org/Book\"");
    add_member(out, "identifier", v->identifier);
    add_member(out, "title", v->title);
    add_member(out, "subtitle", v->subtitle);
    add_list(out, "author", &v->authors);
    add_member(out, "language", v->language);
    add_member(out, "publisher", v->publisher);
    add_member(out, "published", feed_issued(v));
    add_member(out, "modified", v->modified);
    add_member(out, "description", book->summary);
    add_list(out, "subject", &v->subjects);
    if (v->is_rtl)
        add_member(out, "readingProgression", STR("rtl"));
    if (v->series.n) {
        buf_addz(out, ", \"belongsTo\": {\"series\": {\"name\": ");
        add_string(out, v->series, STR(""));
        if (v->series_position.n)
            buf_printf(out, ", \"position\": %.*s", STR_ARG(position_number(v->series_position)));
        buf_addz(out, "}}");
    }
    buf_byte(out, '}');
}

static void add_publication(struct buf *out, const struct feed *f, const struct feed_book *book)
{
    add_metadata(out, book);
    buf_addz(out, ",\n \"links\": [");
    open_link(out, "self", f->base, book->page, PUBLICATION_TYPE);
    buf_addz(out, "},\n  ");
    open_link(out, ACQUISITION, STR(""), book->href, "application/epub+zip");
    buf_printf(out, ", \"size\": %llu}]", (unsigned long long)book->size);
    if (book->cover.href.n) {
        buf_addz(out, ",\n \"images\": [");
        add_picture(out, f, "http://opds-spec.org/image", &book->cover);
        if (book->thumbnail.href.n) {
            buf_addz(out, ",\n  ");
            add_picture(out, f, "http://opds-spec.org/image/thumbnail", &book->thumbnail);
        }
        buf_byte(out, ']');
    }
    buf_byte(out, '}');
}

static void add_navigation(struct buf *out, const struct feed *f, const struct feed_page *page)
{
    for (size_t i = 0; i < page->pages.n; i++) {
        const struct feed_page *to = page->pages.v[i];

        buf_addz(out, i ? ",\n " : "\n ");
        open_link(out, to->rel, f->base, to->json, FEED_TYPE);
        add_member(out, "title", to->title);
        buf_printf(out, ", \"properties\": {\"numberOfItems\": %zu}}", to->count);
    }
}

static void add_page_link(struct buf *out, const struct feed *f, const char *rel, struct str href)
{
    open_link(out, rel, f->base, href, FEED_TYPE);
    buf_byte(out, '}');
}

void feed_opds2_write(struct buf *out, const struct feed *f, const struct feed_page *page)
{
    buf_addz(out, "{\"metadata\": {\"title\": ");
    add_string(out, page->title, STR(""));
    add_member(out, "modified", page->updated);
    buf_printf(out, ", \"numberOfItems\": %zu},\n\"links\": [", page->count);
    add_page_link(out, f, "self", page->json);
    buf_addz(out, ", ");
    add_page_link(out, f, "start", f->root->json);
    if (page->up) {
        buf_addz(out, ", ");
        add_page_link(out, f, "up", page->up->json);
    }
    buf_addz(out, ", ");
    open_link(out, "alternate", f->base, page->atom, "application/atom+xml;profile=opds-catalog");
    buf_addz(out, "}],\n");
    if (page->pages.n) {
        buf_addz(out, "\"navigation\": [");
        add_navigation(out, f, page);
    } else {
        buf_addz(out, "\"publications\": [");
        for (size_t i = 0; i < page->books.n; i++) {
            buf_addz(out, i ? ",\n" : "\n");
            add_publication(out, f, page->books.v[i]);
        }
    }
    buf_addz(out, "]}\n");
}

void feed_publication_write(struct buf *out, const struct feed *f, const struct feed_book *book)
{
    add_publication(out, f, book);
    buf_byte(out, '\n');
}
