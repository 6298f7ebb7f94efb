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

enum script { LTR, RTL, ARABIC, HAN, HANGUL };

static const struct {
    struct str subtag;
    enum script script;
} tongues[] = {
#define TONGUE(subtag, script) {STR_INIT(subtag), script},
#include "book/tongues.def"
#undef TONGUE
};

enum { TONGUE_COUNT = sizeof tongues / sizeof *tongues };

/* Up to the first '-' or '_'. */
static struct str primary_of(struct str tag)
{
    size_t n = 0;

    while (n < tag.n && tag.p[n] != '-' && tag.p[n] != '_')
        n++;
    return str_sub(tag, 0, n);
}

/* The row of TAG's language, TONGUE_COUNT when there is none. The rows are sorted. */
static size_t find_tongue(struct str tag)
{
    struct str primary = primary_of(tag);
    size_t low = 0, high = TONGUE_COUNT;
    char folded[3];

    if (primary.n < 2 || primary.n > sizeof folded)
        return TONGUE_COUNT;
    for (size_t i = 0; i < primary.n; i++)
        folded[i] = ascii_lower(primary.p[i]);
    primary.p = folded;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int c = str_cmp(tongues[mid].subtag, primary);

        if (c == 0)
            return mid;
        if (c < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return TONGUE_COUNT;
}

bool language_is_known(struct str tag)
{
    return find_tongue(tag) < TONGUE_COUNT;
}

static bool is_digits(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_ascii_digit(s.p[i]))
            return false;
    return true;
}

/* "Hans" */
static bool is_script(struct str s)
{
    return s.n == 4 && is_alpha(s);
}

/* "BR", "419" */
static bool is_region(struct str s)
{
    return (s.n == 2 && is_alpha(s)) || (s.n == 3 && is_digits(s));
}

bool language_is_name(struct str s)
{
    struct str rest = s, part;
    char joint = str_find_byte(s, '_', 0) == STR_NPOS ? '-' : '_';

    if (!language_is_known(s) || !str_split(&rest, joint, &part) || part.n != primary_of(s).n)
        return false;
    for (size_t i = 0; i < part.n; i++)
        if (part.p[i] < 'a' || part.p[i] > 'z')
            return false;
    if (!str_split(&rest, joint, &part))
        return true;
    if (is_script(part) && !str_split(&rest, joint, &part))
        return true;
    return is_region(part) && !rest.p;
}

/* Of the script that TAG names, else of the language's. */
static enum script script_of(struct str tag)
{
    static const struct {
        struct str name;
        enum script script;
    } scripts[] = {
        {STR_INIT("Arab"), ARABIC}, {STR_INIT("Aran"), ARABIC}, {STR_INIT("Thaa"), ARABIC},
        {STR_INIT("Syrc"), ARABIC}, {STR_INIT("Rohg"), ARABIC}, {STR_INIT("Nkoo"), RTL},
        {STR_INIT("Hebr"), RTL},    {STR_INIT("Adlm"), RTL},    {STR_INIT("Hans"), HAN},
        {STR_INIT("Hant"), HAN},    {STR_INIT("Hani"), HAN},    {STR_INIT("Jpan"), HAN},
        {STR_INIT("Kore"), HANGUL}, {STR_INIT("Hang"), HANGUL}};
    struct str rest = tag, part;
    size_t row = find_tongue(tag);

    str_split(&rest, '-', &part);
    if (str_split(&rest, '-', &part) && is_script(part)) {
        for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
            if (str_eq_fold(part, scripts[i].name))
                return scripts[i].script;
        return LTR;
    }
    return row < TONGUE_COUNT ? tongues[row].script : LTR;
}

bool language_is_rtl(struct str tag)
{
    enum script script = script_of(tag);

    return script == RTL || script == ARABIC;
}

bool language_is_upright(struct str tag)
{
    return script_of(tag) != LTR;
}

struct str language_comma(struct str tag)
{
    static const char *const commas[] = {
        [LTR] = ", ", [RTL] = ", ", [ARABIC] = "، ", [HAN] = "、", [HANGUL] = ", "};

    return str_of(commas[script_of(tag)]);
}

static bool is_within(struct str tag, struct str range)
{
    return str_starts_fold(tag, range) && (tag.n == range.n || tag.p[range.n] == '-');
}

bool language_agrees(struct str a, struct str b)
{
    return is_within(a, b) || is_within(b, a);
}

bool language_is_near(struct str a, struct str b)
{
    return str_eq_fold(primary_of(a), primary_of(b));
}
