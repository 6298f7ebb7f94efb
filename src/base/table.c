/* SPDX-License-Identifier: MIT */
/* Open addressing over an insertion-ordered array. */
#include "base/table.h"

#include <stdlib.h>

#include "base/alloc.h"

void table_done(struct table *t)
{
    free(t->v);
    free(t->slots);
    *t = (struct table){0};
}

/* The slot that holds KEY, or the free one where it belongs. */
static size_t find_slot(const struct table *t, struct str key, unsigned long hash)
{
    size_t i = hash & (t->slot_count - 1);

    while (t->slots[i]) {
        const struct table_entry *e = &t->v[t->slots[i] - 1];

        if (e->hash == hash && str_eq(e->key, key))
            break;
        i = (i + 1) & (t->slot_count - 1);
    }
    return i;
}

static void grow_slots(struct table *t)
{
    free(t->slots);
    t->slot_count = t->slot_count ? t->slot_count * 2 : 16;
    t->slots = xcalloc(t->slot_count, sizeof *t->slots);
    for (size_t i = 0; i < t->n; i++)
        t->slots[find_slot(t, t->v[i].key, t->v[i].hash)] = (uint32_t)(i + 1);
}

/* FNV's low bits are weak for short keys; fold the high half in. */
static unsigned long mix(unsigned long h)
{
    return h ^ (h >> 32);
}

struct table_entry *table_get(const struct table *t, struct str key)
{
    size_t slot;

    if (t->slot_count == 0)
        return NULL;
    slot = find_slot(t, key, mix(str_hash(key)));
    return t->slots[slot] ? &t->v[t->slots[slot] - 1] : NULL;
}

struct table_entry *table_put(struct table *t, struct str key, bool *ret_new)
{
    unsigned long hash = mix(str_hash(key));
    size_t slot;

    if (t->slot_count < 2 * (t->n + 1))
        grow_slots(t);
    slot = find_slot(t, key, hash);
    if (ret_new)
        *ret_new = !t->slots[slot];
    if (t->slots[slot])
        return &t->v[t->slots[slot] - 1];
    if (t->n == t->size) {
        t->size = t->size ? t->size * 2 : 16;
        t->v = xrealloc(t->v, t->size, sizeof *t->v);
    }
    t->v[t->n] = (struct table_entry){.key = key, .hash = hash};
    t->slots[slot] = (uint32_t)++t->n;
    return &t->v[t->n - 1];
}
