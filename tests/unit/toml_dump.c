/* SPDX-License-Identifier: MIT */
/* Reads TOML documents, a NUL behind each, and prints of each a line of JSON: null if it is
 * refused, else its value; for tests/walk/toml. A value is ["kind", …]: the text of a scalar, the
 * items of a list, [key, value] of each member of a map. */
#include <stdio.h>

#include "input/value.h"

static void print_string(struct str s)
{
    putchar('"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if (c < 0x20 || c == '"' || c == '\\')
            printf("\\u%04x", c);
        else
            putchar(c);
    }
    putchar('"');
}

static void print_value(const struct value *v)
{
    static const char *const kinds[] = {
        [VALUE_NULL] = "null",     [VALUE_STRING] = "string", [VALUE_BOOL] = "bool",
        [VALUE_NUMBER] = "number", [VALUE_DATE] = "date",     [VALUE_LIST] = "list",
        [VALUE_MAP] = "map"};

    printf("[\"%s\"", kinds[v->kind]);
    if (v->kind != VALUE_LIST && v->kind != VALUE_MAP) {
        putchar(',');
        print_string(v->text);
    }
    for (size_t i = 0; i < v->n; i++) {
        putchar(',');
        if (v->kind == VALUE_MAP) {
            putchar('[');
            print_string(v->keys[i]);
            putchar(',');
        }
        print_value(&v->items[i]);
        if (v->kind == VALUE_MAP)
            putchar(']');
    }
    putchar(']');
}

static void print_document(struct str text)
{
    struct arena arena = {0};
    struct diag_list diags = {0};
    bool is_ok = false;
    const struct value *v = toml_parse(&arena, text, STR("stdin"), 1, &diags, &is_ok);

    if (v && is_ok)
        print_value(v);
    else
        fputs("null", stdout);
    putchar('\n');
    diag_list_done(&diags);
    arena_done(&arena);
}

int main(void)
{
    struct buf in = {0};
    struct str rest;
    size_t n;

    do {
        char *p = buf_reserve(&in, 65536);

        n = fread(p, 1, 65536, stdin);
        in.n += n;
    } while (n > 0);
    rest = buf_str(&in);
    while (rest.n) {
        size_t end = str_find_byte(rest, '\0', 0);

        if (end == STR_NPOS)
            break;
        print_document(str_sub(rest, 0, end));
        rest = str_skip(rest, end + 1);
    }
    buf_done(&in);
    return 0;
}
