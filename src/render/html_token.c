/* SPDX-License-Identifier: MIT */
/* Reading one tag of raw HTML: name and attributes, after the HTML Standard, 13.2.5. */
#include "render/html_private.h"

#include <string.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static size_t skip_spaces(struct str s, size_t at)
{
    while (at < s.n && (is_space(s.p[at]) || s.p[at] == '/'))
        at++;
    return at;
}

/* The value at AT, after '='; the offset behind it, or 0 when its quote never ends. */
static size_t read_value(struct str s, size_t at, struct str *ret_value)
{
    size_t start, end;

    while (at < s.n && is_space(s.p[at]))
        at++;
    if (at < s.n && (s.p[at] == '"' || s.p[at] == '\'')) {
        end = str_find_byte(s, s.p[at], at + 1);
        if (end == STR_NPOS)
            return 0;
        *ret_value = str_sub(s, at + 1, end - at - 1);
        return end + 1;
    }
    start = at;
    while (at < s.n && !is_space(s.p[at]) && s.p[at] != '>')
        at++;
    *ret_value = str_sub(s, start, at - start);
    return at;
}

static bool has_attribute(const struct html_tag *tag, struct str name)
{
    for (size_t i = 0; i < tag->n; i++)
        if (str_eq(tag->v[i].name, name))
            return true;
    return false;
}

/* The attribute at AT; the offset behind it, or 0 when it never ends. */
static size_t read_attribute(struct html *h, size_t at, struct html_tag *tag)
{
    struct str s = h->in.fragment, name, value = STR("");
    size_t start = at++; /* a '=' in front is part of the name */

    while (at < s.n && !is_space(s.p[at]) && s.p[at] != '/' && s.p[at] != '>' && s.p[at] != '=')
        at++;
    name = arena_lower(h->arena, str_sub(s, start, at - start));
    start = at;
    while (at < s.n && is_space(s.p[at]))
        at++;
    if (at < s.n && s.p[at] == '=') {
        at = read_value(s, at + 1, &value);
        if (at == 0)
            return 0;
    } else {
        at = start;
        value.p = NULL; /* absent */
    }
    if (tag->n < HTML_ATTRIBUTES_MAX && !has_attribute(tag, name)) {
        value = html_decode_value(h->arena, value);
        h->in.attributes[tag->n++] = (struct html_attribute){name, value};
    }
    return at;
}

size_t html_read_tag(struct html *h, size_t name_at, struct html_tag *ret_tag)
{
    struct str s = h->in.fragment;
    size_t at = name_at;
    bool is_empty = false;

    while (at < s.n && !is_space(s.p[at]) && s.p[at] != '/' && s.p[at] != '>')
        at++;
    *ret_tag = (struct html_tag){
        .name = arena_lower(h->arena, str_sub(s, name_at, at - name_at)),
        .v = h->in.attributes,
    };
    for (;;) {
        size_t start = at;

        at = skip_spaces(s, at);
        is_empty = at > start && s.p[at - 1] == '/';
        if (at >= s.n)
            return 0;
        if (s.p[at] == '>')
            break;
        at = read_attribute(h, at, ret_tag);
        if (at == 0)
            return 0;
    }
    ret_tag->is_empty = is_empty;
    return at + 1;
}

static size_t find_fold(struct str s, struct str needle, size_t from)
{
    for (;;) {
        size_t at = str_find_byte(s, needle.p[0], from);

        if (at == STR_NPOS || s.n - at < needle.n)
            return STR_NPOS;
        if (str_eq_fold(str_sub(s, at, needle.n), needle))
            return at;
        from = at + 1;
    }
}

size_t html_find_end(struct html *h, struct str end, size_t from)
{
    size_t at;

    for (size_t i = 0; i < h->in.end_count; i++)
        if (str_eq_fold(h->in.ends[i], end))
            return STR_NPOS;
    at = find_fold(h->in.fragment, end, from);
    if (at == STR_NPOS && h->in.end_count < HTML_ENDS_MAX)
        h->in.ends[h->in.end_count++] = arena_str(h->arena, end);
    return at;
}

struct str html_get(const struct html_tag *tag, const char *name)
{
    for (size_t i = 0; i < tag->n; i++)
        if (str_eq(tag->v[i].name, str_of(name)))
            return tag->v[i].value.p ? tag->v[i].value : STR("");
    return STR_NONE;
}
