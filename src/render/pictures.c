/* SPDX-License-Identifier: MIT */
/* Pictures: where their files are, and what stands for them when they are not to be had. */
#include "base/fs.h"
#include "base/uri.h"
#include "book/asset.h"
#include "render/job.h"
#include "render/picture.h"

static struct str without_query(struct str s)
{
    size_t i = 0;

    while (i < s.n && s.p[i] != '?' && s.p[i] != '#')
        i++;
    return str_sub(s, 0, i);
}

/* The path to look for: of the site's own URL the part behind the host; STR_NONE for a remote
 * picture. */
static struct str local_path(struct job *j, struct str source)
{
    struct str own;

    if (urlmap_own(j->env->urls, source, &own))
        return own;
    if (uri_scheme(source).n || str_starts(source, STR("//")))
        return STR_NONE;
    return str_starts(source, STR("@/")) ? str_skip(source, 1) : source;
}

/* A name may hold '?', '#' or '%' itself: as written first, then without and decoded. */
static enum files_result find_file(struct job *j, struct str path, struct str *ret_file)
{
    struct str tries[] = {without_query(uri_decode(&j->scratch, path)),
                          uri_decode(&j->scratch, without_query(path)),
                          uri_decode(&j->scratch, path), path};
    enum files_result worst = FILES_MISSING;

    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        enum files_result r;

        if (i && str_eq(tries[i], tries[i - 1]))
            continue;
        r = files_find(j->env->files, j->c->arena, j->post, tries[i], ret_file);
        if (r == FILES_FOUND)
            return r;
        worst = r == FILES_OUTSIDE ? r : worst;
    }
    return worst;
}

/* MISSING is the message for a file that is not there. */
static void resolve(struct job *j, struct ref *r, struct str source, enum diag_id missing)
{
    struct str path = local_path(j, source);
    struct diag_list *diags = &j->c->diags;

    r->kind = REF_TARGET_NONE;
    if (j->env->options->codes && str_starts(source, ASSET_CODE)) {
        r->kind = REF_TARGET_PICTURE;
        r->file = source;
        return;
    }
    if (str_starts_fold(source, STR("data:"))) {
        diag_add(diags, DIAG_PICTURE_DATA, job_pos(j));
        return;
    }
    if (path.p) {
        switch (path.n ? find_file(j, path, &r->file) : FILES_MISSING) {
        case FILES_FOUND:
            r->kind = REF_TARGET_PICTURE;
            return;
        case FILES_OUTSIDE:
            diag_add(diags, DIAG_PICTURE_OUTSIDE, job_pos(j), STR_ARG(source));
            return;
        case FILES_MISSING:
            break;
        }
    }
    r->url = uri_scheme(source).n || str_starts(source, STR("//")) ? html_url(j->c->arena, source)
                                                                   : STR_NONE;
    if (r->url.n && j->env->options->fetches)
        return;
    if (path.p || !r->url.n)
        diag_add(diags, missing, job_pos(j), STR_ARG(source));
    else
        diag_add(diags, DIAG_PICTURE_REMOTE, job_pos(j), STR_ARG(source));
}

void picture_add(struct job *j, const struct picture *p)
{
    struct chapter *c = j->c;
    struct ref r = {.is_picture = true,
                    .is_drawn = p->is_drawn,
                    .line = j->line,
                    .alt = arena_str(c->arena, p->alt),
                    .attributes = p->attributes,
                    .width = p->width,
                    .height = p->height};

    r.written = arena_str(c->arena, uri_plain(str_trim(p->source)));
    resolve(j, &r, r.written, DIAG_PICTURE_MISSING);
    if (r.kind == REF_TARGET_PICTURE && !p->is_decoration && str_trim(r.alt).n == 0)
        diag_add(&c->diags, DIAG_MISSING_ALT, job_pos(j), STR_ARG(r.written));
    *vec_push(&c->refs) = r;
    if (!markup_void_slot(&j->m, p->is_drawn ? EL_SVG_IMAGE : EL_IMG, (uint32_t)(c->refs.n - 1)))
        markup_text(&j->m, r.alt); /* within a formula */
}

static bool is_same_picture(const struct ref *a, const struct ref *b)
{
    return a->is_picture &&
           ((a->file.n && str_eq(a->file, b->file)) || (a->url.n && str_eq(a->url, b->url)));
}

void hero_add(struct job *j)
{
    struct chapter *c = j->c;
    const struct post *p = j->post;
    struct ref r = {.is_picture = true, .line = p->hero_line, .alt = p->hero_alt};

    if (p->hero.n == 0)
        return;
    j->line = p->hero_line;
    r.written = p->hero;
    resolve(j, &r, r.written, DIAG_HERO_MISSING);
    for (size_t i = 0; i < c->refs.n; i++)
        if (is_same_picture(&c->refs.v[i], &r))
            return;
    *vec_push(&c->refs) = r;
    c->hero = c->refs.n;
}

/* The picture that is all there is in PARAGRAPH, perhaps as a link; or NULL. */
static cmark_node *only_picture(cmark_node *paragraph)
{
    cmark_node *n = paragraph ? cmark_node_first_child(paragraph) : NULL;

    if (!n || cmark_node_next(n) || cmark_node_get_type(paragraph) != CMARK_NODE_PARAGRAPH)
        return NULL;
    if (cmark_node_get_type(n) == CMARK_NODE_LINK) {
        n = cmark_node_first_child(n);
        if (!n || cmark_node_next(n))
            return NULL;
    }
    return cmark_node_get_type(n) == CMARK_NODE_IMAGE ? n : NULL;
}

static bool is_tag(cmark_node *n, struct str start)
{
    return cmark_node_get_type(n) == CMARK_NODE_HTML_INLINE &&
           str_starts_fold(str_of(cmark_node_get_literal(n)), start);
}

/* True when PARAGRAPH is from its first to its last tag a drawing in SVG. */
static bool is_drawing(cmark_node *paragraph)
{
    cmark_node *n = cmark_node_first_child(paragraph);

    if (!n || !is_tag(n, STR("<svg")))
        return false;
    while (n && !is_tag(n, STR("</svg")))
        n = cmark_node_next(n);
    return n && !cmark_node_next(n);
}

bool picture_is_alone(cmark_node *node)
{
    return only_picture(node) || is_drawing(node);
}

bool picture_is_figure(cmark_node *node)
{
    cmark_node *n = only_picture(node);
    const char *title = n ? cmark_node_get_title(n) : NULL;

    return title && *title;
}

size_t figure_open(struct job *j)
{
    return markup_open(&j->m, EL_FIGURE, STR(""));
}

void figure_caption(struct job *j, cmark_node *paragraph)
{
    cmark_node *n = only_picture(paragraph);
    size_t handle = markup_open(&j->m, EL_FIGCAPTION, STR(""));

    markup_text(&j->m, smart_text(j, str_of(cmark_node_get_title(n))));
    markup_close(&j->m, handle);
}

/* "![alt](source "title")" at the head of S; its length, or 0. */
static size_t read_picture(struct str s, struct picture *ret)
{
    size_t middle = str_find(s, STR("]("), 0);
    size_t end = middle == STR_NPOS ? STR_NPOS : str_find_byte(s, ')', middle);
    struct str inside;

    if (end == STR_NPOS || !str_starts(s, STR("![")) || end - middle < 3)
        return 0;
    inside = str_trim(str_sub(s, middle + 2, end - middle - 2));
    *ret = (struct picture){.alt = str_sub(s, 2, middle - 2)};
    if (!str_split(&inside, ' ', &ret->source) || ret->source.n == 0 ||
        str_find_byte(ret->alt, '\n', 0) != STR_NPOS)
        return 0;
    return end + 1;
}

bool pictures_in_html(struct job *j, struct str text)
{
    size_t at = 0, n;
    struct picture p;
    bool is_found = false;

    if (markup_is_open(&j->m, EL_PRE) || markup_is_open(&j->m, EL_CODE))
        return false;
    while ((at = str_find(text, STR("!["), at)) != STR_NPOS) {
        n = read_picture(str_skip(text, at), &p);
        if (n) {
            text_add(j, str_sub(text, 0, at));
            picture_add(j, &p);
            text = str_skip(text, at + n);
            is_found = true;
        }
        at = n ? 0 : at + 2;
    }
    if (is_found)
        text_add(j, text);
    return is_found;
}
