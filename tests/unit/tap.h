/* SPDX-License-Identifier: MIT */
/* A test program's voice: TAP on standard output.
 *
 *     int main(void) { ok(1 + 1 == 2, "adds"); is_str(s, "x", "reads x"); return done(); } */
#ifndef TESTS_TAP_H
#define TESTS_TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"

static int tap_count, tap_failed;

__attribute__((format(printf, 2, 3), unused)) static bool ok(bool condition, const char *format,
                                                             ...)
{
    va_list args;

    printf("%s %d - ", condition ? "ok" : "not ok", ++tap_count);
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    putchar('\n');
    tap_failed += !condition;
    return condition;
}

__attribute__((format(printf, 3, 4), unused)) static bool
is_str(struct str got, const char *expected, const char *format, ...)
{
    bool same = str_eq(got, str_of(expected));
    va_list args;

    printf("%s %d - ", same ? "ok" : "not ok", ++tap_count);
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    putchar('\n');
    if (!same)
        printf("# got      \"%.*s\"\n# expected \"%s\"\n", STR_ARG(got), expected);
    tap_failed += !same;
    return same;
}

__attribute__((unused)) static void skip(const char *name, const char *reason)
{
    printf("ok %d - %s # SKIP %s\n", ++tap_count, name, reason);
}

__attribute__((unused)) static int done(void)
{
    printf("1..%d\n", tap_count);
    return tap_failed ? 1 : 0;
}

#endif
