/* SPDX-License-Identifier: MIT */
/* What raw HTML refers to: links, pictures, ids and embeds. */
#include "base/fs.h"
#include "base/uri.h"
#include "book/asset.h"
#include "render/embed.h"
#include "render/job.h"
#include "render/picture.h"
#include "render/tables.h"
#include "render/template_text.h"

static struct html_attribute *attribute(struct html_tag *tag, const char *name)
{
    for (size_t i = 0; i < tag->n; i++)
        if (str_eq(tag->v[i].name, str_of(name)))
            return &tag->v[i];
    return NULL;
}

static void remove_attribute(struct html_tag *tag, const char *name)
{
    struct html_attribute *at = attribute(tag, name);

    if (at)
        *at = tag->v[--tag->n];
}

/* An id is made unique in the chapter; false when there is none. */
static bool fix_id(struct job *j, struct html_tag *tag)
{
    struct html_attribute *at = attribute(tag, "id");

    if (!at && tag->element == EL_A)
        at = attribute(tag, "name");
    if (!at)
        return false;
    if (str_trim(at->value).n == 0) {
        remove_attribute(tag, "id");
        return false;
    }
    at->name = STR("id");
    at->value = anchor_add(j, str_trim(at->value));
    return true;
}

static struct str ready_attribute(struct job *j, const char *name, struct str value)
{
    struct buf b = {0};
    struct str s;

    if (!value.n)
        return STR("");
    buf_printf(&b, " %s=\"", name);
    markup_escape_value(&b, value);
    buf_byte(&b, '"');
    s = arena_str(j->c->arena, buf_str(&b));
    buf_done(&b);
    return s;
}

static bool start_link(struct job *j, struct html_tag *tag)
{
    struct str href = html_get(tag, "href");
    struct str title, id;

    fix_id(j, tag);
    if (!href.p)
        return true;
    title = ready_attribute(j, "title", html_get(tag, "title"));
    id = ready_attribute(j, "id", html_get(tag, "id"));
    title = arena_printf(j->c->arena, "%.*s%.*s", STR_ARG(title), STR_ARG(id));
    html_opened(j->html, EL_A, markup_open_slot(&j->m, EL_A, link_ref(j, href, title)));
    return false;
}

/* The first candidate of a srcset: "a.png 1x, b.png 2x". */
static struct str first_candidate(struct str srcset)
{
    size_t i = 0;

    srcset = str_trim(srcset);
    while (i < srcset.n && !is_ascii_space(srcset.p[i]) &&
           !(srcset.p[i] == ',' && i + 1 == srcset.n))
        i++;
    while (i && srcset.p[i - 1] == ',')
        i--;
    return str_sub(srcset, 0, i);
}

/* Scripts put the real address elsewhere until the picture scrolls into view. */
static struct str picture_source(const struct html_tag *tag)
{
    static const char *const lazy[] = {"data-src", "data-original", "data-lazy-src", "data-url"};
    struct str source = str_trim(html_get(tag, "src"));

    for (size_t i = 0; i < sizeof lazy / sizeof *lazy; i++)
        if (html_get(tag, lazy[i]).n)
            return html_get(tag, lazy[i]);
    if (source.n == 0 || str_starts_fold(source, STR("data:"))) {
        struct str candidate = first_candidate(html_get(tag, "srcset"));

        return candidate.n ? candidate : source;
    }
    return source;
}

static uint32_t pixels(struct str value)
{
    unsigned long v;

    value = str_trim(value);
    if (str_ends(value, STR("px")))
        value = str_chop(value, 2);
    return str_to_uint(value, 20000, &v) ? (uint32_t)v : 0;
}

static bool start_picture(struct job *j, struct html_tag *tag)
{
    struct picture p = {.source = picture_source(tag),
                        .alt = html_get(tag, "alt"),
                        .is_decoration = html_get(tag, "alt").p != NULL,
                        .width = pixels(html_get(tag, "width")),
                        .height = pixels(html_get(tag, "height"))};
    struct str id;

    fix_id(j, tag);
    id = ready_attribute(j, "id", html_get(tag, "id"));
    p.attributes = arena_printf(j->c->arena, "%.*s%.*s", STR_ARG(id),
                                STR_ARG(ready_attribute(j, "title", html_get(tag, "title"))));
    if (str_starts(p.source, ASSET_CODE))
        p.attributes = STR(" class=\"qr\"");
    if (p.source.n == 0)
        markup_text(&j->m, p.alt);
    else
        picture_add(j, &p);
    return false;
}

/* A picture in a drawing is a slot as a whole: nothing stays of one that is not to be had. */
static bool start_drawn_picture(struct job *j, struct html_tag *tag)
{
    struct picture p = {.is_decoration = true, .is_drawn = true};
    struct buf attributes = {0};

    for (size_t i = 0; i < tag->n; i++) {
        if (!str_eq(tag->v[i].name, STR("href")) && !str_eq(tag->v[i].name, STR("xlink:href")))
            continue;
        if (p.source.n == 0)
            p.source = str_trim(tag->v[i].value);
        tag->v[i].name = STR("");
    }
    fix_id(j, tag);
    html_attributes(j->html, &attributes, tag, EL_SVG_IMAGE);
    p.attributes = arena_str(j->c->arena, buf_str(&attributes));
    buf_done(&attributes);
    if (p.source.n)
        picture_add(j, &p);
    return false;
}

static const char *embed_kind(enum element el)
{
    return el == EL_VIDEO ? "Video" : el == EL_AUDIO ? "Audio" : "Page";
}

/* Whether what comes stands within something that has a card already, and goes. */
static bool is_fallback(const struct job *j)
{
    const uint8_t *open = j->m.raw;

    return open[EL_IFRAME] || open[EL_OBJECT] || open[EL_VIDEO] || open[EL_AUDIO];
}

/* Where the embedded thing is, as the author wrote it. */
static struct str embed_source(struct job *j, const struct html_tag *tag)
{
    struct str url = str_trim(html_get(tag, "src"));

    if (!url.n)
        url = str_trim(html_get(tag, tag->element == EL_OBJECT ? "data" : "data-src"));
    if (str_starts(url, STR("//")))
        url = arena_printf(&j->scratch, "https:%.*s", STR_ARG(url));
    return url;
}

/* A file of the site that the book does not hold: its live address, or its name. */
static void add_local_card(struct job *j, struct buf *card, const char *kind, struct str file,
                           struct str title)
{
    struct str address = link_live(j, file);

    diag_add(&j->c->diags, DIAG_MEDIA_LOCAL, job_pos(j), STR_ARG(file),
             address.p ? "address" : "name");
    if (!address.p && title.n == 0)
        title = fs_basename(uri_decode(&j->scratch, file));
    embed_card_plain(card, j->env->options->codes, kind, address, title);
}

/* The card for what is at URL; none where that is no address a book can name. */
static void add_card(struct job *j, struct buf *card, enum element el, struct str url,
                     struct str title)
{
    bool has_code = j->env->options->codes;
    struct str address;

    if (url.n && !uri_scheme(url).n && el != EL_SCRIPT && url.p[0] != '#') {
        add_local_card(j, card, embed_kind(el), url, title);
        return;
    }
    address = str_starts_fold(url, STR("http")) ? html_url(&j->scratch, url) : STR_NONE;
    if (address.n && el == EL_SCRIPT)
        embed_card_script(card, has_code, address, title);
    else if (address.n && !embed_card(card, has_code, address, title))
        embed_card_plain(card, has_code, embed_kind(el), address, title);
}

/* What stands before the end tag of EL is a fall-back for browsers without it, and goes. */
static void skip_fallback(struct job *j, enum element el)
{
    size_t stretch = el == EL_EMBED ? 0 : markup_open_stretch(&j->m);

    if (stretch)
        html_opened(j->html, el, stretch);
}

/* Media and scripts become a small card with kind and address. What stands between the tags is a
 * fall-back for browsers without the element, and goes. */
static bool start_embed(struct job *j, const struct html_tag *tag, enum element el)
{
    struct str url = embed_source(j, tag);
    struct buf card = {0};
    bool is_known;

    if (is_fallback(j))
        return true;
    if ((el == EL_OBJECT || el == EL_EMBED) && is_picture_path(url)) {
        picture_add(j, &(struct picture){.source = url, .alt = html_get(tag, "title")});
        skip_fallback(j, el);
        return false;
    }
    j->media = url.n == 0 && (el == EL_VIDEO || el == EL_AUDIO) ? el : EL_NONE;
    add_card(j, &card, el, url, html_get(tag, "title"));
    if (card.n)
        html_add(j->html, arena_str(&j->scratch, buf_str(&card)), true, tag->line);
    is_known = card.n > 0;
    buf_done(&card);
    if (!is_known || el == EL_SCRIPT || el == EL_EMBED)
        return true;
    skip_fallback(j, el);
    return false;
}

/* A heading in raw HTML takes its place among the chapter's levels. */
static bool start_heading(struct job *j, struct html_tag *tag)
{
    unsigned level = heading_level(j, (unsigned)(tag->element - EL_H1) + 1);
    struct str id;

    fix_id(j, tag);
    id = ready_attribute(j, "id", html_get(tag, "id"));
    html_opened(j->html, tag->element,
                markup_open(&j->m, (enum element)(EL_H1 + (int)level - 1), id));
    return false;
}

/* A component that is dropped may still be what links point at. */
static bool start_unknown(struct job *j, struct html_tag *tag)
{
    struct str id;

    fix_id(j, tag);
    id = ready_attribute(j, "id", html_get(tag, "id"));
    if (id.n)
        markup_raw(&j->m, EL_SPAN, arena_printf(&j->scratch, "<span%.*s></span>", STR_ARG(id)));
    return true;
}

static void start_table(struct job *j, struct html_tag *tag)
{
    struct str class = table_class(j, table_columns(tag->rest));

    fix_id(j, tag);
    if (class.n)
        remove_attribute(tag, "class");
    if (class.n && tag->n < HTML_ATTRIBUTES_MAX)
        tag->v[tag->n++] = (struct html_attribute){STR("class"), class};
}

bool hook_start(void *ctx, struct html_tag *tag)
{
    struct job *j = ctx;

    contrast_check(j, tag);
    if (tag->element == EL_PICTURE)
        j->media = EL_NONE; /* its sources are others */
    if (tag->element == EL_SOURCE && j->media != EL_NONE)
        return start_embed(j, tag, j->media);
    if (ELEMENT_IS_HEADING(tag->element))
        return start_heading(j, tag);
    switch (tag->element) {
    case EL_A:
        return start_link(j, tag);
    case EL_IMG:
        return start_picture(j, tag);
    case EL_SVG_IMAGE:
        return start_drawn_picture(j, tag);
    case EL_IFRAME:
    case EL_VIDEO:
    case EL_AUDIO:
    case EL_EMBED:
    case EL_OBJECT:
    case EL_SCRIPT:
        return start_embed(j, tag, tag->element);
    case EL_TABLE:
        start_table(j, tag);
        return true;
    case EL_NONE:
        return start_unknown(j, tag);
    default:
        if (fix_id(j, tag))
            j->c->anchors.v[j->c->anchors.n - 1].is_in_body = true;
        return true;
    }
}
