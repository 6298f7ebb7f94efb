/* SPDX-License-Identifier: MIT */
/* Environments: matrices, cases, aligned equations, arrays. */
#include <string.h>

#include "render/mathcolumns.h"
#include "render/mathparse.h"

static const struct math_environment environments[] = {
#define ENVIRONMENT(name, open, close, columns, is_display, arguments, is_small) \
    {STR_INIT(name), STR_INIT(open), STR_INIT(close), COLUMNS_##columns,         \
     is_display,     arguments,      is_small},
#include "render/environments.def"
#undef ENVIRONMENT
};

static const struct math_environment top = {.columns = COLUMNS_LINES};
static const struct math_environment stack = {.columns = COLUMNS_CENTER};

/* What ends a table. */
enum end { END_COMMAND, END_BRACE, END_TEXT };

static const struct math_environment *find_environment(struct str name)
{
    if (str_ends(name, STR("*")))
        name = str_chop(name, 1);
    for (size_t i = 0; i < sizeof environments / sizeof *environments; i++)
        if (str_eq(environments[i].name, name))
            return &environments[i];
    return NULL;
}

static bool is_kind(const struct math_parser *p, enum math_kind kind)
{
    return p->token.kind == TOKEN_COMMAND && p->token.symbol && p->token.symbol->kind == kind;
}

static bool is_at_end(const struct math_parser *p, enum end end)
{
    if (end == END_COMMAND)
        return p->token.kind == TOKEN_END || is_kind(p, KIND_END);
    return p->token.kind == (end == END_BRACE ? TOKEN_CLOSE : TOKEN_END);
}

static void add_children(struct math_node *cell, struct math_node *row)
{
    cell->first = row->first;
    cell->last = row->last;
}

static struct math_node *read_cell(struct math_parser *p, bool is_after_atom)
{
    struct math_node *cell = math_node_new(p->arena, MATH_MTD);

    p->before = is_after_atom ? CLASS_ORDINARY : CLASS_NONE;
    add_children(cell, math_row(p));
    return cell;
}

/* The number of an equation, in a cell of its own. */
static struct math_node *tag_cell(struct math_parser *p)
{
    struct math_node *cell = math_node_new(p->arena, MATH_MTD);

    cell->is_group = true;
    cell->attribute = " style=\"padding-left:2em\"";
    math_node_add(cell, math_text_inner(p, p->tag));
    p->has_tag = false;
    return cell;
}

static struct math_node *read_row(struct math_parser *p, const struct math_environment *e,
                                  bool is_display)
{
    struct math_node *row = math_node_new(p->arena, MATH_MTR);
    enum math_font font = p->font;
    size_t column = 0;

    for (;; column++) {
        bool is_pair = e->columns == COLUMNS_PAIRS || e->columns == COLUMNS_LINES;

        p->font = font;
        p->is_display = is_display;
        if (column >= MATH_COLUMNS_MAX)
            math_fault(p, "more than %d columns", MATH_COLUMNS_MAX);
        math_node_add(row, read_cell(p, is_pair && column % 2 == 1));
        if (p->token.kind != TOKEN_ALIGN)
            break;
        math_next(p);
    }
    p->font = font;
    if (p->has_tag)
        math_node_add(row, tag_cell(p));
    return row;
}

/* Lines ruled between rows: the style of the row below (or, after the last, above) them. */
static bool read_rules(struct math_parser *p)
{
    bool any = false;

    while (is_kind(p, KIND_RULE_LINE)) {
        any = true;
        math_next(p);
    }
    return any;
}

static bool is_empty_row(const struct math_node *row)
{
    return row->first == row->last && !row->first->first;
}

static struct math_node *read_table(struct math_parser *p, const struct math_environment *e,
                                    enum end end)
{
    struct math_node *table = math_node_new(p->arena, MATH_MTABLE), *row;
    bool is_display = end == END_TEXT ? p->is_display : e->is_display;
    bool was_display = p->is_display, has_rule = false;

    for (;;) {
        has_rule = read_rules(p) || has_rule;
        if (is_at_end(p, end))
            break;
        row = read_row(p, e, is_display);
        row->is_label_over = has_rule;
        has_rule = false;
        /* Empty rows come from "\\\\" written twice for Markdown's sake. */
        if (!is_empty_row(row))
            math_node_add(table, row);
        else
            has_rule = row->is_label_over;
        if (!is_kind(p, KIND_NEWLINE))
            break;
        math_raw_star(p);
        math_raw_skip_size(p);
        math_next(p);
    }
    if (has_rule && table->last)
        table->last->is_label_under = true;
    p->is_display = was_display;
    if (!is_at_end(p, end))
        math_fault(p, "'%s%.*s' is misplaced", p->token.kind == TOKEN_COMMAND ? "\\" : "",
                   STR_ARG(p->token.text));
    return table;
}

static bool is_single(const struct math_node *table)
{
    const struct math_node *row = table->first, *cell = row ? row->first : NULL;

    return row && !row->next && (!cell->next || (cell->next->is_group && !cell->next->next));
}

/* A table of one row and column is just its content, and the equation's number. */
static struct math_node *content_of(struct math_parser *p, struct math_node *table)
{
    struct math_node *cell = table->first->first, *n = math_node_new(p->arena, MATH_MROW);

    add_children(n, cell);
    if (cell->next) {
        math_node_add(n, math_space(p, "2em"));
        math_node_add(n, cell->next->first);
    }
    return math_node_unwrap(n);
}

static struct math_node *finish_table(struct math_parser *p, const struct math_environment *e,
                                      const struct math_columns *columns, struct math_node *table)
{
    struct math_node *n;

    if (!table->first || p->fault.p)
        return math_node_new(p->arena, MATH_MROW);
    if (e->columns == COLUMNS_LINES && is_single(table))
        return content_of(p, table);
    math_columns_style(p->arena, table, e, columns);
    if (e->is_display)
        table->attribute = " displaystyle=\"true\"";
    n = table;
    if (e->is_small) {
        n = math_node_new(p->arena, MATH_MSTYLE);
        n->attribute = " scriptlevel=\"1\"";
        math_node_add(n, table);
    }
    return n;
}

static struct math_node *add_fences(struct math_parser *p, const struct math_environment *e,
                                    struct math_node *n)
{
    struct math_node *row;

    if (e->open.n == 0 && e->close.n == 0)
        return n;
    row = math_node_new(p->arena, MATH_MROW);
    row->is_group = true;
    row->class = CLASS_INNER;
    if (e->open.n)
        math_node_add(row, math_fence(p, e->open, CLASS_OPEN));
    math_node_add(row, n);
    if (e->close.n)
        math_node_add(row, math_fence(p, e->close, CLASS_CLOSE));
    return row;
}

struct math_node *math_do_begin(struct math_parser *p, const struct math_symbol *s)
{
    struct str name = math_raw_argument(p), option, text;
    const struct math_environment *e = find_environment(name);
    struct math_columns columns = {.n = 0};
    struct math_node *table;

    (void)s;
    if (!e) {
        math_fault(p, "unknown environment '%.*s'", STR_ARG(name));
        return NULL;
    }
    /* The star of matrices takes the columns' alignment: \begin{pmatrix*}[r]. */
    if (math_raw_optional(p, &option) && str_ends(name, STR("matrix*")) && option.n)
        columns.all = option.p[0];
    if (e->columns == COLUMNS_GIVEN && !math_columns_read(&columns, math_raw_argument(p)))
        math_fault(p, "more than %d columns", MATH_COLUMNS_MAX);
    for (int i = 0; i < e->arguments; i++)
        math_raw_argument(p);
    math_next(p);
    table = read_table(p, e, END_COMMAND);
    if (p->token.kind == TOKEN_END)
        math_fault(p, "\\end{%.*s} is missing", STR_ARG(name));
    text = math_raw_argument(p);
    if (!str_eq(text, name))
        math_fault(p, "\\begin{%.*s} ends with \\end{%.*s}", STR_ARG(name), STR_ARG(text));
    math_next(p);
    return add_fences(p, e, finish_table(p, e, &columns, table));
}

struct math_node *math_do_substack(struct math_parser *p, const struct math_symbol *s)
{
    struct math_columns columns = {.n = 0};
    struct math_node *table;

    (void)s;
    math_next(p);
    if (p->token.kind != TOKEN_OPEN)
        return math_argument(p);
    math_next(p);
    table = read_table(p, &stack, END_BRACE);
    math_next(p);
    return finish_table(p, &stack, &columns, table);
}

struct math_node *math_top(struct math_parser *p)
{
    struct math_columns columns = {.n = 0};
    bool is_display = p->is_display;
    struct math_node *table, *n;

    math_next(p);
    table = read_table(p, &top, END_TEXT);
    n = finish_table(p, &top, &columns, table);
    if (n->tag == MATH_MTABLE && is_display)
        n->attribute = " displaystyle=\"true\"";
    return n;
}
