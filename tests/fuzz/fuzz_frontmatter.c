/* SPDX-License-Identifier: MIT */
/* Fuzz target: the head of a post. Block and body are parts of the text, the body its end; the
 * block becomes a map whose values have their places in the file. YAML alone is tried, too. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input/frontmatter.h"
#include "show.h"

static void fail(const char *what)
{
    (void)fprintf(stderr, "%s\n", what);
    abort();
}

#define CHECK(condition) ((condition) ? (void)0 : fail(#condition))

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool is_part(struct str part, struct str text)
{
    return part.p >= text.p && part.p + part.n <= text.p + text.n;
}

/* At most so many: YAML 1.1 ends lines at CR, U+0085, U+2028 and U+2029, too. */
static unsigned lines_of(struct str text)
{
    unsigned n = 1;

    for (size_t i = 0; i < text.n; i++)
        n += text.p[i] && strchr("\n\r\x85\xA8\xA9", text.p[i]) != NULL;
    return n;
}

static void check_split(struct arena *a, struct str text)
{
    struct diag_list diags = {0};
    struct frontmatter f;
    const struct value *v;
    bool is_found = frontmatter_split(text, &f);

    CHECK(is_found == (f.kind != FRONTMATTER_NONE));
    CHECK(is_part(f.body, text));
    CHECK(f.body.p + f.body.n == text.p + text.n);
    CHECK(f.body_line >= 1 && f.body_line <= lines_of(text) + 1);
    CHECK(is_found || f.body.n + 3 >= text.n);
    if (is_found) {
        CHECK(is_part(f.block, text) && f.block.p + f.block.n <= f.body.p);
        v = frontmatter_parse(a, &f, STR("f"), &diags);
        CHECK(v && v->kind == VALUE_MAP && is_sound(v, 0));
        for (size_t i = 0; i < diags.n; i++)
            CHECK(diags.v[i].at.line >= 1 && diags.v[i].at.line <= lines_of(text) + 1);
    }
    diag_list_done(&diags);
}

static void check_yaml(struct arena *a, struct str text)
{
    struct diag_list diags = {0};
    bool is_ok;
    const struct value *v = yaml_parse(a, text, STR("f"), 1, &diags, &is_ok);

    CHECK(!v || is_sound(v, 0));
    CHECK(is_ok || diags.n);
    diag_list_done(&diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct str text = arena_str(&a, (struct str){(const char *)data, size});

    check_split(&a, text);
    check_yaml(&a, text);
    arena_done(&a);
    return 0;
}
