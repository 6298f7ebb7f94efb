/* SPDX-License-Identifier: MIT */
/* Code blocks: language, title, marked lines, spans. */
#include "render/codeinfo.h"
#include "render/highlight.h"
#include "render/job.h"

/* More spans than this in one block make some readers freeze; it is shown plain. */
enum { SPAN_MAX = 5000, LONG_LINE = 100 };

struct spans {
    struct buf out;
    size_t count;
};

static void add_span(void *ctx, enum highlight_kind kind, struct str run)
{
    struct spans *s = ctx;
    const char *class = highlight_class(kind);

    if (class && s->count++ < SPAN_MAX)
        buf_printf(&s->out, "<span class=\"%s\">", class);
    buf_xml(&s->out, run);
    if (class && s->count <= SPAN_MAX)
        buf_addz(&s->out, "</span>");
}

static void add_code(struct job *j, const struct codeinfo *info, struct str code)
{
    const struct language *l = highlight_language(info->language);
    struct spans s = {0};

    if (l && j->env->options->highlight)
        highlight(l, code, add_span, &s);
    if (s.count && s.count <= SPAN_MAX)
        markup_raw(&j->m, EL_SPAN, buf_str(&s.out));
    else
        markup_text(&j->m, code);
    buf_done(&s.out);
}

static void warn_long_lines(struct job *j, struct str code)
{
    struct str line;
    size_t longest = 0;

    while (str_line(&code, &line))
        longest = line.n > longest ? line.n : longest;
    if (longest > LONG_LINE)
        diag_add(&j->c->diags, DIAG_LONG_CODE, job_pos(j), longest);
}

static void add_title(struct job *j, struct str title)
{
    size_t caption = markup_open(&j->m, EL_FIGCAPTION, STR(""));

    markup_text(&j->m, title);
    markup_close(&j->m, caption);
}

static struct str code_attributes(struct job *j, struct str language)
{
    struct buf b = {0};
    struct str s;

    if (language.n == 0)
        return STR("");
    buf_addz(&b, " class=\"language-");
    for (size_t i = 0; i < language.n; i++)
        buf_byte(&b, is_ascii_alnum(language.p[i]) || str_find_byte(STR("+-#._"), language.p[i], 0) != STR_NPOS
                         ? ascii_lower(language.p[i])
                         : '-');
    buf_byte(&b, '"');
    s = arena_str(&j->scratch, buf_str(&b));
    buf_done(&b);
    return s;
}

void code_block(struct job *j, cmark_node *node)
{
    struct str code = str_of(cmark_node_get_literal(node)), fence = str_of(cmark_node_get_fence_info(node));
    struct codeinfo info = {0};
    size_t figure = 0, pre, inner;

    codeinfo_parse(&j->scratch, fence, &info);
    j->c->code_count++;
    if (str_eq(info.language, STR("math")) && j->env->options->math) {
        size_t p = markup_open(&j->m, EL_P, STR(" class=\"math\""));

        text_add_math(j, str_trim(code), true);
        markup_close(&j->m, p);
        return;
    }
    warn_long_lines(j, code);
    if (info.title.n) {
        figure = markup_open(&j->m, EL_FIGURE, STR(" class=\"listing\""));
        add_title(j, info.title);
    }
    pre = markup_open(&j->m, EL_PRE, STR(""));
    inner = markup_open(&j->m, EL_CODE, code_attributes(j, info.language));
    add_code(j, &info, code);
    markup_close(&j->m, inner);
    markup_close(&j->m, pre);
    if (figure)
        markup_close(&j->m, figure);
}
