/* SPDX-License-Identifier: MIT */
/* Files of authors: one for all, or one for each. */
#include "input/authors.h"

#include "base/fs.h"
#include "input/value.h"

enum { AUTHORS_BYTES_MAX = 4 << 20 };

static const char *const endings[] = {"yml", "yaml", "json", "toml"};

enum { ENDING_COUNT = sizeof endings / sizeof *endings };

/* The first file that says something of KEY is right. */
static void enter(struct site *site, struct arena *a, struct str key, const struct value *v)
{
    struct str name = v->kind == VALUE_MAP
                          ? value_member_text(v, "name title display_name displayName full_name")
                          : str_trim(value_text(v)),
               *slot;
    struct table_entry *e;
    bool is_new;

    if (key.n == 0 || name.n == 0)
        return;
    e = table_put(&site->authors, key, &is_new);
    if (!is_new)
        return;
    slot = arena_new(a, struct str);
    *slot = name;
    e->ptr = slot;
}

/* "key: {name: …}", or a list whose members hold their key themselves. */
static void enter_all(struct site *site, struct arena *a, const struct value *v)
{
    if (v->kind != VALUE_MAP && v->kind != VALUE_LIST)
        return;
    for (size_t i = 0; i < v->n; i++)
        enter(site, a,
              v->kind == VALUE_MAP
                  ? v->keys[i]
                  : value_member_text(&v->items[i],
                                      "key id slug username nickname short_name github login"),
              &v->items[i]);
}

/* NAME.yml and its like in DIR. */
static void read_file(struct site *site, struct arena *a, struct str dir, const char *name,
                      struct diag_list *diags)
{
    for (size_t i = 0; i < ENDING_COUNT; i++) {
        struct str path = fs_join(a, dir, arena_printf(a, "%s.%s", name, endings[i])), real;
        const struct value *v =
            fs_is_file(path.p) && fs_real(a, path.p, &real)
                ? value_file(a, site->root_dir, fs_shown(a, real), AUTHORS_BYTES_MAX, diags)
                : NULL;

        if (v)
            enter_all(site, a, v);
    }
}

/* jane.yml, jane.md or jane/_index.md: its file's or folder's name is the key. */
static void read_each(struct site *site, struct arena *a, struct str dir, struct diag_list *diags)
{
    struct fs_entry *v;
    size_t n;
    int error;

    if (!fs_is_dir(dir.p) || !fs_leads_below(a, dir.p, site->root_dir) ||
        !fs_list(a, dir.p, &v, &n, &error))
        return;
    for (size_t i = 0; i < n; i++) {
        struct str path = fs_join(a, dir, v[i].name), key = fs_stem(v[i].name);
        const struct value *author;

        if (v[i].is_link || v[i].name.p[0] == '.' || key.p[0] == '_')
            continue;
        if (v[i].is_dir) {
            key = v[i].name;
            path = fs_join(a, path, STR("_index.md"));
            if (!fs_is_file(path.p))
                path = fs_join(a, fs_join(a, dir, key), STR("index.md"));
        }
        author = fs_is_file(path.p)
                     ? value_file(a, site->root_dir, fs_shown(a, path), AUTHORS_BYTES_MAX, diags)
                     : NULL;
        if (author)
            enter(site, a, key, author);
    }
}

void authors_read(struct site *site, struct arena *a, struct diag_list *diags)
{
    static const char *const files[] = {"authors",           "_data/authors",
                                        "_data/author",      "data/authors",
                                        "src/_data/authors", "source/_data/authors"};
    static const char *const folders[] = {"data/authors",   "_data/authors",
                                          "_authors",       "content/authors",
                                          "content/author", "src/content/authors"};

    for (size_t i = 0; i < site->content_dirs.n; i++)
        read_file(site, a, site->content_dirs.v[i], "authors", diags);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        read_file(site, a, site->root_dir, files[i], diags);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        read_each(site, a, fs_join(a, site->root_dir, str_of(folders[i])), diags);
    site->author = author_name(site, site->author);
}

struct str author_name(const struct site *site, struct str key)
{
    const struct table_entry *e = key.n ? table_get(&site->authors, key) : NULL;

    return e ? *(const struct str *)e->ptr : key;
}
