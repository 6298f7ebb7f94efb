/* SPDX-License-Identifier: MIT */
/* Calendar dates as authors write them, never shifted by a time zone.
 *
 * A date is what stands in the text: the year, month, day and time that the author wrote, with
 * the offset from UTC if one was given. Two dates compare by what was written; the offset only
 * serves to print an instant. Proleptic Gregorian calendar, years 1 to 9999. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum date_precision { DATE_NONE, DATE_YEAR, DATE_MONTH, DATE_DAY, DATE_TIME };

struct date {
    int16_t year;
    uint8_t month, day;           /* from 1; 1 where the precision is coarser */
    uint8_t hour, minute, second; /* 0 where unknown */
    bool has_offset;
    int16_t offset;    /* minutes east of UTC */
    uint8_t precision; /* enum date_precision; DATE_NONE: no date */
};

static inline bool date_is_set(struct date d)
{
    return d.precision != DATE_NONE;
}

/* Parses any form that blogs use (conventions: ISO 8601 and RFC 3339 with or without zone,
 * unpadded parts, 'T' or blank, '/' or '.', "23 June 2020", "Jul 08 2022", "June 3rd, 2020",
 * RFC 2822, "Date(2023, 1, 2)", seconds with fraction, offsets "-4", "-0700", "+02:00", "Z",
 * "UTC", "EST"). The whole of S must be a date; an impossible date (2017-02-29) is false. */
bool date_parse(struct str s, struct date *ret_date);

/* The command line's form: YYYY, YYYY-MM, YYYY-MM-DD or RFC 3339. */
bool date_parse_option(struct str s, struct date *ret_date);

/* A date at the front of a file name: "2024-05-01-x", "2024-05-01_x", "2024-05-01". *RET_REST
 * is what follows, without the separator. */
bool date_from_name(struct str name, struct date *ret_date, struct str *ret_rest);

/* YYYY/MM/DD, YYYY-MM-DD or YYYY/MM anywhere in a path or URL, the last one that is valid. */
bool date_from_path(struct str path, struct date *ret_date);

bool date_is_valid(int year, int month, int day);
int date_days_in_month(int year, int month);

/* By what was written; a coarser date sorts as its first day. */
int date_cmp(struct date a, struct date b);

/* Whether D lies within [SINCE, UNTIL], each at its own precision; an unset bound is open. */
bool date_within(struct date d, struct date since, struct date until);

/* D without its time of day. */
struct date date_day(struct date d);

/* The same instant in UTC (offset 0 when none was given), for dcterms:modified. */
struct date date_to_utc(struct date d);

/* SECONDS after D, in UTC. Nothing comes after the year 9999. */
struct date date_plus(struct date d, unsigned long seconds);

/* "2024-05-01", or "2024-05-01T10:00:00Z" / "+02:00" where a time is known. */
struct str date_iso(struct arena *a, struct date d);

/* "CCYY-MM-DDThh:mm:ssZ" as EPUB 3.3 wants dcterms:modified. */
struct str date_stamp(struct arena *a, struct date d);

/* For people, in LANGUAGE (BCP 47; English where unknown): "1 May 2024", "2024年5月1日". */
struct str date_display(struct arena *a, struct date d, struct str language);

/* "May 2024" in LANGUAGE. */
struct str date_display_month(struct arena *a, int year, int month, struct str language);

/* NUMBER in the digits of LANGUAGE, as its dates have them. */
struct str number_display(struct arena *a, unsigned long number, struct str language);

/* Days since 1970-01-01. */
long date_day_number(int year, int month, int day);

#endif
