/* SPDX-License-Identifier: MIT */
/* --check: the validator's report as messages. */
#include <stdio.h>

#include "base/fs.h"
#include "epub/check.h"
#include "mdbook2epub.h"
#include "render/check.h"

static enum diag_id message_id(enum check_severity severity)
{
    switch (severity) {
    case CHECK_FATAL:
    case CHECK_ERROR:
        return DIAG_BOOK_ERROR;
    case CHECK_WARNING:
        return DIAG_BOOK_WARNING;
    default:
        return DIAG_BOOK_USAGE;
    }
}

static void add_messages(struct diag_list *diags, struct str book,
                         const struct check_report *report)
{
    struct arena a = {0};

    for (size_t i = 0; i < report->n; i++) {
        const struct check_message *m = &report->v[i];
        struct str file =
            m->path.n ? arena_printf(&a, "%.*s/%.*s", STR_ARG(book), STR_ARG(m->path)) : book;
        struct diag_pos at = {file, m->line, m->column};

        diag_add_code(diags, message_id(m->severity), m->id, at, STR_ARG(m->text));
    }
    arena_done(&a);
}

static void tell(struct str book, const struct check_report *report, const struct options *o)
{
    if (!o->quiet)
        (void)fprintf(stderr, "%.*s: %zu errors, %zu warnings\n", STR_ARG(book),
                      report->count[CHECK_ERROR] + report->count[CHECK_FATAL],
                      report->count[CHECK_WARNING]);
}

static int check_one(struct str book, const struct options *o, const struct diag_options *how)
{
    const struct check_options options = {.usage = o->verbose};
    struct check_report report = {0};
    struct diag_list diags = {0};
    struct arena a = {0};
    struct str path = arena_str(&a, book);
    enum diag_level worst;

    if (!fs_is_file(path.p)) {
        diag_add(&diags, DIAG_READ_FAILED, (struct diag_pos){book, 0, 0}, "no such file");
        diag_print(&diags, how, stderr);
        diag_list_done(&diags);
        arena_done(&a);
        return M2E_SYSTEM;
    }
    epub_check(path.p, &options, &report);
    add_messages(&diags, book, &report);
    worst = diag_print(&diags, how, stderr);
    tell(book, &report, o);
    check_report_done(&report);
    diag_list_done(&diags);
    arena_done(&a);
    return worst >= DIAG_LEVEL_ERROR ? M2E_CONTENT : M2E_WRITTEN;
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
