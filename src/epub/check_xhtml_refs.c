/* SPDX-License-Identifier: MIT */
/* What a content document refers to, and which properties its item needs for that. */
#include <string.h>

#include "epub/check_content.h"
#include "epub/check_types.h"

struct refs {
    struct content *k;
    struct str base;              /* container path, or a remote URL by base or xml:base */
    const struct xml_node *media; /* the audio or video element that was looked at last */
    bool has_core_source;         /* it has a source of a core media type */
};

/* The item that URL leads to, or NULL. */
static struct item *item_of(struct refs *r, struct str url)
{
    return item_by_path(r->k->c, url_split(r->k->arena, r->base, url).path);
}

static struct ref make_ref(const struct url *u, enum ref_kind kind, struct str text,
                           struct where at)
{
    return (struct ref){.kind = kind,
                        .path = u->path,
                        .fragment = u->fragment,
                        .has_fragment = u->has_fragment,
                        .remote = u->remote,
                        .url = text,
                        .at = at};
}

static bool in_media(const struct xml_node *n, enum ref_kind kind)
{
    return n->parent && xml_is(n, NS_XHTML, "source") &&
           xml_is(n->parent, NS_XHTML, kind == REF_AUDIO ? "audio" : "video");
}

static void add_at(struct refs *r, struct where at, struct str text, enum ref_kind kind,
                   bool has_fallback)
{
    struct content *k = r->k;
    struct check *c = k->c;
    struct url u;

    if (!text.p || !url_resolve(c, r->base, trim(text), at, &u))
        return;
    if (str_eq(u.scheme, STR("data"))) {
        if (kind == REF_HYPERLINK)
            report_at(c, M_RSC_029, at);
        else if ((c->version == 2 || !has_fallback) && !is_core_type(data_url_type(text)) &&
                 (kind == REF_IMAGE || kind == REF_AUDIO || kind == REF_VIDEO ||
                  kind == REF_GENERIC))
            report_at(c, M_RSC_032, at, STR_ARG(str_sub(text, 0, 40)),
                      STR_ARG(data_url_type(text)));
        return;
    }
    bool is_part = kind != REF_HYPERLINK && kind != REF_CITE && kind != REF_STYLESHEET;
    if (u.remote && is_part)
        k->required |= P_REMOTE;
    struct item *i = is_part ? item_by_path(c, u.path) : NULL;
    if (i && !k->is_svg && str_eq(i->type, STR("image/svg+xml")))
        k->allowed |= P_SVG; /* EPUB 3.3 D.4.11: SVG that is embedded by a reference */
    struct ref ref = make_ref(&u, kind, text, at);
    ref.has_fallback = has_fallback;
    add_ref(c, ref);
}

static void add(struct refs *r, const struct xml_node *n, struct str text, enum ref_kind kind,
                bool has_fallback)
{
    add_at(r, xml_where(r->k->d, n), text, kind, has_fallback);
}

static void add_hyperlink_at(struct refs *r, struct where at, struct str href)
{
    struct check *c = r->k->c;
    struct url u;

    href = trim(href);
    if (!href.n) {
        report_at(c, M_HTM_045, at);
        return;
    }
    if (str_eq(href, STR(".")) || !url_resolve(c, r->base, href, at, &u))
        return;
    if (str_eq(u.scheme, STR("data")))
        report_at(c, M_RSC_029, at);
    if (u.remote) {
        if (!url_scheme_is_known(u.scheme))
            report_at(c, M_HTM_025, at, STR_ARG(href));
        return;
    }
    add_ref(c, make_ref(&u, REF_HYPERLINK, href, at));
}

static void add_hyperlink(struct refs *r, const struct xml_node *n, struct str href)
{
    add_hyperlink_at(r, xml_where(r->k->d, n), href);
}

/* The type of what URL leads to, as the manifest or a data URL says. */
static struct str type_of(struct refs *r, struct str url)
{
    struct url u = url_split(r->k->arena, r->base, url);

    if (str_eq(u.scheme, STR("data")))
        return data_url_type(u.path);
    struct item *i = item_by_path(r->k->c, u.path);
    return i ? i->type : STR_NONE;
}

static struct str without_parameters(struct str type)
{
    size_t end = str_find_byte(type, ';', 0);
    return trim(end == STR_NPOS ? type : str_sub(type, 0, end));
}

/* The TYPE that N declares for URL against the manifest's. */
static void compare_types(struct refs *r, const struct xml_node *n, struct str url, struct str type)
{
    struct content *k = r->k;
    struct item *i = url.p && type.p ? item_of(r, url) : NULL;

    if (i && !str_eq(without_parameters(type), without_parameters(i->type)))
        report_at(k->c, M_OPF_013, xml_where(k->d, n), STR_ARG(i->path), STR_ARG(type),
                  STR_ARG(i->type));
}

/* EPUBCheck takes a source of a picture without a type as one of the type "". */
static void add_candidate(struct refs *r, const struct xml_node *n, struct str url,
                          enum ref_kind kind)
{
    struct str type = trim(xml_value(n, "type"));

    add(r, n, url, kind, false);
    if (kind != REF_IMAGE && xml_is(n, NS_XHTML, "source") && r->k->c->version == 3)
        compare_types(r, n, url, type.p ? type : STR(""));
}

/* The candidates of a srcset. */
static void add_srcset(struct refs *r, const struct xml_node *n, struct str set, enum ref_kind kind)
{
    while (set.n) {
        while (set.n && (is_ascii_space(set.p[0]) || set.p[0] == ','))
            set = str_skip(set, 1);
        size_t end = 0;
        while (end < set.n && !is_ascii_space(set.p[end]))
            end++;
        struct str url = str_sub(set, 0, end);
        set = str_skip(set, end);
        bool comma = url.n && url.p[url.n - 1] == ',';
        while (url.n && url.p[url.n - 1] == ',')
            url.n--;
        size_t next = comma ? 0 : str_find_byte(set, ',', 0);
        if (url.n && is_srcset_descriptor(str_sub(set, 0, next == STR_NPOS ? set.n : next)))
            add_candidate(r, n, url, kind);
        set = next == STR_NPOS ? STR_NONE : str_skip(set, next);
    }
}

static void add_image(struct refs *r, const struct xml_node *n)
{
    enum ref_kind kind = REF_IMAGE;
    struct str type = trim(xml_value(n, "type"));

    if (xml_ancestor(n, NS_XHTML, "picture")) {
        kind = REF_PICTURE_SOURCE;
        if (xml_is(n, NS_XHTML, "source") && type.p)
            kind = REF_PICTURE_FOREIGN;
    }
    add(r, n, xml_value(n, "src"), kind, false);
    add_srcset(r, n, xml_value(n, "srcset"), kind);
}

static bool has_content(const struct xml_node *n)
{
    for (const struct xml_node *i = n->first; i; i = i->next)
        if (i->name.n ? !xml_is(i, NS_XHTML, "param") && !xml_is(i, NS_XHTML, "source") &&
                            !xml_is(i, NS_XHTML, "track")
                      : trim(i->text).n)
            return true;
    return false;
}

static void add_object(struct refs *r, const struct xml_node *n)
{
    struct str data = xml_value(n, "data"), type = trim(xml_value(n, "type"));

    if (!data.p)
        return;
    add(r, n, data, REF_GENERIC, has_content(n));
    compare_types(r, n, data, type);
    if (str_eq(type_of(r, data), STR("image/svg+xml")) || str_eq(type, STR("image/svg+xml")))
        r->k->allowed |= P_SVG;
}

static void add_link(struct refs *r, const struct xml_node *n)
{
    struct str rel = xml_value(n, "rel"), href = xml_value(n, "href");
    struct content *k = r->k;

    if (href.p && str_find(arena_lower(k->arena, rel), STR("stylesheet"), 0) != STR_NPOS) {
        k->has_style = true;
        add(r, n, href, REF_STYLESHEET, false);
    } else if (href.p && k->c->version == 3) { /* OPS 2.0.1 asks for style sheets only */
        struct url u;
        if (url_resolve(k->c, r->base, trim(href), xml_where(k->d, n), &u) &&
            !str_eq(u.scheme, STR("data")))
            add_ref(k->c, make_ref(&u, REF_LINK, href, xml_where(k->d, n)));
    }
    if (k->c->version != 3)
        return;
    if (has_token(rel, "alternate") && has_token(rel, "stylesheet") && !xml_value(n, "title").n)
        report_at(k->c, M_CSS_015, xml_where(k->d, n));
    struct str tags = xml_value(n, "class");
    if ((has_token(tags, "vertical") && has_token(tags, "horizontal")) ||
        (has_token(tags, "day") && has_token(tags, "night")))
        report_at(k->c, M_CSS_005, xml_where(k->d, n), STR_ARG(tags));
}

/* Whether N, a source of MEDIA or MEDIA itself, has a source of a core type beside it. */
static bool has_core_source(struct refs *r, const struct xml_node *media, const struct xml_node *n)
{
    if (media == n)
        return false;
    if (media != r->media) {
        r->media = media;
        r->has_core_source = false;
        for (const struct xml_node *i = media->first; i && !r->has_core_source; i = i->next)
            r->has_core_source =
                xml_is(i, NS_XHTML, "source") && is_core_type(type_of(r, xml_value(i, "src")));
    }
    return r->has_core_source;
}

/* EPUB 3.3 3.5.2.1: a foreign audio file needs a sibling source of a core type. What is no audio
 * by its type needs none of its own when it is video, and the manifest's fallback else. */
static void add_media(struct refs *r, const struct xml_node *n, enum ref_kind kind)
{
    const struct xml_node *media = in_media(n, kind) ? n->parent : n;
    struct str declared = media == n ? STR_NONE : trim(xml_value(n, "type"));
    struct str type = declared.p ? declared : type_of(r, xml_value(n, "src"));
    bool is_audio = is_audio_type(type);

    if (r->k->c->version == 3)
        compare_types(r, n, xml_value(n, "src"), declared);
    add(r, n, xml_value(n, "src"), type.p && !is_audio ? REF_VIDEO : REF_AUDIO,
        is_audio && has_core_source(r, media, n));
    add(r, n, xml_value(n, "poster"), REF_IMAGE, false);
}

static void add_script(struct refs *r, const struct xml_node *n)
{
    struct content *k = r->k;
    struct str type = trim(xml_value(n, "type"));

    if (!type.p || is_script_type(type)) {
        k->required |= P_SCRIPTED;
        k->c->has_scripts = true;
    }
    add(r, n, xml_value(n, "src"), REF_GENERIC, false);
}

/* A source that belongs to a picture, not to audio or video. */
static bool is_picture_source(const struct xml_node *n)
{
    return str_eq(n->name, STR("source")) && !in_media(n, REF_AUDIO) && !in_media(n, REF_VIDEO);
}

static void add_html(struct refs *r, const struct xml_node *n)
{
    struct str name = n->name;

    if (str_eq(name, STR("a")) || str_eq(name, STR("area"))) {
        if (xml_value(n, "href").p)
            add_hyperlink(r, n, xml_value(n, "href"));
    } else if (str_eq(name, STR("img")) || is_picture_source(n)) {
        add_image(r, n);
    } else if (str_eq(name, STR("object"))) {
        add_object(r, n);
    } else if (str_eq(name, STR("link"))) {
        add_link(r, n);
    } else if (str_eq(name, STR("audio")) || in_media(n, REF_AUDIO)) {
        add_media(r, n, REF_AUDIO);
    } else if (str_eq(name, STR("video")) || in_media(n, REF_VIDEO)) {
        add_media(r, n, REF_VIDEO);
    } else if (str_eq(name, STR("track"))) {
        add(r, n, xml_value(n, "src"), REF_TRACK, true);
    } else if (r->k->c->version == 2 && type_accepts(STR("(script|iframe|embed)"), name, false)) {
        return; /* OPS 2.0.1 says nothing about their targets */
    } else if (str_eq(name, STR("script"))) {
        add_script(r, n);
    } else if (str_eq(name, STR("iframe")) || str_eq(name, STR("embed")) ||
               str_eq(name, STR("input"))) {
        add(r, n, xml_value(n, "src"), REF_GENERIC, false);
        if (str_eq(name, STR("embed")))
            compare_types(r, n, xml_value(n, "src"), trim(xml_value(n, "type")));
    } else if (str_eq(name, STR("blockquote")) || str_eq(name, STR("q")) ||
               str_eq(name, STR("ins")) || str_eq(name, STR("del"))) {
        if (r->k->c->version == 3)
            add(r, n, xml_value(n, "cite"), REF_CITE, true);
    }
    if ((str_eq(name, STR("base")) || str_eq(name, STR("embed")) || str_eq(name, STR("rp"))) &&
        r->k->c->version == 3)
        report_at(r->k->c, M_HTM_055, xml_where(r->k->d, n), STR_ARG(name));
}

static void add_paint(struct refs *r, const struct xml_node *n, const char *attr,
                      enum ref_kind kind)
{
    struct str v = trim(xml_value(n, attr));

    if (str_starts(v, STR("url(")) && v.p[v.n - 1] == ')')
        add(r, n, str_sub(v, 4, v.n - 5), kind, false);
}

static void add_svg(struct refs *r, const struct xml_node *n)
{
    const struct str *link = xml_attr(n, NS_XLINK, "href");

    add_paint(r, n, "fill", REF_PAINT);
    add_paint(r, n, "stroke", REF_PAINT);
    if (str_eq(n->name, STR("script")))
        add_script(r, n);
    if (!link)
        return;
    if (str_eq(n->name, STR("a")))
        add_hyperlink(r, n, *link);
    else if (str_eq(n->name, STR("use")))
        add(r, n, *link, REF_SYMBOL, false);
    else if (str_eq(n->name, STR("image")))
        add(r, n, *link, REF_IMAGE, false);
    else if (str_eq(n->name, STR("font-face-uri")))
        add(r, n, *link, REF_FONT, false);
}

static void check_styles(struct refs *r, const struct xml_node *n)
{
    struct content *k = r->k;
    struct where at = xml_where(k->d, n);
    struct str style = xml_value(n, "style");
    struct css_found found = {0};

    if (n->ns == NS_XHTML && style.n)
        found = check_css(k->c, style, CSS_ATTRIBUTE, r->base, at);
    if ((n->ns == NS_XHTML || n->ns == NS_SVG) && str_eq(n->name, STR("style"))) {
        struct str text = xml_text(k->arena, n);
        if (text.n) {
            k->has_style = true;
            found = check_css(k->c, text, CSS_STYLE, r->base, at);
        }
    }
    if (found.has_remote)
        k->required |= P_REMOTE;
}

static void note_properties(struct content *k, const struct xml_node *n)
{
    if (xml_is(n, NS_MATHML, "math"))
        k->required |= P_MATHML;
    if (xml_is(n, NS_SVG, "svg") && !k->is_svg)
        k->required |= P_SVG;
    if (xml_is(n, NS_EPUB, "switch"))
        k->required |= P_SWITCH;
    for (unsigned i = 0; i < n->n_attrs; i++) {
        struct str name = n->attrs[i].name;
        if (n->attrs[i].ns != NS_NONE || name.n < 4 || name.p[0] != 'o' || name.p[1] != 'n' ||
            !(n->ns == NS_XHTML || n->ns == NS_SVG))
            continue;
        k->required |= P_SCRIPTED;
        k->c->has_scripts = true;
    }
    if (xml_is(n, NS_XHTML, "form"))
        k->required |= P_SCRIPTED;
}

static void check_type(struct content *k, const struct xml_node *n)
{
    const struct str *type = xml_attr(n, NS_EPUB, "type");
    struct where at = xml_where(k->d, n);

    if (!type || k->c->version != 3)
        return;
    properties_check(k->c, &k->prefixes, VOCAB_TYPE, *type, true, at, NULL);
    if (has_token(*type, "index"))
        k->allowed |= P_INDEX;
    if (has_token(*type, "glossary"))
        k->allowed |= P_GLOSSARY;
    if (has_token(*type, "dictionary"))
        k->c->has_dictionary = true;
    k->c->has_page_break |= has_token(*type, "pagebreak");
    k->c->has_page_list |= k->is_nav && has_token(*type, "page-list");
    if (has_token(*type, "region-based") &&
        (!xml_is(n, NS_XHTML, "nav") || !(k->item->properties & P_DATA_NAV)))
        report_at(k->c, M_HTM_052, at);
}

/* base and xml:base move where relative URLs lead. */
static void find_base(struct refs *r)
{
    struct content *k = r->k;
    const struct str *base = xml_attr(k->d->root, NS_XML, "base");
    struct xml_node *head = xml_child(k->d->root, NS_XHTML, "head");
    struct xml_node *element = head ? xml_child(head, NS_XHTML, "base") : NULL;
    struct url u;

    r->base = k->d->path;
    if (element && xml_value(element, "href").p) {
        struct str href = xml_value(element, "href");
        if (url_resolve(k->c, r->base, trim(href), xml_where(k->d, element), &u))
            r->base = u.path;
    } else if (base && url_resolve(k->c, r->base, trim(*base), xml_where(k->d, k->d->root), &u)) {
        r->base = u.path;
    }
}

void check_content_refs(struct content *k)
{
    struct refs r = {.k = k};
    struct xml_node *root = k->d->root;

    find_base(&r);
    for (unsigned i = 0; i < k->d->n_stylesheets && k->is_svg; i++) {
        k->has_style = true;
        add(&r, root, k->d->stylesheets[i], REF_STYLESHEET, false);
    }
    for (struct xml_node *n = root; n; n = xml_next(n, root)) {
        if (!n->name.n)
            continue;
        if (n->ns == NS_XHTML)
            add_html(&r, n);
        else if (n->ns == NS_SVG)
            add_svg(&r, n);
        else if (xml_is(n, NS_MATHML, "math"))
            add(&r, n, xml_value(n, "altimg"), REF_IMAGE, false);
        check_styles(&r, n);
        note_properties(k, n);
        check_type(k, n);
    }
}

/* References that need no more than the element's name to be understood. */
void check_known_ref(struct content *k, const struct fact_ref *ref)
{
    struct refs r = {.k = k, .base = k->d->path};
    struct where at = {k->d->path, ref->line, 0};

    if (str_eq(ref->element, STR("a")))
        add_hyperlink_at(&r, at, ref->url);
    else if (str_eq(ref->element, STR("img")) || str_eq(ref->element, STR("image")))
        add_at(&r, at, ref->url, REF_IMAGE, false);
    else if (str_eq(ref->element, STR("link")))
        add_at(&r, at, ref->url, REF_STYLESHEET, false);
    else if (str_eq(ref->element, STR("use")))
        add_at(&r, at, ref->url, REF_SYMBOL, false);
    else
        add_at(&r, at, ref->url, REF_GENERIC, false);
}
