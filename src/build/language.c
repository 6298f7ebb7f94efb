/* SPDX-License-Identifier: MIT */
/* Which language the book is in, where a blog keeps several. */
#include "book/language.h"

#include "base/fs.h"
#include "build/build.h"
#include "input/site_language.h"

/* What the posts say: language → how many. */
struct tally {
    struct table named; /* by the front matter */
    struct table told;  /* anyhow */
    size_t open;        /* nothing tells it */
};

static void count_languages(struct build *b, struct tally *t)
{
    for (size_t i = 0; i < b->book.posts.n; i++) {
        struct post *p = &b->book.posts.v[i];
        const struct site_language *l;

        if (p->language.n == 0) {
            t->open++;
            continue;
        }
        table_put(&t->told, p->language, NULL)->num++;
        if (!p->has_language)
            continue;
        table_put(&t->named, p->language, NULL)->num++;
        l = site_language_named(&b->book.site, p->language);
        if (l && p->tongue.n == 0)
            p->tongue = l->name;
    }
}

/* The language of the most posts, the first of those that are equal; English before others. */
static struct str most_told(const struct tally *t)
{
    const struct table_entry *best = NULL;

    for (size_t i = 0; i < t->told.n; i++) {
        const struct table_entry *e = &t->told.v[i];

        if (!best || e->num > best->num ||
            (e->num == best->num && language_agrees(e->key, STR("en"))))
            best = e;
    }
    return best ? best->key : STR("");
}

static bool any_agrees(const struct table *languages, struct str wanted)
{
    for (size_t i = 0; i < languages->n; i++)
        if (language_agrees(languages->v[i].key, wanted))
            return true;
    return false;
}

/* The site's word, if any post may be meant by it; else the posts'. Empty: that of the posts
 * which do not say theirs, whatever it is. */
static struct str main_language(const struct build *b, const struct tally *t)
{
    struct str site = b->book.site.language, most = most_told(t);
    const struct table_entry *e = table_get(&t->told, most);

    if (site.n && (t->open || t->told.n == 0 || any_agrees(&t->told, site)))
        return site;
    return t->open && (!e || t->open >= e->num) ? STR("") : most;
}

/* Two translations of a post, by the key they share, are in different languages. */
static bool has_translations(struct build *b)
{
    struct table keys = {0};
    bool has = false;

    for (size_t i = 0; i < b->book.posts.n && !has; i++) {
        struct post *p = &b->book.posts.v[i];
        struct table_entry *e;
        bool is_new;

        if (p->translation_key.n == 0)
            continue;
        e = table_put(&keys, p->translation_key, &is_new);
        if (is_new)
            e->ptr = p;
        has = !str_eq(((const struct post *)e->ptr)->language, p->language);
    }
    table_done(&keys);
    return has;
}

/* A blog keeps several languages when names of files or folders tell them, when its configuration
 * lists them, or when posts of the main language say theirs as others do. A guest in another
 * language, in a blog whose own posts say nothing, is a post like others. */
static bool is_several(struct build *b, const struct tally *t, struct str main)
{
    if (b->book.site.languages.n > 1 || has_translations(b))
        return true;
    for (size_t i = 0; i < b->book.posts.n; i++)
        if (b->book.posts.v[i].tongue.n)
            return true;
    if (main.n == 0 || !any_agrees(&t->named, main))
        return false;
    for (size_t i = 0; i < t->named.n; i++)
        if (!language_is_near(t->named.v[i].key, main))
            return true;
    return false;
}

enum { GUESSES = 40 };

/* What the texts of posts that do not say it are written in, by a sample of them: what a third of
 * them tells, and most of those that tell anything. */
static struct str guess_language(struct build *b, const struct tally *t)
{
    size_t step = t->open / GUESSES + 1, seen = 0, looked = 0, told = 0;
    struct table votes = {0}, words = {0};
    struct str best = STR("");

    language_guess_words(&words);
    for (size_t i = 0; i < b->book.posts.n; i++) {
        const struct post *p = &b->book.posts.v[i];
        struct str guess;

        if (p->language.n || seen++ % step)
            continue;
        looked++;
        guess = language_guess(p->body, &words);
        told += guess.n > 0;
        if (guess.n)
            table_put(&votes, guess, NULL)->num++;
    }
    for (size_t i = 0; i < votes.n; i++)
        if (votes.v[i].num * 3 >= looked && votes.v[i].num * 2 > told)
            best = votes.v[i].key;
    table_done(&votes);
    table_done(&words);
    return best;
}

/* The language of posts that do not say it. */
static struct str open_language(struct build *b, const struct tally *t, bool several)
{
    struct str guess = guess_language(b, t);

    if (guess.n)
        return guess;
    return several && any_agrees(&t->told, STR("en")) ? STR("und") : STR("en");
}

static void fill_language(struct build *b, struct str open)
{
    for (size_t i = 0; i < b->book.posts.n; i++) {
        struct post *p = &b->book.posts.v[i];

        if (p->language.n == 0)
            p->language = open;
        p->is_rtl = language_is_rtl(p->language);
    }
}

static void take(struct str *field, struct str from, struct str option)
{
    if (from.n && option.n == 0)
        *field = from;
}

/* What the site is called in the language of the book. */
static void take_names(struct build *b)
{
    struct site *s = &b->book.site;
    const struct options *o = b->options;

    for (size_t i = 0; i < s->languages.n; i++) {
        const struct site_language *l = &s->languages.v[i];

        if (!language_agrees(l->tag, b->book.language))
            continue;
        take(&s->title, l->title, o->title);
        take(&s->subtitle, l->subtitle, o->subtitle);
        take(&s->description, l->description, o->description);
        take(&s->author, l->author, STR_NONE);
        return;
    }
}

/* "all" is a language's code, too, but of one that no blog is in. */
static bool wants_all(const struct build *b)
{
    return str_eq_fold(b->options->language, STR("all"));
}

static struct str wanted_language(struct build *b)
{
    struct str tag = language_tag(&b->arena, b->options->language);

    if (wants_all(b))
        return STR_NONE;
    if (b->options->language.n && !tag.n)
        diag_add(&b->diags, DIAG_LANGUAGE, (struct diag_pos){0}, STR_ARG(b->options->language));
    return tag;
}

void language_pick(struct build *b)
{
    struct tally t = {0};
    struct str wanted = wanted_language(b), main, open;
    bool several;

    count_languages(b, &t);
    main = main_language(b, &t);
    several = is_several(b, &t, main);
    open = main.n                 ? main
           : wanted.n && !several ? wanted
           : t.open               ? open_language(b, &t, several)
                                  : STR("en");
    if (wanted.n && !several) /* the option corrects the configuration */
        open = wanted;
    b->book.language = wanted.n ? wanted : open;
    b->is_translation = several && !language_agrees(b->book.language, open);
    b->selection.language = several && !wants_all(b) ? b->book.language : STR("");
    fill_language(b, open);
    take_names(b);
    table_done(&t.named);
    table_done(&t.told);
}

/* "fr 10, de 2" */
static struct str list_counts(struct build *b, const struct table *counts)
{
    struct buf text = {0};
    struct str s;

    for (size_t i = 0; i < counts->n; i++)
        buf_printf(&text, "%s%.*s %zu", i ? ", " : "", STR_ARG(counts->v[i].key), counts->v[i].num);
    s = arena_str(&b->arena, buf_str(&text));
    buf_done(&text);
    return s;
}

void language_tell(struct build *b)
{
    struct table counts = {0};

    for (size_t i = 0; i < b->book.posts.n && b->options->language.n == 0; i++)
        if (b->book.posts.v[i].drop == DROP_LANGUAGE)
            table_put(&counts, b->book.posts.v[i].language, NULL)->num++;
    if (counts.n)
        diag_add(&b->diags, DIAG_OTHER_LANGUAGES, (struct diag_pos){0}, STR_ARG(b->book.language),
                 STR_ARG(list_counts(b, &counts)));
    table_done(&counts);
}

static struct str translation_key(const struct post *p)
{
    return p->translation_key.n ? p->translation_key : p->page;
}

size_t *language_twins(struct build *b)
{
    struct book *k = &b->book;
    size_t *twins = arena_array(&b->arena, size_t, k->posts.n);
    struct table kept = {0};

    for (size_t i = 0; i < k->kept_count; i++) {
        bool is_new;
        struct table_entry *e = table_put(&kept, translation_key(&k->posts.v[k->kept[i]]), &is_new);

        if (is_new)
            e->num = k->kept[i];
    }
    for (size_t i = 0; i < k->posts.n; i++) {
        const struct table_entry *e = k->posts.v[i].drop == DROP_LANGUAGE
                                          ? table_get(&kept, translation_key(&k->posts.v[i]))
                                          : NULL;

        twins[i] = e ? e->num : i;
    }
    table_done(&kept);
    return twins;
}
