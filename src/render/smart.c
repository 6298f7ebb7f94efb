/* SPDX-License-Identifier: MIT */
/* Typography of the Markdown tree: the text of a block is set as one, before it is written. */
#include <string.h>

#include "render/job.h"
#include "render/typography.h"

/* How far a block's pieces have been gathered. */
struct gathering {
    struct job *j;
    unsigned code; /* elements of raw HTML that are open and hold no prose */
    bool has_work;
};

/* Elements of raw HTML whose text is not prose. */
static bool is_code_tag(struct str name)
{
    static const struct str names = STR_INIT("code kbd samp pre tt var math script style svg");

    return str_among_fold(name, names);
}

static void add_mark(struct gathering *g, char mark)
{
    *vec_push(&g->j->pieces) = (struct smart_piece){.mark = mark};
}

static void take_tag(struct gathering *g, struct str tag)
{
    bool is_end = str_starts(tag, STR("</"));
    struct str name = html_tag_name(tag);

    if (str_eq_fold(name, STR("br")))
        add_mark(g, '\n');
    else if (str_eq_fold(name, STR("img")))
        add_mark(g, TYPE_THING);
    else if (is_code_tag(name) && !str_ends(tag, STR("/>")))
        g->code = is_end ? g->code - (g->code > 0) : g->code + 1;
}

/* The text of a link may be its address. */
static bool is_address(cmark_node *node, struct str text)
{
    cmark_node *parent = cmark_node_parent(node);

    return parent && cmark_node_get_type(parent) == CMARK_NODE_LINK &&
           (str_find(text, STR("://"), 0) != STR_NPOS || str_starts_fold(text, STR("www.")) ||
            str_eq(text, str_of(cmark_node_get_url(parent))));
}

/* Formulas stand as objects in the text: like a letter. */
static void add_text(struct gathering *g, cmark_node *node)
{
    struct str text = str_of(cmark_node_get_literal(node));

    if (g->code || is_address(node, text)) {
        add_mark(g, TYPE_THING);
        return;
    }
    g->has_work = g->has_work || typography_has_work(g->j->type, text);
    *vec_push(&g->j->pieces) = (struct smart_piece){node, text, 0};
}

static void add_node(struct gathering *g, cmark_node *n)
{
    switch (cmark_node_get_type(n)) {
    case CMARK_NODE_TEXT:
        add_text(g, n);
        break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        add_mark(g, '\n');
        break;
    case CMARK_NODE_CODE:
    case CMARK_NODE_IMAGE:
        add_mark(g, TYPE_THING);
        break;
    case CMARK_NODE_HTML_INLINE:
        take_tag(g, str_of(cmark_node_get_literal(n)));
        break;
    default:
        break;
    }
}

/* The node behind N and, but for pictures, all in it; NULL at the end of BLOCK. */
static cmark_node *next_node(cmark_node *block, cmark_node *n)
{
    cmark_node *next =
        cmark_node_get_type(n) == CMARK_NODE_IMAGE ? NULL : cmark_node_first_child(n);

    while (!next && n != block) {
        next = cmark_node_next(n);
        n = cmark_node_parent(n);
    }
    return next;
}

/* The pieces, each text between its marks → j->unset. False when a text holds marks of its own,
 * by numeric references perhaps. */
static bool join_pieces(struct job *j)
{
    size_t texts = 0, from = 0, to = 0;

    buf_clear(&j->unset);
    for (size_t i = 0; i < j->pieces.n; i++) {
        const struct smart_piece *p = &j->pieces.v[i];

        if (!p->node) {
            buf_byte(&j->unset, p->mark);
            continue;
        }
        texts++;
        buf_byte(&j->unset, TYPE_FROM);
        buf_add(&j->unset, p->text);
        buf_byte(&j->unset, TYPE_TO);
    }
    for (size_t i = 0; i < j->unset.n; i++) {
        from += j->unset.p[i] == TYPE_FROM;
        to += j->unset.p[i] == TYPE_TO;
    }
    return from == texts && to == texts;
}

/* What stands in j->set between the marks → the nodes it came from. */
static void put_back(struct job *j)
{
    size_t at = 0;

    for (size_t i = 0; i < j->pieces.n; i++) {
        const struct smart_piece *p = &j->pieces.v[i];
        size_t from;

        if (!p->node)
            continue;
        from = str_find_byte(buf_str(&j->set), TYPE_FROM, at) + 1;
        at = str_find_byte(buf_str(&j->set), TYPE_TO, from);
        if (str_eq(str_sub(buf_str(&j->set), from, at - from), p->text))
            continue;
        j->set.p[at] = '\0';
        cmark_node_set_literal(p->node, j->set.p + from);
    }
}

void smart_block(struct job *j, cmark_node *block)
{
    struct gathering g = {.j = j};

    if (!j->type || markup_is_open(&j->m, EL_CODE) || markup_is_open(&j->m, EL_PRE) ||
        markup_is_open(&j->m, EL_KBD) || markup_is_open(&j->m, EL_SAMP))
        return;
    j->pieces.n = 0;
    for (cmark_node *n = cmark_node_first_child(block); n; n = next_node(block, n))
        add_node(&g, n);
    if (!g.has_work || !join_pieces(j))
        return;
    buf_clear(&j->set);
    typography_set(&j->set, j->type, buf_str(&j->unset));
    put_back(j);
}

struct str smart_text(struct job *j, struct str text)
{
    return j->type ? typography_text(j->c->arena, j->type, text) : text;
}
