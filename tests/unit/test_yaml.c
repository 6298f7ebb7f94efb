/* SPDX-License-Identifier: MIT */
/* YAML: what values mean, and what is saved of broken blocks. */
#include "show.h"
#include "tap.h"

static struct arena arena;

/* What TEXT becomes, and with how many messages. */
struct row {
    const char *text, *shown;
    size_t messages;
    bool is_broken;
};

static const struct row sound[] = {
    {"", "none", 0, false},
    {"# nothing\n", "none", 0, false},
    {"title: Tea\n", "{title: 'Tea'}", 0, false},
    {"title: 'Tea'\ndate: 2024-05-01\n", "{title: \"Tea\", date: @2024-05-01}", 0, false},
    {"v: 1.10\n", "{v: #1.10}", 0, false},
    {"v: [0x1F, -3, 1e5, .inf, 1_000, 0o17, +.5, 1.2.3, 12:30]\n",
     "{v: [#0x1F, #-3, #1e5, #.inf, #1_000, #0o17, #+.5, '1.2.3', '12:30']}", 0, false},
    {"v: [true, No, on, OFF, y, \"yes\"]\n",
     "{v: [true(true), false(No), true(on), false(OFF), 'y', \"yes\"]}", 0, false},
    {"v: [~, null, Null, \"\"]\n", "{v: [null, null, null, \"\"]}", 0, false},
    {"a:\nb: x\n", "{a: null, b: 'x'}", 0, false},
    {"v: 2017-02-29\n", "{v: '2017-02-29'}", 0, false},
    {"v: 2017-02-28 10:00:00 +0100\n", "{v: @2017-02-28 10:00:00 +0100}", 0, false},
    {"v: !!str 2017-02-28\nw: !ruby/object:Foo x\n", "{v: '2017-02-28', w: 'x'}", 0, false},
    {"  title: a\n  date: b\n", "{title: 'a', date: 'b'}", 0, false},
    {"title: a\r\ntags:\r\n- b\r\n- c\r\n", "{title: 'a', tags: ['b', 'c']}", 0, false},
    {"\xEF\xBB\xBFtitle: a\n", "{title: 'a'}", 0, false},
    {"a: |\n  x\n  y\nb: >\n  x\n  y\n", "{a: \"x\ny\n\", b: \"x y\n\"}", 0, false},
    {"a: \"\\u00e9\\n\"\n", "{a: \"\xC3\xA9\n\"}", 0, false},
    {"a: {b: {c: [1, {d: e}]}}\n", "{a: {b: {c: [#1, {d: 'e'}]}}}", 0, false},
    {"- a\n- b\n", "['a', 'b']", 0, false},
    {"just words\n", "'just words'", 0, false},
    {"a: &x [1, 2]\nb: *x\n", "{a: [#1, #2], b: [#1, #2]}", 0, false},
    {"a: &x {p: 1, q: 2}\nb:\n  <<: *x\n  q: 3\n", "{a: {p: #1, q: #2}, b: {q: #3, p: #1}}", 0,
     false},
    {"a: &x {p: 1}\nb: &y {p: 2, q: 2}\nc: {<<: [*x, *y]}\n",
     "{a: {p: #1}, b: {p: #2, q: #2}, c: {p: #1, q: #2}}", 0, false},
    {"'<<': x\n", "{<<: 'x'}", 0, false},
    {"a: 1\nb: 2\na: 3\n", "{a: #3, b: #2}", 1, false},
    {"a: &x 1\nb: &x 2\nc: *x\n", "{a: #1, b: #2, c: #2}", 0, false},
    {"a: 1\n---\nb: 2\n", "{a: #1}", 0, false},
    {"a: 1\n...\n[broken\n", "{a: #1}", 0, false},
    {"og:title: x\n'a:\"b': y\n", "{og:title: 'x', a:\"b: 'y'}", 0, false},
    {"1: x\ntrue: y\nnull: z\n", "{1: 'x', true: 'y', null: 'z'}", 0, false},
};

/* libyaml refuses each of these as a whole. */
static const struct row broken[] = {
    {"title: Foo: bar\ndate: 2024-05-01\n", "{title: 'Foo: bar', date: @2024-05-01}", 1, true},
    {"title: @home\ntags: [a]\n", "{title: '@home', tags: ['a']}", 1, true},
    {"title: `x` is\nb: 1\n", "{title: '`x` is', b: #1}", 1, true},
    {"title: *not* an alias\nb: 1\n", "{title: '*not* an alias', b: #1}", 1, true},
    {"title: *gone\nb: 1\n", "{title: '*gone', b: #1}", 1, true},
    {"title: \"open\ndate: 2024-05-01\n", "{title: 'open', date: @2024-05-01}", 1, true},
    {"title: 'it's fine'\nb: 1\n", "{title: \"it's fine\", b: #1}", 1, true},
    {"title: \"a \"b\" c\"\nb: 1\n", "{title: \"a \"b\" c\", b: #1}", 1, true},
    {"title: \"C:\\Users\"\nb: 1\n", "{title: \"C:\\Users\", b: #1}", 1, true},
    {"title: \"Foo\" and bar\nb: 1\n", "{title: '\"Foo\" and bar', b: #1}", 1, true},
    {"title: [Foo] bar\nb: 1\n", "{title: '[Foo] bar', b: #1}", 1, true},
    {"title: {{ page.title }}\nb: 1\n", "{title: '{{ page.title }}', b: #1}", 1, true},
    {"title: %x\nb: 1\n", "{title: '%x', b: #1}", 1, true},
    {"title: a\n\tdate: b\n", "{title: 'a', date: 'b'}", 1, true},
    {"author:\n\tname: x\n\turl: y\nb: 1\n", "{author: {name: 'x', url: 'y'}, b: #1}", 1, true},
    {"author:\n  name: Foo: bar\n  url: x\nb: 1\n", "{author: {name: 'Foo: bar', url: 'x'}, b: #1}",
     1, true},
    {"tags:\n  - @a\n  - b\n  - c: d\n", "{tags: ['@a', 'b', {c: 'd'}]}", 1, true},
    {"tags: [a, @b, 'c, d', \"e\"]\nb: 1\n", "{tags: ['a', '@b', \"c, d\", \"e\"], b: #1}", 1,
     true},
    {"title: a\n  date: b\n", "{title: 'a', date: 'b'}", 1, true},
    {" title: a\ndate: b\n", "{title: 'a', date: 'b'}", 1, true},
    {"title:Foo\ndate: b\n", "{title: 'Foo', date: 'b'}", 1, true},
    {"title:Foo\n", "{title: 'Foo'}", 1, true},
    {"title：Tee\ndate: b\n", "{title: 'Tee', date: 'b'}", 1, true},
    {"a: 1\ntitle:\"Tea: x\"\nb: 1\n", "{a: #1, title: \"Tea: x\", b: #1}", 1, true},
    {"a: [x, y]\n\tb: 1\nc: 2\n", "{a: ['x', 'y'], b: #1, c: #2}", 1, true},
    {"tags:\n- x\n- y z\n a: b\nc: 1\n", "{tags: ['x', 'y z'], a: 'b', c: #1}", 1, true},
    {"authors:\n- name: A: B\n  url: x\n- name: C\nc: 1\n",
     "{authors: [{name: 'A: B', url: 'x'}, {name: 'C'}], c: #1}", 1, true},
    {"title: - Tea\nb: 1\n", "{title: '- Tea', b: #1}", 1, true},
    {"title: a\nnonsense\ndate: b\n", "{title: 'a', date: 'b'}", 1, true},
    {"<<<<<<< HEAD\ntitle: a\n=======\ntitle: b\n>>>>>>> x\n", "{title: 'b'}", 2, true},
    {"description: This is: a text\n  that goes on\nb: 1\n",
     "{description: 'This is: a text that goes on', b: #1}", 1, true},
    {"a: |\n\tx\n\ty\nb: 1\n", "{a: \"x\ny\n\", b: #1}", 1, true},
    {"a: &x 1\nb: c: d\ne: *x\n", "{a: #1, b: 'c: d', e: #1}", 1, true},
    {"\"key\": a: b\nc: 1\n", "{key: 'a: b', c: #1}", 1, true},
    {"title: @x # said he\nb: 1\n", "{title: '@x', b: #1}", 1, true},
    {"title: a: #5\nb: 1\n", "{title: 'a: #5', b: #1}", 1, true},
    {"date: x: 2024-05-01\nd: @2024\ne: 2024-05-01\n",
     "{date: 'x: 2024-05-01', d: '@2024', e: @2024-05-01}", 1, true},
    {"[broken\n", "none", 1, true},
    {"a: \x01\nb: 1\n", "{a: '\x01', b: #1}", 1, true},
    {"\xE6\xA0\x87\xE9\xA2\x98: a: b\n", "{\xE6\xA0\x87\xE9\xA2\x98: 'a: b'}", 1, true},
};

static void test_rows(const struct row *rows, size_t n, const char *what)
{
    for (size_t i = 0; i < n; i++) {
        struct diag_list diags = {0};
        bool is_ok;
        const struct value *v =
            yaml_parse(&arena, str_of(rows[i].text), STR("f"), 1, &diags, &is_ok);

        is_str(show(&arena, v), rows[i].shown, "%s %zu", what, i);
        ok(is_ok == !rows[i].is_broken, "%s %zu is %s", what, i, is_ok ? "sound" : "broken");
        ok(diags.n == rows[i].messages, "%s %zu: %zu messages", what, i, diags.n);
        diag_list_done(&diags);
    }
}

static void test_positions(void)
{
    struct diag_list diags = {0};
    bool is_ok;
    const struct value *v =
        yaml_parse(&arena, STR("title: a\nauthor:\n  name: b\n"), STR("f"), 2, &diags, &is_ok);

    ok(value_get(v, STR("title"))->line == 2, "line of the first key");
    ok(value_get(v, STR("title"))->column == 8, "column of a value");
    ok(value_path(v, STR("author.name"))->line == 4, "line of an inner key");
    ok(value_path(v, STR("author.name"))->column == 9, "its column");
    v = yaml_parse(&arena, STR("a: 1\nb: c: d\n  e: 5\nf: 6\n"), STR("f"), 10, &diags, &is_ok);
    ok(!is_ok && diags.n == 1 && diags.v[0].at.line == 11, "the fault has its line");
    ok(diags.v[0].at.column > 1, "and a column");
    ok(value_get(v, STR("f"))->line == 13, "recovered keys have their lines");
    ok(value_get(v, STR("b"))->line == 11, "also the broken one");
    diag_list_done(&diags);
}

static void test_get(void)
{
    bool is_ok, on;
    const struct value *v =
        yaml_parse(&arena, STR("t: no\nn: ~\nl: [a]\np: {q: {r: x}}\nq: 'Yes'\ne: maybe\n"),
                   STR("f"), 1, NULL, &is_ok);

    is_str(value_text(value_get(v, STR("t"))), "no", "a bool is the word that stood there");
    ok(value_bool(value_get(v, STR("t")), &on) && !on, "no is false");
    ok(value_bool(value_get(v, STR("q")), &on) && on, "a quoted yes is true");
    ok(!value_bool(value_get(v, STR("e")), &on), "other words are no bool");
    ok(!value_bool(NULL, &on), "nothing is no bool");
    ok(value_text(value_get(v, STR("n"))).p && !value_text(value_get(v, STR("n"))).n,
       "a null is empty");
    ok(!value_text(value_get(v, STR("l"))).p, "a list has no text");
    ok(!value_get(v, STR("none")) && !value_get(NULL, STR("x")), "nothing there");
    ok(!value_get(value_get(v, STR("t")), STR("x")), "a scalar has no members");
    is_str(value_text(value_path(v, STR("p.q.r"))), "x", "a path");
    ok(!value_path(v, STR("p.z.r")), "a path to nowhere");
}

/* Input that is made to cost much ends soon, and within the bounds. */
static void test_bounds(void)
{
    struct buf b = {0};
    struct diag_list diags = {0};
    bool is_ok;
    const struct value *v;

    buf_addz(&b, "a: &a [x,x,x,x,x,x,x,x,x,x]\n");
    for (int c = 'b'; c < 'k'; c++)
        buf_printf(&b, "%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n", c, c, c - 1, c - 1,
                   c - 1, c - 1, c - 1, c - 1, c - 1, c - 1, c - 1, c - 1);
    v = yaml_parse(&arena, buf_str(&b), STR("f"), 1, &diags, &is_ok);
    ok(!is_ok && v && v->n == 10, "a billion laughs: all keys, no explosion");
    ok(show(&arena, v).n < 200000, "and little text");
    buf_clear(&b);
    buf_fill(&b, '[', 20000);
    v = yaml_parse(&arena, buf_str(&b), STR("f"), 1, &diags, &is_ok);
    ok(!is_ok && !v, "deep nesting is refused");
    buf_clear(&b);
    for (int i = 0; i < 3000; i++) {
        buf_fill(&b, ' ', (size_t)i % 500);
        buf_addz(&b, "a: b: c\n");
    }
    yaml_parse(&arena, buf_str(&b), STR("f"), 1, &diags, &is_ok);
    ok(!is_ok, "stairs of broken lines end");
    buf_done(&b);
    diag_list_done(&diags);
}

int main(void)
{
    test_rows(sound, sizeof sound / sizeof sound[0], "sound");
    test_rows(broken, sizeof broken / sizeof broken[0], "broken");
    test_positions();
    test_get();
    test_bounds();
    arena_done(&arena);
    return done();
}
