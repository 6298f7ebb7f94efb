/* SPDX-License-Identifier: MIT */
/* The look-up order for pictures, confined to the roots. */
#include "book/files.h"

#include "base/fs.h"
#include "book/urlmap.h"

void files_done(struct files *f)
{
    vec_done(&f->roots);
    table_done(&f->by_name);
    arena_done(&f->arena);
}

static bool files_allowed(const struct files *f, struct str file)
{
    for (size_t i = 0; i < f->roots.n; i++)
        if (fs_is_below(file, f->roots.v[i]))
            return true;
    return false;
}

enum { INDEX_DEPTH_MAX = 32 };

static void index_dir(struct files *f, struct str dir, int depth)
{
    struct arena scratch = {0};
    struct fs_entry *v;
    size_t n;
    int error;

    if (depth == 0 || !fs_list(&scratch, dir.p, &v, &n, &error)) {
        arena_done(&scratch);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        struct str path = fs_join(&f->arena, dir, v[i].name);
        bool is_new;
        struct table_entry *e;

        if (v[i].name.p[0] == '.' || str_eq(v[i].name, STR("node_modules")))
            continue;
        if (v[i].is_dir && !v[i].is_link)
            index_dir(f, path, depth - 1);
        if (!v[i].is_file)
            continue;
        e = table_put(&f->by_name, arena_lower(&f->arena, fs_basename(path)), &is_new);
        if (is_new) {
            struct str *slot = arena_new(&f->arena, struct str);

            *slot = path;
            e->ptr = slot;
        }
    }
    arena_done(&scratch);
}

void files_index(struct files *f, struct str dir)
{
    index_dir(f, dir, INDEX_DEPTH_MAX);
}

struct search {
    const struct files *f;
    struct arena *a;
    struct str found;
    bool is_outside;
};

/* True when DIR/REF is a readable regular file below the roots. */
static bool try_path(struct search *s, struct str dir, struct str ref)
{
    struct str path = fs_join(s->a, dir, ref), real;

    if (!fs_is_file(path.p) || !fs_real(s->a, path.p, &real))
        return false;
    if (!files_allowed(s->f, real)) {
        s->is_outside = true;
        return false;
    }
    s->found = real;
    return true;
}

static bool try_dirs(struct search *s, const str_vec *dirs, struct str ref)
{
    for (size_t i = 0; i < dirs->n; i++)
        if (try_path(s, dirs->v[i], ref))
            return true;
    return false;
}

/* REF from the page's URL: "/2021/x/" with "../y/a.png". The URL's folders stand for folders of
 * the content and of the static files. */
static bool try_url(struct search *s, const struct post *p, struct str ref)
{
    struct str from_page = fs_join(s->a, p->permalink, ref);
    struct str from_parent = fs_join(s->a, fs_dirname(p->permalink), ref);
    struct str candidates[2] = {str_skip(from_page, 1), str_skip(from_parent, 1)};

    for (size_t i = 0; i < 2; i++)
        if (p->permalink.n && (try_dirs(s, &s->f->site->static_dirs, candidates[i]) ||
                               try_dirs(s, &s->f->site->content_dirs, candidates[i])))
            return true;
    return false;
}

static bool try_beside(struct search *s, const struct post *p, struct str ref)
{
    struct str dir = fs_dirname(p->file);
    struct str stem = fs_join(s->a, dir, fs_stem(p->file));

    if (try_path(s, dir, ref) || try_path(s, stem, ref))
        return true;
    return p->slug.n && try_path(s, fs_join(s->a, dir, p->slug), ref);
}

static bool try_mounts(struct search *s, struct str ref)
{
    const struct site *site = s->f->site;

    for (size_t i = 0; i < site->mounts.n; i++) {
        const struct site_mount *m = &site->mounts.v[i];
        struct str rest = str_skip(ref, m->path.n);

        if (str_starts(ref, m->path) && rest.n && (m->path.n == 0 || rest.p[0] == '/') &&
            try_path(s, m->dir, str_skip(rest, rest.p[0] == '/')))
            return true;
    }
    return false;
}

static bool search_roots(struct search *s, struct str ref)
{
    const struct site *site = s->f->site;

    return try_mounts(s, ref) || try_dirs(s, &site->static_dirs, ref) ||
           try_dirs(s, &site->content_dirs, ref) || try_path(s, site->root_dir, ref);
}

static bool search_vault(struct search *s, struct str ref)
{
    const struct table_entry *e = table_get(&s->f->by_name, arena_lower(s->a, fs_basename(ref)));

    return e && try_path(s, STR("/"), *(const struct str *)e->ptr);
}

/* A page at "dir/post/" refers to "../a.png" as its URL stands, its file being "dir/post.md":
 * one step up less gives the file beside it. */
static struct str less_one_up(struct str ref)
{
    return str_starts(ref, STR("../")) ? str_skip(ref, 3) : STR_NONE;
}

enum files_result files_find(const struct files *f, struct arena *a, const struct post *p,
                             struct str ref, struct str *ret_file)
{
    struct search s = {.f = f, .a = a};
    bool is_rooted = ref.n && ref.p[0] == '/', hit;
    struct str plain = ref, shorter;

    while (plain.n && plain.p[0] == '/')
        plain = str_skip(plain, 1);
    if (plain.n == 0)
        return FILES_MISSING;
    hit = is_rooted ? search_roots(&s, plain)
                    : try_beside(&s, p, ref) || try_url(&s, p, ref) || search_roots(&s, ref);
    shorter = is_rooted ? uri_below_base(f->site, ref) : less_one_up(ref);
    if (!hit && is_rooted && shorter.p)
        hit = search_roots(&s, str_skip(shorter, shorter.n && shorter.p[0] == '/'));
    else if (!hit && shorter.p)
        hit = try_beside(&s, p, shorter);
    if (!hit && is_rooted)
        hit = try_beside(&s, p, plain);
    if (!hit && !search_vault(&s, plain))
        return s.is_outside ? FILES_OUTSIDE : FILES_MISSING;
    *ret_file = s.found;
    return FILES_FOUND;
}
