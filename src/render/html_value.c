/* SPDX-License-Identifier: MIT */
/* The forms that attribute values may have: words, numbers, lengths, colors, languages, dates. */
#include "render/html_private.h"

/* The choice that VALUE is, in the table's spelling; STR_NONE when it is none. */
struct str html_choice(const char *choices, struct str value)
{
    struct str rest = str_of(choices), choice;

    while (str_split(&rest, ' ', &choice))
        if (choice.n && str_eq_fold(choice, value))
            return choice;
    return STR_NONE;
}

bool html_are_choices(const char *choices, struct str value)
{
    struct str word;

    while (str_split(&value, ' ', &word))
        if (word.n && !str_eq(html_choice(choices, word), word))
            return false;
    return true;
}

bool html_is_number(struct str s, bool may_be_negative)
{
    unsigned long value;

    if (may_be_negative && s.n && s.p[0] == '-')
        s = str_skip(s, 1);
    return str_to_uint(s, 999999999, &value);
}

/* A length of MathML 3: number and unit, or a named space. */
bool html_is_length(struct str s)
{
    static const char units[] = "em ex in cm mm px pt pc %";
    size_t i = s.n && s.p[0] == '-', digits = 0, points = 0;

    if (str_ends(s, STR("mathspace")))
        return html_choice("veryverythinmathspace verythinmathspace thinmathspace mediummathspace "
                           "thickmathspace verythickmathspace veryverythickmathspace",
                           s)
                   .n > 0;
    for (; i < s.n && (is_ascii_digit(s.p[i]) || s.p[i] == '.'); i++) {
        digits += s.p[i] != '.';
        points += s.p[i] == '.';
    }
    return digits && points <= 1 &&
           (i == s.n || str_eq(html_choice(units, str_skip(s, i)), str_skip(s, i)));
}

bool html_are_lengths(struct str value)
{
    struct str word;

    while (str_split(&value, ' ', &word))
        if (word.n && !html_is_length(word))
            return false;
    return true;
}

/* A color of MathML 3. */
bool html_is_color(struct str s)
{
    static const char names[] = "aqua black blue fuchsia gray green lime maroon navy olive purple "
                                "red silver teal white yellow";

    if (s.n == 0 || s.p[0] != '#')
        return html_choice(names, s).n > 0;
    for (size_t i = 1; i < s.n; i++)
        if (!is_ascii_hex(s.p[i]))
            return false;
    return s.n == 4 || s.n == 7;
}

/* A language tag of BCP 47, as far as its form goes. */
bool html_is_language(struct str s)
{
    struct str part;
    bool is_first = true;

    if (s.n == 0 || s.n > 35 || s.p[s.n - 1] == '-')
        return false;
    while (str_split(&s, '-', &part)) {
        if (part.n == 0 || part.n > 8)
            return false;
        for (size_t i = 0; i < part.n; i++)
            if (!(is_first ? is_ascii_alpha(part.p[i]) : is_ascii_alnum(part.p[i])))
                return false;
        is_first = false;
    }
    return true;
}

/* Digits where PATTERN has 0, else the same character; PATTERN may end early. */
static size_t match_digits(struct str s, const char *pattern)
{
    size_t i = 0;

    for (; pattern[i] && i < s.n; i++)
        if (pattern[i] == '0' ? !is_ascii_digit(s.p[i]) : pattern[i] != s.p[i])
            return 0;
    return pattern[i] ? 0 : i;
}

/* YYYY, YYYY-MM, YYYY-MM-DD, with a time after 'T' or a blank, with or without zone. */
bool html_is_datetime(struct str s)
{
    size_t n;

    if (match_digits(s, "0000") == s.n || match_digits(s, "0000-00") == s.n ||
        match_digits(s, "0000-00-00") == s.n)
        return s.n > 0;
    n = match_digits(s, "0000-00-00T00:00");
    if (!n)
        n = match_digits(s, "0000-00-00 00:00");
    if (!n)
        return false;
    s = str_skip(s, n);
    n = match_digits(s, ":00.000");
    s = str_skip(s, n ? n : match_digits(s, ":00"));
    return s.n == 0 || str_eq(s, STR("Z")) || match_digits(s, "+00:00") == s.n ||
           match_digits(s, "-00:00") == s.n || match_digits(s, "+0000") == s.n ||
           match_digits(s, "-0000") == s.n;
}
