/* SPDX-License-Identifier: MIT */
/* Code blocks: language, title, marked lines, spans. */
#include "render/codeinfo.h"
#include "render/highlight.h"
#include "render/job.h"

/* More spans than this in one block make some readers freeze; it is shown plain. */
enum { SPAN_MAX = 5000, LONG_LINE = 100 };

struct spans {
    struct buf out;
    const struct codeinfo *info;
    size_t count, line; /* line: from 1 */
    bool is_marked;     /* the line at hand, and its span is open */
    bool at_start;      /* of a line */
};

static void begin_line(struct spans *s)
{
    s->at_start = false;
    s->is_marked = s->info->range_count && codeinfo_is_marked(s->info, s->line);
    if (s->is_marked) {
        buf_addz(&s->out, "<span class=\"hl-m\">");
        s->count++;
    }
}

static void end_line(struct spans *s)
{
    if (s->at_start)
        begin_line(s);
    if (s->is_marked)
        buf_addz(&s->out, "</span>");
    s->is_marked = false;
    s->at_start = true;
    s->line++;
}

/* Part of a run within one line. */
static void add_piece(struct spans *s, const char *class, struct str piece)
{
    if (piece.n == 0)
        return;
    if (s->at_start)
        begin_line(s);
    if (class) {
        buf_addz(&s->out, "<span class=\"");
        buf_addz(&s->out, class);
        buf_addz(&s->out, "\">");
        s->count++;
    }
    buf_xml(&s->out, piece);
    if (class)
        buf_addz(&s->out, "</span>");
}

/* A run may span lines; marks do not, so a marked block is cut at its line ends. */
static void add_span(void *ctx, enum highlight_kind kind, struct str run)
{
    struct spans *s = ctx;
    const char *class = highlight_class(kind);
    struct str line;

    if (s->count > SPAN_MAX)
        return;
    if (s->info->range_count == 0) {
        s->at_start = false;
        add_piece(s, class, run);
        return;
    }
    while (str_split(&run, '\n', &line)) {
        add_piece(s, class, line);
        if (run.p) {
            end_line(s);
            buf_byte(&s->out, '\n');
        }
    }
}

static void add_code(struct job *j, const struct codeinfo *info, struct str code)
{
    const struct language *l = highlight_language(info->language);
    struct spans s = {.info = info, .line = 1, .at_start = true};

    if (l && j->env->options->highlight)
        highlight(l, code, add_span, &s);
    else if (info->range_count)
        add_span(&s, HL_PLAIN, code);
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
        buf_byte(&b, is_ascii_alnum(language.p[i]) ||
                             str_find_byte(STR("+-#._"), language.p[i], 0) != STR_NPOS
                         ? ascii_lower(language.p[i])
                         : '-');
    buf_byte(&b, '"');
    s = arena_str(&j->scratch, buf_str(&b));
    buf_done(&b);
    return s;
}

struct str code_direction(const struct job *j)
{
    return j->post->is_rtl ? STR(" dir=\"ltr\"") : STR("");
}

void code_block(struct job *j, cmark_node *node)
{
    struct str code = str_of(cmark_node_get_literal(node)),
               fence = str_of(cmark_node_get_fence_info(node));
    struct codeinfo info = {0};
    size_t figure = 0, pre, inner;

    codeinfo_parse(&j->scratch, fence, &info);
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
    pre = markup_open(&j->m, EL_PRE, code_direction(j));
    inner = markup_open(&j->m, EL_CODE, code_attributes(j, info.language));
    add_code(j, &info, code);
    markup_close(&j->m, inner);
    markup_close(&j->m, pre);
    if (figure)
        markup_close(&j->m, figure);
}
