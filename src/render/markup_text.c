/* SPDX-License-Identifier: MIT */
/* Character data of the markup writer: escaping, and text where no text may stand. */
#include "render/markup_frame.h"

#include <string.h>

enum { PLAIN, DROPPED, AMPERSAND, LESS, GREATER, QUOTE, BLANK, LEAD_EF };

/* What a byte of text asks for. TAB, LF and CR are plain in text and blanks in values. */
static const unsigned char byte_class[256] = {
    [0] = DROPPED,  [1] = DROPPED,    [2] = DROPPED,     [3] = DROPPED,  [4] = DROPPED,
    [5] = DROPPED,  [6] = DROPPED,    [7] = DROPPED,     [8] = DROPPED,  [9] = BLANK,
    [10] = BLANK,   [11] = DROPPED,   [12] = DROPPED,    [13] = BLANK,   [14] = DROPPED,
    [15] = DROPPED, [16] = DROPPED,   [17] = DROPPED,    [18] = DROPPED, [19] = DROPPED,
    [20] = DROPPED, [21] = DROPPED,   [22] = DROPPED,    [23] = DROPPED, [24] = DROPPED,
    [25] = DROPPED, [26] = DROPPED,   [27] = DROPPED,    [28] = DROPPED, [29] = DROPPED,
    [30] = DROPPED, [31] = DROPPED,   ['&'] = AMPERSAND, ['<'] = LESS,   ['>'] = GREATER,
    ['"'] = QUOTE,  [0x7f] = DROPPED, [0xef] = LEAD_EF,
};

/* U+FFFE and U+FFFF, which XML 1.0 forbids, and U+FDD0 to U+FDEF. */
static bool is_noncharacter(const char *p, const char *end)
{
    const unsigned char *u = (const unsigned char *)p;

    if (end - p < 3)
        return false;
    return (u[1] == 0xbf && u[2] >= 0xbe) || (u[1] == 0xb7 && u[2] >= 0x90 && u[2] <= 0xaf);
}

/* Writes what the special byte at P becomes; returns how many bytes it was. */
static size_t escape_one(struct buf *out, const char *p, const char *end, bool is_value)
{
    switch (byte_class[(unsigned char)*p]) {
    case AMPERSAND:
        buf_add(out, STR("&amp;"));
        return 1;
    case LESS:
        buf_add(out, STR("&lt;"));
        return 1;
    case GREATER:
        buf_add(out, STR("&gt;"));
        return 1;
    case QUOTE:
        buf_add(out, is_value ? STR("&quot;") : STR("\""));
        return 1;
    case BLANK:
        buf_byte(out, (char)(is_value ? ' ' : *p));
        return 1;
    case LEAD_EF:
        if (is_noncharacter(p, end))
            return 3;
        buf_byte(out, *p);
        return 1;
    default:
        return 1;
    }
}

static void escape(struct buf *out, struct str s, bool is_value)
{
    const char *p = s.p, *end = p + s.n;

    while (p < end) {
        const char *run = p;

        while (p < end && byte_class[(unsigned char)*p] == PLAIN)
            p++;
        buf_add(out, (struct str){run, (size_t)(p - run)});
        if (p < end)
            p += escape_one(out, p, end, is_value);
    }
}

void markup_escape_value(struct buf *out, struct str s)
{
    escape(out, s, true);
}

void markup_escape_text(struct buf *out, struct str s)
{
    escape(out, s, false);
}

static bool is_blank(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] > ' ')
            return false;
    return true;
}

void markup_text(struct markup *m, struct str text)
{
    if (text.n == 0)
        return;
    if (!is_blank(text)) {
        uint8_t model = m->stack.n ? markup_top(m)->model : MODEL_FLOW;

        if (model != MODEL_FLOW && model != MODEL_PHRASING)
            markup_place(m, EL_NONE);
        m->content++;
    }
    markup_escape_text(&m->text, text);
}
