/* SPDX-License-Identifier: MIT */
/* The Markdown tree → calls of the markup writer, one handler for each kind of node. */
#include <cmark-gfm-core-extensions.h>
#include <string.h>

#include "render/job.h"
#include "render/picture.h"
#include "render/tables.h"
#include "render/typography.h"

unsigned job_line(const struct job *j, const cmark_node *node)
{
    int line = cmark_node_get_start_line((cmark_node *)node);
    size_t index = line > 0 ? (size_t)line - 1 : 0;

    if (j->source.line_of && index < j->source.line_count)
        return j->source.line_of[index] + j->post->body_line - 1;
    return (unsigned)index + j->post->body_line;
}

struct diag_pos job_pos(const struct job *j)
{
    return (struct diag_pos){j->post->path, j->line, 0};
}

/* Without the marks of the template pass. */
static void add_plain(struct buf *out, struct str text)
{
    struct str part;

    while (str_split(&text, TYPE_PLAIN, &part))
        buf_add(out, part);
}

static struct str literal(cmark_node *node)
{
    return str_of(cmark_node_get_literal(node));
}

struct str job_plain_text(const struct job *j, struct arena *a, cmark_node *node)
{
    struct buf out = {0};
    cmark_iter *it = cmark_iter_new(node);
    cmark_event_type event;
    struct str text;

    while ((event = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
        cmark_node *n = cmark_iter_get_node(it);

        switch (event == CMARK_EVENT_ENTER ? cmark_node_get_type(n) : CMARK_NODE_NONE) {
        case CMARK_NODE_TEXT:
        case CMARK_NODE_CODE:
            add_plain(&out, text_source(j, a, literal(n), false));
            break;
        case CMARK_NODE_SOFTBREAK:
        case CMARK_NODE_LINEBREAK:
            buf_byte(&out, ' ');
            break;
        default:
            break;
        }
    }
    cmark_iter_free(it);
    text = arena_str(a, buf_str(&out));
    buf_done(&out);
    return text;
}

static void push(struct job *j, size_t handle)
{
    *vec_push(&j->handles) = handle;
}

static void open_plain(struct job *j, enum element el)
{
    push(j, markup_open(&j->m, el, STR("")));
}

/* Block nodes. */

static bool is_tight(cmark_node *paragraph)
{
    cmark_node *item = cmark_node_parent(paragraph);
    cmark_node *list = item ? cmark_node_parent(item) : NULL;

    return list && cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list);
}

static bool is_task(cmark_node *n)
{
    return n && strcmp(cmark_node_get_type_string(n), "tasklist") == 0;
}

/* A task begins with a sign that has a name, no form control. */
static void add_task_sign(struct job *j, cmark_node *item)
{
    markup_raw(&j->m, EL_SPAN,
               cmark_gfm_extensions_get_tasklist_item_checked(item)
                   ? STR("<span class=\"box\" role=\"img\" aria-label=\"done\">☑</span> ")
                   : STR("<span class=\"box\" role=\"img\" aria-label=\"to do\">☐</span> "));
}

static void enter_paragraph(struct job *j, cmark_node *n)
{
    cmark_node *first = cmark_node_first_child(n);

    smart_block(j, n);
    if (!first || is_tight(n))
        push(j, 0);
    else if (picture_is_figure(n))
        push(j, figure_open(j));
    else if (picture_is_alone(n))
        push(j, markup_open(&j->m, EL_P, STR(" class=\"picture\"")));
    else if (text_is_formula(j, n))
        push(j, markup_open(&j->m, EL_P, STR(" class=\"math\"")));
    else
        open_plain(j, EL_P);
    if (!cmark_node_previous(n) && is_task(cmark_node_parent(n)))
        add_task_sign(j, cmark_node_parent(n));
}

static void enter_quote(struct job *j, cmark_node *n)
{
    size_t handle = alert_open(j, n);

    j->containers++;
    push(j, handle ? handle : markup_open(&j->m, EL_BLOCKQUOTE, STR("")));
}

static bool has_tasks(cmark_node *list)
{
    for (cmark_node *n = cmark_node_first_child(list); n; n = cmark_node_next(n))
        if (is_task(n))
            return true;
    return false;
}

static void enter_list(struct job *j, cmark_node *n)
{
    j->containers++;
    if (cmark_node_get_list_type(n) == CMARK_ORDERED_LIST) {
        int start = cmark_node_get_list_start(n);
        struct str attribute =
            start == 1 ? STR("") : arena_printf(&j->scratch, " start=\"%d\"", start);

        push(j, markup_open(&j->m, EL_OL, attribute));
    } else {
        push(j, markup_open(&j->m, EL_UL, has_tasks(n) ? STR(" class=\"tasks\"") : STR("")));
    }
}

static void enter_item(struct job *j, cmark_node *n)
{
    push(j, markup_open(&j->m, EL_LI, is_task(n) ? STR(" class=\"task\"") : STR("")));
}

static void enter_html_block(struct job *j, cmark_node *n)
{
    html_add(j->html, literal(n), true, j->line);
}

static void enter_heading(struct job *j, cmark_node *n)
{
    push(j, heading_open(j, n));
}

static void enter_rule(struct job *j, cmark_node *n)
{
    (void)n;
    markup_void(&j->m, EL_HR, STR(""));
}

static void enter_note(struct job *j, cmark_node *n)
{
    j->containers++;
    push(j, note_open(j, n));
}

/* Inline nodes. */

static void enter_text(struct job *j, cmark_node *n)
{
    text_add(j, literal(n));
}

static void enter_softbreak(struct job *j, cmark_node *n)
{
    if (softbreak_is_space(n))
        markup_text(&j->m, STR("\n"));
}

static void enter_linebreak(struct job *j, cmark_node *n)
{
    (void)n;
    markup_void(&j->m, EL_BR, STR(""));
}

/* A long name may be broken behind its punctuation, not anywhere. */
static void add_code(struct job *j, struct str code)
{
    size_t from = 0;

    for (size_t i = 1; code.n > 16 && i + 1 < code.n; i++) {
        bool is_joint = code.p[i] == '.' || code.p[i] == '_' || code.p[i] == '/' ||
                        code.p[i] == ':' || code.p[i] == '(';

        if (is_joint && is_ascii_alnum(code.p[i - 1]) && is_ascii_alpha(code.p[i + 1])) {
            markup_text(&j->m, str_sub(code, from, i + 1 - from));
            markup_void(&j->m, EL_WBR, STR(""));
            from = i + 1;
        }
    }
    markup_text(&j->m, str_skip(code, from));
}

static void enter_code(struct job *j, cmark_node *n)
{
    size_t handle = markup_open(&j->m, EL_CODE, code_direction(j));

    add_code(j, text_source(j, &j->scratch, literal(n), true));
    markup_close(&j->m, handle);
}

static void enter_html(struct job *j, cmark_node *n)
{
    html_add(j->html, literal(n), false, j->line);
}

static void enter_emphasis(struct job *j, cmark_node *n)
{
    open_plain(j, cmark_node_get_type(n) == CMARK_NODE_STRONG ? EL_STRONG : EL_EM);
}

static struct str title_attribute(struct job *j, struct str title)
{
    struct buf b = {0};
    struct str s;

    if (title.n == 0)
        return STR("");
    buf_addz(&b, " title=\"");
    markup_escape_value(&b, title);
    buf_addz(&b, "\"");
    s = arena_str(j->c->arena, buf_str(&b));
    buf_done(&b);
    return s;
}

static void enter_link(struct job *j, cmark_node *n)
{
    struct str title = title_attribute(j, str_of(cmark_node_get_title(n)));
    uint32_t ref = link_ref(j, str_of(cmark_node_get_url(n)), title);

    push(j, markup_open_slot(&j->m, EL_A, ref));
}

static void enter_image(struct job *j, cmark_node *n)
{
    struct picture p = {.source = str_of(cmark_node_get_url(n)),
                        .alt = smart_text(j, job_plain_text(j, j->c->arena, n)),
                        .title = str_of(cmark_node_get_title(n))};
    cmark_node *paragraph = cmark_node_parent(n);

    if (cmark_node_get_type(paragraph) == CMARK_NODE_LINK)
        paragraph = cmark_node_parent(paragraph);
    if (!picture_is_figure(paragraph))
        p.attributes = title_attribute(j, p.title);
    picture_add(j, &p);
}

/* Tables. */

static void enter_table(struct job *j, cmark_node *n)
{
    struct str class = table_class(j, cmark_gfm_extensions_get_table_columns(n));

    j->containers++;
    if (class.n)
        class = arena_printf(&j->scratch, " class=\"%.*s\"", STR_ARG(class));
    push(j, markup_open(&j->m, EL_TABLE, class));
}

static void enter_row(struct job *j, cmark_node *n)
{
    bool is_head = cmark_gfm_extensions_get_table_row_is_header(n);
    bool is_first = !cmark_node_previous(n) || (!is_head && j->in_head);

    if (is_first) {
        if (!is_head && cmark_node_previous(n)) /* the head ends here */
            markup_close(&j->m, j->handles.v[--j->handles.n]);
        push(j, markup_open(&j->m, is_head ? EL_THEAD : EL_TBODY, STR("")));
    }
    j->in_head = is_head;
    j->column = 0;
    open_plain(j, EL_TR);
}

static void enter_cell(struct job *j, cmark_node *n)
{
    cmark_node *table = cmark_node_parent(cmark_node_parent(n));
    uint8_t *aligns = cmark_gfm_extensions_get_table_alignments(table);
    uint8_t align =
        j->column < cmark_gfm_extensions_get_table_columns(table) ? aligns[j->column] : 0;
    const char *name = align == 'l'   ? "left"
                       : align == 'c' ? "center"
                       : align == 'r' ? "right"
                                      : NULL;
    struct str attributes = name ? arena_printf(&j->scratch, " class=\"%s\"", name) : STR("");

    smart_block(j, n);
    j->column++;
    if (j->in_head)
        attributes = arena_printf(&j->scratch, " scope=\"col\"%.*s", STR_ARG(attributes));
    push(j, markup_open(&j->m, j->in_head ? EL_TH : EL_TD, attributes));
}

static void enter_strike(struct job *j, cmark_node *n)
{
    (void)n;
    open_plain(j, EL_DEL);
}

/* Ends. */

static void close_top(struct job *j)
{
    size_t handle = j->handles.v[--j->handles.n];

    if (handle)
        markup_close(&j->m, handle);
}

static void leave_inline(struct job *j, cmark_node *n)
{
    (void)n;
    close_top(j);
}

static void leave_paragraph(struct job *j, cmark_node *n)
{
    if (cmark_node_first_child(n) && !is_tight(n) && picture_is_figure(n))
        figure_caption(j, n);
    close_top(j);
    if (is_tight(n) && cmark_node_next(n))
        markup_text(&j->m, STR("\n"));
}

static void leave_cell(struct job *j, cmark_node *n)
{
    (void)n;
    html_end(j->html);
    close_top(j);
}

static void leave_container(struct job *j, cmark_node *n)
{
    (void)n;
    html_end(j->html);
    close_top(j);
    j->containers--;
}

static void leave_table(struct job *j, cmark_node *n)
{
    if (cmark_node_first_child(n)) /* thead or tbody */
        close_top(j);
    j->in_head = false;
    leave_container(j, n);
}

/* The tables of handlers. */

typedef void handler(struct job *j, cmark_node *n);

struct handlers {
    handler *enter, *leave;
};

static const struct handlers blocks[] = {
    [CMARK_NODE_BLOCK_QUOTE & 0xFF] = {enter_quote, leave_container},
    [CMARK_NODE_LIST & 0xFF] = {enter_list, leave_container},
    [CMARK_NODE_ITEM & 0xFF] = {enter_item, leave_cell},
    [CMARK_NODE_CODE_BLOCK & 0xFF] = {code_block, NULL},
    [CMARK_NODE_HTML_BLOCK & 0xFF] = {enter_html_block, NULL},
    [CMARK_NODE_PARAGRAPH & 0xFF] = {enter_paragraph, leave_paragraph},
    [CMARK_NODE_HEADING & 0xFF] = {enter_heading, leave_inline},
    [CMARK_NODE_THEMATIC_BREAK & 0xFF] = {enter_rule, NULL},
    [CMARK_NODE_FOOTNOTE_DEFINITION & 0xFF] = {enter_note, leave_container},
};

static const struct handlers inlines[] = {
    [CMARK_NODE_TEXT & 0xFF] = {enter_text, NULL},
    [CMARK_NODE_SOFTBREAK & 0xFF] = {enter_softbreak, NULL},
    [CMARK_NODE_LINEBREAK & 0xFF] = {enter_linebreak, NULL},
    [CMARK_NODE_CODE & 0xFF] = {enter_code, NULL},
    [CMARK_NODE_HTML_INLINE & 0xFF] = {enter_html, NULL},
    [CMARK_NODE_EMPH & 0xFF] = {enter_emphasis, leave_inline},
    [CMARK_NODE_STRONG & 0xFF] = {enter_emphasis, leave_inline},
    [CMARK_NODE_LINK & 0xFF] = {enter_link, leave_inline},
    [CMARK_NODE_IMAGE & 0xFF] = {enter_image, NULL},
    [CMARK_NODE_FOOTNOTE_REFERENCE & 0xFF] = {note_reference, NULL},
};

static const struct {
    const char *type;
    struct handlers h;
} extended[] = {
    {"table", {enter_table, leave_table}},           {"table_row", {enter_row, leave_cell}},
    {"table_header", {enter_row, leave_cell}},       {"table_cell", {enter_cell, leave_cell}},
    {"strikethrough", {enter_strike, leave_inline}}, {"tasklist", {enter_item, leave_cell}},
};

static const struct handlers *handlers_of(cmark_node *n)
{
    static const struct handlers none;
    unsigned type = cmark_node_get_type(n), index = type & 0xFF;
    const char *name;

    if ((type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE &&
        index < sizeof inlines / sizeof *inlines)
        return &inlines[index];
    if ((type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK &&
        index < sizeof blocks / sizeof *blocks && index != (CMARK_NODE_ITEM & 0xFF))
        return &blocks[index];
    name = cmark_node_get_type_string(n);
    for (size_t i = 0; i < sizeof extended / sizeof *extended; i++)
        if (strcmp(name, extended[i].type) == 0)
            return &extended[i].h;
    return index < sizeof blocks / sizeof *blocks ? &blocks[index] : &none;
}

/* Leaves, and what is written as a whole, have no end of their own in the iteration. */
static void enter(struct job *j, cmark_iter *it, cmark_node *n)
{
    const struct handlers *h = handlers_of(n);

    if ((cmark_node_get_type(n) & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK) {
        j->line = job_line(j, n);
        markup_mark(&j->m, j->line);
    } else if (cmark_node_get_start_line(n) > 0) { /* what extensions make has none */
        j->line = job_line(j, n);
    }
    if (n == j->skip || cmark_node_get_type(n) == CMARK_NODE_IMAGE)
        cmark_iter_reset(it, n, CMARK_EVENT_EXIT);
    if (n != j->skip && h->enter)
        h->enter(j, n);
}

void walk_document(struct job *j, cmark_node *root)
{
    cmark_iter *it = cmark_iter_new(root);
    cmark_event_type event;
    bool in_notes = false;

    while ((event = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
        cmark_node *n = cmark_iter_get_node(it);

        if (n == root)
            continue;
        if (event == CMARK_EVENT_ENTER) {
            if (!in_notes && cmark_node_get_type(n) == CMARK_NODE_FOOTNOTE_DEFINITION) {
                in_notes = true;
                notes_begin(j);
            }
            enter(j, it, n);
        } else if (n != j->skip && handlers_of(n)->leave) {
            handlers_of(n)->leave(j, n);
        }
    }
    cmark_iter_free(it);
}
