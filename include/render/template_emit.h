/* SPDX-License-Identifier: MIT */
/* How constructs are written, and the tags of all template languages in one form. */
#ifndef RENDER_TEMPLATE_EMIT_H
#define RENDER_TEMPLATE_EMIT_H

#include "render/template_private.h"

/* template_emit.c */
void emit(struct template *t, struct str s);
void emit_attribute(struct buf *b, const char *name, struct str value);
void emit_inline(struct buf *b, struct str markdown); /* as phrasing HTML */
void emit_url(struct buf *b, struct str url);
void emit_tag_end(struct buf *b); /* of a tag that may be alone on its line, but is no block */
/* HTML as a block of its own. w.at is behind the construct already. */
void emit_block(struct template *t, struct str html);
bool is_alone(const struct template *t, size_t from, size_t to); /* on its lines */
bool open_push(struct template *t, struct str name, struct str close, bool is_block);
bool open_close(struct template *t, struct str name); /* false: not open */
void open_close_all(struct template *t);
void emit_aside(struct template *t, struct str name, struct str kind, struct str title,
                bool has_body);
/* An open <details> that the end mark NAME closes. */
void emit_details(struct template *t, struct str name, struct str title);
void emit_label(struct template *t, struct str title); /* of a tab, card or step */
void emit_figure(struct template *t, const struct args *args, struct str src, size_t from);
/* The code from BODY to BODY_END of the construct from FROM to END; HEAD: a line before it. */
void emit_code(struct template *t, struct str info, struct str head, size_t from, size_t body,
               size_t body_end, size_t end);

/* template_tag.c: rows of shortcodes.def */
struct tag {
    struct str name;
    struct args args;
    size_t from, end; /* of the mark in the input */
    struct str close; /* the end mark's name: "endnote", "/note", "end" */
    bool is_paired;
    bool is_self_closing;
};
enum tag_set {
    TAG_HUGO = 1,
    TAG_LIQUID = 2,
    TAG_HEXO = 4,
    TAG_ZOLA = 8,
    TAG_MDX = 16,
    TAG_ANY = 31
};
bool tag_apply(struct template *t, unsigned set, struct tag *tag); /* false: no such row */
void tag_unknown(struct template *t, struct tag *tag);
bool tag_user(struct template *t, struct tag *tag);
struct str tag_resolve(struct template *t, enum template_ref kind, struct str target);

#endif
