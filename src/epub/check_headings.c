/* SPDX-License-Identifier: MIT */
/* EDUPUB Structural Semantics: each section has one heading, of the rank of its depth. */
#include "epub/check_semantics.h"
#include "epub/check_types.h"

struct outline {
    struct content *k;
    struct xml_node *body;
    bool body_is_section;
    int top_rank, top_depth;
};

static bool is_heading(const struct xml_node *n)
{
    return is_element(n, "(h1|h2|h3|h4|h5|h6)") ||
           (n->ns == NS_XHTML && str_eq(xml_value(n, "role"), STR("heading")));
}

static bool is_sectioning(const struct xml_node *n)
{
    return is_element(n, "(section|article|aside|nav)");
}

static int rank_of(const struct xml_node *n)
{
    unsigned long level = 2;

    if (!str_eq(xml_value(n, "role"), STR("heading")))
        return n->name.p[1] - '0';
    if (xml_value(n, "aria-level").p)
        str_to_uint(trim(xml_value(n, "aria-level")), 100, &level);
    return (int)level;
}

static int depth_of(const struct xml_node *n)
{
    int depth = 0;

    for (const struct xml_node *p = n->parent; p; p = p->parent)
        depth += is_sectioning(p);
    return depth;
}

/* The nearest section around N, or NULL. */
static const struct xml_node *section_of(const struct xml_node *n)
{
    const struct xml_node *p = n->parent;

    while (p && !is_sectioning(p))
        p = p->parent;
    return p;
}

static void find_top(struct outline *o)
{
    o->top_rank = 1;
    if (trim(xml_value(o->body, "aria-label")).n)
        return;
    for (struct xml_node *n = o->body; n; n = xml_next(n, o->body)) {
        const struct xml_node *in = n->name.n && is_heading(n) ? section_of(n) : NULL;
        if (!n->name.n || !is_heading(n) || depth_of(n) > 1 ||
            (in && is_element(in, "(aside|nav)")))
            continue;
        o->top_rank = rank_of(n);
        o->top_depth = in ? 1 : 0;
        return;
    }
}

static void check_heading(struct outline *o, const struct xml_node *n)
{
    int depth = depth_of(n), rank = rank_of(n);
    int expected =
        o->body_is_section ? o->top_rank - o->top_depth + depth : o->top_rank + depth - 1;

    if (xml_ancestor(n, NS_XHTML, "figure") || xml_ancestor(n, NS_XHTML, "blockquote"))
        semantic_fault(o->k, n, "a ranked heading must not be in figure or blockquote");
    if (expected < 6 ? rank != expected : rank < 6)
        semantic_fault(o->k, n, "the heading's rank does not fit its depth");
}

/* The heading has an image's text or a label instead of text. */
static bool has_substitute(struct xml_node *heading)
{
    for (struct xml_node *n = heading->first; n; n = xml_next(n, heading))
        if (n->name.n && (trim(xml_value(n, "aria-label")).n ||
                          (xml_is(n, NS_XHTML, "img") && trim(xml_value(n, "alt")).n)))
            return true;
    return false;
}

static void check_subtitles(struct outline *o, const struct xml_node *parent)
{
    bool after_heading = false;

    for (const struct xml_node *n = parent->first; n; n = n->next) {
        const struct str *type = xml_is(n, NS_XHTML, "p") ? xml_attr(n, NS_EPUB, "type") : NULL;
        after_heading |= is_element(n, "(h1|h2|h3|h4|h5|h6)");
        if (after_heading && type && str_eq(*type, STR("subtitle")) &&
            !xml_ancestor(n, NS_XHTML, "header"))
            semantic_fault(o->k, n, "a section's subtitle must be in its header");
    }
}

/* Headings of SECTION itself; NULL stands for body. */
static void check_section(struct outline *o, struct xml_node *top, const struct xml_node *section)
{
    struct str label = xml_value(top, "aria-label");
    size_t headings = 0;
    struct str text = STR_NONE;
    bool empty = false;

    for (struct xml_node *n = top->first; n; n = xml_next(n, top)) {
        if (!n->name.n || !is_heading(n) || section_of(n) != section)
            continue;
        headings++;
        text = trim(xml_text(o->k->arena, n));
        empty = !text.n && !has_substitute(n);
    }
    if (label.p && !trim(label).n)
        semantic_fault(o->k, top, "empty aria-label");
    if (!trim(label).n && headings == 0)
        semantic_fault(o->k, top, "a section has no heading");
    if (headings == 1 && empty)
        semantic_fault(o->k, top, "an empty heading");
    if (headings > 1)
        semantic_fault(o->k, top, "a section has more than one heading");
    if (label.p && headings == 1 && text.n && str_eq(text, trim(label)))
        semantic_fault(o->k, top, "aria-label repeats the heading");
}

static void check_order(struct outline *o, const struct xml_node *parent)
{
    bool section = false;

    for (const struct xml_node *n = parent->first; n; n = n->next) {
        if (!n->name.n)
            continue;
        if (xml_is(n, NS_XHTML, "section"))
            section = true;
        else if (section)
            semantic_fault(o->k, n, "nothing but sections may follow a section");
    }
}

void check_headings(struct content *k)
{
    struct outline o = {.k = k, .body = xml_child(k->d->root, NS_XHTML, "body")};
    bool implied = false;

    if (!o.body)
        return;
    for (const struct xml_node *n = o.body->first; n; n = n->next) {
        o.body_is_section |= n->ns == NS_XHTML && !is_element(n, "(article|section)");
        implied |= n->ns == NS_XHTML && !is_sectioning(n);
    }
    find_top(&o);
    if (implied)
        check_section(&o, o.body, NULL);
    for (struct xml_node *n = o.body; n && !check_is_over(k->c); n = xml_next(n, o.body)) {
        if (!n->name.n)
            continue;
        if (is_element(n, "(section|article)"))
            check_section(&o, n, n);
        if (n == o.body || xml_is(n, NS_XHTML, "section"))
            check_order(&o, n);
        if (is_heading(n))
            check_heading(&o, n);
        check_subtitles(&o, n);
    }
}
