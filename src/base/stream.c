/* SPDX-License-Identifier: MIT */
/* Reading files in two steps, and the spool. */
#include "base/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/fs_trace.h"
#include "base/lock.h"

static bool stamp_of(int fd, struct stamp *ret_stamp)
{
    struct stat st;

    if (fstat(fd, &st) < 0)
        return false;
    if (!S_ISREG(st.st_mode))
        return errno = EINVAL, false;
    *ret_stamp = (struct stamp){.device = st.st_dev,
                                .inode = st.st_ino,
                                .size = (uint64_t)st.st_size,
                                .seconds = st.st_mtim.tv_sec,
                                .nanoseconds = st.st_mtim.tv_nsec};
    return true;
}

bool stream_read(int fd, uint64_t offset, char *p, size_t n, int *ret_error)
{
    while (n) {
        ssize_t got = pread(fd, p, n, (off_t)offset);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return *ret_error = got ? errno : EIO, false;
        p += got;
        offset += (uint64_t)got;
        n -= (size_t)got;
    }
    return true;
}

bool stream_head(struct arena *a, const char *path, size_t limit, struct str *ret_head,
                 struct stamp *ret_stamp, int *ret_error)
{
    int fd = fs_open(path);
    bool is_read = fd >= 0 && stamp_of(fd, ret_stamp);

    if (!is_read) {
        *ret_error = errno;
        fs_trace_unread(path);
    } else {
        size_t n = ret_stamp->size < limit ? (size_t)ret_stamp->size : limit;
        char *p = arena_alloc(a, n + 1);

        p[n] = '\0';
        is_read = stream_read(fd, 0, p, n, ret_error);
        fs_trace_open(path, fd);
        *ret_head = (struct str){p, n};
    }
    if (fd >= 0)
        close(fd);
    return is_read;
}

bool stream_is_same(int fd, const struct stamp *stamp)
{
    struct stamp now;

    return stamp_of(fd, &now) && now.device == stamp->device && now.inode == stamp->inode &&
           now.size == stamp->size && now.seconds == stamp->seconds &&
           now.nanoseconds == stamp->nanoseconds;
}

int stream_open(const char *path, const struct stamp *stamp, int *ret_error)
{
    int fd = fs_open(path);

    if (fd < 0) {
        *ret_error = errno;
    } else if (!stream_is_same(fd, stamp)) {
        *ret_error = ESTALE;
        close(fd);
        fd = -1;
    }
    return fd;
}

struct spool {
    struct lock lock;
    int fd;
    uint64_t end;
};

struct spool *spool_new(void)
{
    struct spool *s = xcalloc(1, sizeof *s);

    *s = (struct spool){.lock = LOCK_INIT, .fd = -1};
    return s;
}

void spool_free(struct spool *s)
{
    if (s && s->fd >= 0)
        close(s->fd);
    free(s);
}

int spool_fd(const struct spool *s)
{
    return s->fd;
}

/* O_TMPFILE leaves nothing behind however the program ends; not every file system has it. */
static int open_nameless(void)
{
    const char *dir = getenv("TMPDIR");
    struct buf path = {0};
    int fd;

    buf_printf(&path, "%s%c", dir && *dir ? dir : "/tmp", '\0');
#ifdef O_TMPFILE
    fd = open(path.p, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
#else
    fd = -1;
#endif
    if (fd < 0) {
        path.n--;
        buf_printf(&path, "/mdbook2epub.XXXXXX%c", '\0');
        fd = mkstemp(path.p);
        if (fd >= 0)
            unlink(path.p);
    }
    buf_done(&path);
    return fd;
}

static bool write_at(int fd, uint64_t offset, struct str bytes, int *ret_error)
{
    while (bytes.n) {
        ssize_t put = pwrite(fd, bytes.p, bytes.n, (off_t)offset);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return *ret_error = errno, false;
        offset += (uint64_t)put;
        bytes = str_skip(bytes, (size_t)put);
    }
    return true;
}

bool spool_add(struct spool *s, struct str bytes, uint64_t *ret_offset, int *ret_error)
{
    bool is_open;

    lock_take(&s->lock);
    if (s->fd < 0)
        s->fd = open_nameless();
    is_open = s->fd >= 0;
    if (is_open) {
        *ret_offset = s->end;
        s->end += bytes.n;
    } else {
        *ret_error = errno;
    }
    lock_release(&s->lock);
    return is_open && write_at(s->fd, *ret_offset, bytes, ret_error);
}
