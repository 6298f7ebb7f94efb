/* SPDX-License-Identifier: MIT */
/* Typography of running text: straight quotes, hyphens in a row, three dots and, in French, the
 * spaces around high punctuation become what a printer of that language sets.
 *
 * Works on one block (a paragraph, heading or cell) at a time, since a quotation may begin in one
 * piece of it and end in another: its pieces of text stand one behind the other, each between
 * TYPE_FROM and TYPE_TO, with TYPE_THING for what is no text. These marks are kept, so pieces can
 * be told apart afterwards. Marks that are typographic already stay as they are, and so does
 * whatever is not clear. Work is linear in the length. */
#ifndef RENDER_TYPOGRAPHY_H
#define RENDER_TYPOGRAPHY_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

#define TYPE_PLAIN '\x01' /* the character before it stays as written; dropped */
#define TYPE_FROM '\x04'
#define TYPE_TO '\x05'
#define TYPE_THING '\x06' /* code, a picture, a formula: stands like a letter */

enum typography_habit {
    TYPE_FRENCH = 1 << 0, /* a space before ; : ! ? » % and behind « does not break */
    TYPE_HEBREW = 1 << 1, /* gershayim and geresh within words */
};

/* A row of render/quotes.def. */
struct typography {
    struct str tag;
    struct str marks[2][2]; /* outer and inner, opening and closing */
    unsigned habits;
    struct str elisions;
};

/* The row for the language tag LANGUAGE, which may be empty; never NULL. */
const struct typography *typography_of(struct str language);

/* True when TEXT holds anything that typography_set() might change. */
bool typography_has_work(const struct typography *t, struct str text);

/* Appends TEXT to OUT, set. */
void typography_set(struct buf *out, const struct typography *t, struct str text);

/* TEXT, which stands alone (a title), set: in A, or TEXT itself when nothing changes. */
struct str typography_text(struct arena *a, const struct typography *t, struct str text);

#endif
