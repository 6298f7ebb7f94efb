/* SPDX-License-Identifier: MIT */
/* Tags for pictures, code, formulas: what has a source or a body of its own. */
#include "render/template_action.h"

static bool is_size(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_ascii_digit(s.p[i]) && !(i + 1 == s.n && s.p[i] == '%') &&
            !(i && s.n - i == 2 && s.p[i] == 'p' && s.p[i + 1] == 'x'))
            return i && s.p[i] == 'x' && i + 1 == s.n;
    return s.n > 0 && s.n < 6;
}

static void add_picture(struct buf *b, const struct args *args, struct str src, struct str alt)
{
    struct str width = args_get(args, "width w"), height = args_get(args, "height h");

    buf_addz(b, "<img");
    emit_attribute(b, "src", str_trim(src));
    emit_attribute(b, "alt", alt);
    if (is_size(width))
        emit_attribute(b, "width", width);
    if (is_size(height))
        emit_attribute(b, "height", height);
    buf_byte(b, '>');
}

static void add_caption(struct buf *b, const struct args *args, struct str caption)
{
    struct str title = args_get(args, "title"), by = args_get(args, "attr");

    if (caption.n == 0 && title.n == 0 && by.n == 0)
        return;
    buf_addz(b, "<figcaption>");
    if (title.n && caption.n && !str_eq(title, caption)) {
        buf_addz(b, "<strong>");
        emit_inline(b, title);
        buf_addz(b, "</strong> ");
    }
    emit_inline(b, caption.n ? caption : title);
    if (by.n) {
        buf_byte(b, ' ');
        emit_inline(b, by);
    }
    buf_addz(b, "</figcaption>");
}

/* The argument without a name at POSITION of those that are text, not a path, class or size. */
static struct str loose_text(const struct args *args, struct str src, unsigned position)
{
    for (size_t i = 0; i < args->n; i++) {
        struct str s = args->v[i].value;

        if (!args->v[i].name.p && !str_eq(s, src) && !is_picture_path(s) && !is_size(s) &&
            str_find_byte(s, '/', 0) == STR_NPOS &&
            (str_find_byte(s, ' ', 0) != STR_NPOS || !args->v[i].is_bare) && position-- == 0)
            return s;
    }
    return STR_NONE;
}

void emit_figure(struct template *t, const struct args *args, struct str src, size_t from)
{
    struct str caption = args_get(args, "caption cap description desc figcaption");
    struct str alt = args_get(args, "alt alttext alt_text");
    struct str link = args_get(args, "link");
    bool is_block = is_alone(t, from, t->w.at);
    struct buf b = {0};

    if (!alt.n && !caption.n && !args_get(args, "title").n)
        alt = loose_text(args, src, 0);
    if (is_block)
        buf_addz(&b, "<figure>");
    if (link.n && !is_picture_path(link)) {
        buf_addz(&b, "<a");
        emit_attribute(&b, "href", link);
        buf_byte(&b, '>');
    }
    add_picture(&b, args, src, alt.p ? alt : caption.n ? caption : args_get(args, "title"));
    if (link.n && !is_picture_path(link))
        buf_addz(&b, "</a>");
    if (is_block) {
        add_caption(&b, args, caption);
        buf_addz(&b, "</figure>");
        emit_block(t, buf_str(&b));
    } else {
        emit(t, buf_str(&b));
    }
    buf_done(&b);
}

/* {% figure "a.png", "alternative text", "caption" %}; of an <img> the third says other things. */
static void name_caption(struct tag *tag, struct str src)
{
    struct str alt = loose_text(&tag->args, src, 0), caption = loose_text(&tag->args, src, 1);

    if (!caption.n || !str_starts(tag->name, STR("fig")) || tag->args.n + 2 > ARG_MAX)
        return;
    tag->args.v[tag->args.n++] = (struct arg){STR("alt"), alt, false};
    tag->args.v[tag->args.n++] = (struct arg){STR("caption"), caption, false};
}

void action_figure(struct template *t, struct str detail, struct tag *tag)
{
    struct str src = args_picture(&tag->args);

    (void)detail;
    if (!src.n)
        src = args_get(&tag->args, "src url image img path file source");
    if (!src.n && !tag->is_paired)
        src = args_at(&tag->args, 0);
    if (!src.n || (t->depth > 0 && src.p[0] == '{')) {
        if (tag->is_paired)
            open_push(t, tag->close, STR_NONE, false);
        return;
    }
    name_caption(tag, src);
    emit_figure(t, &tag->args, src, tag->from);
    if (tag->is_paired)
        open_push(t, tag->close, STR_NONE, false);
}

/* The path in a line of a gallery's body: "a.jpg", ["a.jpg", … */
static struct str listed_picture(struct str line)
{
    size_t n = 0;

    while (line.n && (is_ascii_space(line.p[0]) || line.p[0] == '"' || line.p[0] == '[' ||
                      line.p[0] == '\'' || line.p[0] == '-' || line.p[0] == '*'))
        line = str_skip(line, 1);
    while (n < line.n && line.p[n] != '"' && line.p[n] != '\'' && line.p[n] != '|' &&
           line.p[n] != ']' && !is_ascii_space(line.p[n]))
        n++;
    return is_picture_path(str_sub(line, 0, n)) ? str_sub(line, 0, n) : STR_NONE;
}

/* A body that only lists files; false when it is Markdown, HTML or has tags of its own. */
static bool list_pictures(struct template *t, const struct tag *tag)
{
    struct args none = {.n = 0};
    struct str body, part, src;
    bool has_any = false;
    struct mark end;

    if (!pair_find(t, tag->from, &end))
        return false;
    body = str_sub(t->w.in, tag->end, end.from - tag->end);
    if (str_find_byte(body, '(', 0) != STR_NPOS || str_find_byte(body, '<', 0) != STR_NPOS ||
        str_find_byte(body, '{', 0) != STR_NPOS)
        return false;
    writer_seek(&t->w, end.end);
    for (struct str line; str_line(&body, &line);) {
        while (str_split(&line, ',', &part)) {
            src = listed_picture(part);
            if (src.n)
                emit_figure(t, &none, src, tag->from);
            has_any |= src.n > 0;
        }
    }
    if (!has_any)
        writer_seek(&t->w, tag->end);
    return has_any;
}

void action_gallery(struct template *t, struct str detail, struct tag *tag)
{
    struct args none = {.n = 0};

    (void)detail;
    for (size_t i = 0; i < tag->args.n; i++)
        if (is_picture_path(tag->args.v[i].value))
            emit_figure(t, &none, tag->args.v[i].value, tag->from);
    if (tag->is_paired && !list_pictures(t, tag))
        open_push(t, tag->close, STR_NONE, false);
}

/* What stands behind the picture's path and size: "Title 'Alt'", or words without quotes. */
static void name_words(struct args *args, size_t at, struct str raw)
{
    struct str words = raw;
    size_t quote;

    do {
        size_t from = str_find(words, args->v[at].value, 0);

        if (from == STR_NPOS)
            return;
        words = str_skip(words, from + args->v[at].value.n);
    } while (++at < args->n && is_size(args->v[at].value));
    if (at >= args->n || args->n >= ARG_MAX)
        return;
    words = str_trim(words);
    if (words.n > 1 && (words.p[0] == '"' || words.p[0] == '\''))
        words = str_chop(str_skip(words, 1), 1);
    args->n = at;
    quote = str_find_byte(words, '\'', 0);
    if (quote != STR_NPOS && words.p[words.n - 1] == '\'' && quote + 1 < words.n) {
        args->v[args->n++] =
            (struct arg){STR("alt"), str_chop(str_skip(words, quote + 1), 1), false};
        words = str_trim(str_sub(words, 0, quote));
        if (words.n && args->n < ARG_MAX)
            args->v[args->n++] = (struct arg){STR("title"), words, false};
    } else {
        args->v[args->n++] = (struct arg){STR("alt"), words, false};
    }
}

/* {% img [class names] path [width] [height] ["title" ["alt"]] %}; {% asset_img … %} alike */
void action_hexo_img(struct template *t, struct str detail, struct tag *tag)
{
    struct args args = tag->args;
    size_t at = 0;

    (void)detail;
    while (at < args.n && !is_picture_path(args.v[at].value) &&
           str_find_byte(args.v[at].value, '/', 0) == STR_NPOS)
        at++;
    if (at == args.n || args.v[at].name.p) {
        action_figure(t, detail, tag);
        return;
    }
    name_words(&args, at, hexo_text(t, args.raw));
    if (at + 1 < args.n && is_size(args.v[at + 1].value))
        args.v[at + 1].name = STR("width");
    if (at + 2 < args.n && is_size(args.v[at + 2].value))
        args.v[at + 2].name = STR("height");
    emit_figure(t, &args, args.v[at].value, tag->from);
}

/* "linenos=table,hl_lines=8 15-17", mark_lines="1 2" → {8,15-17} behind the language. */
static void add_marked_lines(struct buf *b, struct str raw)
{
    size_t at = str_find(raw, STR("hl_lines="), 0), n = 0;
    bool has_any = false, gap = false;

    if (at == STR_NPOS)
        at = str_find(raw, STR("mark_lines="), 0);
    if (at == STR_NPOS && (at = str_find(raw, STR("mark:"), 0)) != STR_NPOS)
        at += 4; /* of Hexo */
    else if (at != STR_NPOS)
        at = str_find_byte(raw, '=', at);
    if (at == STR_NPOS)
        return;
    for (raw = str_skip(raw, at + 1); n < raw.n; n++) {
        char c = raw.p[n];

        if (is_ascii_digit(c) || c == '-') {
            buf_addz(b, !has_any ? " {" : gap ? "," : "");
            buf_byte(b, c);
            has_any = true;
            gap = false;
        } else if (is_ascii_alpha(c) || c == ']' || (has_any && (c == '"' || c == '\''))) {
            break;
        } else {
            gap = true;
        }
    }
    if (has_any)
        buf_byte(b, '}');
}

static bool is_language(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_ascii_alnum(s.p[i]) && s.p[i] != '-' && s.p[i] != '+' && s.p[i] != '#' &&
            s.p[i] != '_' && s.p[i] != '.')
            return false;
    return s.n > 0 && s.n < 24;
}

/* Hexo's "lang:js" anywhere; else the first argument, which only {% highlight %} has in quotes. */
static struct str loose_language(const struct tag *tag)
{
    const struct args *args = &tag->args;
    bool may_be_quoted = str_eq_fold(tag->name, STR("highlight"));

    for (size_t i = 0; i < args->n; i++)
        if (str_starts(args->v[i].value, STR("lang:")))
            return str_skip(args->v[i].value, 5);
    return args->n && !args->v[0].name.p && (args->v[0].is_bare || may_be_quoted) ? args->v[0].value
                                                                                  : STR_NONE;
}

static struct str code_title(struct template *t, const struct tag *tag)
{
    struct str title = args_get(&tag->args, "title caption file filename"), words;

    if (title.n || !is_set(t, SYNTAX_HEXO | SYNTAX_LIQUID) ||
        (!str_eq(tag->name, STR("codeblock")) && !str_eq(tag->name, STR("code"))))
        return title;
    words = hexo_code_title(t, tag->args.raw);
    return str_find(tag->args.raw, STR("lang:"), 0) != STR_NPOS || !is_language(words) ||
                   str_find_byte(words, '.', 0) != STR_NPOS
               ? words
               : STR_NONE; /* a word alone is the language */
}

void action_code(struct template *t, struct str detail, struct tag *tag)
{
    struct str language = args_get(&tag->args, "lang language syntax type"), code;
    struct str title = code_title(t, tag), head = STR_NONE;
    struct buf info = {0};
    struct mark m;

    if (language.n == 0 && detail.n == 0)
        language = loose_language(tag);
    else if (is_set(t, SYNTAX_HEXO) && str_eq(detail, STR("mermaid"))) /* {% mermaid graph LR %} */
        head = tag->args.raw;
    buf_add(&info, is_language(language) ? language : detail);
    if (info.n == 0)
        buf_addz(&info, "text");
    if (title.n)
        buf_printf(&info, " title=\"%.*s\"", STR_ARG(title));
    add_marked_lines(&info, tag->args.raw);
    code = args_get(&tag->args, "code");
    if (tag->is_paired && pair_find(t, tag->from, &m))
        emit_code(t, buf_str(&info), head, tag->from, tag->end, m.from, m.end);
    else if (code.n)
        buf_printf(&t->w.out, "`%.*s`", STR_ARG(code));
    buf_done(&info);
}

void action_math(struct template *t, struct str detail, struct tag *tag)
{
    struct mark m;
    struct str tex = tag->args.n ? args_at(&tag->args, 0) : STR_NONE;
    bool is_display = is_alone(t, tag->from, tag->end);
    struct template_object *o;

    (void)detail;
    if (tag->is_paired && pair_find(t, tag->from, &m)) {
        tex = str_trim(str_sub(t->w.in, tag->end, m.from - tag->end));
        is_display = is_alone(t, tag->from, m.end);
        writer_seek(&t->w, m.end);
    }
    if (str_starts(tex, STR("$$")) && tex.n > 3)
        tex = str_chop(str_skip(tex, 2), 2);
    else if (str_starts(tex, STR("$")) && tex.n > 1)
        tex = str_chop(str_skip(tex, 1), 1);
    if (tex.n == 0)
        return;
    buf_printf(&t->w.out, "%c%zu%c", OBJECT_OPEN, t->r->objects.n, OBJECT_CLOSE);
    o = vec_push(&t->r->objects);
    o->kind = is_display ? OBJECT_MATH_DISPLAY : OBJECT_MATH_INLINE;
    o->source = o->written = arena_str(t->a, tex);
    o->line = template_line(t, tag->from);
}
