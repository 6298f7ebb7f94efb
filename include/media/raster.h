/* SPDX-License-Identifier: MIT */
/* Decoded pictures: 8 bits a channel, rows from the top without padding.
 *
 * Every decoder refuses what needs more than RASTER_BYTES_MAX before it allocates. */
#ifndef MEDIA_RASTER_H
#define MEDIA_RASTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define RASTER_BYTES_MAX ((uint64_t)256 << 20)
#define RASTER_PIXELS_MAX ((uint64_t)100 << 20)

struct raster {
    unsigned char *pixels; /* malloc'd */
    uint32_t width, height;
    unsigned channels; /* 1 grey, 3 RGB, 4 RGB and alpha (not premultiplied) */
    int quality;       /* that the source, a JPEG, was written with, about; 0 unknown */
    struct str icc;    /* the source's colour profile, malloc'd, or absent */
};

/* Memory for the pixels; false when there would be too many or none. */
bool raster_init(struct raster *r, uint32_t width, uint32_t height, unsigned channels);
void raster_done(struct raster *r);

static inline size_t raster_stride(const struct raster *r)
{
    return (size_t)r->width * r->channels;
}

/* Shrinks to WIDTH × HEIGHT by averaging the area that each new pixel covers. */
void raster_shrink(struct raster *r, uint32_t width, uint32_t height);

/* Turns and mirrors as EXIF's ORIENTATION (1 to 8) asks. */
void raster_orient(struct raster *r, unsigned orientation);

/* Lays RGB and alpha on white; 3 channels are left. */
void raster_flatten(struct raster *r);

bool raster_is_transparent(const struct raster *r); /* anywhere */
void raster_drop_alpha(struct raster *r);           /* which is opaque everywhere */

/* What is counted to tell whether a picture is lost on a black page. */
struct ground {
    uint64_t pixels, clear, seen, dark;
};

/* Counts a row of COUNT pixels of RGB and alpha. */
void ground_add(struct ground *g, const unsigned char *rgba, size_t count);

/* Whether what can be seen is dark on transparent ground. */
bool ground_is_lost_at_night(const struct ground *g);
bool raster_is_lost_at_night(const struct raster *r);

/* Appends BYTES, a GIF of one picture, with white for what is clear when its colours are dark; else
 * nothing. */
void gif_lay_ground(struct buf *out, struct str bytes);

/* The decoders and writers. On false a few words stand in *RET_FAULT. */
bool png_read(struct str bytes, struct raster *ret_raster, const char **ret_fault);
/* Reads all of it but keeps only a row at a time, where the order of the rows allows that. */
bool png_is_lost_at_night(struct str bytes, bool *ret_is_lost, const char **ret_fault);
bool png_write(struct buf *out, const struct raster *r);
bool webp_read(struct str bytes, struct raster *ret_raster, const char **ret_fault);
bool bmp_read(struct str bytes, struct raster *ret_raster, const char **ret_fault);
/* avif_load() beforehand where avif_read() will run in a child that may not open files. */
bool avif_load(void);
bool avif_read(struct str bytes, struct raster *ret_raster, const char **ret_fault);

/* To RGB or grey; CMYK and YCCK come out as RGB. Of the sizes that the DCT can give (8/8, 4/8,
 * 2/8, 1/8) the smallest that is not below LEAST_WIDTH × LEAST_HEIGHT. */
bool jpeg_read(struct str bytes, uint32_t least_width, uint32_t least_height,
               struct raster *ret_raster, const char **ret_fault);

/* Undoes line-end conversion of a PNG where every chunk's checksum proves it right. Appends the
 * whole file to OUT. */
bool png_mend(struct buf *out, struct str bytes, const char **ret_fault);

#endif
