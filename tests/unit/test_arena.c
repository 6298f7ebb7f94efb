/* SPDX-License-Identifier: MIT */
/* Tests of arenas. */
#include "base/arena.h"

#include <stdint.h>

#include "tap.h"

static void test_alloc(void)
{
    struct arena a = {0};
    bool aligned = true, zero = true;
    char *p = arena_alloc(&a, 0);

    ok(p != NULL, "no bytes are a valid pointer");
    ok(arena_alloc(&a, 0) != p, "and a distinct one");
    for (size_t i = 1; i < 300; i++) {
        char *q = arena_alloc(&a, i);

        aligned = aligned && (uintptr_t)q % _Alignof(max_align_t) == 0;
        memset(q, 0xFF, i);
    }
    ok(aligned, "every result is aligned for any type");
    p = arena_zalloc(&a, 100, 7);
    for (size_t i = 0; i < 700; i++)
        zero = zero && p[i] == 0;
    ok(zero, "arena_zalloc zeroes");
    p = arena_alloc(&a, 3 << 20);
    memset(p, 1, 3 << 20);
    ok(a.total >= 3 << 20, "an allocation larger than a chunk");
    arena_done(&a);
    ok(!a.head && a.total == 0, "arena_done leaves an empty arena");
}

static void test_text(void)
{
    struct arena a = {0};
    struct str s = arena_str(&a, STR("slice"));

    is_str(s, "slice", "arena_str copies");
    ok(s.p[s.n] == '\0', "a NUL follows");
    is_str(arena_str(&a, STR_NONE), "", "a copy of nothing is empty");
    s = arena_printf(&a, "%s-%05d", "n", 42);
    is_str(s, "n-00042", "arena_printf");
    ok(s.p[s.n] == '\0', "a NUL follows here too");
    is_str(arena_printf(&a, "%.*s", STR_ARG(STR("part"))), "part", "STR_ARG prints a slice");
    arena_done(&a);
}

static void test_merge(void)
{
    struct arena a = {0}, b = {0}, c = {0};
    struct str in_a = arena_str(&a, STR("of a")), in_b = arena_str(&b, STR("of b"));
    size_t total;

    for (int i = 0; i < 2000; i++)
        arena_alloc(&b, 100);
    total = a.total + b.total;
    arena_merge(&a, &b);
    ok(!b.head && b.total == 0 && a.total == total, "arena_merge moves all");
    is_str(in_b, "of b", "what was moved is readable");
    is_str(in_a, "of a", "what was there too");
    is_str(arena_str(&a, STR("more")), "more", "the arena still gives room");
    arena_merge(&c, &a);
    is_str(in_a, "of a", "merging into an empty arena");
    is_str(arena_str(&c, STR("more")), "more", "which then gives room");
    arena_merge(&c, &a);
    ok(c.total == total, "merging an empty arena changes nothing");
    arena_done(&c);
}

static void test_reset(void)
{
    struct arena a = {0};
    size_t total;

    arena_reset(&a);
    ok(!a.head, "resetting an empty arena");
    for (int i = 0; i < 10000; i++)
        arena_alloc(&a, 64);
    total = a.total;
    arena_reset(&a);
    ok(a.head && a.total < total, "arena_reset keeps one chunk");
    total = a.total;
    arena_alloc(&a, 64);
    ok(a.total == total, "and reuses it");
    arena_done(&a);
}

int main(void)
{
    test_alloc();
    test_text();
    test_merge();
    test_reset();
    return done();
}
