/* SPDX-License-Identifier: MIT */
/* Copies what is plain, and knows which input line each output line came from. */
#include <string.h>

#include "render/template_private.h"

void writer_copy(struct writer *w, size_t end)
{
    if (end <= w->at)
        return;
    if (w->at != w->copied_in || w->out.n != w->copied_out)
        writer_sync(w, w->at);
    buf_add(&w->out, str_sub(w->in, w->at, end - w->at));
    w->at = w->copied_in = end;
    w->copied_out = w->out.n;
}

void writer_seek(struct writer *w, size_t at)
{
    w->at = at;
}

void writer_sync(struct writer *w, size_t at)
{
    *vec_push(&w->splices) = (struct splice){at, w->out.n};
}

void writer_truncate(struct writer *w, size_t n)
{
    w->out.n = n;
    w->copied_out = STR_NPOS;
    while (w->splices.n && w->splices.v[w->splices.n - 1].out > n)
        w->splices.n--;
}

void writer_insert(struct writer *w, size_t at, struct str s)
{
    size_t tail = w->out.n - at;

    buf_reserve(&w->out, s.n);
    memmove(w->out.p + at + s.n, w->out.p + at, tail);
    memcpy(w->out.p + at, s.p, s.n);
    w->out.n += s.n;
    for (size_t i = w->splices.n; i-- > 0 && w->splices.v[i].out > at;)
        w->splices.v[i].out += s.n;
    w->copied_out = STR_NPOS;
}

static size_t count_lines(struct str s)
{
    size_t n = 1;
    const char *p = s.p, *end = s.p + s.n;

    while (p < end && (p = memchr(p, '\n', (size_t)(end - p))) != NULL)
        n++, p++;
    return n;
}

/* Input line at offset AT, walking forward from *LINE at *FROM; back steps stay on the line. */
static void advance(struct str in, size_t at, size_t *from, unsigned *line)
{
    while (*from < at && *from < in.n) {
        const char *p = memchr(in.p + *from, '\n', (at < in.n ? at : in.n) - *from);

        if (!p) {
            *from = at;
            return;
        }
        *from = (size_t)(p - in.p) + 1;
        ++*line;
    }
}

unsigned *writer_lines(const struct writer *w, struct arena *a, const unsigned *line_of_in,
                       size_t *ret_count)
{
    struct str out = buf_str(&w->out);
    size_t count = count_lines(out), at = 0, from = 0, splice = 0, in_base = 0, out_base = 0;
    unsigned line = 0, *map = arena_array(a, unsigned, count);

    for (size_t i = 0; i < count; i++) {
        size_t newline;

        while (splice < w->splices.n && w->splices.v[splice].out <= at) {
            in_base = w->splices.v[splice].in;
            out_base = w->splices.v[splice++].out;
        }
        newline = in_base + (at - out_base);
        if (splice < w->splices.n && newline > w->splices.v[splice].in)
            newline = w->splices.v[splice].in; /* within what a construct wrote */
        advance(w->in, newline, &from, &line);
        map[i] = line_of_in ? line_of_in[line] : line + 1;
        newline = str_find_byte(out, '\n', at);
        at = newline == STR_NPOS ? out.n : newline + 1;
    }
    *ret_count = count;
    return map;
}
