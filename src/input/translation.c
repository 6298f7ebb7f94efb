/* SPDX-License-Identifier: MIT */
/* Languages in file names and folders, and the evidence for them. */
#include "input/translation.h"

#include "base/fs.h"
#include "book/language.h"
#include "input/site_language.h"

/* A folder that may be one of a language. */
struct folder {
    struct str name; /* "fr" */
    size_t posts;    /* below it */
    size_t twins;    /* of these are there in the folder above, or below another such one */
    struct parent *in;
    bool is_language;
};

/* The folder that such folders are in. */
struct parent {
    size_t posts;         /* below it */
    size_t told, folders; /* of these below folders that may be a language's; such folders */
    bool has_main;        /* one of them is the main language's */
};

struct finder {
    const struct site *site;
    struct arena *a;
    struct table folders;  /* "posts/fr" → struct folder */
    struct table parents;  /* "posts" → struct parent */
    struct table pages;    /* path without ending → how many posts are called so */
    struct table stripped; /* path without ending and a language → how many languages have it */
    struct table suffixes; /* "fr" → 1: there is evidence that it tells a language */
};

/* "index.fr" of "posts/index.fr.md", with its folder. */
static struct str without_ending(struct str path)
{
    struct str ending = fs_extension(path);

    return ending.n ? str_chop(path, ending.n + 1) : path;
}

/* The "fr" at the end of PATH, which has no ending of a file any more; STR_NONE without one. */
static struct str suffix_of(struct str path)
{
    struct str name = fs_basename(path), ending = fs_extension(name);

    return ending.n && ending.n + 1 < name.n ? ending : STR_NONE;
}

struct str translation_stem(struct str name)
{
    struct str stem = fs_stem(name), suffix = suffix_of(stem);

    return suffix.n && language_is_name(suffix) ? str_chop(stem, suffix.n + 1) : stem;
}

/* PATH without its component [FROM, FROM + LEN). */
static struct str without_part(struct arena *a, struct str path, size_t from, size_t len)
{
    return arena_printf(a, "%.*s%.*s", (int)from, path.p, STR_ARG(str_skip(path, from + len + 1)));
}

static size_t count_up(struct table *t, struct str key)
{
    return ++table_put(t, key, NULL)->num;
}

static bool is_main(const struct finder *f, struct str name)
{
    struct arena scratch = {0};
    struct str main = f->site->language.n ? f->site->language : STR("en");
    bool is = language_agrees(language_tag(&scratch, name), main);

    arena_done(&scratch);
    return is;
}

/* The next folder of PATH from *AT on: its place, and where the one behind it is. */
static bool next_folder(struct str path, size_t *at, size_t *ret_from, size_t *ret_len)
{
    size_t slash = str_find_byte(path, '/', *at);

    if (slash == STR_NPOS)
        return false;
    *ret_from = *at;
    *ret_len = slash - *at;
    *at = slash + 1;
    return true;
}

static struct parent *parent_at(struct finder *f, struct str path)
{
    bool is_new;
    struct table_entry *e = table_put(&f->parents, path, &is_new);

    if (is_new)
        e->ptr = arena_new(f->a, struct parent);
    return e->ptr;
}

static struct folder *folder_at(struct finder *f, struct str path, size_t from, size_t len)
{
    bool is_new;
    struct table_entry *e = table_put(&f->folders, str_sub(path, 0, from + len), &is_new);
    struct folder *folder = is_new ? arena_new(f->a, struct folder) : e->ptr;

    if (is_new) {
        e->ptr = folder;
        folder->name = str_sub(path, from, len);
        folder->in = parent_at(f, str_sub(path, 0, from));
        folder->in->folders++;
        folder->in->has_main |= is_main(f, folder->name);
    }
    return folder;
}

/* First look: which folders and suffixes may tell a language, and what would remain. */
static void enter_candidates(struct finder *f, struct str path)
{
    struct str suffix = suffix_of(path);
    size_t at = 0, from, len;

    count_up(&f->pages, path);
    if (suffix.n && language_is_name(suffix))
        count_up(&f->stripped, str_chop(path, suffix.n + 1));
    while (next_folder(path, &at, &from, &len)) {
        if (!language_is_name(str_sub(path, from, len)))
            continue;
        folder_at(f, path, from, len)->posts++;
        count_up(&f->stripped, without_part(f->a, path, from, len));
    }
}

/* A folder's own page is there in many a folder. */
static bool is_front_page(struct str page, size_t from)
{
    struct str rest = str_skip(page, from);

    return str_eq(rest, STR("index")) || str_eq(rest, STR("_index")) ||
           str_eq_fold(rest, STR("readme"));
}

static bool has_twin(const struct finder *f, struct str page)
{
    const struct table_entry *e = table_get(&f->stripped, page);

    return table_get(&f->pages, page) || (e && e->num > 1);
}

/* Second look: what speaks for them. */
static void weigh_candidates(struct finder *f, struct str path)
{
    struct str suffix = suffix_of(path);
    size_t at = 0, from, len;
    struct table_entry *e;

    if (suffix.n && language_is_name(suffix) && has_twin(f, str_chop(path, suffix.n + 1)))
        table_put(&f->suffixes, suffix, NULL)->num = 1;
    while (next_folder(path, &at, &from, &len)) {
        struct str page;

        e = table_get(&f->parents, str_sub(path, 0, from));
        if (e)
            ((struct parent *)e->ptr)->posts++;
        e = table_get(&f->folders, str_sub(path, 0, from + len));
        if (!e)
            continue;
        page = without_part(f->a, path, from, len);
        ((struct folder *)e->ptr)->twins += has_twin(f, page) && !is_front_page(page, from);
    }
    e = table_get(&f->parents, str_sub(path, 0, at)); /* the file's own folder */
    if (e)
        ((struct parent *)e->ptr)->posts++;
}

static void judge_folders(struct finder *f)
{
    for (size_t i = 0; i < f->folders.n; i++) {
        struct folder *folder = f->folders.v[i].ptr;

        folder->in->told += folder->posts;
    }
    for (size_t i = 0; i < f->folders.n; i++) {
        struct folder *folder = f->folders.v[i].ptr;
        const struct parent *in = folder->in;

        folder->is_language = folder->twins * 2 >= folder->posts ||
                              (in->folders > 1 && in->has_main && in->told * 4 >= in->posts * 3);
    }
}

static void set_tongue(struct finder *f, struct post *p, struct str name)
{
    const struct site_language *l = site_language_named(f->site, name);

    if (p->tongue.n)
        return;
    p->tongue = l ? l->name : name;
    p->language = l ? l->tag : language_tag(f->a, name);
}

/* The outermost folder that tells the language goes from the page's path. */
static void take_folder(struct finder *f, struct post *p, struct str path)
{
    size_t at = 0, from, len;

    while (next_folder(path, &at, &from, &len)) {
        struct str name = str_sub(path, from, len);
        const struct table_entry *e = table_get(&f->folders, str_sub(path, 0, from + len));

        if (!(e && ((const struct folder *)e->ptr)->is_language) &&
            !site_language_named(f->site, name))
            continue;
        set_tongue(f, p, name);
        p->page = without_part(f->a, p->page, from, len);
        return;
    }
}

static void take_suffix(struct finder *f, struct post *p)
{
    struct str ending = fs_extension(p->page), path = without_ending(p->page);
    struct str suffix = suffix_of(path);

    if (!suffix.n || !(table_get(&f->suffixes, suffix) || site_language_named(f->site, suffix)))
        return;
    set_tongue(f, p, suffix);
    p->page =
        arena_printf(f->a, "%.*s.%.*s", STR_ARG(str_chop(path, suffix.n + 1)), STR_ARG(ending));
}

/* A content directory of the language's own. */
static void take_content_dir(struct finder *f, struct post *p)
{
    const struct site_language *best = NULL;

    for (size_t i = 0; i < f->site->languages.n; i++) {
        const struct site_language *l = &f->site->languages.v[i];

        if (l->dir.n && fs_is_below(p->file, l->dir) && (!best || l->dir.n > best->dir.n))
            best = l;
    }
    if (best)
        set_tongue(f, p, best->name);
}

void translation_find(struct post *posts, size_t n, const struct site *site, struct arena *a)
{
    struct finder f = {.site = site, .a = a};

    for (size_t i = 0; i < n; i++)
        enter_candidates(&f, without_ending(posts[i].rel));
    for (size_t i = 0; i < n; i++)
        weigh_candidates(&f, without_ending(posts[i].rel));
    judge_folders(&f);
    for (size_t i = 0; i < n; i++) {
        posts[i].page = posts[i].rel;
        take_suffix(&f, &posts[i]); /* tells more than the folder */
        take_content_dir(&f, &posts[i]);
        take_folder(&f, &posts[i], without_ending(posts[i].rel));
    }
    table_done(&f.folders);
    table_done(&f.parents);
    table_done(&f.pages);
    table_done(&f.stripped);
    table_done(&f.suffixes);
}
