/* SPDX-License-Identifier: MIT */
/* Between the passes over pictures. Private to src/build. */
#ifndef BUILD_PICTURES_H
#define BUILD_PICTURES_H

#include "build/build.h"
#include "media/convert.h"

enum { PICTURE_BYTES_MAX = 1 << 28 }; /* of a file that is read to be changed */

/* What is wished of every picture, by the options. */
struct convert_wish picture_wish(const struct build *b);

/* Gives A, whose href is an extension, a name in the book that no other has. */
void picture_name(struct build *b, struct asset *a);

/* BYTES, which INFO describes, are what A is in the book: kept in the spool. False, and A's fault
 * says why, when they cannot be. Afterwards A's href is the extension only. */
bool picture_keep(struct build *b, struct asset *a, struct str bytes, const struct media_info *info,
                  size_t worker);

/* Ends the decoders until the next picture asks for one. */
void pictures_rest(struct build *b);

#endif
