/* SPDX-License-Identifier: MIT */
/* TOML bools, integers, floats, dates and times. */
#include <string.h>

#include "base/date.h"
#include "input/toml_read.h"

/* The longest run of digits at the front of S, '_' between digits allowed. 0: none, or a '_' that
 * does not stand between two digits. */
static size_t digits_length(struct str s, const char *digits)
{
    size_t n = 0;
    bool was_digit = false;

    for (; n < s.n && s.p[n] && (s.p[n] == '_' || strchr(digits, s.p[n])); n++) {
        if (s.p[n] == '_' && !was_digit)
            return 0;
        was_digit = s.p[n] != '_';
    }
    return was_digit ? n : 0;
}

static const char decimal[] = "0123456789";

/* Whether the digits of S are at most those of LIMIT; no leading zeros are counted. */
static bool is_at_most(struct str s, unsigned base, unsigned long long limit)
{
    unsigned long long value = 0;

    for (size_t i = 0; i < s.n; i++) {
        char c = ascii_lower(s.p[i]);
        unsigned digit = (unsigned)(is_ascii_digit(c) ? c - '0' : c - 'a' + 10);

        if (c == '_')
            continue;
        if (value > (limit - digit) / base)
            return false;
        value = value * base + digit;
    }
    return true;
}

/* Signed 64-bit integers; those in hexadecimal, octal or binary have no sign. */
static bool prefixed_integer(struct str s, bool *ret_in_range)
{
    static const struct {
        const char *prefix, *digits;
        unsigned base;
    } rows[] = {{"0x", "0123456789abcdefABCDEF", 16}, {"0o", "01234567", 8}, {"0b", "01", 2}};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (!str_starts(s, str_of(rows[i].prefix)))
            continue;
        s = str_skip(s, 2);
        if (s.n == 0 || digits_length(s, rows[i].digits) != s.n)
            return false;
        *ret_in_range = is_at_most(s, rows[i].base, 0x7FFFFFFFFFFFFFFF);
        return true;
    }
    return false;
}

static bool is_integer(struct str s, bool *ret_in_range)
{
    bool is_negative = s.n && s.p[0] == '-';

    if (prefixed_integer(s, ret_in_range))
        return true;
    if (s.n && (s.p[0] == '-' || s.p[0] == '+'))
        s = str_skip(s, 1);
    if (s.n == 0 || digits_length(s, decimal) != s.n || (s.n > 1 && s.p[0] == '0'))
        return false;
    *ret_in_range = is_at_most(s, 10, 0x7FFFFFFFFFFFFFFFULL + is_negative);
    return true;
}

static bool is_float(struct str s)
{
    size_t n;

    if (s.n && (s.p[0] == '-' || s.p[0] == '+'))
        s = str_skip(s, 1);
    if (str_eq(s, STR("inf")) || str_eq(s, STR("nan")))
        return true;
    n = digits_length(s, decimal);
    if (n == 0 || (n > 1 && s.p[0] == '0') || n == s.n)
        return false;
    s = str_skip(s, n);
    if (s.p[0] == '.') {
        n = digits_length(str_skip(s, 1), decimal);
        if (n == 0)
            return false;
        s = str_skip(s, n + 1);
    }
    if (s.n == 0)
        return true;
    if (s.p[0] != 'e' && s.p[0] != 'E')
        return false;
    s = str_skip(s, 1);
    if (s.n && (s.p[0] == '-' || s.p[0] == '+'))
        s = str_skip(s, 1);
    return s.n > 0 && digits_length(s, decimal) == s.n;
}

/* Takes what PATTERN asks for off the front of S: 'd' is a digit. */
static bool take(struct str *s, const char *pattern)
{
    size_t n = strlen(pattern);

    if (s->n < n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (pattern[i] == 'd' ? !is_ascii_digit(s->p[i]) : pattern[i] != s->p[i])
            return false;
    *s = str_skip(*s, n);
    return true;
}

static int two(const char *p)
{
    return (p[0] - '0') * 10 + (p[1] - '0');
}

static bool take_date(struct str *s)
{
    const char *p = s->p;

    return take(s, "dddd-dd-dd") &&
           (date_is_valid(two(p) * 100 + two(p + 2), two(p + 5), two(p + 8)) ||
            /* RFC 3339 has a year 0, a leap year, which base/date has not */
            (two(p) == 0 && two(p + 2) == 0 && date_is_valid(2000, two(p + 5), two(p + 8))));
}

static bool take_time(struct str *s)
{
    const char *p = s->p;

    if (!take(s, "dd:dd:dd") || two(p) > 23 || two(p + 3) > 59 || two(p + 6) > 60)
        return false;
    if (take(s, ".d"))
        while (take(s, "d"))
            ;
    return true;
}

static void take_offset(struct str *s)
{
    struct str rest = *s;
    const char *p = s->p;

    if (take(s, "Z") || take(s, "z"))
        return;
    if ((take(&rest, "+dd:dd") || take(&rest, "-dd:dd")) && two(p + 1) <= 23 && two(p + 4) <= 59)
        *s = rest;
}

/* The length of the date or time at the front of S, 0 if there is none. A blank may stand for
 * the 'T', so it is looked for before the scalar's end is. */
static size_t date_length(struct str s)
{
    struct str rest = s, after_date;

    if (take_time(&rest))
        return s.n - rest.n;
    rest = s;
    if (!take_date(&rest))
        return 0;
    after_date = rest;
    if (!take(&rest, "T") && !take(&rest, "t") && !take(&rest, " "))
        return s.n - rest.n;
    if (!take_time(&rest))
        return after_date.p[0] == ' ' ? s.n - after_date.n : 0;
    take_offset(&rest);
    return s.n - rest.n;
}

/* Up to what can follow a scalar. */
static size_t scalar_length(struct str s)
{
    size_t n = 0;

    while (n < s.n && !is_ascii_space(s.p[n]) && !strchr(",]}#=", s.p[n]))
        n++;
    return n;
}

bool toml_read_scalar(struct toml *t, struct value *ret_value)
{
    struct str rest = str_skip(t->s, t->at), s = str_sub(rest, 0, scalar_length(rest));
    size_t date = date_length(rest);
    bool is_in_range = true;

    if (date >= s.n && date) {
        s = str_sub(rest, 0, date);
        if (scalar_length(str_skip(rest, date)))
            return toml_fail(t, "a date with something behind it", t->at);
        ret_value->kind = VALUE_DATE;
    } else if (str_eq(s, STR("true")) || str_eq(s, STR("false"))) {
        ret_value->kind = VALUE_BOOL;
    } else if (is_integer(s, &is_in_range) || is_float(s)) {
        ret_value->kind = VALUE_NUMBER;
    } else {
        return toml_fail(t, s.n ? "an unknown value" : "a value is missing", t->at);
    }
    if (!is_in_range)
        return toml_fail(t, "an integer of more than 64 bits", t->at);
    ret_value->text = ret_value->written = arena_str(t->a, s);
    t->at += s.n;
    return true;
}
