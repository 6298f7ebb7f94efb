/* SPDX-License-Identifier: MIT */
/* Names of months and patterns of dates, one row per language (base/months.def). */
#ifndef BASE_MONTHS_H
#define BASE_MONTHS_H

#include <stddef.h>

#include "base/str.h"

struct month_language {
    struct str tag;            /* BCP 47, lower case */
    const char *day, *month;   /* patterns; months.def says what stands in them */
    struct str in_date, alone; /* twelve names, '|' between them; empty: none, or the same */
};

size_t month_language_count(void);
const struct month_language *month_language_at(size_t i);

/* Name number MONTH (from 1) of NAMES. */
struct str month_name(struct str names, int month);

/* The month that WORD names in any of the languages, full or (in English, from three letters,
 * elsewhere with a '.' behind it) cut short; letter case does not matter. 0: none, or words
 * that mean different months in different languages. WORD comes without the '.'. */
int month_of_word(struct str word, bool has_dot);

#endif
