/* SPDX-License-Identifier: MIT */
/* OPDS 1.2: a page of the catalogue as an Atom feed (RFC 4287).
 *
 * No comments, CDATA or hexadecimal character references: KOReader's parser knows none. */
#include "epub/feed.h"

#define FEED_TYPE "application/atom+xml;profile=opds-catalog;kind="

/* "<name>text</name>", nothing without text. */
static void add_text(struct buf *out, const char *name, struct str text)
{
    text = str_trim(text);
    if (text.n == 0)
        return;
    buf_printf(out, "<%s>", name);
    buf_xml(out, text);
    buf_printf(out, "</%s>\n", name);
}

/* What every feed and entry has. */
static void add_head(struct buf *out, struct str id, struct str title, struct str updated)
{
    add_text(out, "id", id);
    add_text(out, "title", title);
    add_text(out, "updated", updated);
}

static void add_author(struct buf *out, struct str name)
{
    buf_addz(out, "<author>");
    add_text(out, "name", name);
    buf_addz(out, "</author>\n");
}

/* A link to BASE and HREF, up to its type; the caller closes it. */
static void open_link(struct buf *out, const char *rel, struct str base, struct str href,
                      const char *type)
{
    buf_printf(out, "<link rel=\"%s\" href=\"", rel);
    buf_xml(out, base);
    buf_xml(out, href);
    buf_printf(out, "\" type=\"%s\"", type);
}

static const char *type_of(const struct feed_page *page)
{
    return page->pages.n ? FEED_TYPE "navigation" : FEED_TYPE "acquisition";
}

static void add_page_link(struct buf *out, const struct feed *f, const char *rel,
                          const struct feed_page *page)
{
    open_link(out, rel, f->base, page->atom, type_of(page));
    buf_addz(out, " title=\"");
    buf_xml(out, page->title);
    buf_addz(out, "\"/>\n");
}

/* OPDS 1.2, 2.2: an entry of a navigation feed. */
static void add_page_entry(struct buf *out, const struct feed *f, const struct feed_page *page)
{
    buf_addz(out, "<entry>\n");
    add_head(out, page->id, page->title, page->updated);
    buf_printf(out, "<content type=\"text\">%zu × EPUB</content>\n", page->count);
    open_link(out, page->rel, f->base, page->atom, type_of(page));
    buf_addz(out, "/>\n</entry>\n");
}

static void add_picture(struct buf *out, const struct feed *f, const char *rel,
                        const struct feed_picture *picture)
{
    if (picture->href.n == 0)
        return;
    open_link(out, rel, f->base, picture->href, picture->type);
    buf_addz(out, "/>\n");
}

static void add_categories(struct buf *out, const str_vec *subjects)
{
    for (size_t i = 0; i < subjects->n; i++) {
        buf_addz(out, "<category term=\"");
        buf_xml(out, subjects->v[i]);
        buf_addz(out, "\" label=\"");
        buf_xml(out, subjects->v[i]);
        buf_addz(out, "\"/>\n");
    }
}

static void add_series(struct buf *out, const struct volume *v)
{
    if (v->series.n == 0)
        return;
    buf_addz(out, "<schema:Series name=\"");
    buf_xml(out, v->series);
    if (v->series_position.n)
        buf_printf(out, "\" position=\"%.*s", STR_ARG(position_number(v->series_position)));
    buf_addz(out, "\"/>\n");
}

/* OPDS 1.2, 5: a catalogue entry, complete. */
static void add_book_entry(struct buf *out, const struct feed *f, const struct feed_book *book)
{
    const struct volume *v = book->volume;

    buf_addz(out, "<entry>\n");
    add_head(out, v->identifier, v->title, v->modified);
    for (size_t i = 0; i < v->authors.n; i++)
        add_author(out, v->authors.v[i]);
    add_text(out, "dc:identifier", v->identifier);
    add_text(out, "dc:language", v->language);
    add_text(out, "dc:issued", feed_issued(v));
    add_text(out, "dc:publisher", v->publisher);
    add_text(out, "rights", v->rights);
    add_categories(out, &v->subjects);
    add_series(out, v);
    add_text(out, "summary", book->summary);
    add_picture(out, f, "http://opds-spec.org/image", &book->cover);
    add_picture(out, f, "http://opds-spec.org/image/thumbnail", &book->thumbnail);
    open_link(out, "http://opds-spec.org/acquisition/open-access", STR(""), book->href,
              "application/epub+zip");
    buf_printf(out, " length=\"%llu\"/>\n</entry>\n", (unsigned long long)book->size);
}

void feed_atom_write(struct buf *out, const struct feed *f, const struct feed_page *page)
{
    buf_addz(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                  "<feed xmlns=\"http://www.w3.org/2005/Atom\" "
                  "xmlns:dc=\"http://purl.org/dc/terms/\" "
                  "xmlns:schema=\"http://schema.org/\" xml:lang=\"");
    buf_xml(out, f->language);
    buf_addz(out, "\">\n");
    add_head(out, page->id, page->title, page->updated);
    add_author(out, f->author.n ? f->author : f->title);
    add_page_link(out, f, "self", page);
    add_page_link(out, f, "start", f->root);
    if (page->up)
        add_page_link(out, f, "up", page->up);
    if (page == f->root)
        add_page_link(out, f, "http://opds-spec.org/sort/new", f->all);
    open_link(out, "alternate", f->base, page->json, "application/opds+json");
    buf_addz(out, "/>\n");
    for (size_t i = 0; i < page->pages.n; i++)
        add_page_entry(out, f, page->pages.v[i]);
    for (size_t i = 0; i < page->books.n; i++)
        add_book_entry(out, f, page->books.v[i]);
    buf_addz(out, "</feed>\n");
}
