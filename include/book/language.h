/* SPDX-License-Identifier: MIT */
/* Language tags (BCP 47). */
#ifndef BOOK_LANGUAGE_H
#define BOOK_LANGUAGE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/* S ("en_us", "fre", "fa-IR", "zh-hans-cn") as a well-formed tag in A; empty when it is none
 * ("C", "POSIX", "english please"). */
struct str language_tag(struct arena *a, struct str s);

bool language_is_rtl(struct str tag);

#endif
