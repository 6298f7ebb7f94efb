/* SPDX-License-Identifier: MIT */
/* Rules about SVG, alone or inside XHTML (EPUB 3.3 6.2, 8.2.2.6). */
#include "epub/check_content.h"
#include "epub/check_types.h"

/* Where epub:type may stand: structural, shape and text elements. */
static const char typed[] = "(a|audio|canvas|circle|ellipse|g|iframe|image|line|path|polygon|"
                            "polyline|rect|svg|switch|symbol|text|textPath|tspan|unknown|use|"
                            "video)";

static void check_attrs(struct content *k, const struct xml_node *n)
{
    for (unsigned i = 0; i < n->n_attrs; i++) {
        const struct xml_attr *a = &n->attrs[i];
        bool prefix = str_eq(a->name, STR("prefix")) && k->is_svg && n == k->d->root;
        bool type = str_eq(a->name, STR("type")) && type_accepts(str_of(typed), n->name, false);
        if (a->ns == NS_EPUB && !prefix && !type)
            report_text(k->c, M_RSC_005, xml_where(k->d, n),
                        "attribute 'epub:%.*s' is not allowed on '%.*s'", STR_ARG(a->name),
                        STR_ARG(n->name));
        if (a->ns == NS_EPUB && type && !type_accepts(STR("nmtokens"), a->value, false))
            report_text(k->c, M_RSC_005, xml_where(k->d, n), "invalid epub:type '%.*s'",
                        STR_ARG(a->value));
        if (a->ns == NS_NONE && str_eq(a->name, STR("id")) &&
            !type_accepts(STR("word"), trim(a->value), false))
            report_text(k->c, M_RSC_005, xml_where(k->d, n), "id '%.*s' is invalid",
                        STR_ARG(a->value));
    }
}

/* Whether what surrounds N is validated at all: not inside script, style, or markup of others. */
static bool is_judged(const struct xml_node *n)
{
    for (const struct xml_node *p = n->parent; p; p = p->parent)
        if (p->ns != NS_SVG)
            return p->def > 0;
    return true;
}

static void check_title(struct content *k, const struct xml_node *title)
{
    for (struct xml_node *n = title->first; n; n = xml_next(n, title))
        if (n->name.n && n->ns != NS_XHTML)
            report_text(k->c, M_RSC_005, xml_where(k->d, n),
                        "element '%.*s' is not allowed in an SVG title", STR_ARG(n->name));
}

void check_content_svg(struct content *k)
{
    struct xml_node *root = k->d->root;

    if (k->is_svg && k->item->fixed && !xml_value(root, "viewBox").p)
        report_at(k->c, M_HTM_048, xml_where(k->d, root));
    for (struct xml_node *n = root; n; n = xml_next(n, root)) {
        if (n->ns != NS_SVG || !n->name.n || !is_judged(n))
            continue;
        check_attrs(k, n);
        if (xml_is(n, NS_SVG, "title"))
            check_title(k, n);
    }
}
