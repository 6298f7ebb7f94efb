/* SPDX-License-Identifier: MIT */
/* TOML 1.0: what the parts of the reader share (toml.c statements, toml_value.c arrays and inline
 * tables, toml_string.c, toml_scalar.c, toml_table.c the tree).
 *
 * The functions that read return false with the fault in the document; the caller that knows
 * how to go on reports it. */
#ifndef INPUT_TOML_READ_H
#define INPUT_TOML_READ_H

#include "base/table.h"
#include "input/value_build.h"

/* How a table came to be, which decides who may define or extend it. */
enum toml_origin {
    TOML_IMPLICIT, /* as a super-table of a header */
    TOML_DOTTED,   /* by a dotted key */
    TOML_EXPLICIT, /* by its header, or the root */
    TOML_INLINE
};

struct toml_table {
    struct table members; /* key → struct toml_node */
    enum toml_origin origin;
    unsigned line, column, depth;
    struct toml_table *sibling; /* next element of an array of tables */
    struct toml_table *next;    /* of all tables of the document */
};

struct toml_node {
    struct toml_table *table, *last; /* a table; of an array of tables the first and the last */
    bool is_array;                   /* of tables */
    struct value value;              /* where .table is NULL */
};

struct toml_key {
    struct str *v;
    size_t n;
};

struct toml {
    struct arena *a;
    struct str s;
    size_t at;
    struct value_place place; /* never behind .at */
    struct buf scratch;
    struct toml_table *tables; /* all of them */
    struct toml_table *root, *current;
    const char *problem;
    size_t problem_at;
};

static inline char toml_peek(const struct toml *t, size_t ahead)
{
    if (t->at + ahead >= t->s.n)
        return '\0';
    return t->s.p[t->at + ahead];
}

/* Records a fault at the offset AT. Always false. */
bool toml_fail(struct toml *t, const char *problem, size_t at);

void toml_skip_blanks(struct toml *t);

/* LF or CRLF at the place. */
size_t toml_newline(const struct toml *t);

/* A comment up to its line end, if there is one. */
bool toml_comment(struct toml *t);

bool toml_read_key(struct toml *t, struct toml_key *ret_key);
/* A key and the '=' behind it, up to the value. */
bool toml_read_name(struct toml *t, struct toml_key *ret_key);
bool toml_read_value(struct toml *t, unsigned depth, struct value *ret_value);

/* A string of any of the four kinds; keys may not have several lines. */
bool toml_read_string(struct toml *t, bool is_key, struct str *ret_text);

/* A bool, number, date or time. */
bool toml_read_scalar(struct toml *t, struct value *ret_value);

struct toml_table *toml_table_new(struct toml *t, enum toml_origin origin, unsigned depth);

/* KEY = VALUE in TABLE. */
bool toml_assign(struct toml *t, struct toml_table *table, const struct toml_key *key,
                 struct value value);

/* The table that the header [KEY] or [[KEY]] opens. On failure *RET_TABLE may be a table that
 * the header must not define again, else NULL. */
bool toml_open(struct toml *t, const struct toml_key *key, bool is_array,
               struct toml_table **ret_table);

/* TABLE as a value, in the arena. */
struct value toml_table_value(struct toml *t, const struct toml_table *table);

void toml_tables_done(struct toml *t);

#endif
