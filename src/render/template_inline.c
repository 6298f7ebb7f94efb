/* SPDX-License-Identifier: MIT */
/* Marks within a line: ==mark==, ++inserted++, H~2~O, x^2^, emoji by name, mathematics. */
#include <string.h>

#include "render/mathscan.h"
#include "render/template_private.h"

enum { SPAN_MAX = 2000 };

struct span {
    struct str mark;
    const char *element;
    unsigned syntax;
    bool has_blanks; /* may enclose blanks */
};

static const struct span spans[4] = {
    {STR_INIT("=="), "mark", SYNTAX_MARK | SYNTAX_OBSIDIAN, true},
    {STR_INIT("++"), "ins", SYNTAX_SUBSUP, true},
    {STR_INIT("~"), "sub", SYNTAX_SUBSUP, false},
    {STR_INIT("^"), "sup", SYNTAX_SUBSUP, false},
};

/* Offset of SPAN's end mark for the one that opens at AT, or 0. */
static size_t span_end(const struct template *t, const struct span *span, size_t at)
{
    struct str in = t->w.in;
    size_t from = at + span->mark.n, limit = t->line.end;
    char c = span->mark.p[0];

    if (limit > from + SPAN_MAX)
        limit = from + SPAN_MAX;
    if (from >= limit || is_ascii_space(in.p[from]) || in.p[from] == c ||
        (at > 0 && in.p[at - 1] == c))
        return 0;
    for (size_t i = from + 1; i < limit; i++) {
        if (is_ascii_space(in.p[i]) && !span->has_blanks)
            return 0;
        if (in.p[i] == '`' || (!span->has_blanks && in.p[i] == '<'))
            return 0;
        if (in.p[i] == c && str_starts(str_skip(str_sub(in, 0, limit), i), span->mark))
            return is_ascii_space(in.p[i - 1]) ||
                           (i + span->mark.n < in.n && in.p[i + span->mark.n] == c)
                       ? 0
                       : i;
    }
    return 0;
}

bool inline_span(struct template *t, char mark)
{
    struct writer *w = &t->w;
    size_t at = w->at, end;

    for (size_t i = 0; i < 4; i++) {
        const struct span *span = &spans[i];

        if (span->mark.p[0] != mark || !is_set(t, span->syntax) ||
            !str_starts(str_skip(w->in, at), span->mark))
            continue;
        if (t->span_close[i] && at == t->span_close[i]) {
            buf_printf(&w->out, "</%s>", span->element);
            t->span_close[i] = 0;
        } else if ((end = span_end(t, span, at)) != 0) {
            buf_printf(&w->out, "<%s>", span->element);
            t->span_close[i] = end;
        } else {
            return false;
        }
        writer_seek(w, at + span->mark.n);
        return true;
    }
    return false;
}

static const struct {
    const char *name, *characters;
} emoji[] = {
#define EMOJI(name, characters) {name, characters},
#include "render/emoji.def"
#undef EMOJI
};

static const char *emoji_find(struct str name)
{
    size_t low = 0, high = sizeof emoji / sizeof emoji[0];

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int c = str_cmp(name, str_of(emoji[middle].name));

        if (c == 0)
            return emoji[middle].characters;
        if (c < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

bool inline_emoji(struct template *t)
{
    struct writer *w = &t->w;
    struct str in = w->in;
    size_t at = w->at, n = at + 1;
    const char *characters;

    if (at > 0 && (is_ascii_alnum(in.p[at - 1]) || in.p[at - 1] == ':' || in.p[at - 1] == '/'))
        return false;
    while (n < in.n && n < at + 64 &&
           (is_ascii_alnum(in.p[n]) || in.p[n] == '_' || in.p[n] == '+' || in.p[n] == '-'))
        n++;
    if (n == at + 1 || n >= in.n || in.p[n] != ':')
        return false;
    characters = emoji_find(str_sub(in, at + 1, n - at - 1));
    if (!characters)
        return false;
    buf_addz(&w->out, characters);
    writer_seek(w, n + 1);
    return true;
}

bool inline_math(struct template *t)
{
    struct writer *w = &t->w;
    struct template_object *o;
    struct str tex;
    bool is_display;
    /* an image's text is an attribute: there is no place for a formula */
    size_t n = t->image_out && !t->image_alt ? 0 : math_scan(w->in, w->at, &tex, &is_display);

    if (n == 0)
        return false;
    buf_printf(&w->out, "%c%zu%c", OBJECT_OPEN, t->r->objects.n, OBJECT_CLOSE);
    o = vec_push(&t->r->objects);
    o->kind = is_display ? OBJECT_MATH_DISPLAY : OBJECT_MATH_INLINE;
    o->source = arena_str(t->a, math_scan_clean(t->a, w->in, w->at, tex));
    o->written = arena_str(t->a, str_sub(w->in, w->at, n));
    o->line = template_line(t, w->at);
    writer_seek(w, w->at + n);
    return true;
}
