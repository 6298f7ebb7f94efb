/* SPDX-License-Identifier: MIT */
/* Tests of the hash table. */
#include "base/table.h"

#include "base/arena.h"
#include "tap.h"

enum { MANY = 20000 };

static void test_basics(void)
{
    struct table t = {0};
    bool is_new = false;

    ok(!table_get(&t, STR("a")), "an empty table holds nothing");
    table_put(&t, STR("a"), &is_new)->num = 1;
    ok(is_new, "a first key is new");
    ok(table_put(&t, STR("a"), &is_new)->num == 1 && !is_new, "a second time it is not");
    ok(table_put(&t, STR("b"), NULL)->num == 0, "a new entry is zero");
    ok(t.n == 2, "two entries");
    table_put(&t, STR(""), NULL)->num = 3;
    ok(table_get(&t, STR("")) && table_get(&t, STR(""))->num == 3, "the empty key is a key");
    ok(!table_get(&t, STR("A")), "keys have case");
    table_done(&t);
    ok(!table_get(&t, STR("a")) && t.n == 0, "table_done empties");
}

static void test_many(void)
{
    struct table t = {0};
    struct arena a = {0};
    bool found = true, ordered = true;

    for (size_t i = 0; i < MANY; i++)
        table_put(&t, arena_printf(&a, "key-%zu", i * 7919), NULL)->num = i;
    for (size_t i = 0; i < MANY; i++) {
        const struct table_entry *e = table_get(&t, arena_printf(&a, "key-%zu", i * 7919));

        found = found && e && e->num == i;
        ordered = ordered && t.v[i].num == i;
    }
    ok(t.n == MANY && found, "%d keys are found again", MANY);
    ok(ordered, "iteration is in order of insertion");
    ok(t.slot_count >= 2 * t.n, "at most half of the slots are taken");
    table_done(&t);
    arena_done(&a);
}

int main(void)
{
    test_basics();
    test_many();
    return done();
}
