/* SPDX-License-Identifier: MIT */
/* Character references: the names of entities.def, decimal and hexadecimal numbers. */
#include "render/html_private.h"

#include <string.h>

#include "base/utf8.h"

#define NAME_MAX_BYTES 32 /* "CounterClockwiseContourIntegral;" */
#define LEGACY_MAX 6      /* of names that need no semicolon, "Aacute" */

static const struct {
    char name[NAME_MAX_BYTES + 1];
    char text[7];
} entities[] = {
#define ENTITY(name, text) {name, text},
#include "render/entities.def"
#undef ENTITY
};

/* What a number in the C1 range stands for: Windows-1252, as the Standard has it. */
static const uint16_t c1_replacements[32] = {
    0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8d,   0x017d, 0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178,
};

/* The text of the entity that is called exactly NAME, or NULL. */
static const char *entity_text(struct str name)
{
    size_t low = 0, high = sizeof entities / sizeof *entities;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int d = str_cmp(name, str_of(entities[middle].name));

        if (d == 0)
            return entities[middle].text;
        if (d < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* A name at the start of S, which follows '&'. The length used, 0 for none. */
static size_t decode_name(struct buf *out, struct str s, bool is_value)
{
    size_t n = 0;
    const char *text;

    while (n < s.n && n < NAME_MAX_BYTES && is_ascii_alnum(s.p[n]))
        n++;
    if (n < s.n && s.p[n] == ';' && (text = entity_text(str_sub(s, 0, n + 1)))) {
        buf_addz(out, text);
        return n + 1;
    }
    for (size_t k = n < LEGACY_MAX ? n : LEGACY_MAX; k >= 2; k--) {
        text = entity_text(str_sub(s, 0, k));
        if (!text)
            continue;
        /* "?a=1&copy=2" in an address means what it says */
        if (is_value && k < s.n && (s.p[k] == '=' || is_ascii_alnum(s.p[k])))
            return 0;
        buf_addz(out, text);
        return k;
    }
    return 0;
}

static void add_number(struct buf *out, uint32_t c)
{
    if (c >= 0x80 && c < 0xa0)
        c = c1_replacements[c - 0x80];
    if (c == 0 || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
        c = 0xfffd;
    if (utf8_is_xml_char(c))
        utf8_add(out, c);
}

/* A number at the start of S, which follows "&#". The length used, 0 for none. */
static size_t decode_number(struct buf *out, struct str s)
{
    bool is_hex = s.n && (s.p[0] == 'x' || s.p[0] == 'X');
    size_t start = is_hex, n = start;
    uint32_t c = 0;

    for (; n < s.n; n++) {
        char digit = ascii_lower(s.p[n]);
        uint32_t value;

        if (is_ascii_digit(digit))
            value = (uint32_t)(digit - '0');
        else if (is_hex && digit >= 'a' && digit <= 'f')
            value = (uint32_t)(digit - 'a') + 10;
        else
            break;
        if (c <= 0x10ffff)
            c = c * (is_hex ? 16 : 10) + value;
    }
    if (n == start)
        return 0;
    add_number(out, c);
    return n < s.n && s.p[n] == ';' ? n + 1 : n;
}

void html_decode_into(struct buf *out, struct str s, bool is_value)
{
    while (s.n) {
        size_t at = str_find_byte(s, '&', 0), used;

        buf_add(out, str_sub(s, 0, at));
        if (at == STR_NPOS)
            return;
        s = str_skip(s, at + 1);
        if (s.n && s.p[0] == '#') {
            used = decode_number(out, str_skip(s, 1));
            used += used > 0;
        } else {
            used = decode_name(out, s, is_value);
        }
        if (!used)
            buf_byte(out, '&');
        s = str_skip(s, used);
    }
}

/* Whether S may hold a character that XML forbids. */
static bool is_suspect(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if (c < ' ' || c == 0x7f || c == 0xc2 || c >= 0xef)
            return true;
    }
    return false;
}

static void add_valid(struct buf *out, struct str s)
{
    for (size_t at = 0, n; at < s.n; at += n ? n : 1) {
        uint32_t c = 0;

        n = utf8_decode(s, at, &c);
        if (n && utf8_is_xml_char(c))
            buf_add(out, str_sub(s, at, n));
    }
}

struct str html_decode_value(struct arena *a, struct str s)
{
    struct buf decoded = {0}, valid = {0};
    bool has_reference = str_find_byte(s, '&', 0) != STR_NPOS;
    struct str value;

    if (!has_reference && !is_suspect(s))
        return s;
    html_decode_into(&decoded, s, true);
    add_valid(&valid, buf_str(&decoded));
    value = arena_str(a, buf_str(&valid));
    buf_done(&decoded);
    buf_done(&valid);
    return value;
}

struct str html_decode(struct arena *a, struct str s)
{
    struct buf out = {0};
    struct str text;

    if (str_find_byte(s, '&', 0) == STR_NPOS)
        return s;
    html_decode_into(&out, s, false);
    text = arena_str(a, buf_str(&out));
    buf_done(&out);
    return text;
}
