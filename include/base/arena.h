/* SPDX-License-Identifier: MIT */
/* Arena: memory that is released all at once.
 *
 * An arena belongs to one thread at a time. Nothing taken from it is freed singly; everything
 * taken lives until arena_done(). Results are aligned for any type. An all-zero struct is a
 * valid empty arena. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/str.h"

struct arena_chunk;

struct arena {
    struct arena_chunk *head; /* newest chunk first */
    char *next, *end;         /* free room in the newest chunk */
    size_t total;             /* bytes taken from the system */
};

void arena_done(struct arena *a);

/* Uninitialised memory. */
void *arena_alloc(struct arena *a, size_t size);

/* COUNT zeroed elements of SIZE bytes. */
void *arena_zalloc(struct arena *a, size_t count, size_t size);

#define arena_new(a, type) ((type *)arena_zalloc((a), 1, sizeof(type)))
#define arena_array(a, type, n) ((type *)arena_zalloc((a), (n), sizeof(type)))

/* A copy of S; a NUL follows its last byte, so its .p is also a C string. */
struct str arena_str(struct arena *a, struct str s);

/* S with ASCII letters in lower case: S itself when it has no other, else a copy as above. */
struct str arena_lower(struct arena *a, struct str s);

/* Formats as printf() does; a NUL follows the result's last byte. */
struct str arena_printf(struct arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct str arena_vprintf(struct arena *a, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/* Moves everything FROM holds into INTO; FROM is empty afterwards. */
void arena_merge(struct arena *into, struct arena *from);

/* Empties the arena but keeps its newest chunk for reuse. */
void arena_reset(struct arena *a);

#endif
