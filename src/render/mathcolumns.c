/* SPDX-License-Identifier: MIT */
/* Alignment and rules of tables in mathematics. */
#include "render/mathcolumns.h"

/* Skips the group in braces at *AT and returns what is in it; braces within it are balanced. */
static struct str take_group(struct str s, size_t *at)
{
    size_t depth = 0, from;

    while (*at < s.n && s.p[*at] == ' ')
        ++*at;
    if (*at >= s.n || s.p[*at] != '{')
        return STR("");
    from = *at + 1;
    for (; *at < s.n; ++*at) {
        depth += s.p[*at] == '{';
        depth -= s.p[*at] == '}';
        if (depth == 0)
            return str_sub(s, from, (*at)++ - from);
    }
    return STR("");
}

static bool add_column(struct math_columns *c, char align)
{
    if (c->n >= MATH_COLUMNS_MAX)
        return false;
    c->align[c->n++] = align;
    return true;
}

/* "*{3}{c|}" */
static bool read_repeated(struct math_columns *c, struct str s, size_t *at)
{
    unsigned long count;
    struct str times = take_group(s, at), what = take_group(s, at);

    if (!str_to_uint(str_trim(times), MATH_COLUMNS_MAX, &count) ||
        str_find_byte(what, '*', 0) != STR_NPOS)
        return false;
    while (count-- > 0)
        if (!math_columns_read(c, what))
            return false;
    return true;
}

bool math_columns_read(struct math_columns *c, struct str s)
{
    size_t i = 0;

    while (i < s.n) {
        char letter = s.p[i++];
        bool fits = true;

        if (letter == 'l' || letter == 'c' || letter == 'r') {
            fits = add_column(c, letter);
        } else if (letter == 'p' || letter == 'm' || letter == 'b' || letter == 'X') {
            take_group(s, &i);
            fits = add_column(c, 'l');
        } else if (letter == '|' || letter == ':') {
            c->line[c->n] = true;
        } else if (letter == '@' || letter == '!' || letter == '>' || letter == '<') {
            take_group(s, &i);
        } else if (letter == '*') {
            fits = read_repeated(c, s, &i);
        }
        if (!fits)
            return false;
    }
    return true;
}

/* The style of an alignment; PAIR: the cell joins the one beside it. */
static const char *align_style(char align, bool is_pair)
{
    if (align == 'l')
        return is_pair ? "text-align:left;padding-left:0" : "text-align:left";
    if (align == 'r')
        return is_pair ? "text-align:right;padding-right:0" : "text-align:right";
    return "";
}

struct place {
    size_t column;
    bool is_first_row, is_last_row, is_wide; /* is_wide: the table has several columns */
};

static const char *style_of(const struct math_environment *e, const struct math_columns *c,
                            struct place at)
{
    switch (e->columns) {
    case COLUMNS_LEFT:
        return align_style('l', false);
    case COLUMNS_LINES:
        if (!at.is_wide)
            return "";
        /* fall through */
    case COLUMNS_PAIRS:
        return align_style(at.column % 2 ? 'l' : 'r', true);
    case COLUMNS_RELATION:
        return align_style("rcl"[at.column % 3], false);
    case COLUMNS_GIVEN:
        return at.column < c->n ? align_style(c->align[at.column], false) : "";
    case COLUMNS_MULTLINE:
        return at.is_first_row  ? align_style('l', false)
               : at.is_last_row ? align_style('r', false)
                                : "";
    default:
        return align_style(c->all, false);
    }
}

static void style_cell(struct arena *a, struct math_node *cell, const char *align, unsigned lines)
{
    static const char *const rules[] = {"border-top", "border-bottom", "border-left",
                                        "border-right"};
    struct str style = str_of(align);

    if (cell->is_group)
        return;
    for (unsigned i = 0; i < 4; i++)
        if (lines & 1u << i)
            style = arena_printf(a, "%.*s%s%s:0.06em solid", STR_ARG(style), style.n ? ";" : "",
                                 rules[i]);
    if (style.n)
        cell->attribute = arena_printf(a, " style=\"%.*s\"", STR_ARG(style)).p;
}

static bool is_wide(const struct math_node *table)
{
    for (const struct math_node *row = table->first; row; row = row->next)
        if (row->first->next && !row->first->next->is_group)
            return true;
    return false;
}

void math_columns_style(struct arena *a, struct math_node *table, const struct math_environment *e,
                        const struct math_columns *c)
{
    struct place at = {.is_wide = is_wide(table)};

    for (struct math_node *row = table->first; row; row = row->next) {
        at.is_first_row = row == table->first;
        at.is_last_row = row == table->last;
        at.column = 0;
        for (struct math_node *cell = row->first; cell; cell = cell->next, at.column++) {
            unsigned lines = (row->is_label_over ? 1u : 0) | (row->is_label_under ? 2u : 0);

            if (at.column < c->n)
                lines |= (c->line[at.column] ? 4u : 0) |
                         (at.column + 1 == c->n && c->line[c->n] ? 8u : 0);
            style_cell(a, cell, style_of(e, c, at), lines);
        }
    }
}
