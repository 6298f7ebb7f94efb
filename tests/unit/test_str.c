/* SPDX-License-Identifier: MIT */
/* Tests of slices and buffers. */
#include "base/str.h"
#include "tap.h"

static void test_compare(void)
{
    ok(str_eq(STR("a"), STR("a")) && !str_eq(STR("a"), STR("b")), "str_eq compares bytes");
    ok(str_eq(STR_NONE, STR("")), "absent and empty are equal");
    ok(str_eq_fold(STR("HeLLo"), STR("hEllO")), "str_eq_fold ignores ASCII case");
    ok(!str_eq_fold(STR("\xC3\x84"), STR("\xC3\xA4")), "str_eq_fold leaves other letters alone");
    ok(str_cmp(STR("a"), STR("b")) < 0, "str_cmp: less");
    ok(str_cmp(STR("ab"), STR("a")) > 0, "str_cmp: the shorter is first");
    ok(str_cmp(STR("\xC3"), STR("z")) > 0, "str_cmp: bytes are unsigned");
    ok(str_cmp(STR("x"), STR("x")) == 0, "str_cmp: equal");
    ok(str_starts(STR("posts/a"), STR("posts/")) && !str_starts(STR("p"), STR("posts")), "starts");
    ok(str_ends(STR("a.md"), STR(".md")) && !str_ends(STR("md"), STR(".md")), "ends");
    ok(str_ends_fold(STR("A.MD"), STR(".md")), "ends, without case");
}

static void test_among(void)
{
    struct str words = STR("md mdx");

    ok(str_among(STR("md"), words) && str_among(STR("mdx"), words), "the first and the last word");
    ok(!str_among(STR("m"), words) && !str_among(STR("dx"), words), "no part of a word");
    ok(!str_among(STR(""), words) && !str_among(STR("md mdx"), words), "no gap, and no two words");
    ok(!str_among(STR("MD"), words) && str_among_fold(STR("MD"), words), "case, where it counts");
    ok(!str_among(STR("md"), STR("")), "nothing is among no words");
}

static void test_find(void)
{
    ok(str_find(STR("abcabc"), STR("bc"), 2) == 4, "str_find starts where asked");
    ok(str_find(STR("abc"), STR("x"), 0) == STR_NPOS, "str_find: none");
    ok(str_find(STR("abc"), STR(""), 3) == 3, "an empty needle is found at the end");
    ok(str_find(STR("abc"), STR("a"), 4) == STR_NPOS, "str_find behind the end");
    ok(str_find(STR_NONE, STR("a"), 0) == STR_NPOS, "str_find in nothing");
    ok(str_find_byte(STR("a/b/c"), '/', 2) == 3, "str_find_byte");
    ok(str_rfind_byte(STR("a/b/c"), '/') == 3, "str_rfind_byte");
    ok(str_rfind_byte(STR(""), '/') == STR_NPOS, "str_rfind_byte: none");
}

static void test_parts(void)
{
    is_str(str_skip(STR("abc"), 1), "bc", "str_skip");
    is_str(str_skip(STR("abc"), 9), "", "str_skip is clamped");
    is_str(str_chop(STR("abc"), 2), "a", "str_chop");
    is_str(str_chop(STR("abc"), 9), "", "str_chop is clamped");
    is_str(str_sub(STR("abcdef"), 2, 3), "cde", "str_sub");
    is_str(str_sub(STR("abc"), 2, 30), "c", "str_sub is clamped");
    is_str(str_trim(STR(" \t a b\r\n")), "a b", "str_trim");
    is_str(str_trim(STR("\xC2\xA0x")), "\xC2\xA0x", "str_trim keeps a no-break space");
    is_str(str_trim(STR("  ")), "", "str_trim of blanks");
}

static void test_split(void)
{
    struct str rest = STR("a,,b"), part = STR_NONE;

    ok(str_split(&rest, ',', &part) && str_eq(part, STR("a")), "first part");
    ok(str_split(&rest, ',', &part) && part.n == 0, "an empty part is a part");
    ok(str_split(&rest, ',', &part) && str_eq(part, STR("b")), "last part");
    ok(!str_split(&rest, ',', &part), "then the end");
    rest = STR("x,");
    str_split(&rest, ',', &part);
    ok(str_split(&rest, ',', &part) && part.n == 0, "a part behind the last separator");
    ok(!str_split(&rest, ',', &part), "and then the end");
}

static void test_lines(void)
{
    struct str rest = STR("a\r\n\nb"), line = STR_NONE;

    ok(str_line(&rest, &line) && str_eq(line, STR("a")), "CRLF is taken off");
    ok(str_line(&rest, &line) && line.n == 0, "an empty line");
    ok(str_line(&rest, &line) && str_eq(line, STR("b")), "a last line without LF");
    ok(!str_line(&rest, &line), "the end");
    rest = STR("a\n");
    str_line(&rest, &line);
    ok(!str_line(&rest, &line), "no empty line behind the last LF");
}

static void test_numbers(void)
{
    unsigned long v = 7;

    ok(str_to_uint(STR("0"), 10, &v) && v == 0, "zero");
    ok(str_to_uint(STR("18446744073709551615"), ~0UL, &v) && v == ~0UL, "the largest");
    v = 7;
    ok(!str_to_uint(STR("18446744073709551616"), ~0UL, &v) && v == 7, "one more is too large");
    ok(str_to_uint(STR("10"), 10, &v) && !str_to_uint(STR("11"), 10, &v), "the bound counts");
    ok(!str_to_uint(STR("9"), 5, &v), "one digit over the bound");
    ok(!str_to_uint(STR(""), 9, &v) && !str_to_uint(STR("1a"), 99, &v), "no number");
    ok(!str_to_uint(STR("-1"), 99, &v) && !str_to_uint(STR("+1"), 99, &v), "no signs");
    ok(str_hash(STR("a")) == 0xAF63DC4C8601EC8CUL, "str_hash is FNV-1a");
}

static void test_buf(void)
{
    struct buf b = {0};

    is_str(buf_str(&b), "", "an all-zero buffer is empty");
    buf_addz(&b, "ab");
    buf_byte(&b, 'c');
    buf_fill(&b, '-', 3);
    buf_add(&b, STR_NONE);
    buf_printf(&b, "%d%s", 42, "x");
    is_str(buf_str(&b), "abc---42x", "everything is appended");
    buf_clear(&b);
    for (int i = 0; i < 10000; i++)
        buf_byte(&b, 'y');
    ok(b.n == 10000 && b.p[9999] == 'y', "a buffer grows");
    buf_done(&b);
    ok(!b.p && !b.n && !b.size, "buf_done leaves an empty buffer");
}

static void test_escapes(void)
{
    struct buf b = {0};

    buf_xml(&b, STR("a<b> & \"c\" \x01\t\n"));
    is_str(buf_str(&b), "a&lt;b&gt; &amp; &quot;c&quot; \t\n", "buf_xml");
    buf_clear(&b);
    buf_json(&b, STR("a\"b\\c\n"));
    is_str(buf_str(&b), "a\\\"b\\\\c\\u000a", "buf_json");
    buf_done(&b);
}

int main(void)
{
    test_compare();
    test_among();
    test_find();
    test_parts();
    test_split();
    test_lines();
    test_numbers();
    test_buf();
    test_escapes();
    return done();
}
