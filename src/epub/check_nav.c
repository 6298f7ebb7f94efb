/* SPDX-License-Identifier: MIT */
/* Rules about the navigation document (EPUB 3.3 7). */
#include "epub/check_content.h"
#include "epub/check_types.h"

static void fault(struct content *k, const struct xml_node *n, const char *text)
{
    report_text(k->c, M_RSC_005, xml_where(k->d, n), "%s", text);
}

static bool is_nav(const struct xml_node *n, const char *type)
{
    const struct str *s = xml_is(n, NS_XHTML, "nav") ? xml_attr(n, NS_EPUB, "type") : NULL;
    return s && has_token(*s, type);
}

/* Text, alternative text of pictures or an aria-label. */
static bool has_label(struct content *k, struct xml_node *n)
{
    if (trim(xml_text(k->arena, n)).n)
        return true;
    for (struct xml_node *i = n; i; i = xml_next(i, n))
        if (trim(xml_value(i, "aria-label")).n ||
            (xml_is(i, NS_XHTML, "img") && trim(xml_value(i, "alt")).n))
            return true;
    return false;
}

static struct str lower_trim(struct content *k, const struct str *s)
{
    return s ? arena_lower(k->arena, trim(*s)) : STR_NONE;
}

static void check_landmark(struct content *k, struct xml_node *a, struct table *seen)
{
    const struct str *type = xml_attr(a, NS_EPUB, "type");
    struct str rest = lower_trim(k, type), word;
    struct str href = lower_trim(k, xml_attr(a, NS_NONE, "href"));

    if (!type)
        fault(k, a, "a link in the landmarks needs an epub:type");
    while (next_token(&rest, &word)) {
        struct str key = arena_printf(k->arena, "%.*s %.*s", STR_ARG(word), STR_ARG(href));
        if (table_put(seen, key, NULL)->num++ > 0)
            fault(k, a, "another landmark has the same epub:type and target");
    }
}

static void check_link(struct content *k, const struct xml_node *nav, struct xml_node *a)
{
    struct check *c = k->c;
    struct where at = xml_where(k->d, a);
    struct str href = xml_value(a, "href");
    const char *name = is_nav(nav, "toc")         ? "toc"
                       : is_nav(nav, "page-list") ? "page-list"
                       : is_nav(nav, "landmarks") ? "landmarks"
                                                  : NULL;

    if (!href.p || !name)
        return;
    struct url u = url_split(&c->arena, k->d->path, href);
    if (u.remote) {
        report_at(c, M_NAV_010, at, name, STR_ARG(href));
        return;
    }
    if (is_nav(nav, "landmarks"))
        return;
    add_ref(c, (struct ref){.kind = is_nav(nav, "toc") ? REF_NAV_TOC : REF_NAV_PAGES,
                            .path = u.path,
                            .fragment = u.fragment,
                            .has_fragment = u.has_fragment,
                            .url = href,
                            .at = at});
}

void check_region_link(struct content *k, const struct xml_node *nav, const struct xml_node *a)
{
    if (!is_nav(nav, "region-based") || !xml_value(a, "href").p)
        return;
    struct url u = url_split(&k->c->arena, k->d->path, xml_value(a, "href"));
    if (u.remote)
        return;
    add_ref(k->c, (struct ref){.kind = REF_REGION,
                               .path = u.path,
                               .url = xml_value(a, "href"),
                               .at = xml_where(k->d, a)});
}

static void check_one(struct content *k, struct xml_node *nav)
{
    struct table landmarks = {0};
    unsigned lists = 0;
    bool flat = is_nav(nav, "page-list") || is_nav(nav, "landmarks");

    for (struct xml_node *n = nav; n; n = xml_next(n, nav)) {
        lists += xml_is(n, NS_XHTML, "ol");
        bool a = xml_is(n, NS_XHTML, "a");
        if ((a || xml_is(n, NS_XHTML, "span")) && xml_ancestor(n, NS_XHTML, "ol") &&
            !has_label(k, n))
            fault(k, n, "a link or span in a nav must have text");
        if (!a)
            continue;
        check_link(k, nav, n);
        check_region_link(k, nav, n);
        if (is_nav(nav, "landmarks") && xml_ancestor(n, NS_XHTML, "ol"))
            check_landmark(k, n, &landmarks);
    }
    if (flat && lists != 1)
        report_text(k->c, M_RSC_017, xml_where(k->d, nav),
                    "a page-list or landmarks nav should have a single list");
    struct xml_node *first = nav->first;
    while (first && !first->name.n)
        first = first->next;
    if (!flat && !is_nav(nav, "toc") &&
        !(first && type_accepts(STR("(h1|h2|h3|h4|h5|h6)"), first->name, false)))
        fault(k, nav, "a nav of another type must begin with a heading");
    table_done(&landmarks);
}

void check_nav(struct content *k)
{
    struct xml_node *root = k->d->root, *body = xml_child(root, NS_XHTML, "body");
    unsigned toc = 0, pages = 0, landmarks = 0;

    for (struct xml_node *n = root; n; n = xml_next(n, root)) {
        toc += is_nav(n, "toc");
        pages += is_nav(n, "page-list");
        landmarks += is_nav(n, "landmarks");
        if (xml_is(n, NS_XHTML, "nav") && xml_attr(n, NS_EPUB, "type"))
            check_one(k, n);
        if (n->ns == NS_XHTML && type_accepts(STR("(h1|h2|h3|h4|h5|h6)"), n->name, false) &&
            !has_label(k, n))
            fault(k, n, "a heading must have text");
        if (check_is_over(k->c))
            return;
    }
    if (body && toc != 1)
        fault(k, body, "exactly one nav of type 'toc' must be present");
    if (body && pages > 1)
        fault(k, body, "more than one nav of type 'page-list'");
    if (body && landmarks > 1)
        fault(k, body, "more than one nav of type 'landmarks'");
}
