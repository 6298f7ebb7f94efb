/* SPDX-License-Identifier: MIT */
/* A file of values, in the notation that its name tells. */
#include "base/fs.h"
#include "input/frontmatter.h"
#include "input/load.h"
#include "input/script.h"
#include "input/value.h"

static bool is_script(struct str ending)
{
    return str_eq(ending, STR("js")) || str_eq(ending, STR("ts")) || str_eq(ending, STR("mjs")) ||
           str_eq(ending, STR("cjs")) || str_eq(ending, STR("mts"));
}

const struct value *value_file(struct arena *a, struct str path, size_t limit,
                               struct diag_list *diags)
{
    struct str text, ending = fs_extension(path);
    struct frontmatter front;
    bool is_ok;
    int error;

    if (!fs_read(a, path.p, limit, &text, &error))
        return NULL;
    text = load_text(a, text, path, diags);
    if (is_script(ending))
        return script_parse(a, text);
    if (str_eq(ending, STR("toml")))
        return toml_parse(a, text, path, 1, diags, &is_ok);
    if (str_eq(ending, STR("json")))
        return json_parse(a, text, path, 1, diags, &is_ok);
    if (str_eq(ending, STR("md")) || str_eq(ending, STR("mdx")))
        return frontmatter_split(text, &front) ? frontmatter_parse(a, &front, path, diags) : NULL;
    return yaml_parse(a, text, path, 1, diags, &is_ok);
}
