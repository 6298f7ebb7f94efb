/* SPDX-License-Identifier: MIT */
/* The handlers of the template languages (first pass) and of the dialects (second pass). */
#ifndef RENDER_TEMPLATE_NOTATION_H
#define RENDER_TEMPLATE_NOTATION_H

#include "render/template_private.h"

bool liquid_tag(struct template *t);
bool liquid_object(struct template *t);
void template_keep(struct template *t, struct str name, struct str value); /* as a variable */
struct str liquid_value(struct template *t, struct str expression, bool *ret_known);
int liquid_condition(struct template *t, struct str expression); /* 1, 0, -1: unknown */
void liquid_include(struct template *t, struct tag *tag);
struct str liquid_filter(struct template *t, struct str value, struct str filter, bool *known);
bool liquid_flow(struct template *t, const struct mark *m); /* if, case, assign, capture … */
bool hugo_tag(struct template *t);
bool hugo_leak(struct template *t);
bool zola_tag(struct template *t);
bool hexo_comment(struct template *t); /* the captions of tabs */
bool mdbook_tag(struct template *t, bool is_code);
bool mdbook_admonish(struct template *t);
bool mdbook_escaped(struct template *t);
bool mdx_line(struct template *t);
bool mdx_tag(struct template *t);
bool mdx_expression(struct template *t);
bool container_line(struct template *t);
void container_outdent(struct template *t);

/* the second pass: template_dialect.c and what it calls */
void dialect_pass(struct template *t);
void dialect_line(struct template *t); /* from w.at to the end of the line at hand */
bool dialect_has_work(struct str text, unsigned syntax);
bool kramdown_line(struct template *t);
bool markdown_line(struct template *t); /* of HTML with a markdown attribute */
bool kramdown_inline(struct template *t);
size_t kramdown_heading_end(struct template *t); /* where a heading's attributes begin, or 0 */
bool definition_line(struct template *t);
void definition_outdent(struct template *t);
bool wiki_link(struct template *t, bool is_embed);
bool obsidian_picture(struct template *t); /* ![alt|300](src), ![](address of a video) */
bool inline_note(struct template *t);      /* ^[…] */
void inline_notes_add(struct template *t); /* their texts, at the end */
bool obsidian_comment(struct template *t);
bool obsidian_block_id(struct template *t);
void emit_block_id(struct template *t); /* the anchor of the line that obsidian_block_id() saw */
bool inline_span(struct template *t, char mark);
bool inline_emoji(struct template *t);
bool inline_math(struct template *t);
void abbreviations_collect(struct template *t);
bool abbreviation_here(struct template *t);

#endif
