/* SPDX-License-Identifier: MIT */
/* The arrange pass: what stands in each volume, in parts and contents. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fs.h"
#include "base/uri.h"
#include "book/ids.h"
#include "book/page.h"
#include "book/series.h"
#include "build/volumes.h"
#include "epub/index.h"
#include "epub/package.h"

/* The key of post P for a volume or part, in A; empty: none. */
static struct str year_key(struct arena *a, const struct post *p)
{
    return date_is_set(p->date) ? arena_printf(a, "%04d", p->date.year) : STR("");
}

static struct str month_key(struct arena *a, const struct post *p)
{
    return date_is_set(p->date) ? arena_printf(a, "%04d-%02d", p->date.year, p->date.month)
                                : STR("");
}

static struct str first_of(const str_vec *list)
{
    return list->n ? list->v[0] : STR("");
}

static struct str group_key(struct arena *a, const struct post *p, enum group g)
{
    switch (g) {
    case GROUP_YEAR:
        return year_key(a, p);
    case GROUP_MONTH:
        return month_key(a, p);
    case GROUP_TAG:
        return first_of(&p->tags);
    case GROUP_CATEGORY:
        return first_of(&p->categories);
    case GROUP_SERIES:
        return first_of(&p->series);
    default:
        return p->part;
    }
}

static struct str group_title(struct arena *a, const struct post *p, enum group g, struct str key,
                              struct str language)
{
    if (key.n == 0)
        return word_in(language, g == GROUP_YEAR || g == GROUP_MONTH ? WORD_UNDATED : WORD_POSTS);
    if (g == GROUP_YEAR)
        return number_display(a, (unsigned long)p->date.year, language);
    if (g == GROUP_MONTH)
        return date_display_month(a, p->date.year, p->date.month, language);
    return key;
}

/* mdBook's own parts. */
static bool has_parts(const struct build *b, const struct volume *v)
{
    for (size_t i = 0; i < v->post_count; i++)
        if (b->book.posts.v[v->posts[i]].part.n)
            return true;
    return false;
}

static bool spans_years(const struct volume *v)
{
    return date_is_set(v->first_date) && v->first_date.year != v->last_date.year;
}

struct sort_key {
    struct str key;
    size_t position, post;
};

static int cmp_key(const void *a, const void *b)
{
    const struct sort_key *x = a, *y = b;
    int c;

    if ((x->key.n == 0) != (y->key.n == 0))
        return x->key.n ? -1 : 1;
    c = str_cmp(x->key, y->key);
    return c ? c : x->position < y->position ? -1 : x->position > y->position;
}

/* Brings the posts of one key together. Years and months are together by date already, unless
 * another order was asked for. */
static void sort_by_group(struct build *b, struct volume *v, enum group g)
{
    struct sort_key *keys = xcalloc(v->post_count, sizeof *keys);

    for (size_t i = 0; i < v->post_count; i++)
        keys[i] = (struct sort_key){group_key(&v->arena, &b->book.posts.v[v->posts[i]], g), i,
                                    v->posts[i]};
    qsort(keys, v->post_count, sizeof *keys, cmp_key);
    for (size_t i = 0; i < v->post_count; i++)
        v->posts[i] = keys[i].post;
    free(keys);
}

static void make_parts(struct build *b, struct volume *v)
{
    enum group g = (enum group)b->options->group;
    struct table names = {0};
    struct str last = STR_NONE;

    if (g == GROUP_DEFAULT)
        g = spans_years(v) && b->selection.order <= ORDER_DATE_DESCENDING ? GROUP_YEAR : GROUP_NONE;
    if (g == GROUP_NONE && !(b->options->group == GROUP_DEFAULT && has_parts(b, v)))
        return;
    if ((g >= GROUP_TAG && g <= GROUP_SERIES) ||
        (g <= GROUP_MONTH && b->selection.order > ORDER_DATE_DESCENDING))
        sort_by_group(b, v, g);
    for (size_t i = 0; i < v->post_count; i++) {
        const struct post *p = &b->book.posts.v[v->posts[i]];
        struct str key = group_key(&v->arena, p, g);

        if (g == GROUP_NONE && key.n == 0 && v->parts.n == 0) /* before the first part */
            continue;
        if (!last.p || !str_eq(key, last)) {
            struct part *part = vec_push(&v->parts);
            struct str name =
                id_unique(&v->arena, &names, id_file_name(&v->arena, key.n ? key : STR("other")));

            *part =
                (struct part){.title = group_title(&v->arena, p, g, key, v->language), .first = i};
            part->href = arena_printf(&v->arena, "part-%.*s.xhtml", STR_ARG(name));
            last = key.p ? key : STR("");
        }
        v->parts.v[v->parts.n - 1].count++;
    }
    table_done(&names);
}

static void add_point(struct volume *v, struct str title, struct str href, unsigned depth,
                      bool is_rtl)
{
    *vec_push(&v->outline) = (struct nav_point){page_listed(&v->arena, title), href, depth, is_rtl};
}

/* As many levels of headings under a post as --toc-depth asks for; where it does not, the contents
 * are two levels deep: parts and posts, or posts and their headings. */
static void add_headings(struct build *b, struct volume *v, const struct chapter *c, unsigned depth)
{
    unsigned long levels = b->options->has_toc_depth ? b->options->toc_depth : v->parts.n == 0;
    bool is_rtl = b->book.posts.v[c->post].is_rtl;
    unsigned last = 1;

    for (size_t i = 0; i < c->headings.n; i++) {
        const struct heading *h = &c->headings.v[i];
        const struct chapter_part *part = chapter_part_at(c, h->offset);

        if (!h->is_top || h->level - 1 > levels || h->level > last + 1 || str_trim(h->text).n == 0)
            continue;
        last = h->level;
        add_point(v, h->text,
                  arena_printf(&v->arena, "%.*s#%.*s", STR_ARG(part->href),
                               STR_ARG(uri_encode_fragment(&v->arena, h->id))),
                  depth + h->level - 1, is_rtl != v->is_rtl && is_rtl);
    }
}

/* A title that stands twice is told apart by its date. */
static struct str dated_title(struct volume *v, const struct post *p, const struct table *titles)
{
    const struct table_entry *e = table_get(titles, post_label(p));

    if (!e || e->num < 2 || !date_is_set(p->date))
        return post_label(p);
    return arena_printf(&v->arena, "%.*s (%.*s)", STR_ARG(post_label(p)),
                        STR_ARG(date_display(&v->arena, date_day(p->date), v->language)));
}

/* The pages at the end. */
static void add_end(struct build *b, struct volume *v)
{
    for (int kind = 0; kind < INDEX_COUNT; kind++) {
        struct str name = index_name(&v->arena, (enum index_kind)kind, 1);

        if (index_is_useful((enum index_kind)kind, &b->book, v))
            add_point(v, index_title((enum index_kind)kind, v->language),
                      arena_printf(&v->arena, "%.*s.xhtml", STR_ARG(name)), 0, false);
    }
    add_point(v, word_in(v->language, WORD_ABOUT), STR("about.xhtml"), 0, false);
}

/* What is new stands in front, as it does in the spine. */
static void add_news(struct volume *v)
{
    struct str title = news_title(v);

    if (!title.n)
        return;
    add_point(v, title, STR(NEWS_HREF), 0, false);
    memmove(v->outline.v + 1, v->outline.v, (v->outline.n - 1) * sizeof *v->outline.v);
    v->outline.v[0] = (struct nav_point){.title = title, .href = STR(NEWS_HREF)};
}

static void make_outline(struct build *b, struct volume *v)
{
    struct table titles = {0};
    size_t part = 0;

    for (size_t i = 0; i < v->post_count; i++)
        table_put(&titles, post_label(&b->book.posts.v[v->posts[i]]), NULL)->num++;
    for (size_t i = 0; i < v->post_count; i++) {
        const struct chapter *c = &b->book.chapters[v->posts[i]];
        const struct post *p = &b->book.posts.v[v->posts[i]];
        unsigned depth;

        if (part < v->parts.n && v->parts.v[part].first == i) {
            add_point(v, v->parts.v[part].title, v->parts.v[part].href, 0, false);
            part++;
        }
        depth = (part > 0) + p->depth;
        depth = v->outline.n == 0 ? 0
                : depth > v->outline.v[v->outline.n - 1].depth + 1
                    ? v->outline.v[v->outline.n - 1].depth + 1
                    : depth;
        add_point(v, dated_title(v, p, &titles), c->parts.v[0].href, depth,
                  p->is_rtl && !v->is_rtl);
        add_headings(b, v, c, depth);
    }
    v->start = v->outline.n ? v->outline.v[0].href : STR("");
    table_done(&titles);
    add_end(b, v);
}

static void add_picture(struct volume *v, const struct asset *assets, size_t i)
{
    v->has_asset[assets[i].same_as] = true;
    table_put(&v->files, assets[i].href, NULL);
}

static void mark_content(struct build *b, struct volume *v)
{
    v->position_of = arena_array(&b->arena, size_t, b->book.posts.n);
    v->has_asset = arena_array(&b->arena, bool, b->book.assets.n + 1);
    for (size_t i = 0; i < v->post_count; i++) {
        struct chapter *c = &b->book.chapters[v->posts[i]];

        c->volumes++;
        v->position_of[v->posts[i]] = i + 1;
        for (size_t part = 0; part < c->parts.n; part++)
            table_put(&v->files, c->parts.v[part].href, NULL);
        for (size_t r = 0; r < c->refs.n; r++)
            if (ref_shows_picture(&c->refs.v[r]) && b->book.assets.v[c->refs.v[r].asset].is_usable)
                add_picture(v, b->book.assets.v, c->refs.v[r].asset);
    }
    table_put(&v->files, series_href, NULL);
}

bool pass_arrange(struct build *b)
{
    for (size_t i = 0; i < b->volumes.n; i++) {
        struct volume *v = &b->volumes.v[i];

        since_mark(b, v);
        make_parts(b, v);
        mark_content(b, v);
        make_outline(b, v);
        add_news(v);
    }
    return true;
}
