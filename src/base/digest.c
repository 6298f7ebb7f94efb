/* SPDX-License-Identifier: MIT */
/* The hash function MurmurHash3 (x64, 128 bits), whose algorithm is in the public domain. */
#include "base/digest.h"

#include <string.h>

static const bool little_endian = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;

static const uint64_t factor1 = 0x87C37B91114253D5, factor2 = 0x4CF5AD432745937F;

static uint64_t rotate(uint64_t word, int bits)
{
    return word << bits | word >> (64 - bits);
}

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

/* Whole blocks of 16 bytes. */
static void add_blocks(struct digest_state *s, struct str bytes)
{
    uint64_t a = s->a, b = s->b;

    for (; bytes.n >= 16; bytes = str_skip(bytes, 16)) {
        a = (rotate(a ^ mix1(load(bytes.p, 8)), 27) + b) * 5 + 0x52DCE729;
        b = (rotate(b ^ mix2(load(bytes.p + 8, 8)), 31) + a) * 5 + 0x38495AB5;
    }
    s->a = a;
    s->b = b;
}

void digest_add(struct digest_state *s, struct str bytes)
{
    size_t waiting = s->length % 16, n = 16 - waiting < bytes.n ? 16 - waiting : bytes.n;

    s->length += bytes.n;
    if (waiting) {
        memcpy(s->tail + waiting, bytes.p, n);
        if (waiting + n < 16)
            return;
        add_blocks(s, (struct str){s->tail, 16});
        bytes = str_skip(bytes, n);
    }
    add_blocks(s, bytes);
    bytes = str_skip(bytes, bytes.n / 16 * 16);
    if (bytes.n)
        memcpy(s->tail, bytes.p, bytes.n);
}

struct digest digest_end(const struct digest_state *s)
{
    uint64_t a = s->a, b = s->b;
    size_t n = s->length % 16;

    if (n > 8)
        b ^= mix2(load(s->tail + 8, n - 8));
    if (n)
        a ^= mix1(load(s->tail, n < 8 ? n : 8));
    a ^= s->length;
    b ^= s->length;
    a += b;
    b += a;
    a = finish(a);
    b = finish(b);
    a += b;
    b += a;
    return (struct digest){a, b};
}

struct digest digest_of(struct str bytes)
{
    struct digest_state s = {0};

    digest_add(&s, bytes);
    return digest_end(&s);
}

void digest_hex(struct digest d, char out[DIGEST_TEXT + 1])
{
    for (int i = 0; i < 32; i++) {
        uint64_t half = i < 16 ? d.high : d.low;

        out[i] = "0123456789abcdef"[half >> (60 - 4 * (i % 16)) & 15];
    }
    out[32] = '\0';
}

bool digest_parse(struct str text, struct digest *ret_digest)
{
    uint64_t half[2] = {0};

    if (text.n != DIGEST_TEXT)
        return false;
    for (size_t i = 0; i < text.n; i++) {
        int digit = ascii_hex(text.p[i]);

        if (digit < 0)
            return false;
        half[i / 16] = half[i / 16] << 4 | (uint64_t)digit;
    }
    *ret_digest = (struct digest){half[0], half[1]};
    return true;
}
