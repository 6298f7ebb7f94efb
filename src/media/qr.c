/* SPDX-License-Identifier: MIT */
/* Making QR codes; clauses are those of ISO/IEC 18004:2015. */
#include "media/qr.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "media/raster.h"

enum { VERSIONS = 15, SIDE_MAX = 17 + 4 * VERSIONS, CODEWORDS_MAX = 655, MASKS = 8 };

/* Tables 7 and 9, level M; table E.1. Blocks beyond the first SHORT_BLOCKS are one longer. */
static const struct version {
    unsigned short codewords;
    unsigned char check, blocks, short_blocks, short_length;
    unsigned char alignments[4];
} versions[VERSIONS + 1] = {
    {0},
    {26, 10, 1, 1, 16, {0}},
    {44, 16, 1, 1, 28, {6, 18}},
    {70, 26, 1, 1, 44, {6, 22}},
    {100, 18, 2, 2, 32, {6, 26}},
    {134, 24, 2, 2, 43, {6, 30}},
    {172, 16, 4, 4, 27, {6, 34}},
    {196, 18, 4, 4, 31, {6, 22, 38}},
    {242, 22, 4, 2, 38, {6, 24, 42}},
    {292, 22, 5, 3, 36, {6, 26, 46}},
    {346, 26, 5, 4, 43, {6, 28, 50}},
    {404, 30, 5, 1, 50, {6, 30, 54}},
    {466, 22, 8, 6, 36, {6, 32, 58}},
    {532, 22, 9, 8, 37, {6, 34, 62}},
    {581, 24, 9, 4, 40, {6, 26, 46, 66}},
    {655, 24, 10, 5, 41, {6, 26, 48, 70}},
};

struct code {
    const struct version *version;
    unsigned number;
    int side;
    unsigned char dark[SIDE_MAX][SIDE_MAX], fixed[SIDE_MAX][SIDE_MAX];
    unsigned char codewords[CODEWORDS_MAX];
};

static unsigned data_length(const struct version *v)
{
    return v->codewords - (unsigned)v->check * v->blocks;
}

/* The smallest version that holds N bytes behind mode, count and before the terminator. */
static unsigned version_for(size_t n)
{
    for (unsigned i = 1; i <= VERSIONS; i++)
        if (n + (i < 10 ? 2 : 3) <= data_length(&versions[i]))
            return i;
    return 0;
}

struct bits {
    unsigned char *bytes;
    unsigned n;
};

static void add_bits(struct bits *b, unsigned value, int count)
{
    for (int i = count - 1; i >= 0; i--, b->n++)
        if (value >> i & 1)
            b->bytes[b->n / 8] |= (unsigned char)(0x80 >> b->n % 8);
}

/* Clause 7.4.5: mode 0100, count, bytes, terminator and pad codewords. */
static void encode_data(const struct code *c, struct str text, unsigned char *data)
{
    struct bits b = {data, 0};
    unsigned length = data_length(c->version), pad = 0xEC;

    memset(data, 0, length);
    add_bits(&b, 4, 4);
    add_bits(&b, (unsigned)text.n, c->number < 10 ? 8 : 16);
    for (size_t i = 0; i < text.n; i++)
        add_bits(&b, (unsigned char)text.p[i], 8);
    for (unsigned i = (b.n + 4 + 7) / 8; i < length; i++, pad ^= 0xEC ^ 0x11)
        data[i] = (unsigned char)pad;
}

/* In GF(256) modulo x^8 + x^4 + x^3 + x^2 + 1. */
static unsigned multiply(unsigned a, unsigned b)
{
    unsigned product = 0;

    for (int i = 7; i >= 0; i--)
        product = (product << 1) ^ (product >> 7) * 0x11D ^ (b >> i & 1) * a;
    return product;
}

/* Clause 7.5.2: the remainder of DATA by the product of (x - 2^i), i < COUNT. */
static void check_codewords(const unsigned char *data, unsigned n, unsigned char *check,
                            unsigned count)
{
    unsigned char divisor[32] = {0};
    unsigned root = 1;

    divisor[count - 1] = 1;
    for (unsigned i = 0; i < count; i++, root = multiply(root, 2))
        for (unsigned k = 0; k < count; k++)
            divisor[k] =
                (unsigned char)(multiply(divisor[k], root) ^ (k + 1 < count ? divisor[k + 1] : 0));
    memset(check, 0, count);
    for (unsigned i = 0; i < n; i++) {
        unsigned factor = data[i] ^ check[0];

        memmove(check, check + 1, count - 1);
        check[count - 1] = 0;
        for (unsigned k = 0; k < count; k++)
            check[k] ^= (unsigned char)multiply(divisor[k], factor);
    }
}

/* Clause 7.6: the codewords of the blocks take turns. */
static void interleave(struct code *c, const unsigned char *data)
{
    const struct version *v = c->version;
    unsigned length = data_length(v), start = 0;
    unsigned char check[32];

    for (unsigned block = 0; block < v->blocks; block++) {
        unsigned is_long = block >= v->short_blocks, n = v->short_length + is_long;

        for (unsigned i = 0; i < v->short_length; i++)
            c->codewords[i * v->blocks + block] = data[start + i];
        if (is_long)
            c->codewords[v->short_length * v->blocks + block - v->short_blocks] =
                data[start + n - 1];
        check_codewords(data + start, n, check, v->check);
        for (unsigned i = 0; i < v->check; i++)
            c->codewords[length + i * v->blocks + block] = check[i];
        start += n;
    }
}

static void fix(struct code *c, int x, int y, bool is_dark)
{
    if (x < 0 || y < 0 || x >= c->side || y >= c->side)
        return;
    c->dark[y][x] = is_dark;
    c->fixed[y][x] = 1;
}

/* Concentric squares around X, Y: dark, but for the rings of radius 2 and 4 (finder), 1. */
static void draw_squares(struct code *c, int x, int y, int radius, bool is_finder)
{
    for (int dy = -radius; dy <= radius; dy++)
        for (int dx = -radius; dx <= radius; dx++) {
            int ring = abs(dx) > abs(dy) ? abs(dx) : abs(dy);

            fix(c, x + dx, y + dy, is_finder ? ring != 2 && ring != 4 : ring != 1);
        }
}

/* The BCH check bits of VALUE, below it. */
static unsigned with_check(unsigned value, int bits, unsigned generator)
{
    unsigned rest = value << bits;

    for (int i = 31; i >= bits; i--)
        if (rest >> i & 1)
            rest ^= generator << (i - bits);
    return value << bits | rest;
}

/* Clause 7.9: level M is 00. Each bit stands twice. */
static void draw_format(struct code *c, unsigned mask)
{
    unsigned bits = with_check(mask, 10, 0x537) ^ 0x5412;
    int side = c->side;

    for (int i = 0; i < 15; i++) {
        bool is_dark = bits >> i & 1;

        if (i < 6)
            fix(c, 8, i, is_dark);
        else if (i < 8)
            fix(c, 8, i + 1, is_dark);
        else
            fix(c, i == 8 ? 7 : 14 - i, 8, is_dark);
        if (i < 8)
            fix(c, side - 1 - i, 8, is_dark);
        else
            fix(c, 8, side - 15 + i, is_dark);
    }
    fix(c, 8, side - 8, true);
}

/* Clause 7.10. */
static void draw_version(struct code *c)
{
    unsigned bits = with_check(c->number, 12, 0x1F25);

    for (int i = 0; c->number >= 7 && i < 18; i++) {
        fix(c, c->side - 11 + i % 3, i / 3, bits >> i & 1);
        fix(c, i / 3, c->side - 11 + i % 3, bits >> i & 1);
    }
}

/* Clause 6.3: what is there whatever the data. */
static void draw_patterns(struct code *c)
{
    const unsigned char *at = c->version->alignments;
    int last = c->side - 7;

    for (int i = 0; i < c->side; i++) {
        fix(c, i, 6, i % 2 == 0);
        fix(c, 6, i, i % 2 == 0);
    }
    draw_squares(c, 3, 3, 4, true);
    draw_squares(c, c->side - 4, 3, 4, true);
    draw_squares(c, 3, c->side - 4, 4, true);
    for (int i = 0; i < 4 && at[i]; i++)
        for (int k = 0; k < 4 && at[k]; k++) {
            bool is_corner = (at[i] == 6 && at[k] == 6) || (at[i] == 6 && at[k] == last) ||
                             (at[i] == last && at[k] == 6);

            if (!is_corner)
                draw_squares(c, at[i], at[k], 2, false);
        }
    draw_format(c, 0);
    draw_version(c);
}

/* Clause 7.7.3: two columns at a time from the right, up and down in turn. */
static void place_codewords(struct code *c)
{
    unsigned bit = 0, count = c->version->codewords * 8u;
    bool is_up = true;

    for (int right = c->side - 1; right > 0; right -= 2, is_up = !is_up) {
        right -= right == 6;
        for (int i = 0; i < c->side * 2; i++) {
            int x = right - i % 2, y = is_up ? c->side - 1 - i / 2 : i / 2;

            if (!c->fixed[y][x]) {
                c->dark[y][x] = bit < count && (c->codewords[bit / 8] >> (7 - bit % 8) & 1);
                bit++;
            }
        }
    }
}

/* Table 10. */
static bool is_masked(unsigned mask, int x, int y)
{
    switch (mask) {
    case 0:
        return (x + y) % 2 == 0;
    case 1:
        return y % 2 == 0;
    case 2:
        return x % 3 == 0;
    case 3:
        return (x + y) % 3 == 0;
    case 4:
        return (x / 3 + y / 2) % 2 == 0;
    case 5:
        return x * y % 2 + x * y % 3 == 0;
    case 6:
        return (x * y % 2 + x * y % 3) % 2 == 0;
    default:
        return ((x + y) % 2 + x * y % 3) % 2 == 0;
    }
}

static void apply_mask(struct code *c, unsigned mask)
{
    for (int y = 0; y < c->side; y++)
        for (int x = 0; x < c->side; x++)
            c->dark[y][x] ^= !c->fixed[y][x] && is_masked(mask, x, y);
    draw_format(c, mask);
}

/* Runs of five and more, and what looks like a finder, along row (or column) LINE. */
static int line_penalty(const struct code *c, int line, bool is_column)
{
    int penalty = 0, run = 0;
    unsigned window = 0;

    for (int i = 0; i < c->side; i++) {
        unsigned dark = is_column ? c->dark[i][line] : c->dark[line][i];

        run = i > 0 && dark == (window & 1) ? run + 1 : 1;
        penalty += run == 5 ? 3 : run > 5;
        window = (window << 1 | dark) & 0x7FF;
        if (i >= 10 && (window == 0x05D || window == 0x5D0))
            penalty += 40;
    }
    return penalty;
}

/* Table 11. */
static int penalty(const struct code *c)
{
    int sum = 0, dark = 0, percent;

    for (int i = 0; i < c->side; i++)
        sum += line_penalty(c, i, false) + line_penalty(c, i, true);
    for (int y = 0; y < c->side; y++)
        for (int x = 0; x < c->side; x++) {
            int here = c->dark[y][x];

            dark += here;
            if (x > 0 && y > 0 && c->dark[y - 1][x] == here && c->dark[y][x - 1] == here &&
                c->dark[y - 1][x - 1] == here)
                sum += 3;
        }
    percent = dark * 100 / (c->side * c->side);
    return sum + abs(percent - 50) / 5 * 10;
}

static void choose_mask(struct code *c)
{
    unsigned best = 0;
    int least = 0;

    for (unsigned mask = 0; mask < MASKS; mask++) {
        int got;

        apply_mask(c, mask);
        got = penalty(c);
        if (mask == 0 || got < least) {
            least = got;
            best = mask;
        }
        apply_mask(c, mask); /* and off again */
    }
    apply_mask(c, best);
}

static void draw_pixels(const struct code *c, struct raster *r)
{
    memset(r->pixels, 255, raster_stride(r) * r->height);
    for (int y = 0; y < c->side * QR_MODULE; y++)
        for (int x = 0; x < c->side * QR_MODULE; x++)
            if (c->dark[y / QR_MODULE][x / QR_MODULE])
                r->pixels[(size_t)(y + QR_QUIET) * r->width + (size_t)(x + QR_QUIET)] = 0;
}

static bool write_png(struct buf *out, const struct code *c)
{
    uint32_t side = (uint32_t)c->side * QR_MODULE + 2 * QR_QUIET;
    struct raster r;
    bool is_written;

    if (!raster_init(&r, side, side, 1))
        return false;
    draw_pixels(c, &r);
    is_written = png_write(out, &r);
    raster_done(&r);
    return is_written;
}

bool qr_png(struct buf *out, struct str text)
{
    unsigned char data[CODEWORDS_MAX];
    struct code c = {.number = text.n ? version_for(text.n) : 0};

    if (!c.number)
        return false;
    c.version = &versions[c.number];
    c.side = 17 + 4 * (int)c.number;
    encode_data(&c, text, data);
    interleave(&c, data);
    draw_patterns(&c);
    place_codewords(&c);
    choose_mask(&c);
    return write_png(out, &c);
}
