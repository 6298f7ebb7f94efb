/* SPDX-License-Identifier: MIT */
/* Character data, and the objects that stand in it. */
#include "render/job.h"

/* The object whose number stands at TEXT[AT] behind OBJECT_OPEN; NULL when it is none. *RET_END
 * is behind it. */
static const struct template_object *object_at(const struct job *j, struct str text, size_t at,
                                               size_t *ret_end)
{
    size_t end = str_find_byte(text, OBJECT_CLOSE, at);
    unsigned long index;

    if (end == STR_NPOS || j->source.objects.n == 0 ||
        !str_to_uint(str_sub(text, at + 1, end - at - 1), j->source.objects.n - 1, &index))
        return NULL;
    *ret_end = end + 1;
    return &j->source.objects.v[index];
}

void text_add(struct job *j, struct str text)
{
    size_t at;

    while ((at = str_find_byte(text, OBJECT_OPEN, 0)) != STR_NPOS) {
        size_t end = at + 1;
        const struct template_object *o = object_at(j, text, at, &end);

        markup_text(&j->m, str_sub(text, 0, at));
        if (o)
            text_add_math(j, o->source, o->kind == OBJECT_MATH_DISPLAY);
        text = str_skip(text, end);
    }
    markup_text(&j->m, text);
}

struct str text_source(const struct job *j, struct arena *a, struct str text, bool has_delimiters)
{
    struct buf out = {0};
    size_t at;

    if (str_find_byte(text, OBJECT_OPEN, 0) == STR_NPOS)
        return text;
    while ((at = str_find_byte(text, OBJECT_OPEN, 0)) != STR_NPOS) {
        size_t end = at + 1;
        const struct template_object *o = object_at(j, text, at, &end);

        buf_add(&out, str_sub(text, 0, at));
        if (o)
            buf_add(&out, has_delimiters ? o->written : o->source);
        text = str_skip(text, end);
    }
    buf_add(&out, text);
    text = arena_str(a, buf_str(&out));
    buf_done(&out);
    return text;
}

static bool is_displays(const struct job *j, struct str text)
{
    for (size_t at = 0; at < text.n;) {
        size_t end = at + 1;
        const struct template_object *o;

        if (!is_ascii_space(text.p[at])) {
            o = text.p[at] == OBJECT_OPEN ? object_at(j, text, at, &end) : NULL;
            if (!o || o->kind != OBJECT_MATH_DISPLAY)
                return false;
        }
        at = end;
    }
    return true;
}

bool text_is_formula(const struct job *j, cmark_node *paragraph)
{
    cmark_node *n = cmark_node_first_child(paragraph);

    if (!j->env->options->math)
        return false;
    for (; n; n = cmark_node_next(n))
        if (cmark_node_get_type(n) != CMARK_NODE_SOFTBREAK &&
            (cmark_node_get_type(n) != CMARK_NODE_TEXT ||
             !is_displays(j, str_of(cmark_node_get_literal(n)))))
            return false;
    return true;
}

/* The source, as code: what a reader can still make sense of. */
static void add_tex(struct job *j, struct str tex)
{
    size_t handle = markup_open(&j->m, EL_CODE, STR(" class=\"tex\""));

    markup_text(&j->m, tex);
    markup_close(&j->m, handle);
}

void text_add_math(struct job *j, struct str tex, bool is_display)
{
    struct buf out = {0};
    struct str fault = STR_NONE;

    if (!j->env->options->math) {
        add_tex(j, tex);
        return;
    }
    if (!j->macros)
        j->macros = math_macros_new(&j->scratch);
    if (math_render(&out, tex, is_display, j->macros, &j->scratch, &fault)) {
        markup_raw(&j->m, EL_SPAN, buf_str(&out));
        j->c->has_math = true;
    } else {
        diag_add(&j->c->diags, DIAG_MATH, job_pos(j), STR_ARG(fault));
        add_tex(j, tex);
    }
    buf_done(&out);
}
