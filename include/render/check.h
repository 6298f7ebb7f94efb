/* SPDX-License-Identifier: MIT */
/* The check pass: libxml2's verdict on a finished document. */
#ifndef RENDER_CHECK_H
#define RENDER_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/table.h"
#include "base/vec.h"
#include "book/facts.h"

enum { CHECK_FAULTS_MAX = 10000 }; /* further ones are left for the next look */

struct check_fault {
    size_t offset;   /* into the document, in the element at fault */
    struct str text; /* in the arena */
};

typedef VEC(struct check_fault) check_fault_vec;

/* Once, before threads start. */
void check_init(void);

/* Fills FAULTS: what is wrong with DOCUMENT. It is to be well-formed, its elements nested as
 * render/nesting.def says, its ids unique, its own fragments there, and whatever else it refers to
 * in the book among FILES (by name; NULL: not looked at). What it declares and refers to is in
 * FACTS, made anew (may be NULL). False: it is not well-formed, and what stands behind the first
 * such fault was not looked at. */
bool check_document(struct arena *a, struct str document, const struct table *files,
                    struct facts *facts, check_fault_vec *faults);

/* Whether BLOCK, the content of a section, is well-formed; if not, *RET_FAULT, in A, says why. */
bool check_block(struct arena *a, struct str block, struct str *ret_fault);

#endif
