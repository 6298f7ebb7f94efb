/* SPDX-License-Identifier: MIT */
/* Links of a chapter's document: to chapters, to the outside, or gathered as numbered notes. */
#include "base/fs.h"
#include "base/uri.h"
#include "render/assembly.h"

/* The chapter that REF leads to, if it is in this volume. */
static const struct chapter *target(const struct assembly *s, const struct ref *r)
{
    if (r->kind != REF_TARGET_POST || !s->v->position_of[r->post])
        return NULL;
    return &s->book->chapters[r->post];
}

static bool is_outside(const struct assembly *s, const struct ref *r)
{
    return r->kind != REF_TARGET_NONE && r->url.n && !target(s, r);
}

/* A link to another post's beginning carries no fragment: Kobo shows a link with one as a note. */
static void add_post_href(struct assembly *s, const struct ref *r, const struct chapter *to)
{
    const struct anchor *at = r->fragment.n ? chapter_anchor(to, r->fragment) : NULL;
    const struct chapter_part *part = chapter_part_at(to, at ? at->offset : 0);

    if (part != s->part)
        buf_xml(s->out, part->href);
    if (at) {
        buf_byte(s->out, '#');
        buf_xml(s->out, uri_encode_fragment(&s->scratch, at->id));
    } else if (part == s->part) {
        buf_xml(s->out, part->href);
    }
}

/* ---- Notes ---- */

/* An address as it is shown: what every one begins with says nothing. */
static struct str bare_address(struct str url)
{
    static const struct str starts[] = {STR_INIT("https://"), STR_INIT("http://"),
                                        STR_INIT("mailto:"), STR_INIT("tel:"), STR_INIT("//")};

    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (str_starts_fold(url, starts[i])) {
            url = str_skip(url, starts[i].n);
            break;
        }
    return str_ends(url, STR("/")) ? str_chop(url, 1) : url;
}

/* True when the text of the link that opens with slot INDEX is its address already. */
static bool shows_address(const struct assembly *s, size_t index, const struct ref *r)
{
    const struct chapter *c = s->c;
    size_t from = c->slots.v[index].offset;
    struct buf address = {0};
    bool same;

    if (index + 1 >= c->slots.n || c->slots.v[index + 1].ref != c->slots.v[index].ref)
        return false;
    buf_xml(&address, bare_address(r->url));
    same =
        str_eq(bare_address(str_sub(buf_str(&c->body), from, c->slots.v[index + 1].offset - from)),
               buf_str(&address));
    buf_done(&address);
    return same;
}

/* Whether the link that opens with slot INDEX becomes a note. */
static bool is_noted(const struct assembly *s, size_t index, const struct ref *r)
{
    return s->book->notes_links && is_outside(s, r) && !shows_address(s, index, r);
}

/* Slot that opens the link which INDEX ends. */
static size_t opening_slot(const struct assembly *s, size_t index)
{
    size_t i = index;

    while (i && (s->c->slots.v[i].ref != s->c->slots.v[index].ref || s->c->slots.v[i].is_close))
        i--;
    return i;
}

/* The number of the note for URL; *RET_NEW: it was not asked for before in this part. */
static size_t note_number(struct assembly *s, struct str url, bool *ret_new)
{
    struct table_entry *e = table_put(&s->link_notes, url, ret_new);

    if (*ret_new)
        e->num = ++s->link_note_count;
    return e->num;
}

/* KIND and NUMBER as an id that nothing in the post has. */
static struct str note_id(struct assembly *s, const char *kind, size_t number)
{
    struct str id = arena_printf(&s->scratch, "%s-%.*s-%zu", kind, STR_ARG(s->p->name), number);

    while (chapter_anchor(s->c, id))
        id = arena_printf(&s->scratch, "%.*s-", STR_ARG(id));
    return id;
}

static void add_note_reference(struct assembly *s, const struct ref *r)
{
    bool is_new;
    size_t number = note_number(s, r->url, &is_new);

    buf_printf(s->out, "<a href=\"#%.*s\" epub:type=\"noteref\" role=\"doc-noteref\"",
               STR_ARG(note_id(s, "link", number)));
    if (is_new)
        buf_printf(s->out, " id=\"%.*s\"", STR_ARG(note_id(s, "linkref", number)));
    buf_printf(s->out, "><sup>[%zu]</sup></a>", number);
}

void assembly_start_notes(struct assembly *s)
{
    const struct chapter *c = s->c;
    const struct chapter_part *part = c->parts.v;

    table_done(&s->link_notes);
    s->link_note_count = 0;
    for (size_t i = 0; s->book->notes_links && i < c->slots.n && part < s->part; i++) {
        const struct ref *r = &c->refs.v[c->slots.v[i].ref];
        bool is_new;

        if (c->slots.v[i].offset >= s->part->start)
            break;
        for (; c->slots.v[i].offset >= part->end; part++)
            table_done(&s->link_notes);
        if (!r->is_picture && !c->slots.v[i].is_close && is_noted(s, i, r))
            note_number(s, r->url, &is_new);
    }
    table_done(&s->link_notes);
}

void assembly_add_notes(struct assembly *s)
{
    for (size_t i = 0; i < s->link_notes.n; i++) {
        struct str url = s->link_notes.v[i].key;
        size_t number = s->link_notes.v[i].num;

        buf_printf(s->out,
                   "<aside epub:type=\"footnote\" role=\"doc-footnote\" class=\"note\" "
                   "id=\"%.*s\"><a href=\"#%.*s\" class=\"note-number\" role=\"doc-backlink\">"
                   "[%zu]</a> <p><a href=\"",
                   STR_ARG(note_id(s, "link", number)), STR_ARG(note_id(s, "linkref", number)),
                   number);
        buf_xml(s->out, url);
        buf_addz(s->out, "\" class=\"out\">");
        buf_xml(s->out, bare_address(url));
        buf_addz(s->out, "</a></p></aside>\n");
    }
}

/* ---- Tags ---- */

/* What is no link: its attributes, an id perhaps, stay. */
static void add_plain_tag(struct assembly *s, const struct body_slot *slot, const struct ref *r)
{
    const char *name = slot->is_block ? "div" : "span";

    if (slot->is_close)
        buf_printf(s->out, "</%s>", name);
    else
        buf_printf(s->out, "<%s%.*s>", name, STR_ARG(r->attributes));
}

static void add_start_tag(struct assembly *s, const struct ref *r)
{
    const struct chapter *to = target(s, r);

    buf_addz(s->out, "<a href=\"");
    if (to)
        add_post_href(s, r, to);
    else
        buf_xml(s->out, r->url);
    buf_byte(s->out, '"');
    if (!to)
        buf_addz(s->out, " class=\"out\"");
    buf_add(s->out, r->attributes);
    buf_byte(s->out, '>');
}

void assembly_link(struct assembly *s, size_t index, const struct ref *r)
{
    const struct body_slot *slot = &s->c->slots.v[index];
    size_t opening = slot->is_close && s->book->notes_links ? opening_slot(s, index) : index;
    bool is_link = target(s, r) || is_outside(s, r);

    if (is_link && is_noted(s, opening, r)) {
        if (slot->is_close && slot->is_block)
            add_note_reference(s, r);
        if (slot->is_block || r->attributes.n)
            add_plain_tag(s, slot, r);
        if (slot->is_close && !slot->is_block)
            add_note_reference(s, r);
    } else if (!is_link) {
        add_plain_tag(s, slot, r);
    } else if (slot->is_close) {
        buf_addz(s->out, "</a>");
        s->links--;
    } else {
        s->links++;
        add_start_tag(s, r);
    }
}
