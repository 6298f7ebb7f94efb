/* SPDX-License-Identifier: MIT */
/* The Markdown parser. Private to src/render. */
#ifndef RENDER_PARSER_H
#define RENDER_PARSER_H

#include "base/arena.h"
#include "base/str.h"

struct cmark_node;

/* The tree of TEXT; it lives as long as MEMORY, which it is taken from. NULL when it would grow out
 * of proportion to the text. */
struct cmark_node *cmark_tree(struct arena *memory, struct str text);

/* The same of what J renders, which is shown as it is written where its tree would be NULL, with
 * notes that nothing refers to (render/notes_uncalled): they are the last definitions, and their
 * user data is their label, a struct str in J's scratch. */
struct job;
struct cmark_node *notes_tree(struct job *j, struct arena *memory);

/* Registers the extensions; once a process, before any thread. */
void cmark_setup(void);

#endif
