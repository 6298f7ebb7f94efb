/* SPDX-License-Identifier: MIT */
/* Fuzz target: JSON. What is accepted, written out again as strict JSON, is read as the same. */
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

static void write_string(struct buf *out, struct str s)
{
    buf_byte(out, '"');
    buf_json(out, s);
    buf_byte(out, '"');
}

static void write_json(struct buf *out, const struct value *v)
{
    bool is_map = v->kind == VALUE_MAP;

    if (v->kind == VALUE_STRING) {
        write_string(out, v->text);
    } else if (is_map || v->kind == VALUE_LIST) {
        buf_byte(out, is_map ? '{' : '[');
        for (size_t i = 0; i < v->n; i++) {
            buf_addz(out, i ? "," : "");
            if (is_map)
                write_string(out, v->keys[i]);
            buf_addz(out, is_map ? ":" : "");
            write_json(out, &v->items[i]);
        }
        buf_byte(out, is_map ? '}' : ']');
    } else {
        buf_add(out, v->text);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct diag_list diags = {0};
    struct buf again = {0};
    struct str text = arena_str(&a, (struct str){(const char *)data, size}), shown;
    bool is_ok;
    const struct value *v = json_parse(&a, text, STR("f"), 1, &diags, &is_ok);

    CHECK(!v || is_sound(v, 0));
    CHECK(is_ok ? v != NULL : diags.n > 0);
    if (is_ok) {
        shown = show(&a, v);
        write_json(&again, v);
        v = json_parse(&a, buf_str(&again), STR("f"), 1, NULL, &is_ok);
        CHECK(is_ok && str_eq(show(&a, v), shown));
    }
    buf_done(&again);
    diag_list_done(&diags);
    arena_done(&a);
    return 0;
}
