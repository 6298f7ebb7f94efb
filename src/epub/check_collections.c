/* SPDX-License-Identifier: MIT */
/* Collections of the package document (EPUB 3.3 5.8 and the modules that define roles). */
#include "epub/check_content.h"

static void fault(struct check *c, struct xml_doc *d, const struct xml_node *n, const char *text)
{
    report_text(c, M_RSC_005, xml_where(d, n), "%s", text);
}

static size_t count_children(const struct xml_node *n, enum xml_ns ns, const char *name)
{
    size_t count = 0;

    for (const struct xml_node *i = n->first; i; i = i->next)
        count += xml_is(i, ns, name);
    return count;
}

static void check_roles(struct check *c, struct xml_doc *d, const struct xml_node *n)
{
    struct str rest = xml_value(n, "role"), role;

    while (next_token(&rest, &role)) {
        size_t colon = str_find(role, STR("://"), 0);
        if (colon == STR_NPOS)
            continue;
        struct str host = str_skip(role, colon + 3);
        if (!host.n || str_find_byte(host, '%', 0) != STR_NPOS || host.p[0] == ':')
            report_at(c, M_OPF_070, xml_where(d, n), STR_ARG(role));
    }
}

static struct item *target(struct check *c, const struct xml_node *link, struct url *u)
{
    *u = url_split(&c->arena, c->opf_path, xml_value(link, "href"));
    return item_by_path(c, u->path);
}

static void check_index(struct check *c, struct xml_doc *d, const struct xml_node *n)
{
    struct url u;
    bool is_group = has_token(xml_value(n, "role"), "index-group");

    if (is_group &&
        (xml_child(n, NS_OPF, "collection") || !has_token(xml_value(n->parent, "role"), "index")))
        fault(c, d, n, "an index-group must be in an index and have no collections");
    for (const struct xml_node *i = n->first; i; i = i->next) {
        if (xml_is(i, NS_OPF, "collection") && !is_group &&
            !has_token(xml_value(i, "role"), "index-group"))
            fault(c, d, i, "an index must have index-group collections only");
        if (!xml_is(i, NS_OPF, "link"))
            continue;
        struct item *it = target(c, i, &u);
        if (it)
            it->in_index = true;
        if (!it || !str_eq(it->type, STR("application/xhtml+xml")))
            report_at(c, M_OPF_071, xml_where(d, i));
    }
}

static void check_preview(struct check *c, struct xml_doc *d, const struct xml_node *n)
{
    struct url u;
    size_t manifests = 0;

    for (const struct xml_node *i = n->first; i; i = i->next)
        manifests +=
            xml_is(i, NS_OPF, "collection") && str_eq(xml_value(i, "role"), STR("manifest"));
    if (manifests != 1 || !xml_child(n, NS_OPF, "link"))
        fault(c, d, n, "a preview collection must have one manifest collection and a link");
    for (const struct xml_node *i = n->first; i; i = i->next) {
        if (!xml_is(i, NS_OPF, "link"))
            continue;
        struct item *it = target(c, i, &u);
        if (!it || !is_content_type(it->type, 3))
            report_at(c, M_OPF_075, xml_where(d, i));
        else if (str_starts(u.fragment, STR("epubcfi(")))
            report_at(c, M_OPF_076, xml_where(d, i));
    }
}

/* Whether the package's or the collection's metadata has PROPERTY. */
static bool has_property(const struct xml_doc *d, const struct xml_node *collection,
                         const char *property)
{
    const struct xml_node *of[2] = {xml_child(d->root, NS_OPF, "metadata"),
                                    xml_child(collection, NS_OPF, "metadata")};

    for (int i = 0; i < 2; i++)
        for (const struct xml_node *n = of[i] ? of[i]->first : NULL; n; n = n->next)
            if (xml_is(n, NS_OPF, "meta") &&
                str_eq(trim(xml_value(n, "property")), str_of(property)))
                return true;
    return false;
}

/* EPUB Dictionaries 1.0 2.5.1.4.3: one source language. */
static bool has_many_sources(const struct xml_node *metadata)
{
    unsigned n = 0;

    for (const struct xml_node *i = metadata ? metadata->first : NULL; i; i = i->next)
        n += xml_is(i, NS_OPF, "meta") &&
             str_eq(trim(xml_value(i, "property")), STR("source-language"));
    return n > 1;
}

/* EPUB Dictionaries 1.0 2.5.1.3: a search key map belongs to one collection. */
static void check_shared_maps(struct check *c, struct xml_doc *d)
{
    struct table maps = {0};
    struct url u;

    for (struct xml_node *n = d->root; n; n = xml_next(n, d->root)) {
        if (!xml_is(n, NS_OPF, "link") || !n->parent || !xml_is(n->parent, NS_OPF, "collection") ||
            !has_token(xml_value(n->parent, "role"), "dictionary"))
            continue;
        struct item *it = target(c, n, &u);
        if (it && (it->properties & P_SEARCH_KEY_MAP) &&
            table_put(&maps, it->path, NULL)->num++ == 1)
            fault(c, d, n, "a search key map is in two dictionary collections");
    }
    table_done(&maps);
}

static void check_dictionary(struct check *c, struct xml_doc *d, const struct xml_node *n)
{
    struct where at = xml_where(d, n);
    unsigned maps = 0;
    struct url u;

    if (xml_child(n, NS_OPF, "collection"))
        fault(c, d, n, "a dictionary collection must have no collections");
    if (!has_property(d, n, "source-language") || !has_property(d, n, "target-language"))
        fault(c, d, n, "a dictionary must declare source-language and target-language");
    if (has_many_sources(xml_child(n, NS_OPF, "metadata")))
        fault(c, d, n, "a dictionary must declare one source-language");

    for (const struct xml_node *i = n->first; i; i = i->next) {
        if (!xml_is(i, NS_OPF, "link"))
            continue;
        struct item *it = target(c, i, &u);
        if (!it)
            report_at(c, M_OPF_081, at, STR_ARG(u.path));
        else if (str_eq(it->type, STR("application/vnd.epub.search-key-map+xml")))
            maps++;
        else if (!str_eq(it->type, STR("application/xhtml+xml")))
            report_at(c, M_OPF_084, at, STR_ARG(u.path));
    }
    if (maps > 1)
        report_at(c, M_OPF_082, at);
    if (maps == 0)
        report_at(c, M_OPF_083, at);
}

static void check_distributable(struct check *c, struct xml_doc *d, const struct xml_node *n)
{
    const struct xml_node *metadata = xml_child(n, NS_OPF, "metadata");

    if (!metadata)
        fault(c, d, n, "a distributable-object must have metadata");
    if (!xml_child(n, NS_OPF, "link"))
        fault(c, d, n, "a distributable-object must have a link");
    if (metadata &&
        (count_children(metadata, NS_DC, "identifier") != 1 ||
         !xml_child(metadata, NS_DC, "title") || !xml_child(metadata, NS_DC, "language")))
        fault(c, d, n, "a distributable-object must have one identifier, a title, a language");
}

static void check_manifest_role(struct check *c, struct xml_doc *d, const struct xml_node *n)
{
    if (xml_child(n, NS_OPF, "metadata") || xml_child(n, NS_OPF, "collection"))
        fault(c, d, n, "a manifest collection must contain links only");
    if (!xml_child(n, NS_OPF, "link"))
        fault(c, d, n, "a manifest collection must contain a link");
    if (!xml_is(n->parent, NS_OPF, "collection"))
        fault(c, d, n, "a manifest collection must be in another collection");
}

static void check_refines(struct check *c, struct xml_doc *d, const struct table *ids,
                          struct xml_node *n)
{
    struct str refines = trim(xml_value(n, "refines"));
    const struct xml_node *top = n;

    if (!refines.p || !n->parent || !xml_is(n->parent, NS_OPF, "metadata"))
        return;
    for (struct xml_node *p = n->parent; p; p = p->parent)
        if (xml_is(p, NS_OPF, "collection"))
            top = p;
    struct table_entry *e =
        str_starts(refines, STR("#")) ? table_get(ids, str_skip(refines, 1)) : NULL;
    for (const struct xml_node *p = e ? e->ptr : NULL; p; p = p->parent)
        if (p == top)
            return;
    fault(c, d, n, "refines must name an element of its collection");
}

static void check_collection(struct check *c, struct xml_doc *d, struct xml_node *n)
{
    struct str role = xml_value(n, "role");

    check_roles(c, d, n);
    if (has_token(role, "manifest"))
        check_manifest_role(c, d, n);
    if (has_token(role, "distributable-object"))
        check_distributable(c, d, n);
    if (has_token(role, "dictionary"))
        check_dictionary(c, d, n);
    if (has_token(role, "preview"))
        check_preview(c, d, n);
    if (has_token(role, "index") || has_token(role, "index-group"))
        check_index(c, d, n);
}

/* Links of collections may lead to files that the book lacks, but must be URLs. */
static void check_link(struct check *c, struct xml_doc *d, const struct xml_node *n)
{
    struct where at = xml_where(d, n);
    struct str href = xml_value(n, "href");
    struct url u;

    if (href.p && url_resolve(c, c->opf_path, trim(href), at, &u))
        add_ref(c,
                (struct ref){
                    .kind = REF_LINK, .path = u.path, .remote = u.remote, .url = href, .at = at});
}

void check_collections(struct check *c, struct xml_doc *d)
{
    struct table ids = {0};

    for (struct xml_node *n = d->root; n; n = xml_next(n, d->root))
        if (n->name.n && xml_value(n, "id").p)
            table_put(&ids, trim(xml_value(n, "id")), NULL)->ptr = n;
    for (struct xml_node *n = d->root; n; n = xml_next(n, d->root)) {
        if (xml_is(n, NS_OPF, "collection"))
            check_collection(c, d, n);
        if (xml_is(n, NS_OPF, "link") && n->parent && xml_is(n->parent, NS_OPF, "collection"))
            check_link(c, d, n);
        else if (n->name.n && xml_ancestor(n, NS_OPF, "collection"))
            check_refines(c, d, &ids, n);
    }
    table_done(&ids);
    if (c->is_dictionary)
        check_shared_maps(c, d);
}
