/* SPDX-License-Identifier: MIT */
/* Recognises the value types of attributes. */
#include "epub/check_types.h"

#include <string.h>

#include "base/utf8.h"
#include "epub/check_dates.h"

static bool is_name_start(uint32_t c)
{
    return c == '_' || (c < 128 ? is_ascii_alpha((char)c)
                                : utf8_is_xml_char(c) && c != 0xD7 && c != 0xF7 && c >= 0xC0);
}

static bool is_name_rest(uint32_t c)
{
    return is_name_start(c) || c == '-' || c == '.' || c == 0xB7 || (c >= '0' && c <= '9');
}

static bool is_name(struct str s, bool starts, bool colon)
{
    size_t at = 0;

    while (at < s.n) {
        uint32_t c;
        size_t n = utf8_decode(s, at, &c);
        if (!n ||
            !((colon && c == ':') || (starts && at == 0 ? is_name_start(c) : is_name_rest(c))))
            return false;
        at += n;
    }
    return s.n > 0;
}

bool is_ncname(struct str s)
{
    return is_name(trim(s), true, false);
}

bool is_nmtoken(struct str s)
{
    return is_name(trim(s), false, true);
}

static bool is_mime_char(char c)
{
    return is_ascii_alnum(c) || (c && strchr("!#$&+-^_", c));
}

bool is_mime(struct str s)
{
    size_t n = 0;

    while (n < s.n && is_mime_char(s.p[n]))
        n++;
    return n > 0 && n + 1 < s.n && s.p[n] == '/' && is_mime_char(s.p[n + 1]);
}

bool is_xsd_language(struct str s)
{
    struct str part;
    bool first = true;

    s = trim(s);
    if (!s.n || s.p[s.n - 1] == '-')
        return false;
    while (str_split(&s, '-', &part)) {
        if (part.n < 1 || part.n > 8)
            return false;
        for (size_t i = 0; i < part.n; i++)
            if (!(first ? is_ascii_alpha(part.p[i]) : is_ascii_alnum(part.p[i])))
                return false;
        first = false;
    }
    return true;
}

bool is_integer(struct str s, long long least)
{
    long long value = 0;
    s = trim(s);
    bool minus = s.n && s.p[0] == '-';

    if (s.n && (s.p[0] == '-' || s.p[0] == '+'))
        s = str_skip(s, 1);
    for (size_t i = 0; i < s.n; i++) {
        if (!is_ascii_digit(s.p[i]))
            return false;
        if (value < 1000000000000LL)
            value = value * 10 + (s.p[i] - '0');
    }
    return s.n > 0 && (minus ? -value : value) >= least;
}

static size_t digits(struct str s, size_t at)
{
    size_t n = 0;

    while (at + n < s.n && is_ascii_digit(s.p[at + n]))
        n++;
    return n;
}

bool is_float(struct str s, int least)
{
    s = trim(s);
    if (str_eq(s, STR("INF")) || str_eq(s, STR("NaN")))
        return true;
    bool minus = s.n && s.p[0] == '-';
    size_t at = s.n && (s.p[0] == '-' || s.p[0] == '+');
    size_t from = at, whole = digits(s, at);
    at += whole;
    size_t part = 0;
    if (at < s.n && s.p[at] == '.') {
        part = digits(s, at + 1);
        at += 1 + part;
    }
    size_t end = at;
    if (!whole && !part)
        return false;
    if (at < s.n && (s.p[at] == 'e' || s.p[at] == 'E')) {
        at++;
        at += at < s.n && (s.p[at] == '-' || s.p[at] == '+');
        size_t n = digits(s, at);
        if (!n)
            return false;
        at += n;
    }
    bool zero = true;
    for (size_t i = from; i < end; i++)
        zero &= s.p[i] == '0' || s.p[i] == '.';
    return at == s.n && !(least == 2 && (zero || minus)) && !(least == 1 && minus && !zero);
}

/* XML Schema's anyURI as Jing reads it: escapes, one fragment, a proper scheme. */
static bool is_any_uri(struct str s)
{
    size_t hash = str_find_byte(s, '#', 0);

    if (hash != STR_NPOS && str_find_byte(s, '#', hash + 1) != STR_NPOS)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '%' &&
            (i + 2 >= s.n || !is_ascii_hex(s.p[i + 1]) || !is_ascii_hex(s.p[i + 2])))
            return false;
    for (size_t i = 0; i < s.n && !strchr("/?#", s.p[i]); i++) {
        if (s.p[i] == ':')
            return i > 0 && i + 1 < s.n;
        if (!is_ascii_alnum(s.p[i]) && (i == 0 || !strchr("+-.", s.p[i])))
            return true;
    }
    return true;
}

static bool each(struct str s, bool (*test)(struct str), bool some)
{
    struct str t;
    bool any = false;

    while (next_token(&s, &t)) {
        any = true;
        if (!test(t))
            return false;
    }
    return any || !some;
}

static bool in_list(struct str list, struct str value, bool fold)
{
    for (size_t start = 1, i = 1; i < list.n; i++) {
        struct str part = {list.p + start, i - start};

        if (list.p[i] != '|' && list.p[i] != ')')
            continue;
        if (part.n == value.n && (fold ? str_eq_fold(part, value) : str_eq(part, value)))
            return true;
        start = i + 1;
    }
    return false;
}

static bool is_one_word(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (is_ascii_space(s.p[i]))
            return false;
    return s.n > 0;
}

/* A browsing context's name: not beginning with "_" but for the KEYWORDS. */
static bool is_target(struct str s, bool keywords)
{
    return !s.n || s.p[0] != '_' ||
           (keywords && in_list(STR("(_blank|_self|_parent|_top)"), s, true));
}

static bool is_size(struct str s)
{
    size_t a = digits(s, 0);
    return a && s.p[0] != '0' && a < s.n && s.p[a] == 'x' && digits(s, a + 1) &&
           s.p[a + 1] != '0' && a + 1 + digits(s, a + 1) == s.n;
}

static bool is_coords(struct str s, unsigned least, unsigned most)
{
    struct str part;
    unsigned n = 0;

    s = trim(s);
    while (str_split(&s, ',', &part)) {
        n++;
        if (part.n && is_ascii_space(part.p[0]))
            return false;
        if (!is_integer(part, -1000000000000LL) || part.p[0] == '+')
            return false;
    }
    return n >= least && n <= most && (n % 2 == 0 || most == 3);
}

static bool is_color(struct str s)
{
    for (size_t i = 1; i < s.n; i++)
        if (!is_ascii_hex(s.p[i]))
            return false;
    return s.n == 7 && s.p[0] == '#';
}

static bool is_ssml_alphabet(struct str s)
{
    return str_eq(s, STR("ipa")) || (s.n > 2 && str_starts(s, STR("x-")));
}

static bool is_mail(struct str s)
{
    size_t at = str_find_byte(s, '@', 0);
    return at != STR_NPOS && at > 0 && at + 1 < s.n && str_find_byte(s, '@', at + 1) == STR_NPOS;
}

static bool is_mail_list(struct str s)
{
    struct str part;

    if (!s.n)
        return false;
    while (str_split(&s, ',', &part))
        if (!is_mail(part))
            return false;
    return true;
}

static bool is_column_align(struct str s)
{
    return in_list(STR("(left|center|right)"), s, false);
}

static bool is_row_align(struct str s)
{
    return in_list(STR("(top|bottom|center|baseline|axis)"), s, false);
}

static bool is_line_style(struct str s)
{
    return in_list(STR("(none|solid|dashed)"), s, false);
}

static bool is_true_or_false(struct str s)
{
    return in_list(STR("(true|false)"), s, false);
}

static bool is_column_width(struct str s)
{
    return in_list(STR("(auto|fit)"), s, false) || is_mathml_length(s);
}

/* A vertical alignment, perhaps with the number of a row. */
static bool is_table_align(struct str s)
{
    struct str word, row;

    if (!next_token(&s, &word) || !is_row_align(word))
        return false;
    return !next_token(&s, &row) || (is_integer(row, -1000000) && !trim(s).n);
}

static bool is_access_mode(struct str s)
{
    return in_list(STR("(auditory|tactile|textual|visual)"), s, false);
}

static size_t parenthesis_end(struct str s)
{
    size_t end = str_find_byte(s, ')', 0);
    size_t bad = str_find_byte(s, '>', 0);

    return s.n && s.p[0] == '(' && end != STR_NPOS && end > 1 && bad >= end ? end + 1 : 0;
}

/* rendition:media: "all" or "(feature)", then "and (feature)"s. */
static bool is_media_query(struct str s)
{
    bool prefixed = false, first = true;

    for (s = trim(s); s.n; s = trim(s)) {
        size_t n = parenthesis_end(s);
        struct str word = str_sub(s, 0, n);
        if (n == 0 && !next_token(&s, &word))
            return false;
        if (n > 0)
            s = str_skip(s, n);
        if (first && !prefixed && (str_eq(word, STR("only")) || str_eq(word, STR("not")))) {
            prefixed = true;
            continue;
        }
        if (first ? !(str_eq(word, STR("all")) || (n > 0 && !prefixed)) : n == 0)
            return false;
        first = false;
        if (!trim(s).n)
            return true;
        if (!is_ascii_space(s.p[0]) || !next_token(&s, &word) || !str_eq(word, STR("and")) || !s.n)
            return false;
    }
    return false;
}

static bool is_media_queries(struct str s)
{
    struct str part;
    bool any = false;

    while (str_split(&s, ',', &part)) {
        if (!is_media_query(part))
            return false;
        any = true;
    }
    return any;
}

bool is_srcset_descriptor(struct str s)
{
    struct str word, next;

    if (!next_token(&s, &word))
        return true;
    bool two = next_token(&s, &next);
    if (trim(s).n || (two && !(str_ends(next, STR("h")) && is_integer(str_chop(next, 1), 1))))
        return false;
    if (str_ends(word, STR("w")))
        return is_integer(str_chop(word, 1), 1);
    return !two && str_ends(word, STR("x")) && is_float(str_chop(word, 1), 1);
}

/* preserveAspectRatio of SVG 1.1 */
static bool is_aspect_ratio(struct str s)
{
    struct str align, how, more;

    if (!next_token(&s, &align) ||
        !in_list(STR("(none|xMinYMin|xMidYMin|xMaxYMin|xMinYMid|xMidYMid|xMaxYMid|xMinYMax|"
                     "xMidYMax|xMaxYMax)"),
                 align, false))
        return false;
    return !next_token(&s, &how) ||
           (in_list(STR("(meet|slice)"), how, false) && !next_token(&s, &more));
}

static bool is_sandbox(struct str s)
{
    return in_list(STR("(allow-forms|allow-same-origin|allow-scripts|allow-top-navigation)"), s,
                   true);
}

bool type_accepts(struct str type, struct str v, bool fold)
{
    if (type.n && type.p[0] == '(')
        return in_list(type, fold ? trim(v) : v, fold) || (!fold && in_list(type, trim(v), false));
#define TYPE(name, test)         \
    if (str_eq(type, STR(name))) \
        return test;
#include "epub/check_types.def"
#undef TYPE
    return true;
}
