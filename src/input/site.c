/* SPDX-License-Identifier: MIT */
/* Recognising a site. */
#include "input/site.h"

#include "base/fs.h"
#include "input/authors.h"
#include "input/site_config.h"
#include "input/site_language.h"

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

/* Some configuration files' names are those of another generator's, too, but not their keys. */
static bool has_words(struct arena *a, struct str dir, const struct generator *g)
{
    struct str path = first_present(a, dir, g->configs), text, words = str_of(g->words), word;
    int error;

    if (!path.n || !fs_leads_below(a, path.p, dir) || !fs_read(a, path.p, 1 << 20, &text, &error))
        return false;
    while (str_split(&words, ' ', &word))
        if (word.n && str_find(text, word, 0) != STR_NPOS)
            return true;
    return false;
}

static const struct generator *generator_of(struct arena *a, struct str dir)
{
    for (size_t i = GENERATOR_NONE + 1; i < GENERATOR_COUNT; i++) {
        const struct generator *g = &generators[i];

        if (first_present(a, dir, g->markers).n || (g->words && has_words(a, dir, g)))
            return g;
    }
    return NULL;
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
static const struct generator *climb(struct arena *a, struct str dir, struct str *ret_root)
{
    for (int i = 0; i < CLIMB_MAX && dir.n > 1; i++) {
        const struct generator *g = generator_of(a, dir);

        if (g) {
            *ret_root = dir;
            return g;
        }
        dir = arena_str(a, fs_dirname(dir));
    }
    return &generators[GENERATOR_NONE];
}

static void read_configs(struct site *site, struct arena *a, struct diag_list *diags)
{
    struct str config = first_present(a, site->root_dir, site->generator->configs);
    struct str rest = str_of(site->generator->more), name;

    if (config.n)
        site_config_read(site, fs_shown(a, config), a, diags);
    while (str_split(&rest, ' ', &name)) {
        struct str path = fs_join(a, site->root_dir, name);

        if (name.n && fs_is_file(path.p))
            site_config_read(site, fs_shown(a, path), a, diags);
    }
}

static struct str without_slashes(struct str s)
{
    while (s.n && s.p[s.n - 1] == '/')
        s.n--;
    return s;
}

static void tidy(struct site *site, struct arena *a)
{
    struct str path = without_slashes(site->base_path);
    str_vec *urls = &site->base_urls;

    site_language_finish(site, a);
    for (size_t i = 0; i < urls->n; i++)
        urls->v[i] = without_slashes(urls->v[i]);
    if (urls->n && path.n && !str_ends(urls->v[0], path))
        urls->v[0] = arena_printf(a, "%.*s%s%.*s", STR_ARG(urls->v[0]), path.p[0] == '/' ? "" : "/",
                                  STR_ARG(path));
}

void site_detect(struct site *site, const char *path, struct arena *a, struct diag_list *diags)
{
    struct str start;
    const struct generator *g;

    *site = (struct site){0};
    if (!fs_real(a, path, &start))
        start = str_of(path);
    if (!fs_is_dir(start.p))
        start = arena_str(a, fs_dirname(start));
    site->root_dir = start;
    site->generator = climb(a, start, &site->root_dir);
    g = site->generator;
    site->syntax = g->syntax;
    site->ids = g->ids;
    read_configs(site, a, diags);
    if (site->posts_dir.n == 0)
        site->posts_dir = str_of(g->posts);
    site_language_scan(site, a);
    add_dirs(&site->content_dirs, a, site->root_dir, g->content);
    add_dirs(&site->static_dirs, a, site->root_dir, g->statics);
    authors_read(site, a, diags);
    tidy(site, a);
}

void site_done(struct site *site)
{
    vec_done(&site->base_urls);
    vec_done(&site->content_dirs);
    vec_done(&site->static_dirs);
    vec_done(&site->exclude);
    vec_done(&site->mounts);
    vec_done(&site->languages);
    table_done(&site->authors);
}
