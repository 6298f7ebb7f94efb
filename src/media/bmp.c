/* SPDX-License-Identifier: MIT */
/* Reading BMP without compression: 1, 4, 8, 24 and 32 bits a pixel. */
#include "media/bytes.h"
#include "media/raster.h"

enum { SIDE_MAX = 1 << 20 };

struct bitmap {
    struct str bytes;
    size_t pixels, palette, stride;
    uint32_t width, height, bits, palette_step;
    bool is_top_down;
};

static bool read_header(struct str s, struct bitmap *b)
{
    uint32_t header = le32_at(s, 14), height = le32_at(s, 22);
    bool is_old = header == 12;

    *b = (struct bitmap){.bytes = s, .pixels = le32_at(s, 10), .palette = 14 + (size_t)header};
    b->width = is_old ? le16_at(s, 18) : le32_at(s, 18);
    b->is_top_down = !is_old && height >> 31;
    b->height = is_old ? le16_at(s, 20) : b->is_top_down ? 0 - height : height;
    b->bits = le16_at(s, is_old ? 24 : 28);
    b->palette_step = is_old ? 3 : 4;
    b->stride = ((size_t)b->width * b->bits + 31) / 32 * 4;
    return is_old || le32_at(s, 30) == 0 || (le32_at(s, 30) == 3 && b->bits == 32);
}

static void read_pixel(const struct bitmap *b, size_t row, uint32_t x, unsigned char *to)
{
    size_t at = row + (size_t)x * b->bits / 8;

    if (b->bits <= 8) {
        uint32_t per_byte = 8 / b->bits, shift = (per_byte - 1 - x % per_byte) * b->bits;

        at = b->palette +
             (size_t)b->palette_step * (byte_at(b->bytes, at) >> shift & ((1u << b->bits) - 1));
    }
    for (unsigned k = 0; k < 3; k++)
        to[k] = (unsigned char)byte_at(b->bytes, at + 2 - k);
}

bool bmp_read(struct str bytes, struct raster *ret_raster, const char **ret_fault)
{
    struct bitmap b;
    bool is_known = read_header(bytes, &b);

    if (!is_known || (b.bits != 1 && b.bits != 4 && b.bits != 8 && b.bits != 24 && b.bits != 32)) {
        *ret_fault = "a BMP of a kind that cannot be decoded";
        return false;
    }
    if (b.width > SIDE_MAX || b.height > SIDE_MAX || b.stride * b.height > bytes.n ||
        !raster_init(ret_raster, b.width, b.height, 3)) {
        *ret_fault = "too many pixels";
        return false;
    }
    for (uint32_t y = 0; y < b.height; y++) {
        size_t row = b.pixels + b.stride * (b.is_top_down ? y : b.height - 1 - y);

        for (uint32_t x = 0; x < b.width; x++)
            read_pixel(&b, row, x, ret_raster->pixels + ((size_t)y * b.width + x) * 3);
    }
    return true;
}
