/* SPDX-License-Identifier: MIT */
/* Tests of the text of URI references. */
#include "base/uri.h"
#include "tap.h"

static struct arena arena;

static void test_decode(void)
{
    is_str(uri_decode(&arena, STR("a%20b%2Fc")), "a b/c", "escapes are decoded");
    is_str(uri_decode(&arena, STR("100%")), "100%", "a lone percent sign stays");
    is_str(uri_decode(&arena, STR("%zz%4")), "%zz%4", "so do invalid escapes");
    is_str(uri_decode(&arena, STR("a%00b")), "a%00b", "no NUL comes out");
}

static void test_encode(void)
{
    is_str(uri_encode(&arena, STR("/a b?q=\"x\"")), "/a%20b?q=%22x%22", "what may not stand");
    is_str(uri_encode(&arena, STR("%41%4")), "%41%254", "valid escapes stay, others are encoded");
    is_str(uri_encode(&arena, STR("\xC3\xA4")), "%C3%A4", "each byte of a character");
    is_str(uri_encode_fragment(&arena, STR("50%41?#[x]:y")), "50%2541?%23%5Bx%5D:y",
           "of an id nothing is an escape, and nothing ends it");
    is_str(uri_encode_path(&arena, STR("50%41?#.png")), "50%2541%3F%23.png",
           "all of a file's name");
}

static void test_scheme(void)
{
    is_str(uri_scheme(STR("https://x.org")), "https", "a scheme");
    is_str(uri_scheme(STR("view-source:x")), "view-source", "with a hyphen");
    is_str(uri_scheme(STR("a/b:c")), "", "a colon in a path begins none");
    is_str(uri_scheme(STR("c:\\x")), "", "nor does a drive's letter");
    is_str(uri_scheme(STR("1a:x")), "", "nor a digit");
    is_str(uri_scheme(STR("mailto")), "", "nor a word without a colon");
}

static void test_web(void)
{
    ok(uri_is_web(STR("HTTP://x.org")) && uri_is_web(STR("https://x.org/")), "http and https");
    ok(!uri_is_web(STR("http:x")) && !uri_is_web(STR("//x.org")), "not without their host");
    ok(!uri_is_web(STR("ftp://x.org")) && !uri_is_web(STR("x/https://y")), "and nothing else");
}

static void test_path(void)
{
    is_str(uri_path(STR("https://x.org/a/b?c")), "/a/b?c", "from the host's end on");
    is_str(uri_path(STR("https://x.org")), "", "none behind a host alone");
    is_str(uri_path(STR("a/b")), "", "none without a host");
}

int main(void)
{
    test_decode();
    test_encode();
    test_scheme();
    test_web();
    test_path();
    arena_done(&arena);
    return done();
}
