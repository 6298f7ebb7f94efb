/* SPDX-License-Identifier: MIT */
/* Reading AVIF, where the program is built with libavif. */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "media/raster.h"

#ifdef HAVE_AVIF

#include <avif/avif.h>

#include "base/library.h"
#include "base/lock.h"

/* clang-format off */
#define FUNCTIONS(X) \
    X(avifDecoderCreate) \
    X(avifDecoderDestroy) \
    X(avifDecoderSetIOMemory) \
    X(avifDecoderParse) \
    X(avifDecoderNextImage) \
    X(avifRGBImageSetDefaults) \
    X(avifImageYUVToRGB)
/* clang-format on */

static struct {
#define MEMBER(name) __typeof__(name) *(name);
    FUNCTIONS(MEMBER)
#undef MEMBER
    bool is_sought, is_loaded;
} library;

static bool load(void)
{
    static const struct library_function functions[] = {
#define FUNCTION(name) {#name, &library.name, sizeof library.name},
        FUNCTIONS(FUNCTION)
#undef FUNCTION
    };

    return library_load(AVIF_SONAME, functions, sizeof functions / sizeof *functions);
}

bool avif_load(void)
{
    static struct lock lock = LOCK_INIT;

    lock_take(&lock);
    if (!library.is_sought)
        library.is_loaded = load();
    library.is_sought = true;
    lock_release(&lock);
    return library.is_loaded;
}

static bool to_raster(avifImage *image, struct raster *r)
{
    avifRGBImage rgb;

    library.avifRGBImageSetDefaults(&rgb, image);
    rgb.format = image->alphaPlane ? AVIF_RGB_FORMAT_RGBA : AVIF_RGB_FORMAT_RGB;
    rgb.depth = 8;
    if (!raster_init(r, image->width, image->height, image->alphaPlane ? 4 : 3))
        return false;
    rgb.pixels = r->pixels;
    rgb.rowBytes = (uint32_t)raster_stride(r);
    if (library.avifImageYUVToRGB(image, &rgb) == AVIF_RESULT_OK)
        return true;
    raster_done(r);
    return false;
}

/* ISO/IEC 23008-12: the turn comes before the mirror. */
static void apply_transforms(const avifImage *image, struct raster *r)
{
    static const unsigned char turns[] = {1, 8, 3, 6};

    if (image->transformFlags & AVIF_TRANSFORM_IROT)
        raster_orient(r, turns[image->irot.angle & 3]);
    if (image->transformFlags & AVIF_TRANSFORM_IMIR)
        raster_orient(r, image->imir.mode ? 2 : 4);
}

/* One decoder a picture: avifDecoderParse() lets go of all that came before, its codec included, so
 * to keep one would save an allocation and no work. */
bool avif_read(struct str bytes, struct raster *ret_raster, const char **ret_fault)
{
    avifDecoder *decoder;
    bool is_read = false;

    *ret_fault = avif_load() ? "not an AVIF that can be decoded" : "AVIF, and libavif is missing";
    if (!avif_load())
        return false;
    decoder = library.avifDecoderCreate();
    decoder->maxThreads = 1;
    decoder->imageSizeLimit = (uint32_t)RASTER_PIXELS_MAX;
    if (library.avifDecoderSetIOMemory(decoder, (const uint8_t *)bytes.p, bytes.n) ==
            AVIF_RESULT_OK &&
        library.avifDecoderParse(decoder) == AVIF_RESULT_OK &&
        library.avifDecoderNextImage(decoder) == AVIF_RESULT_OK &&
        to_raster(decoder->image, ret_raster)) {
        apply_transforms(decoder->image, ret_raster);
        is_read = true;
    }
    library.avifDecoderDestroy(decoder);
    return is_read;
}

#else

bool avif_load(void)
{
    return false;
}

bool avif_read(struct str bytes, struct raster *ret_raster, const char **ret_fault)
{
    (void)bytes;
    (void)ret_raster;
    *ret_fault = "AVIF, which this build cannot decode";
    return false;
}

#endif
