/* SPDX-License-Identifier: MIT */
/* Asking again what a trace holds. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/fs_trace_p.h"

void fs_trace_own(struct fs_trace *t, struct str path)
{
    for (; path.n > 1; path = fs_dirname(path)) {
        if (table_get(&t->own, path))
            return;
        table_put(&t->own, arena_str(&t->arena, path), NULL);
    }
}

/* Of the names that can matter to whoever listed DIR: hidden ones are skipped by all. */
static struct digest digest_names(const struct fs_trace *t, struct str dir,
                                  const struct fs_entry *v, size_t n)
{
    struct digest_state state = {0};
    struct arena scratch = {0};

    for (size_t i = 0; i < n; i++) {
        const char kind[2] = {v[i].is_dir    ? 'd'
                              : v[i].is_file ? 'f'
                                             : 'o',
                              v[i].is_link ? 'l' : ' '};

        if (v[i].name.p[0] == '.' || table_get(&t->own, fs_join(&scratch, dir, v[i].name)))
            continue;
        digest_add(&state, (struct str){kind, sizeof kind});
        digest_add(&state, (struct str){v[i].name.p, v[i].name.n + 1}); /* with its NUL */
    }
    arena_done(&scratch);
    return digest_end(&state);
}

/* A folder that was made for PATH lies in one that was listed: the next run will go into it. */
static void list_own(struct fs_trace *t, struct str path)
{
    VEC(struct str) folders = {0};
    bool is_inside = false;

    for (path = fs_dirname(path); path.n > 1 && !is_inside; path = fs_dirname(path)) {
        const struct table_entry *e = table_get(&t->by_dir, path);

        is_inside = e && t->dirs.v[e->num].is_listed;
        if (!is_inside)
            *vec_push(&folders) = path;
    }
    for (size_t i = 0; i < folders.n && is_inside; i++) {
        struct arena scratch = {0};
        struct fs_entry *v;
        size_t n;
        int error;

        fs_list(&scratch, arena_str(&scratch, folders.v[i]).p, &v, &n, &error);
        arena_done(&scratch);
    }
    vec_done(&folders);
}

void fs_trace_finish(struct fs_trace *t)
{
    fs_trace_resume(t);
    for (size_t i = 0; i < t->own.n; i++)
        list_own(t, t->own.v[i].key);
    fs_trace_end();
    for (size_t i = 0; i < t->dirs.n; i++) {
        struct fs_trace_dir *d = &t->dirs.v[i];

        if (d->is_listed)
            d->digest = digest_names(t, d->path, d->entries, d->entry_count);
    }
}

static bool link_holds(const struct fs_trace_link *l)
{
    struct arena scratch = {0};
    struct str real;
    bool holds = fs_real(&scratch, l->path.p, &real) && str_eq(real, l->real);

    arena_done(&scratch);
    return holds;
}

static bool listing_holds(const struct fs_trace *t, const struct fs_trace_dir *d)
{
    struct arena scratch = {0};
    struct fs_entry *v;
    size_t n;
    int error;
    bool holds = fs_list(&scratch, d->path.p, &v, &n, &error) &&
                 digest_eq(digest_names(t, d->path, v, n), d->digest);

    arena_done(&scratch);
    return holds;
}

/* *RET_TRUSTED: no name was added or taken away. */
static bool dir_holds(const struct fs_trace *t, const struct fs_trace_dir *d, bool *ret_trusted)
{
    struct stat st;
    bool is_there = stat(d->path.p, &st) == 0 && S_ISDIR(st.st_mode);

    *ret_trusted = is_there && fs_stamp_eq(d->stamp, fs_stamp_of(&st, INT64_MAX));
    if (is_there != d->is_there)
        return false;
    return !d->is_listed || *ret_trusted || listing_holds(t, d);
}

/* The folder's times say nothing of what is behind a link, or of permissions. */
static bool is_beyond_dir(char kind)
{
    return (kind >= 'A' && kind <= 'Z') || kind == '!';
}

static bool dirs_hold(const struct fs_trace *t)
{
    bool *trusted = xcalloc(t->dirs.n + 1, sizeof *trusted), holds = true;

    for (size_t i = 0; i < t->dirs.n && holds; i++)
        holds = dir_holds(t, &t->dirs.v[i], &trusted[i]);
    for (size_t i = 0; i < t->names.n && holds; i++) {
        const struct fs_trace_name *name = &t->names.v[i];

        if (!trusted[name->dir] || is_beyond_dir(name->kind))
            holds = fs_kind_of(name->path.p) == name->kind;
    }
    free(trusted);
    return holds;
}

bool fs_digest(const char *path, struct digest *ret_digest, int *ret_error)
{
    struct digest_state state = {0};
    static _Thread_local char piece[1 << 16];
    ssize_t got = 1;
    int fd = fs_open(path);

    while (fd >= 0 && got) {
        got = read(fd, piece, sizeof piece);
        if (got < 0 && errno != EINTR)
            break;
        if (got > 0)
            digest_add(&state, (struct str){piece, (size_t)got});
    }
    if (fd < 0 || got < 0) {
        *ret_error = errno;
        if (fd >= 0)
            close(fd);
        return false;
    }
    close(fd);
    *ret_digest = digest_end(&state);
    return true;
}

/* Files whose stamps do not tell. */
struct doubts {
    const struct fs_trace *t;
    VEC(size_t) files;
    bool *same; /* by place in FILES */
};

static void look_into(void *ctx, size_t i, size_t worker)
{
    struct doubts *d = ctx;
    const struct fs_trace_file *f = &d->t->files.v[d->files.v[i]];
    struct digest digest;
    int error;

    (void)worker;
    d->same[i] = fs_digest(f->path.p, &digest, &error) && digest_eq(digest, f->digest);
}

static bool files_hold(const struct fs_trace *t, struct pool *pool)
{
    struct doubts d = {.t = t};
    bool holds = true;

    for (size_t i = 0; i < t->files.n && holds; i++) {
        const struct fs_trace_file *f = &t->files.v[i];
        struct stat st;

        holds = !f->is_torn && stat(f->path.p, &st) == 0 && S_ISREG(st.st_mode);
        if (holds && !fs_stamp_eq(f->stamp, fs_stamp_of(&st, INT64_MAX)))
            *vec_push(&d.files) = i;
    }
    if (holds && d.files.n) {
        d.same = xcalloc(d.files.n, sizeof *d.same);
        pool_for(pool, d.files.n, look_into, &d);
        for (size_t i = 0; i < d.files.n && holds; i++)
            holds = d.same[i];
        free(d.same);
    }
    vec_done(&d.files);
    return holds;
}

bool fs_trace_holds(struct fs_trace *t, struct pool *pool)
{
    for (size_t i = 0; i < t->links.n; i++)
        if (!link_holds(&t->links.v[i]))
            return false;
    return dirs_hold(t) && files_hold(t, pool);
}
