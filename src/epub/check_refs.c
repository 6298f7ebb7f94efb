/* SPDX-License-Identifier: MIT */
/* Follows every reference of a rendition when all its files were read. */
#include "epub/check_content.h"
#include "epub/check_types.h"

/* EPUB 3.3 3.6: audio, video and fonts; SVG only where it is used as a font. */
static bool may_lie_outside(struct str type)
{
    return is_audio_type(type) || is_video_type(type) ||
           (is_font_type(type) && !str_eq(type, STR("image/svg+xml")));
}

static bool may_be_remote(const struct ref *r, const struct item *target, int version)
{
    if (r->kind == REF_CITE || r->kind == REF_LINK || r->kind == REF_HYPERLINK)
        return true;
    if (version == 2)
        return false;
    if (target && (target->in_spine || may_lie_outside(target->type)))
        return true;
    return r->kind == REF_FONT || r->kind == REF_AUDIO || r->kind == REF_VIDEO;
}

/* EPUB 3.3 3.6. False: nothing more to check. */
static bool check_remote(struct check *c, const struct ref *r, const struct item *target)
{
    bool is_link = r->kind == REF_LINK || r->kind == REF_HYPERLINK;

    if (!may_be_remote(r, target, c->version)) {
        report_at(c, M_RSC_006, r->at, STR_ARG(r->path));
        return false;
    }
    if (c->version == 3 && !is_link && r->kind != REF_CITE && !str_starts(r->path, STR("https:")) &&
        !str_starts(r->path, STR("file:")))
        report_at(c, M_RSC_031, r->at, STR_ARG(r->path));
    return true;
}

static bool is_cfi(const struct ref *r)
{
    return str_starts(r->fragment, STR("epubcfi("));
}

static void check_undeclared(struct check *c, const struct ref *r)
{
    if (!r->remote && !file_exists(c, r->path)) {
        report_at(c, c->version == 3 && r->kind == REF_LINK ? M_RSC_007w : M_RSC_007, r->at,
                  STR_ARG(r->path));
        return;
    }
    if (r->kind == REF_LINK || (r->remote && (r->kind == REF_HYPERLINK || r->kind == REF_CITE)))
        return;
    if (r->kind == REF_HYPERLINK && is_cfi(r) && str_eq(r->path, c->opf_path))
        return; /* EPUB CFI 1.1 2.2: a path begins in the package document */
    if (!r->remote && str_eq(r->path, c->opf_path) && r->kind == REF_HYPERLINK) {
        report_at(c, M_RSC_010, r->at, STR_ARG(r->path));
        return;
    }
    if (table_put(&c->undeclared, r->path, NULL)->num++ == 0)
        report_at(c, M_RSC_008, r->at, STR_ARG(r->path));
}

/* EPUB 3.3 3.3 and 3.5: foreign resources need a fallback. */
static void check_fallback(struct check *c, const struct ref *r, const struct item *t)
{
    switch (r->kind) {
    case REF_PICTURE_SOURCE:
        if (!is_core_image(t->type, 3))
            report_at(c, r->url.p && r->has_fallback ? M_MED_007 : M_MED_003, r->at,
                      STR_ARG(r->path), STR_ARG(t->type));
        break;
    case REF_IMAGE:
    case REF_AUDIO:
    case REF_VIDEO:
    case REF_GENERIC:
        if (!r->has_fallback && !is_core_type(t->type) && !t->falls_back_to_core)
            report_at(c, M_RSC_032, r->at, STR_ARG(r->path), STR_ARG(t->type));
        break;
    default:
        break;
    }
}

static bool check_hyperlink(struct check *c, const struct ref *r, struct item *t)
{
    if (is_cfi(r))
        return true;
    if (!is_content_type(t->type, c->version) && !is_old_content_type(t->type) &&
        !t->falls_back_to_content) {
        report_at(c, M_RSC_010, r->at, STR_ARG(r->path));
        return false;
    }
    if (!t->in_spine) {
        report_at(c, M_RSC_011, r->at, STR_ARG(r->path));
        return false;
    }
    return true;
}

/* What a reference of this kind may lead to. False: nothing more to check. */
static bool check_kind(struct check *c, const struct ref *r, struct item *t)
{
    bool is_svg = str_eq(t->type, STR("image/svg+xml"));

    switch (r->kind) {
    case REF_HYPERLINK:
        t->linked = true;
        return check_hyperlink(c, r, t);
    case REF_IMAGE:
    case REF_PICTURE_SOURCE:
        if (r->has_fragment && !is_svg && !is_cfi(r)) {
            report_at(c, M_RSC_009, r->at);
            return false;
        }
        return true;
    case REF_OVERLAY:
        if (!is_content_type(t->type, c->version)) {
            report_at(c, M_RSC_010, r->at, STR_ARG(r->path));
            return false;
        }
        return true;
    case REF_SEARCH_KEY:
        if (!is_cfi(r) && !t->in_spine) {
            report_at(c, M_RSC_021, r->at, STR_ARG(r->path));
            return false;
        }
        return true;
    case REF_STYLESHEET:
        if (r->has_fragment)
            report_at(c, M_RSC_013, r->at);
        return !r->has_fragment;
    case REF_PAINT:
    case REF_CLIP_PATH:
    case REF_SYMBOL:
        if (!r->has_fragment)
            report_at(c, M_RSC_015, r->at, STR_ARG(r->path));
        return r->has_fragment;
    default:
        return true;
    }
}

/* "name(…)" */
static bool is_pointer(struct str f)
{
    size_t n = 0;

    while (n < f.n && (is_ascii_alnum(f.p[n]) || f.p[n] == '_'))
        n++;
    return n > 0 && n + 1 < f.n && f.p[n] == '(' && f.p[f.n - 1] == ')';
}

/* "t=…", "xywh=…" and such (Media Fragments URI 1.0 4), more of them behind an ampersand. */
static bool is_media_fragment(struct str f)
{
    size_t equals = str_find_byte(f, '=', 0);

    return equals != STR_NPOS && equals + 1 < f.n &&
           type_accepts(STR("(t|xywh|track|id|xyn|xyr)"), str_sub(f, 0, equals), false);
}

/* The schemes that name a part of an SVG document (SVG 2 16.3.2, EPUB 3.3 9.3.2.2). */
static bool is_svg_scheme(struct str f)
{
    return str_starts(f, STR("svgView(")) || str_starts(f, STR("xywh=")) ||
           str_starts(f, STR("t="));
}

/* Fragments of a scheme name no id. */
static bool is_scheme_fragment(struct str f, bool is_svg)
{
    if (is_svg)
        return is_svg_scheme(f) || str_starts(f, STR("epubcfi(")) ||
               str_find_byte(f, '=', 0) != STR_NPOS;
    return is_pointer(f) || is_media_fragment(f) || str_starts(f, STR(":~:"));
}

/* F looks like a scheme that an SVG document does not have. */
static bool is_foreign_scheme(struct str f)
{
    return !is_svg_scheme(f) &&
           (str_find_byte(f, '(', 0) != STR_NPOS || str_find_byte(f, '=', 0) != STR_NPOS);
}

static bool fits_kind(enum ref_kind kind, enum id_kind id)
{
    switch (kind) {
    case REF_PAINT:
        return id == ID_PAINT;
    case REF_CLIP_PATH:
        return id == ID_CLIP_PATH;
    case REF_SYMBOL:
        return id == ID_SYMBOL || id == ID_GENERIC;
    case REF_CITE:
    case REF_HYPERLINK:
    case REF_OVERLAY:
        return id == ID_GENERIC;
    default:
        return true;
    }
}

static void check_fragment(struct check *c, const struct ref *r, const struct item *t)
{
    bool is_svg = str_eq(t->type, STR("image/svg+xml"));
    bool is_xhtml = str_eq(t->type, STR("application/xhtml+xml")) ||
                    (c->version == 2 && is_old_content_type(t->type));

    if (!r->fragment.n || r->remote || r->kind == REF_LINK)
        return;
    bool scheme = is_scheme_fragment(r->fragment, is_svg);
    if (r->kind == REF_OVERLAY && is_xhtml && scheme)
        report_at(c, M_MED_017, r->at, STR_ARG(r->fragment));
    else if (r->kind == REF_OVERLAY && is_svg && is_foreign_scheme(r->fragment))
        report_at(c, M_MED_018, r->at, STR_ARG(r->fragment));
    if (scheme)
        return;
    if (!t->was_read)
        return;
    struct table_entry *e = table_get(&t->ids, r->fragment);
    if (!e && (is_svg || is_xhtml))
        report_at(c, M_RSC_012, r->at, STR_ARG(r->fragment));
    else if (e && !fits_kind(r->kind, (enum id_kind)(e->num & 3)))
        report_at(c, M_RSC_014, r->at, STR_ARG(r->fragment));
}

static void check_region(struct check *c, const struct ref *r, const struct item *t)
{
    if (!t || !t->fixed)
        report_at(c, M_NAV_009, r->at);
}

static void check_reference(struct check *c, const struct ref *r)
{
    struct item *t = item_by_path(c, r->path);

    if (r->kind == REF_NAV_TOC || r->kind == REF_NAV_PAGES)
        return;
    if (r->kind == REF_REGION) {
        check_region(c, r, t);
        return;
    }
    if (r->remote && !check_remote(c, r, t))
        return;
    if (!t) {
        check_undeclared(c, r);
        return;
    }
    check_fallback(c, r, t);
    if (check_kind(c, r, t))
        check_fragment(c, r, t);
}

/* EPUB 3.3 7.3: the toc should be in the order of spine and documents. */
static void check_order(struct check *c, enum ref_kind kind)
{
    int last = -1;
    size_t last_id = 0;

    for (size_t i = 0; i < c->refs.n; i++) {
        const struct ref *r = &c->refs.v[i];
        const struct item *t = r->kind == kind ? item_by_path(c, r->path) : NULL;
        if (!t || !t->in_spine)
            continue;
        struct table_entry *e = r->fragment.n ? table_get(&t->ids, r->fragment) : NULL;
        size_t id = e ? e->num >> 2 : 0;
        bool back = t->position < last || (t->position == last && id && id < last_id);
        if (back && kind == REF_OVERLAY)
            report_at(c, M_MED_015, r->at);
        else if (back)
            report_at(c, M_NAV_011, r->at, "toc", STR_ARG(r->url));
        last_id = t->position == last && !id ? last_id : id;
        last = t->position;
    }
}

/* What can be said of an item only now. */
static void check_item_use(struct check *c, struct item *i, bool has_scripts)
{
    if (i->remote && i->path.p && !may_lie_outside(i->type) &&
        !str_eq(i->type, STR("application/x-shockwave-flash"))) {
        bool used = false;
        for (size_t k = 0; k < c->refs.n && !used; k++)
            used = c->refs.v[k].remote && str_eq(c->refs.v[k].path, i->path);
        if (i->in_spine || (!used && !has_scripts))
            report_at(c, M_RSC_006, i->at, STR_ARG(i->path));
        else if (!used)
            report_at(c, M_RSC_006b, i->at, STR_ARG(i->path));
    }
    if (i->in_spine && i->nonlinear && !i->linked && !i->remote)
        report_at(c, has_scripts ? M_OPF_096b : M_OPF_096, i->at, STR_ARG(i->path));
    if (!is_content_type(i->type, 3))
        return;
    if (i->overlay_by.p && !i->overlay.p)
        report_at(c, M_MED_010, i->at);
    else if (i->overlay_by.p && !str_eq(i->overlay_by, i->overlay))
        report_at(c, M_MED_012, i->at);
    else if (!i->overlay_by.p && i->overlay.p)
        report_at(c, M_MED_013, i->at);
}

void check_references(struct check *c)
{
    for (size_t i = 0; i < c->refs.n; i++) {
        if (i % 256 == 0 && check_is_over(c))
            return;
        check_reference(c, &c->refs.v[i]);
    }
    if (c->version != 3)
        return;
    check_order(c, REF_NAV_TOC);
    check_order(c, REF_OVERLAY);
    for (size_t i = 0; i < c->items.n && !check_is_over(c); i++)
        check_item_use(c, &c->items.v[i], c->has_scripts);
}
