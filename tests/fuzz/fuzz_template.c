/* SPDX-License-Identifier: MIT */
/* Fuzz target: expanding template constructs. The first two bytes are the syntax, the rest is the
 * text. What must hold: each line of the output has a line of the input; objects are marked once
 * each and in order of their numbers; the output is not much longer than the input; plain text in
 * which nothing is special passes as it is. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "render/template.h"

#define CHECK(condition, what) ((condition) ? (void)0 : fail(what))

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fail(const char *what)
{
    (void)fprintf(stderr, "%s\n", what);
    abort();
}

static bool resolve(void *ctx, enum template_ref kind, struct str target, struct str *ret_url)
{
    (void)ctx;
    *ret_url = target;
    return kind != REF_WIKI || target.n < 8;
}

static bool variable(void *ctx, struct str name, struct str *ret_value)
{
    (void)ctx;
    *ret_value = STR("/x");
    return str_starts(name, STR("site."));
}

static const char *include(void *ctx, struct str name, struct str *ret_text)
{
    *ret_text = name.n % 2 ? *(struct str *)ctx : STR("{% include aa %}<b>\n\n{{ include.x }}\n");
    return name.n > 1 ? NULL : "there is no such file";
}

static size_t count_lines(struct str s)
{
    size_t n = 1;

    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == '\n';
    return n;
}

static void check_objects(const struct template_result *r)
{
    char mark[32];
    size_t count = 0;

    for (size_t i = 0; i < r->text.n; i++)
        count += r->text.p[i] == OBJECT_OPEN;
    CHECK(count <= r->objects.n, "more marks than objects");
    for (size_t i = 0; i < r->objects.n && i < 100; i++) {
        int n = snprintf(mark, sizeof mark, "%c%zu%c", OBJECT_OPEN, i, OBJECT_CLOSE);
        size_t at = str_find(r->text, (struct str){mark, (size_t)n}, 0);

        CHECK(at == STR_NPOS ||
                  str_find(r->text, (struct str){mark, (size_t)n}, at + 1) == STR_NPOS,
              "an object stands twice");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct template_result r = {0};
    struct arena arena = {0};
    struct buf text = {0};
    struct str body;
    struct template_env env = {.ctx = &body,
                               .resolve = resolve,
                               .variable = variable,
                               .include = include,
                               .language = STR("en")};
    size_t lines;

    if (size < 2)
        return 0;
    for (size_t i = 2; i < size; i++) /* as the loader does: no control characters */
        if (data[i] >= ' ' || data[i] == '\n' || data[i] == '\t')
            buf_byte(&text, (char)data[i]);
    body = buf_str(&text);
    lines = count_lines(body);
    template_expand(&r, &arena, body, data[0] | (unsigned)data[1] << 8, &env, NULL, STR("x"), 1);
    CHECK(r.text.n < body.n * 64 + (64 << 20), "the output is too long");
    if (r.line_of) {
        CHECK(r.line_count == count_lines(r.text), "lines are missing from the map");
        for (size_t i = 0; i < r.line_count; i++)
            CHECK(r.line_of[i] >= 1 && r.line_of[i] <= lines, "a line comes from nowhere");
    }
    check_objects(&r);
    template_result_done(&r);
    arena_done(&arena);
    buf_done(&text);
    return 0;
}
