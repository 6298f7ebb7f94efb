/* SPDX-License-Identifier: MIT */
/* JSX tags of MDX: components by rows of shortcodes.def, elements as the HTML they mean. */
#include "render/template_mdx.h"

struct jsx {
    struct str name;
    size_t from, end;
    size_t attributes, attributes_end;
    bool is_close, is_self_closing, has_braces;
};

static bool is_name_byte(char c)
{
    return is_ascii_alnum(c) || c == '.' || c == '_' || c == '-' || c == ':';
}

/* Behind the string or braces at AT, or 0. */
static size_t value_end(struct template *t, size_t at, size_t limit)
{
    struct str in = t->w.in;
    size_t end;

    if (in.p[at] == '{')
        return mdx_brace_end(t, at);
    end = str_find_byte(str_sub(in, 0, limit), in.p[at], at + 1);
    return end == STR_NPOS ? 0 : end + 1;
}

static bool jsx_read(struct template *t, size_t at, struct jsx *r)
{
    struct str in = t->w.in;
    size_t limit = mdx_limit(t, at), i = at + 1;

    *r = (struct jsx){.from = at};
    r->is_close = i < limit && in.p[i] == '/';
    i += r->is_close;
    r->name.p = in.p + i;
    while (i < limit && is_name_byte(in.p[i]))
        i++;
    r->name.n = (size_t)(in.p + i - r->name.p);
    if (r->name.n && !is_ascii_alpha(r->name.p[0]))
        return false;
    for (r->attributes = i; i < limit; i++) {
        char c = in.p[i];

        if (c == '>') {
            r->is_self_closing = in.p[i - 1] == '/';
            r->attributes_end = i - r->is_self_closing;
            r->end = i + 1;
            return true;
        }
        if (c == '<' || (i == r->attributes && c != '/' && !is_ascii_space(c)) ||
            (c == '\n' && i + 1 < limit && in.p[i + 1] == '\n'))
            return mdx_in_vain(t, at, i);
        if (c == '{' || ((c == '"' || c == '\'') && in.p[i - 1] == '=')) {
            r->has_braces |= c == '{';
            i = value_end(t, i, limit);
            if (i == 0)
                return mdx_in_vain(t, at, r->attributes);
            i--;
        }
    }
    return false;
}

static void expand_args(struct template *t, struct args *args)
{
    for (size_t i = 0; i < args->n; i++)
        if (args->v[i].is_bare && args->v[i].name.p)
            args->v[i].value = mdx_value(t, args->v[i].value);
}

/* <img className="x" style={{…}} src={x} /> */
static void emit_element(struct template *t, const struct jsx *j)
{
    struct args args;
    struct buf *b = &t->w.out;

    args_parse(&args, t->a, str_sub(t->w.in, j->attributes, j->attributes_end - j->attributes));
    expand_args(t, &args);
    buf_printf(b, "<%.*s", STR_ARG(j->name));
    for (size_t i = 0; i < args.n; i++) {
        const struct arg *v = &args.v[i];
        struct str name = v->name.p ? v->name : v->value;

        if (str_eq(name, STR("className")))
            name = STR("class");
        if (str_eq(name, STR("style")) || str_starts(name, STR("{")) ||
            (str_starts(name, STR("on")) && name.n > 4) || (v->name.p && v->is_bare && !v->value.p))
            continue;
        if (v->name.p)
            emit_attribute(b, arena_str(t->a, name).p, v->value);
        else
            buf_printf(b, " %.*s", STR_ARG(name));
    }
    buf_addz(b, j->is_self_closing ? " />" : ">");
}

static bool is_component(struct str name)
{
    return name.n == 0 || (name.p[0] >= 'A' && name.p[0] <= 'Z') ||
           str_find_byte(name, '.', 0) != STR_NPOS;
}

/* The JSX end tag of NAME after AT. */
static size_t end_tag(struct template *t, struct str name, size_t at, size_t *ret_end)
{
    struct str close = arena_printf(t->a, "</%.*s", STR_ARG(name));
    size_t from = template_find(t, close, at), end;

    end = from == STR_NPOS ? STR_NPOS : str_find_byte(t->w.in, '>', from);
    if (end == STR_NPOS)
        return STR_NPOS;
    *ret_end = end + 1;
    return from;
}

/* <CodeBlock language="js" title="x.js">{`…`}</CodeBlock>. A <Highlight> of a post's own colours
 * words. */
static bool code_block(struct template *t, const struct jsx *j, const struct args *args)
{
    size_t end, from, start = j->end, stop;
    struct str info = args_get(args, "language lang className"), title = args_get(args, "title");
    struct str body;

    if (!str_eq(j->name, STR("CodeBlock")) && !str_eq(j->name, STR("Code")) &&
        (!str_eq(j->name, STR("Highlight")) || !info.n))
        return false;
    if (j->is_self_closing || (from = end_tag(t, j->name, j->end, &end)) == STR_NPOS)
        return false;
    if (str_starts(info, STR("language-")))
        info = str_skip(info, 9);
    if (!info.n)
        info = STR("text");
    if (title.n)
        info = arena_printf(t->a, "%.*s title=\"%.*s\"", STR_ARG(info), STR_ARG(title));
    body = str_trim(str_sub(t->w.in, j->end, from - j->end));
    stop = from;
    if (body.n > 3 && str_starts(body, STR("{`")) && str_ends(body, STR("`}"))) {
        start = (size_t)(body.p - t->w.in.p) + 2;
        stop = start + body.n - 4;
    }
    emit_code(t, info, STR_NONE, j->from, start, stop, end);
    return true;
}

static unsigned inner_indent(const struct template *t, size_t at)
{
    struct str in = t->w.in;
    unsigned columns = 0;
    bool has_line = false;

    for (; at < in.n && is_ascii_space(in.p[at]); at++) {
        has_line |= in.p[at] == '\n';
        columns = in.p[at] == '\n' ? 0 : in.p[at] == '\t' ? columns + 4 : columns + 1;
    }
    return has_line ? columns : 0;
}

static void component(struct template *t, const struct jsx *j)
{
    unsigned depth = t->n_open, indent = inner_indent(t, j->end);
    struct tag tag = {.name = j->name, .from = j->from, .end = j->end};
    size_t end;

    args_parse(&tag.args, t->a, str_sub(t->w.in, j->attributes, j->attributes_end - j->attributes));
    expand_args(t, &tag.args);
    if (code_block(t, j, &tag.args))
        return;
    tag.close = arena_printf(t->a, "</%.*s", STR_ARG(j->name));
    tag.is_self_closing = j->is_self_closing;
    tag.is_paired = !j->is_self_closing && end_tag(t, j->name, j->end, &end) != STR_NPOS;
    if (j->name.n == 0)
        writer_seek(&t->w, j->end); /* a fragment, <> … </> */
    else if (!tag_apply(t, TAG_MDX, &tag))
        tag_unknown(t, &tag);
    if (t->n_open > depth && indent > t->scan.base && t->scan.n == 0)
        t->scan.base = indent;
}

static bool is_block_name(struct str name)
{
    return str_eq(name, STR("details")) || str_eq(name, STR("summary")) ||
           str_eq(name, STR("div")) || str_eq(name, STR("center")) || str_eq(name, STR("section"));
}

/* In MDX what a block element encloses is Markdown without a blank line before it. */
static void free_content(struct template *t, const struct jsx *j)
{
    struct writer *w = &t->w;
    size_t at = w->at;

    if (!is_block_name(j->name) || j->is_close != str_eq(j->name, STR("summary")))
        return;
    while (at < w->in.n && (w->in.p[at] == ' ' || w->in.p[at] == '\t'))
        at++;
    if (at >= w->in.n || w->in.p[at] != '\n')
        return;
    for (at++; at < w->in.n && (w->in.p[at] == ' ' || w->in.p[at] == '\t'); at++)
        ;
    if (at < w->in.n && w->in.p[at] != '<' && w->in.p[at] != '\n') {
        buf_byte(&w->out, '\n');
        writer_seek(w, w->at);
        t->scan.is_html = t->scan.is_paragraph = false;
    }
}

/* Text with marks, but no expressions or components, which are read where they stand. */
static bool is_markdown(struct str s)
{
    bool has_mark = false;

    for (size_t i = 0; i < s.n; i++) {
        char next = (char)(i + 1 < s.n ? s.p[i + 1] : '\0');

        if (s.p[i] == '{' || (s.p[i] == '<' && (next == '>' || (next >= 'A' && next <= 'Z'))))
            return false;
        has_mark |= s.p[i] == '*' || s.p[i] == '_' || s.p[i] == '`' || s.p[i] == '[';
    }
    return has_mark;
}

/* <summary>Some *words*</summary>: to MDX what is on the tag's own line is Markdown, too. */
static bool text_element(struct template *t, const struct jsx *j)
{
    static const struct str names = STR_INIT("summary p figcaption caption div center td th li dt "
                                             "dd h1 h2 h3 h4 h5 h6");
    struct writer *w = &t->w;
    struct str close, content;
    size_t end;

    if (j->is_close || j->is_self_closing || t->line.kind != LINE_HTML ||
        !str_among(j->name, names))
        return false;
    close = arena_printf(t->a, "</%.*s>", STR_ARG(j->name));
    end = str_find(str_sub(w->in, 0, t->line.end), close, j->end);
    content = end == STR_NPOS ? STR_NONE : str_sub(w->in, j->end, end - j->end);
    if (!is_markdown(content))
        return false;
    emit_element(t, j);
    emit_inline(&w->out, content);
    writer_seek(w, end);
    return true;
}

bool mdx_tag(struct template *t)
{
    struct writer *w = &t->w;
    struct jsx j;

    if (!jsx_read(t, w->at, &j))
        return false;
    if (text_element(t, &j))
        return true;
    if (!is_component(j.name)) {
        if (!j.has_braces &&
            str_find(str_sub(w->in, j.from, j.end - j.from), STR("className="), 0) == STR_NPOS &&
            !is_block_name(j.name))
            return false;
        if (j.is_close || !j.has_braces) {
            writer_copy(w, j.end);
        } else {
            emit_element(t, &j);
            writer_seek(w, j.end);
        }
        free_content(t, &j);
        return true;
    }
    if (j.is_close) {
        writer_seek(w, j.end);
        open_close(t, arena_printf(t->a, "</%.*s", STR_ARG(j.name)));
        return true;
    }
    component(t, &j);
    return true;
}
