/* SPDX-License-Identifier: MIT */
/* Writes what constructs become, so that CommonMark reads it as meant wherever it stands. */
#include <string.h>

#include "render/callout.h"
#include "render/template_private.h"

void emit(struct template *t, struct str s)
{
    buf_add(&t->w.out, s);
}

static bool is_entity(struct str s)
{
    size_t i = 1;

    i += i < s.n && s.p[i] == '#';
    while (i < s.n && i < 32 && is_ascii_alnum(s.p[i]))
        i++;
    return i > 1 && i < s.n && s.p[i] == ';';
}

/* Attribute value or text; character references pass, lines are joined. */
static void add_escaped(struct buf *b, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];

        if (c == '\n' || c == '\r')
            buf_byte(b, ' ');
        else if (c == '|')
            buf_addz(b, "&#124;"); /* or it would split a table's cell */
        else if (c == OBJECT_OPEN || c == OBJECT_CLOSE || (c == '&' && is_entity(str_skip(s, i))))
            buf_byte(b, c);
        else
            buf_xml(b, str_sub(s, i, 1));
    }
}

void emit_attribute(struct buf *b, const char *name, struct str value)
{
    buf_printf(b, " %s=\"", name);
    add_escaped(b, value);
    buf_byte(b, '"');
}

void emit_tag_end(struct buf *b)
{
    buf_addz(b, "><!-- -->"); /* CommonMark 4.6, kind 7: a tag alone would begin an HTML block */
}

void emit_url(struct buf *b, struct str url)
{
    for (size_t i = 0; i < url.n; i++) {
        unsigned char c = (unsigned char)url.p[i];

        if (c <= ' ' || strchr("()<>\"\\|`", c))
            buf_printf(b, "%%%02X", c);
        else
            buf_byte(b, (char)c);
    }
}

/* [text](url) at the start of S; its length, or 0. */
static size_t inline_link(struct buf *b, struct str s)
{
    size_t bracket = str_find(s, STR("]("), 1), end;

    if (bracket == STR_NPOS || (end = str_find_byte(s, ')', bracket)) == STR_NPOS)
        return 0;
    buf_addz(b, "<a");
    emit_attribute(b, "href", str_trim(str_sub(s, bracket + 2, end - bracket - 2)));
    buf_byte(b, '>');
    emit_inline(b, str_sub(s, 1, bracket - 1));
    buf_addz(b, "</a>");
    return end + 1;
}

/* What MARK encloses at the start of S, as element NAME; its length, or 0. */
static size_t markup_span(struct buf *b, struct str s, struct str mark, const char *name)
{
    size_t end;

    if (!str_starts(s, mark) || s.n <= mark.n || is_ascii_space(s.p[mark.n]))
        return 0;
    end = str_find(s, mark, mark.n + 1);
    if (end == STR_NPOS || is_ascii_space(s.p[end - 1]))
        return 0;
    buf_printf(b, "<%s>", name);
    add_escaped(b, str_sub(s, mark.n, end - mark.n));
    buf_printf(b, "</%s>", name);
    return end + mark.n;
}

static size_t inline_piece(struct buf *b, struct str s, char before)
{
    size_t n = 0;

    if (s.p[0] == '<' && (n = scan_tag(s, 0)) != 0)
        buf_add(b, str_sub(s, 0, n));
    else if (s.p[0] == '`')
        n = markup_span(b, s, STR("`"), "code");
    else if (s.p[0] == '[')
        n = inline_link(b, s);
    else if (s.p[0] == '*' && (n = markup_span(b, s, STR("**"), "strong")) == 0)
        n = markup_span(b, s, STR("*"), "em");
    else if (s.p[0] == '_' && !is_ascii_alnum(before) &&
             (n = markup_span(b, s, STR("__"), "strong")) == 0)
        n = markup_span(b, s, STR("_"), "em");
    return n;
}

void emit_inline(struct buf *b, struct str s)
{
    size_t n;

    s = str_trim(s);
    if (s.n > 4096) { /* nobody's title; and searching in it stays cheap */
        add_escaped(b, s);
        return;
    }
    for (size_t i = 0; i < s.n; i += n) {
        n = strchr("<`[*_", s.p[i]) && s.p[i]
                ? inline_piece(b, str_skip(s, i), i ? s.p[i - 1] : ' ')
                : 0;
        if (n == 0 && s.p[i] == '&' && is_entity(str_skip(s, i))) {
            buf_byte(b, '&');
            n = 1;
        } else if (n == 0) {
            add_escaped(b, str_sub(s, i, 1));
            n = 1;
        }
    }
}

/* The line's marks of quotations and its indentation; list markers become blanks. */
static void add_prefix(struct template *t)
{
    struct str s = str_sub(t->w.in, t->prefix, t->prefix_end - t->prefix);

    for (size_t i = 0; i < s.n && i < 64; i++)
        buf_byte(&t->w.out, s.p[i] == '>' || s.p[i] == '\t' ? s.p[i] : ' ');
}

static void new_line(struct template *t)
{
    struct buf *b = &t->w.out;

    while (b->n && b->p[b->n - 1] == ' ')
        b->n--;
    buf_byte(b, '\n');
    add_prefix(t);
}

/* True when the output's current line holds nothing but marks of containers. */
static bool at_line_start(const struct template *t)
{
    struct str out = buf_str(&t->w.out);
    size_t at = str_rfind_byte(out, '\n');

    at = at == STR_NPOS ? 0 : at + 1;
    while (at < out.n) {
        char c = out.p[at];

        if (is_ascii_space(c) || c == '>') {
            at++;
        } else if ((c == '-' || c == '*' || c == '+') && at + 1 < out.n && out.p[at + 1] == ' ') {
            at += 2;
        } else {
            while (at < out.n && is_ascii_digit(out.p[at]))
                at++;
            if (at + 1 >= out.n || (out.p[at] != '.' && out.p[at] != ')') || out.p[at + 1] != ' ' ||
                !is_ascii_digit(c))
                return false;
            at += 2;
        }
    }
    return true;
}

bool is_alone(const struct template *t, size_t from, size_t to)
{
    struct str in = t->w.in;

    while (from > 0 && (in.p[from - 1] == ' ' || in.p[from - 1] == '\t'))
        from--;
    while (to < in.n && (in.p[to] == ' ' || in.p[to] == '\t' || in.p[to] == '\r'))
        to++;
    return (from == 0 || in.p[from - 1] == '\n' || from <= t->prefix_end) &&
           (to == in.n || in.p[to] == '\n');
}

/* A blank line has to follow what was written; the input may bring it along. */
static void end_block(struct template *t)
{
    struct writer *w = &t->w;
    size_t at = w->at;

    while (at < w->in.n && (w->in.p[at] == ' ' || w->in.p[at] == '\t' || w->in.p[at] == '\r'))
        at++;
    if (at >= w->in.n)
        return;
    if (w->in.p[at] != '\n') {
        new_line(t);
        new_line(t);
        writer_seek(w, at);
        return;
    }
    for (at++; at < w->in.n && w->in.p[at] != '\n'; at++) {
        if (!is_ascii_space(w->in.p[at]) && w->in.p[at] != '>') {
            new_line(t);
            break;
        }
    }
}

void emit_block(struct template *t, struct str html)
{
    struct str line;

    if (!at_line_start(t))
        new_line(t);
    for (bool is_first = true; str_line(&html, &line); is_first = false) {
        if (!is_first)
            new_line(t);
        emit(t, line);
    }
    end_block(t);
    t->scan.is_paragraph = t->scan.is_html = false;
}

bool open_push(struct template *t, struct str name, struct str close, bool is_block)
{
    struct open_tag *o = &t->open[t->n_open];

    if (t->n_open == OPEN_DEPTH)
        return false;
    t->n_open++;
    *o = (struct open_tag){name, close, is_block, t->scan.base};
    return true;
}

static void close_one(struct template *t)
{
    struct open_tag *o = &t->open[--t->n_open];

    t->scan.base = o->base;
    if (o->close.n == 0)
        return;
    if (o->is_block)
        emit_block(t, o->close);
    else
        emit(t, o->close);
}

bool open_close(struct template *t, struct str name)
{
    for (unsigned i = t->n_open; i-- > 0;) {
        if (!str_eq(t->open[i].name, name))
            continue;
        while (t->n_open > i)
            close_one(t);
        return true;
    }
    return false;
}

void open_close_all(struct template *t)
{
    while (t->n_open > 0)
        close_one(t);
}

void emit_aside(struct template *t, struct str name, struct str kind_name, struct str title,
                bool has_body)
{
    enum callout kind = CALLOUT_NOTE;
    struct buf b = {0};
    bool is_known = callout_kind(kind_name, &kind);

    buf_printf(&b, "<aside class=\"callout callout-%s\" role=\"note\"><p class=\"callout-title\">",
               callout_name(kind));
    if (title.n || (kind_name.n && !is_known))
        emit_inline(&b, title.n ? title : kind_name);
    else
        buf_add(&b, callout_label(kind, t->env->language));
    buf_addz(&b, "</p>");
    if (!has_body)
        buf_addz(&b, "</aside>");
    emit_block(t, buf_str(&b));
    if (has_body && !open_push(t, name, STR("</aside>"), true))
        emit_block(t, STR("</aside>"));
    buf_done(&b);
}

void emit_details(struct template *t, struct str name, struct str title)
{
    struct buf b = {0};

    buf_addz(&b, "<details open><summary>");
    emit_inline(&b, title.n ? title : STR("…"));
    buf_addz(&b, "</summary>");
    emit_block(t, buf_str(&b));
    if (!open_push(t, name, STR("</details>"), true))
        emit_block(t, STR("</details>"));
    buf_done(&b);
}

void emit_label(struct template *t, struct str title)
{
    struct buf b = {0};

    buf_addz(&b, "<p class=\"tab-label\"><strong>");
    emit_inline(&b, title);
    buf_addz(&b, "</strong></p>");
    emit_block(t, buf_str(&b));
    buf_done(&b);
}
