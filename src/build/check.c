/* SPDX-License-Identifier: MIT */
/* --check: judges finished books, several at a time. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/confine.h"
#include "base/fd.h"
#include "base/fs.h"
#include "base/pool.h"
#include "build/verdict.h"
#include "mdbook2epub.h"
#include "render/check.h"

enum {
    VERDICT_MAX = 256 << 20, /* bytes of all that is said of a book */
    AHEAD = 4,               /* books a worker, ahead of the one whose verdict is printed */
    STREAMS = 3,             /* descriptors of the process */
    OPEN_EACH = 3,           /* of a worker: the book and both ends of its child's answer */
};

/* A file on its way into the child that reads it, and what is said of it. */
struct task {
    struct str book;
    int fd;
    const struct options *o;
    const struct diag_options *how;
    struct buf verdict; /* text for the user */
    int status;
};

static void add_counts(struct buf *out, struct str book, const struct check_report *report)
{
    buf_printf(out, "%.*s: %zu errors, %zu warnings\n", STR_ARG(book),
               report->count[CHECK_ERROR] + report->count[CHECK_FATAL],
               report->count[CHECK_WARNING]);
}

/* The answer is the verdict, then the worst level, one byte. */
static void work(void *ctx, struct buf *answer)
{
    const struct task *t = ctx;
    const struct check_options options = {.usage = t->o->verbose};
    struct check_report report = {0};
    struct diag_list diags = {0};
    enum diag_level worst;

    epub_check_fd(t->fd, t->book, &options, &report);
    verdict_add(&report, t->book, &diags);
    worst = diag_write(&diags, t->how, answer);
    if (!t->o->quiet)
        add_counts(answer, t->book, &report);
    buf_byte(answer, (char)worst);
    diag_list_done(&diags);
    check_report_done(&report);
}

static int fail(struct task *t, const char *fault)
{
    struct diag_list diags = {0};

    diag_add(&diags, DIAG_READ_FAILED, (struct diag_pos){t->book, 0, 0}, fault);
    diag_write(&diags, t->how, &t->verdict);
    diag_list_done(&diags);
    return M2E_SYSTEM;
}

static int judge(struct task *t)
{
    struct buf *v = &t->verdict;
    const char *fault = "it has no verdict";

    if (!confine_run(work, t, t->fd, VERDICT_MAX, v, &fault) || !v->n)
        return fail(t, fault);
    return v->p[--v->n] >= DIAG_LEVEL_ERROR ? M2E_CONTENT : M2E_WRITTEN;
}

/* The file is opened here and read in a child that can do nothing else. */
static int check_one(struct task *t)
{
    struct arena a = {0};
    struct str path = arena_str(&a, t->book);
    int status;

    if (!fs_is_file(path.p))
        status = fail(t, "no such file");
    else if ((t->fd = fs_open(path.p)) < 0)
        status = fail(t, strerror(errno));
    else
        status = judge(t);
    if (t->fd >= 0)
        close(t->fd);
    arena_done(&a);
    return status;
}

static void check_item(void *ctx, size_t index, size_t worker)
{
    struct task *t = &((struct task *)ctx)[index];

    (void)worker;
    t->status = check_one(t);
}

/* The verdicts in the order of the command line; the worst status. */
static int print_in_order(struct pool *p, struct task *tasks, size_t n)
{
    int worst = M2E_WRITTEN;

    pool_start(p, n, AHEAD * pool_workers(p), check_item, tasks);
    for (size_t i = 0; i < n; i++) {
        struct task *t = &tasks[i];

        pool_take(p, i);
        if (t->verdict.n)
            (void)fwrite(t->verdict.p, 1, t->verdict.n, stderr);
        buf_done(&t->verdict);
        worst = t->status > worst ? t->status : worst;
        pool_release(p, i);
    }
    pool_finish(p);
    return worst;
}

/* No more than there are descriptors for. */
static struct pool *workers_for(size_t books, const struct options *o)
{
    size_t limit = fd_limit();
    size_t most = limit > STREAMS + OPEN_EACH ? (limit - STREAMS) / OPEN_EACH : 1;
    struct pool *p = pool_new(books > 1 ? o->jobs : 1);

    if (pool_workers(p) > most) {
        pool_free(p);
        p = pool_new(most);
    }
    return p;
}

int m2e_check(const struct options *o, const struct diag_options *how)
{
    size_t n = o->paths.n;
    struct task *tasks = xcalloc(n, sizeof *tasks);
    struct pool *p = workers_for(n, o);
    int worst;

    check_init();
    for (size_t i = 0; i < n; i++)
        tasks[i] = (struct task){.book = o->paths.v[i], .fd = -1, .o = o, .how = how};
    worst = print_in_order(p, tasks, n);
    pool_free(p);
    free(tasks);
    return worst;
}
