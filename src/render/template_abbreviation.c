/* SPDX-License-Identifier: MIT */
/* Abbreviations: *[HTML]: Hypertext … → <abbr title="Hypertext …">HTML</abbr>. */
#include "render/template_private.h"

enum { ABBREVIATION_MAX = 64, COUNT_MAX = 256 };

static void collect_line(struct template *t, struct str line)
{
    size_t end = str_find(line, STR("]:"), 2);
    struct str name, title, *copy;

    if (end == STR_NPOS || end < 3 || end > ABBREVIATION_MAX || t->abbreviations.n >= COUNT_MAX)
        return;
    name = str_sub(line, 2, end - 2);
    title = str_trim(str_skip(line, end + 2));
    copy = arena_new(t->a, struct str);
    *copy = title;
    table_put(&t->abbreviations, name, NULL)->ptr = copy;
    t->abbreviation_first[(unsigned char)name.p[0]] = 1;
}

void abbreviations_collect(struct template *t)
{
    size_t at = 0;

    if (!is_set(t, SYNTAX_KRAMDOWN | SYNTAX_ABBREVIATIONS))
        return;
    while ((at = str_find(t->w.in, STR("*["), at)) != STR_NPOS) {
        size_t end = str_find_byte(t->w.in, '\n', at);

        if (at == 0 || t->w.in.p[at - 1] == '\n')
            collect_line(t, str_sub(t->w.in, at, end == STR_NPOS ? STR_NPOS : end - at));
        at += 2;
    }
}

static bool is_word_end(struct str in, size_t at)
{
    return at >= in.n || !(is_ascii_alnum(in.p[at]) || in.p[at] == '_');
}

/* The longest abbreviation that stands at w.at. */
bool abbreviation_here(struct template *t)
{
    struct writer *w = &t->w;
    struct str rest = str_sub(w->in, w->at, t->line.end - w->at);
    const struct table_entry *best = NULL;

    for (size_t i = 0; i < t->abbreviations.n; i++) {
        const struct table_entry *e = &t->abbreviations.v[i];

        if (str_starts(rest, e->key) && is_word_end(rest, e->key.n) &&
            (!best || e->key.n > best->key.n))
            best = e;
    }
    if (!best || !template_spend(t, ((const struct str *)best->ptr)->n))
        return false;
    buf_addz(&w->out, "<abbr");
    emit_attribute(&w->out, "title", *(const struct str *)best->ptr);
    buf_byte(&w->out, '>');
    buf_add(&w->out, best->key);
    buf_addz(&w->out, "</abbr>");
    writer_seek(w, w->at + best->key.n);
    return true;
}
