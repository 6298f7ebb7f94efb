/* SPDX-License-Identifier: MIT */
/* Tags that refer to posts and files of the site. */
#include <string.h>

#include "render/template_action.h"

/* {{ site.baseurl }}{% link x %}, /blog{% post_url y %}: a destination that is found needs no
 * prefix. */
static void take_back(struct template *t)
{
    struct str out = buf_str(&t->w.out);
    size_t at = out.n;

    while (at > 0 && out.n - at < 200 && !is_ascii_space(out.p[at - 1]) &&
           !strchr("(\"'<>=[]", out.p[at - 1]))
        at--;
    if (at < out.n && (out.p[at] == '/' || str_starts(str_skip(out, at), STR("http"))))
        writer_truncate(&t->w, at);
}

enum { BEGUN_MAX = 1000 };

/* What is written so far ends where a destination belongs: behind "](", "<", "]:" or within an
 * attribute. Some of it ("https://x.org/") may stand already, no more than BEGUN_MAX bytes. */
static bool is_destination(const struct template *t)
{
    struct str whole = buf_str(&t->w.out);
    struct str out = str_skip(whole, whole.n > BEGUN_MAX ? whole.n - BEGUN_MAX : 0);
    size_t at = out.n;
    char c;

    while (at > 0 && !is_ascii_space(out.p[at - 1]) && !strchr("(\"'<>=[]", out.p[at - 1]))
        at--;
    while (at > 0 && (out.p[at - 1] == ' ' || out.p[at - 1] == '\t'))
        at--;
    c = at ? out.p[at - 1] : ' ';
    if (c == '(' || c == ':')
        return at > 1 && out.p[at - 2] == ']';
    return c == '<' || c == '=' || ((c == '"' || c == '\'') && at > 1 && out.p[at - 2] == '=');
}

/* The title of the post at URL, if there is one that may still be added. */
static void take_title(struct template *t, struct str url, struct str *title)
{
    struct str found = *title;

    if (!url.p || !t->env->title)
        return;
    t->env->title(t->env->ctx, url, &found);
    if (template_spend(t, found.n))
        *title = found;
}

/* A destination for TARGET; what nobody resolves is written as it is, for the link checker. In
 * the middle of prose, where a generator prints the bare address, a link with the post's title. */
static void emit_reference(struct template *t, enum template_ref kind, struct str target)
{
    struct str url = tag_resolve(t, kind, target), title = target;

    if (url.p)
        take_back(t);
    if (is_destination(t)) {
        emit_url(&t->w.out, url.p ? url : target);
        return;
    }
    take_title(t, url, &title);
    emit_link(t, title, url.p ? url : target);
}

static struct str target_of(const struct tag *tag)
{
    struct str target = args_get(&tag->args, "path");

    if (target.n == 0)
        target = args_at(&tag->args, 0);
    return target.n ? target : tag->args.raw;
}

void action_ref(struct template *t, struct str detail, struct tag *tag)
{
    (void)detail;
    emit_reference(t, REF_HUGO, target_of(tag));
}

void action_post_url(struct template *t, struct str detail, struct tag *tag)
{
    (void)detail;
    emit_reference(t, REF_POST_URL, tag->args.raw);
}

void action_link_url(struct template *t, struct str detail, struct tag *tag)
{
    struct str target = tag->args.raw;

    (void)detail;
    if (target.n > 1 && (target.p[0] == '"' || target.p[0] == '\''))
        target = str_chop(str_skip(target, 1), 1);
    emit_reference(t, REF_LINK, target);
}

/* {% post_link slug [title] [escape] %} */
void action_post_link(struct template *t, struct str detail, struct tag *tag)
{
    struct str slug = args_at(&tag->args, 0), text = args_at(&tag->args, 1), rest, url;

    (void)detail;
    url = tag_resolve(t, REF_HEXO, slug);
    rest = str_trim(str_skip(tag->args.raw, slug.n));
    if (text.n && tag->args.v[1].is_bare && rest.n && rest.p[0] != '"' && rest.p[0] != '\'')
        text = rest; /* a title without quotes */
    if (str_ends(text, STR(" true")) || str_ends(text, STR(" false")))
        text = str_sub(text, 0, str_rfind_byte(text, ' '));
    if (text.n == 0) {
        text = slug;
        take_title(t, url, &text);
    }
    emit_link(t, text, url.p ? url : slug);
}

void action_post_path(struct template *t, struct str detail, struct tag *tag)
{
    (void)detail;
    emit_reference(t, REF_HEXO, args_at(&tag->args, 0));
}

void action_asset_path(struct template *t, struct str detail, struct tag *tag)
{
    (void)detail;
    emit_url(&t->w.out, args_at(&tag->args, 0));
}

void action_asset_link(struct template *t, struct str detail, struct tag *tag)
{
    struct str file = args_at(&tag->args, 0), text = args_at(&tag->args, 1);

    (void)detail;
    emit_link(t, text.n ? text : file, file);
}

/* {% link text url [external] [title] %}; in Jekyll blogs that look like Hexo a path alone */
void action_hexo_link(struct template *t, struct str detail, struct tag *tag)
{
    struct str url = STR_NONE, raw = tag->args.raw;
    size_t at;

    for (size_t i = 0; i < tag->args.n && url.n == 0; i++)
        if (str_find(tag->args.v[i].value, STR("://"), 0) != STR_NPOS ||
            (tag->args.v[i].value.n && tag->args.v[i].value.p[0] == '/'))
            url = tag->args.v[i].value;
    if (url.n == 0 || tag->args.n == 1) {
        action_link_url(t, detail, tag);
        return;
    }
    at = str_find(raw, url, 0);
    raw = at == 0 ? hexo_text(t, str_skip(raw, url.n)) /* of Stellar: url title */
                  : str_trim(str_sub(raw, 0, at == STR_NPOS ? 0 : at));
    if (raw.n > 1 && (raw.p[0] == '"' || raw.p[0] == '\''))
        raw = str_chop(str_skip(raw, 1), 1);
    emit_link(t, raw.n ? raw : url, url);
}

void action_include(struct template *t, struct str detail, struct tag *tag)
{
    (void)detail;
    liquid_include(t, tag);
}

/* {% include_code [title] [lang:x] path %} */
void action_include_code(struct template *t, struct str detail, struct tag *tag)
{
    struct str path = STR_NONE, language = args_get(&tag->args, "lang"), text;
    const char *fault;

    (void)detail;
    for (size_t i = 0; i < tag->args.n; i++) {
        struct str s = tag->args.v[i].value;

        if (str_starts(s, STR("lang:")))
            language = str_skip(s, 5);
        else if (str_find_byte(s, '.', 0) != STR_NPOS || path.n == 0)
            path = s;
    }
    fault = include_read(t, arena_printf(t->a, "/downloads/code/%.*s", STR_ARG(path)), &text);
    if (fault)
        fault = include_read(t, path, &text);
    if (fault) {
        include_tell(t, path, fault);
        return;
    }
    template_spend(t, text.n);
    buf_printf(&t->w.out, "\n\n``````%.*s\n", STR_ARG(language));
    buf_add(&t->w.out, text);
    buf_addz(&t->w.out, "\n``````\n");
}
