/* SPDX-License-Identifier: MIT */
/* Arguments of tags in any notation: named or not, quoted in any way, in any order. */
#include <string.h>

#include "render/template_private.h"

static bool is_name_byte(char c)
{
    return is_ascii_alnum(c) || c == '-' || c == '_' || c == '.' || c == ':' || c == '@';
}

static bool is_gap(char c)
{
    return is_ascii_space(c) || c == ',';
}

/* End of the bracketed text at AT: brackets of all kinds nest, strings may hold them. */
static size_t bracket_end(struct str s, size_t at)
{
    size_t depth = 0;
    char quote = 0;

    for (size_t i = at; i < s.n; i++) {
        char c = s.p[i];

        if (quote) {
            if (c == '\\')
                i++;
            else if (c == quote)
                quote = 0;
        } else if (c == '"' || c == '\'' || c == '`') {
            quote = c;
        } else if (c == '{' || c == '[' || c == '(') {
            depth++;
        } else if ((c == '}' || c == ']' || c == ')') && --depth == 0) {
            return i + 1;
        }
    }
    return s.n;
}

static struct str unescape(struct arena *a, struct str s, char quote)
{
    char *p, *q;

    if (quote == '`' || str_find_byte(s, '\\', 0) == STR_NPOS)
        return s;
    p = q = arena_alloc(a, s.n + 1);
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\\' && i + 1 < s.n && (s.p[i + 1] == quote || s.p[i + 1] == '\\'))
            i++;
        else if (s.p[i] == '\\' && i + 1 < s.n && s.p[i + 1] == 'n' && ++i) {
            *q++ = ' ';
            continue;
        }
        *q++ = s.p[i];
    }
    return (struct str){p, (size_t)(q - p)};
}

static struct str quoted(struct arena *a, struct str s, size_t *at)
{
    char quote = s.p[*at];
    size_t i = *at + 1;

    while (i < s.n && s.p[i] != quote)
        i += quote != '`' && s.p[i] == '\\' && i + 1 < s.n ? 2 : 1;
    if (i > s.n)
        i = s.n;
    s = unescape(a, str_sub(s, *at + 1, i - *at - 1), quote);
    *at = i + 1;
    return s;
}

/* {"x"} and {`x`} of JSX are strings. */
static struct str braced(struct arena *a, struct str s, bool *ret_bare)
{
    struct str inner = str_trim(str_chop(str_skip(s, 1), 1));
    size_t at = 0;

    if (inner.n > 1 && (inner.p[0] == '"' || inner.p[0] == '\'' || inner.p[0] == '`')) {
        struct str value = quoted(a, inner, &at);

        if (at >= inner.n)
            return value;
    }
    *ret_bare = true;
    return inner;
}

static struct str parse_value(struct arena *a, struct str s, size_t *at, bool *ret_bare)
{
    size_t from = *at, end;
    char c = s.p[from];

    *ret_bare = false;
    if (c == '"' || c == '\'' || c == '`')
        return quoted(a, s, at);
    if (c == '{' || c == '[' || c == '(') {
        end = bracket_end(s, from);
        *at = end;
        if (c == '{' && !str_starts(str_skip(s, from), STR("{{")))
            return braced(a, str_sub(s, from, end - from), ret_bare);
        *ret_bare = true;
        return str_sub(s, from, end - from);
    }
    for (end = from; end < s.n && !is_gap(s.p[end]); end++)
        if ((s.p[end] == '(' || s.p[end] == '[') && end > from)
            end = bracket_end(s, end) - 1;
    *at = end;
    *ret_bare = end > from && !is_ascii_digit(c) &&
                !(c == '-' && end > from + 1 && is_ascii_digit(s.p[from + 1]));
    return str_sub(s, from, end - from);
}

/* NAME= or NAME: (followed by a blank or quote) at AT; else an empty name. */
static struct str parse_name(struct str s, size_t *at)
{
    size_t end = *at, value;

    while (end < s.n && is_name_byte(s.p[end]))
        end++;
    if (end > *at && s.p[end - 1] == ':' && end < s.n && (is_gap(s.p[end]) || s.p[end] == '"'))
        value = end--;
    else if (end < s.n && end > *at && s.p[end] == '=')
        value = end + 1;
    else {
        for (value = end; value < s.n && s.p[value] == ' '; value++)
            ;
        if (value == end || value >= s.n || s.p[value] != '=' || end == *at)
            return STR_NONE;
        value++;
    }
    while (value < s.n && is_ascii_space(s.p[value]))
        value++;
    s = str_sub(s, *at, end - *at);
    *at = value;
    return s;
}

void args_parse(struct args *r, struct arena *a, struct str text)
{
    size_t at = 0;

    r->n = 0;
    r->raw = str_trim(text);
    while (r->n < ARG_MAX) {
        struct arg *v = &r->v[r->n];

        while (at < text.n && is_gap(text.p[at]))
            at++;
        if (at >= text.n)
            return;
        v->name = parse_name(text, &at);
        v->value = STR("");
        v->is_bare = false;
        if (at < text.n && !(v->name.p && text.p[at] == ','))
            v->value = parse_value(a, text, &at, &v->is_bare);
        r->n++;
    }
}

struct str args_get(const struct args *r, const char *names)
{
    struct str rest = str_of(names), name;

    while (str_split(&rest, ' ', &name)) {
        for (size_t i = 0; i < r->n; i++)
            if (r->v[i].name.p && str_eq_fold(r->v[i].name, name))
                return r->v[i].value;
    }
    return STR_NONE;
}

struct str args_at(const struct args *r, size_t position)
{
    for (size_t i = 0; i < r->n; i++)
        if (!r->v[i].name.p && position-- == 0)
            return r->v[i].value;
    return STR_NONE;
}

bool is_picture_path(struct str s)
{
    static const char endings[] = " png jpg jpeg gif svg webp avif bmp apng tif tiff jfif ico ";
    char word[8] = " ";
    size_t end = 0, dot, n = 1;

    while (end < s.n && s.p[end] != '?' && s.p[end] != '#')
        end++;
    s.n = end;
    dot = str_rfind_byte(s, '.');
    if (s.n > 2000 || dot == STR_NPOS || s.n - dot > 5 || s.n - dot < 4)
        return false;
    while (++dot < s.n)
        word[n++] = ascii_lower(s.p[dot]);
    word[n] = ' ';
    return strstr(endings, word) != NULL;
}

struct str args_picture(const struct args *r)
{
    struct str src = args_get(r, "src url image img path file image_path source link href");

    if (src.n && is_picture_path(src))
        return src;
    for (size_t i = 0; i < r->n; i++)
        if (is_picture_path(r->v[i].value))
            return r->v[i].value;
    return STR_NONE;
}
