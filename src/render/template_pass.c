/* SPDX-License-Identifier: MIT */
/* The first pass: lines, code and marks, each mark given to its template language. */
#include "render/mathscan.h"
#include "render/template_private.h"

static bool copy_escape(struct template *t, struct str open, struct str close, struct str mark,
                        struct str end_mark, bool is_code)
{
    struct writer *w = &t->w;
    size_t end;

    if (!str_starts(str_skip(w->in, w->at), open) ||
        (end = template_find(t, close, w->at + open.n)) == STR_NPOS)
        return false;
    if (!is_code)
        buf_byte(&w->out, '`');
    buf_add(&w->out, mark);
    buf_add(&w->out, str_sub(w->in, w->at + open.n, end - w->at - open.n));
    buf_add(&w->out, end_mark);
    if (!is_code)
        buf_byte(&w->out, '`');
    writer_seek(w, end + close.n);
    return true;
}

/* Marks that the author escaped for the template language: shown, never run. In prose they are
 * set as code. */
static bool copy_escaped(struct template *t, bool is_code)
{
    if (is_set(t, SYNTAX_HUGO) &&
        (copy_escape(t, STR("{{</*"), STR("*/>}}"), STR("{{<"), STR(">}}"), is_code) ||
         copy_escape(t, STR("{{%/*"), STR("*/%}}"), STR("{{%"), STR("%}}"), is_code)))
        return true;
    return is_set(t, SYNTAX_ZOLA) &&
           (copy_escape(t, STR("{{/*"), STR("*/}}"), STR("{{"), STR("}}"), is_code) ||
            copy_escape(t, STR("{%/*"), STR("*/%}"), STR("{%"), STR("%}"), is_code));
}

/* {% raw %} and {% endraw %} vanish, with their line when they are alone on it in code. */
static bool copy_raw_mark(struct template *t, bool is_code)
{
    struct writer *w = &t->w;
    struct mark m, end;
    bool is_end;

    if (!is_set(t, SYNTAX_LIQUID | SYNTAX_NUNJUCKS | SYNTAX_HEXO) || !mark_read(w->in, w->at, &m) ||
        (is_code && is_set(t, SYNTAX_HEXO))) /* Hexo takes fences out before its tags run */
        return false;
    is_end = t->raw_end && w->at == t->raw_end;
    if (!is_end && (t->raw_end || !str_eq(m.name, STR("raw")) || !pair_find(t, m.from, &end)))
        return false;
    t->raw_end = is_end ? 0 : end.from;
    if (is_code && is_alone(t, m.from, m.end) && m.end < w->in.n) {
        size_t newline = str_find_byte(w->in, '\n', m.end);

        while (w->out.n && w->out.p[w->out.n - 1] == ' ')
            w->out.n--;
        writer_seek(w, newline == STR_NPOS ? w->in.n : newline + 1);
    } else {
        writer_seek(w, m.end);
    }
    return true;
}

/* {{ "{{" }}: a string literal stands for itself. */
static bool copy_literal(struct template *t)
{
    struct writer *w = &t->w;
    struct str s = str_skip(w->in, w->at);
    size_t i = 2, end;
    char quote;

    if (t->raw_end || !is_set(t, SYNTAX_LIQUID | SYNTAX_NUNJUCKS) || !str_starts(s, STR("{{")))
        return false;
    i += i < s.n && s.p[i] == '-';
    while (i < s.n && s.p[i] == ' ')
        i++;
    if (i >= s.n || ((quote = s.p[i]) != '"' && quote != '\''))
        return false;
    end = str_find_byte(str_sub(s, 0, 400), quote, i + 1);
    if (end == STR_NPOS || end - i > 300 ||
        (str_find_byte(str_sub(s, i, end - i), '{', 0) == STR_NPOS &&
         str_find_byte(str_sub(s, i, end - i), '}', 0) == STR_NPOS))
        return false;
    s = str_trim(str_skip(s, end + 1));
    if (!str_starts(s, STR("}}")) && !str_starts(s, STR("-}}")))
        return false;
    buf_add(&w->out, str_sub(w->in, w->at + i + 1, end - i - 1));
    writer_seek(w, (size_t)(s.p - w->in.p) + (s.p[0] == '-' ? 3 : 2));
    return true;
}

void template_code(struct template *t, size_t end)
{
    struct writer *w = &t->w;
    size_t at;

    while (w->at < end) {
        struct str part = {w->in.p, end};

        at = str_find_byte(part, '{', w->at);
        if (at == STR_NPOS)
            break;
        if (is_set(t, SYNTAX_MDBOOK) && at > w->at && w->in.p[at - 1] == '\\' &&
            str_starts(str_skip(part, at), STR("{{#"))) {
            writer_copy(w, at - 1);
            writer_seek(w, at);
            writer_copy(w, at + 3);
            continue;
        }
        writer_copy(w, at);
        if (!copy_raw_mark(t, true) && !copy_literal(t) && (t->raw_end || !copy_escaped(t, true)) &&
            !(is_set(t, SYNTAX_MDBOOK) && mdbook_tag(t, true)))
            writer_copy(w, at + 1);
    }
    writer_copy(w, end);
}

/* True when the braces at w.at go on with what may be TeX. */
static bool in_tex(const struct template *t)
{
    const struct buf *b = &t->w.out;
    char before = b->n ? b->p[b->n - 1] : ' ';

    return is_set(t, SYNTAX_MATH) && (is_ascii_alnum(before) || before == '}' || before == '{' ||
                                      before == '^' || before == '_' || before == '\\');
}

/* A template mark in a raw block outside code is meant to be read: it is set as code; not within
 * HTML, where backquotes are text. */
static void copy_raw_brace(struct template *t)
{
    struct writer *w = &t->w;
    struct str line = str_sub(w->in, w->at, t->line.end - w->at);
    bool is_tag = str_starts(line, STR("{%"));
    size_t end = is_tag || (str_starts(line, STR("{{")) && !in_tex(t))
                     ? str_find(line, is_tag ? STR("%}") : STR("}}"), 2)
                     : STR_NPOS;

    if (end == STR_NPOS || w->at + end + 2 > t->raw_end || t->line.kind == LINE_HTML ||
        str_find_byte(str_sub(line, 0, end), '`', 0) != STR_NPOS) {
        writer_copy(w, w->at + 1);
        return;
    }
    buf_byte(&w->out, '`');
    writer_copy(w, w->at + end + 2);
    buf_byte(&w->out, '`');
}

static bool at_comment(const struct template *t)
{
    return is_set(t, SYNTAX_NUNJUCKS | SYNTAX_ZOLA | SYNTAX_HEXO) &&
           str_starts(str_skip(t->w.in, t->w.at), STR("{#")) &&
           (t->w.at + 2 >= t->w.in.n || is_ascii_space(t->w.in.p[t->w.at + 2]) ||
            t->w.in.p[t->w.at + 2] == '-');
}

static bool expand_brace(struct template *t)
{
    struct str s = str_sub(t->w.in, t->w.at, 3);
    bool is_object = str_starts(s, STR("{{")), is_tag = str_starts(s, STR("{%"));
    size_t end;

    if (at_comment(t) && (end = template_find(t, STR("#}"), t->w.at)) != STR_NPOS) {
        writer_seek(&t->w, end + 2);
        return true;
    }
    if (is_set(t, SYNTAX_MDBOOK) && str_eq(s, STR("{{#")) && mdbook_tag(t, false))
        return true;
    if ((is_object || is_tag) && copy_escaped(t, false))
        return true;
    if (is_set(t, SYNTAX_HUGO) && is_object && (hugo_tag(t) || hugo_leak(t)))
        return true;
    if (is_set(t, SYNTAX_ZOLA) && (is_object || is_tag) && zola_tag(t))
        return true;
    if (is_set(t, SYNTAX_LIQUID | SYNTAX_NUNJUCKS | SYNTAX_HEXO)) {
        if (is_tag && liquid_tag(t))
            return true;
        if (is_object && liquid_object(t))
            return true;
    }
    return is_set(t, SYNTAX_MDX) && mdx_expression(t);
}

static void at_brace(struct template *t)
{
    if (copy_raw_mark(t, false))
        return;
    if (t->raw_end)
        copy_raw_brace(t);
    else if (!expand_brace(t))
        writer_copy(&t->w, t->w.at + 1);
}

static void at_backquote(struct template *t)
{
    struct writer *w = &t->w;
    size_t end = scan_code_span(&t->scan, w->in, w->at);

    if (end) {
        template_code(t, end);
        return;
    }
    for (end = w->at; end < w->in.n && w->in.p[end] == '`'; end++)
        ;
    writer_copy(w, end);
}

static void at_angle(struct template *t)
{
    struct writer *w = &t->w;
    bool is_code;
    size_t end;

    if (!t->raw_end && is_set(t, SYNTAX_MDX) && mdx_tag(t))
        return;
    end = scan_verbatim(&t->scan, w->in, w->at, &is_code);
    if (end && is_code)
        template_code(t, end);
    else
        writer_copy(w, end && !t->raw_end ? end : w->at + 1);
}

/* Braces of TeX are no marks, but to Liquid, which knows no math. */
static bool copy_math(struct template *t)
{
    struct writer *w = &t->w;
    bool is_display;
    struct str tex;
    size_t n;

    if ((w->in.p[w->at] != '$' && w->in.p[w->at] != '\\') || !is_set(t, SYNTAX_MATH) ||
        (!t->raw_end && is_set(t, SYNTAX_LIQUID | SYNTAX_NUNJUCKS)))
        return false;
    n = math_scan(w->in, w->at, &tex, &is_display);
    if (n == 0 || (t->raw_end && w->at + n > t->raw_end))
        return false;
    writer_copy(w, w->at + n);
    return true;
}

static void expand_inline(struct template *t)
{
    struct writer *w = &t->w;
    size_t end = t->line.end;

    while (w->at < end) {
        size_t i = w->at;

        while (i < end && w->in.p[i] != '{' && w->in.p[i] != '`' && w->in.p[i] != '<' &&
               w->in.p[i] != '\\' && w->in.p[i] != '$')
            i++;
        writer_copy(w, i);
        if (i >= end)
            return;
        if (copy_math(t))
            continue;
        if (w->in.p[i] == '{')
            at_brace(t);
        else if (w->in.p[i] == '`')
            at_backquote(t);
        else if (w->in.p[i] == '<')
            at_angle(t);
        else if (is_set(t, SYNTAX_MDBOOK) && mdbook_escaped(t))
            ;
        else if (i + 1 < end && (w->in.p[i + 1] == '`' || is_set(t, SYNTAX_MDX | SYNTAX_MDBOOK)))
            writer_copy(w, i + 2);
        else
            writer_copy(w, i + 1);
    }
}

/* Takes the indentation off that the open constructs gave their content. */
void template_skip_base(struct template *t)
{
    unsigned columns = 0;
    size_t at = t->w.at;

    while (columns < t->scan.base && at < t->line.end &&
           (t->w.in.p[at] == ' ' || t->w.in.p[at] == '\t'))
        columns += t->w.in.p[at++] == '\t' ? 4 - columns % 4 : 1;
    if (at > t->w.at)
        writer_seek(&t->w, at);
}

static bool start_line(struct template *t)
{
    struct writer *w = &t->w;

    if (t->scan.base && t->n_open)
        container_outdent(t);
    scan_line(&t->scan, w->in, w->at, &t->line);
    template_skip_base(t);
    t->prefix = w->at;
    t->prefix_end = t->line.content;
    if (is_set(t, SYNTAX_MDBOOK) && mdbook_admonish(t))
        return true;
    if (t->line.kind == LINE_CODE || t->line.kind == LINE_FENCE || t->line.kind == LINE_BLANK)
        return false;
    if (t->raw_end)
        return false;
    if (is_set(t, SYNTAX_CONTAINERS) && container_line(t))
        return true;
    if (is_set(t, SYNTAX_HEXO) && hexo_comment(t))
        return true;
    return is_set(t, SYNTAX_MDX) && mdx_line(t);
}

static void continue_line(struct template *t)
{
    size_t newline = str_find_byte(t->w.in, '\n', t->w.at);

    t->line.start = t->line.content = t->w.at;
    t->line.end = newline == STR_NPOS ? t->w.in.n : newline;
    t->line.next = newline == STR_NPOS ? t->w.in.n : newline + 1;
    if (t->line.kind != LINE_HTML && t->line.kind != LINE_HEADING)
        t->line.kind = LINE_TEXT;
}

static bool ends_in_blank_line(const struct buf *b)
{
    size_t n = b->n;

    if (n == 0 || b->p[--n] != '\n')
        return false;
    while (n > 0 && (b->p[n - 1] == ' ' || b->p[n - 1] == '\t' || b->p[n - 1] == '\r'))
        n--;
    return n == 0 || b->p[n - 1] == '\n';
}

void template_pass(struct template *t)
{
    struct writer *w = &t->w;

    t->effort = 4 * w->in.n + 65536;
    pairs_collect(t);
    while (w->at < w->in.n) {
        if (w->at == 0 || w->in.p[w->at - 1] == '\n') {
            if (start_line(t))
                continue;
        } else {
            continue_line(t);
        }
        if (t->line.kind == LINE_CODE || t->line.kind == LINE_FENCE)
            template_code(t, t->line.end);
        else
            expand_inline(t);
        if (w->at <= t->line.end)
            writer_copy(w, t->line.next);
        if (ends_in_blank_line(&w->out))
            t->scan.is_paragraph = false;
    }
    open_close_all(t);
}
