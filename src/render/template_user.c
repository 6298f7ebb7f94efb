/* SPDX-License-Identifier: MIT */
/* Shortcodes that the user defined: a pattern with {{inner}}, {{name}} and {{0}} in it. */
#include "render/template_private.h"

static void add_value(struct buf *b, const struct args *args, struct str name)
{
    unsigned long position;

    if (str_to_uint(name, ARG_MAX, &position))
        emit_inline(b, args_at(args, position));
    else
        for (size_t i = 0; i < args->n; i++)
            if (args->v[i].name.p && str_eq(args->v[i].name, name))
                buf_xml(b, args->v[i].value);
}

/* PATTERN with the arguments put in, up to {{inner}}; *RET_REST is what follows that. */
static struct str fill(struct template *t, struct str pattern, const struct args *args,
                       struct str *ret_rest)
{
    struct buf b = {0};
    size_t at = 0, open, close;
    struct str result;

    *ret_rest = STR_NONE;
    while ((open = str_find(pattern, STR("{{"), at)) != STR_NPOS &&
           (close = str_find(pattern, STR("}}"), open)) != STR_NPOS) {
        struct str name = str_trim(str_sub(pattern, open + 2, close - open - 2));

        buf_add(&b, str_sub(pattern, at, open - at));
        at = close + 2;
        if (str_eq(name, STR("inner"))) {
            *ret_rest = str_skip(pattern, at);
            at = pattern.n;
        } else {
            add_value(&b, args, name);
        }
    }
    buf_add(&b, str_skip(pattern, at));
    result = arena_str(t->a, buf_str(&b));
    buf_done(&b);
    return result;
}

/* HTML begins PATTERN that holds blocks, so that its inner text is Markdown of its own. */
static bool holds_blocks(struct str pattern)
{
    static const char *const names[] = {"<aside", "<article",    "<blockquote", "<details",
                                        "<div",   "<figcaption", "<section"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_starts(pattern, str_of(names[i])))
            return true;
    return false;
}

/* The mark stands alone on its line, or the whole construct does. */
static bool is_block_here(const struct template *t, const struct tag *tag, struct str before)
{
    struct mark close;

    return is_alone(t, tag->from, tag->end) ||
           (tag->is_paired && holds_blocks(before) && pair_find(t, tag->from, &close) &&
            is_alone(t, tag->from, close.end));
}

bool tag_user(struct template *t, struct tag *tag)
{
    const struct table_entry *e =
        t->env->shortcodes ? table_get(t->env->shortcodes, tag->name) : NULL;
    struct str before, after, end, unused;
    bool is_block;

    if (!e)
        return false;
    before = fill(t, *(const struct str *)e->ptr, &tag->args, &after);
    is_block = is_block_here(t, tag, before);
    writer_seek(&t->w, tag->end);
    if (is_block)
        emit_block(t, before);
    else
        emit(t, before);
    end = after.p ? fill(t, after, &tag->args, &unused) : STR("");
    if (tag->is_paired && open_push(t, tag->close, end, is_block))
        return true;
    emit(t, end);
    return true;
}
