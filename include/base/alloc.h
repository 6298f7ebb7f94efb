/* SPDX-License-Identifier: MIT */
/* Allocation that never returns NULL.
 *
 * When memory runs out the program prints one line, removes what base/fs has registered as
 * temporary and leaves with exit status 3 (system error). So callers carry no error paths for
 * memory. Sizes are bytes. Memory from here is released with free(). */
#ifndef BASE_ALLOC_H
#define BASE_ALLOC_H

#include <stddef.h>

void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);

/* Like reallocarray(): COUNT * SIZE is checked for overflow. */
void *xrealloc(void *p, size_t count, size_t size);

/* For the start of the program: what is freed is used again, rather than given back to the system
 * and asked for anew page by page. */
void alloc_init(void);

/* All of [P, P + SIZE) will be written to: one call for its pages is cheaper than a fault for
 * each. The memory is P's owner's and is not changed. */
void alloc_populate(void *p, size_t size);

/* Readies the calling thread's heap for SIZE bytes of small pieces. */
void alloc_warm(size_t size);

/* Prints "out of memory", runs the exit hook of base/fs and ends the process with status 3. */
_Noreturn void alloc_die(void);

#endif
