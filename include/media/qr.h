/* SPDX-License-Identifier: MIT */
/* QR codes (ISO/IEC 18004: byte mode, level M, versions 1 to 15), as PNG.
 *
 * For what a printed or an e-ink page cannot play: a phone opens the address. */
#ifndef MEDIA_QR_H
#define MEDIA_QR_H

#include <stdbool.h>

#include "book/asset.h"

/* The longest text in bytes; the sides of a module and of the quiet zone in pixels. */
enum { QR_TEXT_MAX = ASSET_CODE_MAX, QR_MODULE = 6, QR_QUIET = 4 * QR_MODULE };

/* Appends a PNG, black on white with its quiet zone, to OUT. False when TEXT is empty or too
 * long. */
bool qr_png(struct buf *out, struct str text);

#endif
