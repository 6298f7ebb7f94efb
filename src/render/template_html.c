/* SPDX-License-Identifier: MIT */
/* <div markdown="1">: HTML whose content is Markdown, as kramdown has it. Every block's tag gets
 * blank lines around it, so that CommonMark reads on between them. */
#include <string.h>

#include "render/html.h"
#include "render/template_private.h"

static bool is_block_name(struct str name)
{
    static const struct str names =
        STR_INIT("div section article aside figure p figcaption center details main blockquote "
                 "nav header footer");

    return str_among_fold(name, names);
}

static bool has_attribute(struct str tag)
{
    size_t at = str_find(tag, STR(" markdown="), 0);
    char c = at == STR_NPOS ? 0 : str_skip(tag, at + 10).n ? tag.p[at + 10] : 0;
    struct str value = str_skip(tag, at + 10 + (c == '"' || c == '\''));

    return at != STR_NPOS && (str_starts(value, STR("1")) || str_starts(value, STR("block")) ||
                              str_starts(value, STR("span")) || str_starts(value, STR("true")));
}

/* A paragraph's tags go: Markdown makes the paragraph. */
static void write_tag(struct template *t, struct str tag)
{
    struct buf *out = &t->w.out;

    buf_addz(out, "\n\n");
    if (!str_eq_fold(html_tag_name(tag), STR("p"))) {
        buf_add(out, tag);
        buf_addz(out, "\n\n");
    }
}

static void count_tag(struct template *t, struct str tag)
{
    if (!str_eq_fold(html_tag_name(tag), t->markdown_tag))
        return;
    if (tag.p[1] == '/')
        t->markdown_depth -= t->markdown_depth > 0;
    else
        t->markdown_depth++;
}

/* The line's tags of blocks, apart from what is between them. */
static void part_line(struct template *t, size_t end)
{
    struct writer *w = &t->w;

    while (w->at < end && t->markdown_depth) {
        size_t tag_end = w->in.p[w->at] == '<' ? scan_tag(w->in, w->at) : 0, next;
        struct str tag = str_sub(w->in, w->at, tag_end ? tag_end - w->at : 0);

        if (tag_end && is_block_name(html_tag_name(tag))) {
            count_tag(t, tag);
            writer_seek(w, tag_end);
            write_tag(t, tag);
            continue;
        }
        next = str_find_byte(str_sub(w->in, 0, end), '<', w->at + 1);
        writer_copy(w, next == STR_NPOS ? end : next);
    }
}

bool markdown_line(struct template *t)
{
    struct scan_line *l = &t->line;
    struct writer *w = &t->w;
    size_t tag_end;

    if (l->kind != LINE_HTML || t->scan.n)
        return false;
    if (t->markdown_depth == 0) {
        struct str tag;

        tag_end = scan_tag(w->in, l->content);
        tag = str_sub(w->in, l->content, tag_end ? tag_end - l->content : 0);
        if (!tag_end || !has_attribute(tag) || !is_block_name(html_tag_name(tag)))
            return false;
        t->markdown_tag = html_tag_name(tag);
        t->markdown_depth = 1;
        writer_seek(w, tag_end);
        write_tag(t, tag);
    } else {
        writer_seek(w, l->content);
    }
    part_line(t, l->end);
    t->scan.is_html = t->scan.is_paragraph = false;
    if (w->at < l->end) /* behind the element's end */
        writer_copy(w, l->end);
    writer_copy(w, l->next);
    return true;
}
