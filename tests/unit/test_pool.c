/* SPDX-License-Identifier: MIT */
/* Tests of the pool: every item once, in bounds, with any number of workers. */
#include "base/pool.h"

#include <stdatomic.h>

#include "tap.h"

enum { N = 2000, WINDOW = 5 };

struct run {
    atomic_int times[N];
    atomic_size_t released, worst_lead, worst_worker, begun;
    size_t workers;
};

static void item(void *ctx, size_t index, size_t worker)
{
    struct run *r = ctx;
    size_t released = atomic_load(&r->released);

    atomic_fetch_add(&r->times[index], 1);
    atomic_fetch_add(&r->begun, 1);
    if (index >= released && index - released > atomic_load(&r->worst_lead))
        atomic_store(&r->worst_lead, index - released);
    if (worker >= r->workers)
        atomic_store(&r->worst_worker, worker);
}

static bool each_once(struct run *r, size_t n)
{
    for (size_t i = 0; i < N; i++)
        if (atomic_load(&r->times[i]) != (i < n))
            return false;
    return true;
}

static void test_for(struct pool *p)
{
    static const size_t counts[] = {0, 1, 2, 3, 100, N};

    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        struct run r = {.workers = pool_workers(p)};

        pool_for(p, counts[i], item, &r);
        ok(each_once(&r, counts[i]) && !r.worst_worker, "%zu workers run each of %zu items once",
           pool_workers(p), counts[i]);
    }
}

static void test_stream(struct pool *p)
{
    struct run r = {.workers = pool_workers(p)};
    bool done_when_taken = true;

    pool_start(p, N, WINDOW, item, &r);
    for (size_t i = 0; i < N; i++) {
        pool_take(p, i);
        done_when_taken = done_when_taken && atomic_load(&r.times[i]) == 1;
        pool_release(p, i);
        /* Set later than the pool knows it, so a lead seen may be one too large. */
        atomic_store(&r.released, i + 1);
    }
    pool_finish(p);
    ok(done_when_taken, "%zu workers: an item that is taken is done", pool_workers(p));
    ok(each_once(&r, N), "%zu workers: a started run covers all", pool_workers(p));
    ok(r.worst_lead <= WINDOW, "%zu workers: the window holds", pool_workers(p));
}

static void test_early_finish(struct pool *p)
{
    struct run r = {.workers = pool_workers(p)};

    pool_start(p, N, WINDOW, item, &r);
    pool_take(p, 0);
    pool_release(p, 0);
    pool_finish(p);
    ok(r.begun >= 1 && r.begun <= 1 + WINDOW, "%zu workers: pool_finish drops the rest",
       pool_workers(p));
    r = (struct run){.workers = pool_workers(p)};
    pool_for(p, 10, item, &r);
    ok(each_once(&r, 10), "%zu workers: the pool is usable again", pool_workers(p));
    pool_start(p, 0, 1, item, &r);
    pool_finish(p);
    ok(each_once(&r, 10), "%zu workers: an empty run", pool_workers(p));
}

/* Item I is run within pool_take(I), not before and not in another order. */
static void test_inline(void)
{
    struct pool *p = pool_new(1);
    struct run r = {.workers = 1};
    bool in_step = true;

    pool_start(p, 10, WINDOW, item, &r);
    in_step = r.begun == 0;
    for (size_t i = 0; i < 10; i++) {
        pool_take(p, i);
        in_step = in_step && r.begun == i + 1;
        pool_release(p, i);
    }
    pool_finish(p);
    ok(in_step, "one worker runs item I within pool_take(I)");
    pool_free(p);
}

/* Many short runs: a lost wake-up would hang here. */
static void test_many_runs(void)
{
    struct pool *p = pool_new(4);
    static struct run r;

    r.workers = 4;
    for (int i = 0; i < 3000; i++) {
        pool_for(p, 3, item, &r);
        pool_start(p, 4, 2, item, &r);
        for (size_t k = 0; k < 4; k++) {
            pool_take(p, k);
            pool_release(p, k);
        }
        pool_finish(p);
    }
    ok(r.begun == 3000 * 7, "3000 short runs end");
    pool_free(p);
}

int main(void)
{
    static const size_t workers[] = {1, 2, 3, 8};

    for (size_t i = 0; i < sizeof workers / sizeof *workers; i++) {
        struct pool *p = pool_new(workers[i]);

        ok(pool_workers(p) == workers[i], "%zu workers", workers[i]);
        test_for(p);
        test_stream(p);
        test_early_finish(p);
        pool_free(p);
    }
    test_inline();
    test_many_runs();
    return done();
}
