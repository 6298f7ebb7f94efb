/* SPDX-License-Identifier: MIT */
/* A date being read: what date_parse.c, date_numbers.c and date_words.c share. */
#ifndef BASE_DATE_SCAN_H
#define BASE_DATE_SCAN_H

#include "base/date.h"

/* The parts found so far; 0 (or -1 where 0 means something) is "not seen". */
struct date_scan {
    struct str s;
    size_t at;
    int year, month, day;
    int hour, minute, second; /* hour -1: no time */
    int offset;               /* minutes */
    bool has_zone, has_offset;
    bool time_is_broken; /* the day stands, the time does not */
};

/* The byte AHEAD of the place, '\0' past the end. */
static inline char date_scan_peek(const struct date_scan *d, size_t ahead)
{
    if (d->at + ahead >= d->s.n)
        return '\0';
    return d->s.p[d->at + ahead];
}

/* Takes from MIN to MAX digits that no further digit follows. Nothing is taken on failure. */
bool date_scan_digits(struct date_scan *d, size_t min, size_t max, int *ret_value);

/* "+0100", "-4", "+05:30" or "Z", at the place. */
bool date_scan_offset(struct date_scan *d);

/* A number at the place, with the separators, colons or counters that make it a date or a time. */
bool date_scan_number(struct date_scan *d);

/* "103000", "1030" or "10": a time, behind the 'T' of ISO 8601. */
bool date_scan_compact_time(struct date_scan *d);

/* One word at the place: a month, a weekday, am or pm, a zone, or a word that only links. */
bool date_scan_word(struct date_scan *d);

#endif
