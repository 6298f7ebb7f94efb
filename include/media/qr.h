/* SPDX-License-Identifier: MIT */
/* QR codes (ISO/IEC 18004: byte mode, level M, versions 1 to 15), as SVG path data.
 *
 * For what a printed or an e-ink page cannot play: a phone opens the address. */
#ifndef MEDIA_QR_H
#define MEDIA_QR_H

#include <stdbool.h>

#include "base/str.h"

/* The longest text in bytes. */
enum { QR_TEXT_MAX = 412 };

/* Appends path data that fills the dark modules, one unit each, to OUT: for
 * viewBox="0 0 SIDE SIDE", the quiet zone of 4 units included. False when TEXT is empty or too
 * long. */
bool qr_path(struct buf *out, struct str text, unsigned *ret_side);

#endif
