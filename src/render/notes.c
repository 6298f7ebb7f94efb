/* SPDX-License-Identifier: MIT */
/* Footnotes: references, and the notes at the chapter's end with links back.
 *
 * Ids carry the chapter's name, so they are unique over the book: some readers keep one table of
 * notes for all files. */
#include "render/job.h"

/* The parser numbers notes by their first reference and puts the definitions at the end in that
 * order: a reference's literal is its number, a definition's number its place. */
static struct str number_of(cmark_node *node)
{
    return str_of(cmark_node_get_literal(node));
}

void note_reference(struct job *j, cmark_node *node)
{
    struct chapter *c = j->c;
    struct str number = arena_str(&c->arena, number_of(node));
    struct table_entry *e = table_put(&j->note_refs, number, NULL);
    struct str suffix = ++e->num == 1 ? STR("") : arena_printf(&j->scratch, "-%zu", e->num);
    struct str id = arena_printf(&j->scratch, "fnref-%.*s-%.*s%.*s", STR_ARG(j->post->name),
                                 STR_ARG(number), STR_ARG(suffix));
    struct str html;

    id = anchor_add(j, id);
    html = arena_printf(&j->scratch,
                        "<sup><a epub:type=\"noteref\" role=\"doc-noteref\" href=\"#fn-%.*s-%.*s\" "
                        "id=\"%.*s\">%.*s</a></sup>",
                        STR_ARG(j->post->name), STR_ARG(number), STR_ARG(id), STR_ARG(number));
    markup_raw(&j->m, EL_SPAN, html);
}

void notes_begin(struct job *j)
{
    html_end(j->html);
    markup_finish(&j->m);
    j->c->notes_offset = j->m.text.n;
}

size_t note_open(struct job *j)
{
    struct str number = arena_printf(&j->scratch, "%u", ++j->note_count);
    struct str id = arena_printf(&j->scratch, "fn-%.*s-%.*s", STR_ARG(j->post->name), STR_ARG(number));
    size_t handle;

    id = anchor_add(j, id);
    handle = markup_open(&j->m, EL_ASIDE,
                         arena_printf(&j->scratch,
                                      " epub:type=\"footnote\" role=\"doc-footnote\" class=\"note\" "
                                      "id=\"%.*s\"",
                                      STR_ARG(id)));
    markup_raw(&j->m, EL_SPAN,
               arena_printf(&j->scratch,
                            "<a class=\"note-number\" role=\"doc-backlink\" "
                            "href=\"#fnref-%.*s-%.*s\">%.*s.</a> ",
                            STR_ARG(j->post->name), STR_ARG(number), STR_ARG(number)));
    return handle;
}
