/* SPDX-License-Identifier: MIT */
/* Allocation that ends the program when memory runs out. */
#include "base/alloc.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
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

enum { MMAP_THRESHOLD = 32 << 20 /* the most that malloc takes */, TRIM_THRESHOLD = 64 << 20 };

void alloc_init(void)
{
#ifdef M_MMAP_THRESHOLD
    (void)mallopt(M_MMAP_THRESHOLD, MMAP_THRESHOLD);
    (void)mallopt(M_TRIM_THRESHOLD, TRIM_THRESHOLD);
#endif
}

void alloc_populate(void *p, size_t size)
{
#ifdef MADV_POPULATE_WRITE
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    uintptr_t from = ((uintptr_t)p + page - 1) / page * page;
    uintptr_t to = ((uintptr_t)p + size) / page * page;

    if (from < to)
        (void)madvise((void *)from, to - from, MADV_POPULATE_WRITE); /* where it is known */
#else
    (void)p;
    (void)size;
#endif
}

void alloc_warm(size_t size)
{
    void *p = malloc(size);

    if (p)
        alloc_populate(p, size);
    free(p);
}
