/* SPDX-License-Identifier: MIT */
/* Names of people and organisations. */
#ifndef BOOK_NAMES_H
#define BOOK_NAMES_H

#include "base/buf.h"

/* Appends NAME to OUT, as XML text, as it is filed: "Berg, Anna Karin", "Le Guin, Ursula K.",
 * "King, Martin Luther, Jr.", "Berg, Anna (Oslo)". Organisations, names of one word, those that
 * have a comma already and those of scripts that put the family name first stay as they are. */
void name_file_as(struct buf *out, struct str name);

#endif
