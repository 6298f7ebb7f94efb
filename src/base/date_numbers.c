/* SPDX-License-Identifier: MIT */
/* The numbers in dates: days, months, years, times and offsets. */
#include <string.h>

#include "base/date_scan.h"

enum { FIRST_COMPACT_YEAR = 1900, LAST_COMPACT_YEAR = 2199 }; /* of eight digits in a row */

bool date_scan_digits(struct date_scan *d, size_t min, size_t max, int *ret_value)
{
    size_t n = 0;
    int value = 0;

    while (n <= max && is_ascii_digit(date_scan_peek(d, n)))
        n++;
    if (n < min || n > max)
        return false;
    for (size_t i = 0; i < n; i++)
        value = value * 10 + (date_scan_peek(d, i) - '0');
    d->at += n;
    *ret_value = value;
    return true;
}

bool date_scan_offset(struct date_scan *d)
{
    bool is_west = date_scan_peek(d, 0) == '-';
    int hours, minutes = 0;

    if (!is_west && date_scan_peek(d, 0) != '+')
        return false;
    d->at++;
    if (date_scan_digits(d, 4, 4, &hours)) {
        minutes = hours % 100;
        hours /= 100;
    } else {
        if (!date_scan_digits(d, 1, 2, &hours))
            return false;
        if (date_scan_peek(d, 0) == ':') {
            d->at++;
            if (!date_scan_digits(d, 2, 2, &minutes))
                return false;
        }
    }
    if (hours > 23 || minutes > 59)
        return false;
    d->has_zone = d->has_offset = true;
    d->offset = (hours * 60 + minutes) * (is_west ? -1 : 1);
    return true;
}

/* The separator of numbers at the place, and the same one again after one or two digits. */
static bool take_separator(struct date_scan *d, char separator)
{
    if (date_scan_peek(d, 0) != separator || !is_ascii_digit(date_scan_peek(d, 1)))
        return false;
    d->at++;
    return true;
}

static bool is_separator(char c)
{
    return c == '-' || c == '/' || c == '.';
}

/* "2024-05-01", "2024/5/1", "2024.05", the year being taken. */
static bool scan_after_year(struct date_scan *d)
{
    char separator = date_scan_peek(d, 0);

    if (!is_separator(separator) || !take_separator(d, separator))
        return true;
    if (!date_scan_digits(d, 1, 2, &d->month) || !d->month)
        return false;
    if (!take_separator(d, separator))
        return true;
    return date_scan_digits(d, 1, 2, &d->day) && d->day;
}

/* "31.12.2024", "31/12/2024" and "12/31/2024": with '/' the month is first, as in JavaScript and
 * Go, unless it cannot be one. */
static bool scan_year_last(struct date_scan *d, int first)
{
    char separator = date_scan_peek(d, 0);
    int second, year;

    if (!take_separator(d, separator) || !date_scan_digits(d, 1, 2, &second) ||
        !take_separator(d, separator) || !date_scan_digits(d, 4, 4, &year))
        return false;
    d->year = year;
    d->month = separator == '/' && first <= 12 ? first : second;
    d->day = separator == '/' && first <= 12 ? second : first;
    if (separator == '-' && d->month > 12) {
        d->month = first;
        d->day = second;
    }
    return true;
}

/* "20240501" */
static bool scan_compact(struct date_scan *d)
{
    struct date_scan saved = *d;
    int value;

    if (date_scan_digits(d, 8, 8, &value)) {
        d->year = value / 10000;
        d->month = value / 100 % 100;
        d->day = value % 100;
        if (d->year >= FIRST_COMPACT_YEAR && d->year <= LAST_COMPACT_YEAR)
            return true;
    }
    *d = saved;
    return false;
}

/* Without digits behind: "st" "nd" "rd" "th" "er" "º" "ª" "." of an ordinal number. */
static void skip_ordinal(struct date_scan *d)
{
    static const char *const endings[] = {"st", "nd", "rd", "th", "er", "º", "ª", "°", "."};
    struct str rest = str_skip(d->s, d->at);

    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        struct str ending = str_of(endings[i]);

        if (str_starts_fold(rest, ending) &&
            (rest.n == ending.n || !is_ascii_alpha(rest.p[ending.n]))) {
            d->at += ending.n;
            return;
        }
    }
}

/* The signs behind numbers in East Asia: year, month, day. */
static char counter_at(struct date_scan *d)
{
    static const struct {
        const char *sign;
        char part;
    } counters[] = {{"年", 'y'}, {"년", 'y'}, {"月", 'm'}, {"월", 'm'},
                    {"日", 'd'}, {"일", 'd'}, {"号", 'd'}};

    for (size_t i = 0; i < sizeof counters / sizeof counters[0]; i++) {
        if (str_starts(str_skip(d->s, d->at), str_of(counters[i].sign))) {
            d->at += strlen(counters[i].sign);
            return counters[i].part;
        }
    }
    return '\0';
}

static bool set_once(int *part, int value)
{
    if (*part)
        return false;
    *part = value;
    return true;
}

/* A number that stands alone: a day, a year, or a part with its East Asian counter. */
static bool scan_lone_number(struct date_scan *d, int value, size_t digits)
{
    switch (counter_at(d)) {
    case 'y':
        return set_once(&d->year, value);
    case 'm':
        return set_once(&d->month, value);
    case 'd':
        return set_once(&d->day, value);
    default:
        break;
    }
    if (digits == 4) {
        if (d->year && d->year != value)
            d->time_is_broken = true; /* "2023-01-29 18:30:22 2022 -0800" */
        d->year = d->year ? d->year : value;
        return true;
    }
    skip_ordinal(d);
    return set_once(&d->day, value);
}

static void skip_fraction(struct date_scan *d)
{
    char c = date_scan_peek(d, 0);

    if ((c != '.' && c != ',') || !is_ascii_digit(date_scan_peek(d, 1)))
        return;
    d->at++;
    while (is_ascii_digit(date_scan_peek(d, 0)))
        d->at++;
}

/* "18:30", "0:00:00", "18:30:22.123"; the hour is taken. */
static bool scan_time(struct date_scan *d, int hour)
{
    int minute, second = 0;

    d->at++;
    if (!date_scan_digits(d, 1, 2, &minute))
        return false;
    if (date_scan_peek(d, 0) == ':') {
        d->at++;
        if (!date_scan_digits(d, 1, 2, &second))
            return false;
        skip_fraction(d);
    }
    if (d->hour >= 0 || hour > 23 || minute > 59 || second > 60)
        d->time_is_broken = true;
    d->hour = hour;
    d->minute = minute;
    d->second = second > 59 ? 59 : second; /* a leap second has no place in XML Schema */
    return true;
}

/* "7pm", "7 PM": an hour without minutes; date_scan_word() takes the rest. */
static bool is_hour_of_clock(const struct date_scan *d)
{
    size_t blank = date_scan_peek(d, 0) == ' ';
    char half = ascii_lower(date_scan_peek(d, blank));

    return d->day && d->hour < 0 && (half == 'a' || half == 'p') &&
           ascii_lower(date_scan_peek(d, blank + 1)) == 'm' &&
           !is_ascii_alpha(date_scan_peek(d, blank + 2));
}

/* "T103000", "T1030" and "T10", behind a full date. */
bool date_scan_compact_time(struct date_scan *d)
{
    int value;

    if (date_scan_digits(d, 6, 6, &value)) {
        d->second = value % 100;
        value /= 100;
    } else if (!date_scan_digits(d, 4, 4, &value)) {
        if (!date_scan_digits(d, 2, 2, &value))
            return false;
        value *= 100;
    }
    d->hour = value / 100;
    d->minute = value % 100;
    d->time_is_broken |= d->hour > 23 || d->minute > 59 || d->second > 59;
    return true;
}

bool date_scan_number(struct date_scan *d)
{
    size_t start = d->at;
    int value;

    if (!d->year && !d->month && scan_compact(d))
        return true;
    if (!date_scan_digits(d, 1, 4, &value))
        return false;
    if (date_scan_peek(d, 0) == ':' && d->at - start <= 2)
        return scan_time(d, value);
    if (value <= 12 && is_hour_of_clock(d)) {
        d->hour = value;
        return true;
    }
    if (d->at - start == 4 && !d->year) {
        if (counter_at(d))
            return set_once(&d->year, value);
        d->year = value;
        return d->month || scan_after_year(d);
    }
    if (!d->year && !d->month && is_separator(date_scan_peek(d, 0)) && d->at - start <= 2) {
        struct date_scan saved = *d;

        if (scan_year_last(d, value))
            return true;
        *d = saved;
    }
    return scan_lone_number(d, value, d->at - start);
}
