/* SPDX-License-Identifier: MIT */
/* A file of values, in the notation that its name tells. */
#include "base/fs.h"
#include "input/frontmatter.h"
#include "input/load.h"
#include "input/script.h"
#include "input/value_build.h"

static bool is_script(struct str ending)
{
    return str_eq(ending, STR("js")) || str_eq(ending, STR("ts")) || str_eq(ending, STR("mjs")) ||
           str_eq(ending, STR("cjs")) || str_eq(ending, STR("mts"));
}

static struct value *parse(struct arena *a, struct str text, struct str path,
                           struct diag_list *diags)
{
    struct str ending = fs_extension(path);
    bool is_ok;

    if (is_script(ending))
        return script_parse(a, text);
    if (str_eq(ending, STR("toml")))
        return toml_parse(a, text, path, 1, diags, &is_ok);
    if (str_eq(ending, STR("json")))
        return json_parse(a, text, path, 1, diags, &is_ok);
    return yaml_parse(a, text, path, 1, diags, &is_ok);
}

const struct value *value_file(struct arena *a, struct str root, struct str path, size_t limit,
                               struct diag_list *diags)
{
    struct frontmatter front;
    struct value *v;
    struct str text;
    int error;

    if (!load_may_read(a, root, path, diags) || !fs_read(a, path.p, limit, &text, &error))
        return NULL;
    text = load_text(a, text, path, diags);
    if (post_is_source(path))
        return frontmatter_split(text, &front) ? frontmatter_parse(a, &front, path, diags) : NULL;
    v = parse(a, text, path, diags);
    if (v)
        value_clean(a, v, path, diags);
    return v;
}
