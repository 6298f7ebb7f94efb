/* SPDX-License-Identifier: MIT */
/* Gives a tag of any template language to the action that its row of shortcodes.def names. */
#include "render/callout.h"
#include "render/embed.h"
#include "render/template_action.h"

struct row {
    struct str names;
    unsigned sets;
    enum action action;
    struct str detail;
};

static const struct row rows[] = {
#define HUGO TAG_HUGO
#define LIQUID TAG_LIQUID
#define HEXO TAG_HEXO
#define ZOLA TAG_ZOLA
#define MDX TAG_MDX
#define ANY TAG_ANY
#define SHORTCODE(names, sets, action, detail) \
    {STR_INIT(names), sets, ACTION_##action, STR_INIT(detail)},
#include "render/shortcodes.def"
#undef SHORTCODE
};

static const struct row *find_row(unsigned set, struct str name)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if ((rows[i].sets & set) && str_among_fold(name, rows[i].names))
            return &rows[i];
    return NULL;
}

struct str tag_resolve(struct template *t, enum template_ref kind, struct str target)
{
    struct str url;

    if (t->env->resolve && t->env->resolve(t->env->ctx, kind, target, &url))
        return url;
    return STR_NONE;
}

/* The argument without a name at POSITION; words without quotes go on to the end. */
static struct str loose_title(const struct args *args, size_t position)
{
    const struct arg *v = position < args->n ? &args->v[position] : NULL;

    if (!v || v->name.p)
        return STR_NONE;
    for (size_t i = position; i < args->n; i++)
        if (args->v[i].name.p || !args->v[i].is_bare)
            return v->value;
    return v->value.p >= args->raw.p && v->value.p <= args->raw.p + args->raw.n
               ? str_skip(args->raw, (size_t)(v->value.p - args->raw.p))
               : v->value;
}

struct str tag_title(const struct args *args)
{
    struct str s = args_get(args, "title caption label summary header heading name");

    return s.n ? s : loose_title(args, 0);
}

/* {% note warning %}, {{< alert type="tip" title="x" >}}, {{< notice tip "Title" >}}: the kind may
 * be the tag's name or an argument, and what is left is the title. */
static void run_aside(struct template *t, struct tag *tag, struct str detail)
{
    struct str kind = args_get(&tag->args, "type kind style variant level color theme status");
    struct str title = args_get(&tag->args, "title caption label header heading");
    struct str word = args_at(&tag->args, 0);
    enum callout known;

    if (kind.n == 0 && callout_kind(word, &known)) {
        kind = word;
        title = title.n ? title : loose_title(&tag->args, 1);
    } else if (title.n == 0 && word.n) {
        title = loose_title(&tag->args, 0);
    }
    if (is_set(t, SYNTAX_HEXO))
        title = hexo_title(t, title);
    if (!callout_kind(kind, &known))
        kind = callout_kind(tag->name, &known) ? tag->name : STR("note");
    if (detail.n)
        kind = detail;
    if (!tag->is_paired) {
        struct str text = args_get(&tag->args, "text content body message");

        if (text.n == 0 && title.n == 0)
            return;
        emit_aside(t, tag->close, kind, text.n ? title : STR_NONE, true);
        emit(t, STR("\n"));
        emit(t, text.n ? text : title);
        emit(t, STR("\n"));
        open_close(t, tag->close);
        return;
    }
    emit_aside(t, tag->close, kind, title, true);
}

static bool run_named(struct template *t, struct tag *tag)
{
    enum callout kind;

    if (callout_kind(tag->name, &kind) && (tag->is_paired || !tag->is_self_closing)) {
        run_aside(t, tag, STR_NONE);
        return true;
    }
    return action_embed(t, tag, tag->name);
}

bool tag_apply(struct template *t, unsigned set, struct tag *tag)
{
    const struct row *row = find_row(set, tag->name);

    if (tag_user(t, tag))
        return true;
    if (row && row->action == ACTION_ASIDE) {
        writer_seek(&t->w, tag->end);
        run_aside(t, tag, row->detail);
        return true;
    }
    if (row)
        return action_run(t, row->action, row->detail, tag);
    writer_seek(&t->w, tag->end);
    if (run_named(t, tag))
        return true;
    writer_seek(&t->w, tag->from);
    return false;
}

static bool has_word(struct str name, const char *word)
{
    return str_find(name, str_of(word), 0) != STR_NPOS;
}

/* A name nobody knows: a picture if its arguments name one, else its text stays. */
void tag_unknown(struct template *t, struct tag *tag)
{
    struct str picture = args_picture(&tag->args), text;

    writer_seek(&t->w, tag->end);
    if (picture.n && !tag->is_paired) {
        emit_figure(t, &tag->args, picture, tag->from);
        return;
    }
    if (has_word(tag->name, "youtube") && action_embed(t, tag, STR("youtube")))
        return;
    text = args_get(&tag->args, "body text content inner message caption");
    if (tag->name.n)
        template_unknown(t, tag->name, tag->is_paired || text.n);
    if (tag->is_paired)
        open_push(t, tag->close, STR_NONE, false);
    else
        emit_inline(&t->w.out, text);
}
