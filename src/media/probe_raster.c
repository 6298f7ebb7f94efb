/* SPDX-License-Identifier: MIT */
/* Headers of PNG, GIF, BMP and ICO. */
#include "media/bytes.h"
#include "media/probe_p.h"

enum { PNG_HAS_ALPHA = 4, GIF_TABLE = 0x80 };

/* PNG third edition, clause 5.3 and 11: chunks before the picture's data. */
void probe_png(const struct probe_source *src, struct media_info *info)
{
    struct str s = src->head;

    if (be32_at(s, 8) != 13 || !tag_at(s, 12, STR("IHDR"))) {
        info->is_damaged = s.n >= 16;
        return;
    }
    info->width = be32_at(s, 16);
    info->height = be32_at(s, 20);
    info->has_alpha = byte_at(s, 25) & PNG_HAS_ALPHA;
    info->is_damaged =
        s.n >= 24 && (!info->width || !info->height || info->width >> 31 || info->height >> 31);
    for (size_t at = 33; at + 8 <= s.n;) {
        size_t length = be32_at(s, at);

        if (tag_at(s, at + 4, STR("IDAT")) || tag_at(s, at + 4, STR("IEND")))
            break;
        if (tag_at(s, at + 4, STR("tRNS")))
            info->has_alpha = true;
        else if (tag_at(s, at + 4, STR("acTL")))
            info->is_animated = be32_at(s, at + 8) > 1;
        else if (tag_at(s, at + 4, STR("eXIf")))
            info->orientation = probe_exif_orientation(str_sub(s, at + 8, length));
        at += 12 + length;
    }
}

/* The offset behind the sub-blocks that start at AT. */
static size_t gif_skip_blocks(struct str s, size_t at)
{
    while (at < s.n && byte_at(s, at))
        at += 1 + byte_at(s, at);
    return at + 1;
}

static size_t gif_table_size(uint32_t flags)
{
    return flags & GIF_TABLE ? (size_t)3 << ((flags & 7) + 1) : 0;
}

/* GIF89a clause 15 ff. A second picture, or a loop where the rest is out of sight, moves. */
void probe_gif(const struct probe_source *src, struct media_info *info)
{
    struct str s = src->head;
    size_t at = 13 + gif_table_size(byte_at(s, 10));
    unsigned frames = 0;
    bool loops = false;

    info->width = le16_at(s, 6);
    info->height = le16_at(s, 8);
    while (at < s.n && frames < 2) {
        uint32_t kind = byte_at(s, at);

        if (kind == ',') {
            frames++;
            at = gif_skip_blocks(s, at + 11 + gif_table_size(byte_at(s, at + 9)));
        } else if (kind == '!') {
            if (byte_at(s, at + 1) == 0xF9 && frames == 0)
                info->has_alpha = byte_at(s, at + 3) & 1;
            loops |= tag_at(s, at + 3, STR("NETSCAPE2.0"));
            at = gif_skip_blocks(s, at + 2);
        } else {
            break;
        }
    }
    info->is_animated = frames > 1 || (loops && !src->is_complete);
    info->is_damaged = src->is_complete && (frames == 0 || !info->width || !info->height);
}

void probe_bmp(const struct probe_source *src, struct media_info *info)
{
    struct str s = src->head;
    uint32_t header = le32_at(s, 14), height = le32_at(s, 22);

    if (header == 12) {
        info->width = le16_at(s, 18);
        info->height = le16_at(s, 20);
    } else if (header >= 40 && header <= 124) {
        info->width = le32_at(s, 18);
        info->height = height >> 31 ? 0 - height : height; /* negative: rows from the top */
    } else {
        info->type = MEDIA_UNKNOWN; /* a text that begins with "BM" */
    }
}

/* The largest of the pictures in the directory. */
void probe_ico(const struct probe_source *src, struct media_info *info)
{
    struct str s = src->head;
    uint32_t count = le16_at(s, 4);

    for (size_t i = 0; i < count && 6 + (i + 1) * 16 <= s.n; i++) {
        uint32_t width = byte_at(s, 6 + i * 16), height = byte_at(s, 7 + i * 16);

        width = width ? width : 256;
        height = height ? height : 256;
        if (width > info->width) {
            info->width = width;
            info->height = height;
        }
    }
    info->has_alpha = true;
    if (!info->width || byte_at(s, 9))
        info->type = MEDIA_UNKNOWN;
}
