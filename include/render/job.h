/* SPDX-License-Identifier: MIT */
/* What the files that render one chapter share. Private to src/render.
 *
 * A job lives for one render_chapter() call in one thread. Everything that outlasts it goes into
 * the chapter's arena; the rest into scratch. */
#ifndef RENDER_JOB_H
#define RENDER_JOB_H

#include <cmark-gfm.h>

#include "render/chapter.h"
#include "render/html.h"
#include "render/markup.h"
#include "render/math.h"
#include "render/template.h"

/* A text of a block, or, where NODE is NULL, the byte MARK that stands between two. */
struct smart_piece {
    cmark_node *node;
    struct str text;
    char mark;
};

struct job {
    struct chapter *c;
    const struct render_env *env;
    const struct post *post;
    size_t post_index;
    struct arena scratch;
    struct template_result source; /* the Markdown, and the objects taken out of it */
    struct markup m;
    struct html *html;
    struct html_hooks hooks;
    struct math_macros *macros;
    const struct typography *type; /* of the post's language; NULL: as written */

    VEC(struct smart_piece) pieces; /* of the block whose text is being set */
    struct buf unset, set;          /* as render/typography.h wants it, and what comes of it */

    VEC(size_t) handles;     /* one for each Markdown node that is open */
    const cmark_node *skip;  /* the heading that repeats the title */
    unsigned char levels[8]; /* source levels of the open headings, outermost first */
    unsigned level_count;
    unsigned containers;    /* open quotations, lists, tables */
    unsigned line;          /* of the block at hand, in the file */
    struct table note_refs; /* number of a note → how often it was referred to */
    unsigned note_count;    /* notes written so far */
    unsigned column;        /* of the table cell at hand */
    enum element media;     /* a video or audio whose sources are still to come */
    bool in_head;           /* the table row at hand is the header */
};

/* render/walk: the whole tree. */
void walk_document(struct job *j, cmark_node *root);

/* Line of NODE in the post's file. */
unsigned job_line(const struct job *j, const cmark_node *node);
struct diag_pos job_pos(const struct job *j);

struct str job_language(const struct job *j); /* the post's; never empty */

/* The plain text of NODE's inlines, formulas as TeX, in A. */
struct str job_plain_text(const struct job *j, struct arena *a, cmark_node *node);

/* render/text: character data with its objects (mathematics). */
void text_add(struct job *j, struct str text);
void text_add_math(struct job *j, struct str tex, bool is_display);
bool text_is_formula(const struct job *j, cmark_node *paragraph); /* displayed ones, no more */
/* TEXT with objects as TeX, in A or TEXT itself: with their delimiters it is what the post has. */
struct str text_source(const struct job *j, struct arena *a, struct str text, bool has_delimiters);

/* render/linebreak: whether the line break N of the source stands for a space. */
bool softbreak_is_space(cmark_node *n);

/* render/smart: sets the text of BLOCK, which has inlines, by j->type; TEXT, which stands alone. */
void smart_block(struct job *j, cmark_node *block);
struct str smart_text(struct job *j, struct str text);

/* render/headings */
size_t heading_open(struct job *j, cmark_node *node);
bool heading_repeats_title(struct job *j, cmark_node *node);

/* Enters ID as an anchor at the writer's present place, made unique; the id to write. */
struct str anchor_add(struct job *j, struct str id);

/* The level in the book of a heading that the author gave LEVEL: no level is skipped. */
unsigned heading_level(struct job *j, unsigned level);

/* render/links: DESTINATION as written by the author → a reference; its index. ATTRIBUTES are
 * ready-made further ones. */
uint32_t link_ref(struct job *j, struct str destination, struct str attributes);

/* The live address of PATH, which leads to no post; STR_NONE when the site's is not known. */
struct str link_live(struct job *j, struct str path);

/* What the template pass writes for the post POST. */
struct str link_to_post(struct arena *a, size_t post);
bool link_is_post(struct str url, size_t *ret_post); /* the fragment does not matter */

/* render/notes */
void note_reference(struct job *j, cmark_node *node);
size_t note_open(struct job *j, cmark_node *node);
void notes_begin(struct job *j); /* before the first definition */

/* render/alerts: opens the callout that the quotation NODE is; 0 if it is none. */
size_t alert_open(struct job *j, cmark_node *node);

/* render/code */
void code_block(struct job *j, cmark_node *node);

/* Code runs from left to right whatever the text around it does; style sheets may not say so. */
struct str code_direction(const struct job *j);

/* render/contrast: tells when TAG colours its text so that it could hardly be read. */
void contrast_check(struct job *j, const struct html_tag *tag);

/* render/hooks: what raw HTML refers to. */
bool hook_start(void *ctx, struct html_tag *tag);

#endif
