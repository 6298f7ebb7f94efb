/* SPDX-License-Identifier: MIT */
/* Diagnostics as text, JSON lines and workflow commands. */
#include "base/diag.h"

#include "base/utf8.h"

static const char *const colors[] = {"",         "\033[36m", "\033[36m",
                                     "\033[35m", "\033[31m", "\033[31m"};

static void add_place(struct buf *out, struct diag_pos at)
{
    if (!at.file.n)
        return;
    utf8_add_shown(out, at.file);
    if (at.line)
        buf_printf(out, ":%u", at.line);
    if (at.line && at.column)
        buf_printf(out, ":%u", at.column);
    buf_addz(out, ": ");
}

static const char *name_of(const struct diag *d)
{
    return d->code ? d->code : diag_name(d->id);
}

static void add_text(struct buf *out, const struct diag *d, enum diag_level level, bool color)
{
    if (!d->at.file.n)
        buf_addz(out, "mdbook2epub: ");
    add_place(out, d->at);
    buf_printf(out, "%s%s:%s ", color ? colors[level] : "", diag_level_name(level),
               color ? "\033[0m" : "");
    utf8_add_shown(out, d->text);
    buf_printf(out, " [%s]\n", name_of(d));
}

static void add_json_member(struct buf *out, const char *name, struct str value)
{
    struct buf safe = {0};

    utf8_add_shown(&safe, value);
    buf_printf(out, "\"%s\":\"", name);
    buf_json(out, buf_str(&safe));
    buf_byte(out, '"');
    buf_done(&safe);
}

static void add_json(struct buf *out, const struct diag *d, enum diag_level level)
{
    buf_byte(out, '{');
    add_json_member(out, "file", d->at.file);
    buf_printf(out, ",\"line\":%u,\"column\":%u,", d->at.line, d->at.column);
    add_json_member(out, "severity", str_of(diag_level_name(level)));
    buf_byte(out, ',');
    add_json_member(out, "name", str_of(name_of(d)));
    buf_byte(out, ',');
    add_json_member(out, "message", d->text);
    buf_addz(out, "}\n");
}

/* Workflow commands escape % CR LF in data, and also : , in properties. */
static void add_github_value(struct buf *out, struct str s, bool is_property)
{
    struct buf safe = {0};

    utf8_add_shown(&safe, s);
    for (size_t i = 0; i < safe.n; i++) {
        char c = safe.p[i];

        if (c == '%' || (is_property && (c == ':' || c == ',')))
            buf_printf(out, "%%%02X", (unsigned char)c);
        else
            buf_byte(out, c);
    }
    buf_done(&safe);
}

static void add_github(struct buf *out, const struct diag *d, enum diag_level level)
{
    buf_printf(out, "::%s ",
               level >= DIAG_LEVEL_ERROR     ? "error"
               : level == DIAG_LEVEL_WARNING ? "warning"
                                             : "notice");
    if (d->at.file.n) {
        buf_addz(out, "file=");
        add_github_value(out, d->at.file, true);
        buf_byte(out, ',');
    }
    if (d->at.line)
        buf_printf(out, "line=%u,col=%u,", d->at.line, d->at.column ? d->at.column : 1);
    buf_printf(out, "title=%s::", name_of(d));
    add_github_value(out, d->text, false);
    buf_byte(out, '\n');
}

/* How many of a kind are shown: of those that a few stand for in all, of others for each file. */
enum { FEW_MAX = 3, FILE_MAX = 50 };

/* What was met of a kind whose repeats are not all shown. */
struct repeats {
    unsigned n;
    enum diag_level level;
};

struct printer {
    const struct diag_options *o;
    struct repeats few[DIAG_COUNT], of_file[DIAG_COUNT];
    struct str file; /* that OF_FILE is about */
    struct buf *out;
};

static void add_one(struct printer *p, const struct diag *d, enum diag_level level)
{
    if (p->o->format == DIAG_JSON)
        add_json(p->out, d, level);
    else if (p->o->format == DIAG_GITHUB)
        add_github(p->out, d, level);
    else
        add_text(p->out, d, level, p->o->color);
}

/* How many repeats about FILE were left out. Each kind in V is counted afresh then. */
static void add_rest(struct printer *p, struct repeats *v, unsigned most, struct str file)
{
    struct buf rest = {0};

    for (size_t i = 0; i < DIAG_COUNT; i++) {
        struct diag d = {.id = (enum diag_id)i, .at = {.file = file}};

        if (v[i].n > most) {
            buf_clear(&rest);
            buf_printf(&rest, "%u more like this; -v shows them", v[i].n - most);
            d.text = buf_str(&rest);
            add_one(p, &d, v[i].level);
        }
        v[i].n = 0;
    }
    buf_done(&rest);
}

/* D is one too many of its kind. What the validator says has names of its own: it is all shown. */
static bool is_repeat(struct printer *p, const struct diag *d, enum diag_level level)
{
    bool is_few = diag_is_few(d->id, level);
    struct repeats *r = is_few ? &p->few[d->id] : &p->of_file[d->id];

    if (d->code || level == DIAG_LEVEL_FATAL)
        return false;
    if (!is_few && !str_eq(d->at.file, p->file)) {
        add_rest(p, p->of_file, FILE_MAX, p->file);
        p->file = d->at.file;
    }
    r->level = level;
    return ++r->n > (is_few ? FEW_MAX : FILE_MAX);
}

enum diag_level diag_write(const struct diag_list *l, const struct diag_options *o, struct buf *out)
{
    bool is_short = o->format != DIAG_JSON && o->least > DIAG_LEVEL_NOTE;
    enum diag_level worst = DIAG_LEVEL_OFF;
    struct printer p = {.o = o, .out = out};

    for (size_t i = 0; i < l->n; i++) {
        const struct diag *d = &l->v[i];
        enum diag_level level = diag_effective_level(d, o);

        if (level > worst)
            worst = level;
        if (level == DIAG_LEVEL_OFF || level < o->least || (is_short && is_repeat(&p, d, level)))
            continue;
        add_one(&p, d, level);
    }
    add_rest(&p, p.of_file, FILE_MAX, p.file);
    add_rest(&p, p.few, FEW_MAX, STR(""));
    return worst;
}

enum diag_level diag_print(const struct diag_list *l, const struct diag_options *o, FILE *out)
{
    struct buf text = {0};
    enum diag_level worst = diag_write(l, o, &text);

    if (text.n)
        (void)fwrite(text.p, 1, text.n, out);
    buf_done(&text);
    return worst;
}
