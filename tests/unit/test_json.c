/* SPDX-License-Identifier: MIT */
/* JSON: the grammar of RFC 8259, the additions that are read with a warning, and what is saved of
 * broken documents. */
#include "show.h"
#include "tap.h"

static struct arena arena;

struct row {
    const char *text, *shown;
};

static const struct row valid[] = {
    {"{}", "{}"},
    {"[]", "[]"},
    {" \t\r\n{ }\n", "{}"},
    {"\"x\"", "\"x\""},
    {"null", "null"},
    {"true", "true(true)"},
    {"false", "false(false)"},
    {"0", "#0"},
    {"-0", "#-0"},
    {"-12.50e+03", "#-12.50e+03"},
    {"1E5", "#1E5"},
    {"1e-5", "#1e-5"},
    {"123456789012345678901234567890", "#123456789012345678901234567890"},
    {"[1,2 , 3]", "[#1, #2, #3]"},
    {"[[],[[]],{}]", "[[], [[]], {}]"},
    {"{\"a\":1,\"b\":{\"c\":[null,true]}}", "{a: #1, b: {c: [null, true(true)]}}"},
    {"{\"\":\"\"}", "{: \"\"}"},
    {"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\"\\/\b\f\n\r\t\""},
    {"\"\\u0041\\u00e9\\u20AC\"", "\"A\xC3\xA9\xE2\x82\xAC\""},
    {"\"\\uD83D\\uDE00\"", "\"\xF0\x9F\x98\x80\""},
    {"\"\x7F\xC3\xA9\"", "\"\x7F\xC3\xA9\""},
    {"\xEF\xBB\xBF{\"a\":1}", "{a: #1}"},
    {"{\"a b\":\"// no comment\"}", "{a b: \"// no comment\"}"},
    {"\"'\"", "\"'\""},
};

/* Each is read, with one warning. */
static const struct row lenient[] = {
    {"{\"a\":1,}", "{a: #1}"},
    {"[1,2,]", "[#1, #2]"},
    {"// x\n{\"a\": 1 // y\n}", "{a: #1}"},
    {"/* x */[1/* y\n */,2]// z", "[#1, #2]"},
    {"{a: 1, $b_2: 2}", "{a: #1, $b_2: #2}"},
    {"{'a': 'it\\'s'}", "{a: \"it's\"}"},
    {"[+1, .5, 5., 0xFF, Infinity, -Infinity, NaN, -.5]",
     "[#+1, #.5, #5., #0xFF, #Infinity, #-Infinity, #NaN, #-.5]"},
    {"\"a\nb\tc\"", "\"a\nb\tc\""},
    {"\"a\\\nb\"", "\"ab\""},
    {"\"\\uD83D\"", "\"\xEF\xBF\xBD\""},
    {"\"\\uDE00x\"", "\"\xEF\xBF\xBDx\""},
    {"\"\\uD83D\\u0041\"", "\"\xEF\xBF\xBD"
                           "A\""},
    {"{\"a\":1,\"a\":2}", "{a: #2}"},
};

/* Each is refused; what was read before stays. */
static const struct row broken[] = {
    {"", "none"},
    {"  ", "none"},
    {"{", "{}"},
    {"}", "none"},
    {"[", "[]"},
    {"[1", "[#1]"},
    {"[1 2]", "[#1]"},
    {"[,]", "[]"},
    {"[,1]", "[]"},
    {"[1,,2]", "[#1]"},
    {"[1}", "[#1]"},
    {"{\"a\"}", "{}"},
    {"{\"a\":}", "{}"},
    {"{\"a\":1 \"b\":2}", "{a: #1}"},
    {"{\"a\":1,,}", "{a: #1}"},
    {"{:1}", "{}"},
    {"{\"title\":\"x\",\"tags\":[\"a\",\"b\"", "{title: \"x\", tags: [\"a\", \"b\"]}"},
    {"{\"a\":{\"b\":1,\"c\":x},\"d\":2}", "{a: {b: #1}}"},
    {"\"x", "none"},
    {"\"\\x\"", "none"},
    {"\"\\u12\"", "none"},
    {"\"\\u12g4\"", "none"},
    {"\"\\", "none"},
    {"nul", "none"},
    {"True", "none"},
    {"nullx", "none"},
    {"01", "none"},
    {"-", "none"},
    {"1e", "none"},
    {"1.e5", "none"},
    {"1.2.3", "none"},
    {"--1", "none"},
    {"0x", "none"},
    {"1 2", "#1"},
    {"{} x", "{}"},
    {"[]]", "[]"},
    {"/* x", "none"},
    {"/", "none"},
    {"[1] /", "[#1]"},
    {"\"\xFF\"", "\"\xFF\""},
    {"{\"a\":'x\"}", "{}"},
    {"\xC2\xA0{}", "none"},
};

static void test_rows(const struct row *rows, size_t n, bool is_good, size_t messages)
{
    for (size_t i = 0; i < n; i++) {
        struct diag_list diags = {0};
        bool is_ok;
        struct str text = str_of(rows[i].text);
        const struct value *v = json_parse(&arena, text, STR("f"), 1, &diags, &is_ok);

        is_str(show(&arena, v), rows[i].shown, "%s", rows[i].text);
        ok(is_ok == is_good, "%s is %s", rows[i].text, is_ok ? "accepted" : "refused");
        ok(is_good ? diags.n == messages : diags.n >= messages, "%zu messages", diags.n);
        diag_list_done(&diags);
    }
}

#define ROWS(rows) (rows), sizeof(rows) / sizeof(rows)[0]

static void test_positions(void)
{
    struct diag_list diags = {0};
    bool is_ok;
    const struct value *v = json_parse(&arena, STR("{\n  \"a\": [1,\n 2],\n  \"b\": nope\n}"),
                                       STR("f"), 5, &diags, &is_ok);
    const struct value *list = value_get(v, STR("a"));

    ok(list->line == 6 && list->column == 8, "place of a list");
    ok(list->items[1].line == 7 && list->items[1].column == 2, "place of its element");
    ok(diags.n == 1 && diags.v[0].at.line == 8 && diags.v[0].at.column == 8, "place of the fault");
    diag_list_done(&diags);
}

static void test_bounds(void)
{
    struct buf b = {0};
    bool is_ok;

    buf_fill(&b, '[', 100000);
    json_parse(&arena, buf_str(&b), STR("f"), 1, NULL, &is_ok);
    ok(!is_ok, "deep nesting is refused");
    buf_clear(&b);
    buf_fill(&b, '[', 100);
    buf_fill(&b, ']', 100);
    json_parse(&arena, buf_str(&b), STR("f"), 1, NULL, &is_ok);
    ok(is_ok, "a hundred levels are fine");
    buf_clear(&b);
    buf_byte(&b, '{');
    for (int i = 0; i < 20000; i++)
        buf_printf(&b, "\"k%d\": %d,\n", i, i);
    buf_addz(&b, "\"k\": 1}");
    ok(json_parse(&arena, buf_str(&b), STR("f"), 1, NULL, &is_ok)->n == 20001, "many keys");
    buf_done(&b);
}

int main(void)
{
    test_rows(ROWS(valid), true, 0);
    test_rows(ROWS(lenient), true, 1);
    test_rows(ROWS(broken), false, 1);
    test_positions();
    test_bounds();
    arena_done(&arena);
    return done();
}
