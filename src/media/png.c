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

/* What a PNG is decoded for. */
struct reader {
    struct source source;
    struct raster raster;
    struct ground ground;
    png_bytep *rows;    /* of the raster */
    unsigned char *row; /* the only one */
};

static void read_raster(png_structp png, png_infop info, struct reader *r)
{
    if (!raster_init(&r->raster, png_get_image_width(png, info), png_get_image_height(png, info),
                     png_get_channels(png, info))) {
        r->source.fault = "too many pixels";
        leave(png, "");
    }
    r->rows = xcalloc(r->raster.height, sizeof *r->rows);
    for (uint32_t y = 0; y < r->raster.height; y++)
        r->rows[y] = r->raster.pixels + raster_stride(&r->raster) * y;
    png_read_image(png, r->rows);
}

static void read_ground(png_structp png, png_infop info, struct reader *r)
{
    uint32_t height = png_get_image_height(png, info);

    if (png_get_channels(png, info) != 4)
        return;
    if (png_get_interlace_type(png, info) != PNG_INTERLACE_NONE) {
        read_raster(png, info, r);
        ground_add(&r->ground, r->raster.pixels, (size_t)r->raster.width * r->raster.height);
        return;
    }
    r->row = xmalloc(png_get_rowbytes(png, info));
    for (uint32_t y = 0; y < height; y++) {
        png_read_row(png, r->row, NULL);
        ground_add(&r->ground, r->row, png_get_image_width(png, info));
    }
}

/* Reads BYTES by READ; false when they are no PNG. READER outlives a jump out of libpng. */
static bool read_png(struct str bytes, struct reader *reader,
                     void (*read)(png_structp png, png_infop info, struct reader *r))
{
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, leave, say_nothing);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    volatile bool is_read = false;

    if (!info)
        alloc_die();
    reader->source = (struct source){bytes, "not a PNG that can be decoded"};
    if (!setjmp(png_jmpbuf(png))) {
        png_set_read_fn(png, &reader->source, take);
        png_set_user_limits(png, SIDE_MAX, SIDE_MAX);
        png_set_chunk_malloc_max(png, CHUNK_BYTES_MAX);
        png_read_info(png, info);
        set_transforms(png, info);
        read(png, info, reader);
        is_read = true;
    }
    png_destroy_read_struct(&png, &info, NULL);
    free(reader->rows);
    free(reader->row);
    return is_read;
}

bool png_read(struct str bytes, struct raster *ret_raster, const char **ret_fault)
{
    struct reader *r = xcalloc(1, sizeof *r);
    bool is_read = read_png(bytes, r, read_raster);

    if (is_read) {
        *ret_raster = r->raster;
    } else {
        raster_done(&r->raster);
        *ret_fault = r->source.fault;
    }
    free(r);
    return is_read;
}

bool png_is_lost_at_night(struct str bytes, bool *ret_is_lost, const char **ret_fault)
{
    struct reader *r = xcalloc(1, sizeof *r);
    bool is_read = read_png(bytes, r, read_ground);

    if (!is_read)
        *ret_fault = r->source.fault;
    *ret_is_lost = ground_is_lost_at_night(&r->ground);
    raster_done(&r->raster);
    free(r);
    return is_read;
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
