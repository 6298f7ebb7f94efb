/* SPDX-License-Identifier: MIT */
/* Recognising a site: one row a generator. */
#include "input/site.h"

#include "base/fs.h"
#include "book/language.h"
#include "book/syntax.h"
#include "input/authors.h"
#include "input/site_config.h"
#include "input/site_language.h"

enum { COMMON = SYNTAX_MATH | SYNTAX_EMOJI };

/* The row's strings are lists separated by blanks. */
static const struct row {
    const char *name;
    const char *markers; /* files or folders in the root that tell it; any one */
    const char *configs; /* configuration files, the first that is there */
    const char *content; /* what rel paths and page URLs are relative to */
    const char *statics; /* what "/…" is relative to */
    unsigned syntax;
    enum id_scheme ids;
} rows[GENERATOR_COUNT] = {
    [GENERATOR_NONE] = {"plain Markdown", "", "", ". content", "static public assets .",
                        SYNTAX_LIQUID | SYNTAX_HUGO | SYNTAX_CONTAINERS | SYNTAX_KRAMDOWN |
                            SYNTAX_DEFINITIONS | COMMON,
                        ID_GITHUB},
    [GENERATOR_JEKYLL] = {"Jekyll", "_config.yml _config.yaml _config.toml _posts _layouts",
                          "_config.yml _config.yaml _config.toml", ". src docs",
                          ". src docs assets",
                          SYNTAX_LIQUID | SYNTAX_KRAMDOWN | SYNTAX_DEFINITIONS |
                              SYNTAX_ABBREVIATIONS | COMMON,
                          ID_KRAMDOWN_GFM},
    [GENERATOR_HUGO] =
        {"Hugo",
         "hugo.toml hugo.yaml hugo.yml hugo.json archetypes config/_default "
         "config.toml config.yaml config.json",
         "hugo.toml hugo.yaml hugo.yml hugo.json config/_default/hugo.toml "
         "config/_default/hugo.yaml config/_default/config.toml "
         "config/_default/config.yaml config.toml config.yaml config.yml config.json",
         "content", "static assets content", SYNTAX_HUGO | SYNTAX_DEFINITIONS | COMMON,
         ID_GOLDMARK},
    [GENERATOR_ZOLA] = {"Zola", "", "config.toml zola.toml", "content", "static content",
                        SYNTAX_ZOLA | COMMON, ID_ZOLA},
    [GENERATOR_HEXO] = {"Hexo", "scaffolds source/_posts", "_config.yml", "source source/_posts",
                        "source", SYNTAX_HEXO | COMMON, ID_HEXO},
    [GENERATOR_ELEVENTY] =
        {"Eleventy",
         ".eleventy.js eleventy.config.js eleventy.config.mjs eleventy.config.cjs "
         "eleventy.config.ts",
         "", ". src content src/content", "public src static . src/static",
         SYNTAX_NUNJUCKS | SYNTAX_LIQUID | COMMON, ID_GITHUB},
    [GENERATOR_DOCUSAURUS] = {"Docusaurus",
                              "docusaurus.config.js docusaurus.config.ts docusaurus.config.mjs "
                              "blog/authors.yml",
                              "", "blog .", "static", SYNTAX_MDX | SYNTAX_CONTAINERS | COMMON,
                              ID_GITHUB},
    [GENERATOR_ASTRO] = {"Astro", "astro.config.mjs astro.config.js astro.config.ts", "",
                         "src/content src/pages", "public src", SYNTAX_MDX | COMMON, ID_GITHUB},
    [GENERATOR_OBSIDIAN] = {"Obsidian", ".obsidian", "", ".", ".", SYNTAX_OBSIDIAN | COMMON,
                            ID_OBSIDIAN},
    [GENERATOR_MDBOOK] = {"mdBook", "book.toml SUMMARY.md src/SUMMARY.md", "book.toml", "src .",
                          "src", SYNTAX_MDBOOK | COMMON, ID_MDBOOK},
};

/* The order in which they are tried: what tells most comes first. */
static const enum generator order[] = {
    GENERATOR_OBSIDIAN, GENERATOR_DOCUSAURUS, GENERATOR_ASTRO,
    GENERATOR_ELEVENTY, GENERATOR_MDBOOK,     GENERATOR_HEXO,
    GENERATOR_ZOLA,     GENERATOR_JEKYLL,     GENERATOR_HUGO,
};

/* The first of the blank-separated NAMES that is in DIR; STR_NONE if none is. */
static struct str first_present(struct arena *a, struct str dir, const char *names)
{
    struct str rest = str_of(names), name;

    while (str_split(&rest, ' ', &name)) {
        struct str path = name.n ? fs_join(a, dir, name) : STR_NONE;

        if (path.n && (fs_is_file(path.p) || fs_is_dir(path.p)))
            return path;
    }
    return STR_NONE;
}

/* Zola's config.toml is told from Hugo's by its keys. */
static bool is_zola(struct arena *a, struct str dir)
{
    static const struct str keys[] = {STR_INIT("compile_sass"),  STR_INIT("build_search_index"),
                                      STR_INIT("generate_feed"), STR_INIT("[markdown]"),
                                      STR_INIT("minify_html"),   STR_INIT("highlight_code")};
    struct str path = fs_join(a, dir, STR("config.toml")), text;
    int error;

    if (!fs_read(a, path.p, 1 << 20, &text, &error))
        return false;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (str_find(text, keys[i], 0) != STR_NPOS)
            return true;
    return false;
}

static bool is_generator(struct arena *a, struct str dir, enum generator g)
{
    if (g == GENERATOR_ZOLA)
        return is_zola(a, dir);
    return first_present(a, dir, rows[g].markers).n > 0;
}

static enum generator generator_of(struct arena *a, struct str dir)
{
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (is_generator(a, dir, order[i]))
            return order[i];
    return GENERATOR_NONE;
}

static void add_dirs(str_vec *list, struct arena *a, struct str root, const char *names)
{
    struct str rest = str_of(names), name, real;

    while (str_split(&rest, ' ', &name)) {
        struct str path = fs_join(a, root, name);

        if (name.n && fs_is_dir(path.p) && fs_real(a, path.p, &real))
            *vec_push(list) = real;
    }
}

enum { CLIMB_MAX = 12 };

/* The nearest folder upwards that some generator's files are in. */
static enum generator climb(struct arena *a, struct str dir, struct str *ret_root)
{
    for (int i = 0; i < CLIMB_MAX && dir.n > 1; i++) {
        enum generator g = generator_of(a, dir);

        if (g != GENERATOR_NONE) {
            *ret_root = dir;
            return g;
        }
        dir = arena_str(a, fs_dirname(dir));
    }
    return GENERATOR_NONE;
}

static void tidy(struct site *site, struct arena *a)
{
    site_language_finish(site, a);
    for (size_t i = 0; i < site->base_urls.n; i++) {
        struct str *url = &site->base_urls.v[i];

        while (url->n && url->p[url->n - 1] == '/')
            url->n--;
    }
}

void site_detect(struct site *site, const char *path, struct arena *a, struct diag_list *diags)
{
    struct str start, config;
    const struct row *row;

    *site = (struct site){0};
    if (!fs_real(a, path, &start))
        start = str_of(path);
    if (!fs_is_dir(start.p))
        start = arena_str(a, fs_dirname(start));
    site->root_dir = start;
    site->generator = climb(a, start, &site->root_dir);
    row = &rows[site->generator];
    site->generator_name = row->name;
    site->syntax = row->syntax;
    site->ids = row->ids;
    config = first_present(a, site->root_dir, row->configs);
    if (config.n)
        site_config_read(site, config, a, diags);
    site_language_scan(site, a);
    add_dirs(&site->content_dirs, a, site->root_dir, row->content);
    add_dirs(&site->static_dirs, a, site->root_dir, row->statics);
    authors_read(site, a, diags);
    tidy(site, a);
}

void site_done(struct site *site)
{
    vec_done(&site->base_urls);
    vec_done(&site->content_dirs);
    vec_done(&site->static_dirs);
    vec_done(&site->exclude);
    vec_done(&site->languages);
    table_done(&site->authors);
}
