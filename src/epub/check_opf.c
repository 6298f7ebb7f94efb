/* SPDX-License-Identifier: MIT */
/* Reads the package document into the manifest and checks the rendition. */
#include "epub/check_content.h"
#include "epub/check_schema.h"
#include "epub/check_shares.h"
#include "epub/check_types.h"

struct package {
    struct check *c;
    struct xml_doc doc;
    struct prefixes prefixes;
    bool uid_is_exact; /* its id is written as in unique-identifier, blanks included */
};

static void read_item_properties(struct package *k, struct item *i, struct str properties)
{
    unsigned flags = 0;

    properties_check(k->c, &k->prefixes, VOCAB_ITEM, properties, true, i->at, &flags);
    for (unsigned flag = 1; flag < P_LAYOUT_FIXED; flag <<= 1) {
        if (!(flags & flag))
            continue;
        struct str types = str_of(item_property_types(flag)), type;
        bool fits = false;
        while (next_token(&types, &type))
            fits |=
                str_eq(type, i->type) || (type.p[type.n - 1] == '/' && str_starts(i->type, type));
        if (!fits)
            report_at(k->c, M_OPF_012, i->at, STR_ARG(str_of(item_property_name(flag))),
                      STR_ARG(i->type));
    }
    i->properties = flags;
}

static void read_href(struct package *k, struct item *i)
{
    struct check *c = k->c;
    struct url u;

    if (str_starts(i->href, STR("data:")))
        report_at(c, M_RSC_029, i->at);
    if (str_starts(trim(i->href), STR("#")) && c->version == 3) {
        report_at(c, M_OPF_098, i->at, STR_ARG(i->href));
        return;
    }
    if (!url_resolve(c, c->opf_path, trim(i->href), i->at, &u))
        return;
    i->remote = u.remote;
    i->path = u.path;
    if (u.has_fragment && !u.remote && c->version == 3)
        report_at(c, M_OPF_091, i->at);
    if (u.has_fragment && !u.remote && c->version == 2) /* OPF 2.0.1 2.3: the name of a file */
        report_at(c, M_RSC_001, i->at, STR_ARG(i->href));
    if (u.remote)
        return;
    if (str_starts(u.path, STR("META-INF/")))
        report_at(c, M_PKG_025, i->at);
    if (str_eq(u.path, c->opf_path))
        report_at(c, M_OPF_099, i->at);
}

static void read_item(struct package *k, struct xml_node *n)
{
    struct check *c = k->c;
    struct item i = {
        .id = trim(xml_value(n, "id")),
        .href = xml_value(n, "href"),
        .type = trim(xml_value(n, "media-type")),
        .fallback = trim(xml_value(n, "fallback")),
        .fallback_style = trim(xml_value(n, "fallback-style")),
        .overlay = trim(xml_value(n, "media-overlay")),
        .at = xml_where(&k->doc, n),
    };

    if (!i.id.p)
        return;
    if (i.href.p)
        read_href(k, &i);
    if (c->version == 3)
        read_item_properties(k, &i, xml_value(n, "properties"));
    bool is_new;
    table_put(&c->by_id, i.id, NULL)->num = c->items.n;
    struct table_entry *e = i.path.p ? table_put(&c->by_path, i.path, &is_new) : NULL;
    if (e && !is_new)
        report_at(c, M_OPF_074, i.at, STR_ARG(i.path));
    else if (e)
        e->num = c->items.n;
    *vec_push(&c->items) = i;
}

static void read_itemref(struct package *k, struct xml_node *n, int *position, bool *linear)
{
    struct check *c = k->c;
    struct where at = xml_where(&k->doc, n);
    struct str idref = trim(xml_value(n, "idref"));
    struct item *i = item_by_id(c, idref);
    unsigned flags = 0;

    if (c->version == 3)
        properties_check(c, &k->prefixes, VOCAB_ITEMREF, xml_value(n, "properties"), true, at,
                         &flags);
    if (!idref.p)
        return;
    if (!i) {
        report_at(c, M_OPF_049, at, STR_ARG(idref));
        return;
    }
    if (i->in_spine && c->version == 2)
        report_at(c, M_OPF_034, at, STR_ARG(idref));
    i->nonlinear = str_eq(trim(xml_value(n, "linear")), STR("no"));
    i->fixed = (flags & P_LAYOUT_FIXED) || (c->fixed_layout && !(flags & P_LAYOUT_REFLOW));
    *linear |= !i->nonlinear;
    i->in_spine = true;
    i->position = (*position)++;
}

static void read_spine(struct package *k, struct xml_node *spine)
{
    struct check *c = k->c;
    struct where at = xml_where(&k->doc, spine);
    struct str toc = trim(xml_value(spine, "toc"));
    bool linear = false;
    int position = 0;

    if (toc.p) {
        struct item *i = item_by_id(c, toc);
        if (!i) {
            report_at(c, M_OPF_049, at, STR_ARG(toc));
        } else {
            i->is_ncx = true;
            if (!str_eq(i->type, STR("application/x-dtbncx+xml")))
                report_at(c, M_OPF_050, at);
        }
    }
    for (struct xml_node *n = spine->first; n; n = n->next)
        if (xml_is(n, NS_OPF, "itemref"))
            read_itemref(k, n, &position, &linear);
    if (position > 0 && !linear)
        report_at(c, M_OPF_033, at);
}

static void check_guide(struct package *k, struct xml_node *guide)
{
    struct check *c = k->c;

    for (struct xml_node *n = guide->first; n; n = n->next) {
        struct str href = xml_value(n, "href");
        struct where at = xml_where(&k->doc, n);
        struct url u;
        if (!xml_is(n, NS_OPF, "reference") || !href.p ||
            !url_resolve(c, c->opf_path, trim(href), at, &u))
            continue;
        struct item *i = item_by_path(c, u.path);
        if (!i)
            report_at(c, M_OPF_031, at, STR_ARG(href));
        else if (!is_content_type(i->type, c->version) && !is_old_content_type(i->type))
            report_at(c, M_OPF_032, at, STR_ARG(href));
        add_ref(c, (struct ref){.kind = REF_GENERIC,
                                .path = u.path,
                                .fragment = u.fragment,
                                .has_fragment = u.has_fragment,
                                .remote = u.remote,
                                .url = href,
                                .at = at});
    }
}

enum { FALLBACKS_MAX = 100 };

static struct item *next_fallback(struct check *c, const struct item *i)
{
    return i->fallback.p ? item_by_id(c, i->fallback) : NULL;
}

/* The first of I's fallbacks that is WANTED. */
static struct item *find_fallback(struct check *c, struct item *i, bool (*wanted)(struct str, int))
{
    struct item *f = next_fallback(c, i);

    for (size_t steps = 0; f && f != i && steps < FALLBACKS_MAX; steps++) {
        if (wanted(f->type, c->version))
            return f;
        f = next_fallback(c, f);
    }
    return NULL;
}

/* EPUB 3.3 3.5.1: no chain comes back, not even behind a fallback that can be shown. */
static bool has_circle(struct check *c, struct item *i)
{
    struct item *f = next_fallback(c, i);
    size_t steps = 0;

    while (f && f != i && steps <= c->items.n && steps < FALLBACKS_MAX) {
        f = next_fallback(c, f);
        steps++;
    }
    return f && (f == i || steps > c->items.n);
}

static bool is_core_for(struct str type, int version)
{
    (void)version;
    return is_core_type(type);
}

static void check_item_rules(struct check *c, struct item *i)
{
    i->falls_back_to_content = find_fallback(c, i, is_content_type) != NULL;
    i->falls_back_to_core = find_fallback(c, i, is_core_for) != NULL;
    if (has_circle(c, i))
        report_at(c, M_OPF_045, i->at);
    if (c->version == 3) {
        const char *better = preferred_type(i->type, i->path);
        if (better)
            report_at(c, M_OPF_090, i->at, better, STR_ARG(i->type));
        return;
    }
    if (str_eq(i->type, STR("text/html")))
        report_at(c, M_OPF_035, i->at);
    else if (is_old_content_type(i->type) || str_eq(i->type, STR("text/x-oeb1-css")))
        report_at(c, M_OPF_037, i->at, STR_ARG(i->type));
    if (i->fallback.p && !item_by_id(c, i->fallback))
        report_at(c, M_OPF_040, i->at, STR_ARG(i->fallback));
    if (i->fallback_style.p && !item_by_id(c, i->fallback_style))
        report_at(c, M_OPF_041, i->at, STR_ARG(i->fallback_style));
}

static void check_spine_type(struct check *c, struct item *i)
{
    if (c->version == 3 && (i->properties & P_DATA_NAV))
        report_at(c, M_OPF_077, i->at);
    if (!i->type.n || is_content_type(i->type, c->version) ||
        (c->version == 2 && is_old_content_type(i->type)))
        return;
    if (c->version == 2 && (is_core_image(i->type, 2) || str_eq(i->type, STR("text/css"))))
        report_at(c, M_OPF_042, i->at, STR_ARG(i->type));
    else if (!i->fallback.p)
        report_at(c, M_OPF_043, i->at, STR_ARG(i->type));
    else if (!i->falls_back_to_content)
        report_at(c, M_OPF_044, i->at, STR_ARG(i->type));
}

static void read_metadata_flags(struct package *k, struct xml_node *metadata)
{
    struct check *c = k->c;

    for (struct xml_node *n = metadata->first; n; n = n->next) {
        struct str property = trim(xml_value(n, "property"));
        struct str text = trim(xml_text(&c->arena, n));
        if (xml_is(n, NS_OPF, "meta") && !xml_value(n, "refines").p) {
            c->fixed_layout |=
                str_eq(property, STR("rendition:layout")) && str_eq(text, STR("pre-paginated"));
            c->has_page_source |= str_eq(property, STR("pageBreakSource"));
            c->has_active_class |= str_eq(property, STR("media:active-class"));
            c->has_playback_class |= str_eq(property, STR("media:playback-active-class"));
        }
        c->has_page_source |= xml_is(n, NS_OPF, "meta") && str_eq(property, STR("source-of"));
        if (xml_is(n, NS_DC, "type")) {
            c->is_edupub |= str_eq(text, STR("edupub"));
            c->is_dictionary |= str_eq(text, STR("dictionary"));
            c->is_index |= str_eq(text, STR("index"));
        }
        if (xml_is(n, NS_DC, "identifier") &&
            str_eq(trim(xml_value(n, "id")), trim(xml_value(k->doc.root, "unique-identifier")))) {
            c->uid = text;
            k->uid_is_exact =
                str_eq(xml_value(n, "id"), xml_value(k->doc.root, "unique-identifier"));
        }
    }
}

static void read_package(struct package *k)
{
    struct check *c = k->c;
    struct xml_node *root = k->doc.root;
    struct xml_node *metadata = xml_child(root, NS_OPF, "metadata");
    struct xml_node *manifest = xml_child(root, NS_OPF, "manifest");
    struct xml_node *spine = xml_child(root, NS_OPF, "spine");
    struct xml_node *guide = xml_child(root, NS_OPF, "guide");

    if (!trim(xml_value(root, "unique-identifier")).n)
        report_at(c, M_OPF_048, xml_where(&k->doc, root));
    if (metadata)
        read_metadata_flags(k, metadata);
    for (struct xml_node *n = manifest ? manifest->first : NULL; n; n = n->next)
        if (xml_is(n, NS_OPF, "item"))
            read_item(k, n);
    if (!k->uid_is_exact)
        report_at(c, M_OPF_030, xml_where(&k->doc, root),
                  STR_ARG(xml_value(root, "unique-identifier")));
    if (spine)
        read_spine(k, spine);
    for (size_t i = 0; i < c->items.n; i++)
        check_item_rules(c, &c->items.v[i]);
    for (size_t i = 0; i < c->items.n; i++)
        if (c->items.v[i].in_spine)
            check_spine_type(c, &c->items.v[i]);
    if (guide)
        check_guide(k, guide);
}

void check_package(struct check *c, struct str opf_path)
{
    struct package k = {.c = c};
    struct str bytes;

    c->opf_path = opf_path;
    if (!file_load(c, &c->arena, opf_path, &bytes))
        return;
    bool parsed = xml_parse(c, &c->arena, opf_path, XML_OPF, bytes, &k.doc);
    if (!k.doc.root)
        return;
    if (parsed)
        grammar_check(c, grammar_get(c, c->version == 3 ? GRAMMAR_OPF3 : GRAMMAR_OPF2), &k.doc,
                      "package");
    if (c->version == 3)
        prefixes_parse(c, &k.prefixes, xml_value(k.doc.root, "prefix"), true,
                       xml_where(&k.doc, k.doc.root));
    if (parsed && k.doc.root->ns == NS_OPF) {
        read_package(&k);
        check_package_rules(c, &k.doc);
        if (c->version == 3) {
            check_package_meta(c, &k.doc);
            check_package_links(c, &k.doc, &k.prefixes);
            check_collections(c, &k.doc);
            check_profiles(c, &k.doc);
        }
        check_items(c);
        check_references(c);
        if (c->version == 3)
            check_profiles_after(c);
    }
    prefixes_done(&k.prefixes);
}
