/* SPDX-License-Identifier: MIT */
/* Converting pictures that the test makes itself. */
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>
#include <webp/encode.h>

#include "media/convert.h"
#include "media/jpeg.h"
#include "media/raster.h"
#include "tap.h"

static const struct convert_wish plain = {.max_pixels = 5600000};

/* Four quarters: red, green / blue, white; so that every turn can be told. */
static struct raster quarters(uint32_t width, uint32_t height, unsigned channels)
{
    static const unsigned char colours[4][3] = {
        {250, 10, 10}, {10, 240, 10}, {10, 10, 240}, {250, 250, 250}};
    struct raster r;

    raster_init(&r, width, height, channels);
    for (uint32_t y = 0; y < height; y++)
        for (uint32_t x = 0; x < width; x++) {
            unsigned char *p = r.pixels + ((size_t)y * width + x) * channels;

            memcpy(p, colours[(y >= height / 2) * 2 + (x >= width / 2)], 3);
            if (channels == 4)
                p[3] = 255;
        }
    return r;
}

/* The quarter's letter at a place given in eighths. */
static char quarter(const struct raster *r, uint32_t x, uint32_t y)
{
    const unsigned char *p =
        r->pixels + ((size_t)(y * r->height / 8) * r->width + x * r->width / 8) * r->channels;

    if (p[0] > 200)
        return p[1] > 200 ? 'w' : 'r';
    if (p[1] > 200)
        return 'g';
    return p[2] > 200 ? 'b' : '?';
}

static bool read_any(struct str bytes, struct raster *r)
{
    const char *fault;
    bool is_png = str_starts(bytes, STR("\x89PNG"));

    return is_png ? png_read(bytes, r, &fault) : jpeg_read(bytes, 0, 0, r, &fault);
}

/* Converts BYTES; the corners of the result, clockwise from the top left, or a fault. */
static const char *corners(struct str bytes, const struct convert_wish *wish, struct buf *out,
                           struct media_info *ret_info)
{
    static char text[5];
    struct media_info info;
    struct raster r;
    const char *fault = "no fault told";

    media_probe(bytes, bytes.n, &info);
    if (!convert_picture(out, bytes, &info, wish, ret_info, &fault))
        return fault;
    if (!out->n)
        return "as it was";
    if (!read_any(buf_str(out), &r))
        return "cannot be read";
    (void)snprintf(text, sizeof text, "%c%c%c%c", quarter(&r, 1, 1), quarter(&r, 6, 1),
                   quarter(&r, 6, 6), quarter(&r, 1, 6));
    if (r.width != ret_info->width || r.height != ret_info->height)
        fault = "sizes differ";
    raster_done(&r);
    return text;
}

static struct buf jpeg_of(struct raster r, unsigned orientation)
{
    static const char exif[] = "\xFF\xE1\0\x1E"
                               "Exif\0\0MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0";
    struct jpeg_picture picture = {r.pixels, r.width, r.height, JPEG_RGB, STR("a colour profile")};
    struct buf plain_jpeg = {0}, out = {0};

    jpeg_write(&plain_jpeg, &picture, 95);
    raster_done(&r);
    buf_add(&out, str_sub(buf_str(&plain_jpeg), 0, 2));
    if (orientation) {
        buf_add(&out, (struct str){exif, sizeof exif - 1});
        buf_byte(&out, (char)orientation);
        buf_fill(&out, '\0', 2);
    }
    buf_add(&out, str_skip(buf_str(&plain_jpeg), 2));
    buf_done(&plain_jpeg);
    return out;
}

static void test_orientations(void)
{
    static const char *const expected[] = {"",     "",     "grbw", "wbrg", "bwgr",
                                           "rbwg", "brgw", "wgrb", "gwbr"};
    struct buf out = {0};
    struct media_info info;

    for (unsigned o = 2; o <= 8; o++) {
        struct buf jpeg = jpeg_of(quarters(160, 96, 3), o);

        is_str(str_of(corners(buf_str(&jpeg), &plain, &out, &info)), expected[o],
               "orientation %u is applied", o);
        ok(str_find(buf_str(&out), STR("a colour profile"), 0) != STR_NPOS, "its profile is kept");
        ok(info.type == MEDIA_JPEG && info.orientation == 1 &&
               (o < 5 ? info.width == 160 && info.height == 96
                      : info.width == 96 && info.height == 160),
           "and gone, with the right size");
        buf_done(&jpeg);
    }
    buf_done(&out);
}

static void test_sizes(void)
{
    const struct convert_wish small = {.max_width = 600, .max_height = 600};
    const struct convert_wish few = {.max_pixels = 1000000};
    struct buf jpeg = jpeg_of(quarters(3000, 1500, 3), 0),
               turned = jpeg_of(quarters(1500, 3000, 3), 6);
    struct buf out = {0};
    struct media_info info;

    is_str(str_of(corners(buf_str(&jpeg), &small, &out, &info)), "rgwb", "a large JPEG shrinks");
    ok(info.width == 600 && info.height == 300, "to 600 x 300, got %u x %u", info.width,
       info.height);
    is_str(str_of(corners(buf_str(&turned), &small, &out, &info)), "brgw", "a turned one too");
    ok(info.width == 600 && info.height == 300, "to 600 x 300, got %u x %u", info.width,
       info.height);
    corners(buf_str(&jpeg), &few, &out, &info);
    ok(info.width * info.height <= 1000000 && info.width * info.height > 990000,
       "a limit of pixels: %u x %u", info.width, info.height);
    media_probe(buf_str(&jpeg), jpeg.n, &info);
    ok(convert_is_needed(&info, &plain) == false && convert_is_needed(&info, &small),
       "conversion only where it is needed");
    buf_done(&jpeg);
    buf_done(&turned);
    buf_done(&out);
}

static void test_shrinking(void)
{
    struct raster r;
    unsigned char clear[] = {255, 0, 0, 255, 0, 255, 0, 0};

    raster_init(&r, 2, 1, 4);
    memcpy(r.pixels, clear, sizeof clear);
    raster_shrink(&r, 1, 1);
    ok(r.pixels[0] == 255 && r.pixels[1] == 0 && r.pixels[3] == 128,
       "clear pixels lend no colour when shrinking");
    raster_done(&r);
    raster_init(&r, 3, 3, 1);
    memcpy(r.pixels, "\x00\x00\x00\xFF\xFF\xFF\x00\x00\x00", 9);
    raster_shrink(&r, 2, 2);
    ok(r.pixels[0] == 85 && r.pixels[3] == 85, "areas are averaged by what is covered");
    raster_done(&r);
}

/* A JPEG of four components; with Adobe's marker the values are inverted. */
static struct buf cmyk_jpeg(bool is_adobe)
{
    struct jpeg_compress_struct c = {0};
    struct jpeg_error_mgr error;
    unsigned char row[32 * 4], *bytes = NULL;
    unsigned long size = 0;
    struct buf out = {0};

    for (size_t i = 0; i < sizeof row; i++) /* no cyan, full magenta and yellow: red */
        row[i] = (i % 4 == 1 || i % 4 == 2) == is_adobe ? 0 : 255;
    c.err = jpeg_std_error(&error);
    jpeg_create_compress(&c);
    jpeg_mem_dest(&c, &bytes, &size);
    c.image_width = c.image_height = 32;
    c.input_components = 4;
    c.in_color_space = JCS_CMYK;
    jpeg_set_defaults(&c);
    c.write_Adobe_marker = is_adobe;
    jpeg_start_compress(&c, TRUE);
    while (c.next_scanline < 32) {
        JSAMPROW r = row;

        jpeg_write_scanlines(&c, &r, 1);
    }
    jpeg_finish_compress(&c);
    jpeg_destroy_compress(&c);
    buf_add(&out, (struct str){(const char *)bytes, size});
    free(bytes);
    return out;
}

static void test_kinds(void)
{
    struct raster r = quarters(64, 64, 4);
    struct buf out = {0}, file = {0};
    struct media_info info;
    uint8_t *webp;
    size_t n;

    for (int is_adobe = 0; is_adobe < 2; is_adobe++) {
        struct buf jpeg = cmyk_jpeg(is_adobe);

        is_str(str_of(corners(buf_str(&jpeg), &plain, &out, &info)), "rrrr", "CMYK%s becomes RGB",
               is_adobe ? ", inverted," : "");
        ok(info.type == MEDIA_JPEG && !info.is_cmyk, "and stays JPEG");
        buf_done(&jpeg);
    }
    n = WebPEncodeRGBA(r.pixels, 64, 64, 256, 90, &webp);
    is_str(str_of(corners((struct str){(char *)webp, n}, &plain, &out, &info)), "rgwb",
           "lossy WebP is decoded");
    ok(info.type == MEDIA_JPEG, "and becomes JPEG");
    WebPFree(webp);
    r.pixels[3] = 0;
    n = WebPEncodeLosslessRGBA(r.pixels, 64, 64, 256, &webp);
    is_str(str_of(corners((struct str){(char *)webp, n}, &plain, &out, &info)), "rgwb",
           "lossless WebP with a clear pixel is decoded");
    ok(info.type == MEDIA_PNG && info.has_alpha, "and becomes PNG with alpha");
    is_str(str_of(corners((struct str){(char *)webp, n / 2}, &plain, &out, &info)),
           "not a WebP that can be decoded", "half a WebP is a fault");
    WebPFree(webp);
    buf_add(&file, (struct str){"BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\2\0\0\0\2\0\0\0\1\0\x18\0"
                                "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
                                "\xFA\x0A\x0A\xFA\xFA\xFA\0\0\x0A\x0A\xFA\x0A\xFA\x0A\0\0",
                                70});
    is_str(str_of(corners(buf_str(&file), &plain, &out, &info)), "rgwb", "BMP is decoded");
    ok(info.type == MEDIA_PNG && info.width == 2, "and becomes PNG");
    raster_done(&r);
    buf_done(&file);
    buf_done(&out);
}

static void test_night(void)
{
    const struct convert_wish night = {.night_safe = true};
    struct raster r = quarters(40, 40, 4);
    struct buf png = {0}, out = {0};
    struct media_info info;
    uint8_t *webp;
    size_t n;

    png_write(&png, &r);
    is_str(str_of(corners(buf_str(&png), &night, &out, &info)), "as it was", "opaque PNG stays");
    memset(r.pixels, 0, (size_t)40 * 40 * 4);
    for (size_t i = 0; i < 400; i++)
        r.pixels[i * 4 + 3] = 255;
    buf_clear(&png);
    png_write(&png, &r);
    is_str(str_of(corners(buf_str(&png), &night, &out, &info)), "??ww",
           "black on clear ground gets white behind it");
    ok(info.type == MEDIA_PNG && !info.has_alpha, "and no alpha is left");
    n = WebPEncodeLosslessRGBA(r.pixels, 40, 40, 160, &webp);
    is_str(str_of(corners((struct str){(char *)webp, n}, &night, &out, &info)), "??ww",
           "and so does what becomes PNG");
    WebPFree(webp);
    memset(r.pixels, 255, (size_t)40 * 10 * 4);
    buf_clear(&png);
    png_write(&png, &r);
    is_str(str_of(corners(buf_str(&png), &night, &out, &info)), "as it was",
           "light on clear ground stays");
    raster_done(&r);
    buf_done(&png);
    buf_done(&out);
}

/* Noise compresses badly, so its PNG holds CR LF by chance; one more is put into a text. */
static struct buf noisy_png(void)
{
    struct raster r;
    struct buf png = {0};
    uint32_t state = 1;

    raster_init(&r, 150, 150, 3);
    for (size_t i = 0; i < (size_t)150 * 150 * 3; i++) {
        state = state * 1664525 + 1013904223;
        r.pixels[i] = (unsigned char)(state >> 24);
    }
    png_write(&png, &r);
    raster_done(&r);
    return png;
}

/* FROM replaced by TO throughout. */
static struct buf replaced(struct str s, struct str from, struct str to)
{
    struct buf out = {0};

    while (s.n) {
        size_t at = str_find(s, from, 0);

        buf_add(&out, str_sub(s, 0, at));
        if (at == STR_NPOS)
            break;
        buf_add(&out, to);
        s = str_skip(s, at + from.n);
    }
    return out;
}

static void test_mending(void)
{
    struct buf png = noisy_png(), out = {0};
    struct buf lost = replaced(buf_str(&png), STR("\r\n"), STR("\n"));
    struct buf added = replaced(buf_str(&png), STR("\n"), STR("\r\n"));
    struct buf gone = replaced(buf_str(&png), STR("\n"), STR("\r"));
    struct media_info info;

    printf("# %zu of %zu bytes lost\n", png.n - lost.n, png.n);
    corners(buf_str(&lost), &plain, &out, &info);
    ok(str_eq(buf_str(&out), buf_str(&png)), "CR LF to LF is undone");
    ok(info.width == 150 && !info.is_damaged, "and the result told");
    corners(buf_str(&added), &plain, &out, &info);
    ok(str_eq(buf_str(&out), buf_str(&png)), "LF to CR LF is undone");
    is_str(str_of(corners(buf_str(&gone), &plain, &out, &info)),
           "a PNG damaged beyond repair by line-end conversion", "what cannot be undone is told");
    lost.p[lost.n / 2] ^= 1;
    is_str(str_of(corners(buf_str(&lost), &plain, &out, &info)),
           "a PNG damaged beyond repair by line-end conversion", "no guess without a checksum");
    buf_done(&png);
    buf_done(&lost);
    buf_done(&added);
    buf_done(&gone);
    buf_done(&out);
}

static void test_to_size(void)
{
    struct raster r = quarters(900, 600, 3);
    struct buf png = {0}, out = {0};
    struct media_info info;
    const char *fault = "none";
    uint32_t state = 7;
    bool is_fine;

    for (size_t i = 0; i < (size_t)900 * 600 * 3; i++) {
        state = state * 1664525 + 1013904223;
        r.pixels[i] ^= (unsigned char)(state >> 27);
    }
    png_write(&png, &r);
    is_fine = convert_to_size(&out, buf_str(&png), &plain, 60000, &info, &fault);
    ok(is_fine && out.n <= 60000 && info.width > 500, "to a size: %u pixels wide, %zu bytes (%s)",
       info.width, out.n, fault);
    ok(info.width * 2 / 3 + 1 - info.height <= 2 && info.width < 900, "with the same proportions");
    is_fine = convert_to_size(&out, buf_str(&png), &plain, 1, &info, &fault);
    ok(is_fine && info.width == 320, "but not to nothing: %u pixels wide", info.width);
    ok(!convert_to_size(&out, STR("GIF89a"), &plain, 1, &info, &fault) && !out.n,
       "a kind without decoder is a fault");
    raster_done(&r);
    buf_done(&png);
    buf_done(&out);
}

static void test_bounds(void)
{
    struct buf jpeg = jpeg_of(quarters(64, 64, 3), 6), out = {0};
    struct media_info info;

    for (size_t n = 0; n < jpeg.n; n += 7)
        corners(str_sub(buf_str(&jpeg), 0, n), &plain, &out, &info);
    ok(true, "a JPEG cut off anywhere does no harm");
    is_str(str_of(corners(STR("RIFF\x20\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF"),
                          &plain, &out, &info)),
           "too many pixels", "pixels are bounded before anything is allocated");
    is_str(str_of(corners(STR("II*\0\x08\0\0\0\0\0"), &plain, &out, &info)),
           "TIFF, which cannot be converted", "a kind without decoder is told");
    buf_done(&jpeg);
    buf_done(&out);
}

int main(void)
{
    test_orientations();
    test_sizes();
    test_shrinking();
    test_kinds();
    test_night();
    test_mending();
    test_to_size();
    test_bounds();
    return done();
}
