/* SPDX-License-Identifier: MIT */
/* Dates: what authors write, what is refused, arithmetic, and what readers see. */
#include "base/date.h"
#include "base/months.h"
#include "tap.h"

static struct arena arena;

static const struct {
    const char *written, *iso;
} parsed[] = {
    /* ISO 8601 and RFC 3339 */
    {"2024", "2024"},
    {"2024-05", "2024-05"},
    {"2024-05-01", "2024-05-01"},
    {"2024-5-1", "2024-05-01"},
    {"2024/05/01", "2024-05-01"},
    {"2013/7/13 20:46:25", "2013-07-13T20:46:25Z"},
    {"2024.05.01", "2024-05-01"},
    {"20240501", "2024-05-01"},
    {"20240501T103000Z", "2024-05-01T10:30:00Z"},
    {"20240501T1030+0200", "2024-05-01T10:30:00+02:00"},
    {"2023-10-15T13:18:50-07:00", "2023-10-15T13:18:50-07:00"},
    {"2023-10-15T13:18:50-0700", "2023-10-15T13:18:50-07:00"},
    {"2023-10-15T13:18:50Z", "2023-10-15T13:18:50Z"},
    {"2023-10-15t13:18:50z", "2023-10-15T13:18:50Z"},
    {"2023-10-15T13:18:50.123456+02:00", "2023-10-15T13:18:50+02:00"},
    {"2023-10-15T13:18", "2023-10-15T13:18:00Z"},
    {"2014-12-04T0:00:00-08:00", "2014-12-04T00:00:00-08:00"},
    {"2024-05-01T10:00:00+02:00[Europe/Berlin]", "2024-05-01T10:00:00+02:00"},
    {"2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"},
    {"  2024-05-01  ", "2024-05-01"},
    {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
    {"9999-12-31", "9999-12-31"},
    /* with a blank, as Jekyll and Hexo want it */
    {"2022-02-27 17:32:01 +0100", "2022-02-27T17:32:01+01:00"},
    {"2022-02-27 7:32:01", "2022-02-27T07:32:01Z"},
    {"2022-02-27 17:32:01 -4", "2022-02-27T17:32:01-04:00"},
    {"2022-02-27 17:32:01 +02:00", "2022-02-27T17:32:01+02:00"},
    {"2022-02-27 17:32 EST", "2022-02-27T17:32:00-05:00"},
    {"2022-02-27 17:32:01 UTC", "2022-02-27T17:32:01Z"},
    {"2022-02-27 17:32:01 +0000 UTC", "2022-02-27T17:32:01Z"},
    {"2022-02-27 17:32:01 Europe/Berlin", "2022-02-27T17:32:01Z"},
    {"2022-02-27 17:32:01 IST", "2022-02-27T17:32:01Z"},
    {"2022-02-27 5:32 PM", "2022-02-27T17:32:00Z"},
    {"2022-02-27 12:05am", "2022-02-27T00:05:00Z"},
    {"2022-02-27 12:05 p.m.", "2022-02-27T12:05:00Z"},
    {"2022-02-27 7pm", "2022-02-27T19:00:00Z"},
    {"2022-02-27, 17:32", "2022-02-27T17:32:00Z"},
    {"2020-08-02     21:00:00", "2020-08-02T21:00:00Z"},
    {"2024-05-01 +0800", "2024-05-01"},
    {"2023-01-29 18:30:22 2023 -0800", "2023-01-29T18:30:22-08:00"},
    {"2023-01-29 18:30:22 2022 -0800", "2023-01-29"},
    {"2024-05-01 25:61:00", "2024-05-01"},
    {"2024-05-01T24:00:00Z", "2024-05-01"},
    /* with words */
    {"23 June 2020", "2020-06-23"},
    {"18 Dec 2014", "2014-12-18"},
    {"Jul 08 2022", "2022-07-08"},
    {"June 3rd, 2020", "2020-06-03"},
    {"3rd of June 2020", "2020-06-03"},
    {"the 2nd June, 2020", "2020-06-02"},
    {"Sept. 3, 2020", "2020-09-03"},
    {"JUNE 1ST 2020", "2020-06-01"},
    {"May 2024", "2024-05"},
    {"02-Jan-2006", "2006-01-02"},
    {"2006-Jan-02", "2006-01-02"},
    {"2020 June 3", "2020-06-03"},
    {"Mon, 02 Jan 2006 15:04:05 -0700", "2006-01-02T15:04:05-07:00"},
    {"Mon, 02 Jan 2006 15:04:05 GMT", "2006-01-02T15:04:05Z"},
    {"Mon Jan 2 15:04:05 MST 2006", "2006-01-02T15:04:05-07:00"},
    {"Mon Jan  2 15:04:05 2006", "2006-01-02T15:04:05Z"},
    {"Tue Jan 02 2024 15:04:05 GMT+0100 (Central European Standard Time)",
     "2024-01-02T15:04:05+01:00"},
    {"Saturday, 4 May 2019 at 10:30 pm", "2019-05-04T22:30:00Z"},
    {"Date(2023, 1, 2)", "2023-01-02"},
    {"Date(2023,12)", "2023-12"},
    {"\"2024-05-01\"", "2024-05-01"},
    {"[[2024-05-01]]", "2024-05-01"},
    {"<2024-05-01 Wed 10:30>", "2024-05-01T10:30:00Z"},
    /* day or month first */
    {"31.12.2024", "2024-12-31"},
    {"1.2.2024", "2024-02-01"},
    {"31/12/2024", "2024-12-31"},
    {"12/31/2024", "2024-12-31"},
    {"31-12-2024", "2024-12-31"},
    {"12-31-2024", "2024-12-31"},
    /* other languages */
    {"1. Mai 2024", "2024-05-01"},
    {"1er août 2024", "2024-08-01"},
    {"14 févr. 2024", "2024-02-14"},
    {"3 de junio de 2020", "2020-06-03"},
    {"1 d’abril de 2024", "2024-04-01"},
    {"1 мая 2024 г.", "2024-05-01"},
    {"Май 2024", "2024-05"},
    {"12 marca 2021", "2021-03-12"},
    {"5 Ağustos 2021", "2021-08-05"},
    {"15 مايو 2021", "2021-05-15"},
    {"2024年5月1日", "2024-05-01"},
    {"2024年5月", "2024-05"},
    {"2024년 5월 1일", "2024-05-01"},
};

static const char *const refused[] = {
    "",
    " ",
    "yesterday",
    "Last Modified",
    "git Created",
    "true",
    "12",
    "May",
    "5 May",
    "June 31 2020",
    "2017-02-29",
    "2017-02-29T10:00:00Z",
    "2024-13-01",
    "2024-00-10",
    "2024-00",
    "2024-05-00",
    "0000-01-01",
    "2024-05-01 hello",
    "2024-05-01 10:00 UTC hello",
    "20241301",
    "123456",
    "10:30",
    "2024-05-01x",
    "1.2.3",
    "listopad 2020",
    "2024-05-01 2024-05-02 2024",
    "Date(2023, 2, 30)",
    "Date()",
    "Date(1,2,3,4)",
    "2024-05-01 10:00 +9900",
    "\xff\xfe",
};

static void test_parse(void)
{
    struct date d;

    for (size_t i = 0; i < sizeof parsed / sizeof parsed[0]; i++) {
        d = (struct date){0};
        date_parse(str_of(parsed[i].written), &d);
        is_str(date_iso(&arena, d), parsed[i].iso, "parses %s", parsed[i].written);
    }
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        ok(!date_parse(str_of(refused[i]), &d), "refuses number %zu", i);
}

static void test_option(void)
{
    static const struct {
        const char *written, *iso;
    } good[] = {{"2024", "2024"},
                {"2024-05", "2024-05"},
                {"2024-05-01", "2024-05-01"},
                {"2024-05-01T10:00:00Z", "2024-05-01T10:00:00Z"},
                {"2024-05-01T10:00:00.5+02:00", "2024-05-01T10:00:00+02:00"}};
    static const char *const bad[] = {
        "24",    "2024-5", "2024-13",  "2024-02-30", "2024-05-01T", "2024-05-01T10:00:00",
        "2024x", "",       "May 2024", "0000"};
    struct date d;

    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        d = (struct date){0};
        ok(date_parse_option(str_of(good[i].written), &d), "option %s", good[i].written);
        is_str(date_iso(&arena, d), good[i].iso, "option %s", good[i].written);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ok(!date_parse_option(str_of(bad[i]), &d), "no option: '%s'", bad[i]);
}

static void test_names(void)
{
    static const struct {
        const char *name, *iso, *rest;
    } names[] = {{"2024-05-01-hello-world", "2024-05-01", "hello-world"},
                 {"2024-05-01_x", "2024-05-01", "x"},
                 {"2024-05-01 x", "2024-05-01", "x"},
                 {"2024-05-01", "2024-05-01", ""},
                 {"2024-5-1-x", "2024-05-01", "x"},
                 {"2024-05-01-10-things", "2024-05-01", "10-things"},
                 {"2024-05-01-10-30-00-x", "2024-05-01T10:30:00Z", "x"},
                 {"2018-10-10T00:00:00Z-page", "2018-10-10T00:00:00Z", "page"},
                 {"2024-02-30-x", NULL, NULL},
                 {"2024-05-01x", NULL, NULL},
                 {"2024-05-011", NULL, NULL},
                 {"hello-2024-05-01", NULL, NULL},
                 {"2024-05", NULL, NULL}};
    static const struct {
        const char *path, *iso;
    } paths[] = {{"2024/02/19/slug", "2024-02-19"},
                 {"/blog/2024/02/19/slug.html", "2024-02-19"},
                 {"posts/2019/2020-03-04-x/index.md", "2020-03-04"},
                 {"posts/2019/03/x.md", "2019-03"},
                 {"posts/2019/13/x.md", NULL},
                 {"posts/2017/02/29/x.md", "2017-02"},
                 {"12345/06/07", NULL},
                 {"a/2019/01/b/2020/02/03/c", "2020-02-03"},
                 {"x2019/01/02", NULL},
                 {"thé2019-01-02", NULL},
                 {"thé-2019-01-02", "2019-01-02"},
                 {"日記2019-01-02", "2019-01-02"},
                 {"v/1234/05/06", NULL},
                 {"", NULL}};
    struct date d;
    struct str rest;

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        bool found = date_from_name(str_of(names[i].name), &d, &rest);

        if (ok(found == (names[i].iso != NULL), "name %s", names[i].name) && found) {
            is_str(date_iso(&arena, d), names[i].iso, "date of %s", names[i].name);
            is_str(rest, names[i].rest, "rest of %s", names[i].name);
        }
    }
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        bool found = date_from_path(str_of(paths[i].path), &d);

        if (ok(found == (paths[i].iso != NULL), "path %s", paths[i].path) && found)
            is_str(date_iso(&arena, d), paths[i].iso, "date of %s", paths[i].path);
    }
}

static struct date date_of(const char *written)
{
    struct date d = {0};

    date_parse(str_of(written), &d);
    return d;
}

/* Every day from 1 to 9999 has the number of the day before, plus one. */
static void test_calendar(void)
{
    long number = date_day_number(1, 1, 1);
    size_t wrong = 0;

    ok(date_day_number(1970, 1, 1) == 0, "days count from 1970");
    ok(date_day_number(2000, 3, 1) == 11017, "2000-03-01");
    for (int y = 1; y <= 9999; y++)
        for (int m = 1; m <= 12; m++)
            for (int d = 1; d <= date_days_in_month(y, m); d++)
                wrong += date_day_number(y, m, d) != number++;
    ok(wrong == 0, "day numbers have no gap");
    ok(date_is_valid(2000, 2, 29) && !date_is_valid(1900, 2, 29), "leap years");
    ok(!date_is_valid(0, 1, 1) && !date_is_valid(10000, 1, 1), "years");
    ok(!date_is_valid(2024, 13, 1) && date_days_in_month(2024, 0) == 0, "months");
}

static void test_utc(void)
{
    static const struct {
        const char *written, *stamp;
    } stamps[] = {{"2024-05-01", "2024-05-01T00:00:00Z"},
                  {"2024-05-01T01:00:00+02:00", "2024-04-30T23:00:00Z"},
                  {"2024-02-29T23:00:00-02:00", "2024-03-01T01:00:00Z"},
                  {"2023-12-31T23:30:00-01:00", "2024-01-01T00:30:00Z"},
                  {"2024-01-01T00:30:00+05:45", "2023-12-31T18:45:00Z"},
                  {"0001-01-01T00:00:00+02:00", "0001-01-01T22:00:00Z"},
                  {"9999-12-31T23:00:00-02:00", "9999-12-31T01:00:00Z"}};

    for (size_t i = 0; i < sizeof stamps / sizeof stamps[0]; i++)
        is_str(date_stamp(&arena, date_of(stamps[i].written)), stamps[i].stamp, "UTC of %s",
               stamps[i].written);
    is_str(date_stamp(&arena, date_plus(date_of("2024-02-28"), 2 * 86400UL + 3661)),
           "2024-03-01T01:01:01Z", "seconds later");
    is_str(date_stamp(&arena, date_plus(date_of("2023-12-31T23:59:59+01:00"), 3601)),
           "2024-01-01T00:00:00Z", "in the next year");
    is_str(date_stamp(&arena, date_plus(date_of("9999-12-31T23:59:59Z"), 2)),
           "9999-12-31T00:00:01Z", "no day after the last");
}

static void test_order(void)
{
    struct date none = {0};

    ok(date_cmp(date_of("2024"), date_of("2024-01-01")) == 0, "a year is its first day");
    ok(date_cmp(date_of("2024-05-01T10:00:00+09:00"), date_of("2024-05-01T11:00:00Z")) < 0,
       "what was written counts, not the instant");
    ok(date_cmp(date_of("2024-05-01T10:00:01Z"), date_of("2024-05-01")) > 0, "seconds count");
    ok(date_within(date_of("2024-12-31T23:59:59Z"), none, date_of("2024")), "until a year");
    ok(!date_within(date_of("2025-01-01"), none, date_of("2024")), "after that year");
    ok(date_within(date_of("2024-05-31T10:00:00Z"), date_of("2024-05"), date_of("2024-05")),
       "a month is all of its days");
    ok(!date_within(date_of("2024-04-30"), date_of("2024-05"), none), "before the month");
    ok(date_within(date_of("2024-05-01T10:00:00Z"), none, date_of("2024-05-01")), "a whole day");
    ok(date_within(date_of("2024"), date_of("2024-01-01"), none), "a coarse date");
    ok(date_within(date_of("1999"), none, none), "no bounds");
    ok(!date_within(date_of("2024-05-01T10:00:01Z"), none, date_of("2024-05-01T10:00:00Z")),
       "an instant bounds to the second");
}

static void test_display(void)
{
    static const struct {
        const char *language, *day, *month;
    } rows[] = {{"en", "1 May 2024", "May 2024"},
                {"en-US", "May 1, 2024", "May 2024"},
                {"en_GB", "1 May 2024", "May 2024"},
                {"de", "1. Mai 2024", "Mai 2024"},
                {"fr-CA", "1er mai 2024", "mai 2024"},
                {"es", "1 de mayo de 2024", "mayo de 2024"},
                {"pt-BR", "1 de maio de 2024", "maio de 2024"},
                {"ca", "1 de maig de 2024", "maig de 2024"},
                {"pl", "1 maja 2024", "maj 2024"},
                {"cs", "1. května 2024", "květen 2024"},
                {"fi", "1. toukokuuta 2024", "toukokuu 2024"},
                {"hu", "2024. május 1.", "2024. május"},
                {"ru-RU", "1 мая 2024 г.", "май 2024 г."},
                {"uk", "1 травня 2024 р.", "травень 2024 р."},
                {"el", "1 Μαΐου 2024", "Μάιος 2024"},
                {"lt", "2024 m. gegužės 1 d.", "2024 m. gegužė"},
                {"ar", "1 مايو 2024", "مايو 2024"},
                {"fa", "۱ مهٔ ۲۰۲۴", "مهٔ ۲۰۲۴"},
                {"he", "1 במאי 2024", "מאי 2024"},
                {"hi", "1 मई 2024", "मई 2024"},
                {"zh-Hans-CN", "2024年5月1日", "2024年5月"},
                {"zh-TW", "2024年5月1日", "2024年5月"},
                {"ja", "2024年5月1日", "2024年5月"},
                {"ko", "2024년 5월 1일", "2024년 5월"},
                {"vi", "1 tháng 5, 2024", "tháng 5 năm 2024"},
                {"tlh", "1 May 2024", "May 2024"},
                {"", "1 May 2024", "May 2024"}};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct str l = str_of(rows[i].language);

        is_str(date_display(&arena, date_of("2024-05-01T10:00:00Z"), l), rows[i].day, "day in %s",
               rows[i].language);
        is_str(date_display_month(&arena, 2024, 5, l), rows[i].month, "month in %s",
               rows[i].language);
    }
    is_str(date_display(&arena, date_of("2024-05"), STR("ru")), "май 2024 г.", "a month alone");
    is_str(date_display(&arena, date_of("2024"), STR("de")), "2024", "a year alone");
    ok(date_display(&arena, (struct date){0}, STR("en")).n == 0, "no date");
}

/* Whatever language writes a date, the parser reads the same month out of its name. */
static void test_round_trip(void)
{
    for (size_t i = 0; i < month_language_count(); i++) {
        const struct month_language *l = month_language_at(i);
        size_t names = 0, wrong = 0;

        for (int month = 1; month <= 12 && l->in_date.n; month++) {
            struct str name = month_name(l->in_date, month);
            int found = month_of_word(name, false);

            names += name.n > 0;
            wrong += found != 0 && found != month;
        }
        ok(!l->in_date.n || names == 12, "%s has twelve names", l->tag.p);
        ok(!l->alone.n || month_name(l->alone, 12).n, "%s has twelve names alone", l->tag.p);
        ok(month_name(l->in_date, 13).n == 0, "%s has no thirteenth", l->tag.p);
        ok(wrong == 0, "names of %s are understood", l->tag.p);
    }
}

int main(void)
{
    test_parse();
    test_option();
    test_names();
    test_calendar();
    test_utc();
    test_order();
    test_display();
    test_round_trip();
    arena_done(&arena);
    return done();
}
