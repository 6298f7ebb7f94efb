/* SPDX-License-Identifier: MIT */
/* SHA-1 (RFC 3174), for name-based UUIDs; not for security. */
#ifndef BASE_SHA1_H
#define BASE_SHA1_H

#include <stdint.h>

#include "base/str.h"

enum { SHA1_SIZE = 20 };

struct sha1 {
    uint32_t state[5];
    uint64_t length; /* bytes so far */
    unsigned char block[64];
};

void sha1_init(struct sha1 *h);
void sha1_update(struct sha1 *h, struct str bytes);
void sha1_final(struct sha1 *h, unsigned char ret_digest[SHA1_SIZE]);

#endif
