/* SPDX-License-Identifier: MIT */
/* What the parts of the TeX parser share; for src/render/math*.c only.
 *
 * After a fault every token is TOKEN_END, so all loops end and every function still returns a
 * node; the result is thrown away. */
#ifndef RENDER_MATHPARSE_H
#define RENDER_MATHPARSE_H

#include "render/mathlex.h"

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
