/* SPDX-License-Identifier: MIT */
/* A lock that yields. */
#include "base/lock.h"

#include <sched.h>

void lock_take(struct lock *l)
{
    while (atomic_flag_test_and_set_explicit(&l->taken, memory_order_acquire))
        sched_yield();
}

void lock_release(struct lock *l)
{
    atomic_flag_clear_explicit(&l->taken, memory_order_release);
}
