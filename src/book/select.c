/* SPDX-License-Identifier: MIT */
/* The select pass: filters, then order, then the latest. */
#include "book/select.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "book/glob.h"
#include "book/language.h"

/* Tags compare without case, and '-', '_' and blank are one. */
static char plain(char c)
{
    return c == '_' || c == ' ' ? '-' : ascii_lower(c);
}

static bool same_tag(struct str a, struct str b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (plain(a.p[i]) != plain(b.p[i]))
            return false;
    return true;
}

struct str tag_plain(struct arena *a, struct str tag)
{
    char *p = arena_alloc(a, tag.n + 1);

    for (size_t i = 0; i < tag.n; i++)
        p[i] = plain(tag.p[i]);
    return (struct str){p, tag.n};
}

static bool has_tag(const struct post *p, struct str tag)
{
    for (size_t i = 0; i < p->tags.n; i++)
        if (same_tag(p->tags.v[i], tag))
            return true;
    for (size_t i = 0; i < p->categories.n; i++)
        if (same_tag(p->categories.v[i], tag))
            return true;
    return false;
}

/* WANTED is "a,b": one of them. */
static bool has_any_tag(const struct post *p, struct str wanted)
{
    struct str one;

    while (str_split(&wanted, ',', &one))
        if (has_tag(p, str_trim(one)))
            return true;
    return false;
}

static enum drop_reason tag_reason(const struct post *p, const struct selection *s)
{
    for (size_t i = 0; i < s->tags.n; i++)
        if (!has_any_tag(p, s->tags.v[i]))
            return DROP_TAG;
    for (size_t i = 0; i < s->not_tags.n; i++)
        if (has_any_tag(p, s->not_tags.v[i]))
            return DROP_NOT_TAG;
    return DROP_NONE;
}

static bool is_after(struct date d, struct date bound)
{
    return date_is_set(d) && date_is_set(bound) && !date_within(d, (struct date){0}, bound);
}

static bool is_before(struct date d, struct date bound)
{
    return date_is_set(d) && date_is_set(bound) && !date_within(d, bound, (struct date){0});
}

static enum drop_reason date_reason(const struct post *p, const struct selection *s)
{
    bool filters = date_is_set(s->since) || date_is_set(s->until) || date_is_set(s->year);

    if (!s->future && (is_after(p->date, s->as_of) || is_after(p->publish, s->as_of)))
        return DROP_FUTURE;
    if (is_before(p->expiry, s->as_of))
        return DROP_EXPIRED;
    if (!filters)
        return DROP_NONE;
    if (is_before(p->date, s->since) || !date_is_set(p->date))
        return DROP_BEFORE;
    if (is_after(p->date, s->until))
        return DROP_AFTER;
    return date_is_set(s->year) && p->date.year != s->year.year ? DROP_YEAR : DROP_NONE;
}

/* "pt" wants "pt-BR" too. Regions of a language that only front matter names are no editions. */
static bool speaks(const struct post *p, struct str wanted)
{
    return language_agrees(p->language, wanted) ||
           (p->tongue.n == 0 && language_is_near(p->language, wanted));
}

static enum drop_reason reason_of(const struct post *p, const struct selection *s)
{
    enum drop_reason r;

    if (p->drop != DROP_NONE)
        return p->drop;
    if (p->is_unreadable)
        return DROP_UNREADABLE;
    if (p->is_index)
        return DROP_INDEX;
    if (p->is_draft && !s->drafts)
        return DROP_DRAFT;
    if (p->is_hidden)
        return DROP_HIDDEN;
    for (size_t i = 0; i < s->exclude.n; i++)
        if (glob_match(s->exclude.v[i], p->path) || glob_match(s->exclude.v[i], p->rel))
            return DROP_EXCLUDED;
    if (s->language.n && p->language.n && !speaks(p, s->language))
        return DROP_LANGUAGE;
    r = date_reason(p, s);
    return r != DROP_NONE ? r : tag_reason(p, s);
}

struct key {
    const struct post *post;
    size_t index;
};

static int by_date(const struct post *a, const struct post *b)
{
    if (date_is_set(a->date) != date_is_set(b->date))
        return date_is_set(a->date) ? -1 : 1;
    return date_cmp(a->date, b->date);
}

/* Ties go by path, then by the order given: no two posts are ever equal. */
static int by_path(const struct key *a, const struct key *b)
{
    int c = str_cmp(a->post->path, b->post->path);

    if (c == 0)
        c = a->index < b->index ? -1 : a->index > b->index;
    return c;
}

static int cmp_date(const void *a, const void *b)
{
    const struct key *x = a, *y = b;
    int c = by_date(x->post, y->post);

    return c ? c : by_path(x, y);
}

static int cmp_date_descending(const void *a, const void *b)
{
    const struct key *x = a, *y = b;
    bool both = date_is_set(x->post->date) && date_is_set(y->post->date);
    int c = both ? date_cmp(y->post->date, x->post->date) : by_date(x->post, y->post);

    return c ? c : by_path(x, y);
}

static int cmp_title(const void *a, const void *b)
{
    const struct key *x = a, *y = b;
    int c = str_cmp(post_label(x->post), post_label(y->post));

    return c ? c : by_path(x, y);
}

static int cmp_path(const void *a, const void *b)
{
    return by_path(a, b);
}

static int cmp_weight(const void *a, const void *b)
{
    const struct key *x = a, *y = b;

    if (x->post->has_weight != y->post->has_weight)
        return x->post->has_weight ? -1 : 1;
    if (x->post->weight != y->post->weight)
        return x->post->weight < y->post->weight ? -1 : 1;
    return cmp_date(a, b);
}

static int cmp_given(const void *a, const void *b)
{
    const struct key *x = a, *y = b;

    if (x->post->order != y->post->order)
        return x->post->order < y->post->order ? -1 : 1;
    return by_path(x, y);
}

static int (*const comparers[])(const void *, const void *) = {
    [ORDER_DATE] = cmp_date,     [ORDER_DATE_DESCENDING] = cmp_date_descending,
    [ORDER_TITLE] = cmp_title,   [ORDER_PATH] = cmp_path,
    [ORDER_WEIGHT] = cmp_weight, [ORDER_GIVEN] = cmp_given,
};

/* Drops all but the LATEST newest of KEYS; their order does not matter. */
static size_t keep_latest(struct post *posts, struct key *keys, size_t n, unsigned long latest)
{
    if (!latest || n <= latest)
        return n;
    qsort(keys, n, sizeof *keys, cmp_date);
    while (n && !date_is_set(keys[n - 1].post->date))
        posts[keys[--n].index].drop = DROP_LATEST;
    for (size_t i = 0; i + latest < n; i++)
        posts[keys[i].index].drop = DROP_LATEST;
    if (n > latest) {
        memmove(keys, keys + (n - latest), latest * sizeof *keys);
        n = latest;
    }
    return n;
}

size_t select_posts(struct post *posts, size_t n, const struct selection *s, size_t **ret_kept)
{
    struct key *keys = xcalloc(n, sizeof *keys);
    size_t *kept = xcalloc(n, sizeof *kept), count = 0;

    for (size_t i = 0; i < n; i++) {
        posts[i].drop = reason_of(&posts[i], s);
        if (posts[i].drop == DROP_NONE)
            keys[count++] = (struct key){&posts[i], i};
    }
    count = keep_latest(posts, keys, count, s->latest);
    qsort(keys, count, sizeof *keys, comparers[s->order]);
    for (size_t i = 0; i < count; i++)
        kept[i] = keys[i].index;
    free(keys);
    *ret_kept = kept;
    return count;
}

static int cmp_age(const void *a, const void *b)
{
    const struct key *x = a, *y = b;
    bool has_x = date_is_set(x->post->date), has_y = date_is_set(y->post->date);
    int c = has_x != has_y ? (has_x ? 1 : -1) : date_cmp(x->post->date, y->post->date);

    return c ? c : by_path(x, y);
}

size_t *select_by_age(const struct post *posts, const size_t *kept, size_t n)
{
    struct key *keys = xcalloc(n, sizeof *keys);
    size_t *list = xcalloc(n, sizeof *list);

    for (size_t i = 0; i < n; i++)
        keys[i] = (struct key){&posts[kept[i]], kept[i]};
    qsort(keys, n, sizeof *keys, cmp_age);
    for (size_t i = 0; i < n; i++)
        list[i] = keys[i].index;
    free(keys);
    return list;
}
