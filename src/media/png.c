/* SPDX-License-Identifier: MIT */
/* PNG in and out. */
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "media/raster.h"

enum { CHUNK_BYTES_MAX = 8 << 20, SIDE_MAX = 100000 };

struct source {
    struct str rest;
    const char *fault;
};

static _Noreturn void leave(png_structp png, png_const_charp text)
{
    (void)text;
    png_longjmp(png, 1);
}

static void say_nothing(png_structp png, png_const_charp text)
{
    (void)png;
    (void)text;
}

static void take(png_structp png, png_bytep to, size_t n)
{
    struct source *s = png_get_io_ptr(png);

    if (s->rest.n < n)
        leave(png, "");
    memcpy(to, s->rest.p, n);
    s->rest = str_skip(s->rest, n);
}

/* Whatever the file has, 8 bits of grey, RGB or RGBA come out. */
static void set_transforms(png_structp png, png_infop info)
{
    int colour = png_get_color_type(png, info);
    bool has_alpha = (colour & PNG_COLOR_MASK_ALPHA) || png_get_valid(png, info, PNG_INFO_tRNS);

    png_set_expand(png);
    png_set_scale_16(png);
    if (has_alpha && !(colour & PNG_COLOR_MASK_COLOR))
        png_set_gray_to_rgb(png);
    png_set_interlace_handling(png);
    png_read_update_info(png, info);
}

static bool read_rows(png_structp png, png_infop info, struct source *s, struct raster *r)
{
    png_bytep *rows;

    png_read_info(png, info);
    set_transforms(png, info);
    if (!raster_init(r, png_get_image_width(png, info), png_get_image_height(png, info),
                     png_get_channels(png, info))) {
        s->fault = "too many pixels";
        return false;
    }
    rows = xcalloc(r->height, sizeof *rows);
    for (uint32_t y = 0; y < r->height; y++)
        rows[y] = r->pixels + raster_stride(r) * y;
    png_set_rows(png, info, rows); /* so that it is freed with INFO */
    png_data_freer(png, info, PNG_USER_WILL_FREE_DATA, PNG_FREE_ROWS);
    png_read_image(png, rows);
    return true;
}

static void free_rows(png_structp png, png_infop info)
{
    if (png && info)
        free(png_get_rows(png, info));
}

bool png_read(struct str bytes, struct raster *ret_raster, const char **ret_fault)
{
    struct source source = {bytes, "not a PNG that can be decoded"};
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, leave, say_nothing);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    struct raster *volatile picture = xcalloc(1, sizeof *picture);
    volatile bool is_read = false;

    if (!info)
        alloc_die();
    if (!setjmp(png_jmpbuf(png))) {
        png_set_read_fn(png, &source, take);
        png_set_user_limits(png, SIDE_MAX, SIDE_MAX);
        png_set_chunk_malloc_max(png, CHUNK_BYTES_MAX);
        is_read = read_rows(png, info, &source, picture);
    }
    free_rows(png, info);
    png_destroy_read_struct(&png, &info, NULL);
    return raster_hand_over(picture, is_read, ret_raster, source.fault, ret_fault);
}

enum { COLOURS_MAX = 256, SLOTS = 1024 };

struct palette {
    png_color colours[COLOURS_MAX];
    size_t n;
    uint32_t keys[SLOTS]; /* 1 + colour, hashed; 0: free */
    unsigned char index[SLOTS];
};

/* The index of COLOUR, which is entered where it is new; COLOURS_MAX when there are too many. */
static size_t palette_find(struct palette *p, uint32_t colour)
{
    size_t slot = (colour * 2654435761u) >> 22;

    for (; p->keys[slot]; slot = (slot + 1) % SLOTS)
        if (p->keys[slot] == colour + 1)
            return p->index[slot];
    if (p->n == COLOURS_MAX)
        return COLOURS_MAX;
    p->keys[slot] = colour + 1;
    p->index[slot] = (unsigned char)p->n;
    p->colours[p->n] = (png_color){(png_byte)(colour >> 16), (png_byte)(colour >> 8 & 0xFF),
                                   (png_byte)(colour & 0xFF)};
    return p->n++;
}

static void give(png_structp png, png_bytep from, size_t n)
{
    buf_add(png_get_io_ptr(png), (struct str){(const char *)from, n});
}

static void flush_nothing(png_structp png)
{
    (void)png;
}

static int depth_of(const struct palette *p)
{
    return p->n <= 2 ? 1 : p->n <= 4 ? 2 : p->n <= 16 ? 4 : 8;
}

/* Whether R, grey or RGB, has so few colours that a table of them is shorter; then it has one
 * byte a pixel in *RET_INDICES, which is malloc'd. */
static bool find_palette(const struct raster *r, struct palette *p, unsigned char **ret_indices)
{
    size_t count = (size_t)r->width * r->height;
    uint32_t last = 0;
    unsigned char *indices = xmalloc(count);
    bool is_first = true;

    *p = (struct palette){0};
    for (size_t i = 0, at = 0; i < count; i++) {
        const unsigned char *c = r->pixels + i * r->channels;
        uint32_t colour =
            r->channels == 1 ? c[0] * 0x010101u : (uint32_t)c[0] << 16 | (uint32_t)c[1] << 8 | c[2];

        if (is_first || colour != last)
            at = palette_find(p, colour);
        if (at == COLOURS_MAX) {
            free(indices);
            return false;
        }
        indices[i] = (unsigned char)at;
        last = colour;
        is_first = false;
    }
    if (r->channels == 1 && depth_of(p) == 8) { /* as grey it can be filtered */
        free(indices);
        return false;
    }
    *ret_indices = indices;
    return true;
}

static void write_all(png_structp png, png_infop info, const struct raster *r,
                      const struct palette *p, const unsigned char *pixels)
{
    int colour = pixels != r->pixels ? PNG_COLOR_TYPE_PALETTE
                 : r->channels == 1  ? PNG_COLOR_TYPE_GRAY
                 : r->channels == 3  ? PNG_COLOR_TYPE_RGB
                                     : PNG_COLOR_TYPE_RGB_ALPHA;
    size_t stride = pixels != r->pixels ? r->width : raster_stride(r);

    png_set_compression_level(png, 6);
    png_set_IHDR(png, info, r->width, r->height, pixels != r->pixels ? depth_of(p) : 8, colour,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (pixels != r->pixels)
        png_set_PLTE(png, info, p->colours, (int)p->n);
    png_write_info(png, info);
    png_set_packing(png);
    for (uint32_t y = 0; y < r->height; y++)
        png_write_row(png, pixels + stride * y);
    png_write_end(png, info);
}

bool png_write(struct buf *out, const struct raster *r)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, leave, say_nothing);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    size_t before = out->n;
    unsigned char *indices = NULL;
    struct palette p;
    volatile bool is_written = false;

    if (!info)
        alloc_die();
    if (r->channels == 4 || !find_palette(r, &p, &indices))
        indices = NULL;
    if (!setjmp(png_jmpbuf(png))) {
        png_set_write_fn(png, out, give, flush_nothing);
        write_all(png, info, r, &p, indices ? indices : r->pixels);
        is_written = true;
    }
    png_destroy_write_struct(&png, &info);
    free(indices);
    if (!is_written)
        out->n = before;
    return is_written;
}
