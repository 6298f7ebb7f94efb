/* SPDX-License-Identifier: MIT */
/* Notes within a line, "text^[the note]", become references and definitions at the end. */
#include "render/template_private.h"

enum { NOTE_BYTES_MAX = 2000 };

/* The bracket that ends what opens before AT: brackets nest, notes do not, a paragraph ends all. 0:
 * there is none. */
static size_t bracket_end(struct template *t, size_t at)
{
    struct str in = t->w.in;
    size_t most = t->effort < NOTE_BYTES_MAX ? t->effort : NOTE_BYTES_MAX, depth = 1;
    size_t limit = in.n - at > most ? at + most : in.n;

    for (size_t i = at; i < limit && !str_starts(str_skip(in, i), STR("^[")); i++) {
        if (in.p[i] == '\\')
            i++;
        else if (in.p[i] == '[')
            depth++;
        else if (in.p[i] == ']' && --depth == 0)
            return i;
        else if (in.p[i] == '\n' && i + 1 < limit && in.p[i + 1] == '\n')
            break;
    }
    t->effort -= most;
    return 0;
}

/* TEXT with its own notations expanded, on one line. */
static struct str expanded(struct template *t, struct str text)
{
    struct template outer = *t;
    struct buf b = {0};

    for (size_t i = 0; i < text.n; i++)
        buf_byte(&b, text.p[i] == '\n' ? ' ' : text.p[i]);
    t->w = (struct writer){.in = arena_str(t->a, buf_str(&b))};
    buf_done(&b);
    t->line = (struct scan_line){.end = text.n, .next = text.n, .kind = LINE_TEXT};
    t->image_out = t->image_alt = t->image_end = 0;
    for (size_t i = 0; i < sizeof t->span_close / sizeof *t->span_close; i++)
        t->span_close[i] = 0;
    dialect_line(t);
    writer_copy(&t->w, text.n);
    text = arena_str(t->a, buf_str(&t->w.out));
    buf_done(&t->w.out);
    vec_done(&t->w.splices);
    t->w = outer.w;
    t->line = outer.line;
    t->image_out = outer.image_out;
    t->image_alt = outer.image_alt;
    t->image_end = outer.image_end;
    for (size_t i = 0; i < sizeof t->span_close / sizeof *t->span_close; i++)
        t->span_close[i] = outer.span_close[i];
    return text;
}

bool inline_note(struct template *t)
{
    struct writer *w = &t->w;
    size_t at = w->at, end;
    struct str text;

    if (!str_starts(str_skip(w->in, at), STR("^[")) || (end = bracket_end(t, at + 2)) <= at + 2)
        return false;
    text = expanded(t, str_sub(w->in, at + 2, end - at - 2));
    *vec_push(&t->notes) = text;
    buf_printf(&w->out, "[^m2e-note-%zu]", t->notes.n);
    writer_seek(w, end + 1);
    return true;
}

void inline_notes_add(struct template *t)
{
    for (size_t i = 0; i < t->notes.n; i++)
        buf_printf(&t->w.out, "\n\n[^m2e-note-%zu]: %.*s\n", i + 1, STR_ARG(t->notes.v[i]));
}
