/* SPDX-License-Identifier: MIT */
/* A fast 128-bit fingerprint of a file's contents, to find equal pictures and to name them.
 *
 * MurmurHash3 x64 128 with seed 0: good against chance, not against someone who forges equal
 * digests; who merges files by it compares their bytes too. */
#ifndef MEDIA_DIGEST_H
#define MEDIA_DIGEST_H

#include <stdint.h>

#include "base/str.h"

struct digest {
    uint64_t high, low;
};

struct digest digest_of(struct str bytes);

/* 32 lower-case hexadecimal characters and a NUL. */
void digest_hex(struct digest d, char out[33]);

#endif
