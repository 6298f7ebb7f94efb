/* SPDX-License-Identifier: MIT */
/* Pictures turned into what readers show: decode, turn, shrink, encode. */
#include "media/convert.h"

#include <math.h>

#include "media/bytes.h"
#include "media/jpeg.h"
#include "media/raster.h"

enum {
    DEFAULT_QUALITY = 88,
    SMALL_QUALITY = 78,
    QUALITY_MARGIN = 6,
    SMALL_SIDE = 320, /* of the longer side: below that little can be made out */
    TRIES_MAX = 8
};

/* The size that a picture has under WISH; its own when that is small enough. */
static void wished_size(const struct convert_wish *wish, uint32_t width, uint32_t height,
                        uint32_t *ret_width, uint32_t *ret_height)
{
    double scale = 1, pixels = (double)width * height;

    if (wish->max_width && width > wish->max_width)
        scale = (double)wish->max_width / width;
    if (wish->max_height && height * scale > wish->max_height)
        scale = (double)wish->max_height / height;
    if (wish->max_pixels && pixels * scale * scale > (double)wish->max_pixels)
        scale = sqrt((double)wish->max_pixels / pixels);
    *ret_width = scale < 1 ? (uint32_t)(width * scale + 1e-6) : width;
    *ret_height = scale < 1 ? (uint32_t)(height * scale + 1e-6) : height;
    *ret_width = *ret_width ? *ret_width : 1;
    *ret_height = *ret_height ? *ret_height : 1;
}

static bool is_too_large(const struct convert_wish *wish, uint32_t width, uint32_t height)
{
    uint32_t fit_width, fit_height;

    if (!width || !height)
        return false;
    wished_size(wish, width, height, &fit_width, &fit_height);
    return fit_width != width || fit_height != height;
}

static bool must_look(const struct media_info *info, const struct convert_wish *wish)
{
    return wish->night_safe && (info->type == MEDIA_PNG || info->type == MEDIA_GIF) &&
           info->has_alpha && !info->is_animated;
}

/* What shows in the header already. */
static bool must_change(const struct media_info *info, const struct convert_wish *wish)
{
    return !media_is_core(info->type) || (info->type == MEDIA_WEBP && !wish->keep_webp) ||
           info->is_cmyk || info->orientation > 1 || is_too_large(wish, info->width, info->height);
}

bool convert_is_needed(const struct media_info *info, const struct convert_wish *wish)
{
    if (info->type == MEDIA_UNKNOWN || info->type == MEDIA_SVG)
        return false;
    if (info->type == MEDIA_GIF)
        return !info->is_damaged && must_look(info, wish);
    if (info->is_damaged)
        return info->type == MEDIA_PNG;
    return must_change(info, wish) || must_look(info, wish);
}

/* The size wanted of a JPEG before it is turned, so that its DCT can do most of the shrinking. */
static bool decode_jpeg(struct str bytes, const struct media_info *info,
                        const struct convert_wish *wish, struct raster *r, const char **ret_fault)
{
    uint32_t width = 0, height = 0;

    if (info->width && info->height)
        wished_size(wish, info->width, info->height, &width, &height);
    return info->orientation >= 5 ? jpeg_read(bytes, height, width, r, ret_fault)
                                  : jpeg_read(bytes, width, height, r, ret_fault);
}

static bool decode(struct str bytes, const struct media_info *info, const struct convert_wish *wish,
                   struct raster *r, const char **ret_fault)
{
    switch (info->type) {
    case MEDIA_JPEG:
        return decode_jpeg(bytes, info, wish, r, ret_fault);
    case MEDIA_PNG:
        return png_read(bytes, r, ret_fault);
    case MEDIA_WEBP:
        return webp_read(bytes, r, ret_fault);
    case MEDIA_BMP:
        return bmp_read(bytes, r, ret_fault);
    case MEDIA_AVIF:
        return avif_read(bytes, r, ret_fault);
    case MEDIA_TIFF:
        *ret_fault = "TIFF, which cannot be converted";
        return false;
    case MEDIA_HEIC:
        *ret_fault = "HEIC, which cannot be converted";
        return false;
    case MEDIA_JXL:
        *ret_fault = "JPEG XL, which cannot be converted";
        return false;
    case MEDIA_ICO:
        *ret_fault = "an icon, which cannot be converted";
        return false;
    default:
        *ret_fault = "of a kind that cannot be converted";
        return false;
    }
}

/* Whether the source kept every pixel: then so does the result. */
static bool is_lossless(struct str bytes, enum media_type type)
{
    return type == MEDIA_PNG || type == MEDIA_BMP ||
           (type == MEDIA_WEBP && str_find(str_sub(bytes, 0, 64), STR("VP8L"), 0) != STR_NPOS);
}

/* Little better quality than the source had: more would only be larger. */
static bool encode(struct buf *out, const struct raster *r, bool as_png, int quality)
{
    struct jpeg_picture picture = {r->pixels, r->width, r->height,
                                   r->channels == 1 ? JPEG_GREY : JPEG_RGB, r->icc};

    quality = quality ? quality : DEFAULT_QUALITY;
    if (r->quality && r->quality + QUALITY_MARGIN < quality)
        quality = r->quality + QUALITY_MARGIN;
    return as_png ? png_write(out, r) : jpeg_write(out, &picture, quality);
}

static bool lacks_ground(const struct raster *r, const struct convert_wish *wish)
{
    return wish->night_safe && raster_is_lost_at_night(r);
}

/* Turns and shrinks R, and gives it a ground where it needs one. */
static void prepare(struct raster *r, const struct media_info *info,
                    const struct convert_wish *wish)
{
    uint32_t width, height;

    raster_orient(r, info->orientation);
    wished_size(wish, r->width, r->height, &width, &height);
    raster_shrink(r, width, height);
    if (!raster_is_transparent(r))
        raster_drop_alpha(r);
    else if (lacks_ground(r, wish))
        raster_flatten(r);
}

/* Prepares and encodes R; where it was only looked at and lacks nothing, OUT stays as it was. */
static bool finish(struct buf *out, struct raster *r, struct str bytes,
                   const struct media_info *info, const struct convert_wish *wish)
{
    if (!must_change(info, wish) && !lacks_ground(r, wish))
        return true;
    prepare(r, info, wish);
    return encode(out, r, r->channels == 4 || is_lossless(bytes, info->type), wish->quality);
}

/* Where nothing else has to change, one look may do without the picture in memory. */
static bool may_stay(struct str bytes, const struct media_info *info,
                     const struct convert_wish *wish, bool *ret_may, const char **ret_fault)
{
    bool is_lost = true;

    *ret_may = false;
    if (info->type != MEDIA_PNG || must_change(info, wish))
        return true;
    if (!png_is_lost_at_night(bytes, &is_lost, ret_fault))
        return false;
    *ret_may = !is_lost;
    return true;
}

static bool convert_sound(struct buf *out, struct str bytes, const struct media_info *info,
                          const struct convert_wish *wish, const char **ret_fault)
{
    struct raster r;
    bool is_fine, is_done;

    if ((uint64_t)info->width * info->height > RASTER_PIXELS_MAX && info->type != MEDIA_JPEG) {
        *ret_fault = "too many pixels";
        return false;
    }
    if (!may_stay(bytes, info, wish, &is_done, ret_fault))
        return false;
    if (is_done)
        return true;
    if (!decode(bytes, info, wish, &r, ret_fault))
        return false;
    is_fine = finish(out, &r, bytes, info, wish);
    if (!is_fine)
        *ret_fault = "not to be encoded anew";
    raster_done(&r);
    return is_fine;
}

/* A damaged PNG is mended first; what comes out may have to be converted like any other. */
static bool convert_damaged(struct buf *out, struct str bytes, const struct convert_wish *wish,
                            const char **ret_fault)
{
    struct media_info info;
    struct buf mended = {0};
    bool is_fine;

    if (!png_mend(&mended, bytes, ret_fault)) {
        buf_done(&mended);
        return false;
    }
    media_probe(buf_str(&mended), mended.n, &info);
    is_fine = !convert_is_needed(&info, wish) ||
              convert_sound(out, buf_str(&mended), &info, wish, ret_fault);
    if (is_fine && !out->n)
        buf_add(out, buf_str(&mended));
    buf_done(&mended);
    return is_fine;
}

bool convert_picture(struct buf *out, struct str bytes, const struct media_info *info,
                     const struct convert_wish *wish, struct media_info *ret_info,
                     const char **ret_fault)
{
    bool is_fine;

    buf_clear(out);
    if (info->type == MEDIA_GIF) {
        is_fine = true;
        gif_lay_ground(out, bytes);
    } else if (info->is_damaged && info->type == MEDIA_PNG)
        is_fine = convert_damaged(out, bytes, wish, ret_fault);
    else
        is_fine = convert_sound(out, bytes, info, wish, ret_fault);
    if (!is_fine)
        buf_clear(out);
    else if (out->n)
        media_probe(buf_str(out), out->n, ret_info);
    else
        *ret_info = *info;
    return is_fine;
}

/* The shorter of the forms that R may have. */
static bool encode_short(struct buf *out, const struct raster *r, bool is_lossless, int quality)
{
    struct buf png = {0};
    bool is_fine;

    buf_clear(out);
    if (r->channels == 4)
        return png_write(out, r);
    is_fine = encode(out, r, false, quality);
    if (is_fine && is_lossless && png_write(&png, r) && png.n < out->n) {
        buf_clear(out);
        buf_add(out, buf_str(&png));
    }
    buf_done(&png);
    return is_fine;
}

/* Fewer pixels, as many fewer as OUT is too long; false when R is small enough as it is. */
static bool shrink_more(struct raster *r, uint64_t length, uint64_t max_bytes)
{
    double scale = sqrt((double)max_bytes / (double)length) * 0.95;
    uint32_t longer = r->width > r->height ? r->width : r->height, width, height;

    if (longer <= SMALL_SIDE)
        return false;
    if (longer * scale < SMALL_SIDE)
        scale = (double)SMALL_SIDE / longer;
    width = (uint32_t)(r->width * scale);
    height = (uint32_t)(r->height * scale);
    raster_shrink(r, width ? width : 1, height ? height : 1);
    return true;
}

bool convert_to_size(struct buf *out, struct str bytes, const struct convert_wish *wish,
                     uint64_t max_bytes, struct media_info *ret_info, const char **ret_fault)
{
    struct convert_wish small = *wish;
    struct media_info info;
    struct raster r;
    bool is_fine;
    double pixels;

    buf_clear(out);
    max_bytes = max_bytes ? max_bytes : 1;
    media_probe(bytes, bytes.n, &info);
    /* more than will do, to come down from: a JPEG seldom has less than a third byte a pixel */
    pixels = (double)info.width * info.height * 2 * (double)max_bytes / (double)bytes.n;
    if (pixels < 3 * (double)max_bytes)
        pixels = 3 * (double)max_bytes;
    if (pixels < (double)SMALL_SIDE * SMALL_SIDE)
        pixels = (double)SMALL_SIDE * SMALL_SIDE;
    if (pixels < (double)small.max_pixels)
        small.max_pixels = (uint64_t)pixels;
    if (!decode(bytes, &info, &small, &r, ret_fault))
        return false;
    prepare(&r, &info, &small);
    is_fine = encode_short(out, &r, is_lossless(bytes, info.type), SMALL_QUALITY);
    for (int i = 0; i < TRIES_MAX && is_fine && out->n > max_bytes; i++) {
        if (!shrink_more(&r, out->n, max_bytes))
            break;
        is_fine = encode_short(out, &r, is_lossless(bytes, info.type), SMALL_QUALITY);
    }
    raster_done(&r);
    if (is_fine) {
        media_probe(buf_str(out), out->n, ret_info);
    } else {
        *ret_fault = "not to be encoded anew";
        buf_clear(out);
    }
    return is_fine;
}
