/* SPDX-License-Identifier: MIT */
/* The names from which identifiers are made: of the blog, of a selection of it, of a volume. */
#include <stdlib.h>

#include "base/uuid.h"
#include "build/volumes.h"

static int cmp_str(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* Adds BEFORE and a text for each text of LIST, which is put in order; each once. */
static void add_sorted(struct buf *out, const char *before, str_vec *list)
{
    struct str last = STR_NONE;

    if (list->n)
        qsort(list->v, list->n, sizeof *list->v, cmp_str);
    for (size_t i = 0; i < list->n; i++) {
        if (!last.p || !str_eq(last, list->v[i]))
            buf_printf(out, "%s%.*s", before, STR_ARG(list->v[i]));
        last = list->v[i];
    }
}

/* "b, A" as "a,b": what means the same has the same name. */
static struct str canonical(struct arena *a, struct str wanted)
{
    str_vec parts = {0};
    struct buf out = {0};
    struct str one;

    while (str_split(&wanted, ',', &one))
        *vec_push(&parts) = tag_plain(a, str_trim(one));
    add_sorted(&out, ",", &parts);
    one = arena_str(a, buf_str(&out));
    buf_done(&out);
    vec_done(&parts);
    return one;
}

static void add_tags(struct buf *out, struct arena *a, const char *before, const str_vec *tags)
{
    str_vec plain = {0};

    for (size_t i = 0; i < tags->n; i++)
        *vec_push(&plain) = canonical(a, tags->v[i]);
    add_sorted(out, before, &plain);
    vec_done(&plain);
}

static void add_date(struct buf *out, struct arena *a, const char *name, struct date d)
{
    if (date_is_set(d))
        buf_printf(out, " %s=%.*s", name, STR_ARG(date_iso(a, d)));
}

/* Which posts were asked for, as far as that makes another book and not another state of the same
 * one, as drafts, a day or a pattern of files to leave out do. */
static void add_selection(struct buf *out, struct arena *a, const struct build *b)
{
    const struct selection *s = &b->options->selection;

    add_date(out, a, "since", s->since);
    add_date(out, a, "until", s->until);
    add_date(out, a, "year", s->year);
    add_tags(out, a, " tag=", &s->tags);
    add_tags(out, a, " not-tag=", &s->not_tags);
    if (s->latest)
        buf_printf(out, " latest=%lu", s->latest);
    if (b->is_translation)
        buf_printf(out, " language=%.*s", STR_ARG(b->book.language));
}

struct str identity_name(const struct build *b, struct arena *a, struct str kind, struct str key)
{
    const struct site *s = &b->book.site;
    struct buf out = {0};
    struct str name;

    buf_addz(&out, "mdbook2epub:");
    buf_add(&out, b->options->identifier.n ? b->options->identifier
                  : s->base_urls.n         ? s->base_urls.v[0]
                                           : build_title(b, a));
    add_selection(&out, a, b);
    if (kind.n)
        buf_printf(&out, ":%.*s=%.*s", STR_ARG(kind), STR_ARG(key));
    name = arena_str(a, buf_str(&out));
    buf_done(&out);
    return name;
}

struct str identity_urn(struct arena *a, struct str name)
{
    char uuid[37];

    uuid_v5(uuid_namespace_url, name, uuid);
    return arena_printf(a, "urn:uuid:%s", uuid);
}
