/* SPDX-License-Identifier: MIT */
/* dc:date against the W3C's date format, and language tags against BCP 47. */
#include "epub/check_content.h"
#include "epub/check_types.h"

/* "dddd", "dddd-dd", "dddd-dd-dd" and with a time and zone. */
static bool fits(struct str s, const char *pattern, size_t *ret_length)
{
    size_t n = 0;

    for (; pattern[n]; n++)
        if (n >= s.n || (pattern[n] == 'd' ? !is_ascii_digit(s.p[n]) : s.p[n] != pattern[n]))
            return false;
    *ret_length = n;
    return true;
}

static int two(struct str s, size_t at)
{
    return (s.p[at] - '0') * 10 + (s.p[at + 1] - '0');
}

static bool is_zone(struct str s)
{
    size_t n;

    if (str_eq(s, STR("Z")))
        return true;
    return (fits(s, "+dd:dd", &n) || fits(s, "-dd:dd", &n)) && n == s.n && two(s, 1) < 24 &&
           two(s, 4) < 60;
}

static bool is_time(struct str s)
{
    size_t n;

    if (!fits(s, "Tdd:dd", &n) || two(s, 1) > 23 || two(s, 4) > 59)
        return false;
    s = str_skip(s, n);
    if (fits(s, ":dd", &n)) {
        if (two(s, 1) > 59)
            return false;
        s = str_skip(s, n);
        if (s.n > 1 && s.p[0] == '.')
            for (s = str_skip(s, 1); s.n && is_ascii_digit(s.p[0]);)
                s = str_skip(s, 1);
    }
    return is_zone(s);
}

static bool is_w3c_date(struct str s)
{
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    size_t n;

    if (!fits(s, "dddd", &n))
        return false;
    if (s.n == 4)
        return true;
    if (!fits(s, "dddd-dd", &n) || two(s, 5) < 1 || two(s, 5) > 12)
        return false;
    if (s.n == 7)
        return true;
    if (!fits(s, "dddd-dd-dd", &n) || two(s, 8) < 1 || two(s, 8) > days[two(s, 5) - 1])
        return false;
    return s.n == 10 || is_time(str_skip(s, 10));
}

void check_dc_date(struct check *c, struct str value, struct where at)
{
    if (!value.n) {
        if (c->version == 2)
            report_at(c, M_OPF_054, at, STR_ARG(value));
    } else if (!is_w3c_date(value)) {
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
