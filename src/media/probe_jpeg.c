/* SPDX-License-Identifier: MIT */
/* JPEG and TIFF headers; EXIF is a TIFF structure inside others. */
#include "media/bytes.h"
#include "media/probe_p.h"

enum {
    TAG_WIDTH = 256,
    TAG_HEIGHT = 257,
    TAG_PHOTOMETRIC = 262,
    TAG_ORIENTATION = 274,
    TAG_EXTRA_SAMPLES = 338,
    PHOTOMETRIC_SEPARATED = 5,
    FIELD_SHORT = 3,
};

struct tiff {
    struct str bytes;
    bool is_big_endian;
};

static uint32_t tiff16(const struct tiff *t, size_t at)
{
    return t->is_big_endian ? be16_at(t->bytes, at) : le16_at(t->bytes, at);
}

static uint32_t tiff32(const struct tiff *t, size_t at)
{
    return t->is_big_endian ? be32_at(t->bytes, at) : le32_at(t->bytes, at);
}

static void tiff_field(const struct tiff *t, size_t at, struct media_info *info)
{
    bool is_short = tiff16(t, at + 2) == FIELD_SHORT;
    uint32_t value = is_short ? tiff16(t, at + 8) : tiff32(t, at + 8);

    switch (tiff16(t, at)) {
    case TAG_WIDTH:
        info->width = value;
        break;
    case TAG_HEIGHT:
        info->height = value;
        break;
    case TAG_PHOTOMETRIC:
        info->is_cmyk = value == PHOTOMETRIC_SEPARATED;
        break;
    case TAG_ORIENTATION:
        if (value >= 1 && value <= 8)
            info->orientation = (uint8_t)value;
        break;
    case TAG_EXTRA_SAMPLES:
        info->has_alpha = true;
        break;
    default:
        break;
    }
}

/* The first image file directory. */
static void tiff_directory(struct str bytes, struct media_info *info)
{
    struct tiff t = {bytes, byte_at(bytes, 0) == 'M'};
    size_t at = tiff32(&t, 4);
    size_t count = tiff16(&t, at);

    for (size_t i = 0; i < count && at + 14 + i * 12 <= bytes.n; i++)
        tiff_field(&t, at + 2 + i * 12, info);
}

uint8_t probe_exif_orientation(struct str exif)
{
    struct media_info info = {.orientation = 1};

    if (str_starts(exif, STR("Exif\0\0")))
        exif = str_skip(exif, 6);
    if (str_starts(exif, STR("II*\0")) || str_starts(exif, STR("MM\0*")))
        tiff_directory(exif, &info);
    return info.orientation;
}

void probe_tiff(const struct probe_source *src, struct media_info *info)
{
    tiff_directory(src->head, info);
    info->is_damaged = src->is_complete && !(info->width && info->height);
}

static bool is_frame_header(uint32_t marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

static bool has_no_segment(uint32_t marker)
{
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
}

/* ISO/IEC 10918-1 B.2: marker segments up to the frame header. */
void probe_jpeg(const struct probe_source *src, struct media_info *info)
{
    struct str s = src->head;
    size_t at = 2;

    while (at + 4 <= s.n) {
        uint32_t marker = byte_at(s, at + 1), length = be16_at(s, at + 2);

        if (byte_at(s, at) != 0xFF || marker == 0xFF || has_no_segment(marker)) {
            at += byte_at(s, at) == 0xFF && marker != 0xFF ? 2 : 1;
            continue;
        }
        if (is_frame_header(marker)) {
            info->height = be16_at(s, at + 5);
            info->width = be16_at(s, at + 7);
            info->is_cmyk = byte_at(s, at + 9) == 4;
            break;
        }
        if (marker == 0xD9 || marker == 0xDA || length < 2)
            break;
        if (marker == 0xE1 && tag_at(s, at + 4, STR("Exif\0\0")))
            info->orientation = probe_exif_orientation(str_sub(s, at + 4, length - 2));
        at += 2 + length;
    }
    info->is_damaged = src->is_complete && !(info->width && info->height);
}
