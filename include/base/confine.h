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

/* Runs WORK, which appends its answer to OUT, in a child of its own. The child can compute, and
 * read and write what is open already; it opens no file, starts nothing, and has bounds of time
 * and memory. IS_SILENT: without standard error. True: *RET_OUT has the answer (at most LIMIT
 * bytes) appended. False: the child ended before, by a fault or by a bound; *RET_FAULT says so
 * in a few words (static). */
bool confine_run(void (*work)(void *ctx, struct buf *out), void *ctx, bool is_silent, size_t limit,
                 struct buf *ret_out, const char **ret_fault);

/* Whether filters are in effect here: for tests. */
bool confine_is_possible(void);

#endif
