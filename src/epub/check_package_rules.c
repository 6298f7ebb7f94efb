/* SPDX-License-Identifier: MIT */
/* Rules over the package document's tree that a grammar cannot say (EPUB 3.3 5). */
#include "epub/check_content.h"
#include "epub/check_types.h"

struct rules {
    struct check *c;
    struct xml_doc *d;
    struct table ids; /* normalised id → number of elements */
};

static void fault(struct rules *r, const struct xml_node *n, const char *text)
{
    report_text(r->c, M_RSC_005, xml_where(r->d, n), "%s", text);
}

static void warn(struct rules *r, const struct xml_node *n, const char *text)
{
    report_text(r->c, M_RSC_017, xml_where(r->d, n), "%s", text);
}

/* EPUB 3.3 5.3.2: ids are unique. */
static void check_ids(struct rules *r)
{
    struct xml_node *root = r->d->root;

    for (struct xml_node *n = root; n; n = xml_next(n, root)) {
        struct str id = n->name.n ? trim(xml_value(n, "id")) : STR_NONE;
        if (id.p && table_put(&r->ids, id, NULL)->num++ > 0)
            report_text(r->c, M_RSC_005, xml_where(r->d, n), "duplicate id '%.*s'", STR_ARG(id));
    }
}

static void check_refines(struct rules *r, const struct xml_node *n)
{
    struct str refines = trim(xml_value(n, "refines"));

    if (!refines.p || xml_ancestor(n, NS_OPF, "collection"))
        return;
    if (url_is_remote(refines)) {
        fault(r, n, "refines must be a relative URL");
    } else if (refines.n && refines.p[0] == '#') {
        if (refines.n > 1 && !table_get(&r->ids, str_skip(refines, 1)))
            fault(r, n, "refines names no element");
    } else {
        struct url u = url_split(&r->c->arena, r->c->opf_path, refines);
        if (item_by_path(r->c, u.path))
            warn(r, n, "refines should use the fragment of the manifest item");
    }
}

/* Follows refines from each element on; a way longer than there are elements is a circle. */
static void check_circle(struct rules *r, struct xml_node *metadata)
{
    struct table by_id = {0};
    size_t count = 0;

    for (struct xml_node *n = metadata->first; n; n = n->next) {
        struct str id = n->name.n ? trim(xml_value(n, "id")) : STR_NONE;
        count++;
        if (id.p)
            table_put(&by_id, id, NULL)->ptr = n;
    }
    for (struct xml_node *n = metadata->first; n; n = n->next) {
        const struct xml_node *at = n;
        size_t steps = 0;
        while (at && steps <= 64 && steps <= count) {
            struct str to = at->name.n ? trim(xml_value(at, "refines")) : STR_NONE;
            struct table_entry *e =
                to.n > 1 && to.p[0] == '#' ? table_get(&by_id, str_skip(to, 1)) : NULL;
            at = e ? e->ptr : NULL;
            steps++;
        }
        if (at) {
            report_at(r->c, M_OPF_065, xml_where(r->d, n));
            break;
        }
    }
    table_done(&by_id);
}

static void check_unique_identifier(struct rules *r)
{
    if (r->c->version == 3 && xml_value(r->d->root, "unique-identifier").p && !r->c->uid.p)
        fault(r, r->d->root, "unique-identifier does not lead to a dc:identifier");
}

/* N, the unique identifier, says to be a UUID by its prefix or scheme (OPF 2.0.1 2.2.10). */
static bool claims_uuid(const struct rules *r, const struct xml_node *n, struct str text)
{
    const struct str *scheme = xml_attr(n, NS_OPF, "scheme");
    struct str unique = trim(xml_value(r->d->root, "unique-identifier"));

    return xml_is(n, NS_DC, "identifier") && text.n && unique.n &&
           str_eq(trim(xml_value(n, "id")), unique) &&
           (str_starts(text, STR("urn:uuid:")) || (scheme && str_eq_fold(*scheme, STR("uuid"))));
}

static bool is_uuid(struct str s)
{
    if (s.n != 36)
        return false;
    for (size_t i = 0; i < 36; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? s.p[i] != '-' : !is_ascii_hex(s.p[i]))
            return false;
    }
    return true;
}

static bool is_role(struct str role)
{
    static const char *const roles[] = {
#define RELATOR(code) #code,
#include "epub/check_relators.def"
#undef RELATOR
    };

    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (str_eq(role, str_of(roles[i])))
            return true;
    return str_starts(role, STR("oth."));
}

static void check_dublin_core(struct rules *r, const struct xml_node *n)
{
    struct check *c = r->c;
    struct where at = xml_where(r->d, n);
    struct str text = trim(xml_text(&c->arena, n));
    const struct str *role = xml_attr(n, NS_OPF, "role");

    if (xml_is(n, NS_DC, "date"))
        check_dc_date(c, text, at);
    if (claims_uuid(r, n, text) &&
        !is_uuid(str_starts(text, STR("urn:uuid:")) ? str_skip(text, 9) : text))
        report_at(c, M_OPF_085, at, STR_ARG(text));
    if (xml_is(n, NS_DC, "language") && text.n && c->version == 3 && !is_language(text))
        report_at(c, M_OPF_092, at, STR_ARG(text));
    if (c->version == 2 && role && role->n && xml_is(n, NS_DC, "creator") && !is_role(*role))
        report_at(c, M_OPF_052, at, STR_ARG(*role));
    if (c->version == 2 && !text.n && xml_is(n, NS_DC, "title"))
        report_at(c, M_OPF_055, at, STR_ARG(n->name));
}

static void check_item_element(struct rules *r, const struct xml_node *n)
{
    struct check *c = r->c;
    struct item *own = item_by_id(c, trim(xml_value(n, "id")));
    struct str fallback = trim(xml_value(n, "fallback"));
    struct str overlay = trim(xml_value(n, "media-overlay"));
    struct str type = trim(xml_value(n, "media-type"));

    if (fallback.p && (!item_by_id(c, fallback) || item_by_id(c, fallback) == own))
        fault(r, n, "fallback must name another manifest item");
    if (has_token(xml_value(n, "properties"), "nav") && !str_eq(type, STR("application/xhtml+xml")))
        fault(r, n, "the navigation document must be XHTML");
    if (!overlay.p)
        return;
    struct item *o = item_by_id(c, overlay);
    if (!o || !str_eq(o->type, STR("application/smil+xml")))
        fault(r, n, "media-overlay must name an item of type application/smil+xml");
    if (!str_eq(type, STR("application/xhtml+xml")) && !str_eq(type, STR("image/svg+xml")))
        fault(r, n, "media-overlay is for XHTML and SVG documents only");
}

static void check_manifest(struct rules *r, const struct xml_node *manifest)
{
    unsigned nav = 0, data_nav = 0, cover = 0;
    bool ncx = false;

    for (const struct xml_node *n = manifest->first; n; n = n->next) {
        if (!xml_is(n, NS_OPF, "item"))
            continue;
        nav += has_token(xml_value(n, "properties"), "nav");
        data_nav += has_token(xml_value(n, "properties"), "data-nav");
        cover += has_token(xml_value(n, "properties"), "cover-image");
        ncx |= str_eq(trim(xml_value(n, "media-type")), STR("application/x-dtbncx+xml"));
        check_item_element(r, n);
    }
    if (nav != 1)
        fault(r, manifest, "exactly one manifest item must have the property 'nav'");
    if (data_nav > 1)
        fault(r, manifest, "more than one item has the property 'data-nav'");
    if (cover > 1)
        fault(r, manifest, "more than one item has the property 'cover-image'");
    struct xml_node *spine = xml_child(r->d->root, NS_OPF, "spine");
    if (ncx && !(spine && xml_value(spine, "toc").p))
        fault(r, manifest, "the spine needs a toc attribute for the NCX");
}

static unsigned count_tokens(struct str list, const char *const *of)
{
    unsigned n = 0;

    for (; *of; of++)
        n += has_token(list, *of);
    return n;
}

static void check_itemref(struct rules *r, const struct xml_node *n)
{
    static const char *const groups[][6] = {
        {"rendition:flow-paginated", "rendition:flow-scrolled-continuous",
         "rendition:flow-scrolled-doc", "rendition:flow-auto", NULL},
        {"rendition:layout-reflowable", "rendition:layout-pre-paginated", NULL},
        {"rendition:orientation-landscape", "rendition:orientation-portrait",
         "rendition:orientation-auto", NULL},
        {"page-spread-right", "page-spread-left", "rendition:page-spread-center", NULL},
        {"rendition:spread-portrait", "rendition:spread-landscape", "rendition:spread-both",
         "rendition:spread-none", "rendition:spread-auto", NULL},
    };
    struct str properties = xml_value(n, "properties");

    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (count_tokens(properties, groups[i]) > 1)
            fault(r, n, "properties are mutually exclusive");
    if (xml_value(n, "idref").p && !item_by_id(r->c, trim(xml_value(n, "idref"))))
        fault(r, n, "idref does not lead to a manifest item");
}

static void check_spine(struct rules *r, const struct xml_node *spine)
{
    struct table seen = {0};
    struct str toc = trim(xml_value(spine, "toc"));

    if (toc.p) {
        struct item *i = item_by_id(r->c, toc);
        if (!i || !str_eq(i->type, STR("application/x-dtbncx+xml")))
            fault(r, spine, "toc must name the NCX");
    }
    for (const struct xml_node *n = spine->first; n; n = n->next) {
        if (!xml_is(n, NS_OPF, "itemref"))
            continue;
        check_itemref(r, n);
        struct str idref = trim(xml_value(n, "idref"));
        if (idref.p && table_put(&seen, idref, NULL)->num++ > 0)
            fault(r, n, "itemref refers to the same item as one before");
    }
    table_done(&seen);
}

static void check_languages(struct rules *r, const struct xml_node *n)
{
    const struct str *lang = xml_attr(n, NS_XML, "lang");

    if (lang && lang->n && (!is_language(*lang) || trim(*lang).n != lang->n))
        report_at(r->c, M_OPF_092, xml_where(r->d, n), STR_ARG(*lang));
}

void check_package_rules(struct check *c, struct xml_doc *d)
{
    struct rules r = {.c = c, .d = d};
    struct xml_node *metadata = xml_child(d->root, NS_OPF, "metadata");
    struct xml_node *manifest = xml_child(d->root, NS_OPF, "manifest");
    struct xml_node *spine = xml_child(d->root, NS_OPF, "spine");

    check_ids(&r);
    check_unique_identifier(&r);
    for (struct xml_node *n = d->root; n; n = xml_next(n, d->root)) {
        if (n->ns == NS_DC)
            check_dublin_core(&r, n);
        if (c->version == 3) {
            check_refines(&r, n);
            check_languages(&r, n);
        }
    }
    if (c->version == 3) {
        if (metadata)
            check_circle(&r, metadata);
        if (manifest)
            check_manifest(&r, manifest);
        if (spine)
            check_spine(&r, spine);
        if (xml_child(d->root, NS_OPF, "bindings"))
            warn(&r, d->root, "the bindings element is deprecated");
    }
    table_done(&r.ids);
}
