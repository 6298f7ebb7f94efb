/* SPDX-License-Identifier: MIT */
/* Finds the front matter of a post. */
#include "input/frontmatter.h"

#include "input/frontmatter_line.h"

/* A place between two lines of the text. */
struct place {
    struct str rest; /* what follows */
    unsigned line;   /* the number of its first line */
};

static bool next_line(struct place *p, struct str *ret_line)
{
    if (!str_line(&p->rest, ret_line))
        return false;
    p->line++;
    return true;
}

static size_t indent_of(struct str line)
{
    size_t n = 0;

    while (n < line.n && (line.p[n] == ' ' || line.p[n] == '\t'))
        n++;
    return n;
}

/* The rest of an opening fence: "", a comment or the name of a notation. */
static bool fence_kind(struct str name, enum frontmatter_kind plain, enum frontmatter_kind *ret)
{
    name = str_trim(name);
    if (name.n == 0 || name.p[0] == '#')
        *ret = plain;
    else if (str_eq_fold(name, STR("yaml")) || str_eq_fold(name, STR("yml")))
        *ret = FRONTMATTER_YAML;
    else if (str_eq_fold(name, STR("toml")))
        *ret = FRONTMATTER_TOML;
    else if (str_eq_fold(name, STR("json")))
        *ret = FRONTMATTER_JSON;
    else
        return false;
    return true;
}

/* True when LINE is an opening fence; *RET_FENCE is its run of signs. */
static bool is_fence(struct str line, struct str *ret_fence, enum frontmatter_kind *ret_kind)
{
    struct str s = str_trim(line);
    size_t n = 0;

    if (s.n < 3)
        return false;
    while (n < s.n && s.p[n] == s.p[0])
        n++;
    *ret_fence = str_sub(s, 0, n);
    if (n < 3)
        return false;
    switch (s.p[0]) {
    case '-':
        return fence_kind(str_skip(s, n), FRONTMATTER_YAML, ret_kind);
    case '+':
        return n == s.n && fence_kind(STR(""), FRONTMATTER_TOML, ret_kind);
    case ';':
        return n == s.n && fence_kind(STR(""), FRONTMATTER_JSON, ret_kind);
    default:
        return false;
    }
}

static bool closes(struct str line, struct str fence, size_t indent)
{
    if (indent_of(line) > indent)
        return false;
    line = str_trim(line);
    return str_eq(line, fence) || (fence.p[0] == '-' && str_eq(line, STR("...")));
}

static void set_block(struct frontmatter *f, struct place from, struct str block, struct place body)
{
    f->block = block;
    f->block_line = from.line;
    f->body = body.rest;
    f->body_line = body.line;
}

static struct str before(struct place from, struct str line)
{
    return (struct str){from.rest.p, (size_t)(line.p - from.rest.p)};
}

/* Whether the block holds something that a key could be, or nothing at all. */
static bool holds_keys(struct str block)
{
    bool is_empty = true;
    struct str line;

    while (str_line(&block, &line)) {
        line = str_trim(line);
        if (frontmatter_is_key(line) || frontmatter_is_assignment(line) ||
            (line.n && line.p[0] == '{'))
            return true;
        is_empty &= line.n == 0 || line.p[0] == '#';
    }
    return is_empty;
}

/* The fence is never closed: lines of keys up to the first blank line. */
static bool split_open(struct place from, struct frontmatter *f)
{
    struct place at = from, end = from;
    struct str line;
    size_t keys = 0;

    while (next_line(&at, &line) && str_trim(line).n) {
        if (f->kind == FRONTMATTER_YAML ? frontmatter_is_key(line)
                                        : frontmatter_is_assignment(line))
            keys++;
        else if (!frontmatter_is_continuation(line))
            return false;
        end = at;
    }
    if (!keys)
        return false;
    set_block(f, from, (struct str){from.rest.p, from.rest.n - end.rest.n}, end);
    f->is_open = true;
    return true;
}

/* True when BLOCK goes on behind its first blank line, but in prose: its fence was forgotten and
 * what seemed to close it is a thematic break of the body. */
static bool runs_into_body(struct str block)
{
    size_t keys = 0, prose = 0;
    struct str line;

    while (str_line(&block, &line) && str_trim(line).n)
        ;
    while (str_line(&block, &line)) {
        if (frontmatter_is_key(line))
            keys++;
        else if (line.n && !frontmatter_is_continuation(line))
            prose++;
    }
    return prose > keys;
}

static bool split_fenced(struct place at, struct str fence, size_t indent, struct frontmatter *f)
{
    struct place from = at;
    struct str line;

    while (next_line(&at, &line)) {
        if (!closes(line, fence, indent))
            continue;
        if (f->kind == FRONTMATTER_YAML && runs_into_body(before(from, line)) &&
            split_open(from, f))
            return true;
        set_block(f, from, before(from, line), at);
        return f->kind != FRONTMATTER_YAML || holds_keys(f->block);
    }
    return split_open(from, f);
}

/* Offset behind the brace that closes the one at the start of S, or STR_NPOS. */
static size_t object_end(struct str s)
{
    size_t depth = 0;
    bool is_string = false;

    for (size_t i = 0; i < s.n; i++) {
        if (is_string && s.p[i] == '\\')
            i++;
        else if (s.p[i] == '"')
            is_string = !is_string;
        else if (!is_string && s.p[i] == '{')
            depth++;
        else if (!is_string && s.p[i] == '}' && --depth == 0)
            return i + 1;
    }
    return STR_NPOS;
}

/* "{ "title": … }"; Liquid ("{%", "{{") and kramdown ("{:") begin otherwise. */
static bool split_object(struct place at, struct frontmatter *f)
{
    struct str inside = str_trim(str_skip(at.rest, indent_of(at.rest) + 1)), line;
    struct place body = at;
    size_t end;

    if (!inside.n || (inside.p[0] != '"' && inside.p[0] != '}'))
        return false;
    end = object_end(str_skip(at.rest, indent_of(at.rest)));
    if (end == STR_NPOS)
        return false;
    end += indent_of(at.rest);
    while (body.rest.n && (size_t)(body.rest.p - at.rest.p) < end && next_line(&body, &line))
        ;
    /* what stands behind the brace on its line belongs to the body */
    if (str_trim(str_sub(at.rest, end, (size_t)(line.p + line.n - at.rest.p) - end)).n) {
        body.rest = str_skip(at.rest, end);
        body.line--;
    }
    set_block(f, at, str_sub(at.rest, 0, end), body);
    f->kind = FRONTMATTER_JSON;
    return true;
}

/* Lines of keys, then `---`. One such line alone could be a heading: then its key must be one
 * that posts have. */
static bool split_unopened(struct place from, struct frontmatter *f)
{
    struct place at = from;
    size_t keys = 0, known = 0;
    struct str line;

    while (next_line(&at, &line)) {
        if (keys && str_eq(str_trim_end(line), STR("---"))) {
            if (keys == 1 && !known)
                return false;
            f->kind = FRONTMATTER_YAML;
            set_block(f, from, before(from, line), at);
            return true;
        }
        if (frontmatter_is_key(line) && indent_of(line) == 0) {
            keys++;
            known += str_starts(line, STR("title:")) || str_starts(line, STR("date:")) ||
                     str_starts(line, STR("layout:")) || str_starts(line, STR("tags:"));
        } else if (!keys || !frontmatter_is_continuation(line)) {
            return false;
        }
    }
    return false;
}

/* Hexo: members of a JSON object without braces, then `;;;`. */
static bool split_members(struct place from, struct frontmatter *f)
{
    struct place at = from;
    struct str line, trimmed;

    while (next_line(&at, &line)) {
        trimmed = str_trim(line);
        if (str_eq(trimmed, STR(";;;"))) {
            f->kind = FRONTMATTER_JSON;
            set_block(f, from, before(from, line), at);
            return true;
        }
        if (!trimmed.n || (trimmed.p[0] != '"' && trimmed.p[0] != ']' && trimmed.p[0] != '}'))
            return false;
    }
    return false;
}

/* Julia's Franklin: "@def title = "x"" without fences. Three quotes may hold several lines. */
static bool split_definitions(struct place from, struct frontmatter *f)
{
    struct place at = from, end = from;
    bool is_string = false;
    struct str line;

    while (next_line(&at, &line)) {
        size_t quotes = STR_NPOS;

        if (!is_string && str_trim(line).n && !str_starts(line, STR("@def ")))
            break;
        while ((quotes = str_find(line, STR("\"\"\""), quotes + 1)) != STR_NPOS) {
            is_string = !is_string;
            quotes += 2;
        }
        if (!is_string && str_trim(line).n)
            end = at;
    }
    f->kind = FRONTMATTER_TOML;
    set_block(f, from, (struct str){from.rest.p, from.rest.n - end.rest.n}, end);
    return true;
}

static bool split_at(struct place at, struct frontmatter *f)
{
    struct place inside;
    struct str line, fence;

    for (;;) {
        inside = at;
        if (!next_line(&inside, &line))
            return false;
        if (str_trim(line).n)
            break;
        at = inside;
    }
    if (is_fence(line, &fence, &f->kind))
        return split_fenced(inside, fence, indent_of(line), f);
    if (str_trim(line).p[0] == '{')
        return split_object(at, f);
    if (str_trim(line).p[0] == '"')
        return split_members(at, f);
    if (str_starts(line, STR("@def ")))
        return split_definitions(at, f);
    return split_unopened(at, f);
}

bool frontmatter_split(struct str text, struct frontmatter *ret)
{
    struct frontmatter f = {0};

    if (str_starts(text, STR("\xEF\xBB\xBF")))
        text = str_skip(text, 3);
    if (!split_at((struct place){text, 1}, &f))
        f = (struct frontmatter){.body = text, .body_line = 1, .block_line = 1};
    *ret = f;
    return f.kind != FRONTMATTER_NONE;
}
