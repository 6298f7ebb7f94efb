/* SPDX-License-Identifier: MIT */
/* SHA-1 as RFC 3174 describes it (method 1 of clause 6). */
#include "base/sha1.h"

#include <string.h>

static uint32_t rotate(uint32_t word, int bits)
{
    return word << bits | word >> (32 - bits);
}

static uint32_t round_value(int t, uint32_t b, uint32_t c, uint32_t d)
{
    if (t < 20)
        return ((b & c) | (~b & d)) + 0x5A827999;
    if (t < 40)
        return (b ^ c ^ d) + 0x6ED9EBA1;
    if (t < 60)
        return ((b & c) | (b & d) | (c & d)) + 0x8F1BBCDC;
    return (b ^ c ^ d) + 0xCA62C1D6;
}

static void add_block(struct sha1 *h, const unsigned char *p)
{
    uint32_t w[80], v[5];

    for (int t = 0; t < 16; t++, p += 4)
        w[t] = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
    for (int t = 16; t < 80; t++)
        w[t] = rotate(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1);
    memcpy(v, h->state, sizeof v);
    for (int t = 0; t < 80; t++) {
        uint32_t next = rotate(v[0], 5) + round_value(t, v[1], v[2], v[3]) + v[4] + w[t];

        v[4] = v[3];
        v[3] = v[2];
        v[2] = rotate(v[1], 30);
        v[1] = v[0];
        v[0] = next;
    }
    for (int i = 0; i < 5; i++)
        h->state[i] += v[i];
}

void sha1_init(struct sha1 *h)
{
    *h = (struct sha1){.state = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0}};
}

void sha1_update(struct sha1 *h, struct str bytes)
{
    size_t used = h->length % 64;

    h->length += bytes.n;
    if (used) {
        size_t room = 64 - used, take = bytes.n < room ? bytes.n : room;

        if (take)
            memcpy(h->block + used, bytes.p, take);
        bytes = str_skip(bytes, take);
        if (take < room)
            return;
        add_block(h, h->block);
    }
    for (; bytes.n >= 64; bytes = str_skip(bytes, 64))
        add_block(h, (const unsigned char *)bytes.p);
    if (bytes.n)
        memcpy(h->block, bytes.p, bytes.n);
}

void sha1_final(struct sha1 *h, unsigned char ret_digest[SHA1_SIZE])
{
    static const char padding[64] = {(char)0x80};
    uint64_t bits = h->length * 8;
    char length[8];

    for (int i = 0; i < 8; i++)
        length[i] = (char)(bits >> (56 - 8 * i) & 0xFF);
    sha1_update(h, (struct str){padding, 1 + (119 - h->length % 64) % 64});
    sha1_update(h, (struct str){length, 8});
    for (int i = 0; i < SHA1_SIZE; i++)
        ret_digest[i] = (unsigned char)(h->state[i / 4] >> (24 - 8 * (i % 4)));
}
