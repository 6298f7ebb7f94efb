/* SPDX-License-Identifier: MIT */
/* dc:date against the W3C's date format, and language tags against BCP 47. */
#include <string.h>

#include "epub/check_content.h"
#include "epub/check_types.h"

/* The parts of a date, as the separators "-T:.+Z" part them; a separator is a part, too. */
static bool next_part(struct str *s, struct str *ret_part)
{
    size_t n = 0;

    if (!s->n)
        return false;
    while (n < s->n && !strchr("-T:.+Z", s->p[n]))
        n++;
    *ret_part = str_sub(*s, 0, n ? n : 1);
    *s = str_skip(*s, n ? n : 1);
    return true;
}

/* A number of any length up to nine digits. */
static bool next_number(struct str *s, int least, int most)
{
    struct str part;
    int n = 0;

    if (!next_part(s, &part) || part.n > 9)
        return false;
    for (size_t i = 0; i < part.n; i++) {
        if (!is_ascii_digit(part.p[i]))
            return false;
        n = n * 10 + (part.p[i] - '0');
    }
    return n >= least && n <= most;
}

static bool next_is(struct str *s, char separator)
{
    struct str part;

    return next_part(s, &part) && part.n == 1 && part.p[0] == separator;
}

static int days_of(struct str year, struct str month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int y = 0, m = 0;

    for (size_t i = 0; i < year.n; i++)
        y = y * 10 + (year.p[i] - '0');
    for (size_t i = 0; i < month.n; i++)
        m = m * 10 + (month.p[i] - '0');
    return days[m - 1] + (m == 2 && (y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)));
}

/* The time zone is asked for its form only. */
static bool is_zone(struct str s)
{
    struct str part;

    next_part(&s, &part);
    if (str_eq(part, STR("Z")))
        return !s.n;
    return (str_eq(part, STR("+")) || str_eq(part, STR("-"))) && next_number(&s, 0, 999999999) &&
           next_is(&s, ':') && next_number(&s, 0, 999999999) && !s.n;
}

/* Behind "T": hours, minutes, seconds and their fraction, the zone; all but the first may go.
 */
static bool is_time(struct str s)
{
    struct str part, rest;

    if (!next_number(&s, 0, 23))
        return false;
    if (!s.n)
        return true;
    if (!next_is(&s, ':') || !next_number(&s, 0, 59))
        return false;
    if (str_starts(s, STR(":"))) {
        s = str_skip(s, 1);
        if (!next_number(&s, 0, 59))
            return false;
        rest = s;
        if (next_part(&rest, &part) && str_eq(part, STR("."))) {
            s = rest;
            if (!next_number(&s, 0, 999999999))
                return false;
        }
    }
    return !s.n || is_zone(s);
}

/* http://www.w3.org/TR/NOTE-datetime, as loosely as EPUBCheck reads it: the numbers may have less
 * digits or more, and a time may lack its minutes, seconds and zone. */
static bool is_w3c_date(struct str s)
{
    struct str year, month, rest = s;

    if (!next_number(&s, 1, 9999))
        return false;
    if (!s.n)
        return true;
    next_part(&rest, &year);
    rest = str_skip(s, 1);
    if (!next_is(&s, '-') || !next_number(&s, 1, 12))
        return false;
    if (!s.n)
        return true;
    next_part(&rest, &month);
    if (!next_is(&s, '-') || !next_number(&s, 1, days_of(year, month)))
        return false;
    return !s.n || (next_is(&s, 'T') && is_time(s));
}

void check_dc_date(struct check *c, struct str value, struct where at)
{
    if (!is_w3c_date(value)) {
        report_at(c, c->version == 2 ? M_OPF_054 : M_OPF_053, at, STR_ARG(value));
    }
}

static bool all(struct str s, bool (*test)(char))
{
    for (size_t i = 0; i < s.n; i++)
        if (!test(s.p[i]))
            return false;
    return s.n > 0;
}

static bool is_variant(struct str s)
{
    return (s.n >= 5 && s.n <= 8 && all(s, is_ascii_alnum)) ||
           (s.n == 4 && is_ascii_digit(s.p[0]) && all(s, is_ascii_alnum));
}

/* RFC 5646 2.1; grandfathered tags are few; these are not of the general form. */
static bool is_grandfathered(struct str s)
{
    return type_accepts(STR("(en-GB-oed|sgn-BE-FR|sgn-BE-NL|sgn-CH-DE)"), s, true);
}

/* Takes the next subtag off *S when it passes. */
static bool take(struct str *s, size_t least, size_t most, bool (*test)(char))
{
    size_t dash = str_find_byte(*s, '-', 0);
    struct str part = dash == STR_NPOS ? *s : str_sub(*s, 0, dash);

    if (part.n < least || part.n > most || !all(part, test))
        return false;
    *s = dash == STR_NPOS ? STR_NONE : str_skip(*s, dash + 1);
    return true;
}

static bool take_variant(struct str *s)
{
    size_t dash = str_find_byte(*s, '-', 0);
    struct str part = dash == STR_NPOS ? *s : str_sub(*s, 0, dash);

    if (!is_variant(part))
        return false;
    *s = dash == STR_NPOS ? STR_NONE : str_skip(*s, dash + 1);
    return true;
}

bool is_language(struct str s)
{
    if (!s.n || s.p[s.n - 1] == '-')
        return false;
    if (is_grandfathered(s))
        return true;
    if (str_starts_fold(s, STR("i-")) || str_starts_fold(s, STR("x-"))) {
        s = str_skip(s, 2);
        while (s.n && take(&s, 1, 8, is_ascii_alnum))
            ;
        return s.n == 0;
    }
    size_t dash = str_find_byte(s, '-', 0);
    bool brief = (dash == STR_NPOS ? s.n : dash) <= 3;
    if (!take(&s, 2, 8, is_ascii_alpha))
        return false;
    for (int i = 0; brief && i < 3 && take(&s, 3, 3, is_ascii_alpha); i++)
        ;
    take(&s, 4, 4, is_ascii_alpha);
    if (!take(&s, 2, 2, is_ascii_alpha))
        take(&s, 3, 3, is_ascii_digit);
    while (take_variant(&s))
        ;
    while (s.n) {
        bool private_use = ascii_lower(s.p[0]) == 'x';
        unsigned n = 0;
        if (!take(&s, 1, 1, is_ascii_alnum))
            return false;
        while (take(&s, private_use ? 1 : 2, 8, is_ascii_alnum))
            n++;
        if (n == 0)
            return false;
    }
    return true;
}
