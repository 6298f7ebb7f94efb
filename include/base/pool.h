/* SPDX-License-Identifier: MIT */
/* Work shared among threads: the only door to them.
 *
 * A work item is an index. Its function writes only what belongs to that index (or to the
 * worker that runs it), so the outcome does not depend on the number of workers. */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include <stdbool.h>
#include <stddef.h>

struct pool;

/* Runs item INDEX; WORKER is in [0, pool_workers()). */
typedef void pool_fn(void *ctx, size_t index, size_t worker);

/* WORKERS counts the caller, which is worker 0 and works while it waits: with 1 nothing runs in
 * another thread. 0 means one per processor that this process may use. Every worker has 8 MB of
 * stack. The system may give fewer threads than asked for. */
struct pool *pool_new(size_t workers);
void pool_free(struct pool *p);
size_t pool_workers(const struct pool *p);

/* Runs FN for all of [0, N) and returns when all are done. */
void pool_for(struct pool *p, size_t n, pool_fn *fn, void *ctx);

/* Starts FN for [0, N) in order of index, at most WINDOW items ahead of pool_release().
 * The caller then calls pool_take() and pool_release() for 0, 1, 2 … N-1 and pool_finish().
 * With one worker item I runs within pool_take(I). */
void pool_start(struct pool *p, size_t n, size_t window, pool_fn *fn, void *ctx);

/* Waits until item INDEX is done. */
void pool_take(struct pool *p, size_t index);

/* Item INDEX and all before it have been used up. */
void pool_release(struct pool *p, size_t index);

/* Ends a started run; items not yet begun are dropped. */
void pool_finish(struct pool *p);

/* Calls MAKE unless *IS_MADE, and sets that: the first worker that comes makes what all share, the
 * others wait for it. MAKE makes nothing else by pool_once(). */
void pool_once(bool *is_made, void make(void));

#endif
