/* SPDX-License-Identifier: MIT */
/* Languages in configurations of all generators. */
#include "input/site_language.h"

#include "base/fs.h"
#include "book/language.h"

const struct site_language *site_language_named(const struct site *site, struct str name)
{
    for (size_t i = 0; i < site->languages.n; i++)
        if (str_eq_fold(site->languages.v[i].name, name) ||
            str_eq_fold(site->languages.v[i].tag, name))
            return &site->languages.v[i];
    return NULL;
}

/* The language NAME, made where it is new; NULL when that is no language. TAG may be empty. */
static struct site_language *enter(struct site *site, struct arena *a, struct str name,
                                   struct str tag)
{
    struct site_language *l = (struct site_language *)site_language_named(site, name);

    tag = language_tag(a, tag.n ? tag : name);
    if (l || !language_is_known(tag))
        return l;
    l = vec_push(&site->languages);
    *l = (struct site_language){.name = name, .tag = tag};
    return l;
}

static void set_dir(struct site *site, struct arena *a, struct site_language *l, struct str name)
{
    struct str real;

    if (!name.n || !fs_real(a, fs_join(a, site->root_dir, name).p, &real) || !fs_is_dir(real.p) ||
        !fs_is_below(real, site->root_dir))
        return;
    l->dir = real;
    *vec_push(&site->content_dirs) = real;
}

/* Hugo's and Zola's table: one member a language. */
static void read_map(struct site *site, const struct value *map, struct arena *a)
{

    for (size_t i = 0; i < map->n; i++) {
        const struct value *v = &map->items[i];
        struct site_language *l;
        bool is_off;

        if (value_bool(value_get(v, STR("disabled")), &is_off) && is_off)
            continue;
        l = enter(site, a, map->keys[i], value_member_text(v, "locale languageCode languagecode"));
        if (!l)
            continue;
        l->title = value_member_text(v, "title");
        l->subtitle = value_member_text(v, "params.subtitle subtitle");
        l->description = value_member_text(v, "description params.description");
        l->author = value_member_text(v, "params.author.name params.author author.name author");
        set_dir(site, a, l, value_member_text(v, "contentDir contentdir"));
    }
}

static void read_list(struct site *site, const struct value *list, struct arena *a)
{
    for (size_t i = 0; list->n > 1 && i < list->n; i++)
        if (value_text(&list->items[i]).n)
            enter(site, a, value_text(&list->items[i]), STR_NONE);
}

/* The main language by its name; "languageCode" beside it may say more ("en-us"). */
static void set_main(struct site *site, struct arena *a, struct str name)
{
    struct str code = language_tag(a, site->language);
    struct site_language *l = enter(site, a, name, STR_NONE);

    if (l && code.n > l->tag.n && language_agrees(code, l->tag))
        l->tag = code;
    site->language = name;
}

void site_language_read(struct site *site, const struct value *config, struct arena *a)
{
    static const char *const lists[] = {"languages", "language", "i18n.languages", "i18n.locales"};
    struct str main = value_member_text(
        config, "defaultContentLanguage default_lang default_language i18n.defaultLocale");

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const struct value *v = value_path(config, str_of(lists[i]));

        if (v && v->kind == VALUE_MAP)
            read_map(site, v, a);
        else if (v && v->kind == VALUE_LIST)
            read_list(site, v, a);
    }
    if (site->languages.n == 0)
        return;
    if (main.n)
        set_main(site, a, main);
    else if (site_has(site, QUIRK_ENGLISH) && site->language.n == 0 &&
             site_language_named(site, STR("en")))
        site->language = STR("en");
}

/* Folders of translations: i18n/fr/docusaurus-plugin-content-blog */
void site_language_scan(struct site *site, struct arena *a)
{
    const char *inner = site->generator->translated;
    struct fs_entry *v;
    size_t n;
    int error;

    if (!inner || !fs_list(a, fs_join(a, site->root_dir, STR("i18n")).p, &v, &n, &error))
        return;
    for (size_t i = 0; i < n; i++) {
        struct site_language *l =
            v[i].is_dir && !v[i].is_link ? enter(site, a, v[i].name, STR_NONE) : NULL;

        if (l)
            set_dir(site, a, l, arena_printf(a, "i18n/%.*s/%s", STR_ARG(v[i].name), inner));
    }
    if (site->languages.n && site->language.n == 0 && site_has(site, QUIRK_ENGLISH))
        site->language = STR("en");
}

/* Index of the language that SITE->language names; made where the list lacks it (Zola's). */
static size_t main_index(struct site *site, struct arena *a)
{
    const struct site_language *named = site_language_named(site, site->language);
    struct str tag = language_tag(a, site->language);

    for (size_t i = 0; !named && tag.n && i < site->languages.n; i++)
        if (language_agrees(site->languages.v[i].tag, tag))
            named = &site->languages.v[i];
    if (!named && tag.n)
        named = enter(site, a, site->language, STR_NONE);
    return named ? (size_t)(named - site->languages.v) : 0;
}

void site_language_finish(struct site *site, struct arena *a)
{
    struct site_language first;
    size_t main;

    if (site->languages.n == 0) {
        site->language = language_tag(a, site->language);
        return;
    }
    main = main_index(site, a);
    first = site->languages.v[0];
    site->languages.v[0] = site->languages.v[main];
    site->languages.v[main] = first;
    site->language = site->languages.v[0].tag;
}
