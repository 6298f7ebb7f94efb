/* SPDX-License-Identifier: MIT */
/* White ground for dark GIFs on clear ground. No pixel is decoded: the colour of the clear ones
 * becomes white in its table, and the mark that makes it clear goes (GIF89a, clauses 19 and 23). */
#include "media/bytes.h"
#include "media/raster.h"

enum { TABLE_FLAG = 0x80, CLEAR_FLAG = 1, DARK = 90, HEADER = 13, DESCRIPTOR = 10 };

struct palette {
    size_t at;
    unsigned count, clear; /* colours, and which of them is the clear one */
};

static struct palette palette_at(size_t at, uint32_t flags)
{
    return (struct palette){at, flags & TABLE_FLAG ? 2u << (flags & 7) : 0, 0};
}

/* The offset behind the blocks of data that begin at AT. */
static size_t skip_blocks(struct str s, size_t at)
{
    while (at < s.n && byte_at(s, at))
        at += 1 + byte_at(s, at);
    return at + 1;
}

/* The control of the first picture, its mark set, and the colours of that picture. */
static bool find_clear(struct str s, size_t *ret_control, struct palette *ret)
{
    struct palette global = palette_at(HEADER, byte_at(s, 10));
    size_t at = HEADER + 3 * (size_t)global.count;

    *ret_control = 0;
    while (byte_at(s, at) == '!') {
        if (byte_at(s, at + 1) == 0xF9 && byte_at(s, at + 3) & CLEAR_FLAG)
            *ret_control = at;
        at = skip_blocks(s, at + 2);
    }
    if (!*ret_control || byte_at(s, at) != ',')
        return false;
    *ret = palette_at(at + DESCRIPTOR, byte_at(s, at + 9));
    if (!ret->count)
        *ret = global;
    ret->clear = byte_at(s, *ret_control + 6);
    return ret->clear < ret->count && ret->at + 3 * (size_t)ret->count <= s.n;
}

/* A third of the colours that can be seen: black that only fills a table up is there once. */
static bool is_dark(struct str s, const struct palette *p)
{
    unsigned dark = 0, seen = 0, fills = 0;

    for (unsigned i = 0; i < p->count; i++) {
        size_t at = p->at + 3 * (size_t)i;
        uint32_t red = byte_at(s, at), green = byte_at(s, at + 1), blue = byte_at(s, at + 2);
        bool is_fill = !red && !green && !blue && fills++;

        if (i == p->clear || is_fill)
            continue;
        seen++;
        dark += red * 2126 + green * 7152 + blue * 722 < DARK * 10000;
    }
    return dark && dark * 3 >= seen;
}

void gif_lay_ground(struct buf *out, struct str bytes)
{
    struct palette p;
    size_t control, before = out->n;

    if (!find_clear(bytes, &control, &p) || !is_dark(bytes, &p))
        return;
    buf_add(out, bytes);
    for (size_t i = 0; i < 3; i++)
        out->p[before + p.at + 3 * (size_t)p.clear + i] = '\xFF';
    out->p[before + control + 3] &= (char)~CLEAR_FLAG;
}
