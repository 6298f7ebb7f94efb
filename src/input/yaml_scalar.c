/* SPDX-License-Identifier: MIT */
/* What a plain YAML scalar means: a null, a bool, a number, a date or a string. */
#include <string.h>

#include "base/date.h"
#include "input/yaml_read.h"

static bool is_one_of(struct str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(s, str_of(words[i])))
            return true;
    return false;
}

#define IS_ONE_OF(s, words) is_one_of((s), (words), sizeof(words) / sizeof(words)[0])

static bool is_null(struct str s)
{
    static const char *const words[] = {"", "~", "null", "Null", "NULL"};

    return IS_ONE_OF(s, words);
}

/* YAML 1.1 has yes, no, on and off as well; "y" and "n" no reader of front matter takes. */
static bool is_bool(struct str s, bool *ret_bool)
{
    static const char *const on[] = {"true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"};
    static const char *const off[] = {"false", "False", "FALSE", "no", "No",
                                      "NO",    "off",   "Off",   "OFF"};

    *ret_bool = IS_ONE_OF(s, on);
    return *ret_bool || IS_ONE_OF(s, off);
}

static struct str skip_digits(struct str s, const char *digits)
{
    size_t n = 0;

    while (n < s.n && (s.p[n] == '_' || strchr(digits, s.p[n])) && s.p[n] != '\0')
        n++;
    return str_skip(s, n);
}

static bool is_number(struct str s)
{
    static const char *const special[] = {".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"};
    static const char decimal[] = "0123456789";
    bool has_digit;

    if (s.n && (s.p[0] == '-' || s.p[0] == '+'))
        s = str_skip(s, 1);
    if (IS_ONE_OF(s, special))
        return true;
    if (str_starts(s, STR("0x")))
        return s.n > 2 && skip_digits(str_skip(s, 2), "0123456789abcdefABCDEF").n == 0;
    if (str_starts(s, STR("0o")))
        return s.n > 2 && skip_digits(str_skip(s, 2), "01234567").n == 0;
    has_digit = s.n && is_ascii_digit(s.p[0]);
    s = skip_digits(s, decimal);
    if (s.n && s.p[0] == '.') {
        s = str_skip(s, 1);
        has_digit |= s.n && is_ascii_digit(s.p[0]);
        s = skip_digits(s, decimal);
    }
    if (has_digit && s.n && (s.p[0] == 'e' || s.p[0] == 'E')) {
        s = str_skip(s, 1);
        if (s.n && (s.p[0] == '-' || s.p[0] == '+'))
            s = str_skip(s, 1);
        has_digit = s.n && is_ascii_digit(s.p[0]);
        s = skip_digits(s, decimal);
    }
    return has_digit && s.n == 0;
}

/* "2001-12-14", with or without a time; an impossible day is only text. */
static bool is_timestamp(struct str s)
{
    struct date d;

    return s.n >= 8 && is_ascii_digit(s.p[0]) && is_ascii_digit(s.p[3]) && s.p[4] == '-' &&
           is_ascii_digit(s.p[5]) && date_parse(s, &d) && d.precision >= DATE_DAY;
}

void yaml_resolve(struct value *v)
{
    struct str s = v->text;
    bool is_on;

    v->written = s;
    if (is_null(s)) {
        v->kind = VALUE_NULL;
    } else if (is_bool(s, &is_on)) {
        v->kind = VALUE_BOOL;
        v->text = is_on ? STR("true") : STR("false");
    } else if (is_number(s)) {
        v->kind = VALUE_NUMBER;
    } else {
        v->kind = is_timestamp(s) ? VALUE_DATE : VALUE_STRING;
    }
}
