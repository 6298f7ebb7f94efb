/* SPDX-License-Identifier: MIT */
/* Checks media overlays (EPUB 3.3 9) and search key maps (EPUB Dictionaries). */
#include "epub/check_content.h"
#include "epub/check_schema.h"
#include "epub/check_types.h"

struct overlay {
    struct check *c;
    struct item *item;
    struct xml_doc d;
    struct prefixes prefixes;
    bool has_remote;
};

static void add(struct overlay *k, const struct xml_node *n, struct str text, enum ref_kind kind)
{
    struct check *c = k->c;
    struct where at = xml_where(&k->d, n);
    struct url u;

    if (!text.p || !url_resolve(c, k->d.path, trim(text), at, &u))
        return;
    struct item *target = item_by_path(c, u.path);
    if (kind == REF_AUDIO) {
        if (u.has_fragment)
            report_at(c, M_MED_014, at, STR_ARG(u.fragment));
        if (target && !is_core_audio(target->type))
            report_at(c, M_MED_005, at, STR_ARG(u.path), STR_ARG(target->type));
        k->has_remote |= u.remote;
    } else if (target) {
        if (target->overlay_by.p && !str_eq(target->overlay_by, k->item->id))
            report_at(c, M_MED_011, at);
        target->overlay_by = k->item->id;
    }
    add_ref(c, (struct ref){.kind = kind,
                            .path = u.path,
                            .fragment = u.fragment,
                            .has_fragment = u.has_fragment,
                            .remote = u.remote,
                            .has_fallback = kind == REF_AUDIO,
                            .url = text,
                            .at = at});
}

static void check_clip(struct overlay *k, const struct xml_node *n)
{
    struct str begin = xml_value(n, "clipBegin"), end = xml_value(n, "clipEnd");
    double from = 0, to;

    if (!end.p || (begin.p && !is_clock(begin, &from)) || !is_clock(end, &to))
        return;
    if (from > to)
        report_at(k->c, M_MED_008, xml_where(&k->d, n));
    else if (to - from < 0.0000001)
        report_at(k->c, M_MED_009, xml_where(&k->d, n));
}

static void check_node(struct overlay *k, const struct xml_node *n, struct table *ids)
{
    const struct str *type = xml_attr(n, NS_EPUB, "type");
    const struct str *textref = xml_attr(n, NS_EPUB, "textref");
    struct str id = trim(xml_value(n, "id"));

    if (id.p && table_put(ids, id, NULL)->num++ > 0)
        report_text(k->c, M_RSC_005, xml_where(&k->d, n), "duplicate id '%.*s'", STR_ARG(id));
    if (type)
        properties_check(k->c, &k->prefixes, VOCAB_TYPE, *type, true, xml_where(&k->d, n), NULL);
    if (xml_is(n, NS_SMIL, "text")) {
        add(k, n, xml_value(n, "src"), REF_OVERLAY);
    } else if (xml_is(n, NS_SMIL, "audio")) {
        add(k, n, xml_value(n, "src"), REF_AUDIO);
        check_clip(k, n);
    } else if (textref && n->ns == NS_SMIL) {
        add(k, n, *textref, REF_OVERLAY);
    }
}

static void check_tree(struct overlay *k)
{
    struct xml_node *root = k->d.root;
    const struct str *prefix = xml_attr(root, NS_EPUB, "prefix");
    struct table ids = {0};

    grammar_check(k->c, grammar_get(k->c, GRAMMAR_SMIL), &k->d, "smil");
    prefixes_parse(k->c, &k->prefixes, prefix ? *prefix : STR_NONE, false, xml_where(&k->d, root));
    for (struct xml_node *n = root; n; n = xml_next(n, root))
        if (n->name.n)
            check_node(k, n, &ids);
    if (k->has_remote && !(k->item->properties & P_REMOTE))
        report_at(k->c, M_OPF_014, WHERE(k->d.path), "remote-resources");
    table_done(&ids);
    prefixes_done(&k->prefixes);
}

/* EPUB 3.3 9.2.2.3: the metadata are elements of any kind, but no text. */
static void check_metadata_text(const struct overlay *k)
{
    const struct xml_node *head = xml_child(k->d.root, NS_SMIL, "head");
    const struct xml_node *metadata = head ? xml_child(head, NS_SMIL, "metadata") : NULL;

    for (const struct xml_node *n = metadata ? metadata->first : NULL; n; n = n->next)
        if (!n->name.n && trim(n->text).n)
            report_text(k->c, M_RSC_005, xml_where(&k->d, n), "text is not allowed in 'metadata'");
}

void check_overlay(struct check *c, struct item *item, struct str bytes)
{
    struct overlay k = {.c = c, .item = item};
    struct arena arena = {0};

    if (xml_parse(c, &arena, item->path, XML_SMIL, bytes, &k.d)) {
        check_tree(&k);
        check_metadata_text(&k);
    }
    arena_done(&arena);
}

void check_search_key_map(struct check *c, struct item *item, struct str bytes)
{
    struct arena arena = {0};
    struct xml_doc d;
    struct url u;

    if (!str_ends_fold(item->path, STR(".xml")))
        report_at(c, M_OPF_080, item->at);
    if (!xml_parse(c, &arena, item->path, XML_META, bytes, &d)) {
        arena_done(&arena);
        return;
    }
    grammar_check(c, grammar_get(c, GRAMMAR_META), &d, "e:search-key-map");
    for (struct xml_node *n = d.root; n; n = xml_next(n, d.root)) {
        struct str href = n->name.n ? xml_value(n, "href") : STR_NONE;
        if (!href.p || !url_resolve(c, d.path, trim(href), xml_where(&d, n), &u))
            continue;
        add_ref(c, (struct ref){.kind = REF_SEARCH_KEY,
                                .path = u.path,
                                .fragment = u.fragment,
                                .has_fragment = u.has_fragment,
                                .remote = u.remote,
                                .url = href,
                                .at = xml_where(&d, n)});
    }
    arena_done(&arena);
}
