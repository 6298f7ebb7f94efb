/* SPDX-License-Identifier: MIT */
/* mdBook: {{#include file:part}}, {{#rustdoc_include}}, {{#playground}}, {{#title}}. */
#include "render/template_private.h"

static struct str next_part(struct str *rest)
{
    struct str part = STR("");

    if (!rest->p || !str_split(rest, ':', &part))
        return STR("");
    return part;
}

/* The name behind "ANCHOR: " (or ANCHOR_END) in LINE. */
static bool anchor_name(struct str line, struct str word, struct str *ret)
{
    size_t at = str_find(line, word, 0), n = 0;
    struct str s;

    if (at == STR_NPOS)
        return false;
    s = str_trim(str_skip(line, at + word.n));
    while (n < s.n && (is_ascii_alnum(s.p[n]) || s.p[n] == '-' || s.p[n] == '_'))
        n++;
    *ret = str_sub(s, 0, n);
    return n > 0;
}

static bool is_anchor_line(struct str line)
{
    struct str name;

    return anchor_name(line, STR("ANCHOR:"), &name) || anchor_name(line, STR("ANCHOR_END:"), &name);
}

struct part {
    struct str anchor;      /* or absent */
    unsigned long from, to; /* lines from 1, both included */
};

static void add_part(struct buf *out, struct str text, const struct part *part)
{
    unsigned long number = 0;
    bool is_in = !part->anchor.p;
    struct str line, name;

    while (str_line(&text, &line)) {
        bool is_wanted;

        number++;
        if (is_anchor_line(line)) {
            if (part->anchor.p && anchor_name(line, STR("ANCHOR:"), &name) &&
                str_eq(name, part->anchor))
                is_in = true;
            if (part->anchor.p && anchor_name(line, STR("ANCHOR_END:"), &name) &&
                str_eq(name, part->anchor))
                is_in = false;
            continue;
        }
        is_wanted = part->anchor.p ? is_in : number >= part->from && number <= part->to;
        if (!is_wanted)
            continue; /* of rustdoc_include the rest is hidden anyway */
        buf_add(out, line);
        buf_byte(out, '\n');
    }
}

/* "file", "file:anchor", "file:2", "file:2:10", "file::10", "file:2:" */
static struct part read_part(struct str rest)
{
    struct part part = {STR_NONE, 1, (unsigned long)-1};
    bool has_colon = rest.p != NULL;
    struct str first = next_part(&rest), second;
    unsigned long n;

    if (!has_colon || (first.n == 0 && !rest.p))
        return part;
    if (first.n && !str_to_uint(first, 1000000000, &n)) {
        part.anchor = first;
        return part;
    }
    if (first.n)
        part.from = n;
    if (!rest.p) {
        part.to = part.from;
        return part;
    }
    second = next_part(&rest);
    if (str_to_uint(second, 1000000000, &n))
        part.to = n;
    return part;
}

static bool include(struct template *t, struct str args)
{
    size_t space = str_find_byte(args, ' ', 0), colon;
    struct str file = space == STR_NPOS ? args : str_sub(args, 0, space), text;
    struct str rest = STR_NONE;
    struct part part;
    struct buf b = {0};
    const char *fault;

    colon = str_find_byte(file, ':', 0);
    if (colon != STR_NPOS) {
        rest = str_skip(file, colon + 1);
        file = str_sub(file, 0, colon);
    }
    if ((fault = include_read(t, file, &text)) != NULL) {
        include_tell(t, file, fault);
        return false;
    }
    part = read_part(rest);
    add_part(&b, text, &part);
    text = buf_str(&b);
    while (text.n && text.p[text.n - 1] == '\n')
        text = str_chop(text, 1);
    text = arena_str(t->a, text);
    buf_done(&b);
    if (str_ends(file, STR(".md"))) {
        emit(t, include_run(t, file, text, NULL));
        return true;
    }
    emit(t, text);
    template_spend(t, text.n);
    return true;
}

/* "\{{#include x}}" is meant to be read; AT is the backslash. In prose it is set as code. */
bool mdbook_escaped(struct template *t)
{
    struct writer *w = &t->w;
    struct str s = str_sub(w->in, w->at, t->line.end - w->at);
    size_t end = str_find(s, STR("}}"), 0);

    if (!str_starts(s, STR("\\{{#")) || end == STR_NPOS)
        return false;
    writer_seek(w, w->at + 1);
    buf_byte(&w->out, '`');
    writer_copy(w, w->at + end + 1);
    buf_byte(&w->out, '`');
    return true;
}

/* {{#playground}} is a sample on its own, the others are what stands there. */
static bool include_as(struct template *t, struct str args, bool is_sample)
{
    size_t before = t->w.out.n;

    if (is_sample)
        buf_addz(&t->w.out, "```rust\n");
    if (!include(t, args)) {
        writer_truncate(&t->w, before);
        return false;
    }
    if (is_sample)
        buf_addz(&t->w.out, "\n```");
    return true;
}

/* The run of signs that LINE, which opens a fence, begins with. */
static struct str fence_of(struct str line)
{
    size_t n = 0;

    while (n < line.n && line.p[n] == line.p[0])
        n++;
    return str_sub(line, 0, n);
}

/* A fence of mdbook-admonish: "```admonish warning title="x"", or, in older books, "… "x"". What it
 * encloses is Markdown; an outer fence is longer than those within. */
bool mdbook_admonish(struct template *t)
{
    struct writer *w = &t->w;
    struct str info = t->scan.info, title, kind, fence;
    const struct open_tag *top = t->n_open ? &t->open[t->n_open - 1] : NULL;
    struct args args;

    if (t->line.kind != LINE_FENCE || !t->scan.fence)
        return false;
    fence = fence_of(str_sub(w->in, t->line.content, t->line.end - t->line.content));
    if (str_trim(info).n == 0 && top && str_starts(fence, top->name)) {
        t->scan.fence = 0;
        writer_copy(w, t->line.content);
        writer_seek(w, t->line.end);
        return open_close(t, top->name);
    }
    if (!str_starts(info, STR("admonish")) || (info.n > 8 && info.p[8] != ' '))
        return false;
    args_parse(&args, t->a, str_skip(info, 8));
    kind = args.n && !args.v[0].name.p && args.v[0].is_bare ? args.v[0].value : STR("note");
    title = args_get(&args, "title");
    for (size_t i = 0; i < args.n && !title.p; i++)
        if (!args.v[i].name.p && !args.v[i].is_bare)
            title = args.v[i].value;
    t->scan.fence = 0;
    writer_copy(w, t->line.content);
    writer_seek(w, t->line.end);
    emit_aside(t, fence, kind, title, true);
    return true;
}

bool mdbook_tag(struct template *t, bool is_code)
{
    struct writer *w = &t->w;
    struct str s = str_sub(w->in, w->at, 1024), name, args;
    size_t end = str_find(s, STR("}}"), 0), n = 3, after = w->at + end + 2;

    if (!str_starts(s, STR("{{#")) || end == STR_NPOS)
        return false;
    while (n < end && (is_ascii_alnum(s.p[n]) || s.p[n] == '_'))
        n++;
    name = str_sub(s, 3, n - 3);
    args = str_trim(str_sub(s, n, end - n));
    if (str_eq(name, STR("include")) || str_eq(name, STR("rustdoc_include")) ||
        str_eq(name, STR("playground")) || str_eq(name, STR("playpen"))) {
        if (!include_as(t, args, !is_code && str_starts(name, STR("play"))) && is_code)
            return false;
    } else if (!str_eq(name, STR("title")) && !str_eq(name, STR("template"))) {
        if (is_code)
            return false;
        template_unknown(t, name, false);
    }
    writer_seek(w, after);
    return true;
}
