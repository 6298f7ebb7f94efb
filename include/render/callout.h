/* SPDX-License-Identifier: MIT */
/* The five kinds of notes set apart from the text, their many names, and their labels.
 *
 * Rows of render/callouts.def. Names are those of generators, themes and vaults ("hint", "danger",
 * "abstract", "警告"). */
#ifndef RENDER_CALLOUT_H
#define RENDER_CALLOUT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

enum callout {
    CALLOUT_NOTE,
    CALLOUT_TIP,
    CALLOUT_IMPORTANT,
    CALLOUT_WARNING,
    CALLOUT_CAUTION,
    CALLOUT_COUNT
};

/* The kind that NAME stands for, ASCII letters without case; false when it is no known name. */
bool callout_kind(struct str name, enum callout *ret);

/* "note", "tip", "important", "warning", "caution": as it stands in the class "callout-…". */
const char *callout_name(enum callout kind);

/* The label in LANGUAGE (BCP 47; its first part counts), else in English. */
struct str callout_label(enum callout kind, struct str language);

/* The title of a callout that its author called TYPE and gave none: the label of its kind where
 * TYPE is one of the five kinds, else TYPE itself with a capital ("Bug"). In A. */
struct str callout_title(struct arena *a, struct str type, struct str language);

#endif
