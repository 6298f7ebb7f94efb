/* SPDX-License-Identifier: MIT */
/* The chapter's document: title, byline, body with its slots filled. */
#include "render/xhtml.h"

#include "base/date.h"
#include "base/fs.h"
#include "base/uri.h"
#include "book/language.h"
#include "book/page.h"
#include "book/series.h"
#include "book/words.h"
#include "render/assembly.h"
#include "render/check.h"
#include "render/html.h"

/* The address leads to the picture, unless a link stands around it already. */
static void add_address(struct assembly *s, struct str url)
{
    if (!s->links) {
        buf_addz(s->out, "<a class=\"out\" href=\"");
        buf_xml(s->out, url);
        buf_addz(s->out, "\">");
    }
    buf_xml(s->out, url);
    if (!s->links)
        buf_addz(s->out, "</a>");
}

/* What stands for a picture that is not to be had: its text and its address. */
static void fill_missing(struct assembly *s, const struct ref *r)
{
    struct str alt = str_trim(r->alt);

    if (alt.n == 0 && r->url.n == 0)
        alt = fs_basename(r->written);
    buf_addz(s->out, "<span class=\"no-picture\">");
    buf_xml(s->out, alt);
    if (r->url.n) {
        buf_addz(s->out, alt.n ? " (" : "");
        add_address(s, r->url);
        buf_addz(s->out, alt.n ? ")" : "");
    }
    buf_addz(s->out, "</span>");
}

static void fill_drawn(struct assembly *s, const struct ref *r, const struct asset *a)
{
    buf_addz(s->out, "<image");
    buf_add(s->out, r->attributes);
    buf_addz(s->out, " xlink:href=\"");
    buf_xml(s->out, a->href);
    buf_addz(s->out, "\"/>");
}

static void fill_picture(struct assembly *s, const struct ref *r)
{
    const struct asset *a = r->kind == REF_TARGET_PICTURE ? &s->book->assets.v[r->asset] : NULL;

    if (!a || !a->is_usable) {
        if (!r->is_drawn)
            fill_missing(s, r);
        return;
    }
    if (r->is_drawn) {
        fill_drawn(s, r, a);
        return;
    }
    buf_addz(s->out, "<img src=\"");
    buf_xml(s->out, a->href);
    buf_addz(s->out, "\" alt=\"");
    buf_xml(s->out, r->alt);
    buf_byte(s->out, '"');
    if (r->width)
        buf_printf(s->out, " width=\"%u\"", r->width);
    if (r->height && r->width)
        buf_printf(s->out, " height=\"%u\"", r->height);
    buf_add(s->out, r->attributes);
    buf_addz(s->out, "/>");
}

static void fill(struct assembly *s, size_t index)
{
    const struct ref *r = &s->c->refs.v[s->c->slots.v[index].ref];

    if (r->is_picture)
        fill_picture(s, r);
    else
        assembly_link(s, index, r);
}

static size_t slot_offset(const struct chapter *c, size_t i)
{
    return c->slots.v[i].offset;
}

static size_t mark_offset(const struct chapter *c, size_t i)
{
    return c->marks.v[i].offset;
}

static size_t anchor_offset(const struct chapter *c, size_t i)
{
    return c->anchors.v[i].offset;
}

/* The first of N places, which stand in order, at or behind OFFSET of the body. */
static size_t first_from(const struct chapter *c, size_t n,
                         size_t (*place)(const struct chapter *c, size_t i), size_t offset)
{
    size_t low = 0, high = n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (place(c, mid) < offset)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* The next slot is one of the body's bytes up to TO: what ends there is closed there. */
static bool has_slot(const struct assembly *s, size_t to)
{
    const struct body_slot *slot;

    if (s->slot >= s->c->slots.n)
        return false;
    slot = &s->c->slots.v[s->slot];
    return slot->offset < to || to == s->c->body.n || (slot->offset == to && slot->is_close);
}

/* Body bytes [FROM, TO) with their slots; each slot is filled once. */
static void add_stretch(struct assembly *s, size_t from, size_t to)
{
    const struct chapter *c = s->c;

    for (; has_slot(s, to); s->slot++) {
        buf_add(s->out, str_sub(buf_str(&c->body), from, c->slots.v[s->slot].offset - from));
        from = c->slots.v[s->slot].offset;
        fill(s, s->slot);
    }
    buf_add(s->out, str_sub(buf_str(&c->body), from, to - from));
}

/* What points into a stretch of the body still finds it where only its text is left. */
static void add_anchors(struct assembly *s, size_t from, size_t to)
{
    const struct chapter *c = s->c;

    size_t i = first_from(c, c->anchors.n, anchor_offset, from);

    for (; i < c->anchors.n && c->anchors.v[i].offset < to; i++) {
        if (c->anchors.v[i].is_lost)
            continue;
        buf_addz(s->out, "<span id=\"");
        buf_xml(s->out, c->anchors.v[i].id);
        buf_addz(s->out, "\"></span>");
    }
}

/* The text of body bytes [FROM, TO), that of their pictures too. */
static struct str plain_text(struct assembly *s, size_t from, size_t to)
{
    const struct chapter *c = s->c;
    struct buf html = {0};
    struct str text;

    for (; has_slot(s, to); s->slot++) {
        const struct body_slot *slot = &c->slots.v[s->slot];
        const struct ref *r = &c->refs.v[slot->ref];

        if (slot->offset < from || slot->is_close || !r->is_picture)
            continue;
        buf_add(&html, str_sub(buf_str(&c->body), from, slot->offset - from));
        buf_xml(&html, r->alt);
        from = slot->offset;
    }
    buf_add(&html, str_sub(buf_str(&c->body), from, to - from));
    text = html_text(&s->scratch, buf_str(&html));
    buf_done(&html);
    return text;
}

static void add_plain_block(struct assembly *s, size_t from, size_t to)
{
    struct str text = plain_text(s, from, to);

    buf_addz(s->out, "<p class=\"plain\">");
    add_anchors(s, from, to);
    buf_xml(s->out, str_trim(text));
    buf_addz(s->out, "</p>\n");
}

static size_t mark_end(const struct assembly *s, size_t mark)
{
    return mark + 1 < s->c->marks.n ? s->c->marks.v[mark + 1].offset : s->c->body.n;
}

static void add_body(struct assembly *s)
{
    const struct chapter *c = s->c;
    size_t from = s->part->start;

    s->slot = first_from(c, c->slots.n, slot_offset, from);
    s->first_mark = s->end_mark = first_from(c, c->marks.n, mark_offset, s->part->start);
    for (size_t i = s->first_mark; i < c->marks.n; i++) {
        size_t at = c->marks.v[i].offset, to = mark_end(s, i);

        if (at >= s->part->end)
            break;
        s->end_mark = i + 1;
        if (to > s->part->end)
            to = s->part->end;
        if (at > from)
            add_stretch(s, from, at);
        s->mark_at[i] = s->out->n;
        if (s->is_degraded[i])
            add_plain_block(s, at, to);
        else
            add_stretch(s, at, to);
        from = to;
    }
    add_stretch(s, from, s->part->end);
    s->body_end = s->out->n;
}

static void add_names(struct buf *out, const char *class, const str_vec *names, struct str comma)
{
    if (names->n == 0)
        return;
    buf_printf(out, " <span class=\"%s\">", class);
    for (size_t i = 0; i < names->n; i++) {
        if (i)
            buf_add(out, comma);
        buf_xml(out, names->v[i]);
    }
    buf_addz(out, "</span>");
}

static void add_byline(struct assembly *s, struct str language)
{
    const struct post *p = s->p;

    if (!date_is_set(p->date) && !p->authors.n && !p->tags.n)
        return;
    buf_addz(s->out, "<p class=\"byline\">");
    if (date_is_set(p->date)) {
        struct date day = date_day(p->date);

        buf_printf(s->out, "<time datetime=\"%.*s\">", STR_ARG(date_iso(&s->scratch, day)));
        buf_xml(s->out, date_display(&s->scratch, day, language));
        buf_addz(s->out, "</time>");
    }
    add_names(s->out, "authors", &p->authors, language_comma(language));
    add_names(s->out, "tags", &p->tags, language_comma(language));
    buf_addz(s->out, "</p>\n");
}

static void add_header(struct assembly *s, struct str language)
{
    buf_addz(s->out, "<header>\n<h1>");
    buf_xml(s->out, post_label(s->p));
    buf_addz(s->out, "</h1>\n");
    if (s->p->subtitle.n) {
        buf_addz(s->out, "<p class=\"subtitle\">");
        buf_xml(s->out, s->p->subtitle);
        buf_addz(s->out, "</p>\n");
    }
    add_byline(s, language);
    buf_addz(s->out, "</header>\n");
}

/* The post before this one: a chapter of this volume, its live address, or but its title. */
static void add_post_before(struct assembly *s, size_t post)
{
    const struct post *p = &s->book->posts.v[post];
    const str_vec *sites = &s->book->site.base_urls;
    bool is_here = s->v->position_of[post], is_live = sites->n && p->permalink.n;

    buf_addz(s->out, "<p class=\"before\">‹ ");
    if (is_here || is_live)
        buf_addz(s->out, is_here ? "<a href=\"" : "<a class=\"out\" href=\"");
    if (is_here) {
        buf_xml(s->out, s->book->chapters[post].parts.v[0].href);
    } else if (is_live) {
        buf_xml(s->out, sites->v[0]);
        buf_xml(s->out, uri_encode(&s->scratch, p->permalink));
    }
    buf_addz(s->out, is_here || is_live ? "\">" : "");
    page_add_listed(s->out, post_label(p));
    buf_addz(s->out, is_here || is_live ? "</a></p>\n" : "</p>\n");
}

/* The way back and on in each series of the post. */
static void add_series(struct assembly *s, struct str language)
{
    const str_vec *series = &s->p->series;

    for (size_t k = 0; k < series->n; k++) {
        buf_addz(s->out, "<div class=\"series\">\n<p class=\"series-name\">");
        buf_xml(s->out, series->v[k]);
        buf_addz(s->out, "</p>\n");
        if (s->c->before[k])
            add_post_before(s, s->c->before[k] - 1);
        buf_printf(s->out, "<p class=\"after\"><a href=\"%.*s#%.*s\">", STR_ARG(series_href),
                   STR_ARG(series_after(&s->scratch, s->p, k)));
        buf_xml(s->out, word_in(language, WORD_NEXT));
        buf_addz(s->out, "</a> ›</p>\n</div>\n");
    }
}

/* What cannot be shown leaves no trace: the title stands for the post. */
static void add_hero(struct assembly *s)
{
    const struct ref *r = s->c->hero ? &s->c->refs.v[s->c->hero - 1] : NULL;

    if (!r || r->kind != REF_TARGET_PICTURE || !s->book->assets.v[r->asset].is_usable)
        return;
    buf_addz(s->out, "<figure class=\"hero\">");
    fill_picture(s, r);
    if (s->p->hero_caption.n) {
        buf_addz(s->out, "<figcaption>");
        buf_xml(s->out, s->p->hero_caption);
        buf_addz(s->out, "</figcaption>");
    }
    buf_addz(s->out, "</figure>\n");
}

static void assemble(struct assembly *s)
{
    struct str language = s->p->language.n ? s->p->language : s->v->language;
    bool is_first = s->part == s->c->parts.v;
    struct page page = {.title = is_first ? post_label(s->p) : s->part->title,
                        .language = language,
                        .is_rtl = language_is_rtl(language)};

    s->links = 0;
    buf_clear(s->out);
    page_begin(s->out, &page);
    buf_addz(s->out, "<section class=\"post\" epub:type=\"chapter\" role=\"doc-chapter\">\n");
    if (is_first) {
        add_header(s, language);
        add_hero(s);
    }
    assembly_start_notes(s);
    add_body(s);
    if (s->out->p[s->out->n - 1] != '\n')
        buf_byte(s->out, '\n');
    assembly_add_notes(s);
    if (s->part == &s->c->parts.v[s->c->parts.n - 1])
        add_series(s, language);
    buf_addz(s->out, "</section>\n");
    page_end(s->out);
}

/* ---- The check ---- */

enum { ROUNDS_MAX = 6 }; /* looks at a document before all its blocks become plain text */

/* The block of the document that OFFSET is in; marks.n when it is in none. */
static size_t block_at(const struct assembly *s, size_t offset)
{
    size_t low = s->first_mark, high = s->end_mark;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (s->mark_at[mid] <= offset)
            low = mid + 1;
        else
            high = mid;
    }
    return low == s->first_mark || offset >= s->body_end ? s->c->marks.n : low - 1;
}

/* Where block I ends in the document. */
static size_t block_end(const struct assembly *s, size_t i)
{
    return i + 1 < s->end_mark ? s->mark_at[i + 1] : s->body_end;
}

/* The parser stops at the first fault of this kind: block by block the others are found. */
static void find_malformed(struct assembly *s, struct str *why)
{
    for (size_t i = s->first_mark; i < s->end_mark; i++) {
        size_t from = s->mark_at[i];

        if (!s->is_degraded[i] && !why[i].p)
            check_block(&s->scratch, str_sub(buf_str(s->out), from, block_end(s, i) - from),
                        &why[i]);
    }
}

static void report(struct assembly *s, unsigned line, struct str why)
{
    diag_add(s->diags, DIAG_MALFORMED, (struct diag_pos){s->p->path, line, 0}, STR_ARG(why));
}

/* Degrades the blocks that have a reason in WHY. Whether there was one that was not yet. */
static bool degrade(struct assembly *s, const struct str *why)
{
    bool any = false;

    for (size_t i = s->first_mark; i < s->end_mark; i++) {
        if (!why[i].p || s->is_degraded[i])
            continue;
        s->is_degraded[i] = any = true;
        report(s, s->c->marks.v[i].line, why[i]);
    }
    return any;
}

static bool degrade_all(struct assembly *s, struct str why)
{
    bool any = false;

    for (size_t i = s->first_mark; i < s->end_mark; i++) {
        any |= !s->is_degraded[i];
        s->is_degraded[i] = true;
    }
    report(s, 0, why);
    return any;
}

/* Degrades the blocks at fault and assembles the document again, until it is right. Each round is
 * linear in its length, and there are few. */
static void check_and_degrade(struct assembly *s, struct facts *facts)
{
    const struct table *files = s->v->files.n ? &s->v->files : NULL;
    check_fault_vec faults = {0};

    for (unsigned round = 1;; round++) {
        bool is_whole = check_document(&s->scratch, buf_str(s->out), files, facts, &faults);
        struct str *why;

        if (faults.n == 0)
            break;
        why = arena_array(&s->scratch, struct str, s->c->marks.n + 1);
        for (size_t i = faults.n; i > 0; i--)
            why[block_at(s, faults.v[i - 1].offset)] = faults.v[i - 1].text;
        if (!is_whole)
            find_malformed(s, why);
        if ((round == ROUNDS_MAX || !degrade(s, why)) && !degrade_all(s, faults.v[0].text))
            break;
        assemble(s);
    }
    vec_done(&faults);
}

void xhtml_chapter(struct buf *out, const struct book *book, const struct volume *v,
                   size_t position, size_t part, struct facts *facts, struct diag_list *diags)
{
    size_t post = v->posts[position];
    struct assembly s = {.book = book,
                         .v = v,
                         .c = &book->chapters[post],
                         .p = &book->posts.v[post],
                         .diags = diags,
                         .out = out};

    s.part = &s.c->parts.v[part];
    s.mark_at = arena_array(&s.scratch, size_t, s.c->marks.n);
    s.is_degraded = arena_array(&s.scratch, bool, s.c->marks.n);
    assemble(&s);
    check_and_degrade(&s, facts);
    table_done(&s.link_notes);
    arena_done(&s.scratch);
}
