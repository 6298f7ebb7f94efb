/* SPDX-License-Identifier: MIT */
/* Broken YAML, line by line: one bad value costs that value, not the block. */
#include <string.h>

#include "base/vec.h"
#include "input/salvage.h"
#include "input/yaml_read.h"

enum { RECOVER_DEPTH_MAX = 8, KEY_BYTES_MAX = 200 };

struct line {
    struct str text;   /* with indentation, without its end */
    struct str inside; /* trimmed */
    size_t start;
    size_t indent; /* bytes of blanks and tabs */
};

struct recovery {
    struct yaml_reader *r;
    struct str text;
    unsigned first; /* number of the first line */
    VEC(struct line) lines;
    size_t budget; /* bytes that may still be looked at again */
};

static struct value map_of(struct recovery *c, size_t from, size_t to, unsigned depth);

/* The closing quote of the quoted key that LINE begins with, or STR_NPOS. */
static size_t quoted_key_end(struct str line)
{
    size_t end = line.n && (line.p[0] == '"' || line.p[0] == '\'')
                     ? str_find_byte(line, line.p[0], 1)
                     : STR_NPOS;

    return end != STR_NPOS && end + 1 < line.n && line.p[end + 1] == ':' ? end : STR_NPOS;
}

static bool is_name(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_ascii_alnum(s.p[i]) && s.p[i] != '_' && s.p[i] != '-')
            return false;
    return s.n > 0 && !is_ascii_digit(s.p[0]) && s.p[0] != '-';
}

/* "title：Tea", as Chinese keyboards write it. */
static bool wide_colon(struct str line, struct str *ret_key, struct str *ret_rest)
{
    static const char sign[] = "：";
    size_t at = str_find(line, str_of(sign), 0);

    if (at == STR_NPOS || !is_name(str_trim(str_sub(line, 0, at))))
        return false;
    *ret_key = str_trim(str_sub(line, 0, at));
    *ret_rest = str_trim(str_skip(line, at + sizeof sign - 1));
    return true;
}

bool yaml_key_line(struct str line, struct str *ret_key, struct str *ret_rest)
{
    size_t quote = quoted_key_end(line);
    size_t colon = quote == STR_NPOS ? str_find_byte(line, ':', 0) : quote + 1;
    struct str name;

    if (!line.n || (quote == STR_NPOS && strchr("#-[]{}&*!|>%@`,?\"'<=", line.p[0])))
        return false;
    for (; colon != STR_NPOS; colon = str_find_byte(line, ':', colon + 1)) {
        name = str_trim(str_sub(line, 0, colon));
        if (colon + 1 == line.n || line.p[colon + 1] == ' ' || line.p[colon + 1] == '\t' ||
            (is_name(name) && line.p[colon + 1] != '/' && line.p[colon + 1] != ':'))
            break;
    }
    if (colon == STR_NPOS)
        return wide_colon(line, ret_key, ret_rest);
    if (name.n == 0 || name.n > KEY_BYTES_MAX)
        return false;
    *ret_key = quote == STR_NPOS ? name : str_sub(line, 1, quote - 1);
    *ret_rest = str_trim(str_skip(line, colon + 1));
    return true;
}

static bool is_item(const struct line *l)
{
    return l->inside.n && l->inside.p[0] == '-' &&
           (l->inside.n == 1 || is_ascii_space(l->inside.p[1]));
}

static void split_lines(struct recovery *c)
{
    struct str rest = c->text, text;

    for (size_t start = 0; str_line(&rest, &text); start = c->text.n - rest.n) {
        struct line *l = vec_push(&c->lines);

        *l = (struct line){.text = text, .inside = str_trim(text), .start = start};
        while (l->indent < text.n && (text.p[l->indent] == ' ' || text.p[l->indent] == '\t'))
            l->indent++;
    }
}

static struct str lines_between(const struct recovery *c, size_t from, size_t to)
{
    size_t start = c->lines.v[from].start;
    size_t end = to < c->lines.n ? c->lines.v[to].start : c->text.n;

    return str_sub(c->text, start, end - start);
}

/* Reads TEXT as strict YAML while the budget lasts. */
static bool try_strict(struct recovery *c, struct str text, size_t from, enum value_kind kind,
                       struct value *ret)
{
    struct yaml_fault fault;

    if (text.n > c->budget)
        return false;
    c->budget -= text.n;
    return yaml_read(c->r, text, c->first + (unsigned)from, ret, &fault) && ret->kind == kind &&
           ret->n > 0;
}

/* The same lines with tabs as blanks, and empty where a line fits in nowhere. */
static struct str cleaned(struct recovery *c, size_t from, size_t to)
{
    struct buf out = {0};
    struct str result;

    for (size_t i = from; i < to; i++) {
        const struct line *l = &c->lines.v[i];
        bool is_noise = i > from && l->indent <= c->lines.v[from].indent && !is_item(l) &&
                        l->inside.n && !strchr("]}", l->inside.p[0]);

        for (size_t k = 0; k < l->text.n && !is_noise; k++) {
            if (l->text.p[k] == '\t')
                buf_add(&out, STR("  "));
            else
                buf_byte(&out, l->text.p[k]);
        }
        buf_byte(&out, '\n');
    }
    result = arena_str(c->r->a, buf_str(&out));
    buf_done(&out);
    return result;
}

static struct value place_of(const struct recovery *c, size_t line)
{
    return (struct value){.line = c->first + (unsigned)line,
                          .column = (unsigned)c->lines.v[line].indent + 1};
}

/* What stands behind a key, taken as it is. */
static struct value plain(struct recovery *c, struct str s, size_t line)
{
    struct value v = salvage_string(c->r->a, s, place_of(c, line));

    if (!v.is_quoted)
        yaml_resolve(&v);
    return v;
}

/* "[a, 'b', @c]", taken as it is. */
static bool flow_list(struct recovery *c, struct str s, size_t line, struct value *ret_list)
{
    if (!salvage_list(c->r->a, s, place_of(c, line), ret_list))
        return false;
    for (size_t i = 0; i < ret_list->n; i++)
        if (!ret_list->items[i].is_quoted)
            yaml_resolve(&ret_list->items[i]);
    return true;
}

/* The lines of a block scalar without their common indentation. */
static struct value block_scalar(struct recovery *c, size_t from, size_t to, bool is_folded)
{
    struct value v = {
        .kind = VALUE_STRING, .line = c->first + (unsigned)from, .column = 1, .is_quoted = true};
    struct buf out = {0};
    size_t indent = STR_NPOS;

    for (size_t i = from; i < to; i++)
        if (c->lines.v[i].inside.n && c->lines.v[i].indent < indent)
            indent = c->lines.v[i].indent;
    for (size_t i = from; i < to; i++) {
        buf_add(&out, str_skip(c->lines.v[i].text, indent));
        buf_byte(&out, is_folded && i + 1 < to ? ' ' : '\n');
    }
    v.text = arena_str(c->r->a, buf_str(&out));
    buf_done(&out);
    return v;
}

/* Joins S with the lines [from, to) by blanks. */
static struct str joined(struct recovery *c, struct str s, size_t from, size_t to)
{
    struct buf out = {0};
    struct str result;

    if (from == to)
        return s;
    buf_add(&out, s);
    for (size_t i = from; i < to; i++) {
        if (c->lines.v[i].inside.n)
            buf_byte(&out, ' ');
        buf_add(&out, c->lines.v[i].inside);
    }
    result = arena_str(c->r->a, buf_str(&out));
    buf_done(&out);
    return result;
}

/* The first line from FROM on that does not go on with the value of a line indented by INDENT:
 * the next key, or what is not indented deeper. */
static size_t end_of_value(const struct recovery *c, size_t from, size_t to, size_t indent)
{
    struct str key, rest;

    while (from < to && c->lines.v[from].indent > indent &&
           !(yaml_key_line(c->lines.v[from].inside, &key, &rest) && is_name(key)))
        from++;
    return from;
}

/* The broken item of a list on the lines from AT to before TO; *RET_END is the line behind what
 * was used. */
static struct value item_of(struct recovery *c, size_t at, size_t to, unsigned depth,
                            size_t *ret_end)
{
    struct line *l = &c->lines.v[at];
    struct str key, rest, inside = str_trim(str_skip(l->inside, 1));
    struct value v;

    *ret_end = to;
    if (depth < RECOVER_DEPTH_MAX && yaml_key_line(inside, &key, &rest) && is_name(key)) {
        l->indent += (size_t)(inside.p - l->inside.p);
        l->inside = inside;
        return map_of(c, at, to, depth + 1);
    }
    *ret_end = end_of_value(c, at + 1, to, l->indent);
    if (*ret_end < to && try_strict(c, lines_between(c, at, *ret_end), at, VALUE_LIST, &v))
        return v.items[0];
    return plain(c, joined(c, inside, at + 1, *ret_end), at);
}

/* A list whose items begin on the lines from FROM on; *RET_END is the line behind it. */
static struct value list_of(struct recovery *c, size_t from, size_t to, unsigned depth,
                            size_t *ret_end)
{
    struct value v = {.kind = VALUE_LIST, .line = c->first + (unsigned)from, .column = 1};
    size_t i = from;

    while (i < to) {
        const struct line *l = &c->lines.v[i];
        size_t end = i + 1, used;
        struct value item;

        if (!is_item(l)) {
            i++;
            continue;
        }
        while (end < to && !(is_item(&c->lines.v[end]) && c->lines.v[end].indent <= l->indent))
            end++;
        used = end;
        if (try_strict(c, lines_between(c, i, end), i, VALUE_LIST, &item))
            item = item.items[0];
        else
            item = item_of(c, i, end, depth, &used);
        value_append(c->r->a, &v, item);
        i = used;
        if (used < end)
            break;
    }
    *ret_end = i;
    return v;
}

static bool is_block_header(struct str s)
{
    for (size_t i = 1; i < s.n; i++)
        if (!strchr("+-0123456789", s.p[i]))
            return false;
    return s.n && (s.p[0] == '|' || s.p[0] == '>');
}

/* The value of the key on line AT whose lines end before TO, and whose rest of the line is REST;
 * *RET_END is the line behind what was used. */
static struct value value_of(struct recovery *c, size_t at, size_t to, struct str rest,
                             unsigned depth, size_t *ret_end)
{
    size_t first = at + 1;
    struct value v;

    *ret_end = to;
    while (first < to && c->lines.v[first].inside.n == 0)
        first++;
    if (is_block_header(rest))
        return block_scalar(c, at + 1, to, rest.p[0] == '>');
    if ((rest.n == 0 || rest.p[0] == '#') && first < to && depth < RECOVER_DEPTH_MAX)
        return is_item(&c->lines.v[first]) ? list_of(c, first, to, depth, ret_end)
                                           : map_of(c, first, to, depth + 1);
    if (flow_list(c, joined(c, rest, at + 1, to), at, &v))
        return v;
    *ret_end = end_of_value(c, at + 1, to, c->lines.v[at].indent);
    if (*ret_end < to && try_strict(c, lines_between(c, at, *ret_end), at, VALUE_MAP, &v))
        return v.items[0];
    if (flow_list(c, joined(c, rest, at + 1, *ret_end), at, &v))
        return v;
    return plain(c, joined(c, rest, at + 1, *ret_end), at);
}

/* The lines from AT that may belong to its key: all up to the next key that is not deeper. */
static size_t end_of_entry(struct recovery *c, size_t at, size_t to)
{
    struct str key, rest;
    size_t end = at + 1;

    while (end < to && c->budget > c->lines.v[end].text.n &&
           (c->lines.v[end].indent > c->lines.v[at].indent ||
            !yaml_key_line(c->lines.v[end].inside, &key, &rest)))
        c->budget -= c->lines.v[end++].text.n;
    return end;
}

static struct value map_of(struct recovery *c, size_t from, size_t to, unsigned depth)
{
    struct value map = {.kind = VALUE_MAP, .line = c->first + (unsigned)from, .column = 1};
    size_t end;

    for (size_t i = from; i < to; i = end) {
        struct str key, rest;
        struct value v;

        end = i + 1;
        if (!yaml_key_line(c->lines.v[i].inside, &key, &rest))
            continue;
        end = end_of_entry(c, i, to);
        if (try_strict(c, lines_between(c, i, end), i, VALUE_MAP, &v) ||
            try_strict(c, cleaned(c, i, end), i, VALUE_MAP, &v)) {
            for (size_t k = 0; k < v.n; k++)
                value_put(c->r->a, &map, v.keys[k], v.items[k]);
            continue;
        }
        v = value_of(c, i, end, rest, depth, &end);
        value_put(c->r->a, &map, arena_str(c->r->a, key), v);
    }
    value_map_finish(&map, c->r->file, c->r->diags);
    return map;
}

struct value yaml_recover(struct yaml_reader *r, struct str text, unsigned line)
{
    struct recovery c = {.r = r, .text = text, .first = line, .budget = 16 * text.n + 4096};
    struct value v;

    split_lines(&c);
    v = map_of(&c, 0, c.lines.n, 0);
    vec_done(&c.lines);
    return v;
}
