/* SPDX-License-Identifier: MIT */
/* The passes from the roots to the kept posts: detect, collect, load, select, map. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/confine.h"
#include "base/fs.h"
#include "book/language.h"
#include "book/permalink.h"
#include "build/build.h"
#include "input/collect.h"
#include "input/load.h"
#include "input/site.h"
#include "input/value.h"

/* What the options say comes before what the site says. */
static void override(struct str *field, struct str option)
{
    if (option.n)
        *field = option;
}

static void prepend(str_vec *list, const str_vec *first)
{
    str_vec joined = {0};

    for (size_t i = 0; i < first->n; i++)
        *vec_push(&joined) = first->v[i];
    for (size_t i = 0; i < list->n; i++)
        *vec_push(&joined) = list->v[i];
    vec_done(list);
    *list = joined;
}

static void add_real_dirs(struct build *b, str_vec *list, const str_vec *names)
{
    str_vec real = {0};
    struct str path;

    for (size_t i = 0; i < names->n; i++)
        if (fs_real(&b->arena, arena_str(&b->arena, names->v[i]).p, &path))
            *vec_push(&real) = path;
        else
            diag_add(&b->diags, DIAG_READ_SKIPPED, (struct diag_pos){names->v[i], 0, 0},
                     "no such folder");
    prepend(list, &real);
    vec_done(&real);
}

static void strip_slashes(str_vec *urls)
{
    for (size_t i = 0; i < urls->n; i++)
        while (urls->v[i].n && urls->v[i].p[urls->v[i].n - 1] == '/')
            urls->v[i].n--;
}

/* What may be read: the site, the paths given, and what --static and --allow name. */
static void set_roots(struct build *b)
{
    const struct options *o = b->options;
    struct files *f = &b->book.files;
    struct str real;

    f->site = &b->book.site;
    *vec_push(&f->roots) = b->book.site.root_dir;
    for (size_t i = 0; i < o->paths.n; i++)
        if (fs_real(&b->arena, arena_str(&b->arena, o->paths.v[i]).p, &real))
            *vec_push(&f->roots) =
                fs_is_dir(real.p) ? real : arena_str(&b->arena, fs_dirname(real));
    add_real_dirs(b, &f->roots, &o->statics);
    add_real_dirs(b, &f->roots, &o->allow);
}

bool pass_detect(struct build *b)
{
    const struct options *o = b->options;
    struct site *s = &b->book.site;

    site_detect(s, arena_str(&b->arena, o->paths.v[0]).p, &b->arena, &b->diags);
    override(&s->title, o->title);
    override(&s->subtitle, o->subtitle);
    override(&s->description, o->description);
    override(&s->rights, o->rights);
    override(&s->publisher, o->publisher);
    override(&s->permalink, o->permalink);
    prepend(&s->base_urls, &o->base_urls);
    strip_slashes(&s->base_urls);
    add_real_dirs(b, &s->static_dirs, &o->statics);
    set_roots(b);
    return true;
}

bool pass_collect(struct build *b)
{
    if (!collect_posts(&b->book.posts, &b->options->paths, &b->book.site, &b->arena, &b->diags))
        return false;
    if (b->book.posts.n == 0)
        diag_add(&b->diags, DIAG_NO_POSTS, (struct diag_pos){0});
    return b->book.posts.n > 0;
}

struct load {
    struct build *b;
    struct diag_list *diags; /* one a post */
    size_t first;            /* of those that are loaded at a time */
};

enum {
    POST_HEAP = 8 << 10, /* of one in the mean */
    HEAP_STEP = 128 << 10,
    SAMPLE = 32, /* posts */
};

static void load_one(void *ctx, size_t i, size_t worker)
{
    struct load *l = ctx;
    struct worker *w = &l->b->workers[worker];
    size_t post = l->first + i;

    worker_ready(w, POST_HEAP, HEAP_STEP);
    load_post(&l->b->book.posts.v[post], &l->b->book.site, l->b->options->repair_encoding,
              &w->arena, &l->diags[post]);
    progress_step(l->b->progress);
}

static bool shows_picture(struct str markdown)
{
    return str_find(markdown, STR("!["), 0) != STR_NPOS ||
           str_find(markdown, STR("<img"), 0) != STR_NPOS;
}

/* Where some of the first N posts show pictures, decoders will be wanted. To start one when the
 * program has grown costs parent and child a fault for each page that they write to. */
static void wake_decoders(struct build *b, size_t n)
{
    size_t woken = 0;

    for (size_t i = 0; i < n && woken < pool_workers(b->pool); i++)
        if (shows_picture(b->book.posts.v[i].body))
            confined_wake(b->workers[woken++].decoder);
}

bool pass_load(struct build *b)
{
    size_t n = b->book.posts.n, sample = n < SAMPLE ? n : SAMPLE;
    struct load l = {b, xcalloc(n, sizeof *l.diags), 0};

    progress_phase(b->progress, "Reading", n);
    pool_for(b->pool, sample, load_one, &l);
    wake_decoders(b, sample);
    l.first = sample;
    pool_for(b->pool, n - sample, load_one, &l);
    for (size_t i = 0; i < n; i++)
        diag_list_join(&b->diags, &l.diags[i]);
    free(l.diags);
    return true;
}

/* --as-of, else the environment's SOURCE_DATE_EPOCH, else the clock. */
struct date build_today(const struct build *b)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    unsigned long seconds;
    time_t now = epoch && str_to_uint(str_of(epoch), 253402300799UL, &seconds) ? (time_t)seconds
                                                                               : time(NULL);
    struct tm tm;

    if (date_is_set(b->options->selection.as_of))
        return b->options->selection.as_of;
    gmtime_r(&now, &tm);
    return (struct date){.year = (int16_t)(tm.tm_year + 1900),
                         .month = (uint8_t)(tm.tm_mon + 1),
                         .day = (uint8_t)tm.tm_mday,
                         .precision = DATE_DAY};
}

/* A whole site holds pages that are no posts ("About"): where most have a date, those without
 * are pages. */
static void drop_pages(struct build *b)
{
    struct book *k = &b->book;
    size_t dated = 0;
    struct str real;
    bool is_site = fs_real(&b->arena, arena_str(&b->arena, b->options->paths.v[0]).p, &real) &&
                   str_eq(real, k->site.root_dir);

    if (!is_site || site_has(&k->site, QUIRK_NO_PAGES))
        return;
    for (size_t i = 0; i < k->posts.n; i++)
        dated += date_is_set(k->posts.v[i].date);
    for (size_t i = 0; i < k->posts.n && 2 * dated >= k->posts.n; i++)
        if (!date_is_set(k->posts.v[i].date) && !k->posts.v[i].is_index && !k->posts.v[i].is_draft)
            k->posts.v[i].drop = DROP_PAGE;
}

/* One warning a post; none where no post has a date at all and the path is the order. */
static void tell_undated(struct build *b)
{
    struct book *k = &b->book;
    size_t dated = 0;

    for (size_t i = 0; i < k->kept_count; i++)
        dated += date_is_set(k->posts.v[k->kept[i]].date);
    for (size_t i = 0; i < k->kept_count && dated && !site_has(&k->site, QUIRK_SUMMARY); i++)
        if (!date_is_set(k->posts.v[k->kept[i]].date))
            diag_add(&b->diags, DIAG_NO_DATE, (struct diag_pos){k->posts.v[k->kept[i]].path, 0, 0});
}

bool pass_select(struct build *b)
{
    struct selection *s = &b->selection;
    struct book *k = &b->book;

    *s = b->options->selection;
    s->order = b->options->order                   ? (enum order)(b->options->order - 1)
               : site_has(&k->site, QUIRK_SUMMARY) ? ORDER_GIVEN
                                                   : ORDER_DATE;
    s->as_of = build_today(b);
    language_pick(b);
    drop_pages(b);
    k->kept_count = select_posts(k->posts.v, k->posts.n, s, &k->kept);
    k->by_age = select_by_age(k->posts.v, k->kept, k->kept_count);
    k->is_newest_first = s->order == ORDER_DATE_DESCENDING;
    language_tell(b);
    tell_undated(b);
    if (b->options->list) {
        b->is_finished = true;
        return list_print(b);
    }
    if (k->kept_count == 0)
        diag_add(&b->diags, DIAG_NO_POSTS_LEFT, (struct diag_pos){0}, k->posts.n);
    return k->kept_count > 0;
}

/* Names of the book's own pages. */
static const struct str reserved[] = {
    STR_INIT("nav"),    STR_INIT("cover"),   STR_INIT("title"), STR_INIT("style"),
    STR_INIT("about"),  STR_INIT("tags"),    STR_INIT("toc"),   STR_INIT("package"),
    STR_INIT("series"), STR_INIT("authors"), STR_INIT("dates"),
};

static struct str name_by_slug(struct build *b, const struct post *p)
{
    struct str name = id_file_name(&b->arena, p->slug.n ? p->slug : p->title);

    if (str_starts(name, STR("part-"))) /* as the parts' own pages */
        name = arena_printf(&b->arena, "post-%.*s", STR_ARG(name));
    return name;
}

/* What a known edition called a post it stays called, if by the same slug: readers keep places and
 * highlights by that name. */
static void keep_name(struct build *b, struct table *taken, struct post *p)
{
    struct str name = since_name(b, p), slug;
    bool is_new;

    if (name.n == 0)
        return;
    slug = name_by_slug(b, p);
    if (!str_starts(name, slug) || (name.n > slug.n && name.p[slug.n] != '-'))
        return;
    table_put(taken, name, &is_new);
    if (is_new)
        p->name = name;
}

/* A name by the slug, by slug and language or date where that is taken, by a number at last: never
 * by position in the book, so that it stays when newer posts come. */
static struct str unique_name(struct build *b, struct table *taken, const struct post *p)
{
    struct str name = name_by_slug(b, p), date;
    bool is_new;

    table_put(taken, name, &is_new);
    if (!is_new && !language_agrees(p->language, b->book.language)) {
        name = arena_printf(&b->arena, "%.*s-%.*s", STR_ARG(name), STR_ARG(p->language));
        table_put(taken, name, &is_new);
    }
    if (is_new)
        return name;
    date = date_is_set(p->date) ? date_iso(&b->arena, date_day(p->date)) : STR("undated");
    name = arena_printf(&b->arena, "%.*s-%.*s", STR_ARG(name), STR_ARG(date));
    return id_unique(&b->arena, taken, name);
}

static void name_posts(struct build *b)
{
    struct book *k = &b->book;

    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        table_put(&k->names, reserved[i], NULL);
    for (size_t i = 0; i < k->kept_count; i++)
        keep_name(b, &k->names, &k->posts.v[k->by_age[i]]);
    for (size_t i = 0; i < k->kept_count; i++) {
        struct post *p = &k->posts.v[k->by_age[i]];

        if (p->name.n == 0)
            p->name = unique_name(b, &k->names, p);
    }
}

static bool take_prefix(struct str *name, struct str prefix)
{
    if (!str_starts(*name, prefix))
        return false;
    *name = str_skip(*name, prefix.n);
    return true;
}

static bool site_value(const struct site *s, struct str key, struct str *ret_value)
{
    const struct {
        struct str name, value;
    } known[] = {
        {STR("title"), s->title},
        {STR("name"), s->title},
        {STR("author"), s->author},
        {STR("author.name"), s->author},
        {STR("description"), s->description},
        {STR("language"), s->language},
        {STR("baseurl"), STR("")},
        {STR("url"), s->base_urls.n ? s->base_urls.v[0] : STR("")},
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(key, known[i].name)) {
            *ret_value = known[i].value;
            return true;
        }
    return false;
}

static bool page_value(const struct post *p, struct str key, struct str *ret_value)
{
    const struct {
        struct str name, value;
    } known[] = {
        {STR("title"), p->title},   {STR("url"), p->permalink},           {STR("slug"), p->slug},
        {STR("fileSlug"), p->slug}, {STR("description"), p->description},
    };
    struct str text;

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(key, known[i].name)) {
            *ret_value = known[i].value;
            return true;
        }
    text = p->meta ? value_text(value_path(p->meta, key)) : STR_NONE;
    if (text.p)
        *ret_value = text;
    return text.p;
}

/* Eleventy's posts know their front matter without a prefix, and the site's data by its file;
 * VitePress has a name of its own. */
static bool template_variable(const struct render_env *env, const struct post *p, struct str name,
                              struct str *ret_value)
{
    bool is_nunjucks = (env->site->syntax & SYNTAX_NUNJUCKS) != 0;

    if (take_prefix(&name, STR("site.")) || (is_nunjucks && take_prefix(&name, STR("metadata."))))
        return site_value(env->site, name, ret_value);
    return (take_prefix(&name, STR("page.")) || take_prefix(&name, STR("$frontmatter.")) ||
            is_nunjucks) &&
           page_value(p, name, ret_value);
}

/* Where a kept post and another have an address in common, the kept one is meant. */
static void map_addresses(struct build *b)
{
    struct book *k = &b->book;

    k->notes_links = b->options->links == LINKS_NOTES;
    urlmap_init(&k->urls, &k->site);
    for (int kept = 1; kept >= 0; kept--)
        for (size_t i = 0; i < k->posts.n; i++) {
            struct post *p = &k->posts.v[i];

            if (p->is_unreadable || (p->drop == DROP_NONE) != kept)
                continue;
            p->permalink = permalink_of(&b->arena, &k->site, p);
            permalink_claim(&k->urls, &k->site, p, i);
        }
}

bool pass_map(struct build *b)
{
    struct book *k = &b->book;

    map_addresses(b);
    name_posts(b);
    if (site_has(&k->site, QUIRK_VAULT))
        files_index(&k->files, k->site.root_dir);
    b->render = (struct render_options){.smart = !b->options->no_smart,
                                        .highlight = !b->options->no_highlight,
                                        .math = !b->options->no_math,
                                        .codes = b->options->qr,
                                        .fetches = b->options->fetch,
                                        .shortcodes = &b->options->shortcodes};
    b->env = (struct render_env){.site = &k->site,
                                 .posts = k->posts.v,
                                 .twins = language_twins(b),
                                 .urls = &k->urls,
                                 .files = &k->files,
                                 .options = &b->render,
                                 .variable = template_variable};
    return true;
}
