/* SPDX-License-Identifier: MIT */
/* Reports of the validator → messages. */
#include "build/verdict.h"

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

void verdict_add(const struct check_report *report, struct str book, struct diag_list *diags)
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

bool verdict_of(struct str bytes, struct str name, const struct check_options *how,
                struct diag_list *diags)
{
    struct check_report report = {0};
    /* Without its name: what a user calls the file is no fault of the book. */
    bool good = epub_check_bytes(bytes, STR(""), how, &report);

    verdict_add(&report, name, diags);
    check_report_done(&report);
    if (!good)
        diag_add(diags, DIAG_BOOK_INVALID, (struct diag_pos){name, 0, 0});
    return good;
}
