/* SPDX-License-Identifier: MIT */
/* Hugo: shortcodes {{< name … >}} and {{% name … %}}, and Go templates that leak into text. */
#include <string.h>

#include "render/template_private.h"

/* Columns that the content of the block whose mark ends at AT is indented as a whole. */
static unsigned inner_indent(const struct template *t, size_t at)
{
    struct str in = t->w.in;
    unsigned columns = 0;

    while (at < in.n && (in.p[at] == ' ' || in.p[at] == '\t' || in.p[at] == '\r'))
        at++;
    if (at >= in.n || in.p[at] != '\n')
        return 0;
    for (; at < in.n && is_ascii_space(in.p[at]); at++)
        columns = in.p[at] == '\n' ? 0 : in.p[at] == '\t' ? columns + 4 : columns + 1;
    return columns;
}

static void close_tag(struct template *t, const struct mark *m)
{
    struct str close = arena_printf(t->a, "/%.*s", STR_ARG(m->name));

    writer_seek(&t->w, m->end);
    open_close(t, close);
}

bool hugo_tag(struct template *t)
{
    struct writer *w = &t->w;
    unsigned depth = t->n_open, indent;
    struct mark m, end;
    struct tag tag;

    if (!mark_read(w->in, w->at, &m) || w->in.p[w->at + 1] != '{' || m.name.n == 0)
        return false;
    if (m.is_close) {
        close_tag(t, &m);
        return true;
    }
    tag = (struct tag){.name = m.name, .from = m.from, .end = m.end};
    args_parse(&tag.args, t->a, m.args);
    tag.close = arena_printf(t->a, "/%.*s", STR_ARG(m.name));
    tag.is_self_closing = m.is_self_closing;
    tag.is_paired = !m.is_self_closing && pair_find(t, m.from, &end);
    indent = inner_indent(t, m.end);
    if (str_find_byte(m.name, '/', 0) != STR_NPOS)
        tag.name = str_skip(m.name, str_rfind_byte(m.name, '/') + 1);
    if (str_ends(tag.name, STR(".html")))
        tag.name = str_chop(tag.name, 5);
    if (!tag_apply(t, TAG_HUGO, &tag))
        tag_unknown(t, &tag);
    if (t->n_open > depth && indent >= 4 && t->scan.n == 0)
        t->scan.base = indent;
    return true;
}

static bool is_template_code(struct str s)
{
    static const char words[] = " if else end range with define template partial block ref relref "
                                "printf site page hugo i18n T len where index dict slice urls ";
    char word[12] = " ";
    size_t i = 2, n = 1;

    i += s.n > i && s.p[i] == '-';
    while (i < s.n && s.p[i] == ' ')
        i++;
    if (i + 1 >= s.n)
        return false;
    if (str_starts(str_skip(s, i), STR("$frontmatter.")))
        return false; /* of VitePress */
    if (s.p[i] == '.' || s.p[i] == '$')
        return is_ascii_alpha(s.p[i + 1]) && (i > 2 || (s.p[i + 1] >= 'A' && s.p[i + 1] <= 'Z'));
    while (i < s.n && n < 10 && is_ascii_alnum(s.p[i]))
        word[n++] = s.p[i++];
    word[n] = ' ';
    return n > 1 && s.p[2] == ' ' && strstr(words, word);
}

/* {{ .Site.Title }}, {{ $x }}, {{ ref . "x" }}: a template's own code has no place in a post. TeX
 * has double braces too. */
bool hugo_leak(struct template *t)
{
    struct writer *w = &t->w;
    struct str s = str_sub(str_sub(w->in, 0, t->line.end), w->at, 400);
    size_t end = str_find(s, STR("}}"), 2);

    if (end == STR_NPOS || !is_template_code(str_sub(s, 0, end)))
        return false;
    template_unknown(t, arena_str(t->a, str_sub(s, 0, end + 2)), false);
    writer_seek(w, w->at + end + 2);
    return true;
}
