/* SPDX-License-Identifier: MIT */
/* Writing JPEG. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include "media/jpeg.h"

enum { CHUNK = 64 << 10 };

/* libjpeg's error handler must not return; it jumps. */
struct writer {
    struct jpeg_error_mgr error;
    struct jpeg_destination_mgr destination;
    jmp_buf out;
    struct buf *to;
};

static _Noreturn void leave(j_common_ptr c)
{
    struct writer *w = (struct writer *)c->err;

    longjmp(w->out, 1);
}

static void say_nothing(j_common_ptr c)
{
    (void)c;
}

static struct writer *writer_of(j_compress_ptr c)
{
    return (struct writer *)c->err;
}

static void more_room(j_compress_ptr c)
{
    struct writer *w = writer_of(c);

    w->destination.next_output_byte = (JOCTET *)buf_reserve(w->to, CHUNK);
    w->destination.free_in_buffer = CHUNK;
}

static boolean room_is_full(j_compress_ptr c)
{
    writer_of(c)->to->n += CHUNK;
    more_room(c);
    return TRUE;
}

static void all_is_written(j_compress_ptr c)
{
    struct writer *w = writer_of(c);

    w->to->n += CHUNK - w->destination.free_in_buffer;
}

static void describe(j_compress_ptr c, enum jpeg_pixels format, int quality)
{
    bool is_little = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;

    c->input_components = format == JPEG_GREY ? 1 : format == JPEG_RGB ? 3 : 4;
    c->in_color_space = format == JPEG_GREY  ? JCS_GRAYSCALE
                        : format == JPEG_RGB ? JCS_RGB
                        : is_little          ? JCS_EXT_BGRX
                                             : JCS_EXT_XRGB;
    jpeg_set_defaults(c);
    jpeg_set_quality(c, quality, TRUE);
}

static void write_strip(j_compress_ptr c, const unsigned char *pixels, uint32_t rows)
{
    size_t stride = (size_t)c->image_width * (size_t)c->input_components;

    for (uint32_t i = 0; i < rows; i++) {
        JSAMPROW row = (JSAMPROW)pixels + i * stride;

        jpeg_write_scanlines(c, &row, 1);
    }
}

/* Writes the size that C has been given, strip by strip. */
static bool write_all(struct jpeg_compress_struct *c, struct buf *out,
                      const struct jpeg_strips *strips, struct str icc, enum jpeg_pixels format,
                      int quality)
{
    struct writer w = {.to = out};
    uint32_t width = c->image_width, height = c->image_height;
    size_t before = out->n;

    c->err = jpeg_std_error(&w.error);
    w.error.error_exit = leave;
    w.error.output_message = say_nothing;
    if (setjmp(w.out)) {
        jpeg_destroy_compress(c);
        out->n = before;
        return false;
    }
    jpeg_create_compress(c);
    w.destination.init_destination = more_room;
    w.destination.empty_output_buffer = room_is_full;
    w.destination.term_destination = all_is_written;
    c->dest = &w.destination;
    c->image_width = width;
    c->image_height = height;
    describe(c, format, quality);
    jpeg_start_compress(c, TRUE);
    if (icc.n)
        jpeg_write_icc_profile(c, (const JOCTET *)icc.p, (unsigned)icc.n);
    while (c->next_scanline < height) {
        uint32_t left = height - c->next_scanline;

        write_strip(c, strips->make(strips->ctx, c->next_scanline),
                    left < strips->rows ? left : strips->rows);
    }
    jpeg_finish_compress(c);
    jpeg_destroy_compress(c);
    return true;
}

bool jpeg_write_strips(struct buf *out, const struct jpeg_strips *strips, uint32_t width,
                       uint32_t height, int quality)
{
    struct jpeg_compress_struct c = {.image_width = width, .image_height = height};

    return write_all(&c, out, strips, STR_NONE, JPEG_XRGB32, quality);
}

static const unsigned char *whole_picture(void *ctx, uint32_t top)
{
    (void)top;
    return ctx;
}

bool jpeg_write(struct buf *out, const struct jpeg_picture *picture, int quality)
{
    struct jpeg_compress_struct c = {.image_width = picture->width,
                                     .image_height = picture->height};
    struct jpeg_strips strips = {whole_picture, picture->pixels, picture->height};

    return write_all(&c, out, &strips, picture->icc, picture->format, quality);
}
