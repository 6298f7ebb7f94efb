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

/* Prints "out of memory", runs the exit hook of base/fs and ends the process with status 3. */
_Noreturn void alloc_die(void);

#endif
