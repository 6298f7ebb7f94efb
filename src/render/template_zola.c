/* SPDX-License-Identifier: MIT */
/* Zola: {{ name(key="value") }} and {% name(key="value") %} … {% end %}. */
#include "render/template_private.h"

/* Reads "name(args)" of INNER. */
static bool read_call(struct str inner, struct str *ret_name, struct str *ret_args)
{
    size_t n = 0;

    inner = str_trim(inner);
    while (n < inner.n && (is_ascii_alnum(inner.p[n]) || inner.p[n] == '_' || inner.p[n] == ':'))
        n++;
    *ret_name = str_sub(inner, 0, n);
    inner = str_trim(str_skip(inner, n));
    if (ret_name->n == 0 || inner.n < 2 || inner.p[0] != '(' || inner.p[inner.n - 1] != ')')
        return false;
    *ret_args = str_chop(str_skip(inner, 1), 1);
    return str_trim(*ret_args).n == 0 || str_find_byte(*ret_args, '=', 0) != STR_NPOS;
}

/* The end of the mark that opens with OPEN at AT: braces in strings do not count. */
static size_t mark_end(struct str in, size_t at, struct str close)
{
    size_t limit = at + 4096 < in.n ? at + 4096 : in.n;
    char quote = 0;

    for (size_t i = at + 2; i + 1 < limit; i++) {
        char c = in.p[i];

        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'' || c == '`')
            quote = c;
        else if (c == close.p[0] && in.p[i + 1] == close.p[1])
            return i;
        else if (c == '\n' && in.p[i + 1] == '\n')
            return 0;
    }
    return 0;
}

bool zola_tag(struct template *t)
{
    struct writer *w = &t->w;
    bool is_tag = w->in.p[w->at + 1] == '%';
    struct str closing = is_tag ? STR("%}") : STR("}}");
    size_t end = template_find(t, closing, w->at) == STR_NPOS ? 0 : mark_end(w->in, w->at, closing);
    struct str inner, args;
    struct mark close;
    struct tag tag = {.from = w->at, .end = end + 2};

    if (!end)
        return false;
    inner = str_trim(str_sub(w->in, w->at + 2, end - w->at - 2));
    if (is_tag && (str_eq(inner, STR("end")) || str_eq(inner, STR("-end-")))) {
        writer_seek(w, tag.end);
        open_close(t, STR("end"));
        return true;
    }
    if (!read_call(inner, &tag.name, &args))
        return false;
    args_parse(&tag.args, t->a, args);
    tag.close = STR("end");
    tag.is_paired = is_tag && pair_find(t, tag.from, &close);
    tag.is_self_closing = !is_tag;
    if (str_find(tag.name, STR("::"), 0) != STR_NPOS)
        tag.name = str_skip(tag.name, str_find(tag.name, STR("::"), 0) + 2);
    if (!tag_apply(t, TAG_ZOLA, &tag))
        tag_unknown(t, &tag);
    return true;
}
