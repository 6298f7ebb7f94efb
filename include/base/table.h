/* SPDX-License-Identifier: MIT */
/* Hash table from text to a number or a pointer.
 *
 * Keys are slices that must outlive the table (put them into an arena first). Reading from many
 * threads is safe while nobody writes. Iteration order is insertion order, so nothing that comes
 * out of a table depends on hashing. An all-zero table is empty. */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct table_entry {
    struct str key;
    unsigned long hash;
    union {
        void *ptr;
        size_t num;
    };
};

struct table {
    struct table_entry *v; /* in order of insertion */
    size_t n, size;
    uint32_t *slots; /* open addressing; index + 1 into v, 0 is free */
    size_t slot_count;
};

void table_done(struct table *t);

/* The entry of KEY, or NULL. */
struct table_entry *table_get(const struct table *t, struct str key);

/* The entry of KEY; made (with a zero value) when it was not there, and then *RET_NEW is true.
 * RET_NEW may be NULL. The pointer is good until the next table_put(). */
struct table_entry *table_put(struct table *t, struct str key, bool *ret_new);

#endif
