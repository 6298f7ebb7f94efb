/* SPDX-License-Identifier: MIT */
/* Reading: whole files, directories, what a path is. */
#include "base/fs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/fs_trace.h"
#include "base/vec.h"

int fs_open(const char *path)
{
    int fd;

    do /* O_NONBLOCK: opening a FIFO must not wait for a writer */
        fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    while (fd < 0 && errno == EINTR);
    return fd;
}

/* Of a file that grows or shrinks while it is read. */
enum { READ_TRIES = 4 };

static bool is_at_end(int fd)
{
    char more;
    ssize_t got;

    do
        got = read(fd, &more, 1);
    while (got < 0 && errno == EINTR);
    return got <= 0;
}

static int read_open_file(struct arena *a, int fd, const char *path, size_t limit,
                          struct str *ret_text)
{
    struct stat st;
    size_t n;
    char *p;
    int error;

    if (fstat(fd, &st) < 0)
        return errno;
    if (!S_ISREG(st.st_mode))
        return EINVAL;
    if ((uintmax_t)st.st_size > limit)
        return EFBIG;
    n = (size_t)st.st_size;
    p = arena_alloc(a, n + 1);
    error = fd_read(fd, p, n, FD_FOREVER);
    if (error)
        return error == FD_ENDS ? EBUSY : error;
    if (!is_at_end(fd))
        return EBUSY;
    p[n] = '\0';
    *ret_text = (struct str){p, n};
    fs_trace_read(path, &st, *ret_text);
    return 0;
}

static int read_steady_file(struct arena *a, int fd, const char *path, size_t limit,
                            struct str *ret_text)
{
    int error = EBUSY;

    for (int i = 0; i < READ_TRIES && error == EBUSY; i++) {
        if (i > 0 && lseek(fd, 0, SEEK_SET) < 0)
            return errno;
        error = read_open_file(a, fd, path, limit, ret_text);
    }
    return error;
}

bool fs_read(struct arena *a, const char *path, size_t limit, struct str *ret_text, int *ret_error)
{
    int fd = fs_open(path);
    int error = fd < 0 ? errno : read_steady_file(a, fd, path, limit, ret_text);

    if (fd >= 0)
        close(fd);
    if (error) {
        fs_trace_unread(path);
        *ret_error = error;
    }
    return !error;
}

bool fs_is_system_fault(int error)
{
    switch (error) {
    case EIO:
    case ENOMEM:
    case EMFILE:
    case ENFILE:
    case ESTALE:
    case ETIMEDOUT:
    case ENODEV:
    case EBUSY:
        return true;
    default:
        return false;
    }
}

static struct fs_entry entry_of(struct arena *a, int dir_fd, const struct dirent *d)
{
    struct fs_entry e = {.is_dir = d->d_type == DT_DIR, .is_file = d->d_type == DT_REG};
    struct stat st;

    e.name = arena_str(a, str_of(d->d_name));
    if (d->d_type != DT_LNK && d->d_type != DT_UNKNOWN)
        return e;
    e.is_link = d->d_type == DT_LNK;
    if (!e.is_link && fstatat(dir_fd, d->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0)
        e.is_link = S_ISLNK(st.st_mode);
    if (fstatat(dir_fd, d->d_name, &st, 0) == 0) {
        e.is_dir = S_ISDIR(st.st_mode);
        e.is_file = S_ISREG(st.st_mode);
    }
    return e;
}

/* Names are unique in a directory, so no tie is left open. */
static int by_name(const void *a, const void *b)
{
    return str_cmp(((const struct fs_entry *)a)->name, ((const struct fs_entry *)b)->name);
}

static bool is_dots(const char *name)
{
    return name[0] == '.' && (!name[1] || (name[1] == '.' && !name[2]));
}

bool fs_list(struct arena *a, const char *path, struct fs_entry **ret_v, size_t *ret_n,
             int *ret_error)
{
    VEC(struct fs_entry) found = {0};
    const struct dirent *d;
    DIR *dir = opendir(path);
    struct stat st;
    int error;

    if (!dir) {
        error = errno;
        fs_trace_unread(path);
        return *ret_error = error, false;
    }
    if (fstat(dirfd(dir), &st) < 0)
        st = (struct stat){0};
    while (errno = 0, (d = readdir(dir)) != NULL)
        if (!is_dots(d->d_name))
            *vec_push(&found) = entry_of(a, dirfd(dir), d);
    error = errno;
    closedir(dir);
    if (error) {
        *ret_error = error;
    } else {
        *ret_v = arena_array(a, struct fs_entry, found.n);
        *ret_n = found.n;
        if (found.n) {
            qsort(found.v, found.n, sizeof *found.v, by_name);
            memcpy(*ret_v, found.v, found.n * sizeof *found.v);
        }
        fs_trace_list(path, &st, *ret_v, *ret_n);
    }
    vec_done(&found);
    return !error;
}

bool fs_is_file(const char *path)
{
    struct stat st;

    fs_trace_name(path);
    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

bool fs_is_dir(const char *path)
{
    struct stat st;

    fs_trace_name(path);
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool fs_size(const char *path, uint64_t *ret_size)
{
    struct stat st;

    fs_trace_name(path);
    if (stat(path, &st) < 0 || !S_ISREG(st.st_mode))
        return false;
    *ret_size = (uint64_t)st.st_size;
    return true;
}
