/* SPDX-License-Identifier: MIT */
/* Finds the front matter of a post and has it read in its notation. */
#include "input/frontmatter.h"

#include "input/yaml_read.h"

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

static struct str trim_end(struct str s)
{
    while (s.n && is_ascii_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

static size_t indent_of(struct str line)
{
    size_t n = 0;

    while (n < line.n && (line.p[n] == ' ' || line.p[n] == '\t'))
        n++;
    return n;
}

static bool is_name_byte(char c)
{
    return is_ascii_alnum(c) || c == '_' || c == '-' || c == '.';
}

/* "key = value" */
static bool is_assignment(struct str line)
{
    size_t n = 0;

    line = str_trim(line);
    if (str_starts(line, STR("@def ")))
        line = str_trim(str_skip(line, 5));
    if (line.n && line.p[0] == '"')
        n = str_find_byte(line, '"', 1) == STR_NPOS ? 0 : str_find_byte(line, '"', 1) + 1;
    else
        while (n < line.n && is_name_byte(line.p[n]))
            n++;
    line = n ? str_trim(str_skip(line, n)) : STR("");
    return line.n && line.p[0] == '=' && !(line.n > 1 && line.p[1] == '=');
}

/* "key: value", the key being a name as front matter has them, not prose. */
static bool is_key_line(struct str line)
{
    struct str key, rest;

    if (!yaml_key_line(str_trim(line), &key, &rest))
        return false;
    for (size_t i = 0; i < key.n; i++)
        if (!is_name_byte(key.p[i]) && (unsigned char)key.p[i] < 0x80)
            return false;
    return true;
}

/* A comment, a list item or a line that goes on with the one before. */
static bool is_continuation(struct str line)
{
    char c;

    if (!line.n)
        return false;
    c = line.p[0];
    return c == ' ' || c == '\t' || c == '#' || c == ']' || c == '}' ||
           (c == '-' && (line.n == 1 || line.p[1] == ' '));
}

/* The rest of an opening fence: "" or the name of a notation. */
static bool fence_kind(struct str name, enum frontmatter_kind plain, enum frontmatter_kind *ret)
{
    name = str_trim(name);
    if (name.n == 0)
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
        if (is_key_line(line) || is_assignment(line) || (line.n && line.p[0] == '{'))
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
        if (f->kind == FRONTMATTER_YAML ? is_key_line(line) : is_assignment(line))
            keys++;
        else if (!is_continuation(line))
            return false;
        end = at;
    }
    if (!keys)
        return false;
    set_block(f, from, (struct str){from.rest.p, from.rest.n - end.rest.n}, end);
    f->is_open = true;
    return true;
}

static bool split_fenced(struct place at, struct str fence, size_t indent, struct frontmatter *f)
{
    struct place from = at;
    struct str line;

    while (next_line(&at, &line)) {
        if (!closes(line, fence, indent))
            continue;
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
        if (keys && str_eq(trim_end(line), STR("---"))) {
            if (keys == 1 && !known)
                return false;
            f->kind = FRONTMATTER_YAML;
            set_block(f, from, before(from, line), at);
            return true;
        }
        if (is_key_line(line) && indent_of(line) == 0) {
            keys++;
            known += str_starts(line, STR("title:")) || str_starts(line, STR("date:")) ||
                     str_starts(line, STR("layout:")) || str_starts(line, STR("tags:"));
        } else if (!keys || !is_continuation(line)) {
            return false;
        }
    }
    return false;
}

/* Julia's Franklin: "@def title = "x"" without fences. */
static bool split_definitions(struct place from, struct frontmatter *f)
{
    struct place at = from, end = from;
    struct str line;

    while (next_line(&at, &line) && str_starts(line, STR("@def ")))
        end = at;
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

/* Hexo leaves out the braces: put between lines of their own, which keeps the numbers right. */
static const struct value *parse_json(struct arena *a, const struct frontmatter *f, struct str file,
                                      struct diag_list *diags)
{
    struct str inside = str_trim(f->block);
    bool is_ok;

    if (inside.n == 0)
        return NULL;
    if (inside.p[0] == '{')
        return json_parse(a, f->block, file, f->block_line, diags, &is_ok);
    inside = arena_printf(a, "{\n%.*s\n}", STR_ARG(f->block));
    return json_parse(a, inside, file, f->block_line - 1, diags, &is_ok);
}

/* TOML between the fences of YAML and the other way round. */
static bool is_in_other_notation(const struct frontmatter *f)
{
    struct str rest = f->block, line;

    while (str_line(&rest, &line)) {
        line = str_trim(line);
        if (line.n && line.p[0] != '#')
            return f->kind == FRONTMATTER_YAML ? is_assignment(line)
                                               : is_key_line(line) && !is_assignment(line);
    }
    return false;
}

static const struct value *empty_map(struct arena *a, unsigned line)
{
    struct value *v = arena_new(a, struct value);

    v->kind = VALUE_MAP;
    v->line = line;
    v->column = 1;
    return v;
}

const struct value *frontmatter_parse(struct arena *a, const struct frontmatter *front,
                                      struct str file, struct diag_list *diags)
{
    enum frontmatter_kind kind = front->kind;
    const struct value *v = NULL;
    bool is_ok;

    if (front->is_open)
        diag_add(diags, DIAG_FRONT_MATTER_OPEN, (struct diag_pos){file, front->block_line, 1});
    if (kind != FRONTMATTER_JSON && is_in_other_notation(front))
        kind = kind == FRONTMATTER_YAML ? FRONTMATTER_TOML : FRONTMATTER_YAML;
    if (kind == FRONTMATTER_YAML)
        v = yaml_parse(a, front->block, file, front->block_line, diags, &is_ok);
    else if (kind == FRONTMATTER_TOML)
        v = toml_parse(a, front->block, file, front->block_line, diags, &is_ok);
    else if (kind == FRONTMATTER_JSON)
        v = parse_json(a, front, file, diags);
    if (v && v->kind == VALUE_MAP)
        return v;
    if (str_trim(front->block).n && v)
        diag_add(diags, DIAG_FRONT_MATTER_KIND, (struct diag_pos){file, front->block_line, 1});
    return empty_map(a, front->block_line);
}
