/* SPDX-License-Identifier: MIT */
/* TOML keys and values: arrays and inline tables, and what stands between their parts. */
#include "base/arena.h"
#include "input/toml_read.h"

bool toml_fail(struct toml *t, const char *problem, size_t at)
{
    t->problem = problem;
    t->problem_at = at;
    return false;
}

void toml_skip_blanks(struct toml *t)
{
    while (toml_peek(t, 0) == ' ' || toml_peek(t, 0) == '\t')
        t->at++;
}

size_t toml_newline(const struct toml *t)
{
    if (toml_peek(t, 0) == '\n')
        return 1;
    return toml_peek(t, 0) == '\r' && toml_peek(t, 1) == '\n' ? 2 : 0;
}

bool toml_comment(struct toml *t)
{
    if (toml_peek(t, 0) != '#')
        return true;
    for (; t->at < t->s.n && !toml_newline(t); t->at++) {
        char c = toml_peek(t, 0);

        if (((unsigned char)c < 0x20 && c != '\t') || c == 0x7F)
            return toml_fail(t, "a control character in a comment", t->at);
    }
    return true;
}

/* White space, line ends and comments, as between the values of an array. */
static bool skip_lines(struct toml *t)
{
    for (;;) {
        toml_skip_blanks(t);
        if (toml_peek(t, 0) == '#') {
            if (!toml_comment(t))
                return false;
        } else if (toml_newline(t)) {
            t->at += toml_newline(t);
        } else {
            return true;
        }
    }
}

static bool simple_key(struct toml *t, struct str *ret_key)
{
    size_t start = t->at;
    char c = toml_peek(t, 0);

    if (c == '"' || c == '\'')
        return toml_read_string(t, true, ret_key);
    while (is_ascii_alnum(c) || c == '_' || c == '-') {
        t->at++;
        c = toml_peek(t, 0);
    }
    if (t->at == start)
        return toml_fail(t, "a key is missing", start);
    *ret_key = arena_str(t->a, str_sub(t->s, start, t->at - start));
    return true;
}

bool toml_read_key(struct toml *t, struct toml_key *ret_key)
{
    struct value parts = {0}; /* for its growing list of keys */

    for (;;) {
        struct str part;

        if (!simple_key(t, &part))
            return false;
        if (parts.n > VALUE_DEPTH_MAX)
            return toml_fail(t, "nested too deeply", t->at);
        value_put(t->a, &parts, part, (struct value){0});
        toml_skip_blanks(t);
        if (toml_peek(t, 0) != '.')
            break;
        t->at++;
        toml_skip_blanks(t);
    }
    *ret_key = (struct toml_key){parts.keys, parts.n};
    return true;
}

static bool array(struct toml *t, unsigned depth, struct value *list)
{
    list->kind = VALUE_LIST;
    t->at++;
    for (;;) {
        struct value item;

        if (!skip_lines(t))
            return false;
        if (toml_peek(t, 0) == ']')
            break;
        if (!toml_read_value(t, depth + 1, &item))
            return false;
        value_append(t->a, list, item);
        if (!skip_lines(t))
            return false;
        if (toml_peek(t, 0) == ']')
            break;
        if (toml_peek(t, 0) != ',')
            return toml_fail(t, "an array that is not closed", t->at);
        t->at++;
    }
    t->at++;
    return true;
}

bool toml_read_name(struct toml *t, struct toml_key *ret_key)
{
    if (!toml_read_key(t, ret_key))
        return false;
    if (toml_peek(t, 0) != '=')
        return toml_fail(t, "'=' is missing", t->at);
    t->at++;
    toml_skip_blanks(t);
    return true;
}

static bool inline_member(struct toml *t, struct toml_table *table, unsigned depth)
{
    struct toml_key key;
    struct value value;

    if (!toml_read_name(t, &key))
        return false;
    return toml_read_value(t, depth + 1, &value) && toml_assign(t, table, &key, value);
}

/* On one line, and without a comma behind the last member. */
static bool inline_table(struct toml *t, unsigned depth, struct value *map)
{
    struct toml_table *table = toml_table_new(t, TOML_INLINE, depth);

    t->at++;
    toml_skip_blanks(t);
    while (table->members.n || toml_peek(t, 0) != '}') {
        if (!inline_member(t, table, depth))
            return false;
        toml_skip_blanks(t);
        if (toml_peek(t, 0) == '}')
            break;
        if (toml_peek(t, 0) != ',')
            return toml_fail(t, "an inline table that is not closed on its line", t->at);
        t->at++;
        toml_skip_blanks(t);
    }
    t->at++;
    *map = toml_table_value(t, table);
    table_done(&table->members);
    return true;
}

bool toml_read_value(struct toml *t, unsigned depth, struct value *ret_value)
{
    struct value v = {.kind = VALUE_STRING};
    char c = toml_peek(t, 0);
    bool is_good;

    if (depth > VALUE_DEPTH_MAX)
        return toml_fail(t, "nested too deeply", t->at);
    value_place_move(&t->place, t->at);
    v.line = t->place.line;
    v.column = t->place.column;
    v.is_quoted = c == '"' || c == '\'';
    if (v.is_quoted)
        is_good = toml_read_string(t, false, &v.text);
    else if (c == '[')
        is_good = array(t, depth, &v);
    else if (c == '{')
        is_good = inline_table(t, depth, &v);
    else
        is_good = toml_read_scalar(t, &v);
    if (is_good)
        *ret_value = v;
    return is_good;
}
