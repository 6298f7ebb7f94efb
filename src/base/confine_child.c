/* SPDX-License-Identifier: MIT */
/* Confined children: one for one piece of work, one for many. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/confine_p.h"
#include "base/fd.h"

enum {
    WAIT_SECONDS = 600, /* for an answer: a child that works has ended long before, by its bounds */
    BUSY_MS = 20000, /* after so much work a child makes way: its bound of time is for all of it */
};

/* The answer: its length, then its bytes. */
static bool give_answer(int to, const struct buf *out)
{
    return fd_write(to, &out->n, sizeof out->n) == 0 && fd_write(to, out->p, out->n) == 0;
}

static bool take_answer(int from, size_t limit, struct buf *ret_out)
{
    size_t n;

    if (fd_read(from, &n, sizeof n, WAIT_SECONDS) || n > limit)
        return false;
    buf_reserve(ret_out, n);
    if (fd_read(from, ret_out->p + ret_out->n, n, WAIT_SECONDS))
        return false;
    ret_out->n += n;
    return true;
}

static const char *how_it_ended(int status)
{
    if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL))
        return "reading it takes too long";
    return WIFSIGNALED(status) ? "reading it failed badly" : "reading it takes too much memory";
}

/* CHILD answers no more, or ought not to: it is ended and its fault, if any, told. */
static void reap(pid_t child, const char **ret_fault)
{
    int status = 0;

    (void)kill(child, SIGKILL); /* one that has ended by itself keeps its status */
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return;
    if (ret_fault)
        *ret_fault = how_it_ended(status);
}

/* A child of a process with several threads may wait for a lock that none of its own holds. */
static bool is_safe_to_fork(void)
{
    struct stat tasks;

    return !IS_SANITIZED || (stat("/proc/self/task", &tasks) == 0 && tasks.st_nlink <= 3);
}

/* Closes the descriptors from LOW to HIGH. */
static void close_range_of(int low, int high)
{
#ifdef SYS_close_range
    if (syscall(SYS_close_range, low, high, 0) == 0)
        return;
#endif
    for (int fd = low; fd <= high; fd++)
        close(fd);
}

/* The least of the N that KEEP has that is not below LOW; HIGH + 1 where there is none. */
static int next_kept(const int *keep, size_t n, int low, int high)
{
    int least = high + 1;

    for (size_t i = 0; i < n; i++)
        if (keep[i] >= low && keep[i] < least)
            least = keep[i];
    return least;
}

/* Were it only the other children's ends: they could not see the parent's end in them. */
static void close_others(int a, int b, int c)
{
    const int keep[] = {a, b, c}, high = 1 << 16;

    for (int low = 0, kept; low <= high; low = kept + 1) {
        kept = next_kept(keep, sizeof keep / sizeof *keep, low, high);
        if (low < kept)
            close_range_of(low, kept - 1);
    }
}

/* What a child does not need it does not have: the parent's handlers of signals, descriptors but
 * A, B and C, and what confine_files() takes away. */
static void become_confined(int a, int b, int c)
{
    for (int i = 1; i < NSIG; i++)
        if (i != SIGKILL && i != SIGSTOP)
            (void)signal(i, SIG_DFL);
    close_others(a, b, c);
    (void)confine_files();
}

bool confine_run(confine_fn *work, void *ctx, int fd, size_t limit, struct buf *ret_out,
                 const char **ret_fault)
{
    int ends[2];
    size_t before = ret_out->n;
    bool is_whole;
    pid_t child;

    if (!is_safe_to_fork()) {
        work(ctx, ret_out);
        return ret_out->n - before <= limit;
    }
    if (pipe2(ends, O_CLOEXEC) < 0)
        return *ret_fault = strerror(errno), false;
    child = fork();
    if (child == 0) {
        struct buf out = {0};

        become_confined(ends[1], fd, fd);
        work(ctx, &out);
        _exit(give_answer(ends[1], &out) ? 0 : 1);
    }
    if (child < 0)
        *ret_fault = strerror(errno);
    close(ends[1]);
    is_whole = child > 0 && take_answer(ends[0], limit, ret_out);
    close(ends[0]);
    if (child > 0)
        reap(child, is_whole ? NULL : ret_fault);
    return is_whole;
}

/* What is asked lies in memory that both see; each maps it, again when it has grown. */
struct room {
    char *p;
    size_t size, ready; /* bytes; those whose pages are there */
};

struct confined {
    confine_fn *work;
    pid_t child; /* 0: none */
    int ask[2];  /* the parent keeps both ends: writing to a child that has died raises no signal */
    int answer;
    int memory; /* of the room; -1: none */
    struct room room;
    int64_t busy; /* milliseconds that the child has worked */
};

struct confined *confined_new(confine_fn *work)
{
    struct confined *c = xcalloc(1, sizeof *c);

    c->work = work;
    c->memory = -1;
    return c;
}

static size_t room_size(size_t n)
{
    size_t size = (size_t)1 << 20;

    while (size < n)
        size *= 2;
    return size;
}

static void room_leave(struct room *r)
{
    if (r->p)
        munmap(r->p, r->size);
    *r = (struct room){0};
}

/* Maps SIZE bytes of MEMORY in place of what R had. 0, or an errno value. */
static int room_map(struct room *r, int memory, size_t size)
{
    void *p;

    room_leave(r);
    p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, memory, 0);
    if (p == MAP_FAILED)
        return errno;
    *r = (struct room){.p = p, .size = size};
    return 0;
}

/* Makes R hold N bytes of MEMORY, all their pages at once. 0, or an errno value. */
static int room_enter(struct room *r, int memory, size_t n)
{
    int error = n > r->size ? room_map(r, memory, room_size(n)) : 0;

    if (!error && n > r->ready) {
        alloc_populate(r->p + r->ready, n - r->ready);
        r->ready = n;
    }
    return error;
}

/* Does not return. */
static void serve(struct confined *c, int from, int to)
{
    struct str request = {0};
    struct buf out = {0};

    become_confined(from, to, c->memory);
    while (fd_read(from, &request.n, sizeof request.n, FD_FOREVER) == 0 &&
           room_enter(&c->room, c->memory, request.n) == 0) {
        request.p = c->room.p;
        buf_clear(&out);
        c->work(&request, &out);
        if (!give_answer(to, &out))
            break;
    }
    _exit(0);
}

/* 0, or an errno value. */
static int make_memory(struct confined *c)
{
    if (c->memory < 0)
        c->memory = memfd_create("request", MFD_CLOEXEC);
    return c->memory < 0 ? errno : 0;
}

/* 0, or an errno value. */
static int start(struct confined *c)
{
    int answer[2], error = make_memory(c);

    if (error)
        return error;
    if (pipe2(c->ask, O_CLOEXEC) < 0)
        return errno;
    if (pipe2(answer, O_CLOEXEC) == 0) {
        c->child = fork();
        if (c->child == 0)
            serve(c, c->ask[0], answer[1]);
        error = errno;
        close(answer[1]);
        if (c->child > 0) {
            c->answer = answer[0];
            c->busy = 0;
            return 0;
        }
        close(answer[0]);
    } else {
        error = errno;
    }
    c->child = 0;
    close(c->ask[0]);
    close(c->ask[1]);
    return error;
}

static void end(struct confined *c, const char **ret_fault)
{
    if (!c->child)
        return;
    close(c->ask[0]);
    close(c->ask[1]);
    close(c->answer);
    reap(c->child, ret_fault);
    c->child = 0;
}

void confined_wake(struct confined *c)
{
    if (!c->child && is_safe_to_fork())
        (void)start(c);
}

void confined_rest(struct confined *c)
{
    end(c, NULL);
    room_leave(&c->room);
    if (c->memory >= 0)
        close(c->memory);
    c->memory = -1;
}

void confined_free(struct confined *c)
{
    if (c)
        confined_rest(c);
    free(c);
}

/* 0, or an errno value. */
static int make_room(struct confined *c, size_t n)
{
    int error = make_memory(c);

    if (!error && n > c->room.size && ftruncate(c->memory, (off_t)room_size(n)) < 0)
        error = errno;
    return error ? error : room_enter(&c->room, c->memory, n);
}

static bool ask(struct confined *c, size_t n, size_t limit, struct buf *ret_out,
                const char **ret_fault)
{
    struct timespec before, after;
    bool is_whole;

    clock_gettime(CLOCK_MONOTONIC, &before);
    is_whole = fd_write(c->ask[1], &n, sizeof n) == 0 && take_answer(c->answer, limit, ret_out);
    clock_gettime(CLOCK_MONOTONIC, &after);
    c->busy += (after.tv_sec - before.tv_sec) * 1000 + (after.tv_nsec - before.tv_nsec) / 1000000;
    if (!is_whole)
        end(c, ret_fault);
    return is_whole;
}

bool confined_run(struct confined *c, struct str head, struct str bytes, size_t limit,
                  struct buf *ret_out, const char **ret_fault)
{
    size_t before = ret_out->n;
    int error = make_room(c, head.n + bytes.n);

    if (error)
        return *ret_fault = strerror(error), false;
    memcpy(c->room.p, head.p, head.n);
    memcpy(c->room.p + head.n, bytes.p, bytes.n);
    if (!is_safe_to_fork()) {
        c->work(&(struct str){c->room.p, head.n + bytes.n}, ret_out);
        return ret_out->n - before <= limit;
    }
    if (c->child && c->busy >= BUSY_MS)
        end(c, NULL);
    if (!c->child && (error = start(c)) != 0)
        return *ret_fault = strerror(error), false;
    return ask(c, head.n + bytes.n, limit, ret_out, ret_fault);
}
