/* SPDX-License-Identifier: MIT */
/* A value tree as text, for tests: 'plain', "quoted", #number, @date, true(yes), null, [list],
 * {key: value}. */
#ifndef TESTS_SHOW_H
#define TESTS_SHOW_H

#include "input/value.h"

static void show_value(struct buf *out, const struct value *v)
{
    char quote = v->is_quoted ? '"' : '\'';

    switch (v->kind) {
    case VALUE_NULL:
        buf_addz(out, "null");
        break;
    case VALUE_BOOL:
        buf_add(out, v->text);
        buf_printf(out, "(%.*s)", STR_ARG(v->written));
        break;
    case VALUE_STRING:
        buf_byte(out, quote);
        buf_add(out, v->text);
        buf_byte(out, quote);
        break;
    case VALUE_NUMBER:
    case VALUE_DATE:
        buf_byte(out, v->kind == VALUE_DATE ? '@' : '#');
        buf_add(out, v->text);
        break;
    case VALUE_LIST:
    case VALUE_MAP:
        buf_byte(out, v->kind == VALUE_MAP ? '{' : '[');
        for (size_t i = 0; i < v->n; i++) {
            buf_addz(out, i ? ", " : "");
            if (v->kind == VALUE_MAP) {
                buf_add(out, v->keys[i]);
                buf_addz(out, ": ");
            }
            show_value(out, &v->items[i]);
        }
        buf_byte(out, v->kind == VALUE_MAP ? '}' : ']');
        break;
    }
}

/* Whether V and all below it are as input/value.h says. */
__attribute__((unused)) static bool is_sound(const struct value *v, unsigned depth)
{
    if (depth > 300 || v->kind > VALUE_MAP || (v->kind == VALUE_BOOL && !v->written.p))
        return false;
    if (v->kind != VALUE_LIST && v->kind != VALUE_MAP)
        return v->n == 0 && (v->kind == VALUE_NULL || v->text.p);
    for (size_t i = 0; i < v->n; i++) {
        if (v->kind == VALUE_MAP && value_get(v, v->keys[i]) != &v->items[i])
            return false; /* a doubled key */
        if (!is_sound(&v->items[i], depth + 1))
            return false;
    }
    return true;
}

__attribute__((unused)) static struct str show(struct arena *a, const struct value *v)
{
    struct buf out = {0};
    struct str result;

    if (!v)
        return STR("none");
    show_value(&out, v);
    result = arena_str(a, buf_str(&out));
    buf_done(&out);
    return result;
}

#endif
