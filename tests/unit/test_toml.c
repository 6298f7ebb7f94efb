/* SPDX-License-Identifier: MIT */
/* TOML: every production of version 1.0, what it forbids, and what is saved of broken documents. */
#include "show.h"
#include "tap.h"

static struct arena arena;

#define TEXT(literal)                  \
    {                                  \
        (literal), sizeof(literal) - 1 \
    }

static const struct {
    struct str text;
    const char *shown;
} valid[] = {
#define VALID(text, shown) {TEXT(text), shown},
#include "toml_valid.def"
#undef VALID
};

static const struct str invalid[] = {
#define INVALID(text) TEXT(text),
#include "toml_invalid.def"
#undef INVALID
};

/* One bad value costs that value. */
static const struct {
    const char *text, *shown;
    unsigned line, column; /* of the first message */
    size_t messages;
} saved[] = {
    {"title = \"Tea\"\ndate = Date(2023, 1, 2)\nx = 1\n",
     "{title: \"Tea\", date: 'Date(2023, 1, 2)', x: #1}", 2, 8, 1},
    {"title = Foo bar\nx = 1\n", "{title: 'Foo bar', x: #1}", 1, 9, 1},
    {"title = \"Foo\nx = 1\n", "{title: 'Foo', x: #1}", 1, 13, 1},
    {"title = \"a \"b\" c\"\nx = 1\n", "{title: \"a \"b\" c\", x: #1}", 1, 13, 1},
    {"p = \"C:\\Users\"\nx = 1\n", "{p: \"C:\\Users\", x: #1}", 1, 10, 1},
    {"date = 2017-02-29\nx = 1\n", "{date: '2017-02-29', x: #1}", 1, 8, 1},
    {"date = 2014-12-04T0:00:00-08:00 # when\n", "{date: '2014-12-04T0:00:00-08:00'}", 1, 8, 1},
    {"tags = [a, 'b', \"c\"]\nx = 1\n", "{tags: ['a', \"b\", \"c\"], x: #1}", 1, 9, 1},
    {"tags = [\n  a,\n  b\n]\nx = 1\n", "{x: #1}", 2, 3, 1},
    {"a = \"\"\"open\nx = 1\n", "{x: #1}", 1, 5, 1},
    {"a = {b = 1,\nc = 2}\nx = 1\n", "{c: '2}', x: #1}", 1, 12, 2},
    {"garbage\nx = 1\n[t]\ny = 2\n", "{x: #1, t: {y: #2}}", 1, 8, 1},
    {"a = 1\na = 2\nb = 3\n", "{a: #1, b: #3}", 2, 1, 1},
    {"[t]\na = 1\n[t]\nb = 2\n", "{t: {a: #1, b: #2}}", 3, 3, 1},
    {"t = 1\n[t]\nb = 2\n[u]\nc = 3\n", "{t: #1, u: {c: #3}}", 2, 3, 1},
    {"[link](url)\nx = 1\n", "{link: {x: #1}}", 1, 7, 1},
    {"[a b]\nx = 1\n", "{x: #1}", 1, 4, 1},
    {"@def title = \"Tea\"\n@def tags = [\"a\"]\n", "{title: \"Tea\", tags: [\"a\"]}", 1, 6, 1},
    {"using Dates\ntitle = \"x\"\nf(x) = x\n", "{title: \"x\"}", 1, 7, 2},
    {"a = 1 b = 2\nc = 3\n", "{a: '1 b = 2', c: #3}", 1, 7, 1},
    {"a = {{ x }} \"y\"\nb = 1\n", "{a: '{{ x }} \"y\"', b: #1}", 1, 6, 1},
    {"a =\nb = 1\n", "{b: #1}", 1, 4, 1},
    {"\xFF = 1\nb = 1\n", "{b: #1}", 1, 1, 2},
};

static struct str parse(struct str text, struct diag_list *diags, bool *ret_ok)
{
    return show(&arena, toml_parse(&arena, text, STR("f"), 1, diags, ret_ok));
}

static void test_valid(void)
{
    for (size_t i = 0; i < sizeof valid / sizeof valid[0]; i++) {
        struct diag_list diags = {0};
        bool is_ok;
        struct str shown = parse(valid[i].text, &diags, &is_ok);

        is_str(shown, valid[i].shown, "valid %zu", i);
        ok(is_ok && diags.n == 0, "valid %zu is accepted", i);
        diag_list_done(&diags);
    }
}

static void test_invalid(void)
{
    for (size_t i = 0; i < sizeof invalid / sizeof invalid[0]; i++) {
        struct diag_list diags = {0};
        bool is_ok;

        parse(invalid[i], &diags, &is_ok);
        if (!ok(!is_ok && diags.n > 0, "invalid %zu is refused", i))
            printf("# %.*s\n", STR_ARG(invalid[i]));
        diag_list_done(&diags);
    }
}

static void test_saved(void)
{
    for (size_t i = 0; i < sizeof saved / sizeof saved[0]; i++) {
        struct diag_list diags = {0};
        bool is_ok;

        is_str(parse(str_of(saved[i].text), &diags, &is_ok), saved[i].shown, "saved %zu", i);
        ok(!is_ok && diags.n == saved[i].messages, "saved %zu: %zu messages", i, diags.n);
        ok(diags.n && diags.v[0].at.line == saved[i].line &&
               diags.v[0].at.column == saved[i].column,
           "saved %zu: at %u:%u", i, diags.n ? diags.v[0].at.line : 0,
           diags.n ? diags.v[0].at.column : 0);
        diag_list_done(&diags);
    }
}

static void test_positions(void)
{
    bool is_ok;
    const struct value *v =
        toml_parse(&arena, STR("a = 1\n\n[t]\n  b = [\n    'x',\n  ]\n[[u]]\nc.d = { e = 2 }\n"),
                   STR("f"), 3, NULL, &is_ok);
    const struct value *x = value_path(v, STR("t.b"));

    ok(is_ok && value_get(v, STR("a"))->line == 3, "line of the first key");
    ok(value_get(v, STR("a"))->column == 5, "column of its value");
    ok(value_get(v, STR("t"))->line == 5, "line of a header");
    ok(x->line == 6 && x->column == 7, "place of an array");
    ok(x->items[0].line == 7 && x->items[0].column == 5, "place of its element");
    ok(value_get(v, STR("u"))->items[0].line == 9, "line of an array of tables");
    ok(value_path(&value_get(v, STR("u"))->items[0], STR("c.d.e"))->column == 13,
       "place in an inline table");
}

static void test_bounds(void)
{
    struct buf b = {0};
    bool is_ok;

    buf_addz(&b, "a = ");
    buf_fill(&b, '[', 100000);
    parse(buf_str(&b), NULL, &is_ok);
    ok(!is_ok, "deep arrays are refused");
    buf_clear(&b);
    for (int i = 0; i < 1000; i++)
        buf_addz(&b, "a.");
    buf_addz(&b, "a = 1\n");
    parse(buf_str(&b), NULL, &is_ok);
    ok(!is_ok, "so are long dotted keys");
    buf_clear(&b);
    for (int i = 0; i < 19999; i++)
        buf_printf(&b, "k%d = \"\"\"\n", i);
    parse(buf_str(&b), NULL, &is_ok);
    ok(!is_ok, "many open strings end");
    buf_clear(&b);
    for (int i = 0; i < 20000; i++)
        buf_printf(&b, "k%d = [\n", i);
    parse(buf_str(&b), NULL, &is_ok);
    ok(!is_ok, "many open arrays end");
    buf_clear(&b);
    for (int i = 0; i < 20000; i++)
        buf_printf(&b, "k%d = %d\n", i, i);
    parse(buf_str(&b), NULL, &is_ok);
    ok(is_ok, "many keys are fine");
    buf_done(&b);
}

int main(void)
{
    test_valid();
    test_invalid();
    test_saved();
    test_positions();
    test_bounds();
    arena_done(&arena);
    return done();
}
