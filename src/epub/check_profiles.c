/* SPDX-License-Identifier: MIT */
/* What the package must say for a dictionary, preview or EDUPUB publication. */
#include "epub/check_content.h"
#include "epub/check_types.h"

static void fault(struct check *c, const struct xml_doc *d, const struct xml_node *n,
                  const char *text)
{
    report_text(c, M_RSC_005, xml_where(d, n), "%s", text);
}

static bool has_dc_type(struct check *c, const struct xml_node *metadata, const char *type)
{
    for (const struct xml_node *n = metadata->first; n; n = n->next)
        if (xml_is(n, NS_DC, "type") && str_eq(trim(xml_text(&c->arena, n)), str_of(type)))
            return true;
    return false;
}

static const struct xml_node *find_meta(const struct xml_node *metadata, const char *property)
{
    for (const struct xml_node *n = metadata->first; n; n = n->next)
        if (xml_is(n, NS_OPF, "meta") && str_eq(trim(xml_value(n, "property")), str_of(property)))
            return n;
    return NULL;
}

static void check_dictionary(struct check *c, const struct xml_doc *d)
{
    const struct xml_node *metadata = xml_child(d->root, NS_OPF, "metadata");
    size_t collections = 0, maps = 0;

    for (const struct xml_node *n = d->root->first; n; n = n->next)
        collections +=
            xml_is(n, NS_OPF, "collection") && has_token(xml_value(n, "role"), "dictionary");
    for (size_t i = 0; i < c->items.n; i++)
        maps += (c->items.v[i].properties & P_SEARCH_KEY_MAP) &&
                (c->items.v[i].properties & P_DICTIONARY);
    if (collections < 2 && maps != 1)
        fault(c, d, d->root, "a dictionary must have one search key map");
    if (collections == 0 &&
        (!find_meta(metadata, "source-language") || !find_meta(metadata, "target-language")))
        fault(c, d, metadata, "a dictionary must declare source-language and target-language");
    const struct xml_node *source = find_meta(metadata, "source-language");
    for (const struct xml_node *n = source ? source->next : NULL; n; n = n->next)
        if (xml_is(n, NS_OPF, "meta") &&
            str_eq(trim(xml_value(n, "property")), STR("source-language")))
            fault(c, d, n, "a dictionary must declare one source-language");
    const struct xml_node *kind = find_meta(metadata, "dictionary-type");
    if (kind && !type_accepts(STR("(monolingual|bilingual|multilingual|thesaurus|encyclopedia|"
                                  "spelling|pronouncing|etymological)"),
                              trim(xml_text(&c->arena, kind)), false))
        fault(c, d, kind, "unknown dictionary-type");
}

/* The languages of a dictionary are languages of the publication. */
static void check_dictionary_languages(struct check *c, const struct xml_doc *d)
{
    const struct xml_node *metadata = xml_child(d->root, NS_OPF, "metadata");

    for (struct xml_node *n = d->root; n; n = xml_next(n, d->root)) {
        struct str property = trim(xml_value(n, "property"));
        bool found = false;
        if (!str_eq(property, STR("source-language")) && !str_eq(property, STR("target-language")))
            continue;
        struct str text = trim(xml_text(&c->arena, n));
        for (const struct xml_node *i = metadata->first; i && !found; i = i->next)
            found = xml_is(i, NS_DC, "language") && str_eq(trim(xml_text(&c->arena, i)), text);
        if (!found)
            fault(c, d, n, "a dictionary's language must be a dc:language too");
    }
}

static void check_type_everywhere(struct check *c, const struct xml_doc *d, const char *type)
{
    for (struct xml_node *n = d->root; n; n = xml_next(n, d->root))
        if (xml_is(n, NS_OPF, "metadata") && !has_dc_type(c, n, type))
            report_text(c, M_RSC_005, xml_where(d, n), "metadata must have the dc:type '%s'", type);
}

static void check_preview(struct check *c, const struct xml_doc *d)
{
    const struct xml_node *metadata = xml_child(d->root, NS_OPF, "metadata");

    check_type_everywhere(c, d, "preview");
    for (const struct xml_node *n = metadata->first; n; n = n->next)
        if (xml_is(n, NS_DC, "source") && str_eq(trim(xml_text(&c->arena, n)), c->uid))
            fault(c, d, n, "a preview must not have the identifier of its source");
}

static void check_edupub(struct check *c, const struct xml_doc *d)
{
    check_type_everywhere(c, d, "edupub");
    for (struct xml_node *n = d->root; n; n = xml_next(n, d->root)) {
        if (!xml_is(n, NS_OPF, "metadata"))
            continue;
        bool feature = false, none = false;
        for (const struct xml_node *i = n->first; i; i = i->next) {
            if (!str_eq(trim(xml_value(i, "property")), STR("schema:accessibilityFeature")))
                continue;
            feature = true;
            none |= str_eq(trim(xml_text(&c->arena, i)), STR("none"));
        }
        if (!feature || none)
            fault(c, d, n, "EDUPUB needs a schema:accessibilityFeature");
    }
}

void check_profiles(struct check *c, const struct xml_doc *d)
{
    const struct xml_node *metadata = xml_child(d->root, NS_OPF, "metadata");

    if (!metadata)
        return;
    if (c->is_dictionary) {
        check_dictionary(c, d);
        check_dictionary_languages(c, d);
    }
    if (c->is_edupub)
        check_edupub(c, d);
    if (has_dc_type(c, metadata, "preview"))
        check_preview(c, d);
}

void check_profiles_after(struct check *c)
{
    struct where at = WHERE(c->opf_path);

    if (c->is_dictionary && !c->has_dictionary)
        report_at(c, M_OPF_078, at);
    if (!c->is_dictionary && c->has_dictionary)
        report_at(c, M_OPF_079, at);
    if (c->is_edupub && c->has_page_break && !c->has_page_list)
        report_at(c, M_NAV_003, at);
    if (c->is_edupub && c->has_page_break && !c->has_page_source)
        report_at(c, M_OPF_066, at);
}
