/* SPDX-License-Identifier: MIT */
/* The render pass for one post: template, parser, walk, result. */
#include "render/chapter.h"

#include <string.h>

#include "base/fs.h"
#include "base/uri.h"
#include "base/utf8.h"
#include "render/inline_svg.h"
#include "render/job.h"
#include "render/parser.h"
#include "render/picture.h"
#include "render/typography.h"

void render_init(void)
{
    cmark_setup();
}

static bool env_resolve(void *ctx, enum template_ref kind, struct str target, struct str *ret_url)
{
    struct job *j = ctx;
    const struct urlmap *urls = j->env->urls;
    size_t post = URLMAP_NONE, hash = str_find_byte(target, '#', 0);
    struct str fragment = STR("");

    if (kind == REF_WIKI_FILE) {
        struct str file;

        if (files_find(j->env->files, &j->scratch, j->post, target, &file) != FILES_FOUND)
            return false;
        *ret_url = uri_encode(j->c->arena, target);
        return true;
    }
    if (kind != REF_WIKI && hash != STR_NPOS) {
        fragment = str_skip(target, hash);
        target = str_sub(target, 0, hash);
        if (target.n == 0) /* within the post itself */
            return false;
    }
    if (kind != REF_WIKI && kind != REF_POST_URL)
        post =
            urlmap_path(urls, &j->scratch, fs_join(&j->scratch, fs_dirname(j->post->rel), target));
    if (post == URLMAP_NONE && kind != REF_WIKI)
        post = urlmap_path(urls, &j->scratch, target);
    if (post == URLMAP_NONE)
        post = urlmap_name(urls, &j->scratch, target);
    if (post == URLMAP_NONE)
        post = urlmap_name(urls, &j->scratch, fs_stem(target));
    if (post == URLMAP_NONE)
        post = urlmap_name(urls, &j->scratch, fs_basename(target));
    if (post == URLMAP_NONE)
        return false;
    *ret_url = link_to_post(j->c->arena, post);
    if (fragment.n)
        *ret_url = arena_printf(j->c->arena, "%.*s%.*s", STR_ARG(*ret_url), STR_ARG(fragment));
    return true;
}

static bool env_title(void *ctx, struct str url, struct str *ret_title)
{
    struct job *j = ctx;
    size_t post;

    if (!link_is_post(url, &post))
        return false;
    *ret_title = j->env->posts[j->env->twins[post]].title;
    return true;
}

static bool env_variable(void *ctx, struct str name, struct str *ret_value)
{
    struct job *j = ctx;

    return j->env->variable && j->env->variable(j->env, j->post, name, ret_value);
}

enum { INCLUDE_MAX = 1 << 20 };

/* Jekyll's folder of includes, then wherever files are looked for. */
static const char *env_include(void *ctx, struct str name, struct str *ret_text)
{
    struct job *j = ctx;
    struct str file;
    int error;
    struct str includes = fs_join(&j->scratch, STR("/_includes"), name);
    enum files_result found = files_find(j->env->files, &j->scratch, j->post, includes, &file);

    if (found == FILES_MISSING)
        found = files_find(j->env->files, &j->scratch, j->post, name, &file);
    if (found == FILES_MISSING)
        return "there is no such file";
    if (found == FILES_OUTSIDE)
        return "it lies outside the blog's folders";
    if (!fs_read(&j->scratch, file.p, INCLUDE_MAX, ret_text, &error))
        return strerror(error);
    return utf8_valid_prefix(*ret_text) == ret_text->n ? NULL : "it is not UTF-8";
}

struct str job_language(const struct job *j)
{
    return j->post->language;
}

static void keep_counts(struct table *to, struct arena *a, const struct table *from)
{
    for (size_t i = 0; i < from->n; i++)
        table_put(to, arena_str(a, from->v[i].key), NULL)->num = from->v[i].num;
}

static void expand_templates(struct job *j)
{
    const struct template_env env = {.ctx = j,
                                     .resolve = env_resolve,
                                     .variable = env_variable,
                                     .include = env_include,
                                     .shortcodes = j->env->options->shortcodes,
                                     .language = job_language(j),
                                     .title = env_title,
                                     .has_codes = j->env->options->codes};
    unsigned syntax = j->env->site->syntax;

    if (!j->env->options->math)
        syntax &= ~(unsigned)SYNTAX_MATH;
    if (j->type)
        syntax |= SYNTAX_SMART;
    template_expand(&j->source, &j->scratch, j->post->body, syntax, &env, &j->c->diags,
                    j->post->path, j->post->body_line);
    keep_counts(&j->c->unknown, j->c->arena, &j->source.unknown);
    keep_counts(&j->c->lost, j->c->arena, &j->source.lost);
}

/* Text within raw HTML holds objects, too. */
static bool hook_text(void *ctx, struct str text)
{
    if (pictures_in_html(ctx, text))
        return true;
    if (str_find_byte(text, OBJECT_OPEN, 0) == STR_NPOS)
        return false;
    text_add(ctx, text);
    return true;
}

/* XHTML takes about half as much again as the Markdown did. */
static size_t expected_size(const struct post *p)
{
    enum { LARGE = 1 << 20 }; /* left to grow as it needs to */

    return p->body.n < LARGE ? p->body.n * 3 / 2 : 0;
}

static void job_init(struct job *j, struct chapter *c, const struct render_env *env, size_t post)
{
    *j = (struct job){.c = c, .env = env, .post = &env->posts[post], .post_index = post};
    c->post = post;
    j->line = j->post->body_line;
    if (env->options->smart)
        j->type = typography_of(job_language(j));
    markup_init(&j->m);
    buf_reserve(&j->m.text, expected_size(j->post));
    j->hooks = (struct html_hooks){.ctx = j, .start = hook_start, .text = hook_text};
    j->html = html_new(&j->scratch, &j->m, &j->hooks);
}

enum { TAG_BYTES = 4096 };

/* An id may have stood on a tag that was left out after all, in a style sheet or drawing that never
 * closed: then nothing can point at it. Where a tag was written, it stands within a few bytes of
 * the anchor's offset. */
static void drop_lost_anchors(struct job *j)
{
    struct chapter *c = j->c;

    for (size_t i = 0; i < c->anchors.n; i++) {
        struct anchor *at = &c->anchors.v[i];
        size_t from = at->offset > TAG_BYTES ? at->offset - TAG_BYTES : 0;
        struct str attribute =
            at->is_in_body ? arena_printf(&j->scratch, " id=\"%.*s\"", STR_ARG(at->id)) : STR("");

        at->is_lost = str_find(str_sub(buf_str(&c->body), from, (size_t)2 * TAG_BYTES), attribute,
                               0) == STR_NPOS;
    }
}

static void drop_lost_headings(struct chapter *c)
{
    size_t n = 0;

    for (size_t i = 0; i < c->headings.n; i++)
        if (chapter_anchor(c, c->headings.v[i].id))
            c->headings.v[n++] = c->headings.v[i];
    c->headings.n = n;
}

/* What the writer holds → the chapter. */
static void take_body(struct job *j)
{
    struct chapter *c = j->c;

    if (j->m.has_svg)
        inline_svg_ground(&j->m);
    c->body = j->m.text;
    j->m.text = (struct buf){0};
    buf_fit(&c->body);
    for (size_t i = 0; i < j->m.slots.n; i++)
        *vec_push(&c->slots) =
            (struct body_slot){j->m.slots.v[i].offset, j->m.slots.v[i].slot,
                               j->m.slots.v[i].is_close, j->m.slots.v[i].is_block};
    for (size_t i = 0; i < j->m.marks.n; i++)
        *vec_push(&c->marks) = (struct body_mark){j->m.marks.v[i].offset, j->m.marks.v[i].line};
    c->has_math |= j->m.has_math;
    c->has_svg |= j->m.has_svg;
    for (size_t i = 0; i < c->anchors.n; i++)
        table_put(&c->ids, c->anchors.v[i].id, NULL)->num = i;
    drop_lost_anchors(j);
    drop_lost_headings(c);
    vec_fit(&c->slots);
    vec_fit(&c->marks);
    vec_fit(&c->refs);
    vec_fit(&c->headings);
    vec_fit(&c->anchors);
}

static void job_done(struct job *j)
{
    markup_done(&j->m);
    vec_done(&j->handles);
    vec_done(&j->pieces);
    buf_done(&j->unset);
    buf_done(&j->set);
    table_done(&j->note_refs);
    template_result_done(&j->source);
    arena_done(&j->scratch);
}

void render_chapter(struct chapter *c, const struct render_env *env, size_t post,
                    struct arena *keep, struct arena *parser_memory)
{
    struct job j;
    cmark_node *root;

    c->arena = keep;
    job_init(&j, c, env, post);
    expand_templates(&j);
    root = notes_tree(&j, parser_memory);
    if (heading_repeats_title(&j, cmark_node_first_child(root)))
        j.skip = cmark_node_first_child(root);
    walk_document(&j, root);
    html_end(j.html);
    markup_finish(&j.m);
    take_body(&j);
    hero_add(&j);
    job_done(&j);
    arena_reset(parser_memory);
}
