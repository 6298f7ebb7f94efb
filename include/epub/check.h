/* SPDX-License-Identifier: MIT */
/* Judges an EPUB: container, package, content documents, styles, links.
 *
 * EPUB 3.3 in full, EPUB 2.0.1 as far as its schemas go. The message ids are those of EPUBCheck
 * where the meaning is the same ("RSC-005"). Hostile input is expected: sizes, depths and counts
 * are bounded, nothing is fetched, nothing outside the file is read, and every fault ends as a
 * message. A check has no global state; many may run at the same time (xmlInitParser() must have
 * been called once before). */
#ifndef EPUB_CHECK_H
#define EPUB_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/pool.h"
#include "base/str.h"
#include "book/facts.h"

enum check_severity {
    CHECK_USAGE,
    CHECK_INFO,
    CHECK_WARNING,
    CHECK_ERROR,
    CHECK_FATAL,
    CHECK_SEVERITY_COUNT
};

struct check_message {
    const char *id; /* static: "OPF-014" */
    enum check_severity severity;
    struct str path;       /* inside the book; empty: the book itself */
    unsigned line, column; /* from 1; 0: unknown */
    struct str text;
};

/* All that a check found, in the order of finding. All-zero is an empty report. The texts live
 * in its arena. */
struct check_report {
    struct arena arena;
    struct check_message *v;
    size_t n, size;
    size_t count[CHECK_SEVERITY_COUNT]; /* of each severity, suppressed repetitions included */
};

struct check_options {
    bool usage;                /* report CHECK_USAGE and CHECK_INFO messages too */
    size_t repetitions;        /* messages kept of one id and path; 0: 25 */
    uint64_t max_file;         /* bytes of one unpacked file that is read; 0: 256 MB */
    uint64_t max_total;        /* bytes unpacked in all; 0: 2 GB */
    unsigned max_milliseconds; /* of each thread, then it ends with CHK-008; 0: 60 s */

    /* Whoever made the book has judged some of its files while they were made; those are not
     * read again. True: the file PATH is one; *RET_FACTS is what it refers to and declares, or
     * NULL when it can refer to nothing. May be NULL: all files are read. */
    bool (*known)(void *ctx, struct str path, const struct facts **ret_facts);
    void *known_ctx;

    struct pool *pool; /* its workers read the files; NULL: the caller does. Idle meanwhile */
};

/* Checks the file PATH. False when it has an error or a fatal error. OPTIONS may be NULL. */
bool epub_check(const char *path, const struct check_options *options, struct check_report *report);

/* Checks the EPUB that stands in MEMORY; NAME is for messages (its extension is judged). */
bool epub_check_bytes(struct str memory, struct str name, const struct check_options *options,
                      struct check_report *report);

/* Judges one SVG picture on its own, as a book would hold it. False: it has an error; *RET_FAULT
 * (in A) is the first. */
bool epub_check_svg(struct str bytes, struct arena *a, struct str *ret_fault);

/* Checks an open file; NAME is what it is called. FD stays open. */
bool epub_check_fd(int fd, struct str name, const struct check_options *options,
                   struct check_report *report);

void check_report_done(struct check_report *report);

static inline bool check_report_ok(const struct check_report *report)
{
    return report->count[CHECK_ERROR] == 0 && report->count[CHECK_FATAL] == 0;
}

const char *check_severity_name(enum check_severity severity); /* "error" */

#endif
