/* SPDX-License-Identifier: MIT */
/* Containers on lines of their own: ":::note Title" … ":::", '!!! note "Title"' with an indented
 * body, '??? note'. */
#include "render/callout.h"
#include "render/template_private.h"

static const struct str INDENTED = STR_INIT("!!!");

/* The name an open container goes by on the stack: its colons. */
static struct str colons_of(struct template *t, size_t n)
{
    struct buf b = {0};
    struct str s;

    buf_fill(&b, ':', n);
    s = arena_str(t->a, buf_str(&b));
    buf_done(&b);
    return s;
}

/* "{.note .wide}", "{title="x"}": the first class. */
static struct str class_of(struct str braces)
{
    size_t at = str_find_byte(braces, '.', 0), n = 1;
    struct str s = str_skip(braces, at);

    if (at == STR_NPOS)
        return STR("");
    while (n < s.n && (is_ascii_alnum(s.p[n]) || s.p[n] == '-' || s.p[n] == '_'))
        n++;
    return str_sub(s, 1, n - 1);
}

/* "{.callout-note title="x"}" of Quarto, "{.note}" */
static void read_attributes(struct str braces, struct str *ret_kind, struct str *ret_title)
{
    size_t title = str_find(braces, STR("title=\""), 0), end;

    *ret_kind = class_of(braces);
    if (str_starts(*ret_kind, STR("callout-")))
        *ret_kind = str_skip(*ret_kind, 8);
    *ret_title = STR_NONE;
    if (title == STR_NPOS)
        return;
    end = str_find_byte(braces, '"', title + 7);
    if (end != STR_NPOS)
        *ret_title = str_sub(braces, title + 7, end - title - 7);
}

/* "note Title", "note[Title]{.x}", "{.note}", " tip" → kind and title. */
static void read_head(struct str head, struct str *ret_kind, struct str *ret_title)
{
    size_t n = 0, brace;

    head = str_trim(head);
    while (head.n && head.p[head.n - 1] == ':')
        head = str_trim(str_chop(head, 1));
    if (head.n && head.p[0] == '{') {
        read_attributes(head, ret_kind, ret_title);
        return;
    }
    while (n < head.n && !is_ascii_space(head.p[n]) && head.p[n] != '[' && head.p[n] != '{')
        n++;
    *ret_kind = str_sub(head, 0, n);
    head = str_trim(str_skip(head, n));
    brace = str_rfind_byte(head, '{');
    if (brace != STR_NPOS && head.p[head.n - 1] == '}')
        head = str_trim(str_sub(head, 0, brace));
    if (head.n > 1 && head.p[0] == '[' && head.p[head.n - 1] == ']')
        head = str_chop(str_skip(head, 1), 1);
    *ret_title = head;
}

static void open_tab(struct template *t, struct str title)
{
    emit_label(t, title);
    open_push(t, INDENTED, STR_NONE, true);
}

static void open_container(struct template *t, struct str name, struct str kind, struct str title)
{
    enum callout known;

    bool is_group =
        str_among_fold(kind,
                       STR("v-pre raw columns column tabs tab code-group card grid div container "
                           "center figure row col left right wide slide")) ||
        (title.n == 0 && !callout_kind(kind, &known));

    if (str_among_fold(kind, STR("details spoiler collapse")))
        emit_details(t, name, title);
    else if (is_group)
        open_push(t, name, STR_NONE, false);
    else
        emit_aside(t, name, kind, title, true);
}

static bool colon_line(struct template *t, struct str line)
{
    size_t n = 0;
    struct str kind, title;

    while (n < line.n && line.p[n] == ':')
        n++;
    if (n < 3)
        return false;
    if (str_trim(str_skip(line, n)).n == 0) {
        writer_copy(&t->w, t->line.content); /* or the end would not be in the list's item */
        writer_seek(&t->w, t->line.end);
        while (n >= 3 && !open_close(t, colons_of(t, n)))
            n--;
        return true;
    }
    if (n > 32)
        return false;
    writer_copy(&t->w, t->line.content);
    writer_seek(&t->w, t->line.end);
    read_head(str_skip(line, n), &kind, &title);
    open_container(t, colons_of(t, n), kind, title);
    return true;
}

/* '!!! note "Title"', "???+ tip", '=== "Tab"'; the body is what is indented by four more. */
static bool indented_line(struct template *t, struct str line)
{
    struct str rest = str_skip(line, 3), kind, title;
    enum callout known;
    size_t n = 0;

    if (str_starts(rest, STR("+")))
        rest = str_skip(rest, 1);
    if (rest.n == 0 || rest.p[0] != ' ' ||
        (line.p[0] == '=' ? str_trim(rest).p[0] != '"' : !is_ascii_alpha(str_trim(rest).p[0])) ||
        t->scan.base + t->line.indent > 60)
        return false;
    rest = str_trim(rest);
    while (n < rest.n && !is_ascii_space(rest.p[n]) && rest.p[n] != '"')
        n++;
    kind = str_sub(rest, 0, n);
    title = str_find_byte(rest, '"', n) == STR_NPOS
                ? STR_NONE
                : str_skip(rest, str_find_byte(rest, '"', n) + 1);
    if (title.n && title.p[title.n - 1] == '"')
        title = str_chop(title, 1);
    writer_copy(&t->w, t->line.content);
    writer_seek(&t->w, t->line.end);
    n = t->n_open;
    if (line.p[0] == '=')
        open_tab(t, title);
    else if (line.p[0] == '?')
        emit_details(t, INDENTED,
                     title.n                      ? title
                     : callout_kind(kind, &known) ? callout_label(known, t->env->language)
                                                  : kind);
    else
        emit_aside(t, INDENTED, kind, title, true);
    if (t->n_open > n)
        t->scan.base += t->line.indent + 4;
    return true;
}

bool container_line(struct template *t)
{
    struct str line = str_sub(t->w.in, t->line.content, t->line.end - t->line.content);

    if (line.n < 3 || (t->line.kind == LINE_HTML && (line.p[0] != ':' || t->n_open == 0)))
        return false;
    if (line.p[0] == ':')
        return colon_line(t, line);
    if (str_starts(line, INDENTED) || str_starts(line, STR("???")) ||
        str_starts(line, STR("=== \"")))
        return indented_line(t, line);
    return false;
}

/* The line at w.at may stand left of the bodies that are open: those end before it. */
void container_outdent(struct template *t)
{
    struct str in = t->w.in;
    unsigned columns = 0;
    size_t at = t->w.at;

    for (; at < in.n && (in.p[at] == ' ' || in.p[at] == '\t'); at++)
        columns += in.p[at] == '\t' ? 4 - columns % 4 : 1;
    if (at >= in.n || in.p[at] == '\n' || in.p[at] == '\r')
        return;
    while (t->n_open && str_eq(t->open[t->n_open - 1].name, INDENTED) && columns < t->scan.base) {
        open_close(t, INDENTED);
        buf_addz(&t->w.out, "\n\n");
    }
}
