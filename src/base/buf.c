/* SPDX-License-Identifier: MIT */
/* The growing buffer. */
#include "base/buf.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

void buf_done(struct buf *b)
{
    free(b->p);
    *b = (struct buf){0};
}

void buf_clear(struct buf *b)
{
    b->n = 0;
}

void buf_fit(struct buf *b)
{
    if (b->n == 0)
        buf_done(b);
    else if (b->n < b->size)
        b->p = xrealloc(b->p, b->size = b->n, 1);
}

void buf_grow(struct buf *b, size_t more)
{
    size_t size = b->size ? b->size * 2 : 256;

    if (more > SIZE_MAX / 2 - b->n)
        alloc_die();
    if (size < b->n + more)
        size = b->n + more;
    b->p = xrealloc(b->p, size, 1);
    b->size = size;
}

void buf_addz(struct buf *b, const char *z)
{
    buf_add(b, str_of(z));
}

void buf_fill(struct buf *b, char c, size_t count)
{
    if (count == 0)
        return;
    memset(buf_reserve(b, count), c, count);
    b->n += count;
}

void buf_printf(struct buf *b, const char *format, ...)
{
    va_list args, again;
    int n;

    va_start(args, format);
    va_copy(again, args);
    n = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (n > 0) {
        (void)vsnprintf(buf_reserve(b, (size_t)n + 1), (size_t)n + 1, format, args);
        b->n += (size_t)n;
    }
    va_end(args);
}

/* What an XML text must not hold as it is: "" drops the byte, NULL keeps it. */
static const char *xml_escape(unsigned char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\t':
    case '\n':
    case '\r':
        return NULL;
    default:
        return c < 0x20 || c == 0x7f ? "" : NULL;
    }
}

static bool xml_is_plain(unsigned char c)
{
    return c > '>' ? c != 0x7f && c != 0xef
                   : c >= ' ' && c != '&' && c != '<' && c != '>' && c != '"';
}

/* U+FFFE and U+FFFF, which XML does not have, at AT. */
static bool is_no_character(struct str s, size_t at)
{
    return s.n - at >= 3 && memcmp(s.p + at, "\xef\xbf", 2) == 0 &&
           (unsigned char)s.p[at + 2] >= 0xbe;
}

void buf_xml(struct buf *b, struct str s)
{
    size_t start = 0;

    for (size_t i = 0; i < s.n; i++) {
        const char *as;

        if (xml_is_plain((unsigned char)s.p[i]))
            continue;
        as = is_no_character(s, i) ? "\xef\xbf\xbd" : xml_escape((unsigned char)s.p[i]);
        if (!as)
            continue;
        buf_add(b, str_sub(s, start, i - start));
        buf_addz(b, as);
        i += is_no_character(s, i) ? 2 : 0;
        start = i + 1;
    }
    buf_add(b, str_skip(s, start));
}

void buf_json(struct buf *b, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if (c == '"' || c == '\\') {
            buf_byte(b, '\\');
            buf_byte(b, (char)c);
        } else if (c < 0x20 || c == 0x7f) {
            buf_printf(b, "\\u%04x", c);
        } else {
            buf_byte(b, (char)c);
        }
    }
}
