/* SPDX-License-Identifier: MIT */
/* Reads the info string of a code fence. */
#include "render/codeinfo.h"

#include <string.h>

enum { LINE_MAX = 10000000 };

struct reader {
    const char *p, *end;
    struct arena *a;
    struct codeinfo *info;
    struct line_range *ranges; /* grown in the arena */
    size_t ranges_size;
    bool in_ranges; /* the last key was one of marked lines: bare numbers go on with it */
};

struct attribute {
    struct str key, value;
    bool has_value;
};

/* ---- Marked lines ---- */

static void add_range(struct reader *r, size_t first, size_t last)
{
    struct codeinfo *info = r->info;

    if (info->range_count == CODEINFO_RANGES_MAX)
        return;
    if (info->range_count == r->ranges_size) {
        size_t size = r->ranges_size ? r->ranges_size * 4 : 4;
        struct line_range *grown = arena_array(r->a, struct line_range, size);

        if (info->range_count)
            memcpy(grown, r->ranges, info->range_count * sizeof(*grown));
        r->ranges = grown;
        r->ranges_size = size;
    }
    r->ranges[info->range_count++] =
        first <= last ? (struct line_range){first, last} : (struct line_range){last, first};
    info->ranges = r->ranges;
}

static bool read_line(struct str s, size_t *at, size_t *ret_line)
{
    size_t i = *at, line = 0;

    if (i >= s.n || !is_ascii_digit(s.p[i]))
        return false;
    for (; i < s.n && is_ascii_digit(s.p[i]); i++)
        line = line < LINE_MAX ? line * 10 + (size_t)(s.p[i] - '0') : LINE_MAX;
    *at = i;
    *ret_line = line;
    return true;
}

/* Behind "-" or ".." with blanks around at I, or I itself. */
static size_t range_joint(struct str s, size_t i)
{
    size_t j = i;

    while (j < s.n && s.p[j] == ' ')
        j++;
    if (j == s.n || (s.p[j] != '-' && s.p[j] != '.'))
        return i;
    while (j < s.n && (s.p[j] == '-' || s.p[j] == '.' || s.p[j] == ' '))
        j++;
    return j;
}

/* "4,13,15-17", "[8, \"10-12\"]", "3..5": numbers, and what joins two of them. BASE is the number
 * of the first line in this notation. */
static void read_ranges(struct reader *r, struct str s, size_t base)
{
    for (size_t i = 0; i < s.n;) {
        size_t first, last, j;

        if (!read_line(s, &i, &first)) {
            i++;
            continue;
        }
        last = first;
        j = range_joint(s, i);
        if (j > i && read_line(s, &j, &last))
            i = j;
        add_range(r, first + 1 - base, last + 1 - base);
    }
}

/* ---- Words and attributes ---- */

enum meaning {
    MEANS_NOTHING,
    MEANS_TITLE,
    MEANS_RANGES,
    MEANS_NUMBERS,
    MEANS_NO_NUMBERS,
    MEANS_FIRST,
    MEANS_LANGUAGE,
    MEANS_FLAG,
    MEANS_SHOWN,
};

struct known_key {
    const char *key;
    enum meaning meaning;
    unsigned flag;
};

#define KEY(key, meaning, flag) {(key), (meaning), (flag)},
static const struct known_key known_keys[] = {
#include "render/codeinfo.def"
};
#undef KEY

static const struct known_key *find_key(struct str key)
{
    while (key.n && (key.p[0] == '.' || key.p[0] == ':')) /* pandoc's class, VitePress's suffix */
        key = str_skip(key, 1);
    for (size_t i = 0; i < sizeof(known_keys) / sizeof(known_keys[0]); i++)
        if (str_eq_fold(key, str_of(known_keys[i].key)))
            return &known_keys[i];
    return NULL;
}

static bool is_refusal(struct str value)
{
    return str_eq_fold(value, STR("false")) || str_eq_fold(value, STR("f")) ||
           str_eq_fold(value, STR("no")) || str_eq_fold(value, STR("off")) ||
           str_eq_fold(value, STR("none")) || str_eq(value, STR("0"));
}

static bool is_file_name(struct str word)
{
    size_t dot = str_rfind_byte(word, '.');

    return dot != STR_NPOS && dot + 1 < word.n && is_ascii_alnum(word.p[dot + 1]) &&
           !is_ascii_digit(word.p[0]) && word.n < 200 && str_find_byte(word, ':', 0) == STR_NPOS;
}

static void set_numbers(struct codeinfo *info, struct attribute at)
{
    unsigned long first;

    if (at.has_value && is_refusal(at.value)) {
        info->no_line_numbers = true;
        return;
    }
    info->line_numbers = true;
    if (str_to_uint(at.value, LINE_MAX, &first))
        info->first_line = first;
}

static void set_bare_word(struct reader *r, struct str word)
{
    struct codeinfo *info = r->info;

    if (word.n && r->in_ranges && is_ascii_digit(word.p[0]))
        read_ranges(r, word, 1);
    else if (str_starts_fold(word, STR("ignore-")))
        info->flags |= CODEINFO_IGNORE;
    else if (!info->title.n && is_file_name(word) && word.p[0] != '#')
        info->title = word;
}

static void set_attribute(struct reader *r, struct attribute at)
{
    struct codeinfo *info = r->info;
    const struct known_key *known = find_key(at.key);
    enum meaning meaning = known ? known->meaning : MEANS_NOTHING;
    unsigned long first;

    if (!known && !at.has_value) {
        set_bare_word(r, at.key);
        return;
    }
    r->in_ranges = meaning == MEANS_RANGES;
    if (meaning == MEANS_TITLE && !info->title.n)
        info->title = at.value;
    if (meaning == MEANS_RANGES)
        read_ranges(r, at.value, 1);
    if (meaning == MEANS_NUMBERS)
        set_numbers(info, at);
    if (meaning == MEANS_NO_NUMBERS)
        info->no_line_numbers = true;
    if (meaning == MEANS_FIRST && str_to_uint(at.value, LINE_MAX, &first)) {
        info->first_line = first;
        info->line_numbers = true;
    }
    if (meaning == MEANS_LANGUAGE && !info->language.n)
        info->language = at.value;
    if (meaning == MEANS_FLAG || (meaning == MEANS_SHOWN && is_refusal(at.value)))
        info->flags |= known->flag;
}

/* ---- The string ---- */

static bool is_separator(char c)
{
    return is_ascii_space(c) || c == ',' || c == ';' || c == '|';
}

/* Up to CLOSE behind the bracket or quote at the cursor; without it, up to the end. */
static struct str take_enclosed(struct reader *r, char close)
{
    const char *from = r->p + 1, *to = memchr(from, close, (size_t)(r->end - from));

    if (!to)
        to = r->end;
    r->p = to < r->end ? to + 1 : to;
    return (struct str){from, (size_t)(to - from)};
}

static struct str take_value(struct reader *r)
{
    const char *from = r->p;

    if (r->p < r->end && (*r->p == '"' || *r->p == '\''))
        return take_enclosed(r, *r->p);
    if (r->p < r->end && *r->p == '[')
        return take_enclosed(r, ']');
    if (r->p < r->end && *r->p == '{')
        return str_trim(take_enclosed(r, '}'));
    while (r->p < r->end && !is_separator(*r->p) && *r->p != '}')
        r->p++;
    return (struct str){from, (size_t)(r->p - from)};
}

static void read_attributes(struct reader *r, bool may_nest);

/* {4,13} marks lines; anything else between braces is attributes. Behind a word for line numbers
 * it is the first of them: showLineNumbers{5}. */
static void read_group(struct reader *r, const struct known_key *before)
{
    struct str s = str_trim(take_enclosed(r, '}'));
    struct reader inner = *r;
    unsigned long first;

    if (before && before->meaning == MEANS_NUMBERS && str_to_uint(s, LINE_MAX, &first)) {
        r->info->first_line = first;
        return;
    }
    if (s.n && (is_ascii_digit(s.p[0]) || s.p[0] == '-' || s.p[0] == '"')) {
        read_ranges(r, s, 1);
        return;
    }
    inner.p = s.p;
    inner.end = s.p + s.n;
    read_attributes(&inner, false);
    r->ranges = inner.ranges;
    r->ranges_size = inner.ranges_size;
}

static void read_word(struct reader *r, bool may_nest)
{
    const char *from = r->p;
    struct attribute at = {0};

    while (r->p < r->end && !is_separator(*r->p) && !strchr("={}[]\"'", *r->p))
        r->p++;
    at.key = (struct str){from, (size_t)(r->p - from)};
    if (r->p < r->end && *r->p == '=') {
        r->p++;
        at.has_value = true;
        at.value = take_value(r);
    }
    if (at.key.n)
        set_attribute(r, at);
    else
        r->p += r->p == from && r->p < r->end;
    if (may_nest && r->p < r->end && *r->p == '{')
        read_group(r, find_key(at.key));
}

static void read_attributes(struct reader *r, bool may_nest)
{
    struct str title = STR_NONE;

    while (r->p < r->end) {
        if (is_separator(*r->p))
            r->p++;
        else if (*r->p == '{' && may_nest)
            read_group(r, NULL);
        else if (*r->p == '[')
            title = take_enclosed(r, ']');
        else if (*r->p == '"' || *r->p == '\'')
            title = take_enclosed(r, *r->p);
        else if (*r->p == '/') /* rehype's /words to mark/ */
            take_enclosed(r, '/');
        else
            read_word(r, may_nest);
    }
    if (!r->info->title.n)
        r->info->title = title;
}

/* ---- The language ---- */

static bool ends_language(const struct reader *r, const char *p)
{
    if (is_separator(*p) || strchr("{}[]=\"'", *p))
        return true;
    if (*p == ':')
        return true;
    return *p == '/' && p + 1 < r->end && is_ascii_digit(p[1]);
}

static void set_language(struct codeinfo *info, struct str s)
{
    if (s.n && s.p[0] == '.' && s.n > 1 && !str_eq_fold(s, STR(".env")))
        s = str_skip(s, 1);
    if (str_starts_fold(s, STR("language-")))
        s = str_skip(s, 9);
    else if (str_starts_fold(s, STR("lang-")))
        s = str_skip(s, 5);
    if (s.n > 5 && str_starts_fold(s, STR("diff-"))) {
        s = str_skip(s, 5);
        info->is_diff = true;
    }
    info->language = s;
}

/* js:title=x, ts:src/file.ts, ts:line-numbers=2 */
static void read_colon(struct reader *r)
{
    const char *from = ++r->p;
    struct str s;

    while (r->p < r->end && !is_ascii_space(*r->p) && *r->p != '{')
        r->p++;
    s = (struct str){from, (size_t)(r->p - from)};
    if (str_find_byte(s, '=', 0) != STR_NPOS || find_key(s)) {
        r->p = from;
        return;
    }
    if (!r->info->title.n)
        r->info->title = s;
}

/* HackMD's "js=" and "js=101" */
static void read_equals(struct reader *r)
{
    struct attribute at = {.has_value = true};

    r->p++;
    at.value = take_value(r);
    set_numbers(r->info, at);
}

static void read_language(struct reader *r)
{
    const char *from = r->p;

    while (r->p < r->end && !ends_language(r, r->p))
        r->p++;
    set_language(r->info, (struct str){from, (size_t)(r->p - from)});
    if (r->p == r->end)
        return;
    if (*r->p == ':') {
        read_colon(r);
    } else if (*r->p == '=') {
        read_equals(r);
    } else if (*r->p == '/') { /* Eleventy counts from 0 */
        from = r->p;
        while (r->p < r->end && !is_ascii_space(*r->p))
            r->p++;
        read_ranges(r, (struct str){from, (size_t)(r->p - from)}, 0);
    }
}

/* {r, echo=FALSE}, {.python .numberLines}, {4,13}: the first word is the language. */
static void read_braced_language(struct reader *r)
{
    const char *p = r->p + 1;
    struct reader inner = *r;

    while (p < r->end && (*p == ' ' || *p == '='))
        p++;
    if (p == r->end || is_ascii_digit(*p) || *p == '}' || *p == '#')
        return;
    inner.p = p;
    while (inner.p < r->end && !is_separator(*inner.p) && !strchr("{}=\"'", *inner.p))
        inner.p++;
    if (inner.p < r->end && *inner.p == '=') /* an attribute, no language */
        return;
    set_language(r->info, (struct str){p, (size_t)(inner.p - p)});
    inner.end = memchr(inner.p, '}', (size_t)(r->end - inner.p));
    if (!inner.end)
        inner.end = r->end;
    r->p = inner.end < r->end ? inner.end + 1 : inner.end;
    read_attributes(&inner, false);
    r->ranges = inner.ranges;
    r->ranges_size = inner.ranges_size;
}

void codeinfo_parse(struct arena *a, struct str info, struct codeinfo *ret)
{
    struct reader r = {.a = a, .info = ret};

    *ret = (struct codeinfo){.language = STR(""), .title = STR(""), .first_line = 1};
    info = str_trim(info);
    if (info.n == 0)
        return;
    r.p = info.p;
    r.end = info.p + info.n;
    if (*r.p == '{')
        read_braced_language(&r);
    else
        read_language(&r);
    read_attributes(&r, true);
}

bool codeinfo_is_marked(const struct codeinfo *info, size_t line)
{
    for (size_t i = 0; i < info->range_count; i++)
        if (line >= info->ranges[i].first && line <= info->ranges[i].last)
            return true;
    return false;
}
