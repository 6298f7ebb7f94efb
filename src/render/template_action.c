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
    struct buf b = {0};

    (void)detail;
    if (!tag->is_paired)
        return;
    buf_addz(&b, "<details open><summary>");
    emit_inline(&b, tag_title(&tag->args).n ? tag_title(&tag->args) : STR("…"));
    buf_addz(&b, "</summary>");
    open_block(t, tag, buf_str(&b), STR("</details>"));
    buf_done(&b);
}

static void action_label(struct template *t, struct str detail, struct tag *tag)
{
    struct str title = args_get(&tag->args, "label title header name");
    struct buf b = {0};

    (void)detail;
    if (title.n == 0)
        title = args_at(&tag->args, 0);
    if (title.n == 0)
        title = args_get(&tag->args, "value");
    if (title.n) {
        buf_addz(&b, "<p class=\"tab-label\"><strong>");
        emit_inline(&b, title);
        buf_addz(&b, "</strong></p>");
        emit_block(t, buf_str(&b));
    }
    if (tag->is_paired)
        open_push(t, tag->close, STR_NONE, false);
    buf_done(&b);
}

/* Hexo: {% blockquote author[, source] [link] [title] %}; Hugo: author= source= */
static void action_quote(struct template *t, struct str detail, struct tag *tag)
{
    struct str author = args_get(&tag->args, "author by cite source from attribution");
    struct buf b = {0};

    (void)detail;
    if (!tag->is_paired)
        return;
    if (author.n == 0 && tag->args.n && !tag->args.v[0].name.p)
        author = str_eq(tag->args.raw, STR("left")) || str_eq(tag->args.raw, STR("right"))
                     ? STR_NONE
                     : tag->args.raw;
    if (author.n) {
        buf_addz(&b, "<footer><cite>");
        emit_inline(&b, author);
        buf_addz(&b, "</cite></footer>");
    }
    buf_addz(&b, "</blockquote>");
    open_block(t, tag, STR("<blockquote>"), arena_str(t->a, buf_str(&b)));
    buf_done(&b);
}

static void action_wrap(struct template *t, struct str detail, struct tag *tag)
{
    struct str text = args_at(&tag->args, 0);

    buf_printf(&t->w.out, "<%.*s>", STR_ARG(detail));
    if (tag->is_paired &&
        open_push(t, tag->close, arena_printf(t->a, "</%.*s>", STR_ARG(detail)), false))
        return;
    emit_inline(&t->w.out, text);
    buf_printf(&t->w.out, "</%.*s>", STR_ARG(detail));
}

static void action_value(struct template *t, struct str detail, struct tag *tag)
{
    struct str text = args_get(&tag->args, "text content value name title");

    if (tag->is_paired) {
        open_push(t, tag->close, STR_NONE, false);
        return;
    }
    for (size_t i = tag->args.n; text.n == 0 && i-- > 0;)
        if (!tag->args.v[i].name.p)
            text = tag->args.v[i].value; /* the last one: earlier ones are colours */
    if (detail.n)
        buf_addz(&t->w.out, " <small>(");
    emit_inline(&t->w.out, text);
    if (detail.n)
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
        template_unknown(t, STR("param"));
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
                                         "tweetid gist file path");
    struct str user = args_get(&tag->args, "user author owner username");
    struct str first = args_at(&tag->args, 0), second = args_at(&tag->args, 1);

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

void action_card(struct template *t, struct str detail, struct tag *tag)
{
    struct str url = args_get(&tag->args, "src url href link mp4 webm path file id repo");
    struct str title = args_get(&tag->args, "title caption alt name text");
    struct buf b = {0};

    (void)detail;
    for (size_t i = 0; url.n == 0 && i < tag->args.n; i++)
        if (!tag->args.v[i].name.p)
            url = tag->args.v[i].value;
    if (url.n && !embed_card(&b, t->env->has_codes, url, title))
        embed_card_plain(&b, t->env->has_codes,
                         str_eq_fold(tag->name, STR("audio"))                             ? "Audio"
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
