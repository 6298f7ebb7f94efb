/* SPDX-License-Identifier: MIT */
/* Fuzz target: TOML. A document is refused with a message or accepted without one; what is
 * accepted means the same with CRLF for LF. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "show.h"

static void fail(const char *what)
{
    (void)fprintf(stderr, "%s\n", what);
    abort();
}

#define CHECK(condition) ((condition) ? (void)0 : fail(#condition))

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct str with_crlf(struct arena *a, struct str text)
{
    struct buf out = {0};
    struct str result;

    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '\n' && (i == 0 || text.p[i - 1] != '\r'))
            buf_byte(&out, '\r');
        buf_byte(&out, text.p[i]);
    }
    result = arena_str(a, buf_str(&out));
    buf_done(&out);
    return result;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct diag_list diags = {0};
    struct str text = arena_str(&a, (struct str){(const char *)data, size}), shown;
    bool is_ok;
    const struct value *v = toml_parse(&a, text, STR("f"), 1, &diags, &is_ok);

    CHECK(v && v->kind == VALUE_MAP && is_sound(v, 0));
    CHECK(is_ok == (diags.n == 0));
    shown = show(&a, v);
    v = toml_parse(&a, with_crlf(&a, text), STR("f"), 1, NULL, &is_ok);
    CHECK(is_ok == (diags.n == 0));
    CHECK(!is_ok || str_eq(show(&a, v), shown));
    diag_list_done(&diags);
    arena_done(&a);
    return 0;
}
