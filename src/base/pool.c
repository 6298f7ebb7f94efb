/* SPDX-License-Identifier: MIT */
/* One counter of items under one mutex; the caller is worker 0 and helps while it waits. */
#include "base/pool.h"

#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/alloc.h"

/* A worker has the stack that a main thread usually has, whatever `ulimit -s` says, so that
 * bounds on nesting hold in every thread. It is address space only until it is used. */
enum { STACK_SIZE = 8 << 20, MAX_WORKERS = 256 };

struct pool {
    pthread_t *threads;         /* workers 1, 2 … */
    size_t thread_count, named; /* named: how many have taken their number */

    /* All below is guarded by the mutex. Flags without it once lost a wake-up. */
    pthread_mutex_t mutex;
    pthread_cond_t work; /* there may be an item to begin, or quit is set */
    pthread_cond_t done; /* an item is done */
    bool quit;

    pool_fn *fn; /* NULL: no run is under way */
    void *ctx;
    size_t n, next;          /* items, the next to begin */
    size_t released, window; /* item I may begin when I - released < window */
    size_t active;           /* items being run */
    bool *is_done;           /* by item; NULL for pool_for() */
};

static bool has_work(const struct pool *p)
{
    return p->next < p->n && (p->next < p->released || p->next - p->released < p->window);
}

/* Runs the next item. The mutex is held before and after, not meanwhile. */
static void run_next(struct pool *p, size_t worker)
{
    size_t index = p->next++;

    p->active++;
    pthread_mutex_unlock(&p->mutex);
    p->fn(p->ctx, index, worker);
    pthread_mutex_lock(&p->mutex);
    p->active--;
    if (p->is_done)
        p->is_done[index] = true;
    pthread_cond_signal(&p->done);
}

static void *worker_main(void *argument)
{
    struct pool *p = argument;
    size_t worker;

    pthread_mutex_lock(&p->mutex);
    worker = ++p->named;
    while (!p->quit) {
        if (has_work(p))
            run_next(p, worker);
        else
            pthread_cond_wait(&p->work, &p->mutex);
    }
    pthread_mutex_unlock(&p->mutex);
    return NULL;
}

static size_t processors(void)
{
    cpu_set_t set;
    long online;

    if (sched_getaffinity(0, sizeof set, &set) == 0)
        return (size_t)CPU_COUNT(&set);
    online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 ? (size_t)online : 1;
}

/* Signals go to the main thread only, which masks them where it must; but those that a thread
 * brings about itself. */
static void mask_signals(sigset_t *ret_before)
{
    static const int own[] = {SIGABRT, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGILL};
    sigset_t set;

    sigfillset(&set);
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        sigdelset(&set, own[i]);
    pthread_sigmask(SIG_SETMASK, &set, ret_before);
}

/* Where the system gives fewer threads than asked for, fewer do the work. */
static void start_threads(struct pool *p, size_t count)
{
    pthread_attr_t attr;
    sigset_t before;

    mask_signals(&before);
    pthread_attr_init(&attr);
    pthread_attr_setstacksize(&attr, STACK_SIZE);
    while (p->thread_count < count &&
           pthread_create(&p->threads[p->thread_count], &attr, worker_main, p) == 0)
        p->thread_count++;
    pthread_attr_destroy(&attr);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

struct pool *pool_new(size_t workers)
{
    struct pool *p = xcalloc(1, sizeof *p);

    if (workers == 0)
        workers = processors();
    if (workers > MAX_WORKERS)
        workers = MAX_WORKERS;
    pthread_mutex_init(&p->mutex, NULL);
    pthread_cond_init(&p->work, NULL);
    pthread_cond_init(&p->done, NULL);
    p->threads = xcalloc(workers, sizeof *p->threads);
    start_threads(p, workers - 1);
    return p;
}

void pool_free(struct pool *p)
{
    if (!p)
        return;
    pthread_mutex_lock(&p->mutex);
    assert(!p->fn);
    p->quit = true;
    pthread_cond_broadcast(&p->work);
    pthread_mutex_unlock(&p->mutex);
    for (size_t i = 0; i < p->thread_count; i++)
        pthread_join(p->threads[i], NULL);
    pthread_cond_destroy(&p->done);
    pthread_cond_destroy(&p->work);
    pthread_mutex_destroy(&p->mutex);
    free(p->threads);
    free(p);
}

size_t pool_workers(const struct pool *p)
{
    return p->thread_count + 1;
}

/* Begins a run; returns with the mutex held. */
static void begin(struct pool *p, size_t n, size_t window, pool_fn *fn, void *ctx)
{
    pthread_mutex_lock(&p->mutex);
    assert(!p->fn);
    p->fn = fn;
    p->ctx = ctx;
    p->n = n;
    p->next = p->released = 0;
    p->window = window ? window : 1;
    if (n > 1)
        pthread_cond_broadcast(&p->work);
}

/* Waits for what is being run; releases the mutex. */
static void end(struct pool *p)
{
    p->n = p->next;
    while (p->active)
        pthread_cond_wait(&p->done, &p->mutex);
    p->fn = NULL;
    free(p->is_done);
    p->is_done = NULL;
    pthread_mutex_unlock(&p->mutex);
}

void pool_for(struct pool *p, size_t n, pool_fn *fn, void *ctx)
{
    begin(p, n, SIZE_MAX, fn, ctx);
    while (has_work(p))
        run_next(p, 0);
    end(p);
}

void pool_start(struct pool *p, size_t n, size_t window, pool_fn *fn, void *ctx)
{
    bool *is_done = xcalloc(n, sizeof *is_done);

    begin(p, n, window, fn, ctx);
    p->is_done = is_done;
    pthread_mutex_unlock(&p->mutex);
}

void pool_take(struct pool *p, size_t index)
{
    pthread_mutex_lock(&p->mutex);
    assert(index < p->n && p->is_done);
    while (!p->is_done[index]) {
        if (has_work(p))
            run_next(p, 0);
        else
            pthread_cond_wait(&p->done, &p->mutex);
    }
    pthread_mutex_unlock(&p->mutex);
}

void pool_release(struct pool *p, size_t index)
{
    pthread_mutex_lock(&p->mutex);
    if (p->released <= index)
        p->released = index + 1;
    pthread_cond_broadcast(&p->work);
    pthread_mutex_unlock(&p->mutex);
}

void pool_finish(struct pool *p)
{
    pthread_mutex_lock(&p->mutex);
    end(p);
}

void pool_once(bool *is_made, void make(void))
{
    static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

    pthread_mutex_lock(&mutex);
    if (!*is_made)
        make();
    *is_made = true;
    pthread_mutex_unlock(&mutex);
}
