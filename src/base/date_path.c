/* SPDX-License-Identifier: MIT */
/* Dates in file names, paths, URLs and on the command line. */
#include "base/date.h"
#include "base/utf8.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2199 }; /* what four digits in a path may mean */

struct cursor {
    struct str s;
    size_t at;
};

static bool take_byte(struct cursor *c, char byte)
{
    if (c->at >= c->s.n || c->s.p[c->at] != byte)
        return false;
    c->at++;
    return true;
}

static bool take_digits(struct cursor *c, size_t min, size_t max, int *ret_value)
{
    size_t n = 0;
    int value = 0;

    for (; n <= max && c->at + n < c->s.n && is_ascii_digit(c->s.p[c->at + n]); n++)
        value = value * 10 + (c->s.p[c->at + n] - '0');
    if (n < min || n > max)
        return false;
    c->at += n;
    *ret_value = value;
    return true;
}

/* "HH<separator>MM<separator>SS" */
static bool take_time(struct cursor *c, char separator, struct date *d)
{
    struct cursor saved = *c;
    int hour, minute, second;

    if (!take_digits(c, 2, 2, &hour) || !take_byte(c, separator) ||
        !take_digits(c, 2, 2, &minute) || !take_byte(c, separator) ||
        !take_digits(c, 2, 2, &second) || hour > 23 || minute > 59 || second > 60) {
        *c = saved;
        return false;
    }
    d->hour = (uint8_t)hour;
    d->minute = (uint8_t)minute;
    d->second = (uint8_t)(second > 59 ? 59 : second);
    d->precision = DATE_TIME;
    return true;
}

/* "Z" or "+hh:mm" of RFC 3339. */
static bool take_offset(struct cursor *c, struct date *d)
{
    bool is_west = c->at < c->s.n && c->s.p[c->at] == '-';
    struct cursor saved = *c;
    int hours, minutes;

    d->has_offset = true;
    if (take_byte(c, 'Z') || take_byte(c, 'z'))
        return true;
    if ((take_byte(c, '+') || take_byte(c, '-')) && take_digits(c, 2, 2, &hours) &&
        take_byte(c, ':') && take_digits(c, 2, 2, &minutes) && hours < 24 && minutes < 60) {
        d->offset = (int16_t)((hours * 60 + minutes) * (is_west ? -1 : 1));
        return true;
    }
    d->has_offset = false;
    *c = saved;
    return false;
}

static void skip_fraction(struct cursor *c)
{
    if (c->at + 1 >= c->s.n || c->s.p[c->at] != '.' || !is_ascii_digit(c->s.p[c->at + 1]))
        return;
    c->at++;
    while (c->at < c->s.n && is_ascii_digit(c->s.p[c->at]))
        c->at++;
}

/* Year, month and day with SEPARATOR between them, month and day of MIN to two digits. */
static bool take_day(struct cursor *c, char separator, size_t min, struct date *d)
{
    struct cursor saved = *c;
    int year, month, day;

    if (!take_digits(c, 4, 4, &year) || !take_byte(c, separator) ||
        !take_digits(c, min, 2, &month) || !take_byte(c, separator) ||
        !take_digits(c, min, 2, &day) || !date_is_valid(year, month, day)) {
        *c = saved;
        return false;
    }
    *d = (struct date){
        .year = (int16_t)year, .month = (uint8_t)month, .day = (uint8_t)day, .precision = DATE_DAY};
    return true;
}

static bool take_month(struct cursor *c, char separator, struct date *d)
{
    struct cursor saved = *c;
    int year, month;

    if (!take_digits(c, 4, 4, &year) || !take_byte(c, separator) || !take_digits(c, 2, 2, &month) ||
        !date_is_valid(year, month, 1)) {
        *c = saved;
        return false;
    }
    *d = (struct date){
        .year = (int16_t)year, .month = (uint8_t)month, .day = 1, .precision = DATE_MONTH};
    return true;
}

bool date_parse_option(struct str s, struct date *ret_date)
{
    struct cursor c = {s, 0};
    struct date d = {0};
    int year;

    if (take_day(&c, '-', 2, &d)) {
        if (take_byte(&c, 'T') || take_byte(&c, 't') || take_byte(&c, ' ')) {
            if (!take_time(&c, ':', &d))
                return false;
            skip_fraction(&c);
            if (!take_offset(&c, &d))
                return false;
        }
    } else if (!take_month(&c, '-', &d)) {
        if (!take_digits(&c, 4, 4, &year) || !date_is_valid(year, 1, 1))
            return false;
        d = (struct date){.year = (int16_t)year, .month = 1, .day = 1, .precision = DATE_YEAR};
    }
    if (c.at != s.n)
        return false;
    *ret_date = d;
    return true;
}

/* "T10:00:00Z" (Zola) or "-10-30-00" (Hugo) behind the day. */
static void take_name_time(struct cursor *c, struct date *d)
{
    struct cursor saved = *c;
    struct date day = *d;

    if (take_byte(c, 'T') && take_time(c, ':', d)) {
        skip_fraction(c);
        take_offset(c, d);
        return;
    }
    *c = saved;
    if (take_byte(c, '-') && take_time(c, '-', d) &&
        (c->at == c->s.n || c->s.p[c->at] == '-' || c->s.p[c->at] == '_'))
        return;
    *c = saved;
    *d = day;
}

bool date_from_name(struct str name, struct date *ret_date, struct str *ret_rest)
{
    struct cursor c = {name, 0};
    struct date d;

    if (!take_day(&c, '-', 1, &d))
        return false;
    take_name_time(&c, &d);
    if (c.at < name.n && !take_byte(&c, '-') && !take_byte(&c, '_') && !take_byte(&c, ' '))
        return false;
    *ret_date = d;
    *ret_rest = str_skip(name, c.at);
    return true;
}

/* Nothing alphanumeric may touch the date, but that a name can follow "2024-05-01". */
static bool ends_well(const struct cursor *c, bool is_whole_segment)
{
    char next;

    if (c->at >= c->s.n)
        return true;
    next = c->s.p[c->at];
    return is_whole_segment ? next == '/' || next == '.' || next == '?' || next == '#'
                            : !is_ascii_digit(next);
}

static bool date_at(struct str path, size_t at, struct date *ret_date, size_t *ret_end)
{
    struct cursor c = {path, at}, d = {path, at}, m = {path, at};
    bool found = true;

    if (take_day(&c, '/', 1, ret_date) && ends_well(&c, true))
        *ret_end = c.at;
    else if (take_day(&d, '-', 2, ret_date) && ends_well(&d, false))
        *ret_end = d.at;
    else if (take_month(&m, '/', ret_date) && ends_well(&m, true))
        *ret_end = m.at;
    else
        found = false;
    return found && ret_date->year >= FIRST_YEAR && ret_date->year <= LAST_YEAR;
}

/* A digit or a letter of a script that parts its words stands before AT: what is there belongs to
 * it. Chinese and Japanese words may have a date behind them. */
static bool is_inside_word(struct str path, size_t at)
{
    size_t from = at;
    uint32_t c;

    if (at == 0)
        return false;
    do
        from--;
    while (from > 0 && at - from < 4 && ((unsigned char)path.p[from] & 0xC0) == 0x80);
    return utf8_decode(path, from, &c) == at - from && utf8_is_word(c) && utf8_width(c) == 1;
}

bool date_from_path(struct str path, struct date *ret_date)
{
    bool found = false;

    for (size_t i = 0; i < path.n; i++) {
        struct date d;
        size_t end;

        if (!is_ascii_digit(path.p[i]) || is_inside_word(path, i))
            continue;
        if (date_at(path, i, &d, &end)) {
            *ret_date = d;
            found = true;
            i = end - 1;
        }
    }
    return found;
}
