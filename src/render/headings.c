/* SPDX-License-Identifier: MIT */
/* Headings: levels without gaps, ids as the generator made them. */
#include "render/job.h"

enum { LEVEL_FIRST = 2, LEVEL_LAST = 6 };

unsigned heading_level(struct job *j, unsigned level)
{
    unsigned depth, above;

    while (j->level_count && j->levels[j->level_count - 1] >= level)
        j->level_count--;
    above = j->level_count ? j->levels[j->level_count - 1] : level - 1;
    if (level > above + 1)
        diag_add(&j->c->diags, DIAG_HEADING_JUMP, job_pos(j), level, above);
    if (j->level_count < sizeof j->levels)
        j->levels[j->level_count++] = (unsigned char)level;
    depth = LEVEL_FIRST + j->level_count - 1;
    return depth < LEVEL_LAST ? depth : LEVEL_LAST;
}

struct str anchor_add(struct job *j, struct str id)
{
    struct chapter *c = j->c;
    struct str own = arena_str(c->arena, id_safe(&j->scratch, id));
    struct str unique = id_unique(c->arena, &c->ids, own);

    *vec_push(&c->anchors) = (struct anchor){.id = unique, .offset = j->m.text.n};
    return unique;
}

/* What follows "{#" in "Title {#id .class}" at the end of TEXT; STR_NONE when that is not how it
 * ends. *RET_TITLE is what stands before. */
static struct str explicit_id(struct str text, struct str *ret_title)
{
    size_t open = str_rfind_byte(text, '{');
    struct str inside, word;

    text = str_trim_end(text);
    if (open == STR_NPOS || !str_ends(text, STR("}")))
        return STR_NONE;
    inside = str_chop(str_skip(text, open + 1), 1);
    *ret_title = str_trim_end(str_sub(text, 0, open));
    if (inside.n && inside.p[0] == ':')
        inside = str_skip(inside, 1);
    while (str_split(&inside, ' ', &word))
        if (word.n > 1 && word.p[0] == '#')
            return str_skip(word, 1);
    return STR_NONE;
}

/* Takes an explicit id off the heading's last text. */
static struct str take_explicit_id(struct job *j, cmark_node *node)
{
    cmark_node *last = cmark_node_last_child(node);
    struct str text, title, id;

    if (!last || cmark_node_get_type(last) != CMARK_NODE_TEXT)
        return STR_NONE;
    text = str_of(cmark_node_get_literal(last));
    id = explicit_id(text, &title);
    if (!id.p)
        return STR_NONE;
    id = arena_str(j->c->arena, id);
    cmark_node_set_literal(last, arena_str(&j->scratch, title).p);
    return id;
}

/* Letters and digits only, lower case: how titles are compared. */
static struct str bare(struct arena *a, struct str s)
{
    struct str id = id_of_heading(a, ID_ZOLA, s);

    return id.n && !str_eq(id, STR("section")) ? id : str_trim(s);
}

bool heading_repeats_title(struct job *j, cmark_node *node)
{
    struct str text;

    if (!node || cmark_node_get_type(node) != CMARK_NODE_HEADING)
        return false;
    text = job_plain_text(j, &j->scratch, node);
    if (str_eq_fold(str_trim(text), str_trim(j->post->title)))
        return true;
    return cmark_node_get_heading_level(node) == 1 &&
           str_eq(bare(&j->scratch, text), bare(&j->scratch, j->post->title));
}

size_t heading_open(struct job *j, cmark_node *node)
{
    struct chapter *c = j->c;
    unsigned level = heading_level(j, (unsigned)cmark_node_get_heading_level(node));
    struct str id = take_explicit_id(j, node), text;
    struct buf attributes = {0};
    size_t handle;

    if (!id.p)
        id = id_of_heading(c->arena, j->env->site->ids, job_plain_text(j, &j->scratch, node));
    id = anchor_add(j, id);
    c->anchors.v[c->anchors.n - 1].is_in_body = true;
    smart_block(j, node);
    text = job_plain_text(j, c->arena, node);
    *vec_push(&c->headings) = (struct heading){id, text, level, j->m.text.n, j->containers == 0};
    buf_addz(&attributes, " id=\"");
    markup_escape_value(&attributes, id);
    buf_byte(&attributes, '"');
    handle = markup_open(&j->m, (enum element)(EL_H1 + (int)level - 1), buf_str(&attributes));
    buf_done(&attributes);
    return handle;
}
