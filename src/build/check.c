/* SPDX-License-Identifier: MIT */
/* --check: judges finished books. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/confine.h"
#include "base/fs.h"
#include "build/verdict.h"
#include "mdbook2epub.h"
#include "render/check.h"

static void tell(struct str book, const struct check_report *report, const struct options *o)
{
    if (!o->quiet)
        (void)fprintf(stderr, "%.*s: %zu errors, %zu warnings\n", STR_ARG(book),
                      report->count[CHECK_ERROR] + report->count[CHECK_FATAL],
                      report->count[CHECK_WARNING]);
}

/* One file on its way into the child that reads it, and what is said of it. */
struct task {
    struct str book;
    int fd;
    const struct options *o;
    const struct diag_options *how;
};

static enum diag_level tell_report(const struct task *t, const struct check_report *report)
{
    struct diag_list diags = {0};
    enum diag_level worst;

    verdict_add(report, t->book, &diags);
    worst = diag_print(&diags, t->how, stderr);
    tell(t->book, report, t->o);
    diag_list_done(&diags);
    return worst;
}

/* The answer is the worst level, one byte. */
static void work(void *ctx, struct buf *answer)
{
    const struct task *t = ctx;
    const struct check_options options = {.usage = t->o->verbose};
    struct check_report report = {0};

    epub_check_fd(t->fd, t->book, &options, &report);
    buf_byte(answer, (char)tell_report(t, &report));
    check_report_done(&report);
}

static int fail(const struct task *t, const char *fault)
{
    struct diag_list diags = {0};

    diag_add(&diags, DIAG_READ_FAILED, (struct diag_pos){t->book, 0, 0}, fault);
    diag_print(&diags, t->how, stderr);
    diag_list_done(&diags);
    return M2E_SYSTEM;
}

/* The file is opened here and read in a child that can do nothing else. */
static int check_one(struct str book, const struct options *o, const struct diag_options *how)
{
    struct arena a = {0};
    struct str path = arena_str(&a, book);
    struct task t = {book, -1, o, how};
    struct buf answer = {0};
    const char *fault;
    int status;

    if (!fs_is_file(path.p))
        status = fail(&t, "no such file");
    else if ((t.fd = fs_open(path.p)) < 0)
        status = fail(&t, strerror(errno));
    else if (!confine_run(work, &t, 1, &answer, &fault))
        status = fail(&t, fault);
    else
        status = answer.n && answer.p[0] >= DIAG_LEVEL_ERROR ? M2E_CONTENT : M2E_WRITTEN;
    if (t.fd >= 0)
        close(t.fd);
    buf_done(&answer);
    arena_done(&a);
    return status;
}

int m2e_check(const struct options *o, const struct diag_options *how)
{
    int worst = M2E_WRITTEN;

    check_init();
    for (size_t i = 0; i < o->paths.n; i++) {
        int status = check_one(o->paths.v[i], o, how);

        worst = status > worst ? status : worst;
    }
    return worst;
}
