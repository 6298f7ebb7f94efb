/* SPDX-License-Identifier: MIT */
/* The simple actions of tags: text, notes, labels, quotations, inline elements, cards. */
#include "render/template_action.h"

#include "render/embed.h"

typedef void action_fn(struct template *t, struct str detail, struct tag *tag);

void tag_skip_body(struct template *t, const struct tag *tag)
{
    struct mark m;

    if (tag->is_paired && pair_find(t, tag->from, &m))
        writer_seek(&t->w, m.end);
}

static void action_skip(struct template *t, struct str detail, struct tag *tag)
{
    (void)detail;
    tag_skip_body(t, tag);
}

/* What depends on data nobody has: it is told. */
static void action_lost(struct template *t, struct str detail, struct tag *tag)
{
    (void)detail;
    template_unknown(t, tag->name, false);
    tag_skip_body(t, tag);
}

static void action_text(struct template *t, struct str detail, struct tag *tag)
{
    (void)detail;
    if (tag->is_paired)
        open_push(t, tag->close, STR_NONE, false);
}

static void open_block(struct template *t, struct tag *tag, struct str html, struct str close)
{
    emit_block(t, html);
    if (!open_push(t, tag->close, close, true))
        emit_block(t, close);
}

static void action_details(struct template *t, struct str detail, struct tag *tag)
{
    struct str title = tag_title(&tag->args);

    (void)detail;
    if (tag->is_paired)
        emit_details(t, tag->close, is_set(t, SYNTAX_HEXO) ? hexo_title(t, title) : title);
}

static void action_label(struct template *t, struct str detail, struct tag *tag)
{
    struct str title = args_get(&tag->args, "label title header name");

    (void)detail;
    if (title.n == 0)
        title = is_set(t, SYNTAX_HEXO)
                    ? hexo_text(t, str_sub(tag->args.raw, 0, str_find_byte(tag->args.raw, ',', 0)))
                    : args_at(&tag->args, 0);
    if (title.n == 0)
        title = args_get(&tag->args, "value");
    if (title.n)
        emit_label(t, title);
    if (tag->is_paired)
        open_push(t, tag->close, STR_NONE, false);
}

/* "author[, source] [link] [title]" of Hexo and Octopress: the link's words are its title. */
static void add_citation(struct buf *b, struct str words)
{
    size_t at = str_find(words, STR("http"), 0), end;
    struct str url, title;

    if (at == STR_NPOS || (at && words.p[at - 1] != ' ') ||
        str_find(str_sub(words, at, 8), STR("://"), 0) == STR_NPOS) {
        emit_inline(b, words);
        return;
    }
    end = str_find_byte(words, ' ', at);
    url = str_sub(words, at, end == STR_NPOS ? STR_NPOS : end - at);
    title = end == STR_NPOS ? STR("") : str_trim(str_skip(words, end));
    emit_inline(b, str_sub(words, 0, at));
    buf_addz(b, at ? ", <a" : "<a");
    emit_attribute(b, "href", url);
    buf_byte(b, '>');
    emit_inline(b, title.n ? title : str_skip(url, str_find(url, STR("://"), 0) + 3));
    buf_addz(b, "</a>");
}

/* Without names: of a quotation its author and source, of a pull quote where it stands. */
static struct str quoted_from(struct template *t, const struct tag *tag)
{
    struct str author = args_get(&tag->args, "author by cite from attribution");
    struct str source = args_get(&tag->args, "source");

    if (author.n && source.n)
        return arena_printf(t->a, "%.*s, %.*s", STR_ARG(author), STR_ARG(source));
    if (author.n || source.n)
        return author.n ? author : source;
    return tag->args.n && !tag->args.v[0].name.p && !str_eq_fold(tag->name, STR("pullquote")) &&
                   !str_eq(tag->args.raw, STR("left")) && !str_eq(tag->args.raw, STR("right"))
               ? tag->args.raw
               : STR_NONE;
}

static void action_quote(struct template *t, struct str detail, struct tag *tag)
{
    struct str from = quoted_from(t, tag);
    struct buf b = {0};

    (void)detail;
    if (!tag->is_paired)
        return;
    if (from.n) {
        buf_addz(&b, "<footer><cite>");
        add_citation(&b, from);
        buf_addz(&b, "</cite></footer>");
    }
    buf_addz(&b, "</blockquote>");
    open_block(t, tag, STR("<blockquote>"), arena_str(t->a, buf_str(&b)));
    buf_done(&b);
}

static void action_wrap(struct template *t, struct str detail, struct tag *tag)
{
    struct str text = is_set(t, SYNTAX_HEXO) ? hexo_text(t, tag->args.raw) : args_at(&tag->args, 0);

    buf_printf(&t->w.out, "<%.*s>", STR_ARG(detail));
    if (tag->is_paired &&
        open_push(t, tag->close, arena_printf(t->a, "</%.*s>", STR_ARG(detail)), false))
        return;
    emit_inline(&t->w.out, text);
    buf_printf(&t->w.out, "</%.*s>", STR_ARG(detail));
}

static void action_value(struct template *t, struct str detail, struct tag *tag)
{
    struct str text = args_get(&tag->args, "text content body value name title");

    if (tag->is_paired) {
        open_push(t, tag->close, STR_NONE, false);
        return;
    }
    for (size_t i = tag->args.n; text.n == 0 && i-- > 0;)
        if (!tag->args.v[i].name.p)
            text = tag->args.v[i].value; /* the last one: earlier ones are colours */
    if (detail.n && text.n)
        buf_addz(&t->w.out, " <small>(");
    emit_inline(&t->w.out, text);
    if (detail.n && text.n)
        buf_addz(&t->w.out, ")</small>");
}

static void action_param(struct template *t, struct str detail, struct tag *tag)
{
    struct str name = args_at(&tag->args, 0), value;

    (void)detail;
    if (name.n && t->env->variable &&
        (t->env->variable(t->env->ctx, arena_printf(t->a, "page.%.*s", STR_ARG(name)), &value) ||
         t->env->variable(t->env->ctx, arena_printf(t->a, "site.%.*s", STR_ARG(name)), &value)))
        emit_value(t, name, value);
    else
        template_unknown(t, STR("param"), false);
}

void emit_link(struct template *t, struct str text, struct str url)
{
    struct buf *b = &t->w.out;

    buf_byte(b, '[');
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '[' || text.p[i] == ']')
            buf_byte(b, '\\');
        buf_byte(b, text.p[i] == '\n' ? ' ' : text.p[i]);
    }
    buf_addz(b, "](");
    emit_url(b, url);
    buf_byte(b, ')');
}

static void action_link(struct template *t, struct str detail, struct tag *tag)
{
    struct str url = args_get(&tag->args, "href url link to relref ref src");
    struct str text = args_get(&tag->args, "text label title name content");

    (void)detail;
    if (url.n == 0)
        url = args_at(&tag->args, 0);
    if (text.n == 0)
        text = args_at(&tag->args, 1);
    if (tag->is_paired && url.n) {
        struct buf b = {0};

        buf_addz(&b, "](");
        emit_url(&b, url);
        buf_byte(&b, ')');
        if (open_push(t, tag->close, arena_str(t->a, buf_str(&b)), false))
            emit(t, STR("["));
        buf_done(&b);
    } else if (tag->is_paired) {
        open_push(t, tag->close, STR_NONE, false);
    } else if (args_get(&tag->args, "id").n) {
        buf_addz(&t->w.out, "<span");
        emit_attribute(&t->w.out, "id", args_get(&tag->args, "id"));
        buf_addz(&t->w.out, "></span>");
    } else if (url.n) {
        emit_link(t, text.n ? text : url, url);
    }
}

/* What identifies the thing: a named argument, or the first without a name. A gist has two parts,
 * its user and its number. */
static struct str embed_id(struct template *t, const struct tag *tag)
{
    struct str id = args_get(&tag->args, "id videoid video src url href link code uid tweet "
                                         "tweetid gist file path repo");
    struct str user = args_get(&tag->args, "user author owner username");
    struct str first = args_at(&tag->args, 0), second = args_at(&tag->args, 1);

    if (str_eq(second, STR("playlist")) && str_eq_fold(tag->name, STR("youtube")))
        return arena_printf(t->a, "https://www.youtube.com/playlist?list=%.*s", STR_ARG(first));
    if (str_eq(second, STR("netease"))) /* of MetingJS: number, service, kind */
        return arena_printf(t->a, "https://music.163.com/#/%.*s?id=%.*s",
                            STR_ARG(args_at(&tag->args, 2)), STR_ARG(first));
    if (!str_eq_fold(tag->name, STR("gist")) || str_find_byte(id, '/', 0) != STR_NPOS)
        return id.n ? id : first;
    if (id.n == 0)
        id = user.n || !second.n ? first : second;
    if (user.n == 0)
        user = second.n ? first : STR_NONE;
    return user.n ? arena_printf(t->a, "%.*s/%.*s", STR_ARG(user), STR_ARG(id)) : id;
}

bool action_embed(struct template *t, struct tag *tag, struct str name)
{
    struct str title = args_get(&tag->args, "title caption label alt text");
    struct buf b = {0};
    bool is_known = embed_card_named(&b, t->env->has_codes, name, embed_id(t, tag), title);

    if (is_known) {
        emit_block(t, buf_str(&b));
        tag_skip_body(t, tag);
    }
    buf_done(&b);
    return is_known;
}

/* The first argument without a name that is an address, else the first; "url=…" of DPlayer; a
 * list's first. */
static struct str loose_address(const struct args *args)
{
    struct str url = args_at(args, 0);

    for (size_t i = args->n; i-- > 0;)
        if (!args->v[i].name.p &&
            (str_find(args->v[i].value, STR("://"), 0) != STR_NPOS ||
             str_starts(args->v[i].value, STR("/"))) &&
            !str_starts(args->v[i].value, STR("pic=")))
            url = args->v[i].value;
    return str_starts(url, STR("url=")) ? str_skip(url, 4) : url;
}

void action_card(struct template *t, struct str detail, struct tag *tag)
{
    struct str url = args_get(&tag->args, "src url href link mp4 webm path file id repo");
    struct str title = args_get(&tag->args, "title caption alt name text");
    struct buf b = {0};

    (void)detail;
    if (url.n == 0)
        url = loose_address(&tag->args);
    if (title.n == 0 && !str_eq(args_at(&tag->args, 0), url) && is_set(t, SYNTAX_HEXO) &&
        str_find_byte(args_at(&tag->args, 0), '=', 0) == STR_NPOS)
        title = args_at(&tag->args, 0);
    if (url.n && !embed_card(&b, t->env->has_codes, url, title))
        embed_card_plain(&b, t->env->has_codes,
                         str_eq_fold(tag->name, STR("audio")) || tag->name.p[0] == 'a'    ? "Audio"
                         : str_starts_fold(tag->name, STR("link"))                        ? "Page"
                         : str_eq_fold(tag->name, STR("iframe")) || tag->name.p[0] == 'e' ? "Page"
                                                                                          : "Video",
                         url, title);
    if (b.n)
        emit_block(t, buf_str(&b));
    tag_skip_body(t, tag);
    buf_done(&b);
}

static void action_service(struct template *t, struct str detail, struct tag *tag)
{
    action_embed(t, tag, detail);
}

bool action_run(struct template *t, enum action action, struct str detail, struct tag *tag)
{
    static action_fn *const run[ACTION_COUNT] = {
        [ACTION_TEXT] = action_text,
        [ACTION_SKIP] = action_skip,
        [ACTION_CODE] = action_code,
        [ACTION_MATH] = action_math,
        [ACTION_DETAILS] = action_details,
        [ACTION_LABEL] = action_label,
        [ACTION_FIGURE] = action_figure,
        [ACTION_GALLERY] = action_gallery,
        [ACTION_EMBED] = action_service,
        [ACTION_CARD] = action_card,
        [ACTION_LINK] = action_link,
        [ACTION_QUOTE] = action_quote,
        [ACTION_WRAP] = action_wrap,
        [ACTION_VALUE] = action_value,
        [ACTION_WORDS] = action_words,
        [ACTION_BOX] = action_box,
        [ACTION_TABS] = action_tabs,
        [ACTION_LOST] = action_lost,
        [ACTION_REF] = action_ref,
        [ACTION_POST_URL] = action_post_url,
        [ACTION_LINK_URL] = action_link_url,
        [ACTION_POST_LINK] = action_post_link,
        [ACTION_POST_PATH] = action_post_path,
        [ACTION_ASSET_PATH] = action_asset_path,
        [ACTION_ASSET_LINK] = action_asset_link,
        [ACTION_HEXO_IMG] = action_hexo_img,
        [ACTION_HEXO_LINK] = action_hexo_link,
        [ACTION_INCLUDE] = action_include,
        [ACTION_INCLUDE_CODE] = action_include_code,
        [ACTION_PARAM] = action_param,
    };

    writer_seek(&t->w, tag->end);
    run[action](t, detail, tag);
    return true;
}
