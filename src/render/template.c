/* SPDX-License-Identifier: MIT */
/* The two passes over a post's text, and what they share. */
#include <string.h>

#include "render/template_private.h"

/* How many bytes includes, variables and the like may add to a post, and what an include takes of
 * that besides its text: what names each other ten times over would else grow without end. */
enum { BUDGET = 16 << 20, INCLUDE_LEAST = BUDGET / 4096 };

static const char include_too_long[] = "the post would get too long";
static const char include_too_deep[] = "includes nest too deep";
static const char include_of_itself[] = "it includes itself";

static const unsigned LANGUAGES =
    SYNTAX_LIQUID | SYNTAX_HUGO | SYNTAX_ZOLA | SYNTAX_HEXO | SYNTAX_MDBOOK | SYNTAX_NUNJUCKS;

bool is_set(const struct template *t, unsigned syntax)
{
    return (t->syntax & syntax) != 0;
}

void template_unknown(struct template *t, struct str name, bool is_kept)
{
    struct table *counts = is_kept ? &t->r->unknown : &t->r->lost;
    struct table_entry *e = table_get(counts, name);

    if (!e)
        e = table_put(counts, arena_str(t->a, name), NULL);
    e->num++;
}

unsigned template_line(struct template *t, size_t at)
{
    const char *p = t->w.in.p + t->line_at, *end = t->w.in.p + at;

    if (t->fixed_line)
        return t->fixed_line;
    while (p < end && (p = memchr(p, '\n', (size_t)(end - p))) != NULL)
        t->line_number++, p++;
    t->line_at = at > t->line_at ? at : t->line_at;
    return t->line_of ? t->line_of[t->line_number] : t->line_number + 1;
}

const char *include_read(struct template *t, struct str name, struct str *ret_text)
{
    const char *fault =
        t->env->include ? t->env->include(t->env->ctx, name, ret_text) : "no files are known here";

    for (const struct included *i = t->included; i && !fault; i = i->by)
        if (str_eq(i->name, name))
            fault = include_of_itself;
    if (fault)
        return fault;
    if (t->depth >= INCLUDE_DEPTH)
        return include_too_deep;
    if (ret_text->n + INCLUDE_LEAST > *t->budget)
        return include_too_long;
    *t->budget -= INCLUDE_LEAST;
    return NULL;
}

bool template_spend(struct template *t, size_t n)
{
    bool is_left = n <= *t->budget;

    *t->budget -= is_left ? n : *t->budget;
    return is_left;
}

void include_tell(struct template *t, struct str name, const char *fault)
{
    struct diag_pos at = {t->file, t->first_line + template_line(t, t->w.at) - 1, 0};
    bool is_beyond =
        fault == include_too_long || fault == include_too_deep || fault == include_of_itself;

    if (!is_beyond || !t->r->is_full)
        diag_add(t->diags, DIAG_INCLUDE, at, STR_ARG(name), fault);
    t->r->is_full |= is_beyond;
}

void emit_value(struct template *t, struct str name, struct str value)
{
    if (template_spend(t, value.n))
        emit(t, value);
    else
        include_tell(t, name, include_too_long);
}

size_t template_find(struct template *t, struct str needle, size_t from)
{
    struct table_entry *e = table_get(&t->failed, needle);
    size_t found;

    if (e)
        return STR_NPOS;
    found = str_find(t->w.in, needle, from);
    if (found == STR_NPOS)
        table_put(&t->failed, arena_str(t->a, needle), NULL);
    return found;
}

static void template_done(struct template *t)
{
    buf_done(&t->w.out);
    vec_done(&t->w.splices);
    vec_done(&t->pairs);
    table_done(&t->open_marks);
    table_done(&t->failed);
    table_done(&t->abbreviations);
    vec_done(&t->notes);
}

static bool has_language_work(struct str body, unsigned syntax)
{
    size_t at = 0;

    if (syntax & SYNTAX_MDX)
        return str_find_byte(body, '<', 0) != STR_NPOS || str_find_byte(body, '{', 0) != STR_NPOS ||
               str_find(body, STR("import "), 0) != STR_NPOS ||
               str_find(body, STR("export "), 0) != STR_NPOS;
    if ((syntax & SYNTAX_CONTAINERS) &&
        (str_find(body, STR(":::"), 0) != STR_NPOS || str_find(body, STR("!!! "), 0) != STR_NPOS ||
         str_find(body, STR("=== \""), 0) != STR_NPOS ||
         str_find(body, STR("??? "), 0) != STR_NPOS || str_find(body, STR("???+"), 0) != STR_NPOS))
        return true;
    if ((syntax & SYNTAX_MDBOOK) && str_find(body, STR("admonish"), 0) != STR_NPOS)
        return true;
    if (!(syntax & LANGUAGES))
        return false;
    while ((at = str_find_byte(body, '{', at)) != STR_NPOS && ++at < body.n)
        if (body.p[at] == '{' || body.p[at] == '%' || body.p[at] == '#')
            return true;
    return false;
}

static struct str run(struct template *parent, struct str text, const struct included *included,
                      const struct args *params)
{
    struct template *t;
    struct str out = text;

    if (parent->depth >= INCLUDE_DEPTH || !template_spend(parent, text.n))
        return STR("");
    t = xcalloc(1, sizeof *t);
    t->a = parent->a, t->r = parent->r, t->env = parent->env, t->diags = parent->diags;
    t->file = parent->file, t->first_line = parent->first_line;
    t->syntax = parent->syntax & ~(unsigned)SYNTAX_CONTAINERS;
    t->depth = parent->depth + 1;
    t->budget = parent->budget;
    t->values = parent->values;
    t->included = included;
    t->params = params ? params : parent->params;
    t->fixed_line = template_line(parent, parent->w.at);
    t->w.in = text;
    if (has_language_work(text, t->syntax)) {
        template_pass(t);
        out = arena_str(t->a, buf_str(&t->w.out));
    }
    template_done(t);
    free(t);
    return out;
}

struct str template_run(struct template *parent, struct str text)
{
    return run(parent, text, parent->included, NULL);
}

struct str include_run(struct template *parent, struct str name, struct str text,
                       const struct args *params)
{
    const struct included file = {name, parent->included};

    return run(parent, text, &file, params);
}

/* Takes over the output of a pass; the line map becomes NULL again if it says nothing. */
static void finish_pass(struct template *t)
{
    struct template_result *r = t->r;
    unsigned *lines = writer_lines(&t->w, t->a, r->line_of, &r->line_count);
    size_t i = 0;

    while (i < r->line_count && lines[i] == i + 1)
        i++;
    r->line_of = i == r->line_count ? NULL : lines;
    r->text = arena_str(t->a, buf_str(&t->w.out));
}

static void run_pass(const struct template *from, struct table *values,
                     void (*pass)(struct template *t))
{
    struct template *t = xmalloc(sizeof *t);

    *t = *from;
    t->values = values;
    t->w.in = t->r->text;
    t->line_of = t->r->line_of;
    buf_reserve(&t->w.out, t->w.in.n + t->w.in.n / 8);
    pass(t);
    finish_pass(t);
    template_done(t);
    free(t);
}

void template_expand(struct template_result *r, struct arena *a, struct str body, unsigned syntax,
                     const struct template_env *env, struct diag_list *diags, struct str file,
                     unsigned first_line)
{
    static const struct template_env no_env;
    struct template t = {.a = a, .r = r, .env = env ? env : &no_env, .diags = diags};
    struct table values = {0};
    size_t budget = BUDGET;

    t.file = file;
    t.first_line = first_line;
    t.syntax = syntax;
    t.budget = &budget;
    r->text = body.p ? body : STR("");
    r->line_of = NULL;
    if (has_language_work(body, syntax))
        run_pass(&t, &values, template_pass);
    if (dialect_has_work(r->text, syntax))
        run_pass(&t, &values, dialect_pass);
    table_done(&values);
}

void template_result_done(struct template_result *r)
{
    vec_done(&r->objects);
    table_done(&r->unknown);
    table_done(&r->lost);
}
