/* SPDX-License-Identifier: MIT */
/* JSON (RFC 8259), and what configuration files add to it: comments, commas before a closing
 * bracket, single quotes, names without quotes. Of the additions the first is reported. */
#include <string.h>

#include "base/utf8.h"
#include "input/json_read.h"

bool json_fail(struct json *j, const char *problem, size_t at)
{
    if (!j->problem) {
        j->problem = problem;
        j->problem_at = at;
    }
    return false;
}

void json_lenient(struct json *j, const char *what, size_t at)
{
    if (!j->addition) {
        j->addition = what;
        j->addition_at = at;
    }
}

static bool skip_comment(struct json *j)
{
    bool is_line = json_peek(j, 1) == '/';
    struct str end = is_line ? STR("\n") : STR("*/");
    size_t found;

    if (!is_line && json_peek(j, 1) != '*')
        return json_fail(j, "an unknown value", j->at);
    json_lenient(j, "a comment", j->at);
    found = str_find(j->s, end, j->at + 2);
    if (found == STR_NPOS && !is_line)
        return json_fail(j, "a comment that is not closed", j->at);
    j->at = found == STR_NPOS ? j->s.n : found + end.n;
    return true;
}

static bool skip_space(struct json *j)
{
    for (;;) {
        char c = json_peek(j, 0);

        if (c == '/') {
            if (!skip_comment(j))
                return false;
        } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            j->at++;
        } else {
            return true;
        }
    }
}

/* Behind an element: a comma (then *RET_MORE is true) or CLOSE. */
static bool separator(struct json *j, char close, bool *ret_more)
{
    size_t comma = j->at;

    if (!skip_space(j))
        return false;
    *ret_more = json_peek(j, 0) == ',';
    if (*ret_more) {
        comma = j->at++;
        if (!skip_space(j))
            return false;
        if (json_peek(j, 0) != close)
            return true;
        json_lenient(j, "a comma before the closing bracket", comma);
        *ret_more = false;
    }
    if (json_peek(j, 0) != close)
        return json_fail(j, close == '}' ? "',' or '}' is missing" : "',' or ']' is missing",
                         j->at);
    j->at++;
    return true;
}

static bool array(struct json *j, unsigned depth, struct value *list)
{
    bool has_more = true;

    list->kind = VALUE_LIST;
    j->at++;
    if (!skip_space(j))
        return false;
    if (json_peek(j, 0) == ']') {
        j->at++;
        return true;
    }
    while (has_more) {
        struct value item = {0};
        bool is_good = json_value(j, depth + 1, &item);

        if (is_good || item.kind != VALUE_NULL)
            value_append(j->a, list, item);
        if (!is_good || !separator(j, ']', &has_more))
            return false;
    }
    return true;
}

static bool name(struct json *j, struct str *ret_name)
{
    size_t start = j->at;

    if (json_peek(j, 0) == '"' || json_peek(j, 0) == '\'')
        return json_string(j, ret_name);
    while (is_ascii_alnum(json_peek(j, 0)) || json_peek(j, 0) == '_' || json_peek(j, 0) == '$')
        j->at++;
    if (j->at == start)
        return json_fail(j, "a name is missing", start);
    json_lenient(j, "a name without quotes", start);
    *ret_name = arena_str(j->a, str_sub(j->s, start, j->at - start));
    return true;
}

static bool member(struct json *j, unsigned depth, struct value *map)
{
    struct value item = {0};
    struct str key;
    bool is_good;

    if (!name(j, &key) || !skip_space(j))
        return false;
    if (json_peek(j, 0) != ':')
        return json_fail(j, "':' is missing", j->at);
    j->at++;
    if (!skip_space(j))
        return false;
    is_good = json_value(j, depth + 1, &item);
    if (is_good || item.kind != VALUE_NULL)
        value_put(j->a, map, key, item);
    return is_good;
}

static bool members(struct json *j, unsigned depth, struct value *map)
{
    bool has_more = true;

    if (!skip_space(j))
        return false;
    if (json_peek(j, 0) == '}') {
        j->at++;
        return true;
    }
    while (has_more)
        if (!member(j, depth, map) || !separator(j, '}', &has_more))
            return false;
    return true;
}

static bool object(struct json *j, unsigned depth, struct value *map)
{
    bool is_good;

    map->kind = VALUE_MAP;
    j->at++;
    is_good = members(j, depth, map);
    value_map_finish(map, j->file, j->diags);
    return is_good;
}

bool json_value(struct json *j, unsigned depth, struct value *ret_value)
{
    char c = json_peek(j, 0);

    if (depth > VALUE_DEPTH_MAX)
        return json_fail(j, "nested too deeply", j->at);
    value_place_move(&j->place, j->at);
    ret_value->line = j->place.line;
    ret_value->column = j->place.column;
    if (c == '{')
        return object(j, depth, ret_value);
    if (c == '[')
        return array(j, depth, ret_value);
    if (c != '"' && c != '\'')
        return json_scalar(j, ret_value);
    if (!json_string(j, &ret_value->text))
        return false;
    ret_value->kind = VALUE_STRING;
    ret_value->is_quoted = true;
    return true;
}

/* One value with nothing behind it. */
static bool document(struct json *j, struct value *ret)
{
    size_t valid = utf8_valid_prefix(j->s);

    if (valid < j->s.n)
        json_fail(j, "bytes that are not UTF-8", valid);
    if (!skip_space(j) || !json_value(j, 0, ret) || !skip_space(j))
        return false;
    if (j->at < j->s.n)
        return json_fail(j, "something behind the value", j->at);
    return !j->problem;
}

struct value *json_parse(struct arena *a, struct str text, struct str file, unsigned line,
                         struct diag_list *diags, bool *ret_ok)
{
    struct value *result = arena_new(a, struct value);
    struct json j = {.a = a, .s = text, .file = file, .diags = diags};

    if (str_starts(text, STR("\xEF\xBB\xBF")))
        j.s = str_skip(text, 3);
    j.place = (struct value_place){.text = j.s, .line = line, .column = 1};
    *ret_ok = document(&j, result);
    if (j.addition)
        diag_add(diags, DIAG_LENIENT_JSON, diag_pos_of(file, j.s, j.addition_at, line), j.addition);
    if (!*ret_ok)
        diag_add(diags, DIAG_BAD_JSON, diag_pos_of(file, j.s, j.problem_at, line), j.problem);
    buf_done(&j.scratch);
    return *ret_ok || result->kind != VALUE_NULL ? result : NULL;
}
