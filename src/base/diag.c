/* SPDX-License-Identifier: MIT */
/* The list of diagnostics and the table they come from. */
#include "base/diag.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

static const struct row {
    enum diag_level level;
    const char *name, *text;
    bool is_few;
} rows[] = {
#define DIAG(id, level, name, text) {DIAG_LEVEL_##level, name, text, false},
#define DIAG_FEW(id, level, name, text) {DIAG_LEVEL_##level, name, text, true},
#include "base/diag.def"
#undef DIAG
#undef DIAG_FEW
};

static const char *const level_names[] = {"off", "note", "advice", "warning", "error", "fatal"};

const char *diag_times(struct arena *a, size_t n)
{
    return n == 1 ? "once" : arena_printf(a, "%zu times", n).p;
}

const char *diag_name(enum diag_id id)
{
    return rows[id].name;
}

bool diag_is_few(enum diag_id id, enum diag_level level)
{
    return level == DIAG_LEVEL_ADVICE || (rows[id].is_few && level == rows[id].level);
}

const char *diag_level_name(enum diag_level level)
{
    return level_names[level];
}

void diag_list_done(struct diag_list *l)
{
    arena_done(&l->arena);
    free(l->v);
    *l = (struct diag_list){0};
}

static struct diag *push(struct diag_list *l)
{
    if (l->n == l->size) {
        l->size = l->size ? l->size * 2 : 8;
        l->v = xrealloc(l->v, l->size, sizeof *l->v);
    }
    return &l->v[l->n++];
}

static void add(struct diag_list *l, enum diag_id id, const char *code, struct diag_pos at,
                va_list args)
{
    struct diag *d = push(l);

    d->id = id;
    d->level = rows[id].level;
    d->code = code;
    d->at = at;
    d->at.file = arena_str(&l->arena, at.file);
    d->text = arena_vprintf(&l->arena, rows[id].text, args);
}

void diag_add(struct diag_list *l, enum diag_id id, struct diag_pos at, ...)
{
    va_list args;

    if (!l)
        return;
    va_start(args, at);
    add(l, id, NULL, at, args);
    va_end(args);
}

void diag_add_code(struct diag_list *l, enum diag_id id, const char *code, struct diag_pos at, ...)
{
    va_list args;

    if (!l)
        return;
    va_start(args, at);
    add(l, id, code, at, args);
    va_end(args);
}

void diag_list_join(struct diag_list *into, struct diag_list *from)
{
    for (size_t i = 0; i < from->n; i++)
        *push(into) = from->v[i];
    arena_merge(&into->arena, &from->arena);
    diag_list_done(from);
}

struct diag_pos diag_pos_of(struct str file, struct str text, size_t offset, unsigned first_line)
{
    struct diag_pos at = {file, first_line, 1};
    size_t line = 0;

    if (offset > text.n)
        offset = text.n;
    for (size_t nl; (nl = str_find_byte(text, '\n', line)) < offset; line = nl + 1)
        at.line++;
    at.column = (unsigned)(offset - line) + 1;
    return at;
}

static bool set_level(struct diag_options *o, struct str name, enum diag_level level)
{
    bool found = false;

    for (size_t i = 0; i < DIAG_COUNT; i++)
        if (str_eq(name, str_of(rows[i].name))) {
            enum diag_level as = level == DIAG_LEVEL_NOTE ? rows[i].level : level;

            o->level[i] = (unsigned char)(as + 1);
            found = true;
        }
    return found;
}

bool diag_options_set(struct diag_options *o, struct str argument)
{
    if (str_starts(argument, STR("no-")) && set_level(o, str_skip(argument, 3), DIAG_LEVEL_OFF))
        return true;
    if (str_starts(argument, STR("error=")))
        return set_level(o, str_skip(argument, 6), DIAG_LEVEL_ERROR);
    return set_level(o, argument, DIAG_LEVEL_NOTE);
}

enum diag_level diag_effective_level(const struct diag *d, const struct diag_options *o)
{
    enum diag_level level = d->level;

    if (d->level < DIAG_LEVEL_ERROR && o->level[d->id])
        level = (enum diag_level)(o->level[d->id] - 1);
    if (o->strict && level == DIAG_LEVEL_WARNING)
        level = DIAG_LEVEL_ERROR;
    return level;
}

bool diag_has_error(const struct diag_list *l, const struct diag_options *o)
{
    for (size_t i = 0; i < l->n; i++)
        if (diag_effective_level(&l->v[i], o) >= DIAG_LEVEL_ERROR)
            return true;
    return false;
}
