/* SPDX-License-Identifier: MIT */
/* Fuzz target: a post of any bytes, through the whole program. A book comes out that the
 * validator, reading all of it, finds nothing wrong with; or, where the front matter says that
 * there is nothing to publish, none. */
#include <errno.h>
#include <getopt.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fs.h"
#include "epub/check.h"
#include "mdbook2epub.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

static char folder[] = "/tmp/m2e-fuzz.XXXXXX";
static char post[64], book[64];

static void remove_files(void)
{
    unlink(post);
    unlink(book);
    rmdir(folder);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    if (!mkdtemp(folder))
        abort();
    (void)snprintf(post, sizeof post, "%s/post.md", folder);
    (void)snprintf(book, sizeof book, "%s/out.epub", folder);
    (void)atexit(remove_files);
    return 0;
}

static int build(void)
{
    char *words[] = {
        (char *)"mdbook2epub", (char *)"-j1", (char *)"-q", (char *)"--cover=none", post,
        (char *)"-o",          book,          NULL};
    struct options options = {0};
    struct diag_options how = {.least = DIAG_LEVEL_ERROR};
    struct diag_list diags = {0};
    int status;

    optind = 0;
    if (options_read(&options, 7, words, &diags) != OPTIONS_RUN)
        abort();
    status = m2e_build(&options, &how);
    options_done(&options);
    diag_list_done(&diags);
    return status;
}

static void check(void)
{
    struct check_report report = {0};

    if (!epub_check(book, NULL, &report)) {
        for (size_t i = 0; i < report.n; i++)
            (void)fprintf(stderr, "%s: %.*s:%u: %.*s\n", report.v[i].id, STR_ARG(report.v[i].path),
                          report.v[i].line, STR_ARG(report.v[i].text));
        abort();
    }
    check_report_done(&report);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    FILE *file = fopen(post, "wb");

    if (!file || fwrite(data, 1, size, file) != size || fclose(file) != 0)
        abort();
    unlink(book);
    if (build() == M2E_WRITTEN)
        check();
    return 0;
}
