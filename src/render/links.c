/* SPDX-License-Identifier: MIT */
/* Links: what the author wrote → a post, an address outside, or plain text. */
#include "base/fs.h"
#include "base/uri.h"
#include "render/job.h"

/* The template pass writes a post it has found as "m2e-post:12". */
static const struct str post_scheme = STR_INIT("m2e-post:");

struct str link_to_post(struct arena *a, size_t post)
{
    return arena_printf(a, "%.*s%zu", STR_ARG(post_scheme), post);
}

bool link_is_post(struct str url, size_t *ret_post)
{
    size_t end = str_find_byte(url, '#', 0);
    unsigned long number;

    url = str_sub(url, 0, end == STR_NPOS ? url.n : end);
    if (!str_starts(url, post_scheme) ||
        !str_to_uint(str_skip(url, post_scheme.n), (unsigned long)-1, &number))
        return false;
    *ret_post = number;
    return true;
}

/* An address in its parts; slices of what was written. */
struct address {
    struct str path, query, fragment; /* without '?' and '#' */
};

static struct address split_address(struct str s)
{
    struct address a = {.path = s};
    size_t hash = str_find_byte(s, '#', 0), question;

    if (hash != STR_NPOS) {
        a.fragment = str_skip(s, hash + 1);
        a.path = str_sub(s, 0, hash);
    }
    question = str_find_byte(a.path, '?', 0);
    if (question != STR_NPOS) {
        a.query = str_skip(a.path, question + 1);
        a.path = str_sub(a.path, 0, question);
    }
    return a;
}

static size_t find_path(struct job *j, struct str path)
{
    return urlmap_path(j->env->urls, &j->scratch, path);
}

/* PATH from the folder FROM ("/a/b"). */
static size_t find_from(struct job *j, struct str from, struct str path)
{
    return find_path(j, fs_join(&j->scratch, fs_join(&j->scratch, STR("/"), from),
                                uri_decode(&j->scratch, path)));
}

/* A relative path means a file beside the post's, perhaps below another root, or is relative to the
 * page's URL, which ends in a slash on some sites and not on others, or to the site's root. */
static size_t find_relative(struct job *j, struct str path)
{
    const struct post *p = j->post;
    struct str folders[] = {fs_dirname(p->rel), fs_dirname(p->site_rel),  fs_dirname(p->path),
                            p->permalink,       fs_dirname(p->permalink), STR("/")};

    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        size_t post = find_from(j, folders[i], path);

        if (post != URLMAP_NONE)
            return post;
    }
    return URLMAP_NONE;
}

static size_t find_post(struct job *j, struct str path)
{
    struct str below;
    size_t post;

    if (link_is_post(path, &post))
        return post;
    if (str_starts(path, STR("@/")))
        return find_path(j, str_skip(path, 1));
    if (path.n && path.p[0] == '/') {
        post = find_path(j, path);
        below = uri_below_base(j->env->site, path);
        if (post == URLMAP_NONE && below.p)
            post = find_path(j, below);
        return post == URLMAP_NONE ? urlmap_old_path(j->env->urls, &j->scratch, path) : post;
    }
    return find_relative(j, path);
}

static bool is_web(struct str scheme)
{
    static const struct str schemes = STR_INIT("http https mailto tel");

    return str_among_fold(scheme, schemes);
}

/* The live address of a path of the site: at the preferred base URL's host, below that URL's own
 * path. */
static struct str live_url(struct job *j, struct str path)
{
    const str_vec *bases = &j->env->site->base_urls;
    struct str base, own;

    if (bases->n == 0)
        return STR_NONE;
    base = bases->v[0];
    own = uri_path(base);
    if (str_starts(path, own))
        base = str_chop(base, own.n);
    return html_url(j->c->arena,
                    arena_printf(&j->scratch, "%.*s%.*s", STR_ARG(base), STR_ARG(path)));
}

/* The page's own address, or the folder it stands in, with the relative PATH. */
static struct str site_path(struct job *j, struct str path)
{
    struct str from = j->post->permalink;

    if (path.n && path.p[0] == '/')
        return path;
    if (str_starts(path, STR("@/")))
        return str_skip(path, 1);
    if (from.n && from.p[from.n - 1] != '/')
        from = fs_dirname(from);
    return fs_join(&j->scratch, from.n ? from : STR("/"), path);
}

static void set_post(struct job *j, struct ref *r, size_t post, struct str fragment)
{
    const struct post *p;

    /* A link to the same post in another language is a switch: it leads out of the book. */
    if (j->env->twins[post] != j->post_index)
        post = j->env->twins[post];
    p = &j->env->posts[post];
    r->kind = REF_TARGET_POST;
    r->post = post;
    r->fragment = arena_str(j->c->arena, uri_decode(&j->scratch, fragment));
    r->url = live_url(j, p->permalink);
    if (r->url.p && fragment.n)
        r->url = arena_printf(j->c->arena, "%.*s#%.*s", STR_ARG(r->url),
                              STR_ARG(uri_encode(&j->scratch, fragment)));
}

static void set_outside(struct job *j, struct ref *r)
{
    struct str scheme = uri_scheme(r->written);

    r->url = !scheme.n || is_web(scheme) ? html_url(j->c->arena, r->written) : STR_NONE;
    r->kind = r->url.p ? REF_TARGET_OUTSIDE : REF_TARGET_NONE;
    if (!r->url.p)
        diag_add(&j->c->diags, DIAG_LINK_SCHEME, job_pos(j), STR_ARG(r->written));
}

struct str link_live(struct job *j, struct str path)
{
    return live_url(j, site_path(j, path));
}

/* The relative WRITTEN, of PATH, that is no post: its live address where the site's is known;
 * a source has none, for no site serves it under that name. */
static void set_site_page(struct job *j, struct ref *r, struct str written, struct str path)
{
    struct str url = post_is_source(path) ? STR_NONE : link_live(j, written);

    if (url.p) {
        r->url = url;
        r->kind = REF_TARGET_OUTSIDE;
    } else {
        r->kind = REF_TARGET_NONE;
        diag_add(&j->c->diags, DIAG_LINK_UNKNOWN, job_pos(j), STR_ARG(written));
    }
}

static void resolve(struct job *j, struct ref *r, struct str written)
{
    struct str scheme = uri_scheme(written), own = STR_NONE;
    bool is_own = urlmap_own(j->env->urls, written, &own);
    bool is_internal = str_starts(written, post_scheme);
    struct address at;
    size_t post;

    if (written.n == 0) {
        r->kind = REF_TARGET_NONE;
        return;
    }
    if (!is_own && !is_internal && (scheme.n || str_starts(written, STR("//")))) {
        set_outside(j, r);
        return;
    }
    at = split_address(is_own ? own : written);
    post = at.path.n == 0 ? j->post_index : find_post(j, at.path);
    if (post != URLMAP_NONE)
        set_post(j, r, post, at.fragment);
    else if (is_own)
        set_outside(j, r);
    else
        set_site_page(j, r, written, at.path);
}

uint32_t link_ref(struct job *j, struct str destination, struct str attributes)
{
    struct chapter *c = j->c;
    struct ref r = {.line = j->line, .offset = j->m.text.n, .attributes = attributes};

    r.written = arena_str(c->arena, uri_plain(str_trim(destination)));
    resolve(j, &r, r.written);
    *vec_push(&c->refs) = r;
    return (uint32_t)(c->refs.n - 1);
}
