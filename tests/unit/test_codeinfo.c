/* SPDX-License-Identifier: MIT */
/* The forms of a fence's info string that blogs hold. */
#include "render/codeinfo.h"

#include "tap.h"

struct example {
    const char *info, *language, *title, *ranges;
    int numbers; /* 1 asked for, 0 nothing said, -1 refused */
    size_t first;
    unsigned flags;
};

static const struct example examples[] = {
    {"", "", "", "", 0, 1, 0},
    {"rust", "rust", "", "", 0, 1, 0},
    {"  python3  ", "python3", "", "", 0, 1, 0},
    {"language-x", "x", "", "", 0, 1, 0},
    {"c++", "c++", "", "", 0, 1, 0},
    {"js{4,13,15}", "js", "", "4 13 15", 0, 1, 0},
    {"js {1,3-5}", "js", "", "1 3-5", 0, 1, 0},
    {"js{1}{2}", "js", "", "1 2", 0, 1, 0},
    {"js showLineNumbers {1,3-5}", "js", "", "1 3-5", 1, 1, 0},
    {"js {1, 3 - 5}", "js", "", "1 3-5", 0, 1, 0},
    {"js showLineNumbers=false", "js", "", "", -1, 1, 0},
    {"js showLineNumbers=7", "js", "", "", 1, 7, 0},
    {"js showLineNumbers{7} {2}", "js", "", "2", 1, 7, 0},
    {"bash {hl_lines=[7,8,9]}", "bash", "", "7 8 9", 0, 1, 0},
    {"go {linenos=table,hl_lines=[8,\"15-17\"],linenostart=199}", "go", "", "8 15-17", 1, 199, 0},
    {"go {hl_lines=[\"2-4\"], linenos=table, linenostart=199}", "go", "", "2-4", 1, 199, 0},
    {"go {linenos=false}", "go", "", "", -1, 1, 0},
    {"go {.line-numbers}", "go", "", "", 1, 1, 0},
    {"{hl_lines=[\"2-4\"]}", "", "", "2-4", 0, 1, 0},
    {"{4,13}", "", "", "4 13", 0, 1, 0},
    {"js title=\"x.js\"", "js", "x.js", "", 0, 1, 0},
    {"js title='a b.js' {2}", "js", "a b.js", "2", 0, 1, 0},
    {"js title=x.js", "js", "x.js", "", 0, 1, 0},
    {"js:title=x", "js", "x", "", 0, 1, 0},
    {"js:title=src/x.js {3}", "js", "src/x.js", "3", 0, 1, 0},
    {"ts:src/file.ts", "ts", "src/file.ts", "", 0, 1, 0},
    {"ts:src/file.ts{2}", "ts", "src/file.ts", "2", 0, 1, 0},
    {"ts:line-numbers {1}", "ts", "", "1", 1, 1, 0},
    {"ts:line-numbers=2 {1}", "ts", "", "1", 1, 2, 0},
    {"ts:no-line-numbers", "ts", "", "", -1, 1, 0},
    {"js [config.js]", "js", "config.js", "", 0, 1, 0},
    {"js filename=\"x\"", "js", "x", "", 0, 1, 0},
    {"js \"a.js\"", "js", "a.js", "", 0, 1, 0},
    {"javascript babel.config.js", "javascript", "babel.config.js", "", 0, 1, 0},
    {"yaml container-linux-config:norender", "yaml", "", "", 0, 1, 0},
    {"json ignition-config", "json", "", "", 0, 1, 0},
    {"shell npm2yarn", "shell", "", "", 0, 1, 0},
    {"{r}", "r", "", "", 0, 1, 0},
    {"{r, echo=FALSE}", "r", "", "", 0, 1, CODEINFO_HIDDEN},
    {"{r plot-1, fig.width=7, include=F}", "r", "", "", 0, 1, CODEINFO_HIDDEN},
    {"{r, echo=TRUE}", "r", "", "", 0, 1, 0},
    {"{python}", "python", "", "", 0, 1, 0},
    {"{=html}", "html", "", "", 0, 1, 0},
    {"{.python .numberLines startFrom=\"10\"}", "python", "", "", 1, 10, 0},
    {"{ .haskell #ex caption=\"A b\" }", "haskell", "A b", "", 0, 1, 0},
    {"python {.numberLines}", "python", "", "", 1, 1, 0},
    {"js/0,3,4", "js", "", "1 4 5", 0, 1, 0},
    {"js/0-2", "js", "", "1-3", 0, 1, 0},
    {"text/html", "text/html", "", "", 0, 1, 0},
    {"rust,linenos,hl_lines=3-5", "rust", "", "3-5", 1, 1, 0},
    {"rust,linenos,linenostart=20,hl_lines=3-5 8 9-10", "rust", "", "3-5 8 9-10", 1, 20, 0},
    {"rust, hl_lines=1 3", "rust", "", "1 3", 0, 1, 0},
    {"rust,name=src/a.rs", "rust", "src/a.rs", "", 0, 1, 0},
    {"rust,ignore,editable", "rust", "", "", 0, 1, CODEINFO_IGNORE | CODEINFO_EDITABLE},
    {"rust,no_run", "rust", "", "", 0, 1, CODEINFO_NO_RUN},
    {"rust,should_panic,compile_fail,E0308", "rust", "", "", 0, 1,
     CODEINFO_SHOULD_PANIC | CODEINFO_COMPILE_FAIL},
    {"rust ignore-windows", "rust", "", "", 0, 1, CODEINFO_IGNORE},
    {"ignore", "ignore", "", "", 0, 1, 0},
    {"shell=", "shell", "", "", 1, 1, 0},
    {"typescript=101", "typescript", "", "", 1, 101, 0},
    {"jsx /useState/ {3}", "jsx", "", "3", 0, 1, 0},
    {"js ins={2} del={4-5}", "js", "", "2 4-5", 0, 1, 0},
    {"js highlight={1}", "js", "", "1", 0, 1, 0},
    {"js {9-7}", "js", "", "7-9", 0, 1, 0},
    {"js {", "js", "", "", 0, 1, 0},
    {"js title=\"unclosed", "js", "unclosed", "", 0, 1, 0},
    {"js }]'=", "js", "=", "", 0, 1, 0},
    {"a=b=c", "a", "", "", 1, 1, 0},
};

static struct str show_ranges(struct buf *b, const struct codeinfo *info)
{
    for (size_t i = 0; i < info->range_count; i++) {
        buf_printf(b, "%s%zu", i ? " " : "", info->ranges[i].first);
        if (info->ranges[i].last != info->ranges[i].first)
            buf_printf(b, "-%zu", info->ranges[i].last);
    }
    return buf_str(b);
}

static void try_example(struct arena *a, const struct example *e)
{
    struct codeinfo info;
    struct buf b = {0};
    int numbers;

    codeinfo_parse(a, str_of(e->info), &info);
    numbers = info.no_line_numbers ? -1 : info.line_numbers;
    is_str(info.language, e->language, "language of '%s'", e->info);
    is_str(info.title, e->title, "title of '%s'", e->info);
    is_str(show_ranges(&b, &info), e->ranges, "marked lines of '%s'", e->info);
    ok(numbers == e->numbers && info.first_line == e->first && info.flags == e->flags,
       "numbers and flags of '%s' (%d %zu %u)", e->info, numbers, info.first_line, info.flags);
    buf_done(&b);
}

static void try_rest(struct arena *a)
{
    struct codeinfo info;
    struct buf b = {0};

    codeinfo_parse(a, STR("diff-js {2}"), &info);
    is_str(info.language, "js", "diff-js is js");
    ok(info.is_diff, "and a diff");
    ok(codeinfo_is_marked(&info, 2) && !codeinfo_is_marked(&info, 1), "line 2 is marked");
    codeinfo_parse(a, STR("diff"), &info);
    ok(!info.is_diff && info.language.n == 4, "diff alone is the language");
    buf_addz(&b, "js {");
    for (int i = 1; i < 2000; i++)
        buf_printf(&b, "%d,", i);
    codeinfo_parse(a, buf_str(&b), &info);
    ok(info.range_count == CODEINFO_RANGES_MAX, "ranges are bounded");
    codeinfo_parse(a, STR("js {99999999999999999999999}"), &info);
    ok(info.range_count == 1, "a number too large is clamped");
    buf_done(&b);
}

int main(void)
{
    struct arena a = {0};

    for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++)
        try_example(&a, &examples[i]);
    try_rest(&a);
    arena_done(&a);
    return done();
}
