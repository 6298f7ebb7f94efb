/* SPDX-License-Identifier: MIT */
/* --since-last: is there anything to do, and what was done. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/fs.h"
#include "build/build.h"
#include "build/options_table.h"
#include "build/state.h"

struct since {
    struct state old, now;
    bool has_old, is_foreign;
    struct table old_volumes; /* identifier → index */
    struct table old_posts;   /* path → index */
    struct fs_out *out;       /* the state file to be */
    size_t unchanged;         /* volumes that came out as they were */
};

/* What was asked for. */

/* Options that the bytes of a book do not depend on. */
static bool is_idle(const struct option_row *row)
{
    static const struct str names = STR_INIT("since-last list check jobs quiet verbose progress "
                                             "color diagnostics");

    return row->kind == OPTION_ACTION || str_among(str_of(row->name), names);
}

static void add_text(struct buf *out, struct str text)
{
    buf_printf(out, "%zu:", text.n);
    buf_add(out, text);
}

static void add_list(struct buf *out, const str_vec *list)
{
    buf_printf(out, "%zu ", list->n);
    for (size_t i = 0; i < list->n; i++)
        add_text(out, list->v[i]);
}

static void add_date(struct buf *out, const struct date *d)
{
    buf_printf(out, "%d-%d-%d %d:%d:%d %d %d", d->year, d->month, d->day, d->hour, d->minute,
               d->second, d->has_offset ? d->offset : 9999, d->precision);
}

static void add_option(struct buf *out, const struct options *o, const struct option_row *row)
{
    const char *field = (const char *)o + row->field;

    add_text(out, str_of(row->name));
    switch (row->kind) {
    case OPTION_FLAG:
        buf_byte(out, *(const bool *)field ? '1' : '0');
        break;
    case OPTION_TEXT:
    case OPTION_ACTION:
        add_text(out, *(const struct str *)field);
        break;
    case OPTION_LIST:
        add_list(out, (const str_vec *)field);
        break;
    case OPTION_NUMBER:
        buf_printf(out, "%lu", *(const unsigned long *)field);
        break;
    case OPTION_DATE:
        add_date(out, (const struct date *)field);
        break;
    case OPTION_CHOICE:
    case OPTION_MODE:
        buf_printf(out, "%u", *(const unsigned *)field);
        break;
    case OPTION_SIZE:
        buf_printf(out, "%ux%u", ((const uint32_t *)field)[0], ((const uint32_t *)field)[1]);
        break;
    case OPTION_BYTES:
        buf_printf(out, "%ju", (uintmax_t) * (const uint64_t *)field);
        break;
    }
    buf_byte(out, '\n');
}

static void add_persons(struct buf *out, const person_vec *list)
{
    buf_printf(out, "%zu ", list->n);
    for (size_t i = 0; i < list->n; i++) {
        add_text(out, list->v[i].name);
        add_text(out, list->v[i].role);
        add_text(out, list->v[i].file_as);
    }
}

static struct digest asked(const struct build *b)
{
    const struct options *o = b->options;
    struct arena scratch = {0};
    struct buf out = {0};
    struct digest digest;
    struct str folder;
    size_t n;
    const struct option_row *rows = option_rows(&n);

    buf_addz(&out, PACKAGE_VERSION_TEXT "\n");
    if (fs_real(&scratch, ".", &folder))
        add_text(&out, folder);
    add_list(&out, &o->paths);
    for (size_t i = 0; i < n; i++)
        if (rows[i].name && !is_idle(&rows[i]))
            add_option(&out, o, &rows[i]);
    buf_printf(&out, "%d ", o->has_toc_depth);
    for (size_t i = 0; i < o->shortcodes.n; i++) {
        add_text(&out, o->shortcodes.v[i].key);
        add_text(&out, *(const struct str *)o->shortcodes.v[i].ptr);
    }
    for (size_t i = 0; i < FIELD_COUNT; i++)
        add_list(&out, &o->fields[i]);
    add_persons(&out, &o->persons);
    add_persons(&out, &o->contributors);
    digest = digest_of(buf_str(&out));
    buf_done(&out);
    arena_done(&scratch);
    return digest;
}

/* Days on which other posts would be selected. */

static struct str day_text(struct arena *a, struct date d)
{
    return date_iso(a, date_day(d));
}

static bool is_day_over(const struct build *b, const struct state *old)
{
    struct arena scratch = {0};
    struct str today = day_text(&scratch, build_today(b));
    bool is_over = !str_eq(old->due, STR("-")) &&
                   (str_cmp(today, old->today) < 0 || str_cmp(today, old->due) >= 0);

    arena_done(&scratch);
    return is_over;
}

static struct str due_day(struct build *b, struct arena *a)
{
    struct date due = {0};

    for (size_t i = 0; i < b->book.posts.n; i++) {
        const struct post *p = &b->book.posts.v[i];
        struct date d = p->drop == DROP_FUTURE ? p->date : p->drop == DROP_NONE ? p->expiry : due;

        if (date_is_set(d) && (!date_is_set(due) || date_cmp(d, due) < 0))
            due = d;
    }
    return date_is_set(due) ? day_text(a, due) : STR("-");
}

/* Comparing. */

static bool output_holds(const struct state_output *o)
{
    struct stat st;
    struct digest digest;
    int error;

    if (stat(o->path.p, &st) < 0 || !S_ISREG(st.st_mode))
        return false;
    return fs_stamp_eq(o->stamp, fs_stamp_of(&st, INT64_MAX)) ||
           (fs_digest(o->path.p, &digest, &error) && digest_eq(digest, o->digest));
}

static bool is_new(struct build *b, struct since *s)
{
    if (!s->has_old || !digest_eq(s->old.asked, s->now.asked) || is_day_over(b, &s->old))
        return true;
    for (size_t i = 0; i < s->old.outputs.n; i++)
        if (!output_holds(&s->old.outputs.v[i]))
            return true;
    return !fs_trace_holds(&s->old.trace, b->pool);
}

/* The canonical path of a file that may not be there yet; its folder is. */
static void own(struct fs_trace *t, struct str path)
{
    struct arena scratch = {0};
    struct str dir = fs_dirname(path), real;

    if (fs_real(&scratch, dir.n ? arena_str(&scratch, dir).p : ".", &real))
        fs_trace_own(t, fs_join(&scratch, real, fs_basename(path)));
    arena_done(&scratch);
}

static void read_old(struct build *b, struct since *s)
{
    struct diag_pos at = {b->options->since_last, 0, 0};
    const char *path = arena_str(&b->arena, b->options->since_last).p, *fault = NULL;
    struct str text;
    int error = 0;

    if (!fs_read(&s->old.trace.arena, path, (size_t)1 << 32, &text, &error)) {
        if (error != ENOENT)
            diag_add(&b->diags, DIAG_STATE, at, strerror(error));
        return;
    }
    fault = state_read(&s->old, text, &s->is_foreign);
    if (fault) {
        diag_add(&b->diags, DIAG_STATE, at, fault);
        state_done(&s->old);
        s->old = (struct state){0};
        return;
    }
    s->has_old = true;
    for (size_t i = 0; i < s->old.volumes.n; i++)
        table_put(&s->old_volumes, s->old.volumes.v[i].identifier, NULL)->num = i;
    for (size_t i = 0; i < s->old.posts.n; i++)
        table_put(&s->old_posts, s->old.posts.v[i].path, NULL)->num = i;
    for (size_t i = 0; i < s->old.outputs.n; i++)
        own(&s->old.trace, s->old.outputs.v[i].path);
    own(&s->old.trace, b->options->since_last);
}

static void tell_nothing_new(const struct build *b, const struct state *edition)
{
    if (b->options->quiet || b->how.format == DIAG_JSON)
        return;
    if (edition->volumes.n == 1)
        (void)fprintf(stderr, "%.*s: nothing new since the last edition\n",
                      STR_ARG(edition->outputs.n ? edition->outputs.v[0].path : STR("-")));
    else
        (void)fprintf(stderr, "%zu books: nothing new since the last edition\n",
                      edition->volumes.n);
}

/* The program is an input like any other. */
static void trace_program(void)
{
    struct arena scratch = {0};
    struct str path, text;
    int error;

    if (fs_real(&scratch, "/proc/self/exe", &path))
        fs_read(&scratch, path.p, SIZE_MAX / 2, &text, &error);
    arena_done(&scratch);
}

bool pass_compare(struct build *b)
{
    const char *path = arena_str(&b->arena, b->options->since_last).p;
    struct since *s;
    int error;

    if (b->options->since_last.n == 0 || b->options->list)
        return true;
    s = b->since = xcalloc(1, sizeof *s);
    s->now.asked = asked(b);
    read_old(b, s);
    if (!is_new(b, s)) {
        tell_nothing_new(b, &s->old);
        b->is_finished = true;
        return true;
    }
    fs_trace_begin(&s->now.trace);
    trace_program();
    s->out = fs_out_open(path, &error); /* now, rather than when the book stands */
    if (!s->out)
        diag_add(&b->diags, DIAG_WRITE_FAILED, (struct diag_pos){b->options->since_last, 0, 0},
                 strerror(error));
    return s->out;
}

/* Editions. */

struct str since_name(const struct build *b, const struct post *p)
{
    const struct since *s = b->since;
    const struct table_entry *e = s ? table_get(&s->old_posts, p->site_rel) : NULL;

    return e ? s->old.posts.v[e->num].name : STR("");
}

static struct digest post_digest(const struct since *s, const struct post *p)
{
    const struct table_entry *e = table_get(&s->now.trace.by_file, p->file);

    return e ? s->now.trace.files.v[e->num].digest : (struct digest){0};
}

/* The posts of the edition OLD by name. */
static void index_posts(struct table *by_name, const struct state *s, const struct state_volume *v)
{
    for (size_t i = v->first; i < v->first + v->count; i++)
        table_put(by_name, s->posts.v[i].name, NULL)->num = i;
}

static char mark_of(const struct state *old, const struct table *by_name,
                    const struct state_post *now)
{
    const struct table_entry *e = table_get(by_name, now->name);

    return !e ? 'n' : digest_eq(old->posts.v[e->num].digest, now->digest) ? '-' : 'c';
}

/* Marks the posts from FIRST on against OLD. Where all are as they were and none has gone, it
 * is the same edition still, and its own marks stand. */
static void mark_posts(struct since *s, const struct state_volume *old, size_t first)
{
    struct table by_name = {0};
    bool is_same = old->count == s->now.posts.n - first;

    index_posts(&by_name, &s->old, old);
    for (size_t i = first; i < s->now.posts.n; i++) {
        s->now.posts.v[i].mark = mark_of(&s->old, &by_name, &s->now.posts.v[i]);
        is_same &= s->now.posts.v[i].mark == '-';
    }
    for (size_t i = first; is_same && i < s->now.posts.n; i++)
        s->now.posts.v[i].mark =
            s->old.posts.v[table_get(&by_name, s->now.posts.v[i].name)->num].mark;
    table_done(&by_name);
}

void since_mark(struct build *b, struct volume *v)
{
    struct since *s = b->since;
    const struct table_entry *old;
    size_t first;

    if (!s)
        return;
    first = s->now.posts.n;
    *vec_push(&s->now.volumes) = (struct state_volume){v->identifier, first, v->post_count};
    for (size_t i = 0; i < v->post_count; i++) {
        const struct post *p = &b->book.posts.v[v->posts[i]];

        *vec_push(&s->now.posts) =
            (struct state_post){p->name, p->site_rel, post_digest(s, p), '-'};
    }
    old = table_get(&s->old_volumes, v->identifier);
    if (old)
        mark_posts(s, &s->old.volumes.v[old->num], first);
    for (size_t i = 0; i < v->post_count; i++)
        if (s->now.posts.v[first + i].mark != '-')
            *vec_push(&v->news) = (struct news){v->posts[i], s->now.posts.v[first + i].mark == 'c'};
}

/* Ending. */

bool since_output(struct build *b, struct str path, struct fs_out *out)
{
    struct state_output o = {.path = path};
    struct digest old;
    struct stat st, now;
    int error;

    if (!b->since || str_eq(path, STR("-")) || stat(fs_out_path(out), &st) < 0 ||
        !fs_digest(fs_out_path(out), &o.digest, &error))
        return false;
    *vec_push(&b->since->now.outputs) = o;
    if (stat(path.p, &now) < 0 || !S_ISREG(now.st_mode) || now.st_size != st.st_size ||
        !fs_digest(path.p, &old, &error) || !digest_eq(old, o.digest))
        return false;
    b->since->unchanged++;
    return true;
}

void since_made(struct build *b, struct str path)
{
    struct state_output o = {.path = arena_str(&b->arena, path)};
    int error;

    if (b->since && fs_digest(o.path.p, &o.digest, &error))
        *vec_push(&b->since->now.outputs) = o;
}

void since_gone(struct build *b, void (*gone)(void *ctx, struct str path), void *ctx)
{
    struct table now = {0};
    struct digest digest;
    int error;

    for (size_t i = 0; b->since && i < b->since->now.outputs.n; i++)
        table_put(&now, b->since->now.outputs.v[i].path, NULL);
    for (size_t i = 0; b->since && i < b->since->old.outputs.n; i++) {
        const struct state_output *o = &b->since->old.outputs.v[i];

        if (!table_get(&now, o->path) && fs_digest(o->path.p, &digest, &error) &&
            digest_eq(digest, o->digest))
            gone(ctx, o->path);
    }
    table_done(&now);
}

void since_ends(struct build *b)
{
    if (b->since)
        fs_trace_end();
}

static bool write_state(struct since *s, const char *path, int *ret_error)
{
    struct buf text = {0};
    struct fs_out *out = s->out;
    bool done;

    state_write(&text, &s->now);
    done = fs_out_write(out, text.p, text.n, ret_error);
    buf_done(&text);
    if (done && s->is_foreign)
        done = fs_set_aside(path, ret_error);
    if (!done)
        return false;
    s->out = NULL;
    return fs_out_commit(out, ret_error);
}

bool pass_remember(struct build *b)
{
    struct since *s = b->since;
    struct fs_trace *t;
    int error;

    if (!s)
        return true;
    t = &s->now.trace;
    for (size_t i = 0; i < s->now.outputs.n; i++) {
        struct state_output *o = &s->now.outputs.v[i];
        struct stat st;

        own(t, o->path);
        if (stat(o->path.p, &st) == 0) /* only one that stood there before is trusted */
            o->stamp = fs_stamp_of(&st, t->begin);
    }
    own(t, b->options->since_last);
    fs_trace_finish(t);
    s->now.today = day_text(&b->arena, build_today(b));
    s->now.due = due_day(b, &b->arena);
    if (!write_state(s, arena_str(&b->arena, b->options->since_last).p, &error)) {
        diag_add(&b->diags, DIAG_STATE_WRITE, (struct diag_pos){b->options->since_last, 0, 0},
                 strerror(error));
        return false;
    }
    if (s->unchanged == b->volumes.n)
        tell_nothing_new(b, &s->now);
    return true;
}

void since_free(struct since *s)
{
    if (!s)
        return;
    fs_trace_end();
    fs_out_abort(s->out);
    table_done(&s->old_volumes);
    table_done(&s->old_posts);
    state_done(&s->old);
    state_done(&s->now);
    free(s);
}
