/* SPDX-License-Identifier: MIT */
/* Code in tags ({% highlight %}) becomes a fence or a code span that its text cannot end. */
#include <string.h>

#include "render/template_private.h"

static size_t longest_run(struct str s, char byte)
{
    size_t longest = 0, n = 0;

    for (size_t i = 0; i < s.n; i++) {
        n = s.p[i] == byte ? n + 1 : 0;
        longest = n > longest ? n : longest;
    }
    return longest;
}

/* Without the lines that are blank at its start and end. */
static struct str strip_lines(struct str s)
{
    size_t i = 0;

    s = str_trim_end(s);
    while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\r'))
        i++;
    if (i < s.n && s.p[i] == '\n')
        s = str_skip(s, i + 1);
    return s;
}

static size_t indentation(struct str line)
{
    size_t n = 0;

    while (n < line.n && (line.p[n] == ' ' || line.p[n] == '\t'))
        n++;
    return n;
}

/* Columns by which the code has to move right to stay in its list item: none if every line is
 * that far already, or if the lines carry the marks of a quotation. */
static size_t missing_indent(const struct template *t, struct str code)
{
    size_t width = t->prefix_end - t->prefix;
    struct str line, prefix = str_sub(t->w.in, t->prefix, width);

    if (width == 0 || width > 64 || str_find_byte(prefix, '>', 0) != STR_NPOS)
        return 0;
    while (str_line(&code, &line))
        if (str_trim(line).n && indentation(line) < width)
            return width;
    return 0;
}

static void emit_lines(struct template *t, struct str code)
{
    size_t indent = missing_indent(t, code);
    struct str line;

    while (str_line(&code, &line)) {
        if (line.n)
            buf_fill(&t->w.out, ' ', indent);
        emit(t, line);
        buf_byte(&t->w.out, '\n');
    }
}

static void emit_span(struct template *t, struct str code)
{
    size_t n = longest_run(code, '`') + 1;

    code = str_trim(code);
    if (code.n == 0)
        return;
    buf_fill(&t->w.out, '`', n);
    if (code.p[0] == '`' || code.p[code.n - 1] == '`')
        buf_byte(&t->w.out, ' ');
    emit(t, code);
    if (code.p[0] == '`' || code.p[code.n - 1] == '`')
        buf_byte(&t->w.out, ' ');
    buf_fill(&t->w.out, '`', n);
}

static void emit_prefix(struct template *t)
{
    struct str s = str_sub(t->w.in, t->prefix, t->prefix_end - t->prefix);

    for (size_t i = 0; i < s.n && i < 64; i++)
        buf_byte(&t->w.out, s.p[i] == '>' || s.p[i] == '\t' ? s.p[i] : ' ');
}

/* BODY: where the code's first line is in the input. */
static void emit_fence(struct template *t, struct str info, struct str code, size_t body)
{
    struct buf *b = &t->w.out;
    size_t n = longest_run(code, '`') + 1, newline;

    n = n < 3 ? 3 : n;
    newline = str_rfind_byte(buf_str(b), '\n');
    newline = newline == STR_NPOS ? 0 : newline + 1;
    for (size_t i = newline; i < b->n; i++) {
        if (is_ascii_alpha(b->p[i]) || (unsigned char)b->p[i] >= 0x80) {
            buf_addz(b, "\n\n");
            emit_prefix(t);
            break;
        }
    }
    buf_fill(b, '`', n);
    for (size_t i = 0; i < info.n; i++)
        buf_byte(b, info.p[i] == '`' || info.p[i] == '\n' ? ' ' : info.p[i]);
    buf_byte(b, '\n');
    writer_sync(&t->w, body);
    emit_lines(t, code);
    writer_sync(&t->w, t->w.at);
    emit_prefix(t);
    buf_fill(b, '`', n);
}

static size_t first_line(struct str in, size_t body)
{
    size_t newline = str_find_byte(in, '\n', body);

    return newline != STR_NPOS && str_trim(str_sub(in, body, newline - body)).n == 0 ? newline + 1
                                                                                     : body;
}

void emit_code(struct template *t, struct str info, struct str head, size_t from, size_t body,
               size_t body_end, size_t end)
{
    struct writer *w = &t->w;
    size_t mark = w->out.n, rest = end;
    bool is_block = is_alone(t, from, end) ||
                    str_find_byte(str_sub(w->in, body, body_end - body), '\n', 0) != STR_NPOS;
    struct str code;

    w->at = body;
    template_code(t, body_end);
    code = arena_str(t->a, str_sub(buf_str(&w->out), mark, w->out.n - mark));
    writer_truncate(w, mark);
    writer_sync(w, from);
    if (!is_block) {
        emit_span(t, code);
        writer_seek(w, end);
        return;
    }
    writer_seek(w, end);
    code = strip_lines(code);
    if (head.n)
        code = arena_printf(t->a, "%.*s\n%.*s", STR_ARG(head), STR_ARG(code));
    emit_fence(t, info, code, first_line(w->in, body));
    while (rest < w->in.n && (w->in.p[rest] == ' ' || w->in.p[rest] == '\t'))
        rest++;
    writer_seek(w, rest);
    if (rest < w->in.n && w->in.p[rest] != '\n' && w->in.p[rest] != '\r')
        buf_byte(&w->out, '\n');
    t->scan.is_paragraph = t->scan.is_html = false;
}
