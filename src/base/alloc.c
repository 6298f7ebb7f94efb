/* SPDX-License-Identifier: MIT */
/* Allocation that ends the program when memory runs out. */
#include "base/alloc.h"

#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/fs.h"

_Noreturn void alloc_die(void)
{
    static const char text[] = "mdbook2epub: fatal: out of memory\n";

    fs_remove_temporaries();
    (void)!write(STDERR_FILENO, text, sizeof text - 1);
    _exit(3);
}

void *xmalloc(size_t size)
{
    void *p = malloc(size ? size : 1);

    if (!p)
        alloc_die();
    return p;
}

void *xcalloc(size_t count, size_t size)
{
    void *p = calloc(count ? count : 1, size ? size : 1);

    if (!p)
        alloc_die();
    return p;
}

void *xrealloc(void *p, size_t count, size_t size)
{
    void *q;

    if (size && count > SIZE_MAX / size)
        alloc_die();
    q = realloc(p, count && size ? count * size : 1);
    if (!q)
        alloc_die();
    return q;
}
