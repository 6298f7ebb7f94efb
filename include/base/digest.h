/* SPDX-License-Identifier: MIT */
/* A fast 128-bit fingerprint of a file's contents, to find equal pictures and to see whether a
 * file is as it was.
 *
 * MurmurHash3 x64 128 with seed 0: good against chance, not against someone who forges equal
 * digests; who merges files by it compares their bytes too. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct digest {
    uint64_t high, low;
};

enum { DIGEST_TEXT = 32 };

struct digest digest_of(struct str bytes);

static inline bool digest_eq(struct digest a, struct digest b)
{
    return a.high == b.high && a.low == b.low;
}

/* The same of bytes that come in pieces. An all-zero state is a new one. */
struct digest_state {
    uint64_t a, b, length;
    char tail[16]; /* length % 16 bytes that wait for more */
};

void digest_add(struct digest_state *s, struct str bytes);
struct digest digest_end(const struct digest_state *s);

/* 32 lower-case hexadecimal characters and a NUL. */
void digest_hex(struct digest d, char out[DIGEST_TEXT + 1]);

/* The inverse; false when TEXT is no such text. */
bool digest_parse(struct str text, struct digest *ret_digest);

#endif
