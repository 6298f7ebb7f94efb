/* SPDX-License-Identifier: MIT */
/* Head and foot of XHTML documents. */
#include "book/page.h"

#include "base/utf8.h"
#include "book/language.h"

enum { LISTED_BYTES = 500 };

void page_begin(struct buf *out, const struct page *p)
{
    buf_addz(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n"
                  "<html xmlns=\"http://www.w3.org/1999/xhtml\" "
                  "xmlns:epub=\"http://www.idpf.org/2007/ops\" xml:lang=\"");
    buf_xml(out, p->language);
    buf_addz(out, "\" lang=\"");
    buf_xml(out, p->language);
    buf_addz(out, p->is_rtl ? "\" dir=\"rtl\"" : "\"");
    buf_addz(out, language_is_upright(p->language) ? " class=\"upright\">\n" : ">\n");
    buf_addz(out, "<head>\n<meta charset=\"utf-8\"/>\n<title>");
    page_add_listed(out, str_trim(p->title).n ? p->title : STR("Untitled"));
    buf_addz(out, "</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/>\n"
                  "</head>\n<body");
    buf_add(out, p->body);
    buf_addz(out, ">\n");
}

void page_end(struct buf *out)
{
    buf_addz(out, "</body>\n</html>\n");
}

struct str page_listed(struct arena *a, struct str title)
{
    if (title.n <= LISTED_BYTES)
        return title;
    return arena_printf(a, "%.*s…", STR_ARG(utf8_head(title, LISTED_BYTES)));
}

void page_add_listed(struct buf *out, struct str title)
{
    struct str head = utf8_head(title, LISTED_BYTES);

    buf_xml(out, head);
    if (head.n < title.n)
        buf_addz(out, "…");
}
