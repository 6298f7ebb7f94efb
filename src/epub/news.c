/* SPDX-License-Identifier: MIT */
/* What is new since the edition before, behind the title page.
 *
 * It stands in a document that every edition has, so that no chapter moves in the spine, by whose
 * places some readers remember highlights. */
#include "book/words.h"
#include "epub/package.h"

static bool has_kind(const struct volume *v, bool is_changed)
{
    for (size_t i = 0; i < v->news.n; i++)
        if (v->news.v[i].is_changed == is_changed)
            return true;
    return false;
}

struct str news_title(const struct volume *v)
{
    return v->news.n ? word_in(v->language, has_kind(v, false) ? WORD_NEW : WORD_CHANGED)
                     : STR_NONE;
}

enum { LIST_MAX = 100 }; /* a list of thousands tells nothing and would be a slow page */

static void add_list(struct buf *out, const struct book *b, const struct volume *v, bool is_changed)
{
    size_t shown = 0, more = 0;

    if (!has_kind(v, is_changed))
        return;
    buf_addz(out, "<h2>");
    buf_xml(out, word_in(v->language, is_changed ? WORD_CHANGED : WORD_NEW));
    buf_addz(out, "</h2>\n<ul class=\"posts\">\n");
    for (size_t i = 0; i < v->news.n; i++) {
        if (v->news.v[i].is_changed != is_changed)
            continue;
        if (shown++ < LIST_MAX)
            post_item_write(out, b, v, v->news.v[i].post, STR(""));
        else
            more++;
    }
    buf_addz(out, "</ul>\n");
    if (more)
        buf_printf(out, "<p class=\"more\">… +%zu</p>\n", more);
}

void news_write(struct buf *out, const struct book *b, const struct volume *v)
{
    if (v->news.n == 0)
        return;
    buf_addz(out, "<section class=\"news\" id=\"new\">\n");
    add_list(out, b, v, false);
    add_list(out, b, v, true);
    buf_addz(out, "</section>\n");
}
