/* SPDX-License-Identifier: MIT */
/* Which format a file is in, by its first bytes, and what formats are called. */
#include "media/probe.h"

#include "media/bytes.h"
#include "media/probe_p.h"

static const struct {
    const char *mime, *extension;
    bool is_core;
} types[MEDIA_TYPE_COUNT] = {
    [MEDIA_UNKNOWN] = {"application/octet-stream", "bin", false},
    [MEDIA_JPEG] = {"image/jpeg", "jpg", true},
    [MEDIA_PNG] = {"image/png", "png", true},
    [MEDIA_GIF] = {"image/gif", "gif", true},
    [MEDIA_WEBP] = {"image/webp", "webp", true},
    [MEDIA_SVG] = {"image/svg+xml", "svg", true},
    [MEDIA_AVIF] = {"image/avif", "avif", false},
    [MEDIA_BMP] = {"image/bmp", "bmp", false},
    [MEDIA_TIFF] = {"image/tiff", "tif", false},
    [MEDIA_ICO] = {"image/vnd.microsoft.icon", "ico", false},
    [MEDIA_HEIC] = {"image/heic", "heic", false},
    [MEDIA_JXL] = {"image/jxl", "jxl", false},
};

static const struct {
    struct str bytes;
    size_t at;
    enum media_type type;
    probe_reader *read;
} signatures[] = {
    {STR_INIT("\xFF\xD8\xFF"), 0, MEDIA_JPEG, probe_jpeg},
    {STR_INIT("\x89PNG\r\n\x1A\n"), 0, MEDIA_PNG, probe_png},
    {STR_INIT("GIF87a"), 0, MEDIA_GIF, probe_gif},
    {STR_INIT("GIF89a"), 0, MEDIA_GIF, probe_gif},
    {STR_INIT("WEBPVP8"), 8, MEDIA_WEBP, probe_webp},
    {STR_INIT("ftyp"), 4, MEDIA_UNKNOWN, probe_bmff},
    {STR_INIT("II*\0"), 0, MEDIA_TIFF, probe_tiff},
    {STR_INIT("MM\0*"), 0, MEDIA_TIFF, probe_tiff},
    {STR_INIT("\0\0\0\x0CJXL \r\n\x87\n"), 0, MEDIA_JXL, probe_jxl},
    {STR_INIT("\xFF\x0A"), 0, MEDIA_JXL, probe_jxl},
    {STR_INIT("BM"), 0, MEDIA_BMP, probe_bmp},
    {STR_INIT("\0\0\1\0"), 0, MEDIA_ICO, probe_ico},
};

/* What line-end conversion, a stripped high bit or a wrong encoding leave of a PNG's start. */
static bool is_damaged_png(struct str head)
{
    size_t name = str_find(str_sub(head, 0, 8), STR("PNG"), 0);

    return name != STR_NPOS && str_find(str_sub(head, 0, 32), STR("IHDR"), 0) != STR_NPOS;
}

static void read_any(const struct probe_source *src, struct media_info *info)
{
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
        if (tag_at(src->head, signatures[i].at, signatures[i].bytes)) {
            info->type = signatures[i].type;
            signatures[i].read(src, info);
            if (info->type != MEDIA_UNKNOWN)
                return;
            *info = (struct media_info){.orientation = 1}; /* it only began like one */
        }
    if (probe_is_svg(src->head)) {
        info->type = MEDIA_SVG;
        probe_svg(src, info);
    } else if (is_damaged_png(src->head)) {
        info->type = MEDIA_PNG;
        info->is_damaged = true;
    }
}

void media_probe(struct str head, uint64_t size, struct media_info *ret_info)
{
    struct probe_source src = {head, head.n >= size};
    struct media_info info = {.orientation = 1};

    read_any(&src, &info);
    if (info.orientation >= 5) {
        uint32_t stored_width = info.width;

        info.width = info.height;
        info.height = stored_width;
    }
    *ret_info = info;
}

const char *media_mime(enum media_type type)
{
    return types[type].mime;
}

const char *media_extension(enum media_type type)
{
    return types[type].extension;
}

bool media_is_core(enum media_type type)
{
    return types[type].is_core;
}
