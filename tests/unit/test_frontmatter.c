/* SPDX-License-Identifier: MIT */
/* Front matter: where it begins and ends, what it says, and that no body text is lost. */
#include "input/frontmatter.h"
#include "show.h"
#include "tap.h"

static struct arena arena;

static const struct {
    const char *text, *shown, *body;
    unsigned block_line, body_line;
} found[] = {
    /* YAML between fences */
    {"---\ntitle: x\n---\nBody\n", "{title: 'x'}", "Body\n", 2, 4},
    {"---  \ntitle: x\n--- \t\nBody\n", "{title: 'x'}", "Body\n", 2, 4},
    {"\xEF\xBB\xBF---\ntitle: x\n---\nBody\n", "{title: 'x'}", "Body\n", 2, 4},
    {"\n\n  \n---\ntitle: x\n---\nBody\n", "{title: 'x'}", "Body\n", 5, 7},
    {" ---\ntitle: x\n---\nBody\n", "{title: 'x'}", "Body\n", 2, 4},
    {" ---\n title: x\n ---\nBody\n", "{title: 'x'}", "Body\n", 2, 4},
    {"---\n  title: x\n  date: 2024-05-01\n---\n", "{title: 'x', date: @2024-05-01}", "", 2, 5},
    {"---\r\ntitle: x\r\n---\r\nBody\r\n", "{title: 'x'}", "Body\r\n", 2, 4},
    {"---\ntitle: x\n...\nBody\n", "{title: 'x'}", "Body\n", 2, 4},
    {"---\ntitle: x\n---", "{title: 'x'}", "", 2, 4},
    {"---\n---\nBody\n", "{}", "Body\n", 2, 3},
    {"---\n\n# none\n\n---\nBody\n", "{}", "Body\n", 2, 6},
    {"----\ntitle: x\n----\nBody\n", "{title: 'x'}", "Body\n", 2, 4},
    {"---\na: 1\n\"a\\u0001\": \"b\\u0007c\"\n---\n", "{a: \"bc\"}", "", 2, 5},
    {"---\na: |\n  ---\n  b\n---\nBody", "{a: \"---\nb\n\"}", "Body", 2, 6},
    {"---\ntitle: x\n---\n\n---\nBody\n", "{title: 'x'}", "\n---\nBody\n", 2, 4},
    {"--- yaml\ntitle: x\n---\n", "{title: 'x'}", "", 2, 4},
    {"---toml\ntitle = 'x'\n---\nB", "{title: \"x\"}", "B", 2, 4},
    {"---json\n{\"title\": \"x\"}\n---\nB", "{title: \"x\"}", "B", 2, 4},
    {"---\n{\"title\": \"x\"}\n---\nB", "{title: \"x\"}", "B", 2, 4},
    {"---\ntitle = \"x\"\n---\nB", "{title: \"x\"}", "B", 2, 4},
    {"---\ntitle: x: y\n---\nB", "{title: 'x: y'}", "B", 2, 4},
    {"---\ntitle: x\ndate: 2024-05-01\n\nBody\n", "{title: 'x', date: @2024-05-01}", "\nBody\n", 2,
     4},
    {"---\ntags:\n- a\n- b\ntitle: x\n\nBody", "{tags: ['a', 'b'], title: 'x'}", "\nBody", 2, 6},
    {"--- # c\ntitle: x\n---\nB", "{title: 'x'}", "B", 2, 4},
    {"---\ntitle: x\n\nBody\n\n---\nmore\n", "{title: 'x'}", "\nBody\n\n---\nmore\n", 2, 3},
    {"---\ntitle: x\n\ntags: y\n\n---\nB", "{title: 'x', tags: 'y'}", "B", 2, 7},
    {"---\ntitle: x\n\na: |\n  some\n\n  prose\n---\nB", "{title: 'x', a: \"some\n\nprose\n\"}",
     "B", 2, 9},
    /* without an opening fence */
    {"title: x\ndate: 2024-05-01\n---\nBody\n", "{title: 'x', date: @2024-05-01}", "Body\n", 1, 4},
    {"title: x\n---\nBody\n", "{title: 'x'}", "Body\n", 1, 3},
    {"layout: post\ntags:\n  - a\n---\nBody", "{layout: 'post', tags: ['a']}", "Body", 1, 5},
    /* TOML */
    {"+++\ntitle = \"x\"\n+++\nBody\n", "{title: \"x\"}", "Body\n", 2, 4},
    {" +++\ntitle = \"x\"\n+++\nBody\n", "{title: \"x\"}", "Body\n", 2, 4},
    {"+++\r\ntitle = \"x\"\r\n+++\r\nB", "{title: \"x\"}", "B", 2, 4},
    {"+++\ntitle: x\n+++\nB", "{title: 'x'}", "B", 2, 4},
    {"+++\ntitle = \"x\"\ndate = Date(2023, 1, 2)\n+++\nB",
     "{title: \"x\", date: 'Date(2023, 1, 2)'}", "B", 2, 5},
    {"+++\nusing Dates\nf(x) = x\ntitle = \"x\"\n+++\nB", "{title: \"x\"}", "B", 2, 6},
    {"+++\n+++\nB", "{}", "B", 2, 3},
    {"+++\ntitle = \"x\"\n\nBody", "{title: \"x\"}", "\nBody", 2, 3},
    {"@def title = \"x\"\n@def tags = [\"a\"]\n\nBody", "{title: \"x\", tags: [\"a\"]}", "\nBody",
     1, 3},
    {"@def a = \"\"\"x\ny\"\"\"\n\n@def b = 1\n\nB", "{a: \"x\ny\", b: #1}", "\nB", 1, 5},
    /* JSON */
    {"{\n\"title\": \"x\"\n}\nBody", "{title: \"x\"}", "Body", 1, 4},
    {"{\"title\": \"}\"}\n\nBody", "{title: \"}\"}", "\nBody", 1, 2},
    {"{\"a\": {\"b\": \"\\\"\"}} Body", "{a: {b: \"\"\"}}", " Body", 1, 1},
    {"  {\"a\": 1}\nB", "{a: #1}", "B", 1, 2},
    {"{}\nB", "{}", "B", 1, 2},
    {";;;\n\"title\": \"x\",\n\"n\": 1\n;;;\nB", "{title: \"x\", n: #1}", "B", 2, 5},
    {";;;\n{\"title\": \"x\"}\n;;;\nB", "{title: \"x\"}", "B", 2, 4},
    {";;;\n;;;\nB", "{}", "B", 2, 3},
    {"\"title\": \"x\",\n\"tags\": [\n\"a\"\n]\n;;;\nB", "{title: \"x\", tags: [\"a\"]}", "B", 1,
     6},
};

/* All of these are body. */
static const char *const none[] = {
    "",
    "\n\n",
    "Body\n",
    "# Heading\n---\ntext\n",
    "---\n\nA thematic break.\n",
    "---\nprose without keys\n---\nmore\n",
    "---\n",
    "---",
    "--\ntitle: x\n--\n",
    "- - -\ntitle: x\n",
    "***\ntitle: x\n***\n",
    "---js\ntitle: x\n---\n",
    "Note: a heading\n---\ntext\n",
    "Two lines\nof text\n---\n",
    "title: x\n\nBody\n---\n",
    "title: x\nBody\n---\n",
    "title: x\n",
    "{% include x %}\nBody\n",
    "{{ x }}\n",
    "{: .class}\nBody\n",
    "{\"open\": 1\n",
    "{x}\n",
    "+++\nno assignment\n",
    "+++ a\nb = 1\n+++\n",
    ";;;\nbody\n",
    "https://example.org\nsecond: line\n---\n",
};

static void test_found(void)
{
    for (size_t i = 0; i < sizeof found / sizeof found[0]; i++) {
        struct frontmatter f;
        const struct value *v;

        if (!ok(frontmatter_split(str_of(found[i].text), &f), "found %zu", i))
            continue;
        v = frontmatter_parse(&arena, &f, STR("f"), NULL);
        is_str(show(&arena, v), found[i].shown, "what %zu says", i);
        is_str(f.body, found[i].body, "body of %zu", i);
        ok(f.block_line == found[i].block_line, "block of %zu begins in line %u", i, f.block_line);
        ok(f.body_line == found[i].body_line, "body of %zu begins in line %u", i, f.body_line);
    }
}

static void test_none(void)
{
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        struct frontmatter f;

        ok(!frontmatter_split(str_of(none[i]), &f), "none in %zu", i);
        ok(f.kind == FRONTMATTER_NONE && f.body_line == 1, "its body is all");
        is_str(f.body, none[i], "none is lost of %zu", i);
    }
    is_str((frontmatter_split(STR("\xEF\xBB\xBFx"), &(struct frontmatter){0}), STR("x")), "x",
           "a BOM alone");
}

/* Whatever is cut off in front, the parser answers with a map. */
static void test_messages(void)
{
    struct diag_list diags = {0};
    struct frontmatter f;
    const struct value *v;

    frontmatter_split(STR("---\ntitle: x\n\nBody\n"), &f);
    frontmatter_parse(&arena, &f, STR("f"), &diags);
    ok(diags.n == 1 && diags.v[0].id == DIAG_FRONT_MATTER_OPEN, "an open block is reported");
    frontmatter_split(STR("\n---\na: 1\nb: c: d\n---\n"), &f);
    frontmatter_parse(&arena, &f, STR("f"), &diags);
    ok(diags.n == 2 && diags.v[1].at.line == 4, "faults have the line of the file");
    frontmatter_split(STR("+++\na = 1\nb = c\n+++\n"), &f);
    frontmatter_parse(&arena, &f, STR("f"), &diags);
    ok(diags.n == 3 && diags.v[2].at.line == 3, "in TOML, too");
    frontmatter_split(STR(";;;\n\"a\": 1\n\"b\": 2\n;;;\n"), &f);
    frontmatter_parse(&arena, &f, STR("f"), &diags);
    ok(diags.n == 4 && diags.v[3].at.line == 3, "and in JSON without braces");
    frontmatter_split(STR("---\n- a: 1\n---\n"), &f);
    v = frontmatter_parse(&arena, &f, STR("f"), &diags);
    ok(v->kind == VALUE_MAP && v->n == 0, "a list is no front matter");
    diag_list_done(&diags);
}

int main(void)
{
    test_found();
    test_none();
    test_messages();
    arena_done(&arena);
    return done();
}
