/* SPDX-License-Identifier: MIT */
/* The story of the program: its passes, in order. */
#include "build/build.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "epub/deflate.h"
#include "input/site.h"
#include "mdbook2epub.h"
#include "media/convert.h"
#include "render/check.h"

static const struct pass {
    const char *name;
    bool (*run)(struct build *b);
} passes[] = {
    {"compare", pass_compare},   /* --since-last: whether there is anything to do */
    {"detect", pass_detect},     /* the site: generator, addresses, folders, language */
    {"collect", pass_collect},   /* sources, sorted by path */
    {"load", pass_load},         /* front matter, date, slug, tags, body; parallel */
    {"select", pass_select},     /* kept posts and their order; the others' reasons */
    {"map", pass_map},           /* every address of every post; names in the book */
    {"volumes", pass_volumes},   /* which there are, what each says of itself */
    {"render", pass_render},     /* Markdown → XHTML with open slots; covers; parallel */
    {"fetch", pass_fetch},       /* remote pictures into the cache, when asked for */
    {"pictures", pass_pictures}, /* assets: type, size, conversion; parallel */
    {"resolve", pass_resolve},   /* fragments of links; files of long chapters */
    {"arrange", pass_arrange},   /* what stands in each volume: parts, contents */
    {"budget", pass_budget},     /* smaller pictures, when --max-size asks for it; parallel */
    {"write", pass_write},       /* assemble, check, deflate in parallel; copy in order */
    {"feed", pass_feed},         /* catalogues of the volumes */
    {"remember", pass_remember}, /* --since-last: what all of it was made from */
};

static void print_messages(struct build *b)
{
    enum diag_level worst;

    progress_phase(b->progress, "", 0);
    worst = diag_print(&b->diags, &b->how, stderr);

    if (worst > b->worst)
        b->worst = worst;
    diag_list_done(&b->diags);
}

void worker_ready(struct worker *w, size_t bytes, size_t step)
{
    if (w->ready < bytes) {
        alloc_warm(bytes < step ? step : bytes);
        w->ready += bytes < step ? step : bytes;
    }
    w->ready -= bytes;
}

static void build_init(struct build *b, const struct options *o, const struct diag_options *how)
{
    *b = (struct build){.options = o, .how = *how};
    b->progress = progress_new(options_progress(o));
    b->pool = pool_new(o->jobs);
    b->spool = spool_new();
    b->workers = xcalloc(pool_workers(b->pool), sizeof *b->workers);
    for (size_t i = 0; i < pool_workers(b->pool); i++) {
        b->workers[i].deflater = deflater_new();
        b->workers[i].decoder = convert_child();
    }
    clock_gettime(CLOCK_MONOTONIC, &b->start);
    render_init();
    check_init();
}

static void volume_done(struct volume *v)
{
    vec_done(&v->authors);
    vec_done(&v->subjects);
    vec_done(&v->languages);
    vec_done(&v->creators);
    vec_done(&v->contributors);
    vec_done(&v->parts);
    vec_done(&v->outline);
    vec_done(&v->news);
    table_done(&v->files);
    buf_done(&v->cover);
    diag_list_done(&v->diags);
    arena_done(&v->arena);
}

enum { LIST_COUNT = 5 }; /* of one post */

static void book_done(struct book *b)
{
    for (size_t i = 0; i < b->posts.n; i++) {
        str_vec *const lists[LIST_COUNT] = {&b->posts.v[i].tags, &b->posts.v[i].categories,
                                            &b->posts.v[i].authors, &b->posts.v[i].aliases,
                                            &b->posts.v[i].series};

        for (size_t k = 0; k < LIST_COUNT; k++)
            vec_done(lists[k]);
        post_forget_text(&b->posts.v[i]);
        if (b->chapters)
            chapter_done(&b->chapters[i]);
    }
    free(b->chapters);
    free(b->kept);
    free(b->by_age);
    vec_done(&b->posts);
    vec_done(&b->assets);
    urlmap_done(&b->urls);
    table_done(&b->names);
    files_done(&b->files);
    site_done(&b->site);
}

static void build_done(struct build *b)
{
    since_free(b->since);
    for (size_t i = 0; i < pool_workers(b->pool); i++) {
        deflater_free(b->workers[i].deflater);
        confined_free(b->workers[i].decoder);
        arena_done(&b->workers[i].arena);
        arena_done(&b->workers[i].parser);
        buf_done(&b->workers[i].document);
    }
    free(b->workers);
    pool_free(b->pool);
    spool_free(b->spool);
    table_done(&b->picture_names);
    progress_free(b->progress);
    for (size_t i = 0; i < b->volumes.n; i++)
        volume_done(&b->volumes.v[i]);
    vec_done(&b->volumes);
    book_done(&b->book);
    diag_list_done(&b->diags);
    arena_done(&b->arena);
}

static int exit_status(enum diag_level worst)
{
    return worst == DIAG_LEVEL_FATAL   ? M2E_SYSTEM
           : worst == DIAG_LEVEL_ERROR ? M2E_CONTENT
                                       : M2E_WRITTEN;
}

int m2e_build(const struct options *o, const struct diag_options *how)
{
    struct build b;
    int status;

    build_init(&b, o, how);
    for (size_t i = 0; i < sizeof passes / sizeof *passes && !b.is_finished; i++) {
        bool goes_on = passes[i].run(&b);

        print_messages(&b);
        if (!goes_on || b.worst >= DIAG_LEVEL_ERROR)
            break;
    }
    status = exit_status(b.worst);
    build_done(&b);
    return status;
}
