/* SPDX-License-Identifier: MIT */
/* Liquid and Nunjucks: tags in braces with percent signs, objects in double braces, includes. */
#include "render/embed.h"
#include "render/template_private.h"

static unsigned tag_set(const struct template *t)
{
    return is_set(t, SYNTAX_HEXO) ? TAG_HEXO | (is_set(t, SYNTAX_LIQUID) ? TAG_LIQUID : 0U)
                                  : TAG_LIQUID;
}

/* Arguments may hold objects, and names of variables where a value is wanted. */
static void expand_args(struct template *t, struct args *args)
{
    bool is_known;

    for (size_t i = 0; i < args->n; i++) {
        struct arg *v = &args->v[i];

        if (str_find(v->value, STR("{{"), 0) != STR_NPOS) {
            v->value = template_run(t, v->value);
        } else if (v->is_bare && v->name.p && v->value.n) {
            struct str value = liquid_value(t, v->value, &is_known);

            if (is_known)
                v->value = template_spend(t, value.n) ? value : STR("");
            else if (str_find_byte(v->value, '/', 0) == STR_NPOS && !is_picture_path(v->value))
                v->value = STR("");
        }
    }
}

bool liquid_tag(struct template *t)
{
    struct mark m, end;
    struct tag tag;

    if (!mark_read(t->w.in, t->w.at, &m) || m.end - m.from < 4)
        return false;
    if (liquid_flow(t, &m))
        return true;
    if (str_starts(m.name, STR("end"))) {
        writer_seek(&t->w, m.end);
        if (!open_close(t, m.name) && str_starts(m.name, STR("end_")))
            open_close(t, str_skip(m.name, 4));
        return true;
    }
    tag = (struct tag){.name = m.name, .from = m.from, .end = m.end};
    args_parse(&tag.args, t->a, m.args);
    expand_args(t, &tag.args);
    tag.args.raw = str_find(m.args, STR("{{"), 0) == STR_NPOS ? m.args : template_run(t, m.args);
    tag.close = arena_printf(t->a, "end%.*s", STR_ARG(m.name));
    tag.is_paired = pair_find(t, m.from, &end);
    tag.is_self_closing = !tag.is_paired;
    if (!tag_apply(t, tag_set(t), &tag))
        tag_unknown(t, &tag);
    return true;
}

/* The end of the object at AT; quotes may hold braces. */
static size_t object_end(struct str in, size_t at)
{
    size_t limit = at + 1500 < in.n ? at + 1500 : in.n;
    struct str part = {in.p, limit};
    size_t plain = str_find(part, STR("}}"), at + 2);
    char quote = 0;

    for (size_t i = at + 2; plain != STR_NPOS && i + 1 < limit; i++) {
        char c = in.p[i];

        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '}' && in.p[i + 1] == '}')
            return i + 2;
        if (c == '\n')
            quote = 0;
    }
    return plain == STR_NPOS ? 0 : plain + 2;
}

bool liquid_object(struct template *t)
{
    struct writer *w = &t->w;
    size_t end = template_find(t, STR("}}"), w->at) == STR_NPOS ? 0 : object_end(w->in, w->at);
    struct str expression, value;
    bool is_known;

    if (!end)
        return false;
    expression = str_sub(w->in, w->at + 2, end - w->at - 4);
    if (str_starts(expression, STR("-")))
        expression = str_skip(expression, 1);
    if (str_ends(expression, STR("-")))
        expression = str_chop(expression, 1);
    value = liquid_value(t, expression, &is_known);
    writer_seek(w, end);
    if (is_known)
        emit_value(t, str_trim(expression), value);
    else
        template_unknown(t, arena_printf(t->a, "{{ %.*s }}", STR_ARG(str_trim(expression))), false);
    return true;
}

static bool contains_any(struct str s, const char *words)
{
    struct str rest = str_of(words), word;

    while (str_split(&rest, ' ', &word))
        if (str_find(s, word, 0) != STR_NPOS)
            return true;
    return false;
}

/* One of WORDS stands in NAME as a whole word: "toc" in "post-toc.html", not in "stock.html". */
static bool has_word(struct str name, const char *words)
{
    struct str rest = str_of(words), word;

    while (str_split(&rest, ' ', &word))
        for (size_t at = 0; (at = str_find(name, word, at)) != STR_NPOS; at++) {
            size_t end = at + word.n;

            if ((at == 0 || !is_ascii_alnum(name.p[at - 1])) &&
                (end == name.n || !is_ascii_alnum(name.p[end])))
                return true;
        }
    return false;
}

/* HTML of an include would end at its first blank line, and its indentation would read as code:
 * the text is drawn together. */
static struct str tighten(struct arena *a, struct str html)
{
    struct buf b = {0};
    struct str line;

    if (str_find(html, STR("<pre"), 0) != STR_NPOS || str_find(html, STR("```"), 0) != STR_NPOS)
        return html;
    while (str_line(&html, &line)) {
        line = str_trim(line);
        if (line.n == 0)
            continue;
        if (b.n)
            buf_byte(&b, '\n');
        buf_add(&b, line);
    }
    html = arena_str(a, buf_str(&b));
    buf_done(&b);
    return html;
}

static void emit_include(struct template *t, struct tag *tag, struct str name, struct str text)
{
    bool is_html = !str_ends(name, STR(".md")) && !str_ends(name, STR(".markdown"));
    struct str out = include_run(t, name, is_html ? tighten(t->a, text) : text, &tag->args);

    out = str_trim(is_html ? tighten(t->a, out) : out);
    if (out.n == 0)
        return;
    if (is_alone(t, tag->from, tag->end) && out.p[0] == '<')
        emit_block(t, out);
    else
        emit(t, out);
}

static bool emit_embed(struct template *t, struct str url)
{
    struct buf b = {0};
    bool is_known = url.n && embed_card(&b, t->env->has_codes, url, STR_NONE);

    if (is_known)
        emit_block(t, buf_str(&b));
    buf_done(&b);
    return is_known;
}

/* The player that an include of NAME is for, or STR_NONE. */
static struct str player_of(struct str name)
{
    if (contains_any(name, "youtube Youtube YouTube"))
        return STR("youtube");
    if (contains_any(name, "vimeo"))
        return STR("vimeo");
    return contains_any(name, "tweet twitter") ? STR("tweet") : STR_NONE;
}

/* An include of a picture or player says enough with its arguments; other ones are expanded. */
void liquid_include(struct template *t, struct tag *tag)
{
    struct str name = args_at(&tag->args, 0), picture = args_picture(&tag->args), text;
    struct tag card = *tag;
    const char *fault;

    if (picture.n &&
        contains_any(name, "figure image img pic photo thumb gallery lightbox caption")) {
        emit_figure(t, &tag->args, picture, tag->from);
        return;
    }
    if (has_word(name, "toc share comments disqus analytics ads nav"))
        return;
    card.args.v[0].name = STR("include");
    card.name = player_of(name);
    if (card.name.n && tag->args.n > 1 && tag_apply(t, TAG_ANY, &card))
        return;
    fault = include_read(t, name, &text);
    if (!fault)
        emit_include(t, tag, name, text);
    else if (picture.n)
        emit_figure(t, &tag->args, picture, tag->from);
    else if (!emit_embed(t, args_get(&tag->args, "url src href link")))
        include_tell(t, name, fault);
}
