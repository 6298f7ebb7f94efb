/* SPDX-License-Identifier: MIT */
/* The pages that no post wrote: cover, title page, parts, colophon. */
#include "book/page.h"
#include "epub/package.h"

static void begin(struct buf *out, const struct volume *v, struct str title, const char *body)
{
    const struct page page = {
        .title = title, .language = v->language, .is_rtl = v->is_rtl, .body = str_of(body)};

    page_begin(out, &page);
}

static void add_line(struct buf *out, const char *tag, const char *class, struct str text)
{
    if (str_trim(text).n == 0)
        return;
    buf_printf(out, "<%s class=\"%s\">", tag, class);
    buf_xml(out, str_trim(text));
    buf_printf(out, "</%s>\n", tag);
}

void cover_page_write(struct buf *out, const struct volume *v)
{
    begin(out, v, word_in(v->language, WORD_COVER), " class=\"cover\"");
    buf_addz(out, "<section epub:type=\"cover\"><img class=\"cover\" role=\"doc-cover\" "
                  "src=\"");
    buf_addz(out, v->cover_href);
    buf_addz(out, "\" alt=\"");
    buf_xml(out, v->title);
    buf_addz(out, "\"/></section>\n");
    page_end(out);
}

struct str volume_years(struct arena *a, const struct volume *v)
{
    struct str first, last;

    if (!date_is_set(v->first_date))
        return STR("");
    first = number_display(a, (unsigned long)v->first_date.year, v->language);
    last = number_display(a, (unsigned long)v->last_date.year, v->language);
    return str_eq(first, last) ? first
                               : arena_printf(a, "%.*s–%.*s", STR_ARG(first), STR_ARG(last));
}

void title_page_write(struct buf *out, const struct book *b, const struct volume *v)
{
    struct arena a = {0};

    begin(out, v, v->title, "");
    buf_addz(out, "<section class=\"title-page\" epub:type=\"titlepage\">\n");
    add_line(out, "h1", "title", v->title);
    add_line(out, "p", "subtitle", v->subtitle);
    add_line(out, "p", "author", v->author);
    add_line(out, "p", "years", volume_years(&a, v));
    add_line(out, "p", "publisher", v->publisher);
    buf_addz(out, "</section>\n");
    news_write(out, b, v);
    page_end(out);
    arena_done(&a);
}

static struct str href_of(const struct book *b, size_t post)
{
    return b->chapters[post].parts.v[0].href;
}

void post_item_write(struct buf *out, const struct book *b, const struct volume *v, size_t post,
                     struct str id)
{
    struct arena a = {0};
    const struct post *p = &b->posts.v[post];
    struct date day = date_day(p->date);

    buf_addz(out, "<li");
    if (id.n)
        buf_printf(out, " id=\"%.*s\"", STR_ARG(id));
    buf_addz(out, "><a href=\"");
    buf_xml(out, href_of(b, post));
    if (p->is_rtl != v->is_rtl) /* else the date behind it would run into it */
        buf_addz(out, p->is_rtl ? "\" dir=\"rtl" : "\" dir=\"ltr");
    buf_addz(out, "\">");
    page_add_listed(out, post_label(p));
    buf_addz(out, "</a>");
    if (date_is_set(day)) {
        buf_printf(out, " <span class=\"date\"%s>", number_direction(v));
        buf_xml(out, date_display(&a, day, v->language));
        buf_addz(out, "</span>");
    }
    buf_addz(out, "</li>\n");
    arena_done(&a);
}

void part_page_write(struct buf *out, const struct book *b, const struct volume *v,
                     const struct part *part)
{
    begin(out, v, part->title, "");
    buf_addz(out, "<section class=\"part\" epub:type=\"part\" role=\"doc-part\">\n<h1>");
    buf_xml(out, part->title);
    buf_addz(out, "</h1>\n<ul class=\"posts\">\n");
    for (size_t i = part->first; i < part->first + part->count; i++)
        post_item_write(out, b, v, v->posts[i], STR(""));
    buf_addz(out, "</ul>\n</section>\n");
    page_end(out);
}

void colophon_write(struct buf *out, const struct volume *v)
{
    struct arena a = {0};
    struct date first = v->first_date, last = v->last_date;

    first.precision = date_is_set(first) ? DATE_DAY : DATE_NONE;
    last.precision = first.precision;
    begin(out, v, word_in(v->language, WORD_ABOUT), "");
    buf_addz(out,
             "<section class=\"colophon\" epub:type=\"colophon\" role=\"doc-colophon\">\n<h1>");
    buf_xml(out, word_in(v->language, WORD_ABOUT));
    buf_addz(out, "</h1>\n");
    add_line(out, "p", "title", v->title);
    add_line(out, "p", "author", v->author);
    buf_addz(out, "<p class=\"count\">");
    buf_xml(out, words_posts(&a, v->post_count, v->language));
    if (date_is_set(first)) {
        buf_addz(out, " · ");
        buf_xml(out, date_display(&a, first, v->language));
        if (date_cmp(first, last) != 0) {
            buf_addz(out, " – ");
            buf_xml(out, date_display(&a, last, v->language));
        }
    }
    buf_addz(out, "</p>\n");
    if (str_starts(v->source, STR("http"))) {
        buf_addz(out, "<p class=\"source\"><a class=\"out\" href=\"");
        buf_xml(out, v->source);
        buf_addz(out, "\">");
        buf_xml(out, v->source);
        buf_addz(out, "</a></p>\n");
    }
    add_line(out, "p", "rights", v->rights);
    add_line(out, "p", "maker", STR("mdbook2epub"));
    buf_addz(out, "</section>\n");
    page_end(out);
    arena_done(&a);
}
