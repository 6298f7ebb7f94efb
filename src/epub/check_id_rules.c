/* SPDX-License-Identifier: MIT */
/* ids of a content document: unique, of their kind, and what attributes refer to. */
#include "epub/check_content.h"
#include "epub/check_types.h"

static enum id_kind kind_of(const struct xml_node *n)
{
    if (n->ns != NS_SVG)
        return ID_GENERIC;
    if (xml_is(n, NS_SVG, "linearGradient") || xml_is(n, NS_SVG, "radialGradient") ||
        xml_is(n, NS_SVG, "pattern"))
        return ID_PAINT;
    if (xml_is(n, NS_SVG, "clipPath"))
        return ID_CLIP_PATH;
    return xml_is(n, NS_SVG, "symbol") ? ID_SYMBOL : ID_GENERIC;
}

static void collect_ids(struct content *k)
{
    struct xml_node *root = k->d->root;
    size_t order = 0;

    for (struct xml_node *n = root; n; n = xml_next(n, root)) {
        struct str id = n->name.n ? xml_value(n, "id") : STR_NONE;
        bool is_new;
        order++;
        if (!id.p)
            continue;
        struct table_entry *e =
            table_put(&k->item->ids, arena_str(&k->c->arena, k->is_svg ? trim(id) : id), &is_new);
        if (is_new)
            e->num = order << 2 | kind_of(n);
        else if (!k->is_old)
            report_text(k->c, M_RSC_005, xml_where(k->d, n), "duplicate id '%.*s'", STR_ARG(id));
        if (k->is_svg && n->ns == NS_SVG && !is_ncname(id) && k->c->version == 3)
            report_text(k->c, M_RSC_005, xml_where(k->d, n), "id '%.*s' is no XML name",
                        STR_ARG(id));
    }
}

/* Attributes that hold ids; a list when the name is of ARIA's lists. */
static bool refers(const struct xml_node *n, const struct xml_attr *a)
{
    static const char *const anywhere[] = {"aria-describedby", "aria-flowto", "aria-labelledby",
                                           "aria-owns", "aria-controls"};

    if (a->ns == NS_EVENTS)
        return xml_is(n, NS_EPUB, "trigger") && str_eq(a->name, STR("observer"));
    if (a->ns != NS_NONE)
        return false;
    for (size_t i = 0; i < sizeof anywhere / sizeof *anywhere; i++)
        if (str_eq(a->name, str_of(anywhere[i])))
            return true;
    if (n->ns == NS_MATHML)
        return str_eq(a->name, STR("xref")) || str_eq(a->name, STR("indenttarget"));
    if (xml_is(n, NS_EPUB, "trigger"))
        return str_eq(a->name, STR("ref"));
    return xml_is(n, NS_XHTML, "output") && str_eq(a->name, STR("for"));
}

static void check_idrefs(struct content *k, const struct xml_node *n)
{
    for (unsigned i = 0; i < n->n_attrs; i++) {
        struct str rest = n->attrs[i].value, id;
        if (!refers(n, &n->attrs[i]))
            continue;
        while (next_token(&rest, &id))
            if (!table_get(&k->item->ids, id))
                report_text(k->c, M_RSC_005, xml_where(k->d, n),
                            "'%.*s' refers to the missing id '%.*s'", STR_ARG(n->attrs[i].name),
                            STR_ARG(id));
    }
}

void check_id_rules(struct content *k)
{
    struct xml_node *root = k->d->root;

    collect_ids(k);
    for (struct xml_node *n = root; n && k->c->version == 3 && !k->is_svg; n = xml_next(n, root))
        check_idrefs(k, n);
}
