/* SPDX-License-Identifier: MIT */
/* The state file of --since-last as text. */
#include "build/state.h"

#include <inttypes.h>

#include "base/uri.h"

#define MAGIC "mdbook2epub state "
#define VERSION "2"

/* Writing. */

static void add_path(struct buf *out, struct str path, const char *end)
{
    for (size_t i = 0; i < path.n; i++) {
        unsigned char c = (unsigned char)path.p[i];

        if (c < 0x20 || c == 0x7F || c == '%')
            buf_printf(out, "%%%02X", c);
        else
            buf_byte(out, (char)c);
    }
    buf_addz(out, end);
}

static void add_stamp(struct buf *out, struct fs_stamp s)
{
    if (s.modified < 0 || s.changed < 0)
        s = (struct fs_stamp){0};
    buf_printf(out, "%" PRIu64 " %" PRIu64 " %" PRId64 " %" PRId64 " ", s.size, s.inode, s.modified,
               s.changed);
}

static void add_digest(struct buf *out, struct digest d, const char *end)
{
    char hex[DIGEST_TEXT + 1];

    digest_hex(d, hex);
    buf_addz(out, hex);
    buf_addz(out, end);
}

static void add_trace(struct buf *out, const struct fs_trace *t)
{
    for (size_t i = 0; i < t->files.n; i++) {
        const struct fs_trace_file *f = &t->files.v[i];

        buf_addz(out, f->is_torn ? "torn " : "file ");
        add_stamp(out, f->stamp);
        add_digest(out, f->digest, " ");
        add_path(out, f->path, "\n");
    }
    for (size_t i = 0; i < t->dirs.n; i++) {
        const struct fs_trace_dir *d = &t->dirs.v[i];

        buf_addz(out, !d->is_there ? "nodir " : d->is_listed ? "list " : "dir ");
        add_stamp(out, d->stamp);
        add_digest(out, d->digest, " ");
        add_path(out, d->path, "\n");
    }
    for (size_t i = 0; i < t->names.n; i++) {
        buf_printf(out, "name %zu %c ", t->names.v[i].dir, t->names.v[i].kind);
        add_path(out, t->names.v[i].path, "\n");
    }
    for (size_t i = 0; i < t->links.n; i++) {
        buf_addz(out, "link ");
        add_path(out, t->links.v[i].path, "\t");
        add_path(out, t->links.v[i].real, "\n");
    }
}

static void add_volumes(struct buf *out, const struct state *s)
{
    for (size_t i = 0; i < s->volumes.n; i++) {
        const struct state_volume *v = &s->volumes.v[i];

        buf_addz(out, "volume ");
        add_path(out, v->identifier, "\n");
        for (size_t k = v->first; k < v->first + v->count; k++) {
            buf_printf(out, "post %c ", s->posts.v[k].mark);
            add_digest(out, s->posts.v[k].digest, " ");
            add_path(out, s->posts.v[k].name, "\t");
            add_path(out, s->posts.v[k].path, "\n");
        }
    }
}

void state_write(struct buf *out, const struct state *s)
{
    buf_addz(out, MAGIC VERSION "\nasked ");
    add_digest(out, s->asked, "\n");
    buf_printf(out, "days %.*s %.*s\n", STR_ARG(s->today), STR_ARG(s->due));
    for (size_t i = 0; i < s->outputs.n; i++) {
        buf_addz(out, "output ");
        add_stamp(out, s->outputs.v[i].stamp);
        add_digest(out, s->outputs.v[i].digest, " ");
        add_path(out, s->outputs.v[i].path, "\n");
    }
    add_volumes(out, s);
    add_trace(out, &s->trace);
    buf_addz(out, "end ");
    add_digest(out, digest_of(buf_str(out)), "\n");
}

/* Reading. Each take_ function takes its field off the front of *LINE. */

static struct str take_path(struct state *s, struct str *line, char end)
{
    struct str raw;

    return str_split(line, end, &raw) ? arena_str(&s->trace.arena, uri_decode(&s->trace.arena, raw))
                                      : STR("");
}

static bool take_number(struct str *line, uint64_t *ret)
{
    struct str text;
    unsigned long n;

    if (!str_split(line, ' ', &text) || !str_to_uint(text, INT64_MAX, &n))
        return false;
    *ret = n;
    return true;
}

static bool take_stamp(struct str *line, struct fs_stamp *ret)
{
    uint64_t n[4];

    for (size_t i = 0; i < 4; i++)
        if (!take_number(line, &n[i]))
            return false;
    *ret = (struct fs_stamp){n[0], n[1], (int64_t)n[2], (int64_t)n[3]};
    return true;
}

static bool take_digest(struct str *line, struct digest *ret)
{
    struct str text;

    return str_split(line, ' ', &text) && digest_parse(text, ret);
}

static bool read_asked(struct state *s, struct str kind, struct str line)
{
    (void)kind;
    return take_digest(&line, &s->asked);
}

static bool read_days(struct state *s, struct str kind, struct str line)
{
    (void)kind;
    return str_split(&line, ' ', &s->today) && str_split(&line, ' ', &s->due);
}

static bool read_output(struct state *s, struct str kind, struct str line)
{
    struct state_output o = {0};

    (void)kind;
    if (!take_stamp(&line, &o.stamp) || !take_digest(&line, &o.digest))
        return false;
    o.path = take_path(s, &line, '\n');
    *vec_push(&s->outputs) = o;
    return true;
}

static bool read_volume(struct state *s, struct str kind, struct str line)
{
    (void)kind;
    *vec_push(&s->volumes) = (struct state_volume){take_path(s, &line, '\n'), s->posts.n, 0};
    return true;
}

static bool read_post(struct state *s, struct str kind, struct str line)
{
    struct state_post p = {0};
    struct str mark;

    (void)kind;
    if (s->volumes.n == 0 || !str_split(&line, ' ', &mark) || mark.n != 1 ||
        !take_digest(&line, &p.digest))
        return false;
    p.mark = mark.p[0];
    p.name = take_path(s, &line, '\t');
    p.path = take_path(s, &line, '\n');
    *vec_push(&s->posts) = p;
    s->volumes.v[s->volumes.n - 1].count++;
    return true;
}

static bool read_file(struct state *s, struct str kind, struct str line)
{
    struct fs_trace_file f = {.is_torn = str_eq(kind, STR("torn"))};

    if (!take_stamp(&line, &f.stamp) || !take_digest(&line, &f.digest))
        return false;
    f.path = take_path(s, &line, '\n');
    *vec_push(&s->trace.files) = f;
    return true;
}

static bool read_dir(struct state *s, struct str kind, struct str line)
{
    struct fs_trace_dir d = {.is_there = !str_eq(kind, STR("nodir")),
                             .is_listed = str_eq(kind, STR("list"))};

    if (!take_stamp(&line, &d.stamp) || !take_digest(&line, &d.digest))
        return false;
    d.path = take_path(s, &line, '\n');
    *vec_push(&s->trace.dirs) = d;
    return true;
}

static bool read_name(struct state *s, struct str kind, struct str line)
{
    struct fs_trace_name name = {0};
    uint64_t dir;
    struct str letter;

    (void)kind;
    if (!take_number(&line, &dir) || dir >= s->trace.dirs.n || !str_split(&line, ' ', &letter) ||
        letter.n != 1)
        return false;
    name.dir = (size_t)dir;
    name.kind = letter.p[0];
    name.path = take_path(s, &line, '\n');
    *vec_push(&s->trace.names) = name;
    return true;
}

static bool read_link(struct state *s, struct str kind, struct str line)
{
    struct fs_trace_link l;

    (void)kind;
    l.path = take_path(s, &line, '\t');
    l.real = take_path(s, &line, '\n');
    *vec_push(&s->trace.links) = l;
    return true;
}

static const struct {
    struct str kind;
    bool (*read)(struct state *s, struct str kind, struct str line);
} readers[] = {
    {STR_INIT("file"), read_file},     {STR_INIT("name"), read_name},
    {STR_INIT("list"), read_dir},      {STR_INIT("dir"), read_dir},
    {STR_INIT("nodir"), read_dir},     {STR_INIT("torn"), read_file},
    {STR_INIT("post"), read_post},     {STR_INIT("link"), read_link},
    {STR_INIT("output"), read_output}, {STR_INIT("volume"), read_volume},
    {STR_INIT("asked"), read_asked},   {STR_INIT("days"), read_days},
};

static bool read_line(struct state *s, struct str line)
{
    struct str kind;

    if (!str_split(&line, ' ', &kind))
        return false;
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        if (str_eq(kind, readers[i].kind))
            return readers[i].read(s, kind, line);
    return false;
}

/* "end DIGEST" over all that stands before it. */
static bool is_whole(struct str text, struct str *ret_body)
{
    size_t length = sizeof "end \n" - 1 + DIGEST_TEXT;
    struct digest digest;
    struct str end;

    if (text.n < length)
        return false;
    *ret_body = str_chop(text, length);
    end = str_skip(text, ret_body->n);
    return str_starts(end, STR("end ")) && str_ends(end, STR("\n")) &&
           digest_parse(str_sub(end, 4, DIGEST_TEXT), &digest) &&
           digest_eq(digest, digest_of(str_sub(text, 0, ret_body->n + 4)));
}

const char *state_read(struct state *s, struct str text, bool *ret_foreign)
{
    struct str body, line;

    *ret_foreign = text.n && !str_starts(text, STR(MAGIC));
    if (text.n == 0)
        return "it is empty";
    if (*ret_foreign)
        return "it is no state of this program";
    if (!is_whole(text, &body))
        return "it is damaged";
    str_line(&body, &line);
    if (!str_eq(line, STR(MAGIC VERSION)))
        return "another version of this program wrote it";
    while (str_line(&body, &line))
        if (!read_line(s, line))
            return "it is damaged";
    return NULL;
}

void state_done(struct state *s)
{
    vec_done(&s->outputs);
    vec_done(&s->volumes);
    vec_done(&s->posts);
    fs_trace_done(&s->trace);
}
