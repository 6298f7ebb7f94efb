/* SPDX-License-Identifier: MIT */
/* Fuzz target: dates. Whatever is read is a day of the calendar, is read again from its ISO form,
 * and can be shown in every language. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/months.h"
#include "base/utf8.h"

static void fail(const char *what)
{
    (void)fprintf(stderr, "%s\n", what);
    abort();
}

#define CHECK(condition) ((condition) ? (void)0 : fail(#condition))

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_date(struct arena *a, struct date d)
{
    struct str iso = date_iso(a, d), stamp = date_stamp(a, d);
    struct date again;

    CHECK(date_is_set(d) && date_is_valid(d.year, d.month, d.day));
    CHECK(d.hour < 24 && d.minute < 60 && d.second < 60);
    CHECK(d.offset > -1440 && d.offset < 1440);
    CHECK(date_parse(iso, &again) && date_cmp(d, again) == 0 && again.precision == d.precision);
    CHECK(date_parse_option(stamp, &again) && again.precision == DATE_TIME);
    CHECK(date_within(d, d, d));
    for (size_t i = 0; i < month_language_count(); i++) {
        struct str shown = date_display(a, d, month_language_at(i)->tag);

        CHECK(shown.n && utf8_valid_prefix(shown) == shown.n);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct str text = arena_str(&a, (struct str){(const char *)data, size}), rest;
    struct date d;

    if (date_parse(text, &d))
        check_date(&a, d);
    if (date_parse_option(text, &d))
        check_date(&a, d);
    if (date_from_path(text, &d))
        check_date(&a, d);
    if (date_from_name(text, &d, &rest)) {
        check_date(&a, d);
        CHECK(rest.n <= text.n);
    }
    arena_done(&a);
    return 0;
}
