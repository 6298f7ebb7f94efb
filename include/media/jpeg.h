/* SPDX-License-Identifier: MIT */
/* JPEG, by libjpeg-turbo. Pixels are rows from the top without padding. */
#ifndef MEDIA_JPEG_H
#define MEDIA_JPEG_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum jpeg_pixels {
    JPEG_RGB,    /* 3 bytes: red, green, blue */
    JPEG_GREY,   /* 1 byte */
    JPEG_XRGB32, /* 4 bytes: a native-endian word 0xXXRRGGBB, as cairo has it */
};

struct jpeg_picture {
    unsigned char *pixels;
    uint32_t width, height;
    enum jpeg_pixels format;
    struct str icc; /* colour profile, may be absent */
};

/* Appends a baseline JPEG to OUT. Equal pixels give equal bytes. */
bool jpeg_write(struct buf *out, const struct jpeg_picture *picture, int quality);

/* Pixels that are made while they are written, JPEG_XRGB32, from the top. */
struct jpeg_strips {
    /* The rows [top, top + rows); what is below the picture is not looked at. */
    const unsigned char *(*make)(void *ctx, uint32_t top);
    void *ctx;
    uint32_t rows;
};

bool jpeg_write_strips(struct buf *out, const struct jpeg_strips *strips, uint32_t width,
                       uint32_t height, int quality);

#endif
