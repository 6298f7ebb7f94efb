/* SPDX-License-Identifier: MIT */
/* What the parts of the TeX parser share; for src/render/math*.c only.
 *
 * The parser looks at one token, p->token, which is never a user's or built-in macro: these are
 * expanded as they are read. Raw arguments are taken from the bytes right behind p->token.
 * After a fault every token is TOKEN_END, so all loops end and every function still returns a
 * node; the result is thrown away. */
#ifndef RENDER_MATHPARSE_H
#define RENDER_MATHPARSE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "render/mathfont.h"
#include "render/mathsymbol.h"
#include "render/mathtext.h"
#include "render/mathtree.h"

#define MATH_DEPTH_MAX 80  /* rows and commands within each other; XML stays below 250 levels */
#define MATH_INPUT_MAX 200 /* macro bodies within macro bodies */
#define MATH_EXPANSIONS_MAX 1000
#define MATH_EXPANDED_MAX 65536 /* bytes that macros may add */
#define MATH_TEX_MAX 65536      /* bytes of a formula */

enum math_token_kind {
    TOKEN_END,
    TOKEN_CHAR,
    TOKEN_COMMAND,
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_SUPERSCRIPT,
    TOKEN_SUBSCRIPT,
    TOKEN_PRIME,
    TOKEN_ALIGN,
    TOKEN_DOLLAR
};

struct math_token {
    enum math_token_kind kind;
    bool is_after_space;
    struct str text;                  /* the character, or the command's name */
    const struct math_symbol *symbol; /* of a command; NULL: unknown */
};

/* A text being read; macro bodies stand above the text that used them. */
struct math_input {
    struct str text;
    size_t at;
    bool is_barrier; /* its end is an end: a formula of its own */
    struct math_input *below;
};

/* A macro of the user's. */
struct math_macro {
    struct str name, body;
    const struct math_symbol *symbol; /* \let to a command of the table; else NULL */
    uint8_t arguments;
    bool has_default, is_pair; /* is_pair: a star or [size] before the argument is dropped */
    struct str default_text;   /* of the first argument, given in brackets */
    struct math_macro *next;   /* in its bucket */
};

#define MATH_BUCKETS 64

struct math_macros {
    struct arena *arena;
    size_t n;
    struct math_macro *buckets[MATH_BUCKETS];
};

struct math_parser {
    struct arena *arena;
    struct math_macros *macros;
    struct math_input *input;
    struct math_token token;
    struct str fault;
    unsigned depth, input_depth, expansions;
    size_t expanded;
    enum math_font font;
    bool is_display;        /* TeX's display style holds here */
    enum math_class before; /* what stands before the next row that is read */
    struct str tag;         /* of \tag, in the row at hand */
    bool has_tag;
};

/* Notes the first fault. FORMAT as for printf. */
void math_fault(struct math_parser *p, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Tokens (mathlex.c). */
void math_push(struct math_parser *p, struct str text);
void math_lex(struct math_parser *p); /* the next token as it stands */
struct str math_raw_argument(struct math_parser *p);
bool math_raw_optional(struct math_parser *p, struct str *ret_text); /* [text] */
bool math_raw_star(struct math_parser *p);
void math_raw_skip_size(struct math_parser *p);       /* [2pt] behind "\\\\" */
struct str math_raw_dimension(struct math_parser *p); /* "-3mu" */

/* Macros (mathmacro.c). */
void math_next(struct math_parser *p); /* the next token, macros expanded */
void math_define(struct math_parser *p, enum math_definition kind);

/* Formulas (mathparse.c). */
struct math_node *math_row(struct math_parser *p);  /* up to what ends a row; an mrow */
struct math_node *math_item(struct math_parser *p); /* an atom with its scripts */
struct math_node *math_atom(struct math_parser *p);
struct math_node *math_argument(struct math_parser *p);               /* {group} or one atom */
struct math_node *math_inner(struct math_parser *p, struct str text); /* TEXT by itself */
struct math_node *math_content(struct math_parser *p); /* an argument that keeps its class */
bool math_enter(struct math_parser *p); /* one level deeper, or a fault; then leave */
void math_leave(struct math_parser *p);
bool math_is_row_end(const struct math_parser *p);

/* Scripts (mathscript.c). */
struct math_node *math_scripts(struct math_parser *p, struct math_node *base);

/* Characters (mathchar.c). */
struct math_node *math_char(struct math_parser *p, bool is_single);
struct math_node *math_symbol_node(struct math_parser *p, const struct math_symbol *s);
struct math_node *math_space(struct math_parser *p, const char *width);
struct str math_delimiter(struct math_parser *p); /* reads one; empty for "." */
struct math_node *math_fence(struct math_parser *p, struct str delimiter, enum math_class class);

/* Commands: each is called at its token and leaves p->token behind its last argument. NULL is
 * nothing to show. */
typedef struct math_node *math_command(struct math_parser *p, const struct math_symbol *s);

/* mathtext.c */
struct math_node *math_text(struct math_parser *p, enum math_text face); /* at "{" */
struct math_node *math_text_inner(struct math_parser *p, struct str text);
math_command math_do_text, math_do_tag, math_do_reference, math_do_verbatim, math_do_operator;
math_command math_do_intertext;

/* mathbuild.c: what puts parts above, below and around each other */
math_command math_do_accent, math_do_brace, math_do_arrow, math_do_stack, math_do_root;
math_command math_do_left, math_do_big, math_do_not;

/* mathfrac.c */
math_command math_do_fraction, math_do_genfrac;
struct math_node *math_infix(struct math_parser *p, const struct math_symbol *s,
                             struct math_node *above); /* "above \over below" */

/* mathlayout.c: style, colour, size and space */
math_command math_do_font, math_do_style, math_do_class, math_do_color, math_do_phantom;
math_command math_do_padded, math_do_enclose, math_do_choice, math_do_hspace, math_do_rule;
math_command math_do_raise, math_do_link, math_do_character;

/* mathenv.c */
math_command math_do_begin, math_do_substack;

/* The whole formula; rows with "\\" at the top become lines (mathenv.c). */
struct math_node *math_top(struct math_parser *p);

/* mhchem's notation as TeX (mathchem.c). */
struct str math_chemistry(struct arena *a, struct str text);

#endif
