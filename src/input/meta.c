/* SPDX-License-Identifier: MIT */
/* Front-matter keys, one reader for each kind of field. */
#include "input/meta.h"

#include "base/fs.h"
#include "base/table.h"
#include "book/language.h"
#include "input/authors.h"
#include "input/hero.h"

enum field {
    TITLE,
    SUBTITLE,
    DATE,
    PUBLISH,
    UPDATED,
    EXPIRY,
    SLUG,
    URL,
    TAGS,
    TAG,
    KEYWORDS,
    CATEGORIES,
    CATEGORY,
    SERIES,
    WEIGHT,
    AUTHORS,
    DESCRIPTION,
    LANGUAGE,
    TRANSLATION,
    HERO,
    HERO_ALT,
    HERO_CAPTION,
    ALIASES,
    DRAFT,
    RIGHTS,
};

static const struct key {
    struct str name;
    enum field field;
} keys[] = {
#define KEY(name, field) {STR_INIT(name), field},
#include "input/keys.def"
#undef KEY
};

struct reader {
    struct post *p;
    const struct site *site;
    struct arena *a;
    struct diag_list *diags;
};

/* The member of FRONT that NAME means, its case being the author's matter. */
static const struct value *find(const struct value *front, struct str name)
{
    const struct value *v = value_path(front, name);

    for (size_t i = 0; !v && i < front->n; i++)
        if (str_eq_fold(front->keys[i], name))
            v = &front->items[i];
    return v;
}

static struct diag_pos pos_of(const struct reader *r, const struct value *v)
{
    return (struct diag_pos){r->p->path, v->line, v->column};
}

/* "[Name](https://…)" is a name with an address: the name. */
static struct str without_link(struct str s)
{
    size_t end = str_find(s, STR("]("), 0);

    return str_starts(s, STR("[")) && end != STR_NPOS ? str_sub(s, 1, end - 1) : s;
}

static void add_word(str_vec *list, struct str s)
{
    s = without_link(str_trim(s));
    if (s.n)
        *vec_push(list) = s;
}

/* Each word once, where it first stood. */
static void drop_repeated(str_vec *list)
{
    struct table seen = {0};
    size_t n = 0;

    for (size_t i = 0; i < list->n; i++) {
        bool is_new;

        table_put(&seen, list->v[i], &is_new);
        if (is_new)
            list->v[n++] = list->v[i];
    }
    list->n = n;
    table_done(&seen);
}

static struct str first_text(const struct value *v)
{
    if (v->kind == VALUE_LIST && v->n)
        return first_text(&v->items[0]);
    if (v->kind == VALUE_MAP) {
        static const struct str names[] = {STR_INIT("name"), STR_INIT("label"), STR_INIT("title"),
                                           STR_INIT("key"),  STR_INIT("id"),    STR_INIT("src"),
                                           STR_INIT("url"),  STR_INIT("path")};

        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (value_text(value_get(v, names[i])).n)
                return value_text(value_get(v, names[i]));
        return STR_NONE;
    }
    return value_text(v);
}

/* A list, or a string split at SEPARATOR (0: not split). */
static void read_words(str_vec *list, const struct value *v, char separator)
{
    struct str rest, part;

    if (v->kind == VALUE_LIST) {
        for (size_t i = 0; i < v->n; i++) {
            if (v->items[i].kind == VALUE_LIST)
                for (size_t k = 0; k < v->items[i].n; k++)
                    add_word(list, first_text(&v->items[i].items[k]));
            else
                add_word(list, first_text(&v->items[i]));
        }
        return;
    }
    rest = first_text(v);
    while (separator && str_split(&rest, separator, &part))
        add_word(list, part);
    if (!separator)
        add_word(list, rest);
}

/* The same, each word once, together with what LIST holds. */
static void read_list(str_vec *list, const struct value *v, char separator)
{
    read_words(list, v, separator);
    if (list->n > 1)
        drop_repeated(list);
}

/* "a, b" is two; without a comma Jekyll takes blanks as separators. */
static char tag_separator(const struct reader *r, const struct value *v)
{
    if (str_find_byte(value_text(v), ',', 0) != STR_NPOS)
        return ',';
    return site_has(r->site, QUIRK_SPACED_TAGS) ? ' ' : 0;
}

/* Eleventy's collections and Obsidian's '#'. */
static void clean_tags(const struct reader *r)
{
    str_vec *tags = &r->p->tags;
    size_t n = 0;

    for (size_t i = 0; i < tags->n; i++) {
        struct str t = tags->v[i];

        if (t.p[0] == '#')
            t = str_skip(t, 1);
        if (site_has(r->site, QUIRK_COLLECTION_TAGS) &&
            (str_eq(t, STR("post")) || str_eq(t, STR("posts")) || str_eq(t, STR("all"))))
            continue;
        if (t.n)
            tags->v[n++] = t;
    }
    tags->n = n;
}

/* Editors leave no-break spaces (U+00A0) around values. */
static struct str trim_blanks(struct str s)
{
    static const struct str nbsp = STR_INIT("\xC2\xA0");

    s = str_trim(s);
    while (str_starts(s, nbsp))
        s = str_trim(str_skip(s, nbsp.n));
    while (str_ends(s, nbsp))
        s = str_trim(str_chop(s, nbsp.n));
    return s;
}

static void read_date(const struct reader *r, const struct value *v, struct date *ret)
{
    struct date d;
    struct str text = trim_blanks(value_text(v));

    if (date_is_set(*ret) || text.n == 0 || v->kind == VALUE_BOOL)
        return;
    if (date_parse(text, &d)) {
        if (d.year > 1) /* Hugo's zero date is none */
            *ret = d;
    } else {
        diag_add(r->diags, DIAG_DATE_FORMAT, pos_of(r, v), STR_ARG(text));
    }
}

static void read_url(const struct reader *r, const struct value *v)
{
    struct str text = value_text(v);
    bool is_off;

    if (v->kind == VALUE_BOOL && value_bool(v, &is_off) && !is_off)
        r->p->is_hidden = true;
    else if (text.n && !str_starts(text, STR("{")))
        r->p->url = text;
}

static void read_weight(const struct reader *r, const struct value *v)
{
    struct str text = value_text(v);
    bool negative = text.n && text.p[0] == '-';
    unsigned long n;

    if (!str_to_uint(str_skip(text, negative), 1000000000, &n))
        return;
    r->p->weight = negative ? -(long)n : (long)n;
    r->p->has_weight = true;
}

static void read_draft(const struct reader *r, const struct value *v)
{
    bool is_draft;

    if (value_bool(v, &is_draft))
        r->p->is_draft |= is_draft;
}

/* It comes before what the file's name tells. The key may mean one of code ("rust") instead. */
static void read_language(const struct reader *r, const struct value *v)
{
    struct str tag = language_tag(r->a, first_text(v));

    if (r->p->has_language || !language_is_known(tag))
        return;
    r->p->language = tag;
    r->p->has_language = true;
}

static void set_text(struct str *field, const struct value *v)
{
    if (field->n == 0)
        *field = str_trim(first_text(v));
}

/* Fields that are one text. */
static const size_t texts[] = {
    [TITLE] = offsetof(struct post, title),
    [SUBTITLE] = offsetof(struct post, subtitle),
    [SLUG] = offsetof(struct post, slug),
    [DESCRIPTION] = offsetof(struct post, description),
    [TRANSLATION] = offsetof(struct post, translation_key),
    [HERO_ALT] = offsetof(struct post, hero_alt),
    [HERO_CAPTION] = offsetof(struct post, hero_caption),
    [RIGHTS] = offsetof(struct post, rights),
};

static void read_field(const struct reader *r, enum field field, const struct value *v)
{
    struct post *p = r->p;

    switch (field) {
    default:
        set_text((struct str *)((char *)p + texts[field]), v);
        break;
    case DATE:
        read_date(r, v, &p->date);
        break;
    case PUBLISH: /* the next best source of the date, too */
        read_date(r, v, &p->publish);
        if (!date_is_set(p->date))
            p->date = p->publish;
        break;
    case UPDATED:
        read_date(r, v, &p->updated);
        break;
    case EXPIRY:
        read_date(r, v, &p->expiry);
        break;
    case URL:
        read_url(r, v);
        break;
    case TAGS:
        read_list(&p->tags, v, tag_separator(r, v));
        break;
    case TAG:
        read_list(&p->tags, v, 0);
        break;
    case KEYWORDS:
        if (p->tags.n == 0)
            read_list(&p->tags, v, ',');
        break;
    case CATEGORIES:
        read_list(&p->categories, v, tag_separator(r, v));
        break;
    case CATEGORY:
        read_list(&p->categories, v, 0);
        break;
    case SERIES:
        read_list(&p->series, v, 0);
        break;
    case WEIGHT:
        read_weight(r, v);
        break;
    case AUTHORS:
        if (p->authors.n == 0)
            read_list(&p->authors, v, ',');
        break;
    case LANGUAGE:
        read_language(r, v);
        break;
    case HERO:
        if (p->hero.n == 0 && hero_read(v, &p->hero))
            p->hero_line = v->line;
        break;
    case ALIASES:
        read_list(&p->aliases, v, 0);
        break;
    case DRAFT:
        read_draft(r, v);
        break;
    }
}

/* Keys of authors become names; two keys may be one person. */
static void name_authors(const struct reader *r)
{
    str_vec *authors = &r->p->authors;

    for (size_t i = 0; i < authors->n; i++)
        authors->v[i] = author_name(r->site, authors->v[i]);
    drop_repeated(authors);
}

/* A boolean; Hugo's flags are words as well ("always", "local", "never"). */
static bool is_switch(const struct value *v, bool *ret_on)
{
    *ret_on = false;
    return str_eq_fold(value_text(v), STR("never")) || value_bool(v, ret_on);
}

/* Switches that keep a post off the site or its lists: `published: false`, `publish: false`,
 * `unlisted`, flags of Hugo, Zola and Eleventy. `published` may be a date as well. */
static void read_switches(const struct reader *r, const struct value *front)
{
    static const struct {
        struct str name;
        bool hides_when;
        bool is_draft;
    } switches[] = {
        {STR_INIT("published"), false, true},
        {STR_INIT("publish"), false, true},
        {STR_INIT("unlisted"), true, false},
        {STR_INIT("headless"), true, false},
        {STR_INIT("build.render"), false, false},
        {STR_INIT("_build.render"), false, false},
        {STR_INIT("build.list"), false, false},
        {STR_INIT("_build.list"), false, false},
        {STR_INIT("render"), false, false},
        {STR_INIT("eleventyExcludeFromCollections"), true, false},
    };
    bool on;

    for (size_t i = 0; i < sizeof switches / sizeof *switches; i++) {
        const struct value *v = find(front, switches[i].name);

        if (!v || !is_switch(v, &on) || on != switches[i].hides_when)
            continue;
        if (switches[i].is_draft)
            r->p->is_draft = true;
        else
            r->p->is_hidden = true;
    }
}

void meta_read(struct post *p, const struct value *front, const struct site *site, struct arena *a,
               struct diag_list *diags)
{
    const struct reader r = {p, site, a, diags};

    if (!front || front->kind != VALUE_MAP)
        return;
    p->meta = front;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const struct value *v = find(front, keys[i].name);

        if (v && v->kind != VALUE_NULL)
            read_field(&r, keys[i].field, v);
    }
    clean_tags(&r);
    name_authors(&r);
    read_switches(&r, front);
}
