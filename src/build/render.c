/* SPDX-License-Identifier: MIT */
/* The passes over chapters: render, resolve. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "book/ids.h"
#include "book/series.h"
#include "build/volumes.h"
#include "render/typography.h"

/* Messages of the covers, then of the chapters in reading order. */
static void join_messages(struct build *b)
{
    for (size_t i = 0; i < b->volumes.n; i++)
        diag_list_join(&b->diags, &b->volumes.v[i].diags);
    for (size_t i = 0; i < b->book.kept_count; i++)
        diag_list_join(&b->diags, &b->book.chapters[b->book.kept[i]].diags);
}

/* What stays on the heap: of a cover's libraries and fonts; of a post, times its Markdown. */
enum { COVER_HEAP = 2 << 20, POST_HEAP = 2, HEAP_STEP = 2 << 20 };

/* First the covers: to load what draws them takes longer than any chapter. */
static void make_one(void *ctx, size_t i, size_t worker)
{
    struct build *b = ctx;
    struct worker *w = &b->workers[worker];
    size_t post;

    if (i < b->volumes.n) {
        worker_ready(w, COVER_HEAP, HEAP_STEP);
        volume_take_cover(b, &b->volumes.v[i], worker);
        return;
    }
    post = b->book.kept[i - b->volumes.n];
    worker_ready(w, POST_HEAP * b->book.posts.v[post].body.n, HEAP_STEP);
    render_chapter(&b->book.chapters[post], &b->env, post, &w->arena, &w->parser);
    post_forget_text(&b->book.posts.v[post]);
    progress_step(b->progress);
}

static void add_counts(struct table *sum, const struct table *t)
{
    for (size_t k = 0; k < t->n; k++)
        table_put(sum, t->v[k].key, NULL)->num += t->v[k].num;
}

static void tell_counts(struct build *b, const struct table *t, const char *recovery)
{
    for (size_t k = 0; k < t->n; k++)
        diag_add(&b->diags, DIAG_SHORTCODES, (struct diag_pos){0}, STR_ARG(t->v[k].key),
                 diag_times(&b->arena, t->v[k].num), recovery);
}

/* Each unknown shortcode is told once, with how often it stood. */
static void tell_shortcodes(struct build *b)
{
    struct table kept = {0}, lost = {0};

    for (size_t i = 0; i < b->book.kept_count; i++) {
        add_counts(&kept, &b->book.chapters[b->book.kept[i]].unknown);
        add_counts(&lost, &b->book.chapters[b->book.kept[i]].lost);
    }
    tell_counts(b, &kept, "keeping its inner text");
    tell_counts(b, &lost, "leaving it out");
    table_done(&kept);
    table_done(&lost);
}

/* Titles are shown as the text is; whatever is compared with them has been. */
static void set_labels(struct build *b)
{
    for (size_t i = 0; i < b->book.kept_count; i++) {
        struct post *p = &b->book.posts.v[b->book.kept[i]];

        p->label = typography_text(&b->arena, typography_of(p->language), p->title);
    }
}

bool pass_render(struct build *b)
{
    if (b->render.smart)
        set_labels(b);
    b->book.chapters = xcalloc(b->book.posts.n, sizeof *b->book.chapters);
    progress_phase(b->progress, "Rendering", b->book.kept_count);
    pool_for(b->pool, b->volumes.n + b->book.kept_count, make_one, b);
    join_messages(b);
    tell_shortcodes(b);
    return true;
}

/* Resolve: files of long chapters, then fragments. */

enum { PART_BYTES_MAX = 250000 };

static struct chapter_part *add_part(struct build *b, struct chapter *c, size_t start,
                                     struct str title)
{
    struct str name = b->book.posts.v[c->post].name;
    struct chapter_part *part = vec_push(&c->parts);

    if (c->parts.n > 1) /* another post may be called so already */
        name = id_unique(&b->arena, &b->book.names,
                         arena_printf(&b->arena, "%.*s-part-%zu", STR_ARG(name), c->parts.n));
    *part = (struct chapter_part){.start = start, .title = title};
    part->href = arena_printf(&b->arena, "%.*s.xhtml", STR_ARG(name));
    return part;
}

/* A cut may be made where a top-level block starts with a top-level heading. */
static bool is_cut(const struct chapter *c, size_t offset)
{
    for (size_t i = 0; i < c->marks.n; i++)
        if (c->marks.v[i].offset == offset)
            return true;
    return false;
}

static void split_chapter(struct build *b, struct chapter *c)
{
    size_t start = 0;

    add_part(b, c, 0, post_label(&b->book.posts.v[c->post]));
    for (size_t i = 0; c->body.n > PART_BYTES_MAX && i < c->headings.n; i++) {
        const struct heading *h = &c->headings.v[i];
        size_t next = c->body.n;

        for (size_t k = i + 1; k < c->headings.n && next == c->body.n; k++)
            if (c->headings.v[k].is_top)
                next = c->headings.v[k].offset;
        if (!h->is_top || next - start < PART_BYTES_MAX || h->offset <= start ||
            !is_cut(c, h->offset))
            continue;
        c->parts.v[c->parts.n - 1].end = h->offset;
        add_part(b, c, h->offset, h->text);
        start = h->offset;
    }
    c->parts.v[c->parts.n - 1].end = c->body.n;
}

/* Letters and digits of S without case: how near misses of fragments are found. */
static bool loosely_equal(struct str a, struct str b)
{
    size_t i = 0, k = 0;

    for (;;) {
        while (i < a.n && !is_ascii_alnum(a.p[i]) && (unsigned char)a.p[i] < 0x80)
            i++;
        while (k < b.n && !is_ascii_alnum(b.p[k]) && (unsigned char)b.p[k] < 0x80)
            k++;
        if (i == a.n || k == b.n)
            return i == a.n && k == b.n;
        if (ascii_lower(a.p[i++]) != ascii_lower(b.p[k++]))
            return false;
    }
}

static struct str find_fragment(struct build *b, const struct chapter *to, struct str fragment)
{
    struct str id = id_safe(&b->arena, fragment);

    if (chapter_anchor(to, id))
        return id;
    for (size_t i = 0; i < to->headings.n; i++)
        if (loosely_equal(to->headings.v[i].id, fragment) ||
            loosely_equal(to->headings.v[i].text, fragment))
            return to->headings.v[i].id;
    return STR("");
}

/* Kobo's readers show what a fragment leads to, when it comes later and is short, as a note. */
static void warn_note(struct build *b, const struct chapter *from, const struct chapter *to,
                      const struct ref *r, struct diag_pos at)
{
    enum { NOTE_MIN = 9, NOTE_MAX = 5000 }; /* characters */
    const struct anchor *anchor = r->fragment.n ? chapter_anchor(to, r->fragment) : NULL;

    if (!anchor || to->position < from->position || (to == from && anchor->offset < r->offset))
        return;
    for (size_t i = 0; i < to->headings.n; i++) {
        const struct heading *h = &to->headings.v[i];
        size_t length = str_eq(h->id, anchor->id) ? utf8_count(h->text) : 0;

        if (length >= NOTE_MIN && length <= NOTE_MAX)
            diag_add(&b->diags, DIAG_KOBO_NOTE, at, STR_ARG(h->text));
    }
}

static void resolve_ref(struct build *b, const struct chapter *from, struct ref *r)
{
    const struct book *k = &b->book;
    const struct chapter *to = r->kind == REF_TARGET_POST ? &k->chapters[r->post] : NULL;
    struct diag_pos at = {k->posts.v[from->post].path, r->line, 0};
    struct str found, label;

    if (!to || to->parts.n == 0 || r->fragment.n == 0) /* not a post of this book, or as a whole */
        return;
    found = find_fragment(b, to, r->fragment);
    label = post_label(&k->posts.v[r->post]);
    if (found.n == 0 && !str_eq_fold(r->fragment, STR("top")) && !loosely_equal(r->fragment, label))
        diag_add(&b->diags, DIAG_LINK_FRAGMENT, at, STR_ARG(label), STR_ARG(r->fragment));
    r->fragment = found;
    warn_note(b, from, to, r, at);
}

bool pass_resolve(struct build *b)
{
    struct book *k = &b->book;

    series_link(k);
    for (size_t i = 0; i < k->kept_count; i++) {
        k->chapters[k->kept[i]].position = i;
        split_chapter(b, &k->chapters[k->kept[i]]);
    }
    for (size_t i = 0; i < k->kept_count; i++) {
        struct chapter *c = &k->chapters[k->kept[i]];

        for (size_t r = 0; r < c->refs.n; r++)
            resolve_ref(b, c, &c->refs.v[r]);
    }
    return true;
}
