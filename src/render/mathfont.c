/* SPDX-License-Identifier: MIT */
/* The blocks of mathematical letters (Unicode 1D400–1D7FF and Letterlike Symbols). */
#include "render/mathfont.h"

#include "base/utf8.h"

/* Where each font's capitals, small letters, digits, Greek capitals and small Greek begin;
 * 0: it has none. */
static const struct {
    uint32_t upper, lower, digit, greek_upper, greek_lower;
} blocks[FONT_COUNT] = {
    [FONT_BOLD] = {0x1D400, 0x1D41A, 0x1D7CE, 0x1D6A8, 0x1D6C2},
    [FONT_ITALIC] = {0, 0, 0, 0x1D6E2, 0},
    [FONT_BOLD_ITALIC] = {0x1D468, 0x1D482, 0x1D7CE, 0x1D6A8, 0x1D736},
    [FONT_DOUBLE_STRUCK] = {0x1D538, 0x1D552, 0x1D7D8, 0, 0},
    [FONT_SCRIPT] = {0x1D49C, 0x1D4B6, 0, 0, 0},
    [FONT_FRAKTUR] = {0x1D504, 0x1D51E, 0, 0, 0},
    [FONT_SANS] = {0x1D5A0, 0x1D5BA, 0x1D7E2, 0, 0},
    [FONT_SANS_ITALIC] = {0x1D608, 0x1D622, 0x1D7E2, 0, 0},
    [FONT_MONOSPACE] = {0x1D670, 0x1D68A, 0x1D7F6, 0, 0},
};

/* Letters that were encoded before the blocks were, which have a hole there. */
static const struct {
    uint32_t hole, letter;
} holes[] = {
    {0x1D49D, 0x212C}, {0x1D4A0, 0x2130}, {0x1D4A1, 0x2131}, {0x1D4A3, 0x210B}, {0x1D4A4, 0x2110},
    {0x1D4A7, 0x2112}, {0x1D4A8, 0x2133}, {0x1D4AD, 0x211B}, {0x1D4BA, 0x212F}, {0x1D4BC, 0x210A},
    {0x1D4C4, 0x2134}, {0x1D506, 0x212D}, {0x1D50B, 0x210C}, {0x1D50C, 0x2111}, {0x1D515, 0x211C},
    {0x1D51D, 0x2128}, {0x1D53A, 0x2102}, {0x1D53F, 0x210D}, {0x1D545, 0x2115}, {0x1D547, 0x2119},
    {0x1D548, 0x211A}, {0x1D549, 0x211D}, {0x1D551, 0x2124},
};

/* Signs beside the Greek letters: offset in a bold block from its capital alpha. */
static const struct {
    uint32_t c, offset;
} greek_signs[] = {
    {0x03F4, 17}, {0x2207, 25}, {0x2202, 51}, {0x03F5, 52}, {0x03D1, 53},
    {0x03F0, 54}, {0x03D5, 55}, {0x03F1, 56}, {0x03D6, 57},
};

static uint32_t fill_hole(uint32_t c)
{
    for (size_t i = 0; i < sizeof holes / sizeof *holes; i++)
        if (holes[i].hole == c)
            return holes[i].letter;
    return c;
}

static uint32_t greek_sign(uint32_t c, enum math_font font)
{
    uint32_t start = blocks[font].greek_upper;

    /* \boldsymbol: ∇ stays upright, the letters' variants slant with the small letters. */
    if (font == FONT_BOLD_ITALIC && c != 0x2207 && c != 0x2202)
        start = 0x1D71C;
    if (start == 0 || font == FONT_ITALIC)
        return c;
    for (size_t i = 0; i < sizeof greek_signs / sizeof *greek_signs; i++)
        if (greek_signs[i].c == c)
            return start + greek_signs[i].offset;
    return c;
}

uint32_t math_font_char(uint32_t c, enum math_font font)
{
    if (c >= 'A' && c <= 'Z')
        return blocks[font].upper ? fill_hole(blocks[font].upper + c - 'A') : c;
    if (c >= 'a' && c <= 'z')
        return blocks[font].lower ? fill_hole(blocks[font].lower + c - 'a') : c;
    if (c >= '0' && c <= '9')
        return blocks[font].digit ? blocks[font].digit + c - '0' : c;
    if (c >= 0x391 && c <= 0x3A9)
        return blocks[font].greek_upper ? blocks[font].greek_upper + c - 0x391 : c;
    if (c >= 0x3B1 && c <= 0x3C9)
        return blocks[font].greek_lower ? blocks[font].greek_lower + c - 0x3B1 : c;
    return c < 0x80 ? c : greek_sign(c, font);
}

/* C, which is beyond ASCII, as UTF-8 at OUT; the number of bytes. */
static size_t encode(char *out, uint32_t c)
{
    size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

    for (size_t i = n; --i > 0; c >>= 6)
        out[i] = (char)(unsigned char)(0x80 | (c & 0x3F));
    out[0] = (char)(unsigned char)((n == 2 ? 0xC0 : n == 3 ? 0xE0 : 0xF0) | c);
    return n;
}

struct str math_font_str(struct arena *a, struct str s, enum math_font font)
{
    char *out;
    size_t n, used = 0;
    uint32_t c, changed;

    if (font == FONT_NORMAL || font == FONT_ROMAN)
        return s;
    out = arena_alloc(a, s.n * 4 + 1);
    for (size_t at = 0; (n = utf8_decode(s, at, &c)) != 0; at += n) {
        changed = math_font_char(c, font);
        if (changed < 0x80)
            out[used++] = (char)changed;
        else
            used += encode(out + used, changed);
    }
    return (struct str){out, used};
}

bool math_font_is_slanted(uint32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
        return true;
    if ((c >= 0x391 && c <= 0x3A9) || (c >= 0x3B1 && c <= 0x3C9))
        return true;
    return c == 0x131 || c == 0x237 || c == 0x2202 || c == 0x2207 || c == 0x3D1 || c == 0x3D5 ||
           c == 0x3D6 || c == 0x3F0 || c == 0x3F1 || c == 0x3F5 || c == 0x3F4;
}
