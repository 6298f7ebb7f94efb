/* SPDX-License-Identifier: MIT */
/* What the files share that assemble a chapter's document. Private to src/render. */
#ifndef RENDER_ASSEMBLY_H
#define RENDER_ASSEMBLY_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/table.h"
#include "book/book.h"
#include "book/volume.h"

struct assembly {
    const struct book *book;
    const struct volume *v;
    const struct chapter *c;
    const struct post *p;
    const struct chapter_part *part;
    struct arena scratch;
    struct diag_list *diags;
    struct buf *out;
    size_t slot;                 /* the next one to fill */
    unsigned links;              /* open at the place at hand */
    size_t *mark_at;             /* by mark of this part: where its block starts in the document */
    size_t first_mark, end_mark; /* the marks of this part */
    size_t body_end;             /* in the document */
    bool *is_degraded;           /* by mark */
    struct table link_notes;     /* of this part: address → number, in order of the numbers */
    size_t link_note_count;      /* those of the parts before, too */
};

/* xhtml_links.c. Fills the slot INDEX, an end of a link, which REF tells of. */
void assembly_link(struct assembly *s, size_t index, const struct ref *ref);

/* Where addresses are gathered as notes: before the body, and behind it. */
void assembly_start_notes(struct assembly *s);
void assembly_add_notes(struct assembly *s);

#endif
