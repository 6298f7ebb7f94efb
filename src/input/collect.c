/* SPDX-License-Identifier: MIT */
/* Walking folders for posts. */
#include "input/collect.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "base/table.h"
#include "book/glob.h"
#include "input/summary.h"
#include "input/translation.h"

enum { DEPTH_MAX = 64 };

struct walk {
    post_vec *posts;
    const struct site *site;
    struct arena *a;
    struct diag_list *diags;
    struct table seen;    /* canonical paths */
    bool only_posts_dirs; /* Jekyll, Hexo: files below _posts and _drafts only */
};

/* Folders that hold no posts under any generator. */
static bool is_foreign_dir(const struct walk *w, struct str name)
{
    static const struct str names =
        STR_INIT("node_modules archetypes themes layouts vendor target");

    if (name.p[0] == '.')
        return true;
    if (name.p[0] == '_' && !site_has(w->site, QUIRK_UNDERSCORES))
        return !str_eq(name, STR("_posts")) && !str_eq(name, STR("_drafts")) &&
               !str_eq(name, STR("_i18n"));
    return str_among(name, names);
}

/* In a book of mdBook a README is a chapter. */
static bool is_no_post(struct str name, bool is_mdbook)
{
    static const struct str stems[] = {STR_INIT("readme"),          STR_INIT("license"),
                                       STR_INIT("contributing"),    STR_INIT("changelog"),
                                       STR_INIT("code_of_conduct"), STR_INIT("404"),
                                       STR_INIT("summary")};

    for (size_t i = is_mdbook; i < sizeof stems / sizeof *stems; i++)
        if (str_eq_fold(translation_stem(name), stems[i]))
            return true;
    return name.p[0] == '.';
}

static struct str below(struct str path, struct str dir)
{
    return fs_is_below(path, dir) && path.n > dir.n ? str_skip(path, dir.n + (dir.n > 1))
                                                    : STR_NONE;
}

/* Below the longest content directory that holds it, else below the folder walked. */
static struct str relative_path(const struct walk *w, struct str file, struct str root)
{
    struct str best = STR_NONE;

    for (size_t i = 0; i < w->site->content_dirs.n; i++) {
        struct str rel = below(file, w->site->content_dirs.v[i]);

        if (rel.p && (!best.p || rel.n < best.n))
            best = rel;
    }
    if (!best.p)
        best = below(file, root);
    return best.p ? best : fs_basename(file);
}

static bool is_under_dir(struct str path, struct str name)
{
    struct str part;

    while (str_split(&path, '/', &part))
        if (str_eq(part, name) && path.p)
            return true;
    return false;
}

static void add_post(struct walk *w, struct str shown, struct str file, struct str root)
{
    struct post p = {.path = shown, .file = file};
    bool is_new;

    table_put(&w->seen, file, &is_new);
    if (!is_new)
        return;
    p.rel = relative_path(w, file, root);
    p.site_rel = below(file, w->site->root_dir);
    if (!p.site_rel.p)
        p.site_rel = p.rel;
    p.is_index = str_eq(translation_stem(fs_basename(file)), STR("_index"));
    p.is_draft = is_under_dir(p.site_rel, STR("_drafts"));
    *vec_push(w->posts) = p;
}

static bool is_excluded(const struct walk *w, struct str file)
{
    struct str rel = below(file, w->site->root_dir);

    for (size_t i = 0; rel.p && i < w->site->exclude.n; i++)
        if (glob_match(w->site->exclude.v[i], rel))
            return true;
    return false;
}

/* In a page bundle (a folder with index.md, index.fr.md) other Markdown files are parts of that
 * page. */
static bool is_bundle(const struct walk *w, const struct fs_entry *v, size_t n)
{
    if (!site_has(w->site, QUIRK_BUNDLES))
        return false;
    for (size_t i = 0; i < n; i++)
        if (v[i].is_file && post_is_source(v[i].name) &&
            str_eq(translation_stem(v[i].name), STR("index")))
            return true;
    return false;
}

static bool wants_file(const struct walk *w, struct str file, struct str name, bool bundle)
{
    if (!post_is_source(name) || is_no_post(name, site_has(w->site, QUIRK_SUMMARY)) ||
        is_excluded(w, file))
        return false;
    if (bundle && !str_eq(translation_stem(name), STR("index")))
        return false;
    if (w->only_posts_dirs && !is_under_dir(file, STR("_posts")) &&
        !is_under_dir(file, STR("_drafts")))
        return false;
    return !site_has(w->site, QUIRK_PRIVATE_FILES) || name.p[0] != '_';
}

static void tell_unread(struct walk *w, struct str shown, int error)
{
    diag_add(w->diags, fs_is_system_fault(error) ? DIAG_READ_FAILED : DIAG_READ_SKIPPED,
             (struct diag_pos){shown, 0, 0}, strerror(error));
}

/* The post at PATH, unless that is a link that leads to nothing or out of ROOT. Paths without links
 * are real as they are: the folders walked through are. */
static void add_found(struct walk *w, struct str shown, struct str path, bool is_link,
                      struct str root)
{
    if (is_link && !fs_real(w->a, path.p, &path))
        tell_unread(w, shown, errno);
    else if (!is_link || fs_is_below(path, root))
        add_post(w, shown, path, root);
}

static void walk_dir(struct walk *w, struct str shown, struct str dir, struct str root, int depth)
{
    struct fs_entry *v;
    size_t n;
    int error;
    bool bundle;

    if (depth == 0 || !fs_list(w->a, dir.p, &v, &n, &error)) {
        if (depth == 0)
            diag_add(w->diags, DIAG_READ_SKIPPED, (struct diag_pos){shown, 0, 0}, "too deep");
        else
            tell_unread(w, shown, error);
        return;
    }
    bundle = is_bundle(w, v, n);
    for (size_t i = 0; i < n; i++) {
        struct str path = fs_join(w->a, dir, v[i].name), name = fs_join(w->a, shown, v[i].name);

        if (v[i].is_dir && !v[i].is_link && !is_foreign_dir(w, v[i].name) && !is_excluded(w, path))
            walk_dir(w, name, path, root, depth - 1);
        else if (!v[i].is_dir && wants_file(w, path, v[i].name, bundle))
            add_found(w, name, path, v[i].is_link, root);
    }
}

/* Content directories of languages that are not below DIR. */
static void walk_languages(struct walk *w, struct str shown, struct str dir)
{
    for (size_t i = 0; i < w->site->languages.n; i++) {
        struct str other = w->site->languages.v[i].dir;

        if (other.n && !fs_is_below(other, dir))
            walk_dir(w, fs_join(w->a, shown, below(other, w->site->root_dir)), other, other,
                     DEPTH_MAX);
    }
}

static void walk_root(struct walk *w, struct str shown, struct str dir)
{
    struct str below_root = w->site->posts_dir;
    bool is_site = str_eq(dir, w->site->root_dir);
    struct str site_shown = shown;

    if (is_site && below_root.n) {
        struct str inner = fs_join(w->a, dir, below_root), real;

        if (fs_is_dir(inner.p) && fs_real(w->a, inner.p, &real) && fs_is_below(real, dir)) {
            shown = fs_join(w->a, shown, below_root);
            dir = real;
        }
    }
    w->only_posts_dirs = is_site && site_has(w->site, QUIRK_POSTS_ONLY);
    walk_dir(w, shown, dir, dir, DEPTH_MAX);
    if (is_site)
        walk_languages(w, site_shown, dir);
}

static int cmp_file(const void *a, const void *b)
{
    return str_cmp(((const struct post *)a)->path, ((const struct post *)b)->path);
}

bool collect_posts(post_vec *posts, const str_vec *paths, const struct site *site, struct arena *a,
                   struct diag_list *diags)
{
    struct walk w = {.posts = posts, .site = site, .a = a, .diags = diags};
    bool is_fine = true;

    for (size_t i = 0; i < paths->n; i++) {
        struct str shown = arena_str(a, paths->v[i]), real;

        if (!fs_real(a, shown.p, &real)) {
            diag_add(diags, DIAG_READ_FAILED, (struct diag_pos){shown, 0, 0}, strerror(errno));
            is_fine = false;
        } else if (fs_is_dir(real.p)) {
            walk_root(&w, shown, real);
        } else {
            add_post(&w, shown, real, arena_str(a, fs_dirname(real)));
        }
    }
    if (posts->n)
        qsort(posts->v, posts->n, sizeof *posts->v, cmp_file);
    table_done(&w.seen);
    translation_find(posts->v, posts->n, site, a);
    if (site_has(site, QUIRK_SUMMARY))
        summary_apply(posts, site, a, diags);
    return is_fine;
}
