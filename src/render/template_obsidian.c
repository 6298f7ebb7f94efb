/* SPDX-License-Identifier: MIT */
/* Obsidian: [[links]], ![[embeds]], %%comments%%, ^block-ids. */
#include "render/embed.h"
#include "render/template_private.h"

struct wiki {
    struct str target, heading, text;
    bool is_block; /* the heading is a block's id */
};

static bool wiki_read(struct str inner, struct wiki *r)
{
    size_t bar = str_find_byte(inner, '|', 0), hash;

    if (inner.n == 0 || inner.n > 400 || str_find_byte(inner, '\n', 0) != STR_NPOS ||
        str_find(inner, STR("[["), 0) != STR_NPOS)
        return false;
    r->text = bar == STR_NPOS ? STR_NONE : str_trim(str_skip(inner, bar + 1));
    inner = bar == STR_NPOS ? inner : str_sub(inner, 0, bar);
    if (inner.n && inner.p[inner.n - 1] == '\\')
        inner = str_chop(inner, 1); /* "\|" in a table */
    hash = str_find_byte(inner, '#', 0);
    r->target = str_trim(hash == STR_NPOS ? inner : str_sub(inner, 0, hash));
    hash = str_rfind_byte(inner, '#');
    r->heading = hash == STR_NPOS ? STR_NONE : str_trim(str_skip(inner, hash + 1));
    r->is_block = r->heading.n && r->heading.p[0] == '^';
    return true;
}

static void add_text(struct buf *b, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '[' || s.p[i] == ']' || s.p[i] == '_' || s.p[i] == '*')
            buf_byte(b, '\\');
        buf_byte(b, s.p[i]);
    }
}

static void add_label(struct buf *b, const struct wiki *k)
{
    if (k->text.n) {
        buf_add(b, k->text);
    } else if (k->target.n == 0) {
        add_text(b, k->heading);
    } else {
        add_text(b, k->target);
        if (k->heading.n && !k->is_block) {
            buf_addz(b, " › ");
            add_text(b, k->heading);
        }
    }
}

static void write_link(struct template *t, const struct wiki *k, struct str url)
{
    struct buf *b = &t->w.out;

    buf_byte(b, '[');
    add_label(b, k);
    buf_addz(b, "](");
    emit_url(b, url);
    if (k->heading.n) {
        buf_byte(b, '#');
        emit_url(b, str_skip(k->heading, k->is_block));
    }
    buf_byte(b, ')');
}

/* "300", "100x200" */
static bool read_size(struct str s, struct str *ret_width, struct str *ret_height)
{
    unsigned long n;
    size_t x = str_find_byte(s, 'x', 0);

    *ret_height = STR_NONE;
    if (x == STR_NPOS) {
        *ret_width = s;
        return str_to_uint(s, 10000, &n);
    }
    *ret_width = str_sub(s, 0, x);
    *ret_height = str_skip(s, x + 1);
    return str_to_uint(*ret_width, 10000, &n) && str_to_uint(*ret_height, 10000, &n);
}

static void write_picture(struct template *t, const struct wiki *k)
{
    struct str url, width, height, alt = k->text, size = k->text;
    struct buf *b = &t->w.out;
    size_t bar = str_rfind_byte(size, '|');
    bool has_size;

    if (bar == STR_NPOS)
        bar = str_rfind_byte(size, ' '); /* "alt 100x200" */
    if (bar != STR_NPOS)
        size = str_trim(str_skip(size, bar + 1));
    has_size = size.n && read_size(size, &width, &height);
    if (has_size)
        alt = bar == STR_NPOS ? STR_NONE : str_trim(str_sub(alt, 0, bar));
    if (!t->env->resolve || !t->env->resolve(t->env->ctx, REF_WIKI_FILE, k->target, &url))
        url = k->target;
    buf_addz(b, "<img");
    emit_attribute(b, "src", url);
    emit_attribute(b, "alt", alt);
    if (has_size)
        emit_attribute(b, "width", width);
    if (has_size && height.n)
        emit_attribute(b, "height", height);
    emit_tag_end(b);
}

bool obsidian_picture(struct template *t)
{
    struct writer *w = &t->w;
    struct str s = str_sub(str_sub(w->in, 0, t->line.end), w->at, 1000), src, width, height;
    size_t middle = str_find(s, STR("]("), 2), end = str_find_byte(s, ')', middle), bar;
    struct wiki k = {.text = str_sub(s, 2, middle - 2)};
    struct buf card = {0};
    bool is_card;

    if (!str_starts(s, STR("![")) || middle == STR_NPOS || end == STR_NPOS)
        return false;
    k.target = src = str_sub(s, middle + 2, end - middle - 2);
    is_card = !is_picture_path(src) && embed_card(&card, t->env->has_codes, src, k.text);
    bar = str_rfind_byte(k.text, '|');
    if (!is_card && (bar == STR_NPOS || !read_size(str_skip(k.text, bar + 1), &width, &height)))
        return false;
    writer_seek(w, w->at + end + 1);
    if (is_card)
        emit_block(t, buf_str(&card));
    else
        write_picture(t, &k);
    buf_done(&card);
    return true;
}

bool wiki_link(struct template *t, bool is_embed)
{
    struct writer *w = &t->w;
    size_t from = w->at + (is_embed ? 3U : 2U);
    size_t limit = from + 404 < t->line.end ? from + 404 : t->line.end;
    size_t end = str_find(str_sub(w->in, 0, limit), STR("]]"), from);
    bool is_vault = is_set(t, SYNTAX_OBSIDIAN);
    struct str url = STR("");
    struct wiki k;

    if (end == STR_NPOS || !wiki_read(str_sub(w->in, from, end - from), &k))
        return false;
    if (is_embed && is_vault && is_picture_path(k.target)) {
        writer_seek(w, end + 2);
        write_picture(t, &k);
        return true;
    }
    if (k.target.n || !is_vault) {
        url =
            k.target.n && t->env->resolve && t->env->resolve(t->env->ctx, REF_WIKI, k.target, &url)
                ? url
                : STR_NONE;
        if (!url.p && is_embed && t->env->resolve &&
            !t->env->resolve(t->env->ctx, REF_WIKI_FILE, k.target, &url))
            url = STR_NONE;
        if (!url.p && !is_vault)
            return false;
    }
    writer_seek(w, end + 2);
    if (url.p)
        write_link(t, &k, url);
    else
        add_label(&w->out, &k);
    return true;
}

bool obsidian_comment(struct template *t)
{
    struct writer *w = &t->w;
    size_t end;

    if (!str_starts(str_skip(w->in, w->at), STR("%%")))
        return false;
    end = template_find(t, STR("%%"), w->at + 2);
    if (end == STR_NPOS)
        return false;
    writer_seek(w, end + 2);
    return true;
}

void emit_block_id(struct template *t)
{
    if (t->block_id.n)
        buf_printf(&t->w.out, "<span id=\"%.*s\"></span>", STR_ARG(t->block_id));
    t->block_id = STR_NONE;
}

/* "text ^id" at a line's end, or "^id" alone. */
bool obsidian_block_id(struct template *t)
{
    struct scan_line *l = &t->line;
    struct str line = str_sub(t->w.in, l->content, l->end - l->content);
    size_t caret, i;

    line = str_trim_end(line);
    caret = str_rfind_byte(line, '^');
    if (caret == STR_NPOS || caret + 1 >= line.n || line.n - caret > 60 ||
        (caret > 0 && line.p[caret - 1] != ' '))
        return false;
    for (i = caret + 1; i < line.n; i++)
        if (!is_ascii_alnum(line.p[i]) && line.p[i] != '-')
            return false;
    t->block_id = str_sub(line, caret + 1, line.n - caret - 1);
    if (caret == 0) {
        emit_block_id(t);
        writer_seek(&t->w, l->end);
        return true;
    }
    l->end = l->content + caret - 1; /* what follows is dropped when the line is done */
    t->drop_to = l->content + line.n;
    return false;
}
