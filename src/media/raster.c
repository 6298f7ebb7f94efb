/* SPDX-License-Identifier: MIT */
/* What is done to decoded pictures. */
#include "media/raster.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

/* Of larger pictures the head may claim what the data does not keep. */
enum { POPULATE_MAX = 64 << 20 };

bool raster_init(struct raster *r, uint32_t width, uint32_t height, unsigned channels)
{
    uint64_t pixels = (uint64_t)width * height;

    if (!pixels || pixels > RASTER_PIXELS_MAX || pixels * channels > RASTER_BYTES_MAX)
        return false;
    *r = (struct raster){.pixels = xmalloc((size_t)pixels * channels),
                         .width = width,
                         .height = height,
                         .channels = channels};
    if (pixels * channels <= POPULATE_MAX)
        alloc_populate(r->pixels, (size_t)pixels * channels);
    return true;
}

void raster_done(struct raster *r)
{
    free(r->pixels);
    free((char *)r->icc.p);
    *r = (struct raster){0};
}

/* R becomes FROM but keeps what is known of its source. */
static void take_over(struct raster *r, struct raster *from)
{
    free(r->pixels);
    from->quality = r->quality;
    from->icc = r->icc;
    *r = *from;
}

/* One row of WIDTH new pixels as sums over the source row, each weighted by how much of it the
 * new pixel covers (1/256). Colour counts by its opacity. */
struct shrinker {
    const struct raster *from;
    uint32_t width;
    uint64_t *sums; /* (channels + 1) a pixel: colours and alpha, then the weight */
};

static void add_pixel(uint64_t *sum, const unsigned char *pixel, unsigned channels, uint64_t weight)
{
    uint64_t opaque = channels == 4 ? pixel[3] : 255;
    unsigned colours = channels == 4 ? 3 : channels;

    for (unsigned k = 0; k < colours; k++)
        sum[k] += pixel[k] * opaque * weight;
    if (channels == 4)
        sum[3] += opaque * weight;
    sum[channels] += weight;
}

static void add_row(struct shrinker *s, uint32_t y, uint64_t row_weight)
{
    const struct raster *from = s->from;
    const unsigned char *row = from->pixels + raster_stride(from) * y;
    unsigned channels = from->channels;

    for (uint32_t x = 0; x < s->width; x++) {
        uint64_t left = (uint64_t)x * from->width * 256 / s->width;
        uint64_t right = (uint64_t)(x + 1) * from->width * 256 / s->width;

        for (uint64_t i = left / 256; i * 256 < right; i++) {
            uint64_t start = i * 256 > left ? i * 256 : left;
            uint64_t end = (i + 1) * 256 < right ? (i + 1) * 256 : right;

            add_pixel(s->sums + x * (size_t)(channels + 1), row + i * channels, channels,
                      (end - start) * row_weight);
        }
    }
}

static void write_row(const struct shrinker *s, unsigned char *to)
{
    unsigned channels = s->from->channels;

    for (uint32_t x = 0; x < s->width; x++, to += channels) {
        const uint64_t *sum = s->sums + x * (size_t)(channels + 1);
        uint64_t opaque = channels == 4 ? sum[3] : sum[channels] * 255;

        for (unsigned k = 0; k < (channels == 4 ? 3 : channels); k++)
            to[k] = (unsigned char)(opaque ? (sum[k] + opaque / 2) / opaque : 0);
        if (channels == 4)
            to[3] = (unsigned char)((sum[3] + sum[4] / 2) / sum[4]);
    }
}

void raster_shrink(struct raster *r, uint32_t width, uint32_t height)
{
    struct shrinker s = {.from = r, .width = width};
    size_t sums = (size_t)width * (r->channels + 1);
    struct raster small;

    if (width > r->width || height > r->height || (width == r->width && height == r->height) ||
        !raster_init(&small, width, height, r->channels))
        return;
    s.sums = xcalloc(sums, sizeof *s.sums);
    for (uint32_t y = 0; y < height; y++) {
        uint64_t top = (uint64_t)y * r->height * 256 / height;
        uint64_t bottom = (uint64_t)(y + 1) * r->height * 256 / height;

        memset(s.sums, 0, sums * sizeof *s.sums);
        for (uint64_t i = top / 256; i * 256 < bottom; i++) {
            uint64_t start = i * 256 > top ? i * 256 : top;
            uint64_t end = (i + 1) * 256 < bottom ? (i + 1) * 256 : bottom;

            add_row(&s, (uint32_t)i, end - start);
        }
        write_row(&s, small.pixels + raster_stride(&small) * y);
    }
    free(s.sums);
    take_over(r, &small);
}

/* EXIF 2.32, table 6: where row 0 and column 0 of the stored picture lie. */
void raster_orient(struct raster *r, unsigned orientation)
{
    bool swaps = orientation >= 5;
    bool mirrors_x = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
    bool mirrors_y = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
    struct raster turned;

    if (orientation < 2 || orientation > 8 ||
        !raster_init(&turned, swaps ? r->height : r->width, swaps ? r->width : r->height,
                     r->channels))
        return;
    for (uint32_t y = 0; y < turned.height; y++)
        for (uint32_t x = 0; x < turned.width; x++) {
            uint32_t across = mirrors_x ? turned.width - 1 - x : x;
            uint32_t down = mirrors_y ? turned.height - 1 - y : y;
            uint32_t from_x = swaps ? down : across, from_y = swaps ? across : down;

            memcpy(turned.pixels + raster_stride(&turned) * y + (size_t)x * r->channels,
                   r->pixels + raster_stride(r) * from_y + (size_t)from_x * r->channels,
                   r->channels);
        }
    take_over(r, &turned);
}

static size_t pixel_count(const struct raster *r)
{
    return (size_t)r->width * r->height;
}

void raster_flatten(struct raster *r)
{
    size_t count = pixel_count(r);

    if (r->channels != 4)
        return;
    for (size_t i = 0; i < count; i++) {
        unsigned alpha = r->pixels[i * 4 + 3];

        for (unsigned k = 0; k < 3; k++)
            r->pixels[i * 3 + k] =
                (unsigned char)((r->pixels[i * 4 + k] * alpha + 255 * (255 - alpha) + 127) / 255);
    }
    r->channels = 3;
}

void raster_drop_alpha(struct raster *r)
{
    size_t count = pixel_count(r);

    if (r->channels != 4)
        return;
    for (size_t i = 0; i < count; i++)
        memmove(r->pixels + i * 3, r->pixels + i * 4, 3);
    r->channels = 3;
}

bool raster_is_transparent(const struct raster *r)
{
    size_t count = r->channels == 4 ? pixel_count(r) : 0;

    for (size_t i = 0; i < count; i++)
        if (r->pixels[i * 4 + 3] != 255)
            return true;
    return false;
}

void ground_add(struct ground *g, const unsigned char *rgba, size_t count)
{
    g->pixels += count;
    for (const unsigned char *p = rgba; p < rgba + 4 * count; p += 4) {
        if (p[3] < 32) {
            g->clear++;
        } else if (p[3] >= 128) {
            g->seen++;
            g->dark += p[0] * 2126 + p[1] * 7152 + p[2] * 722 < 90 * 10000;
        }
    }
}

/* At least an eighth is clear, and of what is not, two thirds are darker than a dim grey. */
bool ground_is_lost_at_night(const struct ground *g)
{
    return g->clear > g->pixels / 8 && g->dark > g->seen / 3 * 2;
}

bool raster_is_lost_at_night(const struct raster *r)
{
    struct ground g = {0};

    if (r->channels == 4)
        ground_add(&g, r->pixels, pixel_count(r));
    return ground_is_lost_at_night(&g);
}
