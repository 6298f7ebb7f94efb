/* SPDX-License-Identifier: MIT */
/* Value types, language tags and dates of the validator. */
#include "epub/check_content.h"
#include "epub/check_dates.h"
#include "epub/check_types.h"
#include "tap.h"

static const struct {
    const char *type, *good, *bad; /* separated by "|" */
} cases[] = {
    {"word", "a|1a|é", "|a b"},
    {"ncname", "a|_x|a-1.b", "|1a|a:b|a b"},
    {"nmtoken", "1|a:b", "|a b"},
    {"mime", "text/css|a/b;c=d", "text|/x|a /b"},
    {"lang", "en|de-CH|x-klingon|", "e n|toolonglang|en-"},
    {"int0", "0|12|+3| 4 ", "-1|1.5|a|"},
    {"int1", "1|99", "0|-1|"},
    {"float", "1|-.5|1e3|INF", "|1px|e3|-"},
    {"float1", "0.1|2", "0|-1"},
    {"hash", "#a", "a|#|"},
    {"target", "_blank|_SELF|x|", "_x"},
    {"sizes", "any|16x16|16x16 32x32", "16|0x1|16x"},
    {"time", "2024|2024-05|2024-05-01|10:00|2024-W05|P1D|PT1H30M|1H 30M|05-01|--05-01",
     "nonsense|P1Y|20240101|1h 30m|2024-1-1"},
    {"editdate", "2024-05-01|2024-05-01T10:00Z|2024-05-01 10:00:00.5+01:00", "2024|10:00"},
    {"clock", "1|1.5s|0:00:01|00:01.5|1min|2h|100ms", "|x|-1s|1:2|1:00:60|1.s"},
    {"length", "1em|-2px|.5|50%|thickmathspace|negativethinmathspace", "x|1 em|space"},
    {"mathcolor", "#123|#aabbcc|red|transparent", "pink|#12|"},
    {"rect", "1,2,3,4|-1,2,3,4", "1,2,3|1,2,3,4,5|1 2 3 4"},
    {"circle", "1,2,3", "1,2"},
    {"poly", "1,2,3,4,5,6", "1,2,3,4,5|1,2,3,4"},
    {"uri", "a b|x#y|http://a/|%41", "%zz|a#b#c"},
    {"(a|b|)", "a|b|", "c|A"},
};

static void check_list(const char *type, const char *list, bool expected)
{
    struct str rest = str_of(list), value;
    bool more = true;

    while (more) {
        size_t bar = str_find_byte(rest, '|', 0);
        more = bar != STR_NPOS;
        value = more ? str_sub(rest, 0, bar) : rest;
        rest = str_skip(rest, more ? bar + 1 : rest.n);
        ok(type_accepts(str_of(type), value, false) == expected, "%s %s '%.*s'", type,
           expected ? "takes" : "refuses", STR_ARG(value));
    }
}

static const struct {
    const char *tag;
    bool good;
} languages[] = {
    {"en", true},
    {"en-GB", true},
    {"zh-cmn-Hans-CN", true},
    {"de-1996", true},
    {"en-GB-oed", true},
    {"i-klingon", true},
    {"x-own", true},
    {"sl-rozaj-biske", true},
    {"en-u-ca-buddhist", true},
    {"es-419", true},
    {"", false},
    {"e", false},
    {"en_US", false},
    {"en us", false},
    {"en-", false},
    {"abcdefghi", false},
    {"en-u", false},
    {"123", false},
};

int main(void)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check_list(cases[i].type, cases[i].good, true);
        check_list(cases[i].type, cases[i].bad, false);
    }
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        ok(is_language(str_of(languages[i].tag)) == languages[i].good, "language '%s'",
           languages[i].tag);
    double seconds;
    ok(is_clock(STR("1:01:01.5"), &seconds) && seconds == 3661.5, "clock value of hours");
    ok(is_clock(STR("250ms"), &seconds) && seconds == 0.25, "clock value of milliseconds");
    return done();
}
