/* SPDX-License-Identifier: MIT */
/* Language tags: shape, case and a few common slips. */
#include "book/language.h"

/* ISO 639-2 codes, country codes and names that people write for a language. */
static const struct {
    const char *written, *tag;
} slips[] = {
    {"eng", "en"},    {"us", "en-US"},  {"uk-en", "en-GB"}, {"gb", "en-GB"},   {"english", "en"},
    {"fre", "fr"},    {"fra", "fr"},    {"ger", "de"},      {"deu", "de"},     {"spa", "es"},
    {"ita", "it"},    {"por", "pt"},    {"dut", "nl"},      {"nld", "nl"},     {"rus", "ru"},
    {"jpn", "ja"},    {"jp", "ja"},     {"chi", "zh"},      {"zho", "zh"},     {"cn", "zh-CN"},
    {"kor", "ko"},    {"kr", "ko"},     {"per", "fa"},      {"fas", "fa"},     {"ara", "ar"},
    {"heb", "he"},    {"iw", "he"},     {"cz", "cs"},       {"gr", "el"},      {"ua", "uk"},
    {"german", "de"}, {"french", "fr"}, {"spanish", "es"},  {"chinese", "zh"}, {"japanese", "ja"},
};

static bool is_subtag(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_ascii_alnum(s.p[i]))
            return false;
    return s.n >= 1 && s.n <= 8;
}

static bool is_alpha(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_ascii_alpha(s.p[i]))
            return false;
    return true;
}

/* RFC 5646, 2.1.1: language lower, script Title, region UPPER. */
static void add_subtag(struct buf *out, struct str s, bool is_first)
{
    for (size_t i = 0; i < s.n; i++) {
        bool upper = !is_first && ((s.n == 2 && is_alpha(s)) || (s.n == 4 && i == 0));
        char c = ascii_lower(s.p[i]);

        buf_byte(out, upper && c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
    }
}

struct str language_tag(struct arena *a, struct str s)
{
    struct buf out = {0};
    char *p = (char *)arena_str(a, str_trim(s)).p;
    struct str rest = {p, str_trim(s).n}, part;
    bool is_first = true;

    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++)
        if (str_eq_fold(rest, str_of(slips[i].written)))
            return str_of(slips[i].tag);
    for (size_t i = 0; i < rest.n; i++)
        if (p[i] == '_')
            p[i] = '-';
    if (str_find_byte(rest, '.', 0) != STR_NPOS) /* "en_US.UTF-8" */
        rest = str_sub(rest, 0, str_find_byte(rest, '.', 0));
    while (rest.n && str_split(&rest, '-', &part)) {
        if (!is_subtag(part) || (is_first && (part.n < 2 || part.n > 3 || !is_alpha(part)))) {
            buf_done(&out);
            return STR("");
        }
        if (!is_first)
            buf_byte(&out, '-');
        add_subtag(&out, part, is_first);
        is_first = false;
    }
    s = arena_str(a, buf_str(&out));
    buf_done(&out);
    return s;
}

static bool primary_is(struct str tag, const char *const *list, size_t n)
{
    struct str primary = STR("");

    str_split(&tag, '-', &primary);
    for (size_t i = 0; i < n; i++)
        if (str_eq_fold(primary, str_of(list[i])))
            return true;
    return false;
}

bool language_is_rtl(struct str tag)
{
    static const char *const rtl[] = {"ar", "fa", "he", "ur", "ps", "yi", "dv", "ckb", "sd", "ug"};

    return primary_is(tag, rtl, sizeof rtl / sizeof *rtl);
}
