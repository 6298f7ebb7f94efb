/* SPDX-License-Identifier: MIT */
/* Writing a file so that the old one survives every failure. */
#include "base/fs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/fs_temp.h"

enum {
    MAX_LINKS = 40,  /* as the kernel bounds a chain of symlinks */
    MAX_TRIES = 100, /* for a free temporary name */
    NAME_PART = 100, /* of the target's name in the temporary's: far from any NAME_MAX */
    COPY_SIZE = 1 << 14
};

struct fs_out {
    struct arena arena; /* holds this struct's texts */
    const char *target; /* what the temporary is renamed to */
    const char *temp;
    int fd, slot;
    int direct_fd; /* a FIFO, device or inherited descriptor to copy to; else -1 */
    uint64_t at;
    void *map; /* fs_out_map(); NULL: none */
    size_t map_size;
};

/* The number N of "/dev/fd/N", "/proc/self/fd/N" and of what /dev/stdout points to; else -1. */
static int inherited_fd(struct str path)
{
    static const struct str roots[] = {STR_INIT("/dev/fd/"), STR_INIT("/proc/self/fd/")};
    unsigned long number;

    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (str_starts(path, roots[i]) && str_to_uint(str_skip(path, roots[i].n), 65535, &number))
            return (int)number;
    return -1;
}

/* One step along the symlink *PATH; true when there was one. */
static bool follow_link(struct arena *a, const char **path)
{
    char to[4096];
    ssize_t n = readlink(*path, to, sizeof to);

    if (n <= 0 || (size_t)n >= sizeof to)
        return false;
    if (to[0] == '/')
        *path = arena_str(a, (struct str){to, (size_t)n}).p;
    else
        /* No fs_join(): dropping ".." as text is wrong below a linked directory. */
        *path = arena_printf(a, "%.*s%.*s", (int)(str_of(*path).n - fs_basename(str_of(*path)).n),
                             *path, (int)n, to)
                    .p;
    return true;
}

/* Where writing to PATH ends up: sets o->target, or o->direct_fd. Returns an errno value. */
static int resolve(struct fs_out *o, const char *path)
{
    int links = 0;

    if (!*path)
        return ENOENT;
    do {
        int fd = inherited_fd(str_of(path));

        if (fd >= 0) {
            o->direct_fd = fcntl(fd, F_DUPFD_CLOEXEC, 3);
            o->target = path;
            return o->direct_fd < 0 ? errno : 0;
        }
        if (links++ == MAX_LINKS)
            return ELOOP;
    } while (follow_link(&o->arena, &path));
    o->target = arena_str(&o->arena, str_of(path)).p;
    return 0;
}

static int open_direct(struct fs_out *o)
{
    do
        o->direct_fd = open(o->target, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    while (o->direct_fd < 0 && errno == EINTR);
    return o->direct_fd < 0 ? errno : 0;
}

/* Looks at what is at the target: *ret_old has st_mode 0 when nothing is there. */
static int examine(struct fs_out *o, struct stat *ret_old)
{
    *ret_old = (struct stat){0};
    if (o->direct_fd >= 0)
        return 0;
    if (stat(o->target, ret_old) < 0) {
        ret_old->st_mode = 0;
        return errno == ENOENT ? 0 : errno;
    }
    if (S_ISDIR(ret_old->st_mode))
        return EISDIR;
    if (!S_ISREG(ret_old->st_mode))
        return open_direct(o);
    /* Renaming would get past a file's write protection; do not. */
    return faccessat(AT_FDCWD, o->target, W_OK, AT_EACCESS) < 0 ? errno : 0;
}

static unsigned random_bits(unsigned attempt)
{
    unsigned bits;

    if (getrandom(&bits, sizeof bits, GRND_NONBLOCK) != sizeof bits)
        bits = (unsigned)getpid() * 1000U + attempt;
    return bits;
}

/* Cuts NAME, but not within a UTF-8 sequence, which some file systems refuse. */
static struct str shorten(struct str name)
{
    size_t n = name.n < NAME_PART ? name.n : NAME_PART;

    while (n && n < name.n && ((unsigned char)name.p[n] & 0xC0) == 0x80)
        n--;
    return str_sub(name, 0, n);
}

/* ".NAME.XXXXXX.tmp" beside the target; for a direct target in the folder for temporaries. */
static struct str temp_name(struct fs_out *o, unsigned attempt)
{
    static const char digits[] = "0123456789abcdefghijklmnopqrstuv";
    struct str target = str_of(o->target), name = fs_basename(target);
    struct str dir = str_chop(target, name.n);
    unsigned bits = random_bits(attempt);
    char random[6];

    if (o->direct_fd >= 0) {
        const char *tmp = getenv("TMPDIR");

        dir = arena_printf(&o->arena, "%s/", tmp && *tmp ? tmp : "/tmp");
    }
    name = shorten(name);
    for (size_t i = 0; i < sizeof random; i++, bits >>= 5)
        random[i] = digits[bits & 31];
    return arena_printf(&o->arena, "%.*s.%.*s.%.*s.tmp", STR_ARG(dir), STR_ARG(name),
                        (int)sizeof random, random);
}

static int create_temp(struct fs_out *o, mode_t mode)
{
    int error = EEXIST;

    for (unsigned i = 0; error == EEXIST && i < MAX_TRIES; i++) {
        o->temp = temp_name(o, i).p;
        error = 0;
        fs_temp_create(o->temp, mode, &o->fd, &o->slot, &error);
    }
    return error;
}

/* Owner and mode of the file to be replaced; what may not be set is left. */
static void keep_owner_and_mode(int fd, const struct stat *old)
{
    struct stat now;

    if (fstat(fd, &now) == 0 && (now.st_uid != old->st_uid || now.st_gid != old->st_gid))
        if (fchown(fd, old->st_uid, old->st_gid) < 0 && fchown(fd, (uid_t)-1, old->st_gid) < 0)
            errno = 0;
    (void)fchmod(fd, old->st_mode & 0777);
}

static int open_out(struct fs_out *o, const char *target)
{
    struct stat old;
    int error = resolve(o, target);

    if (!error)
        error = examine(o, &old);
    if (!error)
        error = create_temp(o, o->direct_fd >= 0 ? 0600 : old.st_mode ? 0600 : 0666);
    if (!error && o->direct_fd < 0 && old.st_mode)
        keep_owner_and_mode(o->fd, &old);
    return error;
}

struct fs_out *fs_out_open(const char *target, int *ret_error)
{
    struct arena arena = {0};
    struct fs_out *o = arena_new(&arena, struct fs_out);
    int error;

    o->arena = arena;
    o->fd = o->direct_fd = o->slot = -1;
    error = open_out(o, target);
    if (!error)
        return o;
    *ret_error = error;
    fs_out_abort(o);
    return NULL;
}

bool fs_out_write(struct fs_out *o, const void *p, size_t n, int *ret_error)
{
    int error = fd_write(o->fd, p, n);

    if (error)
        return *ret_error = error, false;
    o->at += n;
    return true;
}

bool fs_out_seek(struct fs_out *o, uint64_t offset, int *ret_error)
{
    if (offset > INT64_MAX)
        return *ret_error = EOVERFLOW, false;
    if (lseek(o->fd, (off_t)offset, SEEK_SET) < 0)
        return *ret_error = errno, false;
    o->at = offset;
    return true;
}

uint64_t fs_out_tell(const struct fs_out *o)
{
    return o->at;
}

const char *fs_out_path(const struct fs_out *o)
{
    return o->temp;
}

static void unmap(struct fs_out *o)
{
    if (o->map)
        munmap(o->map, o->map_size);
    o->map = NULL;
}

bool fs_out_map(struct fs_out *o, struct str *ret_bytes, int *ret_error)
{
    struct stat st;
    void *map;

    unmap(o);
    if (fstat(o->fd, &st) < 0)
        return *ret_error = errno, false;
    if (st.st_size == 0)
        return *ret_bytes = STR(""), true;
    map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, o->fd, 0);
    if (map == MAP_FAILED)
        return *ret_error = errno, false;
    o->map = map;
    o->map_size = (size_t)st.st_size;
    *ret_bytes = (struct str){map, o->map_size};
    return true;
}

/* The whole temporary file, to where no file can be renamed to. */
static int copy_direct(const struct fs_out *o)
{
    char chunk[COPY_SIZE];
    ssize_t n;

    if (lseek(o->fd, 0, SEEK_SET) < 0)
        return errno;
    while ((n = read(o->fd, chunk, sizeof chunk)) != 0) {
        int error = n < 0 ? errno : fd_write(o->direct_fd, chunk, (size_t)n);

        if (error && error != EINTR)
            return error;
    }
    return 0;
}

static int sync_file(int fd)
{
    int result;

    do
        result = fsync(fd);
    while (result < 0 && errno == EINTR);
    /* Some file systems have no fsync. */
    return result < 0 && errno != EINVAL && errno != ENOTSUP ? errno : 0;
}

/* Makes the rename durable. The new file stands already, so a failure is none of the caller's. */
static void sync_dir(struct fs_out *o)
{
    struct str dir = fs_dirname(str_of(o->target));
    int fd = open(dir.n ? arena_str(&o->arena, dir).p : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0)
        return;
    (void)sync_file(fd);
    close(fd);
}

static int rename_temp(struct fs_out *o)
{
    int error = sync_file(o->fd);

    /* Network file systems report a full disk at close. Whatever it returns, it has closed. */
    if (close(o->fd) < 0 && errno != EINTR && !error)
        error = errno;
    o->fd = -1;
    if (!error && rename(o->temp, o->target) < 0)
        error = errno;
    if (error)
        return error;
    fs_temp_forget(o->slot);
    o->temp = NULL;
    sync_dir(o);
    return 0;
}

bool fs_out_commit(struct fs_out *o, int *ret_error)
{
    int error;

    unmap(o);
    error = o->direct_fd >= 0 ? copy_direct(o) : rename_temp(o);
    if (error)
        *ret_error = error;
    fs_out_abort(o);
    return !error;
}

void fs_out_abort(struct fs_out *o)
{
    struct arena arena;

    if (!o)
        return;
    unmap(o);
    if (o->temp && o->slot >= 0) {
        unlink(o->temp);
        fs_temp_forget(o->slot);
    }
    if (o->fd >= 0)
        close(o->fd);
    if (o->direct_fd >= 0)
        close(o->direct_fd);
    arena = o->arena; /* O itself lies in it */
    arena_done(&arena);
}

bool fs_set_aside(const char *path, int *ret_error)
{
    struct arena a = {0};
    bool done = rename(path, arena_printf(&a, "%s~", path).p) == 0;

    if (!done)
        *ret_error = errno;
    arena_done(&a);
    return done;
}

bool fs_write(const char *path, struct str text, int *ret_error)
{
    struct fs_out *o = fs_out_open(path, ret_error);

    if (!o)
        return false;
    if (fs_out_write(o, text.p, text.n, ret_error))
        return fs_out_commit(o, ret_error);
    fs_out_abort(o);
    return false;
}
