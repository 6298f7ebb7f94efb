/* SPDX-License-Identifier: MIT */
/* Nesting: whether the elements of a finished document stand where they may.
 *
 * The rules are rows of render/nesting.def; which element is of which category and model is in
 * render/elements.def, which the writer goes by, too. What is written must be there with the
 * action KEEP: script, form and the like are faults wherever they stand. Told element by element;
 * the head is not looked into. */
#ifndef RENDER_NESTING_H
#define RENDER_NESTING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "base/vec.h"
#include "render/markup.h"

enum { NESTING_NAMES = 64 }; /* a power of two */

/* An open element. */
struct nesting_frame {
    uint16_t element; /* EL_NONE: above the body, or in the head */
    uint8_t model;
    uint8_t children; /* how far its children have come: see nesting.c */
};

struct nesting {
    VEC(struct nesting_frame) stack;
    uint8_t open[EL_COUNT];
    /* What names were found to be, by their address: a parser keeps each but once. */
    struct nesting_name {
        const char *name, *uri;
        enum element element;
    } names[NESTING_NAMES];
};

void nesting_done(struct nesting *n);

/* The start tag NAME of the namespace URI, both kept unchanged while N is in use. False: it may
 * not stand here; *RET_OUTER is the name of what it may not stand in. It counts as open. */
bool nesting_open(struct nesting *n, const char *name, const char *uri, const char **ret_outer);

/* The end tag of the innermost element. False: it lacks a child; *RET_CHILD is its name. */
bool nesting_close(struct nesting *n, const char **ret_child);

/* Whether text that is not blank may stand here. */
bool nesting_takes_text(const struct nesting *n);

/* The name of the innermost element. */
const char *nesting_name(const struct nesting *n);

/* An element that EL must not lie in and of which OPEN, by element, counts some; or EL_NONE. */
enum element nesting_outer(enum element el, const uint8_t *open);

#endif
