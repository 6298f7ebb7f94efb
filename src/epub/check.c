/* SPDX-License-Identifier: MIT */
/* The validator's way through a book. */
#include "epub/check.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/fs.h"
#include "base/stream.h"
#include "base/utf8.h"
#include "epub/check_content.h"
#include "epub/check_grammar.h"
#include "epub/check_shares.h"

enum { DEFAULT_SECONDS = 60 };

#define FILE_MAX ((off_t)2 << 30)

static void check_extension(struct check *c)
{
    size_t dot = str_rfind_byte(c->name, '.');
    struct str extension = dot == STR_NPOS ? STR_NONE : str_skip(c->name, dot + 1);

    if (str_eq(extension, STR("epub")) || !extension.n)
        return;
    report_at(c, str_eq_fold(extension, STR("epub")) ? M_PKG_016 : M_PKG_024, WHERE(STR_NONE));
}

static void check_header(struct check *c, struct str bytes)
{
    if (bytes.n < 58)
        report_at(c, M_PKG_003, WHERE(STR_NONE));
    else if (memcmp(bytes.p, "PK\3\4", 4) != 0)
        report_at(c, M_PKG_004, WHERE(STR_NONE));
}

static bool open_archive(struct check *c, struct str bytes)
{
    static const char *const faults[] = {"", "the file is empty", "it is no ZIP file",
                                         "its directory is damaged"};
    enum zipread_error error = zipread_open(&c->zip, &c->arena, bytes);

    check_header(c, bytes);
    if (error != ZIPREAD_OK) {
        report_at(c, M_PKG_008, WHERE(STR_NONE), faults[error]);
        return false;
    }
    for (size_t i = 0; i < c->zip.n; i++) {
        const struct zip_entry *e = &c->zip.v[i];
        if (utf8_valid_prefix(e->name) != e->name.n) {
            report_at(c, M_PKG_027, WHERE(STR_NONE));
            return false;
        }
        bool is_new;
        struct table_entry *t = table_put(&c->files, e->name, &is_new);
        if (is_new)
            t->num = i;
    }
    return true;
}

static void forget_rendition(struct check *c)
{
    check_shares_free(c);
    for (size_t i = 0; i < c->items.n; i++)
        table_done(&c->items.v[i].ids);
    vec_done(&c->items);
    vec_done(&c->refs);
    table_done(&c->by_id);
    table_done(&c->by_path);
    table_done(&c->undeclared);
    c->uid = STR_NONE;
    c->fixed_layout = c->has_scripts = c->has_active_class = c->has_playback_class = false;
    c->has_dictionary = c->is_edupub = c->is_dictionary = c->is_index = false;
    c->has_page_break = c->has_page_list = c->has_page_source = false;
}

/* Keeps what the container's last checks ask of all renditions. */
static void note_declared(struct check *c)
{
    for (size_t i = 0; i < c->items.n; i++)
        if (c->items.v[i].path.p)
            table_put(&c->linked_resources, c->items.v[i].path, NULL);
}

static void check_book(struct check *c)
{
    struct rootfiles roots = {0};

    if (check_container(c, &roots)) {
        read_encryption(c);
        for (size_t i = 0; i < roots.v.n && i < 20; i++) {
            if (!roots.v.v[i].p)
                continue;
            check_package(c, roots.v.v[i]);
            note_declared(c);
            forget_rendition(c);
        }
        check_container_rest(c, &roots);
    }
    vec_done(&roots.v);
}

void check_set_deadline(struct check *c)
{
    unsigned most = c->options->max_milliseconds;
    unsigned ms = most ? most : DEFAULT_SECONDS * 1000;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID,
                  &c->deadline); /* a busy machine is no fault of the book */
    c->deadline.tv_sec += ms / 1000;
    c->deadline.tv_nsec += (long)(ms % 1000) * 1000000;
    if (c->deadline.tv_nsec >= 1000000000) {
        c->deadline.tv_sec++;
        c->deadline.tv_nsec -= 1000000000;
    }
}

static void set_limits(struct check *c)
{
    const struct check_options *o = c->options;

    c->max_file = o->max_file ? o->max_file : 256u << 20;
    c->max_total = o->max_total ? o->max_total : 2ull << 30;
    check_set_deadline(c);
}

static void free_state(struct check *c)
{
    forget_rendition(c);
    grammars_done(c);
    zipread_close(&c->zip);
    table_done(&c->files);
    table_done(&c->encrypted);
    table_done(&c->counted);
    table_done(&c->linked_resources);
    arena_done(&c->arena);
}

bool epub_check_bytes(struct str memory, struct str name, const struct check_options *options,
                      struct check_report *report)
{
    static const struct check_options none;
    struct check c = {
        .options = options ? options : &none, .report = report, .name = name, .version = 3};

    set_limits(&c);
    check_extension(&c);
    if (open_archive(&c, memory))
        check_book(&c);
    free_state(&c);
    return check_report_ok(report);
}

/* The first error of REPORT; empty without one. */
static struct str first_error(struct arena *a, const struct check_report *report)
{
    for (size_t i = 0; i < report->n; i++)
        if (report->v[i].severity >= CHECK_ERROR)
            return arena_printf(a, "%.*s (%s)", STR_ARG(report->v[i].text), report->v[i].id);
    return STR("");
}

bool epub_check_svg(struct str bytes, struct arena *a, struct str *ret_fault)
{
    static const struct check_options none;
    const struct str path = STR("picture.svg");
    struct check_report report = {0};
    struct check c = {.options = &none, .report = &report, .name = path, .version = 3};
    bool good;

    set_limits(&c);
    *vec_push(&c.items) = (struct item){.path = path, .type = STR("image/svg+xml")};
    table_put(&c.by_path, path, NULL)->num = 0;
    table_put(&c.files, path, NULL)->num = 0;
    check_content_document(&c, &c.items.v[0], bytes);
    check_references(&c);
    free_state(&c);
    good = check_report_ok(&report);
    if (!good)
        *ret_fault = first_error(a, &report);
    check_report_done(&report);
    return good;
}

static bool fail_to_open(struct str name, const struct check_options *options,
                         struct check_report *report, const char *why)
{
    static const struct check_options none;
    struct check c = {.options = options ? options : &none, .report = report, .name = name};

    report_at(&c, M_PKG_018, WHERE(STR_NONE), why);
    table_done(&c.counted);
    arena_done(&c.arena);
    return false;
}

bool epub_check_fd(int fd, struct str name, const struct check_options *options,
                   struct check_report *report)
{
    struct stat st;

    if (fstat(fd, &st) != 0)
        return fail_to_open(name, options, report, strerror(errno));
    if (!S_ISREG(st.st_mode))
        return fail_to_open(name, options, report, "it is no regular file");
    if (st.st_size == 0)
        return epub_check_bytes(STR(""), name, options, report);
    if (st.st_size > FILE_MAX)
        return fail_to_open(name, options, report, "it is too large");
    /* Not mapped: the file may shrink meanwhile. */
    size_t size = (size_t)st.st_size;
    char *p = xmalloc(size);
    int error;
    bool ok = stream_read(fd, 0, p, size, &error)
                  ? epub_check_bytes((struct str){p, size}, name, options, report)
                  : fail_to_open(name, options, report, "it cannot be read to its end");
    free(p);
    return ok;
}

bool epub_check(const char *path, const struct check_options *options, struct check_report *report)
{
    int fd = fs_open(path);

    if (fd < 0)
        return fail_to_open(str_of(path), options, report, strerror(errno));
    bool ok = epub_check_fd(fd, str_of(path), options, report);
    close(fd);
    return ok;
}
