/* SPDX-License-Identifier: MIT */
/* Permalink patterns and the addresses that each generator gives a post. */
#include "book/permalink.h"

#include "base/fs.h"
#include "book/language.h"

/* Jekyll's named styles (its documentation, "Permalinks"). */
static const struct {
    struct str name, pattern;
} styles[] = {
    {STR_INIT("date"), STR_INIT("/:categories/:year/:month/:day/:title.html")},
    {STR_INIT("pretty"), STR_INIT("/:categories/:year/:month/:day/:title/")},
    {STR_INIT("ordinal"), STR_INIT("/:categories/:year/:y_day/:title.html")},
    {STR_INIT("weekdate"), STR_INIT("/:categories/:year/W:week/:short_day/:title.html")},
    {STR_INIT("none"), STR_INIT("/:categories/:title.html")},
};

enum placeholder {
    PH_YEAR,
    PH_SHORT_YEAR,
    PH_MONTH,
    PH_DAY,
    PH_PLAIN_MONTH,
    PH_PLAIN_DAY,
    PH_HOUR,
    PH_MINUTE,
    PH_SECOND,
    PH_TITLE,
    PH_SLUG,
    PH_FILE,
    PH_PATH,
    PH_CATEGORIES,
    PH_SECTIONS,
    PH_ENDING,
    PH_Y_DAY,
    PH_LANGUAGE,
    PH_EMPTY,
};

/* Longer names stand before their beginnings. */
static const struct {
    struct str name;
    enum placeholder what;
} placeholders[] = {
    {STR_INIT("short_year"), PH_SHORT_YEAR},
    {STR_INIT("year"), PH_YEAR},
    {STR_INIT("monthname"), PH_MONTH},
    {STR_INIT("month"), PH_MONTH},
    {STR_INIT("i_month"), PH_PLAIN_MONTH},
    {STR_INIT("i_day"), PH_PLAIN_DAY},
    {STR_INIT("yearday"), PH_Y_DAY},
    {STR_INIT("y_day"), PH_Y_DAY},
    {STR_INIT("day"), PH_DAY},
    {STR_INIT("hour"), PH_HOUR},
    {STR_INIT("minute"), PH_MINUTE},
    {STR_INIT("second"), PH_SECOND},
    {STR_INIT("title"), PH_TITLE},
    {STR_INIT("post_title"), PH_TITLE},
    {STR_INIT("slugorfilename"), PH_SLUG},
    {STR_INIT("slugorcontentbasename"), PH_SLUG},
    {STR_INIT("slug"), PH_SLUG},
    {STR_INIT("contentbasename"), PH_FILE},
    {STR_INIT("filename"), PH_FILE},
    {STR_INIT("name"), PH_FILE},
    {STR_INIT("path"), PH_PATH},
    {STR_INIT("categories"), PH_CATEGORIES},
    {STR_INIT("category"), PH_CATEGORIES},
    {STR_INIT("sections"), PH_SECTIONS},
    {STR_INIT("section"), PH_SECTIONS},
    {STR_INIT("output_ext"), PH_ENDING},
    {STR_INIT("collection"), PH_EMPTY},
    {STR_INIT("lang"), PH_LANGUAGE},
};

/* "x/2024-05-01-tea/index.md" is called "2024-05-01-tea". */
static struct str file_name(const struct post *p)
{
    struct str stem = fs_stem(p->page), dir = fs_dirname(p->page);

    return str_eq_fold(stem, STR("index")) && dir.n ? fs_basename(dir) : stem;
}

static struct str name_without_date(const struct post *p)
{
    struct date d;
    struct str rest, name = file_name(p);

    return date_from_name(name, &d, &rest) && rest.n ? rest : name;
}

static void add_slug(struct buf *out, struct arena *a, struct str s)
{
    buf_add(out, id_of_heading(a, ID_GITHUB, s));
}

static void add_categories(struct buf *out, struct arena *a, const struct post *p)
{
    for (size_t i = 0; i < p->categories.n; i++) {
        if (i)
            buf_byte(out, '/');
        add_slug(out, a, p->categories.v[i]);
    }
}

static void add_title(struct buf *out, struct arena *a, const struct site *site,
                      const struct post *p)
{
    if (site_has(site, QUIRK_SLUG_OF_TITLE))
        add_slug(out, a, p->slug.n && !str_eq(p->slug, file_name(p)) ? p->slug : p->title);
    else
        buf_add(out, p->slug.n ? p->slug : name_without_date(p));
}

static void expand(struct buf *out, struct arena *a, const struct site *site, const struct post *p,
                   enum placeholder what)
{
    struct date d = p->date;

    switch (what) {
    case PH_YEAR:
        buf_printf(out, "%04d", d.year);
        break;
    case PH_SHORT_YEAR:
        buf_printf(out, "%02d", d.year % 100);
        break;
    case PH_MONTH:
        buf_printf(out, "%02d", d.month);
        break;
    case PH_DAY:
        buf_printf(out, "%02d", d.day);
        break;
    case PH_PLAIN_MONTH:
        buf_printf(out, "%d", d.month);
        break;
    case PH_PLAIN_DAY:
        buf_printf(out, "%d", d.day);
        break;
    case PH_HOUR:
        buf_printf(out, "%02d", d.hour);
        break;
    case PH_MINUTE:
        buf_printf(out, "%02d", d.minute);
        break;
    case PH_SECOND:
        buf_printf(out, "%02d", d.second);
        break;
    case PH_Y_DAY:
        buf_printf(out, "%03ld",
                   date_day_number(d.year, d.month, d.day) - date_day_number(d.year, 1, 1) + 1);
        break;
    case PH_TITLE:
        add_title(out, a, site, p);
        break;
    case PH_SLUG:
        buf_add(out, p->slug.n ? p->slug : name_without_date(p));
        break;
    case PH_FILE:
        buf_add(out, site_has(site, QUIRK_UNDATED_NAMES) ? name_without_date(p) : file_name(p));
        break;
    case PH_PATH:
        buf_add(out, str_chop(p->page, fs_extension(p->page).n + 1));
        break;
    case PH_CATEGORIES:
        add_categories(out, a, p);
        break;
    case PH_SECTIONS:
        buf_add(out, fs_dirname(p->page));
        break;
    case PH_ENDING:
        buf_addz(out, ".html");
        break;
    case PH_LANGUAGE:
        buf_add(out, p->tongue.n ? p->tongue : p->language);
        break;
    case PH_EMPTY:
        break;
    }
}

/* Length of the placeholder's name at the head of S, and what it is; 0 when it is none. */
static size_t match_placeholder(struct str s, enum placeholder *ret)
{
    for (size_t i = 0; i < sizeof placeholders / sizeof *placeholders; i++)
        if (str_starts(s, placeholders[i].name)) {
            *ret = placeholders[i].what;
            return placeholders[i].name.n;
        }
    return 0;
}

/* A pattern of a post may repeat the post's title at any length. */
enum { ADDRESS_BYTES = 8192 };

static struct str expand_pattern(struct arena *a, const struct site *site, const struct post *p,
                                 struct str pattern)
{
    struct buf out = {0};
    struct str path;

    for (size_t i = 0; i < pattern.n && out.n < ADDRESS_BYTES; i++) {
        enum placeholder what = PH_EMPTY;
        size_t n = pattern.p[i] == ':' ? match_placeholder(str_skip(pattern, i + 1), &what) : 0;

        if (n)
            expand(&out, a, site, p, what);
        else if (pattern.p[i] != '/' || out.n == 0 || out.p[out.n - 1] != '/')
            buf_byte(&out, pattern.p[i]);
        i += n;
    }
    path = arena_printf(a, "%s%.*s", out.n && out.p[0] == '/' ? "" : "/", STR_ARG(buf_str(&out)));
    buf_done(&out);
    return path;
}

/* Where the file's place tells the address: "/posts/tea/" for "posts/tea.md". */
static struct str path_of_file(struct arena *a, const struct site *site, const struct post *p)
{
    struct str dir = fs_dirname(p->page), last = file_name(p);

    if (str_eq(last, STR("_index"))) /* a section's own page */
        return arena_printf(a, "%s%.*s/", dir.n ? "/" : "", STR_ARG(dir));
    if (str_eq_fold(fs_stem(p->page), STR("index")))
        dir = fs_dirname(dir);
    if (site_has(site, QUIRK_UNDATED_URLS))
        last = name_without_date(p);
    if (p->slug.n && p->meta && !str_eq(p->slug, name_without_date(p)))
        last = p->slug;
    return arena_printf(a, "%s%.*s/%.*s/", dir.n ? "/" : "", STR_ARG(dir), STR_ARG(last));
}

/* What comes before the placeholders: "/blog" of "/blog/:year/:title". */
static struct str route_of(const struct site *site)
{
    struct str pattern = site->permalink.n ? site->permalink : str_of(site->generator->permalink);

    pattern = str_sub(pattern, 0, str_find_byte(pattern, ':', 0));
    while (pattern.n && pattern.p[pattern.n - 1] == '/')
        pattern.n--;
    return pattern;
}

/* Without what tells the language. */
static struct str plain_permalink(struct arena *a, const struct site *site, const struct post *p)
{
    struct str pattern = site->permalink;

    if (p->url.n && str_find_byte(p->url, ':', 0) == STR_NPOS)
        return arena_printf(a, "%s%.*s", p->url.p[0] == '/' ? "" : "/", STR_ARG(p->url));
    if (p->url.n && str_starts(p->url, STR("/:")))
        pattern = p->url;
    if (p->has_own_slug && site_has(site, QUIRK_SLUG_IS_ADDRESS))
        return arena_printf(a, "%.*s/%.*s", STR_ARG(route_of(site)), STR_ARG(p->slug));
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        if (str_eq(pattern, styles[i].name))
            pattern = styles[i].pattern;
    if (pattern.n == 0)
        pattern = str_of(site->generator->permalink);
    if (pattern.n == 0 || (!date_is_set(p->date) && str_find(pattern, STR(":year"), 0) != STR_NPOS))
        return path_of_file(a, site, p);
    return expand_pattern(a, site, p, pattern);
}

/* Generators that know languages give the main one no folder; to others it is a folder like any. */
static bool has_language_folder(const struct site *site, const struct post *p)
{
    bool is_main = site->languages.n ? str_eq(p->tongue, site->languages.v[0].name)
                                     : language_agrees(p->language, site->language);

    if (p->tongue.n == 0 || str_find(site->permalink, STR(":lang"), 0) != STR_NPOS)
        return false;
    return !is_main ||
           (!site_has(site, QUIRK_LANGUAGES) && fs_dirname(p->page).n != fs_dirname(p->rel).n);
}

/* "/fr" before PATH, if it is not there already. */
static struct str in_language(struct arena *a, const struct post *p, struct str path)
{
    struct str folder = arena_printf(a, "/%.*s/", STR_ARG(p->tongue));

    if (str_starts_fold(path, folder))
        return path;
    return arena_printf(a, "%.*s%.*s", STR_ARG(arena_lower(a, folder)), STR_ARG(str_skip(path, 1)));
}

struct str permalink_of(struct arena *a, const struct site *site, const struct post *p)
{
    struct str path = plain_permalink(a, site, p);

    return has_language_folder(site, p) ? in_language(a, p, path) : path;
}

/* The addresses with and without the language's folder: authors use either. */
static void claim_pages(struct urlmap *m, const struct site *site, const struct post *p,
                        size_t index)
{
    bool in_folder = has_language_folder(site, p);
    struct str paths[] = {in_folder ? plain_permalink(&m->arena, site, p) : p->permalink,
                          path_of_file(&m->arena, site, p)};

    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        urlmap_add_path(m, paths[i], index, in_folder ? CLAIM_NAME : CLAIM_PERMALINK);
        if (p->tongue.n)
            urlmap_add_path(m, in_language(&m->arena, p, paths[i]), index,
                            in_folder ? CLAIM_PERMALINK : CLAIM_NAME);
    }
}

void permalink_claim(struct urlmap *m, const struct site *site, const struct post *p, size_t index)
{
    struct str name = file_name(p), bare = name_without_date(p);
    struct str parent = arena_str(&m->arena, fs_join(&m->arena, STR("/"), fs_dirname(p->rel)));

    urlmap_add_path(m, fs_join(&m->arena, STR("/"), p->rel), index, CLAIM_FILE);
    urlmap_add_path(m, fs_join(&m->arena, STR("/"), p->site_rel), index, CLAIM_FILE);
    urlmap_add_path(m, fs_join(&m->arena, STR("/"), p->path), index, CLAIM_TITLE);
    claim_pages(m, site, p, index);
    for (size_t i = 0; i < p->aliases.n; i++) {
        urlmap_add_path(m, fs_join(&m->arena, parent, p->aliases.v[i]), index, CLAIM_ALIAS);
        urlmap_add_path(m, p->aliases.v[i], index, CLAIM_ALIAS);
        urlmap_add_name(m, p->aliases.v[i], index, CLAIM_ALIAS);
    }
    urlmap_add_path(m, fs_join(&m->arena, parent, p->slug), index, CLAIM_SLUG);
    urlmap_add_path(m, fs_join(&m->arena, parent, bare), index, CLAIM_SLUG);
    urlmap_add_path(m, p->slug, index, CLAIM_NAME);
    urlmap_add_slug(m, p->slug, index);
    urlmap_add_path(m, fs_join(&m->arena, arena_str(&m->arena, route_of(site)), p->slug), index,
                    CLAIM_SLUG);
    urlmap_add_name(m, name, index, CLAIM_FILE);
    urlmap_add_name(m, bare, index, CLAIM_SLUG);
    urlmap_add_name(m, p->slug, index, CLAIM_SLUG);
    urlmap_add_name(m, p->title, index, CLAIM_TITLE);
}
