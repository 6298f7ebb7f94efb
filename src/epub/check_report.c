/* SPDX-License-Identifier: MIT */
/* Collects the validator's messages and keeps its limits. */
#include <string.h>

#include "epub/check_shares.h"

struct message_row {
    const char *id, *text;
    enum check_severity severity;
};

static const struct message_row rows[] = {
#define MSG(id, name, severity, text) {name, text, CHECK_##severity},
#include "epub/check_messages.def"
#undef MSG
};

static const char *const severity_names[] = {"usage", "info", "warning", "error", "fatal"};

const char *check_severity_name(enum check_severity severity)
{
    return severity_names[severity];
}

static bool is_repeated(struct check *c, const char *id, struct str path)
{
    size_t most = c->options->repetitions ? c->options->repetitions : 25;
    struct str key = arena_printf(&c->arena, "%s %.*s", id, STR_ARG(path));
    struct table_entry *e = table_put(&c->counted, key, NULL);

    return e->num++ >= most;
}

void report_keep(struct check *c, const struct check_message *m)
{
    struct check_report *r = c->report;

    if (is_repeated(c, m->id, m->path))
        return;
    if (r->n == r->size)
        r->v = vec_grow(r->v, r->n, &r->size, sizeof *r->v);
    r->v[r->n] = *m;
    r->v[r->n].path = m->path.n ? arena_str(&r->arena, m->path) : (struct str){"", 0};
    r->v[r->n++].text = arena_str(&r->arena, m->text);
}

static void add(struct check *c, const struct message_row *row, struct where at, struct str text)
{
    c->report->count[row->severity]++;
    if (row->severity >= CHECK_WARNING || c->options->usage)
        report_keep(c, &(struct check_message){.id = row->id,
                                               .severity = row->severity,
                                               .path = at.path,
                                               .line = at.line,
                                               .column = at.column,
                                               .text = text});
}

void report_at(struct check *c, enum check_id id, struct where at, ...)
{
    va_list args;

    va_start(args, at);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    struct str text = arena_vprintf(&c->arena, rows[id].text, args);
#pragma GCC diagnostic pop
    va_end(args);
    add(c, &rows[id], at, text);
}

void report_text(struct check *c, enum check_id id, struct where at, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    struct str text = arena_vprintf(&c->arena, format, args);
    va_end(args);
    add(c, &rows[id], at, text);
}

/* Steps to a look at the clock of a thread, which is a system call. */
enum { STEPS = 32 };

bool check_is_over(struct check *c)
{
    struct timespec now;

    if (c->gave_up)
        return true;
    if (c->steps++ % STEPS)
        return false;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    if (now.tv_sec < c->deadline.tv_sec ||
        (now.tv_sec == c->deadline.tv_sec && now.tv_nsec < c->deadline.tv_nsec))
        return false;
    c->gave_up = true;
    report_at(c, M_CHK_008, WHERE(STR_NONE), STR_ARG(c->name), "it takes too long");
    return true;
}

bool file_exists(const struct check *c, struct str path)
{
    return table_get(&c->files, path) != NULL;
}

static bool unpack(struct check *c, struct check *whole, struct arena *a, struct str path,
                   struct str *ret_bytes)
{
    size_t index = table_get(&c->files, path)->num;
    const struct zip_entry *z = &c->zip.v[index];

    if (z->size > c->max_file || whole->unpacked + z->size > c->max_total) {
        c->gave_up = whole->unpacked + z->size > c->max_total;
        report_at(c, M_CHK_008, WHERE(path), STR_ARG(path), "it is too large");
        return false;
    }
    if (!zipread_entry(&whole->zip, a, index, c->max_file, ret_bytes)) {
        report_at(c, M_PKG_008, WHERE(path), "an entry is damaged");
        return false;
    }
    whole->unpacked += ret_bytes->n;
    return true;
}

/* The archive, and the sum of what was unpacked, are of the whole check. */
bool file_load(struct check *c, struct arena *a, struct str path, struct str *ret_bytes)
{
    struct check_shares *s = c->shares;
    bool is_loaded;

    if (!file_exists(c, path) || check_is_over(c))
        return false;
    if (s)
        lock_take(&s->lock);
    is_loaded = unpack(c, s ? s->whole : c, a, path, ret_bytes);
    if (s)
        lock_release(&s->lock);
    return is_loaded;
}

struct item *item_by_id(struct check *c, struct str id)
{
    struct table_entry *e = table_get(&c->by_id, id);
    return e ? &c->items.v[e->num] : NULL;
}

struct item *item_by_path(struct check *c, struct str path)
{
    struct table_entry *e = table_get(&c->by_path, path);
    return e ? &c->items.v[e->num] : NULL;
}

void add_ref(struct check *c, struct ref ref)
{
    ref.url = arena_str(&c->arena, ref.url); /* it may lie in a document's own arena */
    *vec_push(&c->refs) = ref;
}

void check_report_done(struct check_report *report)
{
    free(report->v);
    arena_done(&report->arena);
    *report = (struct check_report){0};
}
