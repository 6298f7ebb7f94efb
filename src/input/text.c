/* SPDX-License-Identifier: MIT */
/* File bytes → clean UTF-8. */
#include <string.h>

#include "base/utf8.h"
#include "input/charset.h"
#include "input/load.h"

/* Bytes that it has no character for are dropped. */
static void add_windows_byte(struct buf *out, unsigned char byte)
{
    uint32_t c = charset_char(CHARSET_WINDOWS_1252, byte);

    if (c < 0x80 || c >= 0xA0)
        utf8_add(out, c);
}

/* Valid sequences stay, other bytes are read as Windows-1252. */
static struct str from_windows_1252(struct arena *a, struct str s)
{
    struct buf out = {0};
    struct str text;

    while (s.n) {
        size_t good = utf8_valid_prefix(s);

        buf_add(&out, str_sub(s, 0, good));
        s = str_skip(s, good);
        if (s.n) {
            add_windows_byte(&out, (unsigned char)s.p[0]);
            s = str_skip(s, 1);
        }
    }
    text = arena_str(a, buf_str(&out));
    buf_done(&out);
    return text;
}

static uint32_t unit_at(struct str s, size_t i, bool big)
{
    uint32_t first = (unsigned char)s.p[i], second = (unsigned char)s.p[i + 1];

    return big ? first << 8 | second : second << 8 | first;
}

/* UTF-16 without a mark: every other one of the first bytes is 0, as in no other text. */
static bool is_bare_utf16(struct str s, bool *ret_big)
{
    size_t zeros[2] = {0}, n = s.n < 256 ? s.n & ~(size_t)1 : 256;

    for (size_t i = 0; i < n; i++)
        zeros[i & 1] += s.p[i] == '\0';
    *ret_big = zeros[0] > zeros[1];
    return n >= 8 && zeros[0] + zeros[1] >= n / 3 && (zeros[0] == 0 || zeros[1] == 0);
}

static struct str from_utf16(struct arena *a, struct str s, bool big)
{
    struct buf out = {0};
    struct str text;

    for (size_t i = 0; i + 1 < s.n; i += 2) {
        uint32_t c = unit_at(s, i, big);

        if (c >= 0xD800 && c < 0xDC00 && i + 3 < s.n) {
            uint32_t low = unit_at(s, i + 2, big);

            if (low >= 0xDC00 && low < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        if (c < 0xD800 || c >= 0xE000)
            utf8_add(&out, c);
    }
    text = arena_str(a, buf_str(&out));
    buf_done(&out);
    return text;
}

static bool is_dropped(struct str s, size_t i)
{
    unsigned char c = (unsigned char)s.p[i];

    if (c == '\r')
        return i + 1 < s.n && s.p[i + 1] == '\n';
    return (c < 0x20 && c != '\t' && c != '\n') || c == 0x7F;
}

static bool is_unclean(unsigned char c)
{
    return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
}

/* A byte below 0x20 or of 0x7F among eight; now and then another one's neighbour. */
static bool may_be_unclean(const char *p)
{
    const uint64_t ones = 0x0101010101010101, tops = ones << 7;
    uint64_t word, delete;

    memcpy(&word, p, sizeof word);
    delete = word ^ ones * 0x7F;
    return (((word - ones * 0x20) & ~word) | ((delete - ones) & ~delete)) & tops;
}

static size_t first_unclean(struct str s)
{
    size_t i = 0;

    while (i < s.n) {
        size_t stop = i + sizeof(uint64_t);

        if (s.n - i >= sizeof(uint64_t) && !may_be_unclean(s.p + i)) {
            i = stop;
            continue;
        }
        for (; i < s.n && i < stop; i++)
            if (is_unclean((unsigned char)s.p[i]))
                return i;
    }
    return i;
}

/* CRLF and CR become LF, other control characters go. */
static struct str without_controls(struct arena *a, struct str s)
{
    size_t n = first_unclean(s);
    char *p;

    if (n == s.n)
        return s;
    p = arena_alloc(a, s.n + 1);
    memcpy(p, s.p, n);
    for (size_t i = n; i < s.n; i++)
        if (!is_dropped(s, i))
            p[n++] = s.p[i] == '\r' ? '\n' : s.p[i];
    p[n] = '\0';
    return (struct str){p, n};
}

struct str load_words(struct arena *a, struct str s)
{
    return without_controls(a, utf8_valid_prefix(s) < s.n ? from_windows_1252(a, s) : s);
}

struct str load_text(struct arena *a, struct str s, struct str file, struct diag_list *diags)
{
    size_t good;
    bool is_marked = str_starts(s, STR("\xFF\xFE")) || str_starts(s, STR("\xFE\xFF"));
    bool is_big = is_marked && s.p[0] == '\xFE';

    if (is_marked || is_bare_utf16(s, &is_big)) {
        diag_add(diags, DIAG_ENCODING, (struct diag_pos){file, 1, 0}, "UTF-16");
        return without_controls(a, from_utf16(a, str_skip(s, is_marked ? 2 : 0), is_big));
    }
    if (str_starts(s, STR("\xEF\xBB\xBF")))
        s = str_skip(s, 3);
    good = utf8_valid_prefix(s);
    if (good < s.n) {
        diag_add(diags, DIAG_ENCODING, diag_pos_of(file, s, good, 1), "Windows-1252");
        s = from_windows_1252(a, s);
    }
    return without_controls(a, s);
}
