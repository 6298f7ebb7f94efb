/* SPDX-License-Identifier: MIT */
/* YAML through the events of libyaml, which no other file knows. */
#include <string.h>
#include <yaml.h>

#include "base/alloc.h"
#include "input/yaml_read.h"

enum { ALIAS_NODES_MAX = 10000 };

struct yaml_anchor {
    struct value value;
    size_t nodes; /* that an alias stands for */
};

/* One run of libyaml. */
struct run {
    struct yaml_reader *r;
    yaml_parser_t parser;
    unsigned line; /* of the text's first line */
    struct yaml_fault fault;
};

static bool node(struct run *run, const yaml_event_t *event, unsigned depth, struct value *ret);

static struct str text_of(struct arena *a, const yaml_char_t *p, size_t n)
{
    return arena_str(a, (struct str){(const char *)p, n});
}

static bool fail(struct run *run, const char *problem, yaml_mark_t at)
{
    run->fault =
        (struct yaml_fault){problem, run->line + (unsigned)at.line, (unsigned)at.column + 1};
    return false;
}

static bool next_event(struct run *run, yaml_event_t *event)
{
    const yaml_parser_t *p = &run->parser;
    yaml_mark_t at = {0};

    if (yaml_parser_parse(&run->parser, event))
        return true;
    at = p->problem_mark.index ? p->problem_mark : p->mark;
    return fail(run, p->problem ? p->problem : "unreadable text", at);
}

static void scalar(struct run *run, const yaml_event_t *event, struct value *v)
{
    v->text = text_of(run->r->a, event->data.scalar.value, event->data.scalar.length);
    v->is_quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    if (!v->is_quoted && event->data.scalar.plain_implicit)
        yaml_resolve(v);
    else
        v->kind = VALUE_STRING;
}

static bool alias(struct run *run, const yaml_event_t *event, struct value *v)
{
    struct yaml_reader *r = run->r;
    struct value at = *v;
    const char *name = (const char *)event->data.alias.anchor;
    const struct table_entry *e = table_get(&r->anchors, str_of(name));
    const struct yaml_anchor *anchor = e ? e->ptr : NULL;

    if (!anchor)
        return fail(run, "alias of an unknown anchor", event->start_mark);
    r->nodes += anchor->nodes;
    r->expanded += anchor->nodes;
    if (r->expanded > ALIAS_NODES_MAX)
        return fail(run, "aliases stand for too much", event->start_mark);
    *v = anchor->value;
    v->line = at.line;
    v->column = at.column;
    return true;
}

static void keep_anchor(struct run *run, const yaml_char_t *name, struct value v, size_t nodes)
{
    struct yaml_reader *r = run->r;
    struct yaml_anchor *anchor;

    if (!name)
        return;
    anchor = arena_new(r->a, struct yaml_anchor);
    anchor->value = v;
    anchor->nodes = nodes;
    table_put(&r->anchors, text_of(r->a, name, strlen((const char *)name)), NULL)->ptr = anchor;
}

static bool list(struct run *run, unsigned depth, struct value *v)
{
    v->kind = VALUE_LIST;
    for (;;) {
        struct value item;
        yaml_event_t event;
        bool is_end, is_good;

        if (!next_event(run, &event))
            return false;
        is_end = event.type == YAML_SEQUENCE_END_EVENT;
        is_good = is_end || node(run, &event, depth, &item);
        yaml_event_delete(&event);
        if (is_end || !is_good)
            return is_good;
        value_append(run->r->a, v, item);
    }
}

/* 'title:"a: b"' has the key 'title:"a' for YAML, which nobody meant. */
static bool has_no_blank(struct str key)
{
    size_t colon = str_find_byte(key, ':', 0);

    return colon != STR_NPOS && colon + 1 < key.n &&
           (key.p[colon + 1] == '"' || key.p[colon + 1] == '\'');
}

/* The key that EVENT begins; *RET_MERGE: it is a plain "<<". */
static bool key(struct run *run, const yaml_event_t *event, struct str *ret_key, bool *ret_merge)
{
    struct value v;

    if (event->type != YAML_SCALAR_EVENT && event->type != YAML_ALIAS_EVENT)
        return fail(run, "a list or map as a key", event->start_mark);
    if (!node(run, event, 0, &v))
        return false;
    if (v.kind == VALUE_LIST || v.kind == VALUE_MAP)
        return fail(run, "a list or map as a key", event->start_mark);
    if (!v.is_quoted && has_no_blank(value_text(&v)))
        return fail(run, "no blank behind the colon", event->start_mark);
    *ret_key = v.kind == VALUE_NULL ? v.written : value_text(&v);
    *ret_merge = !v.is_quoted && str_eq(v.text, STR("<<"));
    return true;
}

static bool member(struct run *run, const yaml_event_t *first, unsigned depth, struct value *map,
                   struct value *merges)
{
    struct str name;
    struct value item;
    yaml_event_t event;
    bool is_merge, is_good;

    if (!key(run, first, &name, &is_merge) || !next_event(run, &event))
        return false;
    is_good = node(run, &event, depth, &item);
    yaml_event_delete(&event);
    if (!is_good)
        return false;
    if (is_merge && (item.kind == VALUE_MAP || item.kind == VALUE_LIST))
        value_append(run->r->a, merges, item);
    else
        value_put(run->r->a, map, name, item);
    return true;
}

/* Merge keys: what a map says itself is stronger; of several sources the first is. */
static void merge(struct arena *a, struct value *map, const struct value *sources)
{
    for (size_t i = 0; i < sources->n; i++) {
        if (sources->items[i].kind == VALUE_MAP)
            value_map_merge(a, map, &sources->items[i]);
        for (size_t k = 0; sources->items[i].kind == VALUE_LIST && k < sources->items[i].n; k++)
            if (sources->items[i].items[k].kind == VALUE_MAP)
                value_map_merge(a, map, &sources->items[i].items[k]);
    }
}

static bool map(struct run *run, unsigned depth, struct value *v)
{
    struct value merges = {0};

    v->kind = VALUE_MAP;
    for (;;) {
        yaml_event_t event;
        bool is_end, is_good;

        if (!next_event(run, &event))
            return false;
        is_end = event.type == YAML_MAPPING_END_EVENT;
        is_good = is_end || member(run, &event, depth, v, &merges);
        yaml_event_delete(&event);
        if (!is_good)
            return false;
        if (is_end)
            break;
    }
    value_map_finish(v, run->r->file, run->r->diags);
    merge(run->r->a, v, &merges);
    return true;
}

/* The value that EVENT begins, to its end. */
static bool node(struct run *run, const yaml_event_t *event, unsigned depth, struct value *ret)
{
    size_t before = run->r->nodes++;
    const yaml_char_t *anchor = NULL;
    struct value v = {.line = run->line + (unsigned)event->start_mark.line,
                      .column = (unsigned)event->start_mark.column + 1};
    bool is_good = true;

    if (depth > VALUE_DEPTH_MAX)
        return fail(run, "nested too deeply", event->start_mark);
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        anchor = event->data.scalar.anchor;
        scalar(run, event, &v);
        break;
    case YAML_SEQUENCE_START_EVENT:
        anchor = event->data.sequence_start.anchor;
        is_good = list(run, depth + 1, &v);
        break;
    case YAML_MAPPING_START_EVENT:
        anchor = event->data.mapping_start.anchor;
        is_good = map(run, depth + 1, &v);
        break;
    case YAML_ALIAS_EVENT:
        is_good = alias(run, event, &v);
        break;
    default:
        is_good = fail(run, "unexpected end", event->start_mark);
        break;
    }
    if (!is_good)
        return false;
    keep_anchor(run, anchor, v, run->r->nodes - before);
    *ret = v;
    return true;
}

/* Behind a document that no marker ended another may begin, but not more of the same. */
static bool ends_well(struct run *run)
{
    yaml_event_t event;

    if (!next_event(run, &event))
        return false;
    yaml_event_delete(&event);
    return true;
}

/* From the start of the stream to the end of its first document. */
static bool document(struct run *run, struct value *ret)
{
    for (;;) {
        yaml_event_t event;
        yaml_event_type_t type;
        bool is_good = true;

        if (!next_event(run, &event))
            return false;
        type = event.type;
        if (type == YAML_DOCUMENT_END_EVENT && event.data.document_end.implicit)
            is_good = ends_well(run);
        else if (type != YAML_STREAM_START_EVENT && type != YAML_DOCUMENT_START_EVENT &&
                 type != YAML_DOCUMENT_END_EVENT && type != YAML_STREAM_END_EVENT)
            is_good = node(run, &event, 0, ret);
        yaml_event_delete(&event);
        if (!is_good || type == YAML_DOCUMENT_END_EVENT || type == YAML_STREAM_END_EVENT)
            return is_good;
    }
}

bool yaml_read(struct yaml_reader *r, struct str text, unsigned line, struct value *ret_value,
               struct yaml_fault *ret_fault)
{
    struct diag_list found = {0}, *outer = r->diags;
    struct run run = {.r = r, .line = line};
    struct value v = {.line = line, .column = 1};
    bool is_good;

    if (!yaml_parser_initialize(&run.parser))
        alloc_die();
    yaml_parser_set_encoding(&run.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&run.parser, (const unsigned char *)text.p, text.n);
    r->diags = &found;
    is_good = document(&run, &v);
    r->diags = outer;
    if (is_good) {
        if (outer)
            diag_list_join(outer, &found);
        *ret_value = v;
    } else {
        *ret_fault = run.fault;
    }
    diag_list_done(&found);
    yaml_parser_delete(&run.parser);
    return is_good;
}

/* True when text that is one plain scalar for libyaml was meant as "key:value". */
static bool is_missed_key(const struct value *v, struct str text)
{
    struct str line, key_name, rest;

    while (str_line(&text, &line))
        if (str_trim(line).n)
            return v->kind == VALUE_STRING && !v->is_quoted &&
                   yaml_key_line(str_trim(line), &key_name, &rest);
    return false;
}

struct value *yaml_parse(struct arena *a, struct str text, struct str file, unsigned line,
                         struct diag_list *diags, bool *ret_ok)
{
    struct yaml_reader r = {.a = a, .file = file, .diags = diags};
    struct yaml_fault fault = {"no blank behind the colon", line, 1};
    struct value *result = arena_new(a, struct value);

    if (str_starts(text, STR("\xEF\xBB\xBF")))
        text = str_skip(text, 3);
    *ret_ok = yaml_read(&r, text, line, result, &fault) && !is_missed_key(result, text);
    if (!*ret_ok) {
        diag_add(diags, DIAG_BAD_YAML, (struct diag_pos){file, fault.line, fault.column},
                 fault.problem);
        *result = yaml_recover(&r, text, line);
    }
    table_done(&r.anchors);
    if (result->kind == VALUE_NULL || (!*ret_ok && result->n == 0))
        return NULL;
    return result;
}
