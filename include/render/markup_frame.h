/* SPDX-License-Identifier: MIT */
/* Frames of open elements, shared by the three layers of the markup writer: markup.c (interface)
 * → markup_place.c and its kin (content model) → markup_stack.c (tags and frames). */
#ifndef RENDER_MARKUP_FRAME_H
#define RENDER_MARKUP_FRAME_H

#include "render/markup.h"
#include "render/markup_element.h"

enum frame_flags {
    FRAME_RAW = 1 << 0,     /* from raw HTML, or implied */
    FRAME_IMPLIED = 1 << 1, /* no tag in the source */
    FRAME_SLOT = 1 << 2,    /* the tags are filled in later */
    FRAME_STRETCH = 1 << 3, /* writes no tags */
    FRAME_COMMENT = 1 << 4  /* a stretch that no end tag crosses or closes */
};

struct markup_frame {
    size_t handle;
    size_t start;   /* offset of the start tag */
    size_t content; /* the writer's count when it was opened */
    size_t slot;    /* index of its slot */
    uint16_t element;
    uint16_t source; /* the tag's own name in raw HTML */
    uint8_t model;
    uint8_t state; /* of the model: which children have been */
    uint8_t flags;
};

/* States of MODEL_TERMS and MODEL_TERM_GROUP. */
enum { TERMS_START, TERMS_TERM, TERMS_DETAIL, TERMS_GROUPS };
/* States of MODEL_TABLE. */
enum { TABLE_START, TABLE_CAPTION, TABLE_COLUMNS, TABLE_HEAD, TABLE_BODY };
/* States of MODEL_RUBY: between which children it stands. */
enum { RUBY_BASE, RUBY_TEXT, RUBY_OPEN, RUBY_OPEN_TEXT, RUBY_CLOSED };

/* States of MODEL_MATH_SCRIPTS: nothing yet, base and pairs of scripts, half a pair; and whether
 * mprescripts has been. */
enum { SCRIPTS_START, SCRIPTS_WHOLE = 1, SCRIPTS_HALF = 2, SCRIPTS_BEFORE = 4 };

static inline struct markup_frame *markup_top(struct markup *m)
{
    return m->stack.n ? &m->stack.v[m->stack.n - 1] : NULL;
}

/* markup_stack.c: opens EL where it may stand and writes its start tag; 0 when too deep. */
size_t markup_push(struct markup *m, enum element el, enum element source, struct str attributes,
                   unsigned flags);
size_t markup_push_slot(struct markup *m, enum element el, uint32_t slot);
size_t markup_push_stretch(struct markup *m, unsigned flags);
void markup_pop(struct markup *m);

/* Closes frames until DEPTH are open. */
void markup_close_to(struct markup *m, size_t depth);

/* Closes frame INDEX and all within it, and takes back everything written since it was opened. */
void markup_drop_to(struct markup *m, size_t index);

/* Turns frame INDEX into a div that may hold blocks: a span of raw HTML, or a details that
 * turned out to have no summary. */
void markup_make_div(struct markup *m, size_t index);

/* Takes N bytes at OFFSET out of the text. Before more than MARKUP_MOVED_MAX others they are
 * blanked instead. */
#define MARKUP_MOVED_MAX 4096
void markup_take_back(struct markup *m, size_t offset, size_t n);

/* Writes what the open ruby needs before its next base. */
void markup_ruby_settle(struct markup *m);

/* Index of the frame of HANDLE, or STR_NPOS. */
size_t markup_index(const struct markup *m, size_t handle);

/* markup_place.c: makes the place at hand one where EL may stand (EL_NONE: text), by closing
 * and opening elements. The result is the element to write, EL_NONE: none. */
enum element markup_place(struct markup *m, enum element el);

/* markup.c: as markup_open(), for raw HTML's tag SOURCE. */
size_t markup_open_as(struct markup *m, enum element el, enum element source,
                      struct str attributes);

/* As markup_open_stretch(), which stands for the start tag SOURCE; IS_COMMENT: for an open
 * comment, which no end tag reaches across. */
size_t markup_open_hidden(struct markup *m, enum element source, bool is_comment);

/* The attribute NAME, ` name="value"`, among ready-made ATTRIBUTES, or STR_NONE. */
struct str markup_attribute(struct str attributes, const char *name);

/* markup_text.c: as markup_text() escapes. */
void markup_escape_text(struct buf *out, struct str s);

/* Keeps words apart where a tag is left out. */
void markup_separate(struct markup *m);

/* The vocabulary that the innermost open element belongs to. */
enum markup_space markup_space(const struct markup *m);

#endif
