/* SPDX-License-Identifier: MIT */
/* Language tags (BCP 47). */
#ifndef BOOK_LANGUAGE_H
#define BOOK_LANGUAGE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/table.h"

/* S ("en_us", "fre", "fa-IR", "zh-hans-cn") as a well-formed tag in A; empty when it is none
 * ("C", "POSIX", "english please"). */
struct str language_tag(struct arena *a, struct str s);

/* The primary subtag of TAG is a language of book/tongues.def: "go" and "css" are none, though
 * they have the shape of one. */
bool language_is_known(struct str tag);

/* S is written as people name files and folders for a language: a known primary subtag in lower
 * case, then perhaps a script and a region, joined by '-' or '_' ("fr", "zh-Hans", "pt_BR"). */
bool language_is_name(struct str s);

/* By the script that TAG names ("az-Arab"), else by that of the language. */
bool language_is_rtl(struct str tag);

/* Its script has no slanted type. By the script that TAG names, too. */
bool language_is_upright(struct str tag);

/* What stands between names in a row: ", ", "، ", "、". By the script, too. */
struct str language_comma(struct str tag);

/* One of the two says the same as the other, or less: "pt" and "pt-BR", but not "pt-PT" and
 * "pt-BR". */
bool language_agrees(struct str a, struct str b);

/* Both are the same language, be it of two regions. */
bool language_is_near(struct str a, struct str b);

/* Fills RET_WORDS, which is all-zero, with what language_guess() looks words up in. */
void language_guess_words(struct table *ret_words);

/* The language that TEXT is written in, told by its script and, for the most common languages of
 * the Latin one, by their smallest words. STR_NONE when it does not tell. */
struct str language_guess(struct str text, const struct table *words);

#endif
