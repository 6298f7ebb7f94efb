/* SPDX-License-Identifier: MIT */
/* Tests of diagnostics: the list, its options, its three forms of print. */
#include "base/diag.h"

#include <stdlib.h>

#include "tap.h"

static struct diag_pos at(const char *file, unsigned line, unsigned column)
{
    return (struct diag_pos){str_of(file), line, column};
}

/* What diag_print() writes for L; release it with free(). */
static char *printed(const struct diag_list *l, const struct diag_options *o,
                     enum diag_level *ret_worst)
{
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);

    *ret_worst = diag_print(l, o, out);
    fclose(out);
    return text;
}

static void expect(const struct diag_list *l, const struct diag_options *o, const char *text,
                   enum diag_level worst, const char *name)
{
    enum diag_level got_worst;
    char *got = printed(l, o, &got_worst);

    is_str(str_of(got), text, "%s: text", name);
    ok(got_worst == worst, "%s: worst level", name);
    free(got);
}

static void test_print(void)
{
    struct diag_list l = {0};
    struct diag_options o = {.least = DIAG_LEVEL_NOTE};

    diag_add(&l, DIAG_READ_SKIPPED, at("a.md", 3, 7), "Is a directory");
    expect(&l, &o,
           "a.md:3:7: warning: cannot read: Is a directory; leaving it out [read-skipped]\n",
           DIAG_LEVEL_WARNING, "as text");
    o.format = DIAG_JSON;
    expect(&l, &o,
           "{\"file\":\"a.md\",\"line\":3,\"column\":7,\"severity\":\"warning\","
           "\"name\":\"read-skipped\",\"message\":\"cannot read: Is a directory; leaving it "
           "out\"}\n",
           DIAG_LEVEL_WARNING, "as JSON");
    o.format = DIAG_GITHUB;
    expect(&l, &o,
           "::warning file=a.md,line=3,col=7,title=read-skipped::cannot read: Is a directory; "
           "leaving it out\n",
           DIAG_LEVEL_WARNING, "as a workflow command");
    diag_list_done(&l);
}

static void test_unsafe_text(void)
{
    struct diag_list l = {0};
    struct diag_options o = {.least = DIAG_LEVEL_NOTE};

    diag_add(&l, DIAG_USAGE, at("x\033[2J\xE2\x80\xAE.md", 0, 0), 3, "a\nb");
    expect(&l, &o, "x\\x1B[2J\\u202E.md: fatal: a\\x0Ab [usage]\n", DIAG_LEVEL_FATAL,
           "control characters are shown escaped");
    diag_list_done(&l);
}

static void test_levels(void)
{
    struct diag_list l = {0};
    struct diag_options o = {.least = DIAG_LEVEL_NOTE};

    diag_add(&l, DIAG_READ_SKIPPED, at("", 0, 0), "x");
    ok(diag_effective_level(&l.v[0], &o) == DIAG_LEVEL_WARNING, "the table's level");
    o.strict = true;
    ok(diag_effective_level(&l.v[0], &o) == DIAG_LEVEL_ERROR, "strict makes it an error");
    o.strict = false;
    ok(diag_options_set(&o, STR("no-read-skipped")), "no-NAME");
    expect(&l, &o, "", DIAG_LEVEL_OFF, "switched off");
    ok(diag_options_set(&o, STR("error=read-skipped")), "error=NAME");
    ok(diag_effective_level(&l.v[0], &o) == DIAG_LEVEL_ERROR, "raised");
    ok(diag_options_set(&o, STR("read-skipped")), "NAME");
    ok(diag_effective_level(&l.v[0], &o) == DIAG_LEVEL_WARNING, "back at the table's level");
    ok(!diag_options_set(&o, STR("no-such-name")), "an unknown name");
    ok(!diag_options_set(&o, STR("")), "an empty one");
    diag_list_done(&l);
}

static void test_fatal_stays(void)
{
    struct diag_list l = {0};
    struct diag_options o = {.least = DIAG_LEVEL_ERROR};

    diag_options_set(&o, STR("no-write-failed"));
    diag_add(&l, DIAG_WRITE_FAILED, at("", 0, 0), "disk full");
    expect(&l, &o,
           "mdbook2epub: fatal: cannot write: disk full; the previous file is untouched "
           "[write-failed]\n",
           DIAG_LEVEL_FATAL, "a fatal message cannot be switched off");
    diag_list_done(&l);
}

static void test_join(void)
{
    struct diag_list a = {0}, b = {0};

    diag_add(NULL, DIAG_USAGE, at("", 0, 0), 1, "x");
    diag_add(&a, DIAG_USAGE, at("", 0, 0), 3, "one");
    diag_add(&b, DIAG_USAGE, at("", 0, 0), 3, "two");
    diag_list_join(&a, &b);
    ok(a.n == 2 && b.n == 0, "diag_list_join moves");
    is_str(a.v[0].text, "one", "the first stays first");
    is_str(a.v[1].text, "two", "the second follows");
    diag_list_done(&a);
}

static void test_position(void)
{
    struct str text = STR("ab\ncd\n");
    struct diag_pos p = diag_pos_of(STR("f"), text, 4, 10);

    ok(p.line == 11 && p.column == 2, "a byte offset is a line and a column");
    p = diag_pos_of(STR("f"), text, 2, 1);
    ok(p.line == 1 && p.column == 3, "a line end belongs to its line");
    p = diag_pos_of(STR("f"), text, 99, 1);
    ok(p.line == 3 && p.column == 1, "behind the end is the end");
}

int main(void)
{
    test_print();
    test_unsafe_text();
    test_levels();
    test_fatal_stays();
    test_join();
    test_position();
    return done();
}
