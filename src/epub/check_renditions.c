/* SPDX-License-Identifier: MIT */
/* EPUB Multiple-Rendition Publications 1.1: the container, META-INF/metadata.xml, the mapping. */
#include "epub/check_content.h"
#include "epub/check_schema.h"
#include "epub/check_types.h"

static const char metadata_path[] = "META-INF/metadata.xml";

static void fault(struct check *c, const struct xml_doc *d, const struct xml_node *n,
                  const char *text)
{
    report_text(c, M_RSC_005, xml_where(d, n), "%s", text);
}

/* The elements of the file are those of a package in a namespace of their own. */
static void take_as_package(struct xml_doc *d)
{
    for (struct xml_node *n = d->root; n; n = xml_next(n, d->root))
        n->ns = n->ns == NS_ROOT_META ? NS_OPF : n->ns == NS_OPF ? NS_OTHER : n->ns;
}

static void check_ids(struct check *c, struct xml_doc *d)
{
    struct str unique = xml_value(d->root, "unique-identifier");
    struct table ids = {0};
    bool found = false;

    for (struct xml_node *n = d->root; n; n = xml_next(n, d->root)) {
        struct str id = n->name.n ? trim(xml_value(n, "id")) : STR_NONE;
        if (id.p && table_put(&ids, id, NULL)->num++ > 0)
            fault(c, d, n, "duplicate id");
        found |= xml_is(n, NS_DC, "identifier") && str_eq(xml_value(n, "id"), unique);
    }
    if (unique.p && !found)
        fault(c, d, d->root, "unique-identifier names no dc:identifier");
    for (struct xml_node *n = d->root; n; n = xml_next(n, d->root)) {
        struct str refines = n->name.n ? xml_value(n, "refines") : STR_NONE;
        if (str_starts(refines, STR("#")) && !table_get(&ids, str_skip(refines, 1)))
            fault(c, d, n, "refines names no element");
    }
    table_done(&ids);
}

static void check_records(struct check *c, struct xml_doc *d)
{
    for (const struct xml_node *n = d->root->first; n; n = n->next) {
        if (xml_is(n, NS_OPF, "meta") && !xml_value(n, "property").p)
            fault(c, d, n, "a meta element needs a property");
        if (!xml_is(n, NS_OPF, "link") || !has_token(xml_value(n, "rel"), "record"))
            continue;
        if (!xml_value(n, "media-type").p)
            fault(c, d, n, "a 'record' link needs a media-type");
        if (xml_value(n, "refines").p)
            fault(c, d, n, "a 'record' link must not refine anything");
    }
}

static void check_root_metadata(struct check *c)
{
    struct xml_doc d;
    struct str bytes;

    if (!file_exists(c, str_of(metadata_path))) {
        report_at(c, M_RSC_019, WHERE(STR_NONE));
        return;
    }
    if (!file_load(c, &c->arena, str_of(metadata_path), &bytes) ||
        !xml_parse(c, &c->arena, str_of(metadata_path), XML_META, bytes, &d))
        return;
    if (d.root->ns != NS_ROOT_META || !str_eq(d.root->name, STR("metadata"))) {
        fault(c, &d, d.root, "the root element must be metadata");
        return;
    }
    take_as_package(&d);
    grammar_check(c, grammar_get(c, GRAMMAR_OPF3), &d, "metadata.root");
    check_ids(c, &d);
    check_records(c, &d);
    check_metadata(c, &d, d.root);
}

static bool has_version(const struct xml_node *head)
{
    for (const struct xml_node *n = head->first; n; n = n->next)
        if (xml_is(n, NS_XHTML, "meta") &&
            str_eq(xml_value(n, "name"), STR("epub.multiple.renditions.version")) &&
            str_eq(xml_value(n, "content"), STR("1.0")))
            return true;
    return false;
}

static void check_mapping(struct check *c, struct str path)
{
    struct xml_doc d;
    struct str bytes;
    size_t maps = 0;

    if (!file_exists(c, path)) {
        report_at(c, M_RSC_001, WHERE(path), STR_ARG(path));
        return;
    }
    if (!file_load(c, &c->arena, path, &bytes) ||
        !xml_parse(c, &c->arena, path, XML_META, bytes, &d))
        return;
    grammar_check(c, grammar_get(c, GRAMMAR_META), &d, "x:html");
    const struct xml_node *head = xml_child(d.root, NS_XHTML, "head");
    const struct xml_node *body = xml_child(d.root, NS_XHTML, "body");
    if (head && !has_version(head))
        fault(c, &d, head, "a mapping document must declare its version 1.0");
    if (!body)
        return;
    for (const struct xml_node *n = body->first; n; n = n->next) {
        if (!xml_is(n, NS_XHTML, "nav"))
            continue;
        const struct str *type = xml_attr(n, NS_EPUB, "type");
        if (!type || !trim(*type).n)
            fault(c, &d, n, "a nav of a mapping document needs an epub:type");
        else
            maps += has_token(*type, "resource-map");
    }
    if (maps != 1)
        fault(c, &d, body, "a mapping document must have one nav of the type 'resource-map'");
}

static void check_mapping_links(struct check *c, const struct xml_doc *d)
{
    size_t links = 0;
    struct url u;

    for (struct xml_node *n = d->root; n; n = xml_next(n, d->root)) {
        if (!xml_is(n, NS_CONTAINER, "link") || !str_eq(trim(xml_value(n, "rel")), STR("mapping")))
            continue;
        if (links++ > 0)
            fault(c, d, n, "there must be one mapping document only");
        if (!str_eq(trim(xml_value(n, "media-type")), STR("application/xhtml+xml")))
            fault(c, d, n, "a mapping document must be application/xhtml+xml");
        url_resolve(c, STR(""), trim(xml_value(n, "href")), xml_where(d, n), &u);
        if (links == 1 && !u.remote)
            check_mapping(c, u.path);
    }
}

static void check_selection(struct check *c, const struct xml_doc *d)
{
    size_t nth = 0;

    for (struct xml_node *n = d->root; n; n = xml_next(n, d->root)) {
        bool selects = false;
        struct table seen = {0};
        struct str rest, word;
        if (!xml_is(n, NS_CONTAINER, "rootfile"))
            continue;
        for (unsigned i = 0; i < n->n_attrs; i++) {
            selects |= n->attrs[i].ns == NS_RENDITION;
            rest = n->attrs[i].ns == NS_RENDITION && str_eq(n->attrs[i].name, STR("accessMode"))
                       ? n->attrs[i].value
                       : STR_NONE;
            while (next_token(&rest, &word))
                if (table_put(&seen, word, NULL)->num++ == 1)
                    fault(c, d, n, "a mode of access is given twice");
        }
        table_done(&seen);
        if (!selects && nth > 0)
            report_text(c, M_RSC_017, xml_where(d, n),
                        "a further rootfile should have a rendition selection attribute");
        nth++;
    }
}

void check_renditions(struct check *c, const struct xml_doc *d, size_t n)
{
    if (c->version == 2) {
        if (n > 1)
            report_at(c, M_PKG_013, WHERE(d->path));
        return;
    }
    check_selection(c, d);
    if (n < 2)
        return;
    check_root_metadata(c);
    check_mapping_links(c, d);
}
