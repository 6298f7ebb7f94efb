/* SPDX-License-Identifier: MIT */
/* A mutual exclusion lock; statically initialised with LOCK_INIT. */
#ifndef BASE_LOCK_H
#define BASE_LOCK_H

#include <stdatomic.h>

struct lock {
    atomic_flag taken;
};

#define LOCK_INIT        \
    {                    \
        ATOMIC_FLAG_INIT \
    }

/* Waits by yielding the processor: for short sections that are rarely contended. */
void lock_take(struct lock *l);
void lock_release(struct lock *l);

#endif
