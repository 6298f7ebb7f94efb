/* SPDX-License-Identifier: MIT */
/* Quotations that are callouts: "> [!note] Title" of GitHub and Obsidian. */
#include "render/callout.h"
#include "render/job.h"

/* "[!type]- Title" at the head of a quotation. */
struct marker {
    struct str type, title;
};

static bool read_marker(struct str text, struct marker *ret)
{
    size_t end;

    if (!str_starts(text, STR("[!")))
        return false;
    end = str_find_byte(text, ']', 0);
    if (end == STR_NPOS || end == 2)
        return false;
    ret->type = str_sub(text, 2, end - 2);
    text = str_skip(text, end + 1);
    if (text.n && (text.p[0] == '-' || text.p[0] == '+')) /* folded or not: always open here */
        text = str_skip(text, 1);
    ret->title = str_trim(text);
    return true;
}

/* Takes the first line out of PARAGRAPH; its plain text behind the marker is the title. */
static struct str take_first_line(struct job *j, cmark_node *paragraph)
{
    struct buf line = {0};
    cmark_node *n = cmark_node_first_child(paragraph), *next;
    struct str text;

    for (; n; n = next) {
        bool is_break = cmark_node_get_type(n) == CMARK_NODE_SOFTBREAK ||
                        cmark_node_get_type(n) == CMARK_NODE_LINEBREAK;

        next = cmark_node_next(n);
        if (!is_break)
            buf_add(&line, job_plain_text(j, &j->scratch, n));
        cmark_node_unlink(n);
        if (is_break)
            break;
    }
    text = arena_str(&j->scratch, buf_str(&line));
    buf_done(&line);
    return text;
}

size_t alert_open(struct job *j, cmark_node *node)
{
    cmark_node *paragraph = cmark_node_first_child(node);
    cmark_node *text = paragraph ? cmark_node_first_child(paragraph) : NULL;
    struct marker marker;
    enum callout kind = CALLOUT_NOTE;
    size_t aside, title;

    if (!text || cmark_node_get_type(paragraph) != CMARK_NODE_PARAGRAPH ||
        cmark_node_get_type(text) != CMARK_NODE_TEXT ||
        !read_marker(str_of(cmark_node_get_literal(text)), &marker))
        return 0;
    read_marker(take_first_line(j, paragraph), &marker);
    callout_kind(marker.type, &kind);
    aside = markup_open(&j->m, EL_ASIDE,
                        arena_printf(&j->scratch, " class=\"callout callout-%s\" role=\"note\"",
                                     callout_name(kind)));
    title = markup_open(&j->m, EL_P, STR(" class=\"callout-title\""));
    markup_text(&j->m, marker.title.n ? smart_text(j, marker.title)
                                      : callout_title(&j->scratch, marker.type, job_language(j)));
    markup_close(&j->m, title);
    return aside;
}
