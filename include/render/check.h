/* SPDX-License-Identifier: MIT */
/* The check pass: libxml2's verdict on a finished document. */
#ifndef RENDER_CHECK_H
#define RENDER_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

struct check_fault {
    size_t offset;   /* into the document, near the fault */
    struct str text; /* in the arena */
};

/* Once, before threads start. */
void check_init(void);

/* True when DOCUMENT is well-formed, its ids are unique and its own fragments exist. */
bool check_document(struct arena *a, struct str document, struct check_fault *ret_fault);

#endif
