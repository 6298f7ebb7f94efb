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

static void add_raised(struct job *j, struct str attributes, struct str text)
{
    size_t handle = markup_open(&j->m, EL_SUP, attributes);

    markup_text(&j->m, text);
    if (handle)
        markup_close(&j->m, handle);
}

/* A link within the chapter, as a slot: a long chapter may be cut between reference and note. What
 * is raised is the innermost element: MuPDF raises no other. */
static void add_link(struct job *j, struct str fragment, struct str attributes, struct str text,
                     bool is_raised)
{
    struct ref r = {.kind = REF_TARGET_POST, .post = j->post_index, .line = j->line};
    size_t handle;

    r.fragment = arena_str(j->c->arena, fragment);
    r.attributes = arena_str(j->c->arena, attributes);
    *vec_push(&j->c->refs) = r;
    handle = markup_open_slot(&j->m, EL_A, (uint32_t)(j->c->refs.n - 1));
    if (is_raised)
        add_raised(j, STR(""), text);
    else
        markup_text(&j->m, text);
    if (handle)
        markup_close(&j->m, handle);
}

void note_reference(struct job *j, cmark_node *node)
{
    struct str number = arena_str(j->c->arena, number_of(node));
    struct table_entry *e = table_put(&j->note_refs, number, NULL);
    struct str suffix = ++e->num == 1 ? STR("") : arena_printf(&j->scratch, "-%zu", e->num);
    struct str id =
        anchor_add(j, arena_printf(&j->scratch, "fnref-%.*s-%.*s%.*s", STR_ARG(j->post->name),
                                   STR_ARG(number), STR_ARG(suffix)));
    struct str attribute = arena_printf(&j->scratch, " id=\"%.*s\"", STR_ARG(id));

    if (markup_is_open(&j->m, EL_A)) { /* which holds no other */
        add_raised(j, attribute, number);
        return;
    }
    add_link(j, arena_printf(&j->scratch, "fn-%.*s-%.*s", STR_ARG(j->post->name), STR_ARG(number)),
             arena_printf(&j->scratch, " epub:type=\"noteref\" role=\"doc-noteref\"%.*s",
                          STR_ARG(attribute)),
             number, true);
}

void notes_begin(struct job *j)
{
    html_end(j->html);
    markup_finish(&j->m);
}

/* The note's number, a link back to the first reference. A reference may have stood where there
 * is text only, as in what describes a picture. */
static void add_number(struct job *j, struct str number)
{
    struct str text = arena_printf(&j->scratch, "%.*s.", STR_ARG(number));

    if (table_get(&j->note_refs, number))
        add_link(
            j,
            arena_printf(&j->scratch, "fnref-%.*s-%.*s", STR_ARG(j->post->name), STR_ARG(number)),
            STR(" class=\"note-number\" role=\"doc-backlink\""), text, false);
    else
        markup_raw(
            &j->m, EL_SPAN,
            arena_printf(&j->scratch, "<span class=\"note-number\">%.*s</span>", STR_ARG(text)));
    markup_text(&j->m, STR(" "));
}

/* A note that nothing refers to is none to readers, who hide what they show for a reference. */
size_t note_open(struct job *j, cmark_node *node)
{
    const struct str *uncalled = cmark_node_get_user_data(node);
    struct str number = arena_printf(&j->scratch, "%u", ++j->note_count);
    struct str id = anchor_add(
        j, arena_printf(&j->scratch, "fn-%.*s-%.*s", STR_ARG(j->post->name), STR_ARG(number)));
    struct str attributes =
        arena_printf(&j->scratch, "%s class=\"note\" id=\"%.*s\"",
                     uncalled ? "" : " epub:type=\"footnote\" role=\"doc-footnote\"", STR_ARG(id));
    size_t handle = markup_open(&j->m, EL_ASIDE, attributes);

    if (uncalled)
        diag_add(&j->c->diags, DIAG_NOTE_UNCALLED, job_pos(j), STR_ARG(*uncalled));
    add_number(j, number);
    return handle;
}
