/* SPDX-License-Identifier: MIT */
/* Tokens and macros of the TeX parser; for src/render/math*.c only.
 *
 * The parser looks at one token, p->token, which is never a user's or built-in macro: these are
 * expanded as they are read. Raw arguments are taken from the bytes right behind p->token. */
#ifndef RENDER_MATHLEX_H
#define RENDER_MATHLEX_H

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
#define MATH_EXPANDED_MAX 65536     /* bytes that macros may add to a formula */
#define MATH_EXPANDED_ALL (1 << 20) /* and to all formulas of a post */
#define MATH_TEX_MAX 65536          /* bytes of a formula */

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
    size_t n, expanded;
    struct math_macro *buckets[MATH_BUCKETS];
};

struct math_parser {
    struct arena *arena;
    struct math_macros *macros;
    struct math_input *input;
    struct math_token token;
    struct str fault;
    unsigned depth, input_depth, expansions;
    size_t expanded_limit; /* what macros->expanded may grow to */
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

#endif
