/* SPDX-License-Identifier: MIT */
/* Judges attributes by the grammar's tables. */
#include "epub/check_grammar.h"
#include "epub/check_types.h"

static const struct attr_spec *find(const struct attr_group *g, const struct xml_attr *a)
{
    for (size_t i = 0; i < g->v.n; i++)
        if (a->ns != NS_NONE && g->v.v[i].ns == a->ns && str_eq(g->v.v[i].name, a->name))
            return &g->v.v[i];
    struct table_entry *e = a->ns == NS_NONE ? table_get(&g->by_name, a->name) : NULL;
    if (e)
        return &g->v.v[e->num];
    for (size_t i = 0; i < g->groups.n; i++) {
        const struct attr_spec *s = find(g->groups.v[i], a);
        if (s)
            return s;
    }
    return NULL;
}

static bool allows_any(const struct attr_group *g, const struct xml_attr *a)
{
    if (g->any || (g->any_plain && a->ns == NS_NONE))
        return true;
    for (size_t i = 0; i < g->groups.n; i++)
        if (allows_any(g->groups.v[i], a))
            return true;
    return false;
}

static bool has_attr(const struct xml_node *n, const struct attr_spec *s)
{
    for (unsigned i = 0; i < n->n_attrs; i++)
        if (n->attrs[i].ns == s->ns && str_eq(n->attrs[i].name, s->name))
            return true;
    return false;
}

static void check_required(struct check *c, const struct xml_doc *d, const struct xml_node *n,
                           const struct attr_group *g)
{
    if (!g->requires)
        return;
    for (size_t i = 0; i < g->v.n; i++)
        if (g->v.v[i].required && !has_attr(n, &g->v.v[i]))
            report_text(c, M_RSC_005, xml_where(d, n), "element '%.*s' lacks the attribute '%.*s'",
                        STR_ARG(n->name), STR_ARG(g->v.v[i].name));
    for (size_t i = 0; i < g->groups.n; i++)
        check_required(c, d, n, g->groups.v[i]);
}

/* The extension points: data-* and attributes of authors' own namespaces are not the
 * grammar's business (EPUB 3.3 6.1.3.5). */
static bool is_ignored(const struct grammar *g, const struct xml_doc *d, const struct xml_node *n,
                       const struct xml_attr *a)
{
    if (g->kind == GRAMMAR_OPS2 && n->ns == NS_SVG)
        return a->ns != NS_NONE && a->ns != NS_XML && a->ns != NS_XLINK && a->ns != NS_EPUB;
    if (g->kind != GRAMMAR_XHTML && g->kind != GRAMMAR_XHTML_NAV)
        return false;
    return (a->ns == NS_OTHER && !(d->kind == XML_SVG && n->ns == NS_XHTML)) ||
           (a->ns == NS_NONE && str_starts(a->name, STR("data-")));
}

void attrs_check(struct check *c, const struct grammar *g, const struct xml_doc *d,
                 const struct xml_node *n, const struct definition *def)
{
    /* Only the XHTML documents of EPUB 3 are read as the HTML standard does. */
    bool folds = d->kind != XML_SVG && c->version == 3;

    for (unsigned i = 0; i < n->n_attrs; i++) {
        const struct xml_attr *a = &n->attrs[i];
        if (is_ignored(g, d, n, a) ||
            (def->roles && a->ns == NS_NONE && aria_is_role_attr(a->name)))
            continue;
        const struct attr_spec *s = find(&def->attrs, a);
        if (!s && !allows_any(&def->attrs, a))
            report_text(c, M_RSC_005, xml_where(d, n), "attribute '%.*s' is not allowed on '%.*s'",
                        STR_ARG(a->name), STR_ARG(n->name));
        else if (s &&
                 !type_accepts(s->type, a->value, folds && n->ns == NS_XHTML && a->ns == NS_NONE))
            report_text(c, M_RSC_005, xml_where(d, n),
                        "attribute '%.*s' has the invalid value '%.*s'", STR_ARG(a->name),
                        (int)(a->value.n > 200 ? 200 : a->value.n), a->value.p);
    }
    check_required(c, d, n, &def->attrs);
    if (def->roles)
        aria_check(c, d, n, def->roles);
}
