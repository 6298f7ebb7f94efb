/* SPDX-License-Identifier: MIT */
/* Deflate (RFC 1951) and CRC-32 for entries of the container; one deflater a worker. */
#ifndef EPUB_DEFLATE_H
#define EPUB_DEFLATE_H

#include <stdint.h>

#include "base/str.h"

struct deflater;

struct deflater *deflater_new(void);
void deflater_free(struct deflater *d);

/* RAW as a deflate stream at the end of OUT, level 6; the same bytes for the same input. */
void deflate_add(struct deflater *d, struct buf *out, struct str raw);

/* CRC-32 of ZIP, continued from CRC (0 at first). */
uint32_t deflate_crc(uint32_t crc, struct str data);

#endif
