/* SPDX-License-Identifier: MIT */
/* The words in dates: months, weekdays, time zones, and those that only link. */
#include <string.h>

#include "base/date_scan.h"
#include "base/months.h"
#include "base/utf8.h"

enum { ENGLISH = 0 }; /* its row in months.def */

/* Abbreviations with one meaning; "IST", "BST" and others with several give no offset. */
static const struct zone {
    const char *name;
    short minutes;
} zones[] = {
    {"UTC", 0},    {"GMT", 0},    {"UT", 0},     {"WET", 0},    {"CET", 60},   {"CEST", 120},
    {"MEZ", 60},   {"MESZ", 120}, {"EET", 120},  {"EEST", 180}, {"MSK", 180},  {"EST", -300},
    {"EDT", -240}, {"CST", -360}, {"CDT", -300}, {"MST", -420}, {"MDT", -360}, {"PST", -480},
    {"PDT", -420}, {"JST", 540},  {"KST", 540},  {"HKT", 480},  {"SGT", 480},  {"AEST", 600},
    {"AEDT", 660}, {"ACST", 570}, {"AWST", 480}, {"NZST", 720}, {"NZDT", 780},
};

/* Letters compared without case; both are UTF-8. */
static bool starts_without_case(struct str s, struct str prefix)
{
    size_t i = 0, j = 0;

    while (j < prefix.n) {
        uint32_t a, b;
        size_t m = utf8_decode(s, i, &a), n = utf8_decode(prefix, j, &b);

        if (!m || !n || utf8_lower(a) != utf8_lower(b))
            return false;
        i += m;
        j += n;
    }
    return true;
}

static int month_of_names(struct str word, struct str names, bool may_be_short)
{
    for (int month = 1; month <= 12; month++) {
        struct str name = month_name(names, month);

        if (starts_without_case(name, word) &&
            (may_be_short || utf8_count(word) == utf8_count(name)))
            return month;
    }
    return 0;
}

static int month_in_language(struct str word, const struct month_language *l, bool may_be_short)
{
    int month = month_of_names(word, l->in_date, may_be_short);

    return month ? month : month_of_names(word, l->alone, may_be_short);
}

int month_of_word(struct str word, bool has_dot)
{
    bool may_be_short = utf8_count(word) >= 3;
    int found = month_in_language(word, month_language_at(ENGLISH), may_be_short);

    if (found)
        return found;
    for (size_t i = 0; i < month_language_count(); i++) {
        int month = month_in_language(word, month_language_at(i), may_be_short && has_dot);

        if (found && month && month != found)
            return 0; /* "listopad": November in Polish, October in Croatian */
        found = month ? month : found;
    }
    return found;
}

static bool is_weekday(struct str word)
{
    static const char *const names[] = {"monday", "tuesday",  "wednesday", "thursday",
                                        "friday", "saturday", "sunday"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (word.n >= 3 && str_starts_fold(str_of(names[i]), word))
            return true;
    return false;
}

/* Words without a meaning of their own: "3rd of June", "3 de junio", "1 мая 2024 г.". */
static bool is_filler(struct str word)
{
    static const char *const words[] = {"of", "the", "at", "on", "de",  "del", "den",
                                        "le", "d",   "r",  "г",  "год", "р",   "года"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (str_eq_fold(word, str_of(words[i])))
            return true;
    return false;
}

static bool take_am_pm(struct date_scan *d, struct str word)
{
    bool is_pm = str_eq_fold(word, STR("pm")) || str_eq_fold(word, STR("p.m"));

    if (d->hour < 0 || (!is_pm && !str_eq_fold(word, STR("am")) && !str_eq_fold(word, STR("a.m"))))
        return false;
    if (d->hour >= 1 && d->hour <= 12)
        d->hour = d->hour % 12 + (is_pm ? 12 : 0);
    return true;
}

/* A zone's name; "GMT+0100" has its offset behind. */
static bool take_zone(struct date_scan *d, struct str word)
{
    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
        if (!str_eq_fold(word, str_of(zones[i].name)))
            continue;
        if (!d->has_offset) {
            d->has_offset = true;
            d->offset = zones[i].minutes;
        }
        d->has_zone = true;
        if (zones[i].minutes == 0 && (date_scan_peek(d, 0) == '+' || date_scan_peek(d, 0) == '-'))
            return date_scan_offset(d);
        return true;
    }
    return false;
}

/* "IST" or "Europe/Berlin" behind a time: a zone whose offset is not known here. */
static bool is_unknown_zone(const struct date_scan *d, struct str word)
{
    bool has_slash = str_find_byte(word, '/', 0) != STR_NPOS;

    if (d->hour < 0 || word.n < 2)
        return false;
    for (size_t i = 0; i < word.n; i++)
        if (has_slash ? !is_ascii_alnum(word.p[i]) && !strchr("/_+-", word.p[i])
                      : word.p[i] < 'A' || word.p[i] > 'Z')
            return false;
    return has_slash || word.n <= 5;
}

/* Letters of any script, with what may stand inside a word: "d’abril", "a.m", "Europe/Berlin". */
static struct str word_at(const struct date_scan *d)
{
    size_t i = d->at;
    uint32_t c;

    for (size_t n; (n = utf8_decode(d->s, i, &c)) > 0; i += n) {
        bool is_inside = i > d->at && strchr("/_", (int)(c < 128 ? c : 1)) != NULL;

        if (c == '.' && i + 1 < d->s.n && ascii_lower(d->s.p[i + 1]) == 'm' && i == d->at + 1)
            is_inside = true;
        if (!is_inside && ((c < 128 && !is_ascii_alpha((char)c)) || !utf8_is_word(c)))
            break;
    }
    return str_sub(d->s, d->at, i - d->at);
}

bool date_scan_word(struct date_scan *d)
{
    struct str word = word_at(d);
    bool has_dot;
    int month;

    if (!word.n)
        return false;
    d->at += word.n;
    has_dot = date_scan_peek(d, 0) == '.';
    d->at += has_dot;
    if (take_am_pm(d, word) || is_weekday(word) || is_filler(word))
        return true;
    month = month_of_word(word, has_dot);
    if (month) {
        if (d->month && d->month != month)
            return false;
        d->month = month;
        return true;
    }
    if (take_zone(d, word))
        return true;
    if (!is_unknown_zone(d, word))
        return false;
    d->has_zone = true;
    return true;
}
