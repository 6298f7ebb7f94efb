/* SPDX-License-Identifier: MIT */
/* The hash function MurmurHash3 (x64, 128 bits), whose algorithm is in the public domain. */
#include "media/digest.h"

#include <stdbool.h>
#include <string.h>

static const uint64_t factor1 = 0x87C37B91114253D5, factor2 = 0x4CF5AD432745937F;

static uint64_t rotate(uint64_t word, int bits)
{
    return word << bits | word >> (64 - bits);
}

static const bool little_endian = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;

/* Up to 8 bytes as a little-endian number. */
static uint64_t load(const char *p, size_t n)
{
    uint64_t word = 0;

    if (n == sizeof word && little_endian) {
        memcpy(&word, p, sizeof word);
        return word;
    }
    for (size_t i = 0; i < n; i++)
        word |= (uint64_t)(unsigned char)p[i] << (8 * i);
    return word;
}

static uint64_t mix1(uint64_t word)
{
    return rotate(word * factor1, 31) * factor2;
}

static uint64_t mix2(uint64_t word)
{
    return rotate(word * factor2, 33) * factor1;
}

static uint64_t finish(uint64_t word)
{
    word = (word ^ word >> 33) * 0xFF51AFD7ED558CCD;
    word = (word ^ word >> 33) * 0xC4CEB9FE1A85EC53;
    return word ^ word >> 33;
}

struct digest digest_of(struct str bytes)
{
    uint64_t a = 0, b = 0;
    struct str rest = bytes;

    for (; rest.n >= 16; rest = str_skip(rest, 16)) {
        a = (rotate(a ^ mix1(load(rest.p, 8)), 27) + b) * 5 + 0x52DCE729;
        b = (rotate(b ^ mix2(load(rest.p + 8, 8)), 31) + a) * 5 + 0x38495AB5;
    }
    if (rest.n > 8)
        b ^= mix2(load(rest.p + 8, rest.n - 8));
    if (rest.n)
        a ^= mix1(load(rest.p, rest.n < 8 ? rest.n : 8));
    a ^= bytes.n;
    b ^= bytes.n;
    a += b;
    b += a;
    a = finish(a);
    b = finish(b);
    a += b;
    b += a;
    return (struct digest){a, b};
}

void digest_hex(struct digest d, char out[33])
{
    for (int i = 0; i < 32; i++) {
        uint64_t half = i < 16 ? d.high : d.low;

        out[i] = "0123456789abcdef"[half >> (60 - 4 * (i % 16)) & 15];
    }
    out[32] = '\0';
}
