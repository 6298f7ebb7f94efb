/* SPDX-License-Identifier: MIT */
/* Giving up what the bytes of others must not reach.
 *
 * A filter of system calls (seccomp) and resource limits. Once given up, nothing comes back. Where
 * the kernel has no such filter, and under sanitizers and valgrind, which make calls of their
 * own, less is given up or nothing; the work is done all the same. */
#ifndef BASE_CONFINE_H
#define BASE_CONFINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* From now on this process, with the threads and children it starts, opens no socket and runs no
 * program. False: it still could. */
bool confine_network(void);

/* Work for a confined child: appends its answer to OUT. */
typedef void confine_fn(void *ctx, struct buf *out);

/* Runs WORK in a child of its own, which has no descriptors but FD and the one that it answers by.
 * It can compute, and read and write those; it opens no file, starts nothing, says nothing, and has
 * bounds of time and memory. True: *RET_OUT has the answer (at most LIMIT bytes) appended. False:
 * the child ended before, by a fault or by a bound; *RET_FAULT says so in a few words (static).
 * Any number of threads may do so at a time. */
bool confine_run(confine_fn *work, void *ctx, int fd, size_t limit, struct buf *ret_out,
                 const char **ret_fault);

/* A child for many small pieces of the same work: a process costs more than most of them. One that
 * ends before it has answered costs that piece only; the next piece has a new one. For one thread
 * at a time. */
struct confined;

struct confined *confined_new(confine_fn *work); /* nothing starts before the first piece */
void confined_free(struct confined *c);

/* As confine_run(); WORK's CTX is a struct str, HEAD and BYTES on end, which it may write to.
 * HEAD is aligned for any type. */
bool confined_run(struct confined *c, struct str head, struct str bytes, size_t limit,
                  struct buf *ret_out, const char **ret_fault);

/* Starts the child now rather than at the first piece: what the parent has in memory when a child
 * starts, both pay for afterwards, so this is for when that is little. */
void confined_wake(struct confined *c);

/* Ends the child, as long as nothing is asked: its memory is the parent's of when it started. */
void confined_rest(struct confined *c);

/* Whether filters are in effect here: for tests. */
bool confine_is_possible(void);

#endif
