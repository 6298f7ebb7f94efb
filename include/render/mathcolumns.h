/* SPDX-License-Identifier: MIT */
/* Columns of tables in mathematics: how cells are aligned and ruled.
 *
 * MathML Core leaves both to CSS, so each cell that is not centred carries a style. */
#ifndef RENDER_MATHCOLUMNS_H
#define RENDER_MATHCOLUMNS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "render/mathtree.h"

#define MATH_COLUMNS_MAX 64

enum columns {
    COLUMNS_CENTER,
    COLUMNS_LEFT,
    COLUMNS_PAIRS,    /* right, left, right, left … with no space within a pair */
    COLUMNS_RELATION, /* right, center, left: eqnarray */
    COLUMNS_GIVEN,    /* by an argument: {l|cr} */
    COLUMNS_MULTLINE, /* the first row left, the last one right */
    COLUMNS_LINES,    /* pairs if there are several columns, else centred; one cell: no table */
};

/* A row of render/environments.def. */
struct math_environment {
    struct str name, open, close;
    uint8_t columns; /* enum columns */
    bool is_display;
    uint8_t arguments;
    bool is_small;
};

struct math_columns {
    size_t n;
    char all;                        /* 'l', 'c' or 'r' for all columns; NUL: not given */
    char align[MATH_COLUMNS_MAX];    /* 'l', 'c', 'r' */
    bool line[MATH_COLUMNS_MAX + 1]; /* a line before the column */
};

/* Reads a specification ("l|cr", "*{3}{c}", "@{}l"). False: too many columns. */
bool math_columns_read(struct math_columns *c, struct str text);

/* Gives the cells of TABLE their styles. A row's is_label_over and is_label_under say that a
 * line is ruled above and below it; a cell that is_group holds an equation's number. */
void math_columns_style(struct arena *a, struct math_node *table, const struct math_environment *e,
                        const struct math_columns *c);

#endif
