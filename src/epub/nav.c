/* SPDX-License-Identifier: MIT */
/* The contents, as navigation document (EPUB 3.3, 7) and as NCX for older readers. */
#include "book/page.h"
#include "epub/package.h"

enum { DEPTH_MAX = 8 };

static unsigned depth_at(const struct volume *v, size_t i)
{
    unsigned d = v->outline.v[i].depth;

    return d < DEPTH_MAX ? d : DEPTH_MAX;
}

static void add_point(struct buf *out, const struct nav_point *p)
{
    buf_addz(out, "<li><a href=\"");
    buf_xml(out, p->href);
    buf_addz(out, p->is_rtl ? "\" dir=\"rtl\">" : "\">");
    buf_xml(out, p->title);
    buf_addz(out, "</a>");
}

/* The flat list as nested ones: a deeper point opens a list in the item before it. */
static void add_points(struct buf *out, const struct volume *v)
{
    unsigned open = 0;

    buf_addz(out, "<ol>\n");
    for (size_t i = 0; i < v->outline.n; i++) {
        unsigned depth = depth_at(v, i);

        if (i && depth > open) {
            buf_addz(out, "\n<ol>\n");
            open++;
        } else if (i) {
            buf_addz(out, "</li>\n");
            for (; open > depth; open--)
                buf_addz(out, "</ol>\n</li>\n");
        }
        add_point(out, &v->outline.v[i]);
    }
    if (v->outline.n)
        buf_addz(out, "</li>\n");
    for (; open; open--)
        buf_addz(out, "</ol>\n</li>\n");
    buf_addz(out, "</ol>\n");
}

/* One landmark a kind: Apple Books takes the first and complains of a second. */
static void add_landmarks(struct buf *out, const struct volume *v)
{
    buf_addz(out, "<nav epub:type=\"landmarks\" hidden=\"hidden\">\n<ol>\n");
    if (v->cover.n) {
        buf_addz(out, "<li><a epub:type=\"cover\" href=\"cover.xhtml\">");
        buf_xml(out, word_in(v->language, WORD_COVER));
        buf_addz(out, "</a></li>\n");
    }
    buf_addz(out, "<li><a epub:type=\"toc\" href=\"nav.xhtml#toc\">");
    buf_xml(out, word_in(v->language, WORD_CONTENTS));
    buf_addz(out, "</a></li>\n");
    if (v->start.n) {
        buf_addz(out, "<li><a epub:type=\"bodymatter\" href=\"");
        buf_xml(out, v->start);
        buf_addz(out, "\">");
        buf_xml(out, word_in(v->language, WORD_START));
        buf_addz(out, "</a></li>\n");
    }
    buf_addz(out, "</ol>\n</nav>\n");
}

void nav_write(struct buf *out, const struct volume *v)
{
    struct str contents = word_in(v->language, WORD_CONTENTS);
    const struct page page = {.title = contents,
                              .language = v->language,
                              .is_rtl = v->is_rtl,
                              .body = STR(" class=\"contents\"")};

    page_begin(out, &page);
    buf_addz(out, "<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\">\n<h1>");
    buf_xml(out, contents);
    buf_addz(out, "</h1>\n");
    add_points(out, v);
    buf_addz(out, "</nav>\n");
    add_landmarks(out, v);
    page_end(out);
}

static void add_ncx_point(struct buf *out, const struct nav_point *p, size_t number)
{
    buf_printf(out, "<navPoint id=\"point-%zu\" playOrder=\"%zu\"><navLabel><text>", number,
               number);
    buf_xml(out, p->title);
    buf_addz(out, "</text></navLabel><content src=\"");
    buf_xml(out, p->href);
    buf_addz(out, "\"/>");
}

static unsigned outline_depth(const struct volume *v)
{
    unsigned deepest = 0;

    for (size_t i = 0; i < v->outline.n; i++)
        deepest = depth_at(v, i) > deepest ? depth_at(v, i) : deepest;
    return deepest + 1;
}

void ncx_write(struct buf *out, const struct volume *v)
{
    unsigned open = 0;

    buf_addz(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                  "<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\">\n"
                  "<head>\n<meta name=\"dtb:uid\" content=\"");
    buf_xml(out, v->identifier);
    buf_printf(out,
               "\"/>\n<meta name=\"dtb:depth\" content=\"%u\"/>\n"
               "<meta name=\"dtb:totalPageCount\" content=\"0\"/>\n"
               "<meta name=\"dtb:maxPageNumber\" content=\"0\"/>\n</head>\n<docTitle><text>",
               outline_depth(v));
    buf_xml(out, v->title);
    buf_addz(out, "</text></docTitle>\n<navMap>\n");
    for (size_t i = 0; i < v->outline.n; i++) {
        unsigned depth = depth_at(v, i);

        if (i && depth > open)
            open++;
        else if (i)
            for (buf_addz(out, "</navPoint>\n"); open > depth; open--)
                buf_addz(out, "</navPoint>\n");
        add_ncx_point(out, &v->outline.v[i], i + 1);
    }
    for (unsigned i = 0; v->outline.n && i <= open; i++)
        buf_addz(out, "</navPoint>\n");
    buf_addz(out, "</navMap>\n</ncx>\n");
}
