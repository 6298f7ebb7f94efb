/* SPDX-License-Identifier: MIT */
/* Rules about XHTML elements that a grammar cannot say: nesting at a distance, pairs of
 * attributes, cardinality (HTML standard, by element). */
#include "epub/check_content.h"
#include "epub/check_types.h"

struct walk {
    struct content *k;
    struct table map_names;
    struct table headings; /* ids of th → its node */
    bool knows_headings;
    bool has_charset;
};

static void fault(struct content *k, const struct xml_node *n, const char *text)
{
    report_text(k->c, M_RSC_005, xml_where(k->d, n), "element '%.*s' %s", STR_ARG(n->name), text);
}

/* ELEMENT must not be in one of ANCESTORS. */
static const struct {
    struct str element, ancestors;
} exclusions[] = {
    {STR_INIT("audio"), STR_INIT("audio video")},
    {STR_INIT("video"), STR_INIT("audio video")},
    {STR_INIT("address"), STR_INIT("address")},
    {STR_INIT("header"), STR_INIT("address header footer")},
    {STR_INIT("footer"), STR_INIT("address header footer")},
    {STR_INIT("form"), STR_INIT("form")},
    {STR_INIT("progress"), STR_INIT("progress")},
    {STR_INIT("meter"), STR_INIT("meter")},
    {STR_INIT("dfn"), STR_INIT("dfn")},
    {STR_INIT("table"), STR_INIT("caption")},
    {STR_INIT("label"), STR_INIT("label")},
};

static bool has_ancestor(const struct xml_node *n, struct str names)
{
    struct str name;

    while (next_token(&names, &name))
        for (const struct xml_node *p = n->parent; p; p = p->parent)
            if (p->ns == NS_XHTML && str_eq(p->name, name))
                return true;
    return false;
}

static bool is_interactive(const struct xml_node *n)
{
    static const struct str always =
        STR_INIT("(a|button|details|embed|iframe|label|menu|select|textarea)");

    if (type_accepts(always, n->name, false))
        return true;
    if (xml_is(n, NS_XHTML, "audio") || xml_is(n, NS_XHTML, "video"))
        return xml_value(n, "controls").p;
    if (xml_is(n, NS_XHTML, "img") || xml_is(n, NS_XHTML, "object"))
        return xml_value(n, "usemap").p;
    return xml_is(n, NS_XHTML, "input") && !str_eq(xml_value(n, "type"), STR("hidden"));
}

static void check_nesting(struct content *k, const struct xml_node *n)
{
    if (is_interactive(n) && has_ancestor(n, STR("a button")))
        fault(k, n, "must not be inside a link or button");
    for (size_t i = 0; i < sizeof exclusions / sizeof *exclusions; i++)
        if (str_eq(n->name, exclusions[i].element) && has_ancestor(n, exclusions[i].ancestors))
            fault(k, n, "must not be nested like this");
    if (xml_is(n, NS_XHTML, "area") && !has_ancestor(n, STR("map")))
        fault(k, n, "must be inside a map");
    if (xml_is(n, NS_XHTML, "img") && xml_value(n, "ismap").p) {
        struct xml_node *a = xml_ancestor(n, NS_XHTML, "a");
        if (!a || !xml_value(a, "href").p)
            fault(k, n, "with ismap must be inside a link");
    }
}

static void check_meta(struct walk *w, const struct xml_node *n)
{
    struct content *k = w->k;
    struct str equiv = xml_value(n, "http-equiv");
    bool charset = xml_value(n, "charset").p;

    if (charset && w->has_charset)
        fault(k, n, "gives a charset a second time");
    w->has_charset |= charset;
    if (!str_eq_fold(equiv, STR("content-type")))
        return;
    struct str content = trim(xml_value(n, "content"));
    struct str rest = str_skip(content, 10);
    if (!str_starts_fold(content, STR("text/html;")) ||
        !str_starts_fold(trim(rest), STR("charset=utf-8")))
        fault(k, n, "must have the content 'text/html; charset=utf-8'");
    for (const struct xml_node *i = n->parent ? n->parent->first : NULL; i; i = i->next)
        if (xml_is(i, NS_XHTML, "meta") && xml_value(i, "charset").p) {
            fault(k, n, "must not stand beside a meta with charset");
            break;
        }
}

/* Finds the element with ID that one of NAMES allows, by a walk over the document. */
static bool find_target(struct content *k, struct str id, const char *names)
{
    if (!table_get(&k->item->ids, id))
        return false;
    for (struct xml_node *n = k->d->root; n; n = xml_next(n, k->d->root))
        if (n->ns == NS_XHTML && str_eq(xml_value(n, "id"), id))
            return type_accepts(str_of(names), n->name, false) &&
                   !(xml_is(n, NS_XHTML, "input") && str_eq(xml_value(n, "type"), STR("hidden")));
    return false;
}

static void check_form_refs(struct content *k, const struct xml_node *n)
{
    struct str form = xml_value(n, "form"), list = xml_value(n, "list"), to = xml_value(n, "for");

    if (form.p && !find_target(k, form, "(form)"))
        fault(k, n, "has a form attribute that leads to no form");
    if (xml_is(n, NS_XHTML, "input") && list.p && !find_target(k, list, "(datalist)"))
        fault(k, n, "has a list attribute that leads to no datalist");
    if (xml_is(n, NS_XHTML, "label") && to.p &&
        !find_target(k, to, "(button|input|meter|output|progress|select|textarea)"))
        fault(k, n, "has a for attribute that leads to no form field");
}

static bool is_below(const struct xml_node *n, const struct xml_node *top)
{
    while (n && n != top)
        n = n->parent;
    return n != NULL;
}

static void check_headers(struct walk *w, const struct xml_node *n)
{
    const struct xml_node *table = xml_ancestor(n, NS_XHTML, "table");
    struct xml_node *root = w->k->d->root;
    struct str rest = xml_value(n, "headers"), id;

    for (struct xml_node *i = w->knows_headings ? NULL : root; i; i = xml_next(i, root))
        if (xml_is(i, NS_XHTML, "th") && xml_value(i, "id").p)
            table_put(&w->headings, xml_value(i, "id"), NULL)->ptr = i;
    w->knows_headings = true;
    while (next_token(&rest, &id)) {
        struct table_entry *e = table_get(&w->headings, id);
        if (!table || !e || !is_below(e->ptr, table))
            fault(w->k, n, "has headers that are no th of its table");
    }
}

static void check_select(struct content *k, struct xml_node *n)
{
    unsigned selected = 0;

    for (struct xml_node *i = n; i; i = xml_next(i, n))
        selected += xml_is(i, NS_XHTML, "option") && xml_value(i, "selected").p;
    if (selected > 1 && !xml_value(n, "multiple").p)
        fault(k, n, "has more than one selected option");
}

static void check_track(struct content *k, const struct xml_node *n)
{
    struct str label = xml_value(n, "label");

    if (label.p && !trim(label).n)
        fault(k, n, "has an empty label");
    for (const struct xml_node *i = n->parent->first; i != n && xml_value(n, "default").p;
         i = i->next)
        if (xml_is(i, NS_XHTML, "track") && xml_value(i, "default").p)
            fault(k, n, "is a second default track");
}

static void check_map(struct walk *w, const struct xml_node *n)
{
    struct str id = xml_value(n, "id"), name = xml_value(n, "name");

    if (name.p && table_put(&w->map_names, name, NULL)->num++ > 0)
        fault(w->k, n, "has the name of another map");
    if (id.p && name.p && !str_eq(id, name))
        fault(w->k, n, "must have the same id and name");
}

static void check_area(struct content *k, const struct xml_node *n)
{
    struct str shape = xml_value(n, "shape"), coords = xml_value(n, "coords");
    const char *type = !shape.p || str_eq_fold(shape, STR("rect")) ? "rect"
                       : str_eq_fold(shape, STR("circle"))         ? "circle"
                       : str_eq_fold(shape, STR("poly"))           ? "poly"
                                                                   : NULL;

    if (xml_value(n, "alt").p != xml_value(n, "href").p &&
        (!xml_value(n, "alt").p || !xml_value(n, "href").p))
        fault(k, n, "must have both alt and href");
    if (type &&
        ((shape.p && !coords.p) || (coords.p && !type_accepts(str_of(type), coords, false))))
        fault(k, n, "has coords that do not fit its shape");
    if (!type && coords.p)
        fault(k, n, "must have no coords");
}

/* Attributes that depend on each other and on children; also of XHTML within an SVG document. */
static void check_dependent(struct content *k, const struct xml_node *n)
{
    bool data = xml_value(n, "data").p, src = xml_value(n, "src").p;

    if (xml_is(n, NS_XHTML, "object") && !data && !xml_value(n, "type").p)
        fault(k, n, "must have data or type");
    if (xml_is(n, NS_XHTML, "textarea") && str_eq_fold(xml_value(n, "wrap"), STR("hard")) &&
        !xml_value(n, "cols").p)
        fault(k, n, "with hard wrap must have cols");
    if ((xml_is(n, NS_XHTML, "audio") || xml_is(n, NS_XHTML, "video")) && src &&
        xml_child(n, NS_XHTML, "source"))
        fault(k, n, "must not have both src and source");
    if (xml_is(n, NS_XHTML, "colgroup") && xml_value(n, "span").p && xml_child(n, NS_XHTML, "col"))
        fault(k, n, "must not have both span and col");
    if (xml_is(n, NS_XHTML, "area"))
        check_area(k, n);
}

static void check_pairs(struct content *k, const struct xml_node *n)
{
    bool data = xml_value(n, "data").p, src = xml_value(n, "src").p, href = xml_value(n, "href").p;

    if (xml_is(n, NS_XHTML, "base") && !href && !xml_value(n, "target").p)
        fault(k, n, "must have href or target");
    if (xml_is(n, NS_XHTML, "bdo") && !xml_value(n, "dir").p)
        fault(k, n, "must have dir");
    if (xml_is(n, NS_XHTML, "link")) {
        if (!xml_value(n, "rel").p && !xml_value(n, "itemprop").p && !xml_value(n, "property").p)
            fault(k, n, "must have rel, itemprop or property");
        if (xml_value(n, "sizes").p && !str_eq(xml_value(n, "rel"), STR("icon")))
            fault(k, n, "must not have sizes without the rel 'icon'");
    }
    if (!xml_value(n, "itemprop").p)
        return;
    if ((xml_is(n, NS_XHTML, "a") || xml_is(n, NS_XHTML, "area")) && !href)
        fault(k, n, "with itemprop must have href");
    if ((xml_is(n, NS_XHTML, "iframe") || xml_is(n, NS_XHTML, "embed") ||
         xml_is(n, NS_XHTML, "object")) &&
        !data)
        fault(k, n, "with itemprop must have data");
    if ((xml_is(n, NS_XHTML, "audio") || xml_is(n, NS_XHTML, "video")) && !src)
        fault(k, n, "with itemprop must have src");
}

/* EPUB 3.3 6.1.3.5: the domains of authors' own attributes. */
static bool is_reserved(struct str uri)
{
    size_t at = str_find(uri, STR("://"), 0);
    struct str host = at == STR_NPOS ? STR_NONE : str_skip(uri, at + 3);
    size_t end = str_find_byte(host, '/', 0);

    if (end != STR_NPOS)
        host = str_sub(host, 0, end);
    return str_find(host, STR("w3.org"), 0) != STR_NPOS ||
           str_find(host, STR("idpf.org"), 0) != STR_NPOS;
}

static void check_names(struct content *k, const struct xml_node *n)
{
    for (unsigned i = 0; i < n->n_attrs; i++) {
        struct str name = n->attrs[i].name;
        if (n->attrs[i].ns == NS_OTHER && !k->is_svg && is_reserved(n->attrs[i].uri))
            report_at(k->c, M_HTM_054, xml_where(k->d, n), STR_ARG(n->attrs[i].uri));
        if (n->attrs[i].ns != NS_NONE || !str_starts(name, STR("data-")))
            continue;
        bool bad = !is_ncname(str_skip(name, 5));
        for (size_t at = 5; at < name.n; at++)
            bad |= name.p[at] >= 'A' && name.p[at] <= 'Z';
        if (bad)
            report_at(k->c, M_HTM_061, xml_where(k->d, n), STR_ARG(name));
    }
}

static void check_head(struct content *k, const struct xml_node *n)
{
    if (xml_is(n, NS_XHTML, "head") && !xml_child(n, NS_XHTML, "title"))
        report_text(k->c, M_RSC_017, xml_where(k->d, n), "head should have a title");
    if (xml_is(n, NS_XHTML, "title") && !trim(xml_text(k->arena, n)).n)
        fault(k, n, "must not be empty");
}

static void check_html(struct walk *w, struct xml_node *n)
{
    struct content *k = w->k;

    const struct str *lang = xml_attr(n, NS_NONE, "lang"), *xml = xml_attr(n, NS_XML, "lang");

    if (lang && xml && !str_eq_fold(*lang, *xml))
        fault(k, n, "has different lang and xml:lang");
    check_nesting(k, n);
    check_pairs(k, n);
    check_dependent(k, n);
    check_head(k, n);
    check_form_refs(k, n);
    if (xml_is(n, NS_XHTML, "meta"))
        check_meta(w, n);
    else if (xml_is(n, NS_XHTML, "select"))
        check_select(k, n);
    else if (xml_is(n, NS_XHTML, "track") && n->parent)
        check_track(k, n);
    else if (xml_is(n, NS_XHTML, "map"))
        check_map(w, n);
    if (xml_value(n, "headers").p)
        check_headers(w, n);
    struct str role = xml_value(n, "role");
    if (has_token(role, "doc-endnote") || has_token(role, "doc-biblioentry"))
        report_text(k->c, M_RSC_017, xml_where(k->d, n), "role '%.*s' is deprecated",
                    STR_ARG(role));
}

static void check_any(struct content *k, struct xml_node *n)
{
    check_names(k, n);
    const struct str *ph = xml_attr(n, NS_SSML, "ph");
    struct str active = xml_value(n, "aria-activedescendant");
    bool found = false;

    for (const struct xml_node *p = ph ? n->parent : NULL; p; p = p->parent)
        if (xml_attr(p, NS_SSML, "ph")) {
            fault(k, n, "has ssml:ph inside another ssml:ph");
            break;
        }
    if (ph && !trim(*ph).n)
        report_at(k->c, M_HTM_007, xml_where(k->d, n));
    for (struct xml_node *i = active.p ? n : NULL; i && !found; i = xml_next(i, n))
        found = i != n && i->name.n && str_eq(xml_value(i, "id"), active);
    if (active.p && !found)
        fault(k, n, "has an aria-activedescendant that is no descendant");
    if (xml_is(n, NS_EPUB, "switch") || xml_is(n, NS_EPUB, "trigger"))
        report_text(k->c, M_RSC_017, xml_where(k->d, n), "epub:%.*s is deprecated",
                    STR_ARG(n->name));
}

void check_xhtml_rules(struct content *k)
{
    struct walk w = {.k = k};
    size_t count = 0;

    for (struct xml_node *n = k->d->root; n; n = xml_next(n, k->d->root)) {
        if (!n->name.n)
            continue;
        if (++count % 1024 == 0 && check_is_over(k->c))
            break;
        if (k->is_svg) {
            check_names(k, n);
            check_dependent(k, n);
            continue;
        }
        check_any(k, n);
        if (n->ns == NS_XHTML)
            check_html(&w, n);
    }
    table_done(&w.map_names);
    table_done(&w.headings);
}
