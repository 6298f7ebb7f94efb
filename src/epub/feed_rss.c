/* SPDX-License-Identifier: MIT */
/* RSS 2.0 of the books, each an enclosure. */
#include "base/date.h"
#include "epub/feed.h"

static void add_text(struct buf *out, const char *name, struct str text)
{
    buf_printf(out, "<%s>", name);
    buf_xml(out, str_trim(text));
    buf_printf(out, "</%s>\n", name);
}

/* STAMP (CCYY-MM-DDThh:mm:ssZ) as RFC 822 wants it, with four digits of the year. */
static void add_date(struct buf *out, const char *name, struct str stamp)
{
    static const char days[7][4] = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
    static const char months[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct date d;

    if (!date_parse(stamp, &d))
        return;
    buf_printf(out, "<%s>%s, %02d %s %04d %02d:%02d:%02d GMT</%s>\n", name,
               days[((date_day_number(d.year, d.month, d.day) % 7) + 7) % 7], d.day,
               months[d.month - 1], d.year, d.hour, d.minute, d.second, name);
}

static void add_item(struct buf *out, const struct feed_book *book)
{
    const struct volume *v = book->volume;

    buf_addz(out, "<item>\n");
    add_text(out, "title", v->title);
    add_text(out, "link", book->href);
    buf_addz(out, "<guid isPermaLink=\"false\">");
    buf_xml(out, v->identifier);
    buf_addz(out, "</guid>\n");
    add_date(out, "pubDate", v->modified);
    for (size_t i = 0; i < v->authors.n; i++)
        add_text(out, "dc:creator", v->authors.v[i]);
    add_text(out, "description", book->summary);
    buf_addz(out, "<enclosure url=\"");
    buf_xml(out, book->href);
    buf_printf(out, "\" length=\"%llu\" type=\"application/epub+zip\"/>\n</item>\n",
               (unsigned long long)book->size);
}

void feed_rss_write(struct buf *out, const struct feed *f, struct str name)
{
    buf_addz(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                  "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" "
                  "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n");
    add_text(out, "title", f->title);
    add_text(out, "link", f->site.n ? f->site : f->base);
    add_text(out, "description", f->description.n ? f->description : f->title);
    add_text(out, "language", f->language);
    add_date(out, "lastBuildDate", f->root->updated);
    if (f->base.n) {
        buf_addz(out, "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"");
        buf_xml(out, f->base);
        buf_xml(out, name);
        buf_addz(out, "\"/>\n");
    }
    for (size_t i = 0; i < f->all->books.n; i++)
        add_item(out, f->all->books.v[i]);
    buf_addz(out, "</channel>\n</rss>\n");
}
