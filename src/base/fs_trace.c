/* SPDX-License-Identifier: MIT */
/* Recording what is asked of the file system. */
#include "base/fs_trace.h"

#include <string.h>
#include <time.h>

#include "base/fs_trace_p.h"
#include "base/lock.h"

/* The trace that is on. Set and cleared while one thread runs. */
static struct fs_trace *current;
static struct lock lock = LOCK_INIT;

int64_t fs_now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* The coarsest clock of a file system in use is FAT's, which ticks every two seconds. */
static const int64_t tick = 2000000000;

struct fs_stamp fs_stamp_of(const struct stat *st, int64_t begin)
{
    int64_t modified = (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;
    int64_t changed = (int64_t)st->st_ctim.tv_sec * 1000000000 + st->st_ctim.tv_nsec;

    if (modified >= begin - tick || changed >= begin - tick)
        return (struct fs_stamp){0};
    return (struct fs_stamp){(uint64_t)st->st_size, (uint64_t)st->st_ino, modified, changed};
}

bool fs_stamp_eq(struct fs_stamp a, struct fs_stamp b)
{
    return a.inode && a.inode == b.inode && a.size == b.size && a.modified == b.modified &&
           a.changed == b.changed;
}

void fs_trace_begin(struct fs_trace *t)
{
    t->begin = fs_now();
    current = t;
}

void fs_trace_resume(struct fs_trace *t)
{
    current = t;
}

void fs_trace_end(void)
{
    current = NULL;
}

void fs_trace_done(struct fs_trace *t)
{
    vec_done(&t->files);
    vec_done(&t->dirs);
    vec_done(&t->names);
    vec_done(&t->links);
    table_done(&t->by_file);
    table_done(&t->by_dir);
    table_done(&t->by_name);
    table_done(&t->by_link);
    table_done(&t->own);
    arena_done(&t->arena);
}

/* The entry of PATH in INDEX, whose number the caller sets when *RET_NEW. */
static struct table_entry *enter(struct fs_trace *t, struct table *index, struct str path,
                                 bool *ret_new)
{
    struct table_entry *e = table_get(index, path);

    *ret_new = !e;
    return e ? e : table_put(index, arena_str(&t->arena, path), NULL);
}

char fs_kind_of(const char *path)
{
    struct stat st;
    bool is_link;

    if (lstat(path, &st) < 0)
        return errno == ENOENT || errno == ENOTDIR ? '-' : '!';
    is_link = S_ISLNK(st.st_mode);
    if (is_link && stat(path, &st) < 0)
        return errno == ENOENT || errno == ENOTDIR ? 'L' : '!';
    if (S_ISREG(st.st_mode))
        return is_link ? 'F' : 'f';
    return S_ISDIR(st.st_mode) ? (is_link ? 'D' : 'd') : is_link ? 'O' : 'o';
}

struct str fs_trace_parent(struct str path)
{
    struct str dir = fs_dirname(path);

    return dir.n ? dir : STR(".");
}

/* The folder PATH, stamped as it is now if it was not known. */
static size_t enter_dir(struct fs_trace *t, struct str path, const struct stat *known)
{
    bool is_new;
    struct table_entry *e = enter(t, &t->by_dir, path, &is_new);
    struct stat st;

    if (!is_new)
        return e->num;
    e->num = t->dirs.n;
    *vec_push(&t->dirs) = (struct fs_trace_dir){.path = e->key};
    if (known)
        st = *known;
    else if (stat(e->key.p, &st) < 0 || !S_ISDIR(st.st_mode))
        return e->num;
    t->dirs.v[e->num].is_there = true;
    t->dirs.v[e->num].stamp = fs_stamp_of(&st, t->begin);
    return e->num;
}

static void record_name(struct fs_trace *t, struct str path)
{
    size_t dir = enter_dir(t, fs_trace_parent(path), NULL);
    bool is_new;
    struct table_entry *e;

    if (!t->dirs.v[dir].is_there) /* that alone says so */
        return;
    e = enter(t, &t->by_name, path, &is_new);
    if (!is_new)
        return;
    e->num = t->names.n;
    *vec_push(&t->names) = (struct fs_trace_name){e->key, dir, fs_kind_of(e->key.p)};
}

void fs_trace_name(const char *path)
{
    if (!current)
        return;
    lock_take(&lock);
    record_name(current, str_of(path));
    lock_release(&lock);
}

static struct fs_trace_file *enter_file(struct fs_trace *t, const char *path, bool *ret_new)
{
    struct table_entry *e = enter(t, &t->by_file, str_of(path), ret_new);

    if (*ret_new) {
        e->num = t->files.n;
        *vec_push(&t->files) = (struct fs_trace_file){.path = e->key};
    }
    return &t->files.v[e->num];
}

void fs_trace_read(const char *path, const struct stat *st, struct str bytes)
{
    struct fs_trace_file *f;
    struct digest digest;
    bool is_new;

    if (!current)
        return;
    digest = digest_of(bytes);
    lock_take(&lock);
    f = enter_file(current, path, &is_new);
    if (is_new) {
        f->digest = digest;
        f->stamp = fs_stamp_of(st, current->begin);
    } else if (!digest_eq(f->digest, digest)) {
        f->is_torn = true;
    }
    lock_release(&lock);
}

/* The caller holds the file against its stamp when it reads it, so this is what it will read. */
void fs_trace_open(const char *path, int fd)
{
    struct fs_trace_file f = {0}, *kept;
    struct stat st;
    bool is_new, is_known;
    int error;

    if (!current)
        return;
    lock_take(&lock);
    is_known = table_get(&current->by_file, str_of(path));
    lock_release(&lock);
    if (is_known)
        return;
    f.is_torn = fstat(fd, &st) < 0 || !fs_digest(path, &f.digest, &error);
    lock_take(&lock);
    kept = enter_file(current, path, &is_new);
    if (is_new) {
        kept->digest = f.digest;
        kept->is_torn = f.is_torn;
        kept->stamp = f.is_torn ? f.stamp : fs_stamp_of(&st, current->begin);
    }
    lock_release(&lock);
}

void fs_trace_unread(const char *path)
{
    bool is_new;

    if (!current)
        return;
    lock_take(&lock);
    record_name(current, str_of(path));
    if (fs_kind_of(path) != '-')
        enter_file(current, path, &is_new)->is_torn = true;
    lock_release(&lock);
}

void fs_trace_list(const char *path, const struct stat *st, const struct fs_entry *v, size_t n)
{
    struct fs_trace *t = current;
    struct fs_trace_dir *d;
    size_t index;

    if (!t)
        return;
    lock_take(&lock);
    index = enter_dir(t, str_of(path), st);
    d = &t->dirs.v[index];
    if (!d->is_listed) {
        d->is_listed = true;
        d->entries = arena_array(&t->arena, struct fs_entry, n);
        d->entry_count = n;
        for (size_t i = 0; i < n; i++) {
            d->entries[i] = v[i];
            d->entries[i].name = arena_str(&t->arena, v[i].name);
        }
    }
    lock_release(&lock);
}

void fs_trace_real(const char *path, struct str real)
{
    struct fs_trace *t = current;
    struct table_entry *e;
    bool is_new;

    if (!t || str_eq(real, str_of(path))) /* no link on the way */
        return;
    lock_take(&lock);
    e = enter(t, &t->by_link, str_of(path), &is_new);
    if (is_new) {
        e->num = t->links.n;
        *vec_push(&t->links) = (struct fs_trace_link){e->key, arena_str(&t->arena, real)};
    }
    lock_release(&lock);
}
