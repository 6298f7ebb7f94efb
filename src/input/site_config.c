/* SPDX-License-Identifier: MIT */
/* Configurations of all generators: the keys of input/site_keys.def, and what is no plain text. */
#include "input/site_config.h"

#include "base/fs.h"
#include "base/uri.h"
#include "input/site_language.h"
#include "input/value_build.h"

enum { CONFIG_BYTES_MAX = 8 << 20 };

static const struct key {
    const char *name;
    size_t field; /* offset of a struct str in struct site */
} keys[] = {
#define KEY(name, field) {name, offsetof(struct site, field)},
#include "input/site_keys.def"
#undef KEY
};

/* Of a package's description only what is said of the site. */
static const struct value *of_package(struct arena *a, const struct value *package)
{
    static const struct str names[] = {STR_INIT("title"), STR_INIT("homepage")};
    struct value *site = arena_new(a, struct value);

    *site = (struct value){.kind = VALUE_MAP};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (value_get(package, names[i]))
            value_put(a, site, names[i], *value_get(package, names[i]));
    return site;
}

static const struct value *read_config(struct arena *a, struct str root, struct str path,
                                       struct diag_list *diags)
{
    const struct value *config = value_file(a, root, path, CONFIG_BYTES_MAX, diags);

    return config && str_eq(fs_basename(path), STR("package.json")) ? of_package(a, config)
                                                                    : config;
}

static void set_strings(struct site *site, const struct value *config)
{
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct str *field = (struct str *)((char *)site + keys[i].field);

        if (field->n == 0)
            *field = value_member_text(config, keys[i].name);
    }
    if (site->author.n == 0) {
        const struct value *list = value_path(config, STR("book.authors"));

        if (list && list->kind == VALUE_LIST && list->n)
            site->author = value_text(&list->items[0]);
    }
}

/* The site's address and the path below it, which many give apart. */
static void set_base(struct site *site, const struct value *config)
{
    static const char *const names[] = {"baseURL",        "baseurl",        "base_url",  "url",
                                        "BaseURL",        "site_url",       "site",      "homepage",
                                        "SITE.website",   "SITE.url",       "SITE.site", "SITE_URL",
                                        "siteConfig.url", "siteConfig.site"};
    static const char *const paths[] = {"baseurl", "root",       "baseUrl",
                                        "base",    "pathPrefix", "config.pathPrefix"};

    for (size_t i = 0; i < sizeof names / sizeof *names && site->base_urls.n == 0; i++) {
        struct str url = value_member_text(config, names[i]);

        if (uri_is_web(url))
            *vec_push(&site->base_urls) = url;
    }
    for (size_t i = 0; i < sizeof paths / sizeof *paths && site->base_path.n == 0; i++) {
        struct str path = value_member_text(config, paths[i]);

        if (path.n > 1 && !uri_is_web(path))
            site->base_path = path;
    }
}

static void add_list(str_vec *list, const struct value *v)
{
    for (size_t i = 0; v && v->kind == VALUE_LIST && i < v->n; i++)
        if (value_text(&v->items[i]).n)
            *vec_push(list) = value_text(&v->items[i]);
}

static void add_dir(str_vec *list, struct arena *a, struct str root, struct str name)
{
    struct str path = fs_join(a, root, name), real;

    if (name.n && fs_is_dir(path.p) && fs_real(a, path.p, &real))
        *vec_push(list) = real;
}

static void set_dirs(struct site *site, const struct value *config, struct arena *a)
{
    static const char *const names[] = {"source", "source_dir", "collections_dir", "staticDir",
                                        "publicDir"};
    struct str hexo = value_member_text(config, "source_dir");

    if (hexo.n && site->posts_dir.n == 0)
        site->posts_dir = fs_join(a, hexo, STR("_posts"));
    add_dir(&site->content_dirs, a, site->root_dir, site->posts_dir);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (i < 3)
            add_dir(&site->content_dirs, a, site->root_dir, value_member_text(config, names[i]));
        if (i != 2)
            add_dir(&site->static_dirs, a, site->root_dir, value_member_text(config, names[i]));
    }
}

static struct str without_slashes(struct str s)
{
    if (str_starts(s, STR("./")))
        s = str_skip(s, 2);
    while (s.n && s.p[0] == '/')
        s = str_skip(s, 1);
    while (s.n && (s.p[s.n - 1] == '/' || s.p[s.n - 1] == '*'))
        s = str_chop(s, 1);
    return s;
}

/* Eleventy: addPassthroughCopy({"src/pictures": "img"}) */
static void set_mounts(struct site *site, const struct value *config, struct arena *a)
{
    const struct value *copies = value_get(config, STR("addPassthroughCopy"));
    struct site_mount m;

    for (size_t i = 0; copies && copies->kind == VALUE_MAP && i < copies->n; i++) {
        struct str dir = fs_join(a, site->root_dir, without_slashes(copies->keys[i]));

        m.path = without_slashes(value_text(&copies->items[i]));
        if (fs_is_dir(dir.p) && fs_real(a, dir.p, &m.dir))
            *vec_push(&site->mounts) = m;
    }
}

/* Docusaurus: the options of the blog stand in a preset's options or are a plug-in's. */
static const struct value *blog_options(const struct value *config)
{
    static const char *const lists[] = {"presets", "plugins"};

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const struct value *list = value_get(config, str_of(lists[i]));

        for (size_t k = 0; list && list->kind == VALUE_LIST && k < list->n; k++) {
            const struct value *pair = &list->items[k];

            if (pair->kind != VALUE_LIST || pair->n < 2)
                continue;
            if (value_get(&pair->items[1], STR("blog")))
                return value_get(&pair->items[1], STR("blog"));
            if (str_ends(value_text(&pair->items[0]), STR("content-blog")))
                return &pair->items[1];
        }
    }
    return NULL;
}

static void set_blog(struct site *site, const struct value *config, struct arena *a)
{
    const struct value *blog = blog_options(config);
    struct str path = value_text(value_get(blog, STR("path")));
    struct str route = value_text(value_get(blog, STR("routeBasePath")));

    if (path.n && site->posts_dir.n == 0)
        site->posts_dir = str_starts(path, STR("./")) ? str_skip(path, 2) : path;
    while (route.n && route.p[0] == '/')
        route = str_skip(route, 1);
    if (value_get(blog, STR("routeBasePath")) && site->permalink.n == 0)
        site->permalink =
            arena_printf(a, "%s%.*s/:year/:month/:day/:title", route.n ? "/" : "", STR_ARG(route));
}

/* kramdown without its GitHub input has ids of its own. */
static void set_ids(struct site *site, const struct value *config)
{
    struct str input = value_text(value_path(config, STR("kramdown.input")));

    if (site->ids == ID_KRAMDOWN_GFM && input.n && !str_eq_fold(input, STR("GFM")))
        site->ids = ID_KRAMDOWN;
}

void site_config_read(struct site *site, struct str path, struct arena *a, struct diag_list *diags)
{
    const struct value *config = read_config(a, site->root_dir, path, diags);

    if (!config || config->kind != VALUE_MAP)
        return;
    if (site->config_path.n == 0)
        site->config_path = path;
    set_strings(site, config);
    set_base(site, config);
    set_blog(site, config, a);
    set_dirs(site, config, a);
    set_mounts(site, config, a);
    set_ids(site, config);
    site_language_read(site, config, a);
    if (site_has(site, QUIRK_VAULT) && value_member_text(config, "folder").n) /* of templates */
        *vec_push(&site->exclude) = value_member_text(config, "folder");
    add_list(&site->exclude, value_get(config, STR("exclude")));
    add_list(&site->exclude, value_get(config, STR("ignoreFiles")));
    add_list(&site->exclude, value_get(config, STR("ignored_content")));
}
