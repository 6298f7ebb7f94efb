/* SPDX-License-Identifier: MIT */
/* Assembly: a chapter and the targets of its slots → the document in the book. */
#ifndef RENDER_XHTML_H
#define RENDER_XHTML_H

#include "base/diag.h"
#include "base/str.h"
#include "book/book.h"
#include "book/facts.h"
#include "book/volume.h"

/* Writes part PART of the chapter of V's post at POSITION into OUT, checked; a construct that
 * turns out not to be well-formed is reported to DIAGS and replaced by its plain text. What the
 * document refers to is in FACTS, made anew (may be NULL). */
void xhtml_chapter(struct buf *out, const struct book *book, const struct volume *v,
                   size_t position, size_t part, struct facts *facts, struct diag_list *diags);

#endif
