/* SPDX-License-Identifier: MIT */
/* Headers of WebP, AVIF, HEIC and JPEG XL. */
#include "media/bytes.h"
#include "media/probe_p.h"

enum { WEBP_ANIMATION = 0x02, WEBP_ALPHA = 0x10 };

static void webp_chunk(struct str s, size_t at, size_t length, struct media_info *info)
{
    if (tag_at(s, at, STR("VP8X"))) {
        info->is_animated = byte_at(s, at + 8) & WEBP_ANIMATION;
        info->has_alpha = byte_at(s, at + 8) & WEBP_ALPHA;
        info->width = le24_at(s, at + 12) + 1;
        info->height = le24_at(s, at + 15) + 1;
    } else if (tag_at(s, at, STR("EXIF"))) {
        info->orientation = probe_exif_orientation(str_sub(s, at + 8, length));
    } else if (tag_at(s, at, STR("VP8 ")) && !info->width) {
        info->width = le16_at(s, at + 14) & 0x3FFF;
        info->height = le16_at(s, at + 16) & 0x3FFF;
    } else if (tag_at(s, at, STR("VP8L")) && !info->width) {
        uint32_t bits = le32_at(s, at + 9);

        info->width = (bits & 0x3FFF) + 1;
        info->height = (bits >> 14 & 0x3FFF) + 1;
        info->has_alpha = bits >> 28 & 1;
    }
}

/* WebP container specification: RIFF chunks, padded to an even length. */
void probe_webp(const struct probe_source *src, struct media_info *info)
{
    struct str s = src->head;

    if (!str_starts(s, STR("RIFF"))) {
        info->type = MEDIA_UNKNOWN;
        return;
    }
    for (size_t at = 12; at + 8 <= s.n;) {
        size_t length = le32_at(s, at + 4);

        webp_chunk(s, at, length, info);
        at += 8 + length + (length & 1);
    }
    info->is_damaged = !(info->width && info->height);
}

/* One box of ISO/IEC 14496-12 at AT: where its contents start and end; false at the end. */
static bool bmff_box(struct str s, size_t at, size_t end, size_t *ret_from, size_t *ret_end)
{
    uint64_t size = be32_at(s, at);
    size_t from = at + 8;

    if (at + 8 > end)
        return false;
    if (size == 1) {
        size = (uint64_t)be32_at(s, at + 8) << 32 | be32_at(s, at + 12);
        from += 8;
    }
    if (size == 0 || size > end - at)
        size = end - at;
    if (size < from - at)
        return false;
    *ret_from = from;
    *ret_end = at + (size_t)size;
    return true;
}

/* The contents of the first box TYPE within [at, end), or an empty slice. */
static struct str bmff_find(struct str s, struct str type)
{
    size_t from, next;

    for (size_t at = 0; bmff_box(s, at, s.n, &from, &next); at = next)
        if (tag_at(s, at + 4, type))
            return str_sub(s, from, next - from);
    return STR("");
}

/* Of the item properties the largest extent counts: the others are tiles or thumbnails. */
static void bmff_properties(struct str s, struct media_info *info)
{
    size_t from, next;
    bool is_turned = false;

    for (size_t at = 0; bmff_box(s, at, s.n, &from, &next); at = next) {
        if (tag_at(s, at + 4, STR("ispe")) && be32_at(s, from + 4) > info->width) {
            info->width = be32_at(s, from + 4);
            info->height = be32_at(s, from + 8);
        } else if (tag_at(s, at + 4, STR("irot"))) {
            is_turned = byte_at(s, from) & 1;
        } else if (tag_at(s, at + 4, STR("auxC")) &&
                   str_find(str_sub(s, from, next - from), STR("alpha"), 0) != STR_NPOS) {
            info->has_alpha = true;
        }
    }
    if (is_turned) {
        uint32_t width = info->width;

        info->width = info->height;
        info->height = width;
    }
}

static enum media_type bmff_brand(struct str ftyp)
{
    enum media_type type = MEDIA_UNKNOWN;

    for (size_t at = 0; at + 4 <= ftyp.n && type != MEDIA_AVIF; at += 4) {
        struct str brand = str_sub(ftyp, at, 4);

        if (str_eq(brand, STR("avif")) || str_eq(brand, STR("avis")))
            type = MEDIA_AVIF;
        else if (at != 4 && (str_starts(brand, STR("hei")) || str_starts(brand, STR("hev")) ||
                             str_eq(brand, STR("mif1"))))
            type = MEDIA_HEIC;
    }
    return type;
}

void probe_bmff(const struct probe_source *src, struct media_info *info)
{
    struct str ftyp = bmff_find(src->head, STR("ftyp"));
    struct str meta = str_skip(bmff_find(src->head, STR("meta")), 4);

    info->type = bmff_brand(ftyp);
    info->is_animated = str_starts(ftyp, STR("avis"));
    if (info->type != MEDIA_UNKNOWN)
        bmff_properties(bmff_find(bmff_find(meta, STR("iprp")), STR("ipco")), info);
}

struct bits {
    struct str bytes;
    size_t at;
};

static uint32_t bits_take(struct bits *b, unsigned count)
{
    uint32_t value = 0;

    for (unsigned i = 0; i < count; i++, b->at++)
        value |= (byte_at(b->bytes, b->at / 8) >> (b->at % 8) & 1) << i;
    return value;
}

static uint32_t jxl_length(struct bits *b, bool is_small)
{
    static const unsigned char widths[] = {9, 13, 18, 30};

    return is_small ? (bits_take(b, 5) + 1) * 8 : bits_take(b, widths[bits_take(b, 2)]) + 1;
}

/* ISO/IEC 18181-1: SizeHeader at the start of the codestream. */
void probe_jxl(const struct probe_source *src, struct media_info *info)
{
    static const unsigned char ratios[][2] = {{1, 1}, {1, 1},  {12, 10}, {4, 3},
                                              {3, 2}, {16, 9}, {5, 4},   {2, 1}};
    struct str stream = src->head;
    struct bits b;
    bool is_small;
    uint32_t ratio;

    if (!str_starts(stream, STR("\xFF\x0A"))) {
        stream = bmff_find(src->head, STR("jxlc"));
        if (!stream.n)
            stream = str_skip(bmff_find(src->head, STR("jxlp")), 4);
    }
    if (!str_starts(stream, STR("\xFF\x0A")))
        return;
    b = (struct bits){str_skip(stream, 2), 0};
    is_small = bits_take(&b, 1);
    info->height = jxl_length(&b, is_small);
    ratio = bits_take(&b, 3);
    info->width = ratio ? (uint32_t)((uint64_t)info->height * ratios[ratio][0] / ratios[ratio][1])
                        : jxl_length(&b, is_small);
}
