/* SPDX-License-Identifier: MIT */
/* Sharing the files of a rendition among workers, joining what they found. */
#include "epub/check_shares.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "epub/check_content.h"
#include "epub/check_grammar.h"

/* A media overlay writes into the items that it refers to. */
static bool is_alone(const struct item *i)
{
    return str_eq(i->type, STR("application/smil+xml"));
}

static void share_init(struct share *s, const struct check *c)
{
    s->check = *c;
    s->check.report = &s->report;
    s->check.arena = (struct arena){0};
    s->check.counted = (struct table){0};
    s->check.refs.v = NULL;
    s->check.refs.n = s->check.refs.size = 0;
    s->check.steps = 0;
    for (size_t i = 0; i < sizeof c->grammars / sizeof *c->grammars; i++)
        s->check.grammars[i] = NULL;
}

static void share_done(struct share *s)
{
    grammars_done(&s->check);
    vec_done(&s->check.refs);
    table_done(&s->check.counted);
    arena_done(&s->check.arena);
    check_report_done(&s->report);
}

static void check_one(void *ctx, size_t i, size_t worker)
{
    struct check_shares *s = ctx;
    struct share *mine = &s->v[worker];
    struct check *c = &mine->check;
    struct outcome *o = &s->outcomes[i];

    *o = (struct outcome){worker, mine->report.n, 0, c->refs.n, 0};
    if (!c->steps) /* its first */
        check_set_deadline(c);
    if (!is_alone(&c->items.v[i]) && !check_is_over(c))
        check_item(c, i);
    o->message_end = mine->report.n;
    o->ref_end = c->refs.n;
}

static void join_item(struct check_shares *s, size_t i)
{
    const struct outcome *o = &s->outcomes[i];
    const struct share *from = &s->v[o->worker];

    for (size_t k = o->message; k < o->message_end; k++)
        report_keep(s->whole, &from->report.v[k]);
    for (size_t k = o->ref; k < o->ref_end; k++)
        *vec_push(&s->whole->refs) = from->check.refs.v[k];
    if (is_alone(&s->whole->items.v[i]))
        check_item(s->whole, i);
}

static void join_share(struct check *c, const struct share *s)
{
    c->gave_up |= s->check.gave_up;
    c->has_scripts |= s->check.has_scripts;
    c->has_dictionary |= s->check.has_dictionary;
    c->has_page_break |= s->check.has_page_break;
    c->has_page_list |= s->check.has_page_list;
    for (size_t i = 0; i < CHECK_SEVERITY_COUNT; i++)
        c->report->count[i] += s->report.count[i];
}

static void share_items(struct check *c, struct pool *pool)
{
    struct check_shares *s = xcalloc(1, sizeof *s);

    *s = (struct check_shares){.whole = c, .lock = LOCK_INIT, .n = pool_workers(pool)};
    s->v = xcalloc(s->n, sizeof *s->v);
    s->outcomes = xcalloc(c->items.n, sizeof *s->outcomes);
    c->shares = s;
    for (size_t i = 0; i < s->n; i++)
        share_init(&s->v[i], c);
    pool_for(pool, c->items.n, check_one, s);
    for (size_t i = 0; i < c->items.n; i++)
        join_item(s, i);
    for (size_t i = 0; i < s->n; i++)
        join_share(c, &s->v[i]);
}

void check_items(struct check *c)
{
    struct pool *pool = c->options->pool;

    if (pool && pool_workers(pool) > 1 && c->items.n) {
        share_items(c, pool);
        return;
    }
    for (size_t i = 0; i < c->items.n && !check_is_over(c); i++)
        check_item(c, i);
}

void check_shares_free(struct check *c)
{
    struct check_shares *s = c->shares;

    if (!s)
        return;
    for (size_t i = 0; i < s->n; i++)
        share_done(&s->v[i]);
    free(s->outcomes);
    free(s->v);
    free(s);
    c->shares = NULL;
}
