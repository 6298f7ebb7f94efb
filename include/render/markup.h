/* SPDX-License-Identifier: MIT */
/* Markup: the one writer of XHTML, well-formed by construction.
 *
 * Everything that goes into a chapter's body, be it from Markdown or from raw HTML in a post,
 * passes through here. The writer holds the stack of open elements and keeps the content model
 * of EPUB content documents (XHTML 5): it closes a paragraph before a block, wraps stray list
 * items and cells, never nests links, and never loses text. Places that are known only later
 * (targets of links, pictures) are recorded as slots and filled by the chapter's assembly.
 *
 * What Markdown opens and what raw HTML opens differ: an end tag of raw HTML closes only what
 * raw HTML opened, and nothing across a list item, cell, quotation, heading … of Markdown's.
 *
 * One writer serves one chapter in one thread. An open element costs one frame; at most
 * MARKUP_DEPTH are open, deeper ones are left out, their text stays. */
#ifndef RENDER_MARKUP_H
#define RENDER_MARKUP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

#define MARKUP_DEPTH 200 /* libxml2 refuses more than 256 */

/* Elements by name, from render/elements.def; EL_NONE is no known element. */
enum element {
    EL_NONE,
#define ELEMENT(id, name, ...) EL_##id,
#include "render/elements.def"
#undef ELEMENT
    EL_COUNT
};

#define ELEMENT_IS_HEADING(el) ((el) >= EL_H1 && (el) <= EL_H6)

/* A place in the text that is filled later. SLOT is the caller's number. */
struct markup_slot {
    size_t offset; /* bytes of text before it */
    uint32_t slot;
    bool is_close; /* the end of an element whose start is a slot too */
    bool is_block; /* it holds blocks: what is no link after all becomes a div, no span */
};

/* A top-level block begins at OFFSET and comes from LINE of the post. */
struct markup_mark {
    size_t offset;
    unsigned line;
};

struct markup_frame;

struct markup {
    struct buf text; /* the XHTML so far, slots left out */
    VEC(struct markup_slot) slots;
    VEC(struct markup_mark) marks;
    VEC(struct markup_frame) stack; /* open elements, outermost first */
    size_t serial;                  /* of the newest element opened */
    size_t content;                 /* grows with every visible piece written */
    bool is_raw;                    /* what is opened now comes from raw HTML (set by html) */
    bool has_svg, has_math;         /* such an element was written: for the manifest */
    bool is_math_bad;               /* the open formula cannot be kept as MathML */
    struct buf scratch;             /* of the tokenizer, kept here to be freed with the rest */
    uint8_t open[EL_COUNT];         /* how many are open, by the element written */
    uint8_t raw[EL_COUNT];          /* those from raw HTML, by the tag's own name */
};

void markup_init(struct markup *m);
void markup_done(struct markup *m);

/* Opens EL. ATTRIBUTES is ready-made: either empty or ` name="escaped"` for each. The result
 * is a handle for markup_close(); 0 when the element is left out. */
size_t markup_open(struct markup *m, enum element el, struct str attributes);

/* The same for an element whose start and end tag are filled in later. */
size_t markup_open_slot(struct markup *m, enum element el, uint32_t slot);

/* Opens a stretch that writes no tag, to be closed with markup_close() or taken back with
 * markup_drop(). 0 where neither blocks nor phrases may stand. */
size_t markup_open_stretch(struct markup *m);

/* Closes the element of HANDLE and all within it; nothing when it is closed already. */
void markup_close(struct markup *m, size_t handle);

/* The same, and takes back everything written since HANDLE was opened, slots too. */
void markup_drop(struct markup *m, size_t handle);

/* Closes the innermost element that raw HTML opened as EL, unless something stands between
 * that its end tag cannot close; a stretch is taken back. Returns whether it did. */
bool markup_close_raw(struct markup *m, enum element el);

/* Says that the element of HANDLE stands for raw HTML's start tag EL. */
void markup_set_raw(struct markup *m, size_t handle, enum element el);

/* A void element (br, hr, img …), and one that is filled in later; false: it has no place here. */
void markup_void(struct markup *m, enum element el, struct str attributes);
bool markup_void_slot(struct markup *m, enum element el, uint32_t slot);

/* Character data, escaped here; what XML forbids is left out. */
void markup_text(struct markup *m, struct str text);

/* Trusted, well-formed XHTML that stands where EL may stand (EL_SPAN: phrasing). */
void markup_raw(struct markup *m, enum element el, struct str xhtml);

/* A new top-level block of the post starts, at LINE, on a line of its own; not when one is open. */
void markup_mark(struct markup *m, unsigned line);

/* Closes whatever is still open. */
void markup_finish(struct markup *m);

/* True when an element EL is open. */
bool markup_is_open(const struct markup *m, enum element el);

/* S as an attribute's value: & < > " escaped, line breaks and tabs as blanks, what XML forbids
 * left out. */
void markup_escape_value(struct buf *out, struct str s);

#endif
