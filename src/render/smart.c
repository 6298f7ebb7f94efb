/* SPDX-License-Identifier: MIT */
/* Typography of the Markdown tree: the text of a block is set as one, before it is written. */
#include <string.h>

#include "render/job.h"
#include "render/typography.h"

struct piece {
    cmark_node *node;
    struct str text;
};

struct pieces {
    struct buf text; /* as render/typography.h wants it */
    VEC(struct piece) v;
    const struct typography *type;
    unsigned code; /* elements of raw HTML that are open and hold no prose */
    bool has_work;
};

/* Elements of raw HTML whose text is not prose. */
static bool is_code_tag(struct str name)
{
    static const struct str names[] = {
        STR_INIT("code"), STR_INIT("kbd"),  STR_INIT("samp"),   STR_INIT("pre"),   STR_INIT("tt"),
        STR_INIT("var"),  STR_INIT("math"), STR_INIT("script"), STR_INIT("style"), STR_INIT("svg")};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq_fold(name, names[i]))
            return true;
    return false;
}

static void take_tag(struct pieces *p, struct str tag)
{
    bool is_end = str_starts(tag, STR("</"));
    struct str name = html_tag_name(tag);

    if (str_eq_fold(name, STR("br")))
        buf_byte(&p->text, '\n');
    else if (str_eq_fold(name, STR("img")))
        buf_byte(&p->text, TYPE_THING);
    else if (is_code_tag(name) && !str_ends(tag, STR("/>")))
        p->code = is_end ? p->code - (p->code > 0) : p->code + 1;
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
static void add_text(struct pieces *p, cmark_node *node)
{
    struct str text = str_of(cmark_node_get_literal(node));

    if (p->code || is_address(node, text)) {
        buf_byte(&p->text, TYPE_THING);
        return;
    }
    if (!p->has_work)
        p->has_work = typography_has_work(p->type, text);
    *vec_push(&p->v) = (struct piece){node, text};
    buf_byte(&p->text, TYPE_FROM);
    buf_add(&p->text, text);
    buf_byte(&p->text, TYPE_TO);
}

static void add_node(struct pieces *p, cmark_node *n)
{
    switch (cmark_node_get_type(n)) {
    case CMARK_NODE_TEXT:
        add_text(p, n);
        break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        buf_byte(&p->text, '\n');
        break;
    case CMARK_NODE_CODE:
    case CMARK_NODE_IMAGE:
        buf_byte(&p->text, TYPE_THING);
        break;
    case CMARK_NODE_HTML_INLINE:
        take_tag(p, str_of(cmark_node_get_literal(n)));
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

/* The pieces of SET, in which they stand between their marks, → the nodes they came from. */
static void put_back(struct pieces *p, struct buf *set)
{
    size_t at = 0;

    for (size_t i = 0; i < p->v.n; i++) {
        size_t from = str_find_byte(buf_str(set), TYPE_FROM, at) + 1;

        at = str_find_byte(buf_str(set), TYPE_TO, from);
        if (str_eq(str_sub(buf_str(set), from, at - from), p->v.v[i].text))
            continue;
        set->p[at] = '\0';
        cmark_node_set_literal(p->v.v[i].node, set->p + from);
    }
}

/* No text holds marks of its own, by numeric references perhaps. */
static bool is_sound(const struct pieces *p)
{
    size_t from = 0, to = 0;

    for (size_t i = 0; i < p->text.n; i++) {
        from += p->text.p[i] == TYPE_FROM;
        to += p->text.p[i] == TYPE_TO;
    }
    return from == p->v.n && to == p->v.n;
}

void smart_block(struct job *j, cmark_node *block)
{
    struct pieces p = {.type = j->type};

    if (!j->type || markup_is_open(&j->m, EL_CODE) || markup_is_open(&j->m, EL_PRE) ||
        markup_is_open(&j->m, EL_KBD) || markup_is_open(&j->m, EL_SAMP))
        return;
    for (cmark_node *n = cmark_node_first_child(block); n; n = next_node(block, n))
        add_node(&p, n);
    if (p.has_work && is_sound(&p)) {
        struct buf set = {0};

        typography_set(&set, j->type, buf_str(&p.text));
        put_back(&p, &set);
        buf_done(&set);
    }
    buf_done(&p.text);
    vec_done(&p.v);
}

struct str smart_text(struct job *j, struct str text)
{
    return j->type ? typography_text(j->c->arena, j->type, text) : text;
}
