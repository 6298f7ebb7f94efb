/* SPDX-License-Identifier: MIT */
/* The probe on hand-made headers of every format. */
#include "media/probe.h"
#include "tap.h"

enum { ALPHA = 1, ANIMATED = 2, CMYK = 4, DAMAGED = 8 };

#define PNG_START "\x89PNG\r\n\x1A\n"
#define IHDR(type) "\0\0\0\x0DIHDR\0\0\1\x2C\0\0\0\xC8\x08" type "\0\0\0crc."
#define EXIF(byte) "Exif\0\0MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0" byte "\0\0"
#define SOF(count) "\xFF\xC0\0\x11\x08\0\x78\0\xA0" count "______________"
#define BOX_ISPE(w, h) "\0\0\0\x14ispe\0\0\0\0\0\0" w "\0\0" h

static const struct {
    const char *what;
    struct str bytes;
    enum media_type type;
    unsigned width, height, orientation, flags;
} cases[] = {
    {"PNG", STR_INIT(PNG_START IHDR("\2")), MEDIA_PNG, 300, 200, 1, 0},
    {"PNG with alpha", STR_INIT(PNG_START IHDR("\6")), MEDIA_PNG, 300, 200, 1, ALPHA},
    {"PNG with a transparent colour", STR_INIT(PNG_START IHDR("\3") "\0\0\0\1tRNS\0crc."),
     MEDIA_PNG, 300, 200, 1, ALPHA},
    {"animated PNG",
     STR_INIT(PNG_START IHDR("\2") "\0\0\0\x08"
                                   "acTL\0\0\0\3\0\0\0\0crc."),
     MEDIA_PNG, 300, 200, 1, ANIMATED},
    {"APNG of one frame",
     STR_INIT(PNG_START IHDR("\2") "\0\0\0\x08"
                                   "acTL\0\0\0\1\0\0\0\0crc."),
     MEDIA_PNG, 300, 200, 1, 0},
    {"PNG after CRLF to LF", STR_INIT("\x89PNG\n\x1A\n" IHDR("\2")), MEDIA_PNG, 0, 0, 1, DAMAGED},
    {"PNG after LF to CRLF", STR_INIT("\x89PNG\r\r\n\x1A\r\n" IHDR("\2")), MEDIA_PNG, 0, 0, 1,
     DAMAGED},
    {"PNG read as UTF-8", STR_INIT("\xEF\xBF\xBDPNG\r\n\x1A\n" IHDR("\2")), MEDIA_PNG, 0, 0, 1,
     DAMAGED},
    {"PNG without IHDR", STR_INIT(PNG_START "\0\0\0\x0DIxxx\0\0\1\x2C\0\0\0\xC8"), MEDIA_PNG, 0, 0,
     1, DAMAGED},
    {"JPEG", STR_INIT("\xFF\xD8\xFF\xE0\0\4ab" SOF("\3")), MEDIA_JPEG, 160, 120, 1, 0},
    {"CMYK JPEG", STR_INIT("\xFF\xD8" SOF("\4")), MEDIA_JPEG, 160, 120, 1, CMYK},
    {"JPEG lying on its side", STR_INIT("\xFF\xD8\xFF\xE1\0\x1E" EXIF("\6") SOF("\3")), MEDIA_JPEG,
     120, 160, 6, 0},
    {"JPEG upside down", STR_INIT("\xFF\xD8\xFF\xE1\0\x1E" EXIF("\3") SOF("\3")), MEDIA_JPEG, 160,
     120, 3, 0},
    {"JPEG with a wrong orientation", STR_INIT("\xFF\xD8\xFF\xE1\0\x1E" EXIF("\x2A") SOF("\3")),
     MEDIA_JPEG, 160, 120, 1, 0},
    {"JPEG cut off", STR_INIT("\xFF\xD8\xFF\xE0\0\4ab"), MEDIA_JPEG, 0, 0, 1, DAMAGED},
    {"GIF", STR_INIT("GIF89a\7\0\5\0\0\0\0,\0\0\0\0\7\0\5\0\0\2\1.\0;"), MEDIA_GIF, 7, 5, 1, 0},
    {"transparent GIF",
     STR_INIT("GIF89a\7\0\5\0\0\0\0!\xF9\4\1\0\0\0\0,\0\0\0\0\7\0\5\0\0\2\1.\0;"), MEDIA_GIF, 7, 5,
     1, ALPHA},
    {"GIF of two frames",
     STR_INIT("GIF89a\7\0\5\0\x80\0\0......,\0\0\0\0\7\0\5\0\0\2\1.\0,\0\0\0\0\7\0\5\0\0\2\1.\0;"),
     MEDIA_GIF, 7, 5, 1, ANIMATED},
    {"lossy WebP", STR_INIT("RIFF\x20\0\0\0WEBPVP8 \x0A\0\0\0\0\0\0\x9D\x01\x2A\x90\1\x2C\1"),
     MEDIA_WEBP, 400, 300, 1, 0},
    {"lossless WebP with alpha", STR_INIT("RIFF\x20\0\0\0WEBPVP8L\x05\0\0\0\x2F\x8F\xC1\x4A\x10"),
     MEDIA_WEBP, 400, 300, 1, ALPHA},
    {"animated WebP",
     STR_INIT("RIFF\x20\0\0\0WEBPVP8X\x0A\0\0\0\x02\0\0\0\x8F\x01\0\x2B\x01\0ANIM\0\0\0\0"),
     MEDIA_WEBP, 400, 300, 1, ANIMATED},
    {"AVIF with alpha",
     STR_INIT("\0\0\0\x14"
              "ftypmif1\0\0\0\0avif"
              "\0\0\0\x5Bmeta\0\0\0\0\0\0\0\x4Fiprp\0\0\0\x47ipco" BOX_ISPE("\2\0", "\1\0")
                  BOX_ISPE("\0\x40", "\0\x40") "\0\0\0\x17"
                                               "auxC\0\0\0\0urn:alpha\0\0"),
     MEDIA_AVIF, 512, 256, 1, ALPHA},
    {"HEIC turned by a quarter",
     STR_INIT("\0\0\0\x14"
              "ftypheic\0\0\0\0mif1"
              "\0\0\0\x39meta\0\0\0\0\0\0\0\x2Diprp\0\0\0\x25ipco" BOX_ISPE(
                  "\2\0", "\1\0") "\0\0\0\x09irot\1"),
     MEDIA_HEIC, 256, 512, 1, 0},
    {"BMP", STR_INIT("BM________....\x28\0\0\0\x10\0\0\0\xF8\xFF\xFF\xFF"), MEDIA_BMP, 16, 8, 1, 0},
    {"text that begins with BM", STR_INIT("BMW builds motorcycles too"), MEDIA_UNKNOWN, 0, 0, 1, 0},
    {"TIFF",
     STR_INIT("II*\0\x08\0\0\0\3\0\0\1\3\0\1\0\0\0\x40\0\0\0\1\1\4\0\1\0\0\0\x20\0\0\0"
              "\x12\1\3\0\1\0\0\0\x08\0\0\0"),
     MEDIA_TIFF, 32, 64, 8, 0},
    {"ICO", STR_INIT("\0\0\1\0\2\0\x10\x10\0\0\1\0\x20\0____....\0\0\0\0\1\0\x20\0____...."),
     MEDIA_ICO, 256, 256, 1, ALPHA},
    {"JPEG XL", STR_INIT("\xFF\x0A\xFF\x07\x08\x83\x54\0\0"), MEDIA_JXL, 512, 256, 1, 0},
    {"empty file", STR_INIT(""), MEDIA_UNKNOWN, 0, 0, 1, 0},
    {"HTML", STR_INIT("<!DOCTYPE html><html><svg width='5' height='5'/></html>"), MEDIA_UNKNOWN, 0,
     0, 1, 0},
};

#define SVG(attributes) STR_INIT("<svg xmlns='http://www.w3.org/2000/svg' " attributes "/>")

static const struct {
    struct str bytes;
    unsigned width, height;
} drawings[] = {
    {SVG("width='300' height='200px'"), 300, 200},
    {SVG("width = \"1in\" height='2.54cm'"), 96, 96},
    {SVG("width='210mm' height='297mm'"), 794, 1123},
    {SVG("width='10em' height='72pt'"), 160, 96},
    {SVG("width='1e2' height='2.5E+1'"), 100, 25},
    {SVG("width='100%' height='100%' viewBox='0 0 640 480'"), 640, 480},
    {SVG("viewBox='-5,-5, 20.4 , 10'"), 20, 10},
    {SVG("width='320' viewBox='0 0 640 480'"), 320, 240},
    {SVG("height='240' viewBox='0 0 640 480'"), 320, 240},
    {SVG("stroke-width='9' data-height='3' width='12'"), 12, 0},
    {SVG("viewBox='0 0 0 0' width='-4'"), 0, 0},
    {STR_INIT("\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- width='1' > <svg> -->\n<!DOCTYPE svg PUBLIC "
              "'a' 'b' [ <!ENTITY x '<y>'> ]>\n<svg:svg\n\twidth='8'\n height='9'>"),
     8, 9},
};

static void test_case(size_t i)
{
    struct media_info got;
    unsigned flags;

    media_probe(cases[i].bytes, cases[i].bytes.n, &got);
    flags = (got.has_alpha ? ALPHA : 0u) | (got.is_animated ? ANIMATED : 0u) |
            (got.is_cmyk ? CMYK : 0u) | (got.is_damaged ? DAMAGED : 0u);
    if (!ok(got.type == cases[i].type && got.width == cases[i].width &&
                got.height == cases[i].height && got.orientation == cases[i].orientation &&
                flags == cases[i].flags,
            "%s", cases[i].what))
        printf("# got type %d, %u x %u, orientation %u, flags %u\n", got.type, got.width,
               got.height, got.orientation, flags);
}

int main(void)
{
    struct media_info got;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        test_case(i);
    for (size_t i = 0; i < sizeof drawings / sizeof *drawings; i++) {
        media_probe(drawings[i].bytes, drawings[i].bytes.n, &got);
        if (!ok(got.type == MEDIA_SVG && got.width == drawings[i].width &&
                    got.height == drawings[i].height,
                "SVG %zu: %u x %u", i, drawings[i].width, drawings[i].height))
            printf("# got type %d, %u x %u\n", got.type, got.width, got.height);
    }
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t n = 0; n < cases[i].bytes.n; n++)
            media_probe(str_sub(cases[i].bytes, 0, n), n * (i % 3), &got);
    ok(true, "every header cut off at every byte");
    is_str(str_of(media_mime(MEDIA_SVG)), "image/svg+xml", "media type of SVG");
    is_str(str_of(media_extension(MEDIA_JPEG)), "jpg", "file extension of JPEG");
    ok(media_is_core(MEDIA_WEBP) && !media_is_core(MEDIA_AVIF), "WebP is a core type, AVIF is not");
    return done();
}
