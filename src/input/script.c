/* SPDX-License-Identifier: MIT */
/* Objects of literals in a script, and which of them the module exports. */
#include "input/script.h"

#include <string.h>

#include "input/script_read.h"

static bool read_value(struct script *s, unsigned depth, struct value *ret_value);

static bool ends_expression(const struct script *s)
{
    return s->t.kind == TOKEN_END || (s->t.kind == TOKEN_MARK && strchr(",;)]}", s->t.mark));
}

/* Statements need no ';' between them. */
static bool begins_statement(const struct script *s)
{
    static const char *const words[] = {"const",  "let", "var", "export", "import",  "module",
                                        "return", "if",  "for", "async",  "function"};

    for (size_t i = 0; s->t.starts_line && i < sizeof words / sizeof *words; i++)
        if (script_is_name(s, words[i]))
            return true;
    return false;
}

/* To the end of the expression at hand, whatever it is. */
static void skip_expression(struct script *s)
{
    size_t open = 0;

    for (; s->t.kind != TOKEN_END; script_next(s)) {
        bool is_mark = s->t.kind == TOKEN_MARK;

        if (open == 0 && (ends_expression(s) || begins_statement(s)))
            return;
        if (is_mark && strchr("([{", s->t.mark))
            open++;
        else if (is_mark && strchr(")]}", s->t.mark))
            open--;
    }
}

static struct value value_here(struct script *s, enum value_kind kind)
{
    value_place_move(&s->place, s->t.at > s->place.at ? s->t.at : s->place.at);
    return (struct value){.kind = kind,
                          .line = s->place.line,
                          .column = s->place.column,
                          .text = s->t.text,
                          .is_quoted = s->t.kind == TOKEN_STRING};
}

static void skip_to_separator(struct script *s)
{
    skip_expression(s);
    if (script_is(s, ',') || script_is(s, ';'))
        script_next(s);
}

static const struct value *constant(const struct script *s, struct str name)
{
    const struct table_entry *e = table_get(&s->names, name);

    return e ? &s->constants.items[e->num] : NULL;
}

static void set_constant(struct script *s, struct str name, struct value v)
{
    bool is_new;
    struct table_entry *e = table_put(&s->names, name, &is_new);

    if (!is_new)
        return;
    e->num = s->constants.n;
    value_put(s->a, &s->constants, name, v);
}

/* A member of the object: "key: value", "key", "...object"; methods have no value. */
static void read_member(struct script *s, unsigned depth, struct value *map)
{
    struct str key = s->t.text;
    bool is_name = s->t.kind == TOKEN_NAME, is_key = is_name || s->t.kind == TOKEN_STRING;
    struct value v;

    if (script_is(s, '.')) { /* "..." */
        while (script_is(s, '.'))
            script_next(s);
        if (read_value(s, depth, &v) && v.kind == VALUE_MAP)
            value_map_merge(s->a, map, &v);
        return;
    }
    script_next(s);
    if (is_key && script_is(s, ':')) {
        script_next(s);
        if (read_value(s, depth, &v))
            value_put(s->a, map, key, v);
    } else if (is_name && ends_expression(s) && constant(s, key)) {
        value_put(s->a, map, key, *constant(s, key));
    } else {
        skip_expression(s);
    }
}

/* An object, the token at hand being its '{', or a list, which begins with '['. */
static bool read_members(struct script *s, unsigned depth, struct value *ret_value)
{
    bool is_map = script_is(s, '{');
    char close = is_map ? '}' : ']';
    struct value v;

    *ret_value = value_here(s, is_map ? VALUE_MAP : VALUE_LIST);
    if (depth == 0) {
        skip_expression(s);
        return false;
    }
    script_next(s);
    while (s->t.kind != TOKEN_END && !script_is(s, close)) {
        if (is_map)
            read_member(s, depth - 1, ret_value);
        else if (read_value(s, depth - 1, &v))
            value_append(s->a, ret_value, v);
        if (script_is(s, ',') || script_is(s, ';'))
            script_next(s);
        else if (!script_is(s, close)) { /* the brackets do not match */
            skip_to_separator(s);
            if (ends_expression(s) && !script_is(s, close))
                return true;
        }
    }
    script_next(s);
    return true;
}

/* "(value)", or of a call's arguments the first one where it is an object. */
static bool read_parenthesis(struct script *s, unsigned depth, bool is_call,
                             struct value *ret_value)
{
    bool is_known;

    script_next(s);
    is_known =
        depth && read_value(s, depth - 1, ret_value) && (!is_call || ret_value->kind == VALUE_MAP);
    while (s->t.kind != TOKEN_END && !script_is(s, ')')) {
        size_t at = s->t.at;

        skip_to_separator(s);
        if (s->t.at == at)
            return false; /* a bracket that nothing opened */
    }
    script_next(s);
    return is_known;
}

/* A word, a constant with members ("site.url"), a call. */
static bool read_name(struct script *s, unsigned depth, struct value *ret_value)
{
    bool is_true = script_is_name(s, "true"), is_word = is_true || script_is_name(s, "false");
    const struct value *v = constant(s, s->t.text);

    *ret_value = value_here(s, VALUE_BOOL);
    script_next(s);
    if (is_word)
        return true;
    while (script_is(s, '.')) {
        script_next(s);
        v = value_get(v, s->t.text);
        script_next(s);
    }
    if (script_is(s, '('))
        return read_parenthesis(s, depth, true, ret_value);
    if (v)
        *ret_value = *v;
    return v != NULL;
}

static bool read_operand(struct script *s, unsigned depth, struct value *ret_value)
{
    switch (s->t.kind) {
    case TOKEN_STRING:
    case TOKEN_NUMBER:
        *ret_value = value_here(s, s->t.kind == TOKEN_STRING ? VALUE_STRING : VALUE_NUMBER);
        script_next(s);
        return true;
    case TOKEN_NAME:
        return read_name(s, depth, ret_value);
    case TOKEN_MARK:
        if (script_is(s, '{') || script_is(s, '['))
            return read_members(s, depth, ret_value);
        return script_is(s, '(') && read_parenthesis(s, depth, false, ret_value);
    case TOKEN_OTHER:
    case TOKEN_END:
        break;
    }
    return false;
}

/* An expression, up to its end. False: it is more than a literal. */
static bool read_value(struct script *s, unsigned depth, struct value *ret_value)
{
    bool is_known = read_operand(s, depth, ret_value);

    if (script_is_name(s, "as") || script_is_name(s, "satisfies")) {
        skip_expression(s);
        return is_known;
    }
    if (ends_expression(s) || (is_known && s->t.starts_line && s->t.kind != TOKEN_MARK))
        return is_known;
    if (script_is(s, '|') || script_is(s, '?')) {
        char mark = s->t.mark;

        script_next(s);
        if (script_is(s, mark)) { /* a || b, a ?? b */
            script_next(s);
            return depth && read_value(s, depth - 1, ret_value);
        }
    }
    skip_expression(s);
    return false;
}

/* "const name: Type = value", the token at hand being the first word. */
static void read_constant(struct script *s)
{
    struct str name;
    struct value v;

    script_next(s);
    name = s->t.text;
    if (s->t.kind != TOKEN_NAME)
        return;
    script_next(s);
    while (!script_is(s, '=') && !ends_expression(s) && !begins_statement(s))
        script_next(s);
    if (!script_is(s, '='))
        return;
    script_next(s);
    if (read_value(s, VALUE_DEPTH_MAX, &v) && s->depth == 0)
        set_constant(s, name, v);
}

enum { RETRIES_MAX = 8 };

/* What the module exports; a function is gone into, for what it returns. */
static void read_export(struct script *s)
{
    struct token start = s->t;
    struct value v;

    if (script_is_name(s, "function") || script_is_name(s, "async") || script_is_name(s, "class"))
        return;
    if (read_value(s, VALUE_DEPTH_MAX, &v) && v.kind == VALUE_MAP) {
        if (s->exported.kind != VALUE_MAP)
            s->exported = v;
    } else if (s->retries++ < RETRIES_MAX) {
        s->t = start;
        script_next(s);
    }
}

static void read_return(struct script *s)
{
    struct value v;

    script_next(s);
    if (!script_is(s, '{') && !script_is(s, '('))
        return;
    if (read_value(s, VALUE_DEPTH_MAX, &v) && v.kind == VALUE_MAP &&
        (s->returned.kind != VALUE_MAP || s->depth < s->returned_depth)) {
        s->returned = v;
        s->returned_depth = s->depth;
    }
}

/* x.setName("literal"), x.addName({…}), which may come several times */
static void read_setter(struct script *s)
{
    struct table_entry *e;
    struct str name;
    struct value v;
    bool is_added;

    script_next(s);
    name = s->t.text;
    is_added = str_starts(name, STR("add"));
    if (s->t.kind != TOKEN_NAME || (!str_starts(name, STR("set")) && !is_added))
        return;
    script_next(s);
    if (!script_is(s, '('))
        return;
    script_next(s);
    if (!is_added && s->t.kind == TOKEN_STRING)
        set_constant(s, name, value_here(s, VALUE_STRING));
    if (!is_added || !script_is(s, '{') || !read_members(s, VALUE_DEPTH_MAX, &v))
        return;
    e = table_get(&s->names, name);
    if (e)
        value_map_merge(s->a, &s->constants.items[e->num], &v);
    else
        set_constant(s, name, v);
}

static void read_statement(struct script *s)
{
    if (script_is_name(s, "const") || script_is_name(s, "let") || script_is_name(s, "var")) {
        read_constant(s);
    } else if (script_is_name(s, "default")) {
        script_next(s);
        read_export(s);
    } else if (script_is_name(s, "exports")) {
        script_next(s);
        if (script_is(s, '=')) {
            script_next(s);
            read_export(s);
        }
    } else if (script_is_name(s, "return")) {
        read_return(s);
    } else if (script_is(s, '.')) {
        read_setter(s);
    } else {
        s->depth += script_is(s, '{');
        s->depth -= script_is(s, '}') && s->depth;
        script_next(s);
    }
}

struct value *script_parse(struct arena *a, struct str text)
{
    struct script s = {.a = a,
                       .s = text,
                       .place = {.text = text, .line = 1, .column = 1},
                       .constants = {.kind = VALUE_MAP, .line = 1, .column = 1}};
    struct value *root = arena_new(a, struct value);

    script_next(&s);
    while (s.t.kind != TOKEN_END)
        read_statement(&s);
    *root = (struct value){.kind = VALUE_MAP, .line = 1, .column = 1};
    if (s.exported.kind == VALUE_MAP)
        value_map_merge(a, root, &s.exported);
    if (s.returned.kind == VALUE_MAP)
        value_map_merge(a, root, &s.returned);
    value_map_merge(a, root, &s.constants);
    buf_done(&s.scratch);
    table_done(&s.names);
    return root;
}
