/* SPDX-License-Identifier: MIT */
/* The tree between TeX and MathML: one node per element.
 *
 * Nodes live in the scratch arena of one formula. The writer knows nothing of TeX, the parser
 * nothing of markup. */
#ifndef RENDER_MATHTREE_H
#define RENDER_MATHTREE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

#define MATH_TAGS(X)                  \
    X(MROW, "mrow")                   \
    X(MI, "mi")                       \
    X(MN, "mn")                       \
    X(MO, "mo")                       \
    X(MTEXT, "mtext")                 \
    X(MSPACE, "mspace")               \
    X(MFRAC, "mfrac")                 \
    X(MSQRT, "msqrt")                 \
    X(MROOT, "mroot")                 \
    X(MSUB, "msub")                   \
    X(MSUP, "msup")                   \
    X(MSUBSUP, "msubsup")             \
    X(MUNDER, "munder")               \
    X(MOVER, "mover")                 \
    X(MUNDEROVER, "munderover")       \
    X(MMULTISCRIPTS, "mmultiscripts") \
    X(MPRESCRIPTS, "mprescripts")     \
    X(MSTYLE, "mstyle")               \
    X(MPADDED, "mpadded")             \
    X(MPHANTOM, "mphantom")           \
    X(MENCLOSE, "menclose")           \
    X(MTABLE, "mtable")               \
    X(MTR, "mtr")                     \
    X(MTD, "mtd")

enum math_tag {
#define MATH_TAG(id, name) MATH_##id,
    MATH_TAGS(MATH_TAG)
#undef MATH_TAG
};

/* TeX's classes of atoms (The TeXbook, chapter 17), which decide spacing. */
enum math_class {
    CLASS_ORDINARY,
    CLASS_OPERATOR,
    CLASS_BINARY,
    CLASS_RELATION,
    CLASS_OPEN,
    CLASS_CLOSE,
    CLASS_PUNCTUATION,
    CLASS_INNER,
    CLASS_NONE /* spaces, style changes: no atom at all */
};

enum math_limits { LIMITS_NEVER, LIMITS_DISPLAY, LIMITS_ALWAYS };

struct math_node {
    uint8_t tag;        /* enum math_tag */
    uint8_t class;      /* enum math_class */
    uint8_t limits;     /* enum math_limits: where scripts of this node go */
    bool is_function;   /* the name of a function: "sin" */
    bool is_group;      /* an mrow that must stay one (\left … \right) */
    bool is_label_over; /* a brace above: its superscript is a label; likewise below */
    bool is_label_under;
    bool is_roman;         /* an upright letter that may join its neighbours */
    struct str text;       /* of a token */
    const char *attribute; /* ready-made: empty, or ` name="value"` for each */
    struct math_node *first, *last, *next;
};

struct math_node *math_node_new(struct arena *a, enum math_tag tag);
struct math_node *math_node_token(struct arena *a, enum math_tag tag, struct str text,
                                  enum math_class class);

/* Adds CHILD at the end of PARENT's. */
void math_node_add(struct math_node *parent, struct math_node *child);

/* Gives N the attributes ATTRIBUTE (` name="value"` for each); others that it has stay. */
void math_node_attribute(struct arena *a, struct math_node *n, const char *attribute);

/* About how wide N is, in tenths of an em. */
unsigned math_node_width(const struct math_node *n);

/* A row of one child that need not be a row is that child. */
struct math_node *math_node_unwrap(struct math_node *row);

/* Marks what TeX's spacing rules give to the children of ROW and MathML's would not: signs that
 * are no binary operators, the space beside a function's name. BEFORE is the class of what stands
 * before the row; CLASS_NONE: nothing. */
void math_node_space(struct arena *a, struct math_node *row, enum math_class before);

/* Appends N as MathML. */
void math_node_write(struct buf *out, const struct math_node *n);

#endif
