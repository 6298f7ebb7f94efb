/* SPDX-License-Identifier: MIT */
/* Calendar arithmetic, comparison and the ISO forms of dates. */
#include "base/date.h"

enum { MINUTES_PER_DAY = 24 * 60, SECONDS_PER_DAY = 60 * MINUTES_PER_DAY };

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int date_days_in_month(int year, int month)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    if (month < 1 || month > 12)
        return 0;
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool date_is_valid(int year, int month, int day)
{
    return year >= 1 && year <= 9999 && day >= 1 && day <= date_days_in_month(year, month);
}

/* The year is taken to begin in March, so that the leap day comes last. */
long date_day_number(int year, int month, int day)
{
    long y = month > 2 ? year : year - 1L;
    long m = month > 2 ? month - 3L : month + 9L;

    return y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day - 719469;
}

/* One chain of numbers that orders dates; longer than any time of day. */
static int64_t order_of(struct date d)
{
    int64_t day = ((int64_t)d.year * 16 + d.month) * 32 + d.day;

    return ((day * 32 + d.hour) * 64 + d.minute) * 64 + d.second;
}

int date_cmp(struct date a, struct date b)
{
    int64_t x = order_of(a), y = order_of(b);

    return x < y ? -1 : x > y;
}

/* -1, 0, 1 as D lies before, in or after the year, month, day or second that BOUND names. A date
 * coarser than the bound counts as its first day. */
static int cmp_at_precision(struct date d, struct date bound)
{
    struct date whole = {.year = bound.year, .month = 1, .day = 1};

    if (bound.precision == DATE_TIME)
        return date_cmp(d, bound);
    d.hour = d.minute = d.second = 0;
    if (bound.precision >= DATE_MONTH)
        whole.month = bound.month;
    else
        d.month = 1;
    if (bound.precision >= DATE_DAY)
        whole.day = bound.day;
    else
        d.day = 1;
    return date_cmp(d, whole);
}

bool date_within(struct date d, struct date since, struct date until)
{
    if (date_is_set(since) && cmp_at_precision(d, since) < 0)
        return false;
    return !date_is_set(until) || cmp_at_precision(d, until) <= 0;
}

static void next_day(struct date *d)
{
    if (++d->day <= date_days_in_month(d->year, d->month))
        return;
    d->day = 1;
    if (++d->month > 12) {
        d->month = 1;
        d->year++;
    }
}

static void previous_day(struct date *d)
{
    if (--d->day > 0)
        return;
    if (--d->month == 0) {
        d->month = 12;
        d->year--;
    }
    d->day = (uint8_t)date_days_in_month(d->year, d->month);
}

struct date date_to_utc(struct date d)
{
    int minutes = d.hour * 60 + d.minute - (d.has_offset ? d.offset : 0);

    if (!date_is_set(d))
        return d;
    /* an instant before the year 1 or after 9999 has no notation; it keeps its day */
    if (minutes < 0) {
        if (date_day_number(d.year, d.month, d.day) > date_day_number(1, 1, 1))
            previous_day(&d);
        minutes += MINUTES_PER_DAY;
    } else if (minutes >= MINUTES_PER_DAY) {
        if (date_day_number(d.year, d.month, d.day) < date_day_number(9999, 12, 31))
            next_day(&d);
        minutes -= MINUTES_PER_DAY;
    }
    d.hour = (uint8_t)(minutes / 60);
    d.minute = (uint8_t)(minutes % 60);
    d.has_offset = true;
    d.offset = 0;
    return d;
}

struct date date_plus(struct date d, unsigned long seconds)
{
    unsigned long at;

    d = date_to_utc(d);
    at = d.hour * 3600UL + d.minute * 60UL + d.second + seconds;
    for (; at >= SECONDS_PER_DAY; at -= SECONDS_PER_DAY)
        if (date_day_number(d.year, d.month, d.day) < date_day_number(9999, 12, 31))
            next_day(&d);
    d.hour = (uint8_t)(at / 3600);
    d.minute = (uint8_t)(at / 60 % 60);
    d.second = (uint8_t)(at % 60);
    d.precision = DATE_TIME;
    return d;
}

struct str date_iso(struct arena *a, struct date d)
{
    int offset = d.offset < 0 ? -d.offset : d.offset;

    switch (d.precision) {
    case DATE_NONE:
        return STR_NONE;
    case DATE_YEAR:
        return arena_printf(a, "%04d", d.year);
    case DATE_MONTH:
        return arena_printf(a, "%04d-%02d", d.year, d.month);
    case DATE_DAY:
        return arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
    default:
        break;
    }
    if (!d.has_offset || d.offset == 0)
        return date_stamp(a, d);
    return arena_printf(a, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", d.year, d.month, d.day,
                        d.hour, d.minute, d.second, d.offset < 0 ? '-' : '+', offset / 60,
                        offset % 60);
}

struct str date_stamp(struct arena *a, struct date d)
{
    d = date_to_utc(d);
    return arena_printf(a, "%04d-%02d-%02dT%02d:%02d:%02dZ", d.year, d.month, d.day, d.hour,
                        d.minute, d.second);
}

struct date date_day(struct date d)
{
    if (d.precision == DATE_TIME)
        d = (struct date){.year = d.year, .month = d.month, .day = d.day, .precision = DATE_DAY};
    return d;
}
