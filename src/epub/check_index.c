/* SPDX-License-Identifier: MIT */
/* EPUB Indexes 1.0: how the elements of an index nest. */
#include "epub/check_semantics.h"
#include "epub/check_types.h"

static bool is_typed(const struct xml_node *n)
{
    return xml_attr(n, NS_EPUB, "type") != NULL;
}

static bool is_within(const struct xml_node *n, const char *type)
{
    for (const struct xml_node *p = n->parent; p; p = p->parent)
        if (has_type(p, type))
            return true;
    return false;
}

/* A list of entries by its type, or by standing bare in an index. */
static bool is_entry_list(const struct xml_node *n)
{
    if (!xml_is(n, NS_XHTML, "ul"))
        return false;
    return has_type(n, "index-entry-list") ||
           (!is_typed(n) && is_within(n, "index") && !is_within(n, "index-headnotes"));
}

static bool is_entry(const struct xml_node *n)
{
    return has_type(n, "index-entry") ||
           (xml_is(n, NS_XHTML, "li") && n->parent && is_entry_list(n->parent));
}

/* The nearest ancestor that is of ELEMENT or has an epub:type. */
static const struct xml_node *owner(const struct xml_node *n, const char *element)
{
    for (const struct xml_node *p = n->parent; p; p = p->parent)
        if (is_typed(p) || xml_is(p, NS_XHTML, element))
            return p;
    return NULL;
}

static const struct xml_node *typed_ancestor(const struct xml_node *n)
{
    const struct xml_node *p = n->parent;

    while (p && !is_typed(p))
        p = p->parent;
    return p;
}

/* How many descendants that TOP owns have TYPE, or, with HEADINGS or LISTS, are such. */
struct counts {
    size_t headings, headnotes, groups, lists, all_lists, terms, content, locators, locator_lists,
        notes;
    size_t preferred, related;
};

static void count_one(struct counts *c, const struct xml_node *n)
{
    bool list = (xml_is(n, NS_XHTML, "ul") && !is_typed(n)) || has_type(n, "index-entry-list");
    bool locator = has_type(n, "index-locator") || has_type(n, "index-locator-range");
    bool preferred = has_type(n, "index-xref-preferred");
    bool related = has_type(n, "index-xref-related");

    c->headings += is_element(n, "(h1|h2|h3|h4|h5|h6)");
    c->headnotes += has_type(n, "index-headnotes");
    c->groups += has_type(n, "index-group");
    c->lists += list;
    c->all_lists += list || xml_is(n, NS_XHTML, "ul");
    c->terms += has_type(n, "index-term") && !preferred && !related;
    c->locators += locator;
    c->locator_lists += has_type(n, "index-locator-list");
    c->notes += has_type(n, "index-editor-note");
    c->preferred += preferred;
    c->related += related;
    c->content += list || locator || preferred || related || has_type(n, "index-locator-list") ||
                  has_type(n, "index-editor-note");
}

static struct counts count_owned(struct xml_node *top, const char *element)
{
    struct counts c = {0};

    for (struct xml_node *n = top->first; n; n = xml_next(n, top))
        if (n->ns == NS_XHTML && owner(n, element) == top)
            count_one(&c, n);
    return c;
}

static void check_index(struct content *k, struct xml_node *n)
{
    struct counts c = count_owned(n, "ul");

    if (!is_element(n, "(body|section|article|aside|nav)"))
        semantic_fault(k, n, "an index must be body or a section");
    if (c.headings > 1 || c.headnotes > 1)
        semantic_fault(k, n, "an index must have one heading and headnotes at most");
    if (c.groups ? c.all_lists > 0 : c.all_lists != 1)
        semantic_fault(k, n, "an index must contain one entry list or groups");
}

static void check_group(struct content *k, struct xml_node *n)
{
    const struct xml_node *p = typed_ancestor(n);
    struct counts c = count_owned(n, "ul");

    if (!is_element(n, "(section|article|aside|nav)") || !p || !has_type(p, "index"))
        semantic_fault(k, n, "an index-group must be a section of an index");
    if (c.headings > 1 || c.all_lists != 1)
        semantic_fault(k, n, "an index-group must have one list and at most one heading");
}

static void check_entry(struct content *k, struct xml_node *n)
{
    struct counts c = count_owned(n, "li");

    if (!xml_is(n, NS_XHTML, "li") || !n->parent || !is_entry_list(n->parent))
        semantic_fault(k, n, "an index-entry must be an item of an entry list");
    if (c.terms != 1)
        semantic_fault(k, n, "an index-entry must have one index-term");
    if (c.content == 0)
        semantic_fault(k, n, "an index-entry must lead to something");
    if (c.lists > 1 || c.locator_lists > 1 || c.notes > 1)
        semantic_fault(k, n, "an index-entry must have one list and note at most");
    if ((c.locator_lists && c.locators) || (c.preferred && c.related))
        semantic_fault(k, n, "an index-entry mixes what excludes each other");
}

static bool is_in_entry(const struct xml_node *n)
{
    const struct xml_node *p = owner(n, "li");
    return p && is_entry(p);
}

static bool has_locator(struct xml_node *list)
{
    for (struct xml_node *n = list->first; n; n = xml_next(n, list))
        if (n->name.n && (has_type(n, "index-locator") || has_type(n, "index-locator-range") ||
                          (xml_is(n, NS_XHTML, "a") && !is_typed(n))))
            return true;
    return false;
}

static void check_part(struct content *k, struct xml_node *n)
{
    static const char *const parts[] = {"index-editor-note", "index-locator-list",
                                        "index-xref-related", "index-xref-preferred"};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (has_type(n, parts[i]) && !is_in_entry(n))
            semantic_fault(k, n, "a part of an index-entry stands outside of one");
    if (has_type(n, "index-locator-list") && !xml_is(n, NS_XHTML, "ul"))
        semantic_fault(k, n, "an index-locator-list must be ul");
    if (has_type(n, "index-locator-list") && !has_locator(n))
        semantic_fault(k, n, "an index-locator-list must contain a locator");
    bool xref = has_type(n, "index-xref-preferred") || has_type(n, "index-xref-related");
    if (xref && !has_type(n, "index-term") && !has_type(n, "index-term-category") &&
        !has_below(n, "index-term") && !has_below(n, "index-term-category"))
        semantic_fault(k, n, "a cross-reference must contain a term");
    if (has_type(n, "index-term-category") &&
        (!xml_is(n, NS_XHTML, "a") ||
         !(xref || is_within(n, "index-xref-preferred") || is_within(n, "index-xref-related"))))
        semantic_fault(k, n, "an index-term-category must be a link of a cross-reference");
}

static void check_term(struct content *k, const struct xml_node *n)
{
    const struct xml_node *p = n->parent;
    bool in_xref = p && (has_type(p, "index-entry") || has_type(p, "index-xref-related") ||
                         has_type(p, "index-xref-preferred"));

    if (type_accepts(STR("(p|div|section|article|li|ul|ol|dl|h1|h2|h3|h4|h5|h6|table|aside|nav)"),
                     n->name, false))
        semantic_fault(k, n, "an index-term must be phrasing content");
    if (!in_xref && !is_in_entry(n))
        semantic_fault(k, n, "an index-term stands outside of an entry");
}

static void check_locator(struct content *k, struct xml_node *n)
{
    bool in_list = is_within(n, "index-locator-list");
    bool in_range = is_within(n, "index-locator-range");
    size_t links = 0;

    if (has_type(n, "index-locator-range")) {
        for (struct xml_node *i = n->first; i; i = xml_next(i, n))
            links += xml_is(i, NS_XHTML, "a");
        if (links < 1 || links > 2 || !(in_list || is_in_entry(n)))
            semantic_fault(k, n, "an index-locator-range must contain one or two links");
    }
    if (has_type(n, "index-locator") &&
        (!xml_is(n, NS_XHTML, "a") || !(in_list || in_range || is_in_entry(n))))
        semantic_fault(k, n, "an index-locator must be a link of an entry");
}

void check_index_node(struct content *k, struct xml_node *n)
{
    const struct xml_node *p = typed_ancestor(n);

    if (has_type(n, "index"))
        check_index(k, n);
    if (has_type(n, "index-group"))
        check_group(k, n);
    if (has_type(n, "index-headnotes") &&
        !(p && has_type(p, "index") && is_element(n, "(header|section|article|aside|nav)")))
        semantic_fault(k, n, "index-headnotes must be a header or section of an index");
    if (has_type(n, "index-legend") &&
        !(p && has_type(p, "index-headnotes") && is_element(n, "(dl|section|article|aside|nav)")))
        semantic_fault(k, n, "an index-legend must be a list or section of index-headnotes");
    if (has_type(n, "index-entry-list") && !xml_is(n, NS_XHTML, "ul"))
        semantic_fault(k, n, "an index-entry-list must be ul");
    if (is_entry_list(n) &&
        !(p &&
          (has_type(p, "index") || has_type(p, "index-group") || has_type(p, "index-entry"))) &&
        !is_in_entry(n))
        semantic_fault(k, n, "an entry list must be of an index, a group or an entry");
    if ((is_entry_list(n) || has_type(n, "index-entry-list")) && !xml_child(n, NS_XHTML, "li"))
        semantic_fault(k, n, "an index-entry-list must have an entry");
    if (is_entry(n))
        check_entry(k, n);
    if (has_type(n, "index-term"))
        check_term(k, n);
    check_part(k, n);
    check_locator(k, n);
}

/* The body has no text but that of an index. */
static bool is_all_index(const struct content *k, struct xml_node *body)
{
    for (struct xml_node *n = body; n; n = xml_next(n, body)) {
        if (n->ns != NS_XHTML || has_type(n, "index") || is_within(n, "index"))
            continue;
        for (const struct xml_node *i = n->first; i; i = i->next)
            if (!i->name.n && trim(xml_text(k->arena, i)).n)
                return false;
    }
    return true;
}

void check_index_document(struct content *k)
{
    struct xml_node *body = xml_child(k->d->root, NS_XHTML, "body");
    const struct str *type = body ? xml_attr(body, NS_EPUB, "type") : NULL;

    if (body && !(type && str_eq(*type, STR("index"))) && is_all_index(k, body))
        semantic_fault(k, body, "the body of an index must be of the type 'index'");
    for (struct xml_node *n = k->d->root; n; n = xml_next(n, k->d->root))
        if (n->name.n && has_type(n, "index"))
            return;
    semantic_fault(k, k->d->root, "a document declared as an index must contain an index");
}
