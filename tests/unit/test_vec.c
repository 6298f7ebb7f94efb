/* SPDX-License-Identifier: MIT */
/* Tests of growing arrays. */
#include "base/vec.h"

#include "tap.h"

struct pair {
    int a;
    double b;
};

int main(void)
{
    VEC(struct pair) pairs = {0};
    VEC(char) bytes = {0};
    bool kept = true;

    for (int i = 0; i < 1000; i++)
        *vec_push(&pairs) = (struct pair){i, i / 2.0};
    for (int i = 0; i < 1000; i++)
        kept = kept && pairs.v[i].a == i && pairs.v[i].b == i / 2.0;
    ok(pairs.n == 1000 && kept, "elements are kept while the array grows");
    ok(pairs.size >= pairs.n && pairs.size < 4 * pairs.n, "room grows geometrically");
    for (int i = 0; i < 9; i++)
        *vec_push(&bytes) = (char)('a' + i);
    ok(memcmp(bytes.v, "abcdefghi", 9) == 0, "elements of one byte");
    vec_done(&pairs);
    vec_done(&bytes);
    ok(!pairs.v && !pairs.n && !pairs.size, "vec_done leaves an empty array");
    return done();
}
