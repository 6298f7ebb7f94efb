/* SPDX-License-Identifier: MIT */
/* A chapter: a post as XHTML, before its links and pictures are known, and what it refers to.
 *
 * The render pass makes it (one thread a chapter); the resolve pass fills target fields; the
 * assembly writes the document from it. Strings are in its worker's arena. */
#ifndef BOOK_CHAPTER_H
#define BOOK_CHAPTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "base/table.h"
#include "base/vec.h"
#include "book/post.h"

struct heading {
    struct str id;
    struct str text; /* plain */
    unsigned level;  /* in the book: 2 to 6 */
    size_t offset;   /* into the body's XHTML */
    bool is_top;     /* not inside a quotation or list */
};

enum ref_kind {
    REF_TARGET_POST,    /* another chapter, or this one */
    REF_TARGET_OUTSIDE, /* an absolute URL */
    REF_TARGET_NONE,    /* plain text */
    REF_TARGET_PICTURE  /* a local picture, by asset */
};

/* A place in the body that the assembly fills: a link or a picture. */
struct ref {
    enum ref_kind kind;
    bool is_picture, is_drawn; /* IS_DRAWN: within a drawing, as SVG's image */
    size_t post;               /* REF_TARGET_POST */
    struct str fragment;       /* decoded, without '#'; or empty */
    struct str url;            /* as to be written; the live address of a post or picture as well */
    struct str written;        /* what the author wrote, for messages */
    struct str attributes;     /* ready-made further attributes */
    unsigned line;
    size_t offset; /* of its place in the body */

    /* pictures */
    struct str file; /* canonical path */
    struct str alt;
    size_t asset;           /* index of the asset; resolve pass */
    uint32_t width, height; /* as the author wants it shown; 0 unset */
};

/* R shows a local picture; then its asset says which. */
static inline bool ref_shows_picture(const struct ref *r)
{
    return r->is_picture && r->kind == REF_TARGET_PICTURE;
}

/* An id in the body, and where. */
struct anchor {
    struct str id;
    size_t offset;
    bool is_in_body; /* its tag is no slot's, so it may have been left out */
    bool is_lost;    /* it was */
};

/* Part of the body that becomes a file of its own (a long post is split at headings). */
struct chapter_part {
    size_t start, end; /* offsets into the body */
    struct str href;   /* file name in the book */
    struct str title;  /* of the first heading in it; of the first part the post's */
};

struct body_slot {
    size_t offset;
    uint32_t ref;
    bool is_close;
    bool is_block; /* holds blocks */
};

struct body_mark {
    size_t offset;
    unsigned line;
};

struct chapter {
    struct arena *arena; /* of the worker that renders it; lives as long as the book */
    struct diag_list diags;
    size_t post;
    size_t position; /* in reading order; resolve pass */

    struct buf body;             /* XHTML without slots; until its last volume is written */
    size_t volumes;              /* it is still to be written to; arrange pass */
    VEC(struct body_slot) slots; /* in order of offset */
    VEC(struct body_mark) marks; /* top-level blocks, in order */
    VEC(struct ref) refs;
    size_t hero; /* 1 + index of the reference shown under the title; 0: none */
    VEC(struct heading) headings;
    VEC(struct anchor) anchors; /* every id, headings' too, in order of offset */
    struct table ids;           /* id → index into anchors */
    struct table unknown;       /* unknown shortcodes → count; some text of them stays */
    struct table lost;          /* likewise, nothing stays */
    bool has_math, has_svg;

    VEC(struct chapter_part) parts; /* resolve pass; at least one */
    size_t *before; /* resolve pass; by series: the post before it + 1; 0: it is first */
};

void chapter_done(struct chapter *c);

/* The anchor whose id is ID, or NULL. */
const struct anchor *chapter_anchor(const struct chapter *c, struct str id);

/* The part that holds OFFSET. */
const struct chapter_part *chapter_part_at(const struct chapter *c, size_t offset);

#endif
