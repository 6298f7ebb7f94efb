/* SPDX-License-Identifier: MIT */
/* Which volumes there are: their posts, names, numbers and files.
 *
 * Volumes are made in the order of their oldest posts, whatever the order of reading, and named
 * and numbered so: a newer post changes neither in volumes that were there before. */
#include "build/volumes.h"
#include "base/fs.h"
#include "book/ids.h"
#include "book/words.h"

const char *volume_kind(const struct build *b)
{
    static const char *const kinds[] = {
        [SPLIT_NONE] = "",       [SPLIT_YEAR] = "year", [SPLIT_QUARTER] = "quarter",
        [SPLIT_MONTH] = "month", [SPLIT_TAG] = "tag",   [SPLIT_SERIES] = "series"};

    return kinds[b->options->split];
}

static bool is_by_date(const struct build *b)
{
    return b->options->split >= SPLIT_YEAR && b->options->split <= SPLIT_MONTH;
}

/* The keys of post P in OUT, which is empty; in A. None: it goes where all such posts go. */
static void split_keys(struct arena *a, const struct post *p, unsigned split, str_vec *out)
{
    const str_vec *names = split == SPLIT_TAG ? &p->tags : &p->series;
    size_t n = split == SPLIT_TAG ? names->n : names->n > 0;

    if (split == SPLIT_TAG || split == SPLIT_SERIES) {
        for (size_t i = 0; i < n; i++)
            *vec_push(out) = names->v[i];
    } else if (split && date_is_set(p->date)) {
        *vec_push(out) = split == SPLIT_YEAR ? arena_printf(a, "%04d", p->date.year)
                         : split == SPLIT_QUARTER
                             ? arena_printf(a, "%04d-Q%d", p->date.year, (p->date.month + 2) / 3)
                             : arena_printf(a, "%04d-%02d", p->date.year, p->date.month);
    }
}

/* The volume of KEY; STR_NONE: of the posts without one. A tag may be called "other", too. */
static struct volume *volume_of(struct build *b, struct table *by_key, struct str key)
{
    bool is_new;
    struct table_entry *e = table_put(
        by_key, key.p ? arena_printf(&b->arena, "=%.*s", STR_ARG(key)) : STR(""), &is_new);

    if (is_new) {
        e->num = b->volumes.n;
        *vec_push(&b->volumes) = (struct volume){.key = key};
    }
    return &b->volumes.v[e->num];
}

static void enter(struct build *b, struct table *by_key, size_t post, bool counts)
{
    str_vec keys = {0};

    split_keys(&b->arena, &b->book.posts.v[post], b->options->split, &keys);
    if (keys.n == 0)
        *vec_push(&keys) = STR_NONE;
    for (size_t i = 0; i < keys.n; i++) {
        struct volume *v = volume_of(b, by_key, keys.v[i]);

        if (!counts)
            v->posts[v->post_count] = post;
        v->post_count++;
    }
    vec_done(&keys);
}

/* The volumes by age, then their posts in the order of reading. */
static void fill(struct build *b)
{
    struct table by_key = {0};

    for (size_t i = 0; i < b->book.kept_count; i++)
        enter(b, &by_key, b->book.by_age[i], true);
    for (size_t i = 0; i < b->volumes.n; i++) {
        struct volume *v = &b->volumes.v[i];

        v->posts = arena_array(&b->arena, size_t, v->post_count);
        v->post_count = 0;
    }
    for (size_t i = 0; i < b->book.kept_count; i++)
        enter(b, &by_key, b->book.kept[i], false);
    table_done(&by_key);
}

/* A year is its own number, a quarter or month stands behind its year's point, so that they are in
 * order on every shelf and none changes when another comes. Tags and series are counted. */
static struct str series_position(struct build *b, const struct volume *v, size_t *count)
{
    struct str key = v->key;

    if (!key.p)
        return STR("0");
    switch (b->options->split) {
    case SPLIT_YEAR:
        return key;
    case SPLIT_QUARTER: /* "2024-Q3" */
        return arena_printf(&b->arena, "%.*s.0%c", STR_ARG(str_sub(key, 0, 4)), key.p[key.n - 1]);
    case SPLIT_MONTH: /* "2024-03" */
        return arena_printf(&b->arena, "%.*s.%.*s", STR_ARG(str_sub(key, 0, 4)),
                            STR_ARG(str_skip(key, 5)));
    default:
        return arena_printf(&b->arena, "%zu", ++*count);
    }
}

/* "archive/{year}.epub": any name in braces stands for the volume's key. */
static struct str volume_path(struct build *b, const struct volume *v, struct table *taken)
{
    struct str pattern = b->options->output.n ? b->options->output
                         : b->options->split  ? STR("{key}.epub")
                                              : STR("book.epub");
    size_t open = str_find_byte(pattern, '{', 0), close = str_find_byte(pattern, '}', 0);
    struct str name;

    if (!b->options->split)
        return arena_str(&b->arena, pattern);
    name = id_unique(&b->arena, taken, /* "C" and "C++" */
                     id_file_name(&b->arena, v->key.p ? v->key : STR("other")));
    if (open == STR_NPOS || close == STR_NPOS || close < open) {
        struct str stem =
            str_chop(pattern, fs_extension(pattern).n + (fs_extension(pattern).n > 0));

        return arena_printf(&b->arena, "%.*s-%.*s.epub", STR_ARG(stem), STR_ARG(name));
    }
    return arena_printf(&b->arena, "%.*s%.*s%.*s", STR_ARG(str_sub(pattern, 0, open)),
                        STR_ARG(name), STR_ARG(str_skip(pattern, close + 1)));
}

/* What tells the volume's title from the others'. */
static struct str label_of(struct build *b, const struct volume *v)
{
    unsigned long year;

    if (b->options->split == SPLIT_YEAR && v->key.p && str_to_uint(v->key, 9999, &year))
        return number_display(&b->arena, year, b->book.language);
    if (v->key.p || !b->options->split)
        return v->key;
    return word_in(b->book.language, is_by_date(b) ? WORD_UNDATED : WORD_POSTS);
}

static void make_volumes(struct build *b)
{
    struct table taken = {0};
    size_t count = 0;

    fill(b);
    for (size_t i = 0; i < b->volumes.n; i++) {
        struct volume *v = &b->volumes.v[i];

        v->number = i;
        v->label = label_of(b, v);
        if (b->options->split)
            v->series_position = series_position(b, v, &count);
        v->path = volume_path(b, v, &taken);
    }
    table_done(&taken);
}

bool pass_volumes(struct build *b)
{
    make_volumes(b);
    for (size_t i = 0; i < b->volumes.n; i++)
        volume_describe(b, &b->volumes.v[i]);
    return true;
}
