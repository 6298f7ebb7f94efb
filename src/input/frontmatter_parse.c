/* SPDX-License-Identifier: MIT */
/* Has front matter read in its notation. */
#include "input/frontmatter.h"
#include "input/frontmatter_line.h"
#include "input/value_build.h"

/* Hexo leaves out the braces: put between lines of their own, which keeps the numbers right. */
static struct value *parse_json(struct arena *a, const struct frontmatter *f, struct str file,
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
            return f->kind == FRONTMATTER_YAML
                       ? frontmatter_is_assignment(line)
                       : frontmatter_is_key(line) && !frontmatter_is_assignment(line);
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
    struct value *v = NULL;
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
        return value_clean(a, v, file, diags), v;
    if (str_trim(front->block).n && v)
        diag_add(diags, DIAG_FRONT_MATTER_KIND, (struct diag_pos){file, front->block_line, 1});
    return empty_map(a, front->block_line);
}
