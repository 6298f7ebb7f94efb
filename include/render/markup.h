/* SPDX-License-Identifier: MIT */
/* Markup: the one writer of XHTML, well-formed by construction.
 *
 * Everything that goes into a chapter's body, be it from Markdown or from raw HTML in a post,
 * passes through here. The writer holds the stack of open elements and keeps the content model
 * of EPUB content documents (XHTML 5): it closes a paragraph before a block, wraps stray list
 * items and cells, never nests links, drops what is not on the allow-list and never loses text.
 * What it has written is final; places that are known only later (targets of links, pictures)
 * are recorded as slots and filled by the chapter's assembly.
 *
 * One writer serves one chapter in one thread. */
#ifndef RENDER_MARKUP_H
#define RENDER_MARKUP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

/* Elements by name, from render/elements.def; EL_NONE is no known element. */
enum element {
    EL_NONE,
#define ELEMENT(id, name, ...) EL_##id,
#include "render/elements.def"
#undef ELEMENT
    EL_COUNT
};

/* A place in the text that is filled later. SLOT is the caller's number. */
struct markup_slot {
    size_t offset; /* bytes of text before it */
    uint32_t slot;
    bool is_close; /* the end of an element whose start is a slot too */
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
};

void markup_init(struct markup *m);
void markup_done(struct markup *m);

/* Opens EL. ATTRIBUTES is ready-made: either empty or ` name="escaped"` for each. The result
 * is a handle for markup_close(). */
size_t markup_open(struct markup *m, enum element el, struct str attributes);

/* The same for an element whose start and end tag are filled in later. */
size_t markup_open_slot(struct markup *m, enum element el, uint32_t slot);

/* Closes the element of HANDLE and all within it; nothing when it is closed already. */
void markup_close(struct markup *m, size_t handle);

/* A void element (br, hr, img …), and one that is filled in later. */
void markup_void(struct markup *m, enum element el, struct str attributes);
void markup_void_slot(struct markup *m, enum element el, uint32_t slot);

/* Character data, escaped here. */
void markup_text(struct markup *m, struct str text);

/* Trusted, well-formed XHTML that stands where EL may stand (EL_SPAN: phrasing). */
void markup_raw(struct markup *m, enum element el, struct str xhtml);

/* A new top-level block of the post starts, at LINE; kept only when nothing is open. */
void markup_mark(struct markup *m, unsigned line);

/* Closes whatever is still open. */
void markup_finish(struct markup *m);

/* True when an element EL is open. */
bool markup_is_open(const struct markup *m, enum element el);

#endif
