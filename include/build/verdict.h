/* SPDX-License-Identifier: MIT */
/* The validator's verdict as messages, for --check and for a book about to be kept. */
#ifndef BUILD_VERDICT_H
#define BUILD_VERDICT_H

#include "base/diag.h"
#include "epub/check.h"

/* Adds the messages of REPORT on the book that the user calls BOOK. */
void verdict_add(const struct check_report *report, struct str book, struct diag_list *diags);

/* Judges the book in BYTES, which would be written as NAME. False: it has errors; they are in
 * DIAGS, and a message that it is not kept. */
bool verdict_of(struct str bytes, struct str name, const struct check_options *how,
                struct diag_list *diags);

#endif
