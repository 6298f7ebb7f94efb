/* SPDX-License-Identifier: MIT */
/* Configuration keys of all generators, one table. */
#include "input/site_config.h"

#include "base/fs.h"
#include "input/site_language.h"
#include "input/value.h"

/* Dotted names are paths; the first that is there serves a field. */
enum { CONFIG_BYTES_MAX = 8 << 20 };

static const struct key {
    const char *name;
    size_t field; /* offset of a struct str in struct site */
} keys[] = {
    {"title", offsetof(struct site, title)},
    {"name", offsetof(struct site, title)},
    {"book.title", offsetof(struct site, title)},
    {"subtitle", offsetof(struct site, subtitle)},
    {"params.subtitle", offsetof(struct site, subtitle)},
    {"tagline", offsetof(struct site, subtitle)},
    {"motto", offsetof(struct site, subtitle)},
    {"description", offsetof(struct site, description)},
    {"params.description", offsetof(struct site, description)},
    {"book.description", offsetof(struct site, description)},
    {"author.name", offsetof(struct site, author)},
    {"author", offsetof(struct site, author)},
    {"params.author.name", offsetof(struct site, author)},
    {"params.author", offsetof(struct site, author)},
    {"extra.author", offsetof(struct site, author)},
    {"lang", offsetof(struct site, language)},
    {"language", offsetof(struct site, language)},
    {"locale", offsetof(struct site, language)},
    {"languageCode", offsetof(struct site, language)},
    {"defaultContentLanguage", offsetof(struct site, language)},
    {"default_language", offsetof(struct site, language)},
    {"book.language", offsetof(struct site, language)},
    {"copyright", offsetof(struct site, rights)},
    {"license", offsetof(struct site, rights)},
    {"collections.posts.permalink", offsetof(struct site, permalink)},
    {"permalink", offsetof(struct site, permalink)},
    {"permalinks.page.posts", offsetof(struct site, permalink)},
    {"permalinks.posts", offsetof(struct site, permalink)},
    {"permalinks.post", offsetof(struct site, permalink)},
    {"permalinks.blog", offsetof(struct site, permalink)},
};

static void set_strings(struct site *site, const struct value *config)
{
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct str *field = (struct str *)((char *)site + keys[i].field);
        struct str text = value_text(value_path(config, str_of(keys[i].name)));

        if (field->n == 0)
            *field = str_trim(text);
    }
    if (site->author.n == 0) {
        const struct value *list = value_path(config, STR("book.authors"));

        if (list && list->kind == VALUE_LIST && list->n)
            site->author = value_text(&list->items[0]);
    }
}

static bool is_url(struct str s)
{
    return str_starts_fold(s, STR("http://")) || str_starts_fold(s, STR("https://"));
}

/* Jekyll and Hexo give the host and the path apart. */
static void set_base(struct site *site, const struct value *config, struct arena *a)
{
    static const char *const names[] = {"baseURL", "baseurl", "base_url",
                                        "url",     "BaseURL", "site_url"};
    struct str below = value_text(value_get(config, STR("baseurl")));

    if (!below.p)
        below = value_text(value_get(config, STR("root")));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct str url = str_trim(value_text(value_get(config, str_of(names[i]))));

        if (!is_url(url))
            continue;
        while (url.n && url.p[url.n - 1] == '/')
            url.n--;
        if (below.n > 1 && !is_url(below) && !str_ends(url, below))
            url = arena_printf(a, "%.*s%s%.*s", STR_ARG(url), below.p[0] == '/' ? "" : "/",
                               STR_ARG(below));
        *vec_push(&site->base_urls) = url;
        return;
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
    static const char *const content[] = {"contentDir", "source", "source_dir", "collections_dir",
                                          "book.src"};
    static const char *const statics[] = {"staticDir", "source", "source_dir"};

    for (size_t i = 0; i < sizeof content / sizeof *content; i++)
        add_dir(&site->content_dirs, a, site->root_dir,
                value_text(value_path(config, str_of(content[i]))));
    for (size_t i = 0; i < sizeof statics / sizeof *statics; i++)
        add_dir(&site->static_dirs, a, site->root_dir,
                value_text(value_path(config, str_of(statics[i]))));
}

/* kramdown without its GitHub input has ids of its own. */
static void set_ids(struct site *site, const struct value *config)
{
    struct str input = value_text(value_path(config, STR("kramdown.input")));

    if (site->generator == GENERATOR_JEKYLL && input.n && !str_eq_fold(input, STR("GFM")))
        site->ids = ID_KRAMDOWN;
}

void site_config_read(struct site *site, struct str path, struct arena *a, struct diag_list *diags)
{
    const struct value *config = value_file(a, path, CONFIG_BYTES_MAX, diags);

    if (!config || config->kind != VALUE_MAP)
        return;
    site->config_path = path;
    set_strings(site, config);
    set_base(site, config, a);
    set_dirs(site, config, a);
    set_ids(site, config);
    site_language_read(site, config, a);
    add_list(&site->exclude, value_get(config, STR("exclude")));
    add_list(&site->exclude, value_get(config, STR("ignoreFiles")));
    add_list(&site->exclude, value_get(config, STR("ignored_content")));
}
