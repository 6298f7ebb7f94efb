/* SPDX-License-Identifier: MIT */
/* JSON: what json.c (structure) and json_scalar.c (strings, numbers, words) share. */
#ifndef INPUT_JSON_READ_H
#define INPUT_JSON_READ_H

#include "input/value_build.h"

struct json {
    struct arena *a;
    struct str s;
    size_t at;
    struct value_place place; /* never behind .at */
    struct str file;
    struct diag_list *diags;
    struct buf scratch;
    const char *problem; /* the first fault, or NULL */
    size_t problem_at;
    const char *addition; /* the first thing that JSON does not have, or NULL */
    size_t addition_at;
};

static inline char json_peek(const struct json *j, size_t ahead)
{
    if (j->at + ahead >= j->s.n)
        return '\0';
    return j->s.p[j->at + ahead];
}

/* Records a fault at the offset AT. Always false. */
bool json_fail(struct json *j, const char *problem, size_t at);

/* Records that WHAT is read although it is no JSON. */
void json_lenient(struct json *j, const char *what, size_t at);

/* On failure of a list or map *RET_VALUE holds what was read before. */
bool json_value(struct json *j, unsigned depth, struct value *ret_value);
bool json_string(struct json *j, struct str *ret_text);
bool json_scalar(struct json *j, struct value *ret_value);

#endif
