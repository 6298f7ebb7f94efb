/* SPDX-License-Identifier: MIT */
/* link and meta elements of the package's metadata: vocabularies and targets (EPUB 3.3 5.5). */
#include "epub/check_content.h"
#include "epub/check_types.h"

static void check_target(struct check *c, const struct xml_node *n, struct str href,
                         struct where at)
{
    struct url u;
    struct str type = trim(xml_value(n, "media-type"));

    if (str_starts(href, STR("data:")))
        report_at(c, M_RSC_029, at);
    if (str_starts(trim(href), STR("#"))) {
        report_at(c, M_OPF_098, at, STR_ARG(href));
        return;
    }
    if (!url_resolve(c, c->opf_path, trim(href), at, &u))
        return;
    if (u.has_fragment && str_eq(u.path, c->opf_path) && !u.remote)
        report_at(c, M_OPF_098, at, STR_ARG(href));
    table_put(&c->linked_resources, u.path, NULL);
    struct item *listed = item_by_path(c, u.path);
    if (listed && !listed->in_spine)
        report_at(c, M_OPF_067, at, STR_ARG(u.path));
    if (!u.remote && !type.p)
        report_at(c, M_OPF_093, at);
    add_ref(c, (struct ref){
                   .kind = REF_LINK, .path = u.path, .remote = u.remote, .url = href, .at = at});
}

static void check_rel(struct check *c, const struct xml_node *n, struct where at)
{
    struct str rel = xml_value(n, "rel"), type = trim(xml_value(n, "media-type")), word;
    struct str rest = rel;
    unsigned words = 0;

    while (next_token(&rest, &word))
        words++;
    if (has_token(rel, "alternate") && words > 1)
        report_at(c, M_OPF_089, at);
    if (has_token(rel, "record")) {
        if (xml_value(n, "refines").p)
            report_text(c, M_RSC_005, at, "a 'record' link must not refine anything");
        if (!type.p)
            report_at(c, M_OPF_094, at, "record");
    }
    if (has_token(rel, "voicing")) {
        if (!xml_value(n, "refines").p)
            report_text(c, M_RSC_005, at, "a 'voicing' link must refine something");
        if (!type.p)
            report_at(c, M_OPF_094, at, "voicing");
        else if (!is_audio_type(type))
            report_at(c, M_OPF_095, at, STR_ARG(type));
    }
}

static void check_link(struct check *c, const struct xml_node *n, const struct prefixes *p,
                       struct where at)
{
    struct str lang = xml_value(n, "hreflang");
    struct str href = xml_value(n, "href");

    properties_check(c, p, VOCAB_LINK_REL, xml_value(n, "rel"), true, at, NULL);
    properties_check(c, p, VOCAB_LINK, xml_value(n, "properties"), true, at, NULL);
    check_rel(c, n, at);
    if (lang.n && !is_language(lang))
        report_at(c, M_OPF_092, at, STR_ARG(lang));
    if (href.p)
        check_target(c, n, href, at);
}

void check_package_links(struct check *c, struct xml_doc *d, const struct prefixes *p)
{
    for (struct xml_node *n = d->root; n; n = xml_next(n, d->root)) {
        struct where at = xml_where(d, n);
        if (xml_is(n, NS_OPF, "meta")) {
            properties_check(c, p, VOCAB_META, xml_value(n, "property"), false, at, NULL);
            properties_check(c, p, VOCAB_META, xml_value(n, "scheme"), false, at, NULL);
        } else if (xml_is(n, NS_OPF, "link") && n->parent &&
                   xml_is(n->parent, NS_OPF, "metadata")) {
            check_link(c, n, p, at);
        } else if (xml_is(n, NS_OPF, "link")) { /* of a collection */
            properties_check(c, p, VOCAB_LINK_REL, xml_value(n, "rel"), true, at, NULL);
            properties_check(c, p, VOCAB_LINK, xml_value(n, "properties"), true, at, NULL);
        }
    }
}
