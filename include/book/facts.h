/* SPDX-License-Identifier: MIT */
/* What a finished document declares and refers to, as seen when it was checked.
 *
 * With these the validator follows a chapter's references without reading it again. Texts are as
 * the document has them, entities resolved. */
#ifndef BOOK_FACTS_H
#define BOOK_FACTS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

struct fact_ref {
    struct str element; /* "a" */
    struct str url;     /* its href or src */
    unsigned line;      /* of the document */
};

struct facts {
    struct arena *arena; /* of the texts; set before facts are gathered */
    VEC(struct str) ids; /* in document order, all different */
    VEC(struct fact_ref) refs;
    bool has_math, has_svg;
};

static inline void facts_done(struct facts *f)
{
    vec_done(&f->ids);
    vec_done(&f->refs);
}

#endif
