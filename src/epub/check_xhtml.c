/* SPDX-License-Identifier: MIT */
/* Checks an XHTML or SVG content document as a whole (EPUB 3.3 6). */
#include "epub/check_content.h"
#include "epub/check_schema.h"

/* HTML in SVG has its own roots: foreignObject and title (EPUB 3.3 6.2.3). */
static void check_html_in_svg(struct content *k, const struct grammar *g)
{
    struct xml_node *root = k->d->root;

    for (struct xml_node *n = root; n; n = xml_next(n, root)) {
        /* MathML in an alternative of epub:switch is MathML (EPUB 3.3 E.2.1) */
        if (xml_is(n, NS_MATHML, "math") && n->def <= 0 && n->parent &&
            xml_is(n->parent, NS_EPUB, "case"))
            grammar_check_element(k->c, g, k->d, n, "m:math");
        if (n->ns != NS_SVG || n->def > 0)
            continue;
        if (xml_is(n, NS_SVG, "foreignObject"))
            grammar_check_element(k->c, g, k->d, n,
                                  k->is_svg ? "s:foreignObject.body" : "s:foreignObject");
        else if (xml_is(n, NS_SVG, "title"))
            grammar_check_element(k->c, g, k->d, n, "s:title");
    }
}

/* OPS 2.0.1: links must not be nested. */
static void check_ops2(struct content *k)
{
    for (struct xml_node *n = k->d->root; n; n = xml_next(n, k->d->root))
        if (xml_is(n, NS_XHTML, "a") && xml_ancestor(n, NS_XHTML, "a"))
            report_text(k->c, M_RSC_005, xml_where(k->d, n), "a link is inside another link");
}

static void check_grammar(struct content *k)
{
    struct check *c = k->c;

    if (k->is_old)
        return;
    if (c->version == 2) {
        grammar_check(c, grammar_get(c, GRAMMAR_OPS2), k->d, k->is_svg ? "s:svg" : "html");
        check_ops2(k);
        return;
    }
    const struct grammar *g = grammar_get(c, k->is_nav ? GRAMMAR_XHTML_NAV : GRAMMAR_XHTML);
    grammar_check(c, g, k->d, k->is_svg ? "s:svg" : "html");
    check_html_in_svg(k, g);
}

void check_content_properties(struct content *k)
{
    struct check *c = k->c;
    struct where at = WHERE(k->d->path);
    unsigned declared = k->item->properties & (P_LAYOUT_FIXED - 1);

    for (unsigned flag = 1; flag < P_LAYOUT_FIXED; flag <<= 1) {
        if ((k->required & flag) && !(declared & flag))
            report_at(c, M_OPF_014, at, item_property_name(flag));
        if (!(declared & flag) || ((k->required | k->allowed) & flag))
            continue;
        if (flag == P_REMOTE)
            report_at(c, k->required & P_SCRIPTED ? M_OPF_018b : M_OPF_018, at);
        else if (!(flag & (P_NAV | P_DATA_NAV | P_COVER_IMAGE)))
            report_at(c, M_OPF_015, at, item_property_name(flag));
    }
}

static void check_document(struct content *k)
{
    struct check *c = k->c;

    /* EPUB 3.3 D.1.4 lets SVG declare prefixes, but EPUBCheck does not read them there. */
    const struct str *prefix = k->is_svg ? NULL : xml_attr(k->d->root, NS_EPUB, "prefix");

    if (c->version == 3)
        prefixes_parse(c, &k->prefixes, prefix ? *prefix : STR_NONE, false,
                       xml_where(k->d, k->d->root));
    check_grammar(k);
    check_id_rules(k);
    check_content_refs(k);
    if (c->version == 3) {
        check_xhtml_rules(k);
        check_content_svg(k);
        check_viewport(k);
        check_semantics(k);
        if (k->is_nav)
            check_nav(k);
        check_content_properties(k);
        if (k->item->overlay.p && (c->has_active_class || c->has_playback_class) && !k->has_style)
            report_at(c, M_CSS_030, WHERE(k->d->path));
    }
    prefixes_done(&k->prefixes);
}

void check_content_document(struct check *c, struct item *item, struct str bytes)
{
    struct arena arena = {0};
    struct xml_doc doc;
    struct content k = {
        .c = c,
        .arena = &arena,
        .d = &doc,
        .item = item,
        .is_svg = str_eq(item->type, STR("image/svg+xml")),
        .is_nav = c->version == 3 && (item->properties & P_NAV),
    };

    /* OPF 2.0.1 2.3.1: documents of deprecated types are read, but judged by no vocabulary. */
    k.is_old = c->version == 2 && is_old_content_type(item->type);
    enum xml_kind kind = k.is_svg ? XML_SVG : k.is_old ? XML_META : XML_CONTENT;

    if (xml_parse(c, &arena, item->path, kind, bytes, &doc)) {
        item->was_read = true;
        check_document(&k);
    }
    arena_done(&arena);
}
