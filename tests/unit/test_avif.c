/* SPDX-License-Identifier: MIT */
/* Reading AVIF pictures that the test makes itself. */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "media/convert.h"
#include "media/raster.h"
#include "tap.h"

#ifdef HAVE_AVIF

#include <avif/avif.h>

enum { WIDTH = 32, HEIGHT = 16 };

/* Left half red, right half blue; with HAS_ALPHA the right half is clear. */
static void paint(avifImage *image, bool has_alpha)
{
    avifRGBImage rgb;

    avifRGBImageSetDefaults(&rgb, image);
    rgb.format = has_alpha ? AVIF_RGB_FORMAT_RGBA : AVIF_RGB_FORMAT_RGB;
    avifRGBImageAllocatePixels(&rgb);
    for (size_t i = 0; i < (size_t)WIDTH * HEIGHT; i++) {
        bool is_left = i % WIDTH < WIDTH / 2;
        uint8_t *p = rgb.pixels + i * (has_alpha ? 4 : 3);

        p[0] = is_left ? 250 : 10;
        p[1] = 10;
        p[2] = is_left ? 10 : 250;
        if (has_alpha)
            p[3] = is_left ? 255 : 0;
    }
    avifImageRGBToYUV(image, &rgb);
    avifRGBImageFreePixels(&rgb);
}

static struct buf encoded(bool has_alpha, avifTransformFlags flags)
{
    avifImage *image = avifImageCreate(WIDTH, HEIGHT, 8, AVIF_PIXEL_FORMAT_YUV444);
    avifEncoder *encoder = avifEncoderCreate();
    avifRWData data = AVIF_DATA_EMPTY;
    struct buf out = {0};

    paint(image, has_alpha);
    image->transformFlags = flags;
    image->irot.angle = 1;
    encoder->speed = AVIF_SPEED_FASTEST;
    if (avifEncoderWrite(encoder, image, &data) == AVIF_RESULT_OK)
        buf_add(&out, (struct str){(const char *)data.data, data.size});
    avifRWDataFree(&data);
    avifEncoderDestroy(encoder);
    avifImageDestroy(image);
    return out;
}

static bool is_red(const struct raster *r, uint32_t x, uint32_t y)
{
    const unsigned char *p = r->pixels + ((size_t)y * r->width + x) * r->channels;

    return p[0] > 200 && p[2] < 60;
}

static void test_pixels(void)
{
    struct buf avif = encoded(false, AVIF_TRANSFORM_NONE);
    struct raster r = {0};
    const char *fault;

    ok(avif_read(buf_str(&avif), &r, &fault), "a picture is read");
    ok(r.width == WIDTH && r.height == HEIGHT && r.channels == 3, "its size, no alpha");
    ok(is_red(&r, 2, 8) && !is_red(&r, WIDTH - 3, 8), "its halves");
    raster_done(&r);
    ok(!avif_read(str_chop(buf_str(&avif), avif.n / 3), &r, &fault), "one cut off is refused");
    is_str(str_of(fault), "not an AVIF that can be decoded", "and why");
    buf_done(&avif);
}

static void test_alpha_and_turn(void)
{
    struct buf clear = encoded(true, AVIF_TRANSFORM_NONE);
    struct buf turned = encoded(false, AVIF_TRANSFORM_IROT);
    struct raster r = {0};
    const char *fault;

    ok(avif_read(buf_str(&clear), &r, &fault) && r.channels == 4 && raster_is_transparent(&r),
       "transparency is kept");
    raster_done(&r);
    ok(avif_read(buf_str(&turned), &r, &fault) && r.width == HEIGHT && r.height == WIDTH,
       "a quarter turn to the left is made");
    ok(!is_red(&r, 8, 2) && is_red(&r, 8, WIDTH - 3), "to the left");
    raster_done(&r);
    buf_done(&clear);
    buf_done(&turned);
}

/* In a child that may not open files, libavif's among them. */
static void test_apart(void)
{
    static const struct convert_wish wish = {.max_pixels = 1000};
    struct buf avif = encoded(false, AVIF_TRANSFORM_NONE), jpeg = {0};
    struct media_info info, result;
    struct confined *child = convert_child();
    struct arena a = {0};
    const char *fault = "";

    media_probe(buf_str(&avif), avif.n, &info);
    ok(info.type == MEDIA_AVIF, "AVIF is known by its bytes");
    ok(convert_apart(child, &jpeg, buf_str(&avif), &info, &wish, 0, &result, &a, &fault),
       "it is converted in a confined child");
    is_str(str_of(fault), "", "without a fault");
    ok(result.type == MEDIA_JPEG && result.width == WIDTH, "to JPEG of its size");
    confined_free(child);
    buf_done(&avif);
    buf_done(&jpeg);
    arena_done(&a);
}

int main(void)
{
    test_apart();
    test_pixels();
    test_alpha_and_turn();
    return done();
}

#else

int main(void)
{
    printf("1..0 # SKIP built without libavif\n");
    return 0;
}

#endif
