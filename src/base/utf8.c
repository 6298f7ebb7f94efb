/* SPDX-License-Identifier: MIT */
/* UTF-8 by hand, character properties by GLib. */
#include "base/utf8.h"

#include <glib.h>

static uint32_t byte_at(struct str s, size_t at)
{
    return (unsigned char)s.p[at];
}

static bool is_tail(struct str s, size_t at)
{
    return at < s.n && (byte_at(s, at) & 0xC0) == 0x80;
}

static size_t sequence_length(uint32_t lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 3;
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

size_t utf8_decode(struct str s, size_t at, uint32_t *ret_char)
{
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t len;
    uint32_t c;

    if (at >= s.n)
        return 0;
    len = sequence_length(byte_at(s, at));
    if (len < 2) {
        *ret_char = byte_at(s, at);
        return len;
    }
    c = byte_at(s, at) & (0x7FU >> len);
    for (size_t i = 1; i < len; i++) {
        if (!is_tail(s, at + i))
            return 0;
        c = c << 6 | (byte_at(s, at + i) & 0x3F);
    }
    if (c < smallest[len] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return 0;
    *ret_char = c;
    return len;
}

void utf8_add(struct buf *out, uint32_t c)
{
    if (c < 0x80) {
        buf_byte(out, (char)c);
    } else if (c < 0x800) {
        buf_byte(out, (char)(0xC0 | c >> 6));
        buf_byte(out, (char)(0x80 | (c & 0x3F)));
    } else if (c < 0x10000) {
        buf_byte(out, (char)(0xE0 | c >> 12));
        buf_byte(out, (char)(0x80 | (c >> 6 & 0x3F)));
        buf_byte(out, (char)(0x80 | (c & 0x3F)));
    } else {
        buf_byte(out, (char)(0xF0 | c >> 18));
        buf_byte(out, (char)(0x80 | (c >> 12 & 0x3F)));
        buf_byte(out, (char)(0x80 | (c >> 6 & 0x3F)));
        buf_byte(out, (char)(0x80 | (c & 0x3F)));
    }
}

enum { BLOCK = 64 }; /* bytes that the compiler looks at with few instructions */

static bool is_ascii_block(const char *p)
{
    unsigned char any = 0;

    for (size_t i = 0; i < BLOCK; i++)
        any |= (unsigned char)p[i];
    return any < 0x80;
}

size_t utf8_valid_prefix(struct str s)
{
    size_t at = 0;
    uint32_t c;

    while (at < s.n) {
        size_t stop = at + BLOCK;

        if (s.n - at >= BLOCK && is_ascii_block(s.p + at)) {
            at = stop;
            continue;
        }
        while (at < s.n && at < stop) {
            size_t len = byte_at(s, at) < 0x80 ? 1 : utf8_decode(s, at, &c);

            if (len == 0)
                return at;
            at += len;
        }
    }
    return at;
}

struct str utf8_head(struct str s, size_t n)
{
    if (n >= s.n)
        return s;
    while (n && is_tail(s, n))
        n--;
    return str_sub(s, 0, n);
}

size_t utf8_count(struct str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++)
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

bool utf8_is_xml_char(uint32_t c)
{
    if (c < 0x20)
        return c == '\t' || c == '\n' || c == '\r';
    if (c >= 0x7F && c <= 0x9F)
        return c == 0x85;
    return c <= 0x10FFFF && !(c >= 0xD800 && c <= 0xDFFF) && !(c >= 0xFDD0 && c <= 0xFDEF) &&
           (c & 0xFFFE) != 0xFFFE;
}

bool utf8_is_assigned(uint32_t c)
{
    GUnicodeType type = g_unichar_type(c);

    return g_unichar_isdefined(c) && type != G_UNICODE_CONTROL && type != G_UNICODE_PRIVATE_USE &&
           type != G_UNICODE_SURROGATE;
}

uint32_t utf8_lower(uint32_t c)
{
    return g_unichar_tolower(c);
}

static void add_folded_wide(struct buf *out, struct str s)
{
    gchar *first = g_utf8_normalize(s.p, (gssize)s.n, G_NORMALIZE_NFC);
    gchar *folded = g_utf8_casefold(first, -1);
    gchar *again = g_utf8_normalize(folded, -1, G_NORMALIZE_NFC);

    buf_add(out, str_of(again));
    g_free(again);
    g_free(folded);
    g_free(first);
}

void utf8_add_folded(struct buf *out, struct str s)
{
    if (str_is_ascii(s))
        for (size_t i = 0; i < s.n; i++)
            buf_byte(out, ascii_lower(s.p[i]));
    else if (g_utf8_validate(s.p, (gssize)s.n, NULL))
        add_folded_wide(out, s);
    else
        buf_add(out, s);
}

bool utf8_is_word(uint32_t c)
{
    return g_unichar_isalnum(c) || g_unichar_ismark(c);
}

int utf8_width(uint32_t c)
{
    if (g_unichar_iszerowidth(c))
        return 0;
    return g_unichar_iswide(c) ? 2 : 1;
}

uint32_t utf8_base(uint32_t c)
{
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

    if (c < 0x80)
        return c;
    g_unichar_fully_decompose(c, FALSE, parts, G_UNICHAR_MAX_DECOMPOSITION_LENGTH);
    return parts[0];
}

/* Characters that can steer a terminal or reorder what is read (UAX #9 explicit formatting). */
static bool is_unsafe(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x2028 || c == 0x2029;
}

void utf8_add_shown(struct buf *out, struct str s)
{
    for (size_t at = 0, len; at < s.n; at += len) {
        uint32_t c = 0;

        len = utf8_decode(s, at, &c);
        if (len == 0) {
            buf_printf(out, "\\x%02X", (unsigned char)s.p[at]);
            len = 1;
        } else if (is_unsafe(c)) {
            buf_printf(out, c < 0x100 ? "\\x%02X" : "\\u%04X", (unsigned)c);
        } else {
            buf_add(out, str_sub(s, at, len));
        }
    }
}
