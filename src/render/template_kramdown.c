/* SPDX-License-Identifier: MIT */
/* Attributes in braces: kramdown's {: … } on lines and behind spans, those of Goldmark and Pandoc,
 * ids of headings, {:toc}, {::comment}. */
#include <string.h>

#include "render/template_private.h"

struct attributes {
    struct str id, width, height;
};

static bool is_attribute_text(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '{' || s.p[i] == '}' || s.p[i] == '\n')
            return false;
    return s.n < 1000;
}

/* The inside of "{: … }" or "{ … }": classes, an id, names with values. */
static void read_attributes(struct template *t, struct str s, struct attributes *r)
{
    struct args args;

    args_parse(&args, t->a, s);
    *r = (struct attributes){STR_NONE, args_get(&args, "width"), args_get(&args, "height")};
    r->id = args_get(&args, "id");
    for (size_t i = 0; i < args.n; i++) {
        struct str v = args.v[i].value;
        size_t hash = str_find_byte(v, '#', 0), n = 0;

        if (args.v[i].name.p || hash == STR_NPOS)
            continue;
        v = str_skip(v, hash + 1);
        while (n < v.n && v.p[n] != '.' && v.p[n] != '#' && v.p[n] != '"')
            n++;
        r->id = str_sub(v, 0, n);
    }
}

/* "{#id}", "{.class}", "{width=3}", and in kramdown "{: …}": the inside, or STR_NONE. */
static struct str attribute_inside(const struct template *t, struct str s)
{
    struct str inner;
    size_t n = 0;

    if (s.n < 3 || s.p[0] != '{' || s.p[s.n - 1] != '}')
        return STR_NONE;
    inner = str_chop(str_skip(s, 1), 1);
    if (!is_attribute_text(inner))
        return STR_NONE;
    if (inner.p[0] == ':' && is_set(t, SYNTAX_KRAMDOWN))
        return str_trim(str_skip(inner, 1));
    inner = str_trim(inner);
    while (n < inner.n && (is_ascii_alnum(inner.p[n]) || inner.p[n] == '-' || inner.p[n] == '_'))
        n++;
    if (inner.n &&
        (inner.p[0] == '.' || inner.p[0] == '#' || (n > 0 && n < inner.n && inner.p[n] == '=')))
        return inner;
    return STR_NONE;
}

size_t kramdown_heading_end(struct template *t)
{
    struct scan_line *l = &t->line;
    struct str line = str_trim(str_sub(t->w.in, l->content, l->end - l->content)), inner;
    struct attributes a;
    size_t brace = str_rfind_byte(line, '{');

    if (brace == STR_NPOS || brace == 0 ||
        (inner = attribute_inside(t, str_skip(line, brace))).p == NULL)
        return 0;
    if (line.p[brace - 1] == '\\')
        return 0;
    read_attributes(t, inner, &a);
    if (a.id.n)
        t->pending_id = a.id;
    while (brace > 0 && line.p[brace - 1] == ' ')
        brace--;
    return l->content + brace;
}

/* The image that was written last, as HTML with a size: ![alt](src "title") → <img …>. */
static void resize_image(struct template *t, const struct attributes *a)
{
    struct writer *w = &t->w;
    struct str all = buf_str(&w->out), alt, src, title = STR_NONE;
    size_t from = t->image_out - 1, space;
    struct buf b = {0};

    alt = str_sub(all, from + 2, t->image_alt - from - 2);
    src = str_trim(str_sub(all, t->image_alt + 2, t->image_end - t->image_alt - 3));
    space = str_find_byte(src, ' ', 0);
    if (space != STR_NPOS && (str_find_byte(src, '"', space) != STR_NPOS)) {
        title = str_trim(str_skip(src, space));
        title = str_chop(str_skip(title, 1), 1);
        src = str_sub(src, 0, space);
    }
    if (src.n > 1 && src.p[0] == '<')
        src = str_chop(str_skip(src, 1), 1);
    buf_addz(&b, "<img");
    emit_attribute(&b, "src", src);
    emit_attribute(&b, "alt", alt);
    if (title.n)
        emit_attribute(&b, "title", title);
    if (a->width.n)
        emit_attribute(&b, "width", a->width);
    if (a->height.n)
        emit_attribute(&b, "height", a->height);
    emit_tag_end(&b);
    all = arena_str(t->a, str_skip(all, t->image_end));
    writer_truncate(w, from);
    buf_add(&w->out, buf_str(&b));
    buf_add(&w->out, all);
    buf_done(&b);
    t->image_out = 0;
}

static bool is_image_last(const struct template *t, size_t end)
{
    return t->image_out && t->image_alt && t->image_end == end && t->image_alt > t->image_out &&
           t->image_end > t->image_alt + 3;
}

/* Behind a link, image or other span. */
static bool span_attributes(struct template *t, size_t end)
{
    struct writer *w = &t->w;
    struct str inner = attribute_inside(t, str_sub(w->in, w->at, end - w->at));
    char before = w->at ? w->in.p[w->at - 1] : '\n';
    struct attributes a;
    bool is_kramdown = w->in.p[w->at + 1] == ':';

    if (!inner.p || (is_kramdown ? before == '\n' : !strchr(")`*_]>", before)))
        return false;
    if (!is_kramdown && (before == ']' || before == '>'))
        return false;
    read_attributes(t, inner, &a);
    writer_seek(w, end);
    if ((a.width.n || a.height.n) && is_image_last(t, w->out.n))
        resize_image(t, &a);
    if (a.id.n && before == ')')
        buf_printf(&w->out, "<span id=\"%.*s\"></span>", STR_ARG(a.id));
    return true;
}

/* {::comment} … {:/comment}, {::nomarkdown}, {::options … /}, {:/} */
static bool extension(struct template *t)
{
    struct writer *w = &t->w;
    struct str s = str_skip(w->in, w->at);
    size_t end = str_find_byte(str_sub(s, 0, 400), '}', 0), close;

    if (end == STR_NPOS || (!str_starts(s, STR("{::")) && !str_starts(s, STR("{:/"))))
        return false;
    if (str_starts(s, STR("{::comment}"))) {
        close = template_find(t, STR("{:/comment}"), w->at);
        if (close == STR_NPOS)
            close = template_find(t, STR("{:/}"), w->at);
        if (close != STR_NPOS)
            end = str_find_byte(s, '}', close - w->at);
    }
    writer_seek(w, w->at + end + 1);
    return true;
}

bool kramdown_inline(struct template *t)
{
    struct str s = str_sub(t->w.in, t->w.at, t->line.end - t->w.at);
    size_t end = str_find_byte(str_sub(s, 0, 1000), '}', 0);

    if (end == STR_NPOS || end < 2)
        return false;
    if (is_set(t, SYNTAX_KRAMDOWN) && extension(t))
        return true;
    return span_attributes(t, t->w.at + end + 1);
}

/* Takes the list item back that only says where the contents go. */
static void drop_toc_item(struct template *t)
{
    struct str out = {t->w.out.p, t->block_out};
    size_t newline = str_rfind_byte(out, '\n');
    struct str line = str_skip(out, newline == STR_NPOS ? 0 : newline + 1);

    if (line.n > 1 &&
        (line.p[0] == '*' || line.p[0] == '-' || line.p[0] == '+' || is_ascii_digit(line.p[0])))
        memset(t->w.out.p + (line.p - t->w.out.p), ' ', line.n);
}

static void set_id(struct template *t, struct str id)
{
    struct writer *w = &t->w;
    bool is_next = t->block_out && t->block_out + 1 == w->out.n;
    char last = is_next ? w->out.p[t->block_out - 1] : ' ';
    struct str mark;

    if (!is_next) {
        t->pending_id = id;
        return;
    }
    if (t->heading_out && t->heading_out <= t->block_out &&
        (t->heading_out == t->block_out || last == '-' || last == '='))
        mark = t->was_heading || last == '-' || last == '='
                   ? arena_printf(t->a, " {#%.*s}", STR_ARG(id))
                   : arena_printf(t->a, "<span id=\"%.*s\"></span>", STR_ARG(id));
    else
        mark = arena_printf(t->a, "<span id=\"%.*s\"></span>", STR_ARG(id));
    if (mark.p[0] == '<') {
        if (last != '|' && last != '`' && last != '~')
            writer_insert(w, t->block_out, mark);
    } else {
        writer_insert(w, t->heading_out, mark);
    }
}

static bool is_abbreviation(const struct template *t, struct str line)
{
    return is_set(t, SYNTAX_ABBREVIATIONS | SYNTAX_KRAMDOWN) && str_starts(line, STR("*[")) &&
           str_find(line, STR("]:"), 2) != STR_NPOS;
}

bool kramdown_line(struct template *t)
{
    struct scan_line *l = &t->line;
    struct str line = str_trim(str_sub(t->w.in, l->content, l->end - l->content)), inner;
    struct attributes a;

    if (is_abbreviation(t, line)) {
        writer_seek(&t->w, l->end);
        return true;
    }
    if (line.n < 3 || line.p[0] != '{' || line.p[1] == '{' || line.p[1] == '%' ||
        !(inner = attribute_inside(t, line)).p)
        return false;
    if (str_starts(line, STR("{::")) || str_starts(line, STR("{:/")))
        return false;
    writer_seek(&t->w, l->end);
    t->scan.is_paragraph = false;
    if (str_starts(inner, STR("toc")) || str_ends(inner, STR(" toc"))) {
        drop_toc_item(t);
        return true;
    }
    if (inner.n > 1 && str_find(str_sub(line, 2, 40), STR(": "), 0) != STR_NPOS &&
        is_ascii_alpha(line.p[2]))
        return true; /* {:name: …} defines a list of attributes */
    read_attributes(t, inner, &a);
    if ((a.width.n || a.height.n) && t->block_out + 1 == t->w.out.n &&
        is_image_last(t, t->block_out))
        resize_image(t, &a);
    else if (a.id.n)
        set_id(t, a.id);
    return true;
}
