/* SPDX-License-Identifier: MIT */
/* Reads a date in any of the forms that blogs use. */
#include <string.h>

#include "base/date_scan.h"

enum { LONGEST = 120 }; /* bytes that a date may have */

/* The 'T' of ISO 8601 (or '_') between a day and its time. */
static bool scan_time_mark(struct date_scan *d)
{
    char c = ascii_lower(date_scan_peek(d, 0));

    if (!d->day || d->hour >= 0 || (c != 't' && c != '_') || !is_ascii_digit(date_scan_peek(d, 1)))
        return false;
    d->at++;
    if (date_scan_peek(d, 1) == ':' || date_scan_peek(d, 2) == ':')
        return date_scan_number(d);
    return date_scan_compact_time(d);
}

/* "(Central European Time)" and "[Europe/Berlin]" name a zone for people. */
static bool skip_comment(struct date_scan *d)
{
    char close = date_scan_peek(d, 0) == '(' ? ')' : ']';
    size_t end = str_find_byte(d->s, close, d->at);

    if (end == STR_NPOS || !(d->day || d->month))
        return false;
    d->at = end + 1;
    return true;
}

static bool scan_part(struct date_scan *d)
{
    char c = date_scan_peek(d, 0);

    if (scan_time_mark(d))
        return true;
    if (is_ascii_digit(c))
        return date_scan_number(d);
    if (c == '(' || c == '[')
        return skip_comment(d);
    if (c == '+' || (c == '-' && d->day && d->year))
        return !d->has_offset && date_scan_offset(d);
    if ((c == 'Z' || c == 'z') && !is_ascii_alpha(date_scan_peek(d, 1))) {
        d->at++;
        d->has_zone = d->has_offset = true;
        d->offset = 0;
        return true;
    }
    return date_scan_word(d);
}

/* Blanks, commas and apostrophes, and the hyphens of "02-Jan-2006". */
static void skip_between(struct date_scan *d)
{
    static const char *const marks[] = {"،", "’", "'", ","};

    for (;;) {
        struct str rest = str_skip(d->s, d->at);
        size_t n = 0;

        if (rest.n &&
            (is_ascii_space(rest.p[0]) || (rest.p[0] == '-' && d->at > 0 && !(d->year && d->day))))
            n = 1;
        for (size_t i = 0; !n && i < sizeof marks / sizeof marks[0]; i++)
            if (str_starts(rest, str_of(marks[i])))
                n = strlen(marks[i]);
        if (!n)
            return;
        d->at += n;
    }
}

static bool finish(const struct date_scan *d, struct date *ret_date)
{
    bool has_time = d->hour >= 0 && !d->time_is_broken;
    struct date r = {.year = (int16_t)d->year, .month = 1, .day = 1};

    if (!d->year || (d->day && !d->month))
        return false;
    if (!date_is_valid(d->year, d->month ? d->month : 1, d->day ? d->day : 1))
        return false;
    r.precision = d->day ? DATE_DAY : d->month ? DATE_MONTH : DATE_YEAR;
    if (d->month)
        r.month = (uint8_t)d->month;
    if (d->day)
        r.day = (uint8_t)d->day;
    if ((d->hour >= 0 || d->has_zone) && !d->day)
        return false;
    if (has_time) {
        r.precision = DATE_TIME;
        r.hour = (uint8_t)d->hour;
        r.minute = (uint8_t)d->minute;
        r.second = (uint8_t)d->second;
        r.has_offset = d->has_offset;
        r.offset = (int16_t)d->offset;
    }
    *ret_date = r;
    return true;
}

/* What wraps a date: quotes, "[[2024-05-01]]", "<2024-05-01 Wed>". */
static struct str unwrap(struct str s)
{
    static const char *const pairs[] = {"\"\"", "''", "[]", "<>"};

    s = str_trim(s);
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        while (s.n >= 2 && s.p[0] == pairs[i][0] && s.p[s.n - 1] == pairs[i][1])
            s = str_trim(str_chop(str_skip(s, 1), 1));
    }
    return s;
}

/* "Date(2023, 1, 2)", as Julia writes it. */
static bool parse_call(struct str s, struct date *ret_date)
{
    struct date_scan d = {.hour = -1};
    struct str part;
    unsigned long v[3];
    size_t n = 0;

    s = str_chop(str_skip(s, 5), 1);
    while (str_split(&s, ',', &part))
        if (n == 3 || !str_to_uint(str_trim(part), 9999, &v[n++]))
            return false;
    if (n == 0)
        return false;
    d.year = (int)v[0];
    d.month = n > 1 ? (int)v[1] : 0;
    d.day = n > 2 ? (int)v[2] : 0;
    return finish(&d, ret_date);
}

bool date_parse(struct str s, struct date *ret_date)
{
    struct date_scan d = {.hour = -1};

    s = unwrap(s);
    if (!s.n || s.n > LONGEST)
        return false;
    if (str_starts_fold(s, STR("date(")) && s.p[s.n - 1] == ')')
        return parse_call(s, ret_date);
    d.s = s;
    for (skip_between(&d); d.at < d.s.n; skip_between(&d))
        if (!scan_part(&d))
            return false;
    return finish(&d, ret_date);
}
