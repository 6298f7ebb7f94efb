/* SPDX-License-Identifier: MIT */
/* The files of a rendition, checked by many workers.
 *
 * Each worker has a share of the check: a struct check of its own, whose container, manifest and
 * limits are the whole's and are read only. What it finds is joined in the manifest's order, so
 * that the outcome does not depend on who did what. Texts of references lie in the shares, which
 * live as long as the rendition. */
#ifndef EPUB_CHECK_SHARES_H
#define EPUB_CHECK_SHARES_H

#include "base/lock.h"
#include "epub/check_state.h"

/* What an item's check found: ranges of its worker's messages and references. */
struct outcome {
    size_t worker;
    size_t message, message_end;
    size_t ref, ref_end;
};

struct share {
    struct check check;
    struct check_report report;
};

struct check_shares {
    struct check *whole;
    struct lock lock; /* of the whole's archive and sum of unpacked bytes */
    struct share *v;
    size_t n;
    struct outcome *outcomes; /* by item */
};

/* Checks the files of all items. */
void check_items(struct check *c);

/* Frees what is left of it; there may be nothing. */
void check_shares_free(struct check *c);

#endif
