/* SPDX-License-Identifier: MIT */
/* Definition lists: terms on their lines, ": " before each definition → <dl>. */
#include <string.h>

#include "render/template_private.h"

static const struct str NAME = STR_INIT(":");

static bool is_open(const struct template *t)
{
    return t->n_open > 0 && str_eq(t->open[t->n_open - 1].name, NAME);
}

static void add_blank_line(struct buf *b)
{
    while (b->n && is_ascii_space(b->p[b->n - 1]))
        b->n--;
    buf_addz(b, "\n\n");
}

static void close_definition(struct template *t)
{
    struct buf *b = &t->w.out;
    struct open_tag *o = &t->open[--t->n_open];

    t->scan.base = o->base;
    t->scan.n = 0;
    t->scan.is_paragraph = t->scan.is_html = false;
    add_blank_line(b);
    buf_addz(b, "</dd>\n");
    t->list_out = b->n;
    buf_addz(b, "</dl>\n\n");
    writer_seek(&t->w, t->w.at);
}

/* True when the line before the one at AT is blank. */
static bool is_after_blank(struct str in, size_t at)
{
    size_t i = at;

    if (i > 0)
        i--; /* its line end */
    while (i > 0 && (in.p[i - 1] == ' ' || in.p[i - 1] == '\t' || in.p[i - 1] == '\r'))
        i--;
    return i == 0 || in.p[i - 1] == '\n';
}

/* A line that is not indented, after a blank one, ends the definition. */
void definition_outdent(struct template *t)
{
    struct str in = t->w.in;
    size_t at = t->w.at, columns = 0;

    if (!is_open(t))
        return;
    for (; at < in.n && (in.p[at] == ' ' || in.p[at] == '\t'); at++)
        columns += in.p[at] == '\t' ? 4 : 1;
    if (at >= in.n || in.p[at] == '\n' || in.p[at] == '\r')
        return;
    if (in.p[at] == ':' && columns < 4)
        return;
    if (columns < 2 && is_after_blank(in, t->w.at) && !t->scan.fence)
        close_definition(t);
}

static bool is_definition(struct str line)
{
    return line.n > 2 && line.p[0] == ':' && (line.p[1] == ' ' || line.p[1] == '\t') &&
           str_trim(str_skip(line, 1)).n > 0;
}

enum { TERMS_MAX = 4000 };

/* The terms that stand before the definition, from FROM to the output's end. */
static bool write_terms(struct template *t, size_t from)
{
    struct buf *b = &t->w.out;
    struct str line, rest;

    if (b->n - from > TERMS_MAX)
        return false;
    rest = str_trim(arena_str(t->a, str_skip(buf_str(b), from)));
    if (rest.n == 0 || rest.p[0] == '|' || rest.p[0] == '#' || rest.p[0] == '>' ||
        rest.p[0] == '<' || str_starts(rest, STR("- ")) || str_starts(rest, STR("* ")))
        return false;
    writer_truncate(&t->w, from);
    if (t->list_out && str_trim(str_skip(buf_str(b), t->list_out)).n == 5)
        writer_truncate(&t->w, t->list_out); /* the list goes on */
    else
        buf_addz(b, "<dl>\n");
    while (str_line(&rest, &line)) {
        line = str_trim(line);
        if (line.n == 0)
            continue;
        buf_addz(b, "<dt>");
        emit_inline(b, line);
        buf_addz(b, "</dt>\n");
    }
    return true;
}

static size_t terms_start(const struct template *t)
{
    struct str between;

    if (!t->line.is_first)
        return t->paragraph_out;
    between = str_skip(buf_str(&t->w.out), t->block_out);
    if (!t->block_out || t->heading_out > t->block_out ||
        (t->was_heading && t->heading_out == t->block_out) || between.n > 3 || str_trim(between).n)
        return STR_NPOS;
    return t->previous_out;
}

bool definition_line(struct template *t)
{
    struct scan_line *l = &t->line;
    struct str line = str_sub(t->w.in, l->content, l->end - l->content);
    size_t text = l->content + 1, from;
    unsigned base;

    if (!is_definition(line) || t->scan.n != 0 || l->indent > 3 || t->n_open >= OPEN_DEPTH - 1)
        return false;
    if (is_open(t)) {
        t->scan.base = t->open[--t->n_open].base;
        add_blank_line(&t->w.out);
        buf_addz(&t->w.out, "</dd>\n");
    } else {
        from = terms_start(t);
        if (from == STR_NPOS || from > t->w.out.n || !write_terms(t, from))
            return false;
    }
    while (text < l->end && (t->w.in.p[text] == ' ' || t->w.in.p[text] == '\t'))
        text++;
    buf_addz(&t->w.out, "<dd>\n\n");
    base = t->scan.base;
    open_push(t, NAME, STR("</dd>\n</dl>"), true);
    t->scan.base =
        base +
        (text - l->content > 4 || t->w.in.p[text - 1] == '\t' ? 4 : (unsigned)(text - l->content));
    writer_seek(&t->w, text);
    t->paragraph_out = t->w.out.n;
    t->scan.is_paragraph = true;
    t->block_out = 0;
    return true;
}
