/* SPDX-License-Identifier: MIT */
/* Bump allocation out of chunks that double up to a limit. */
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/ascii.h"

enum { CHUNK_MIN = 4096, CHUNK_MAX = 1 << 18 };

struct arena_chunk {
    struct arena_chunk *next;
    size_t size; /* bytes behind this header */
    _Alignas(max_align_t) char data[];
};

static void add_chunk(struct arena *a, size_t need)
{
    size_t size = a->head ? a->head->size * 2 : CHUNK_MIN;
    struct arena_chunk *c;

    if (size > CHUNK_MAX)
        size = CHUNK_MAX;
    if (size < need)
        size = need;
    if (size > SIZE_MAX - sizeof *c)
        alloc_die();
    c = xmalloc(sizeof *c + size);
    c->size = size;
    if (size >= CHUNK_MAX)
        alloc_populate(c, sizeof *c + size);
    c->next = a->head;
    a->head = c;
    a->next = c->data;
    a->end = c->data + size;
    a->total += size;
}

void arena_done(struct arena *a)
{
    struct arena_chunk *c = a->head;

    while (c) {
        struct arena_chunk *next = c->next;

        free(c);
        c = next;
    }
    *a = (struct arena){0};
}

void *arena_alloc(struct arena *a, size_t size)
{
    const size_t align = _Alignof(max_align_t);
    char *p;

    if (size > SIZE_MAX - align)
        alloc_die();
    size = size ? (size + align - 1) & ~(align - 1) : align;
    if ((size_t)(a->end - a->next) < size)
        add_chunk(a, size);
    p = a->next;
    a->next += size;
    return p;
}

void *arena_zalloc(struct arena *a, size_t count, size_t size)
{
    void *p;

    if (size && count > SIZE_MAX / size)
        alloc_die();
    p = arena_alloc(a, count * size);
    if (count && size)
        memset(p, 0, count * size);
    return p;
}

struct str arena_str(struct arena *a, struct str s)
{
    char *p = arena_alloc(a, s.n + 1);

    if (s.n)
        memcpy(p, s.p, s.n);
    p[s.n] = '\0';
    return (struct str){p, s.n};
}

struct str arena_lower(struct arena *a, struct str s)
{
    size_t i = 0;
    char *p;

    while (i < s.n && s.p[i] == ascii_lower(s.p[i]))
        i++;
    if (i == s.n)
        return s;
    p = (char *)arena_str(a, s).p;
    for (; i < s.n; i++)
        p[i] = ascii_lower(p[i]);
    return (struct str){p, s.n};
}

struct str arena_vprintf(struct arena *a, const char *format, va_list args)
{
    va_list again;
    int n;
    char *p;

    va_copy(again, args);
    n = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (n < 0)
        return (struct str){"", 0};
    p = arena_alloc(a, (size_t)n + 1);
    (void)vsnprintf(p, (size_t)n + 1, format, args);
    return (struct str){p, (size_t)n};
}

struct str arena_printf(struct arena *a, const char *format, ...)
{
    va_list args;
    struct str s;

    va_start(args, format);
    s = arena_vprintf(a, format, args);
    va_end(args);
    return s;
}

void arena_merge(struct arena *into, struct arena *from)
{
    struct arena_chunk *last = from->head;

    if (!last)
        return;
    while (last->next)
        last = last->next;
    if (into->head) {
        last->next = into->head->next;
        into->head->next = from->head;
    } else {
        into->head = from->head;
        into->next = from->next;
        into->end = from->end;
    }
    into->total += from->total;
    *from = (struct arena){0};
}

void arena_reset(struct arena *a)
{
    struct arena_chunk *keep = a->head;
    struct arena rest = {0};

    if (!keep)
        return;
    rest.head = keep->next;
    keep->next = NULL;
    arena_done(&rest);
    a->next = keep->data;
    a->end = keep->data + keep->size;
    a->total = keep->size;
}
