/* SPDX-License-Identifier: MIT */
/* Scans dates, durations, lengths and colours of attribute values. */
#include "epub/check_dates.h"

#include <string.h>

#include "epub/check_types.h"

/* Whether S begins with PATTERN at *AT, where 'd' is a digit; then *AT is moved behind it. */
static bool take(struct str s, size_t *at, const char *pattern)
{
    size_t n = strlen(pattern);

    if (s.n - *at < n)
        return false;
    for (size_t i = 0; i < n; i++) {
        char c = s.p[*at + i];
        if (pattern[i] == 'd' ? !is_ascii_digit(c) : c != pattern[i])
            return false;
    }
    *at += n;
    return true;
}

static size_t take_digits(struct str s, size_t *at)
{
    size_t from = *at;

    while (*at < s.n && is_ascii_digit(s.p[*at]))
        ++*at;
    return *at - from;
}

static bool take_year(struct str s, size_t *at)
{
    return take_digits(s, at) >= 4;
}

static bool take_time(struct str s, size_t *at)
{
    if (!take(s, at, "dd:dd"))
        return false;
    if (take(s, at, ":dd") && *at < s.n && s.p[*at] == '.') {
        ++*at;
        size_t n = take_digits(s, at);
        return n >= 1 && n <= 3;
    }
    return true;
}

bool is_html_date(struct str s)
{
    size_t at = 0;
    return take_year(s, &at) && take(s, &at, "-dd-dd") && at == s.n;
}

bool is_html_datetime(struct str s)
{
    size_t at = 0;

    if (!take_year(s, &at) || !take(s, &at, "-dd-dd"))
        return false;
    if (!take(s, &at, "T") && !take(s, &at, " "))
        return false;
    if (!take_time(s, &at))
        return false;
    if (at < s.n && (s.p[at] == '+' || s.p[at] == '-')) {
        at++;
        if (!take(s, &at, "dd"))
            return false;
        take(s, &at, ":");
        return take(s, &at, "dd") && at == s.n;
    }
    take(s, &at, "Z");
    return at == s.n;
}

bool is_html_time(struct str s)
{
    size_t at = 0;
    return take_time(s, &at) && at == s.n;
}

bool is_html_month(struct str s)
{
    size_t at = 0;
    return take_year(s, &at) && take(s, &at, "-dd") && at == s.n;
}

bool is_html_week(struct str s)
{
    size_t at = 0;
    return take_year(s, &at) && take(s, &at, "-Wdd") && at == s.n;
}

bool is_html_local(struct str s)
{
    size_t at = 0;

    if (!take_year(s, &at) || !take(s, &at, "-dd-dd"))
        return false;
    return (take(s, &at, "T") || take(s, &at, " ")) && take_time(s, &at) && at == s.n;
}

static bool is_month_day(struct str s)
{
    size_t at = 0;

    take(s, &at, "--");
    if (!take(s, &at, "dd-dd") || at != s.n)
        return false;
    const char *p = s.p + s.n - 5;
    bool month = p[0] == '0' || (p[0] == '1' && p[1] <= '2');
    return month && (p[3] < '3' || (p[3] == '3' && p[4] <= '1'));
}

/* Digits with a fraction of up to three and a following letter of UNITS. */
static bool take_amount(struct str s, size_t *at, const char *units)
{
    size_t i = *at;
    bool fraction = false;

    if (!take_digits(s, &i))
        return false;
    if (i < s.n && s.p[i] == '.') {
        i++;
        size_t n = take_digits(s, &i);
        fraction = true;
        if (n < 1 || n > 3)
            return false;
    }
    while (strchr(units, ' ') && i < s.n && s.p[i] == ' ')
        i++;
    if (i >= s.n || s.p[i] == ' ' || !strchr(units, s.p[i]) || (fraction && s.p[i] != 'S'))
        return false;
    *at = i + 1;
    return true;
}

static bool is_iso_duration(struct str s)
{
    size_t at = 1, parts = 0;
    bool days = take_amount(s, &at, "D");

    if (days && at == s.n)
        return true;
    if (!take(s, &at, "T"))
        return false;
    parts += take_amount(s, &at, "H");
    parts += take_amount(s, &at, "M");
    parts += take_amount(s, &at, "S");
    return parts > 0 && at == s.n;
}

static bool is_duration(struct str s)
{
    size_t at = 0;

    if (s.n && s.p[0] == 'P')
        return is_iso_duration(s);
    while (at < s.n) {
        while (at < s.n && s.p[at] == ' ')
            at++;
        if (at < s.n && !take_amount(s, &at, "WDHMS "))
            return false;
    }
    return s.n > 0;
}

bool is_html_moment(struct str s)
{
    size_t at = 0;

    s = trim(s);
    return is_html_date(s) || is_html_datetime(s) || is_month_day(s) || is_html_month(s) ||
           is_html_week(s) || is_html_time(s) || (take(s, &at, "dddd") && at == s.n) ||
           is_duration(s);
}

/* SMIL 3.0 clock values; the format is case-sensitive. */
bool is_clock(struct str s, double *ret_seconds)
{
    double value = 0, scale = 1, unit = 1;
    size_t at = 0, colons = 0;

    s = trim(s);
    for (size_t i = 0; i < s.n; i++)
        colons += s.p[i] == ':';
    size_t first = take_digits(s, &at);
    if (!first || colons > 2 || (colons == 1 && first != 2))
        return false;
    for (size_t i = 0; i < at; i++)
        value = value * 10 + (s.p[i] - '0');
    for (; colons > 0; colons--) {
        if (!take(s, &at, ":dd") || s.p[at - 2] > '5' || (colons == 2 && first == 0))
            return false;
        value = value * 60 + (s.p[at - 2] - '0') * 10 + (s.p[at - 1] - '0');
        unit = 0;
    }
    if (take(s, &at, ".")) {
        size_t from = at;
        if (!take_digits(s, &at))
            return false;
        for (size_t i = from; i < at; i++)
            value += (s.p[i] - '0') * (scale /= 10);
    }
    if (unit > 0 && at < s.n)
        unit = take(s, &at, "ms") ? 0.001 : take(s, &at, "min") ? 60 : take(s, &at, "h") ? 3600 : 1;
    if (unit == 1)
        take(s, &at, "s");
    if (at != s.n)
        return false;
    if (ret_seconds)
        *ret_seconds = value * (unit > 0 ? unit : 1);
    return true;
}

bool is_relevant(struct str s)
{
    return str_eq(s, STR("additions")) || str_eq(s, STR("removals")) || str_eq(s, STR("text")) ||
           str_eq(s, STR("all"));
}

/* A number with an optional sign; returns what follows, or nothing. */
static bool take_number(struct str *s)
{
    size_t at = 0;

    if (s->n && s->p[0] == '-')
        at++;
    size_t n = take_digits(*s, &at);
    if (at < s->n && s->p[at] == '.') {
        at++;
        n += take_digits(*s, &at);
    }
    *s = str_skip(*s, at);
    return n > 0;
}

static bool is_named_space(struct str s)
{
    static const char *const names[] = {"veryverythin", "verythin",  "thin",         "medium",
                                        "thick",        "verythick", "veryverythick"};

    if (str_starts(s, STR("negative")))
        s = str_skip(s, 8);
    if (!str_ends(s, STR("mathspace")))
        return false;
    s = str_chop(s, 9);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(s, str_of(names[i])))
            return true;
    return false;
}

static bool is_unit(struct str s)
{
    return type_accepts(STR("(em|ex|in|cm|mm|px|pt|pc|%|)"), s, false);
}

bool is_mathml_length(struct str s)
{
    s = trim(s);
    if (is_named_space(s))
        return true;
    return take_number(&s) && !(s.n && is_ascii_space(s.p[0])) && is_unit(s);
}

bool is_mathml_padded(struct str s)
{
    if (s.n && (s.p[0] == '+' || s.p[0] == '-'))
        s = str_skip(s, 1);
    if (!take_number(&s))
        return false;
    s = trim(s);
    if (is_unit(s) || is_named_space(s))
        return true;
    if (s.n && s.p[0] == '%')
        s = trim(str_skip(s, 1));
    return type_accepts(STR("(height|depth|width|)"), s, false);
}

bool is_mathml_color(struct str s)
{
    if (s.n && s.p[0] == '#') {
        for (size_t i = 1; i < s.n; i++)
            if (!is_ascii_hex(s.p[i]))
                return false;
        return s.n == 4 || s.n == 7;
    }
    return type_accepts(STR("(aqua|black|blue|fuchsia|gray|green|lime|maroon|navy|olive|purple|"
                            "red|silver|teal|white|yellow|transparent)"),
                        s, true);
}
