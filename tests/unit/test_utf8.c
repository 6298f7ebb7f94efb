/* SPDX-License-Identifier: MIT */
/* Tests of UTF-8. */
#include "base/utf8.h"
#include "tap.h"

static void test_decode(void)
{
    static const struct {
        const char *text;
        size_t length;
        uint32_t c;
    } rows[] = {
        {"A", 1, 'A'},
        {"\x7F", 1, 0x7F},
        {"\xC2\x80", 2, 0x80},
        {"\xDF\xBF", 2, 0x7FF},
        {"\xE0\xA0\x80", 3, 0x800},
        {"\xEF\xBF\xBF", 3, 0xFFFF},
        {"\xF0\x90\x80\x80", 4, 0x10000},
        {"\xF4\x8F\xBF\xBF", 4, 0x10FFFF},
        {"\x80", 0, 0},     /* a lone tail */
        {"\xC0\xAF", 0, 0}, /* not the shortest form */
        {"\xC1\xBF", 0, 0},
        {"\xE0\x9F\xBF", 0, 0},
        {"\xF0\x8F\xBF\xBF", 0, 0},
        {"\xED\xA0\x80", 0, 0},     /* a surrogate */
        {"\xF4\x90\x80\x80", 0, 0}, /* over U+10FFFF */
        {"\xF5\x80\x80\x80", 0, 0},
        {"\xE2\x82", 0, 0}, /* cut */
        {"\xE2\x28\xA1", 0, 0},
        {"", 0, 0},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint32_t c = 0;
        size_t n = utf8_decode(str_of(rows[i].text), 0, &c);

        ok(n == rows[i].length && (n == 0 || c == rows[i].c), "decode row %zu", i);
    }
}

static void test_round_trip(void)
{
    struct buf b = {0};
    bool same = true;

    for (uint32_t c = 1; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 251) {
        uint32_t back = 0;

        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        buf_clear(&b);
        utf8_add(&b, c);
        same = same && utf8_decode(buf_str(&b), 0, &back) == b.n && back == c;
    }
    ok(same, "what utf8_add writes, utf8_decode reads");
    buf_done(&b);
}

static void test_valid(void)
{
    ok(utf8_valid_prefix(STR("a\xC3\xA9")) == 3, "valid text is a valid prefix");
    ok(utf8_valid_prefix(STR("a\xC3\xA9\xFFz")) == 3, "up to the first bad byte");
    ok(utf8_valid_prefix(STR("ab\xC3")) == 2, "a cut sequence is bad");
    ok(utf8_count(STR("a\xC3\xA9\xE8\x8C\xB6\xF0\x9F\x8D\xB5")) == 4, "characters are counted");
    ok(utf8_head(STR("a\xC3\xA9\xE8\x8C\xB6"), 3).n == 3 &&
           utf8_head(STR("a\xC3\xA9\xE8\x8C\xB6"), 5).n == 3 &&
           utf8_head(STR("a\xC3\xA9"), 2).n == 1 && utf8_head(STR("a\xC3\xA9"), 9).n == 3,
       "a head has whole characters");
    ok(utf8_valid_prefix(STR("")) == 0, "nothing");
}

static void test_properties(void)
{
    ok(utf8_is_xml_char('\t') && utf8_is_xml_char(0x1F600), "characters of XML");
    ok(!utf8_is_xml_char(0) && !utf8_is_xml_char(0x0B) && !utf8_is_xml_char(0xFFFE),
       "characters that XML has not");
    ok(utf8_lower('A') == 'a' && utf8_lower(0x0416) == 0x0436, "lower case of two scripts");
    ok(utf8_lower(0x4E2D) == 0x4E2D, "no case, no change");
    struct buf folded = {0};
    utf8_add_folded(&folded, STR("Stra\xC3\x9F"
                                 "e E\xCC\x81 \xE2\x91\xA0"));
    ok(str_eq(buf_str(&folded), STR("strasse \xC3\xA9 \xE2\x91\xA0")),
       "folded: full, composed, no compatibility");
    buf_done(&folded);
    ok(utf8_is_word(0x4E2D) && utf8_is_word('7') && utf8_is_word(0x0301), "word characters");
    ok(!utf8_is_word('-') && !utf8_is_word(0x3002), "what is none");
    ok(utf8_width('a') == 1 && utf8_width(0x4E2D) == 2 && utf8_width(0x0301) == 0, "columns");
    buf_clear(&folded);
    utf8_add_folded(&folded, STR("READ-Me.txt"));
    is_str(buf_str(&folded), "read-me.txt", "ASCII alone");
    buf_clear(&folded);
    utf8_add_folded(&folded, STR("A\xFF"
                                 "B"));
    is_str(buf_str(&folded),
           "A\xFF"
           "B",
           "what is not valid stays");
    buf_done(&folded);
}

int main(void)
{
    test_decode();
    test_round_trip();
    test_valid();
    test_properties();
    return done();
}
