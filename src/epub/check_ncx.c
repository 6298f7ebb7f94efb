/* SPDX-License-Identifier: MIT */
/* Checks the NCX of EPUB 2 and, as a legacy file, of EPUB 3. */
#include "epub/check_content.h"
#include "epub/check_schema.h"
#include "epub/check_types.h"

struct ncx {
    struct check *c;
    struct xml_doc d;
    struct table ids, orders, targets, pages;
    bool has_first, has_orders;
};

static void fault(struct ncx *k, const struct xml_node *n, const char *text)
{
    report_text(k->c, M_RSC_005, xml_where(&k->d, n), "%s", text);
}

static void check_uid(struct ncx *k, const struct xml_node *n)
{
    struct str content = xml_value(n, "content");

    if (!str_eq(xml_value(n, "name"), STR("dtb:uid")))
        return;
    if (trim(content).n != content.n)
        report_at(k->c, M_NCX_004, xml_where(&k->d, n));
    if (k->c->uid.n && !str_eq(trim(content), k->c->uid))
        report_at(k->c, M_NCX_001, xml_where(&k->d, n), STR_ARG(content), STR_ARG(k->c->uid));
}

static void check_content(struct ncx *k, const struct xml_node *n)
{
    struct where at = xml_where(&k->d, n);
    struct str src = xml_value(n, "src");
    struct url u;

    if (!src.p || !url_resolve(k->c, k->d.path, trim(src), at, &u))
        return;
    add_ref(k->c, (struct ref){.kind = REF_HYPERLINK,
                               .path = u.path,
                               .fragment = u.fragment,
                               .has_fragment = u.has_fragment,
                               .remote = u.remote,
                               .url = src,
                               .at = at});
}

/* ANSI/NISO Z39.86: play orders name targets, begin with 1 and have no gaps. */
static void note_order(struct ncx *k, const struct xml_node *n)
{
    struct str order = trim(xml_value(n, "playOrder"));
    const struct xml_node *content = xml_child(n, NS_NCX, "content");
    struct str src = content ? xml_value(content, "src") : STR_NONE;

    if (!order.p)
        return;
    k->has_orders = true;
    if (!is_float(order, 0))
        fault(k, n, "a playOrder is no number");
    k->has_first |= str_eq(order, STR("1"));
    while (order.n > 1 && order.p[0] == '0')
        order = str_skip(order, 1);
    bool is_new;
    struct table_entry *e = table_put(&k->orders, order, &is_new);
    if (is_new)
        e->ptr = (void *)n;
    const struct xml_node *first = e->ptr;
    const struct xml_node *other = xml_child(first, NS_NCX, "content");
    if (!is_new && src.p && other && !str_eq(xml_value(other, "src"), src))
        fault(k, n, "the same playOrder stands for different targets");
    if (!src.p)
        return;
    e = table_put(&k->targets, src, &is_new);
    if (is_new)
        e->ptr = (void *)n;
    else if (!str_eq(trim(xml_value(e->ptr, "playOrder")), trim(xml_value(n, "playOrder"))))
        fault(k, n, "different playOrders stand for the same target");
}

static void check_gaps(struct ncx *k)
{
    unsigned long value;

    for (size_t i = 0; i < k->orders.n; i++) {
        if (!str_to_uint(k->orders.v[i].key, 100000000, &value) || value <= 1)
            continue;
        if (!table_get(&k->orders, arena_printf(&k->c->arena, "%lu", value - 1))) {
            fault(k, k->orders.v[i].ptr, "the sequence of playOrders has a gap");
            return;
        }
    }
    if (k->has_orders && !k->has_first)
        fault(k, k->d.root, "no playOrder is 1");
}

static void check_labels(struct ncx *k, const struct xml_node *n)
{
    for (const struct xml_node *i = n->first; i; i = i->next) {
        const struct str *lang = xml_attr(i, NS_XML, "lang");
        bool label = xml_is(i, NS_NCX, "navLabel");
        if (!lang || !(label || xml_is(i, NS_NCX, "navInfo")))
            continue;
        for (const struct xml_node *o = n->first; o != i; o = o->next) {
            const struct str *other = xml_attr(o, NS_XML, "lang");
            if (other && str_eq(o->name, i->name) && str_eq(*other, *lang)) {
                fault(k, i, "two labels have the same language");
                return;
            }
        }
    }
}

/* The schema of the NCX lets these have an id and a class, but both or none. */
static void check_pair(struct ncx *k, const struct xml_node *n)
{
    bool is_one =
        xml_is(n, NS_NCX, "text") || xml_is(n, NS_NCX, "img") || xml_is(n, NS_NCX, "pageList");

    if (is_one && !xml_value(n, "id").p != !xml_value(n, "class").p)
        fault(k, n, "an id or class stands without the other");
}

static void check_node(struct ncx *k, struct xml_node *n)
{
    struct str id = trim(xml_value(n, "id"));

    if (id.p && table_put(&k->ids, id, NULL)->num++ > 0)
        fault(k, n, "an id is not unique");
    if (xml_is(n, NS_NCX, "meta"))
        check_uid(k, n);
    else if (xml_is(n, NS_NCX, "content"))
        check_content(k, n);
    else if (xml_is(n, NS_NCX, "text") && !trim(xml_text(&k->c->arena, n)).n)
        report_at(k->c, M_NCX_006, xml_where(&k->d, n));
    note_order(k, n);
    check_pair(k, n);
    check_labels(k, n);
    if (!xml_is(n, NS_NCX, "pageTarget") || !xml_value(n, "value").p)
        return;
    struct str key = arena_printf(&k->c->arena, "%.*s %.*s", STR_ARG(xml_value(n, "type")),
                                  STR_ARG(xml_value(n, "value")));
    if (table_put(&k->pages, key, NULL)->num++ > 0)
        fault(k, n, "two page targets have the same value and type");
}

void check_ncx(struct check *c, struct item *item, struct str bytes)
{
    struct ncx k = {.c = c};
    struct arena arena = {0};

    if (xml_parse(c, &arena, item->path, XML_NCX, bytes, &k.d)) {
        grammar_check(c, grammar_get(c, GRAMMAR_NCX), &k.d, "ncx");
        for (struct xml_node *n = k.d.root; n && !check_is_over(c); n = xml_next(n, k.d.root))
            if (n->name.n)
                check_node(&k, n);
        check_gaps(&k);
    }
    table_done(&k.ids);
    table_done(&k.orders);
    table_done(&k.targets);
    table_done(&k.pages);
    arena_done(&arena);
}
