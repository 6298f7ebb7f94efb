/* SPDX-License-Identifier: MIT */
/* The indexes at the end of a volume. */
#include "epub/index.h"

#include <stdlib.h>

#include "book/page.h"
#include "book/series.h"
#include "epub/package.h"

enum { FILE_BYTES = 200000 }; /* RMSDK takes files of 260 to 300 KB */

static const struct {
    const char *name;
    enum word title;
} kinds[INDEX_COUNT] = {
    [INDEX_TAGS] = {"tags", WORD_TAGS},
    [INDEX_SERIES] = {"series", WORD_SERIES},
    [INDEX_AUTHORS] = {"authors", WORD_AUTHORS},
    [INDEX_DATES] = {"dates", WORD_BY_DATE},
};

struct str index_title(enum index_kind kind, struct str language)
{
    return word_in(language, kinds[kind].title);
}

struct str index_name(struct arena *a, enum index_kind kind, size_t n)
{
    return n == 1 ? str_of(kinds[kind].name) : arena_printf(a, "%s--%zu", kinds[kind].name, n);
}

/* By letters without case, then by bytes. */
static int cmp_section(const void *a, const void *b)
{
    struct str x = ((const struct index_section *)a)->title;
    struct str y = ((const struct index_section *)b)->title;

    for (size_t i = 0; i < x.n && i < y.n; i++) {
        unsigned char p = (unsigned char)ascii_lower(x.p[i]);
        unsigned char q = (unsigned char)ascii_lower(y.p[i]);

        if (p != q)
            return p < q ? -1 : 1;
    }
    return x.n != y.n ? (x.n < y.n ? -1 : 1) : str_cmp(x, y);
}

/* An author is spelled as in the first post that names him. */
static void add(struct index *x, struct table *names, struct str name, size_t post, size_t number)
{
    bool is_new;
    struct str key = x->kind == INDEX_AUTHORS ? post_author_key(&x->arena, name) : name;
    struct table_entry *e = table_put(names, key, &is_new);
    struct index_section *s;

    if (is_new) {
        e->num = x->sections.n;
        *vec_push(&x->sections) = (struct index_section){.title = name};
    }
    s = &x->sections.v[e->num];
    if (s->posts.n && s->posts.v[s->posts.n - 1] == post) /* named twice */
        return;
    *vec_push(&s->posts) = post;
    *vec_push(&s->numbers) = number;
}

static const str_vec *list_of(const struct post *p, enum index_kind kind)
{
    return kind == INDEX_TAGS ? &p->tags : kind == INDEX_SERIES ? &p->series : &p->authors;
}

static void add_under_names(struct index *x, struct table *names, const struct book *b, size_t post)
{
    const str_vec *list = list_of(&b->posts.v[post], x->kind);

    for (size_t k = 0; k < list->n; k++)
        add(x, names, list->v[k], post, k);
}

/* Posts of a series stand in its order, which need not be that of the volume. */
static void add_by_name(struct index *x, const struct book *b, const struct volume *v)
{
    struct table names = {0};

    if (x->kind == INDEX_SERIES) {
        for (size_t i = 0; i < b->kept_count; i++)
            if (v->position_of[series_post(b, i)])
                add_under_names(x, &names, b, series_post(b, i));
    } else {
        for (size_t i = 0; i < v->post_count; i++)
            add_under_names(x, &names, b, v->posts[i]);
    }
    if (x->sections.n)
        qsort(x->sections.v, x->sections.n, sizeof *x->sections.v, cmp_section);
    table_done(&names);
}

struct dated {
    struct date date;
    size_t position, post;
};

static int cmp_dated(const void *a, const void *b)
{
    const struct dated *x = a, *y = b;
    int c;

    if (date_is_set(x->date) != date_is_set(y->date))
        return date_is_set(x->date) ? -1 : 1;
    c = date_cmp(x->date, y->date);
    return c ? c : x->position < y->position ? -1 : 1;
}

static void add_by_month(struct index *x, const struct book *b, const struct volume *v)
{
    struct dated *posts = arena_array(&x->arena, struct dated, v->post_count);
    struct table months = {0};

    for (size_t i = 0; i < v->post_count; i++)
        posts[i] = (struct dated){b->posts.v[v->posts[i]].date, i, v->posts[i]};
    qsort(posts, v->post_count, sizeof *posts, cmp_dated);
    for (size_t i = 0; i < v->post_count; i++) {
        struct date d = posts[i].date;

        add(x, &months,
            date_is_set(d) ? date_display_month(&x->arena, d.year, d.month, v->language)
                           : word_in(v->language, WORD_UNDATED),
            posts[i].post, 0);
    }
    table_done(&months);
}

/* Whether the posts of V name two authors. */
static bool has_authors(const struct book *b, const struct volume *v)
{
    struct arena a = {0};
    struct str first = STR_NONE;
    bool has_two = false;

    for (size_t i = 0; i < v->post_count; i++) {
        const str_vec *authors = &b->posts.v[v->posts[i]].authors;

        for (size_t k = 0; k < authors->n && !has_two; k++) {
            struct str key = post_author_key(&a, authors->v[k]);

            has_two = first.p && !str_eq(key, first);
            first = key;
        }
    }
    arena_done(&a);
    return has_two;
}

static bool has_any(const struct book *b, const struct volume *v, enum index_kind kind)
{
    for (size_t i = 0; i < v->post_count; i++)
        if (list_of(&b->posts.v[v->posts[i]], kind)->n)
            return true;
    return false;
}

/* A series of one post has its place: its foot leads there, and others may follow. */
bool index_is_useful(enum index_kind kind, const struct book *b, const struct volume *v)
{
    switch (kind) {
    case INDEX_AUTHORS:
        return has_authors(b, v);
    case INDEX_DATES:
        return v->post_count > 1 && date_is_set(v->first_date);
    case INDEX_TAGS:
        return v->post_count > 1 && has_any(b, v, kind);
    default:
        return has_any(b, v, kind);
    }
}

void index_init(struct index *x, enum index_kind kind, const struct book *b, const struct volume *v)
{
    *x = (struct index){.kind = kind};
    if (!index_is_useful(kind, b, v))
        return;
    if (kind == INDEX_DATES)
        add_by_month(x, b, v);
    else
        add_by_name(x, b, v);
}

void index_done(struct index *x)
{
    for (size_t i = 0; i < x->sections.n; i++) {
        vec_done(&x->sections.v[i].posts);
        vec_done(&x->sections.v[i].numbers);
    }
    vec_done(&x->sections);
    arena_done(&x->arena);
}

bool index_has_more(const struct index *x)
{
    return x->section < x->sections.n;
}

/* A place for every post of a series: where the one behind it stands. Behind the last it is the
 * heading, from which the whole series is seen. */
static struct str place(struct index *x, const struct book *b, const struct index_section *s,
                        size_t before)
{
    const struct post *p = &b->posts.v[s->posts.v[before]];

    return x->kind == INDEX_SERIES ? series_after(&x->arena, p, s->numbers.v[before]) : STR("");
}

static void add_heading(struct buf *out, struct index *x, const struct book *b,
                        const struct index_section *s, const struct volume *v)
{
    struct str id = place(x, b, s, s->posts.n - 1), count;

    buf_addz(out, "<h2");
    if (id.n)
        buf_printf(out, " id=\"%.*s\"", STR_ARG(id));
    buf_byte(out, '>');
    buf_xml(out, s->title);
    count = number_display(&x->arena, s->posts.n, v->language);
    buf_printf(out, " <span class=\"count\"%s>%.*s</span></h2>\n<ul>\n", number_direction(v),
               STR_ARG(count));
}

/* The section at hand, as far as it fits. */
static void add_section(struct buf *out, struct index *x, const struct book *b,
                        const struct volume *v)
{
    const struct index_section *s = &x->sections.v[x->section];

    add_heading(out, x, b, s, v);
    do {
        struct str id = x->post ? place(x, b, s, x->post - 1) : STR("");

        post_item_write(out, b, v, s->posts.v[x->post++], id);
    } while (x->post < s->posts.n && (out->n < FILE_BYTES || x->kind == INDEX_SERIES));
    buf_addz(out, "</ul>\n");
    if (x->post == s->posts.n) {
        x->section++;
        x->post = 0;
    }
}

void index_write(struct buf *out, struct index *x, const struct book *b, const struct volume *v)
{
    struct str title = index_title(x->kind, v->language);
    const struct page page = {.title = title, .language = v->language, .is_rtl = v->is_rtl};

    page_begin(out, &page);
    buf_addz(out, "<section class=\"index\" epub:type=\"index\" role=\"doc-index\">\n<h1>");
    buf_xml(out, title);
    buf_addz(out, "</h1>\n");
    do
        add_section(out, x, b, v);
    while (index_has_more(x) && (out->n < FILE_BYTES || x->kind == INDEX_SERIES));
    buf_addz(out, "</section>\n");
    page_end(out);
}
