/* SPDX-License-Identifier: MIT */
/* Preloaded into the program: the allocation of number M2E_FAULT_AT fails, and all after it; with
 * M2E_FAULT_ONLY set no other one.
 *
 * With M2E_FAULT_COUNT=FILE it writes how many allocations there were. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_ulong count;
static unsigned long fail_at;
static int fails_once;

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t size);

__attribute__((constructor)) static void setup(void)
{
    const char *at = getenv("M2E_FAULT_AT");

    fail_at = at ? strtoul(at, NULL, 10) : 0;
    fails_once = getenv("M2E_FAULT_ONLY") != NULL;
    atomic_store(&count, 0);
}

__attribute__((destructor)) static void report(void)
{
    const char *path = getenv("M2E_FAULT_COUNT");
    FILE *out = path ? fopen(path, "w") : NULL;

    if (!out)
        return;
    (void)fprintf(out, "%lu\n", atomic_load(&count));
    (void)fclose(out);
}

static int fails(void)
{
    unsigned long n = atomic_fetch_add(&count, 1) + 1;

    if (!fail_at || n < fail_at || (fails_once && n > fail_at))
        return 0;
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
    return fails() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t size)
{
    return fails() ? NULL : __libc_realloc(p, size);
}
