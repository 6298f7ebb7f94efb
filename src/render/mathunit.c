/* SPDX-License-Identifier: MIT */
/* Dimensions, colours and numbers of TeX. */
#include "render/mathunit.h"

#include <stdbool.h>

/* Units in ten-thousandths of an em, for a font of 10 pt. */
static const struct {
    struct str name;
    long size;
} units[] = {
    {STR_INIT("em"), 10000}, {STR_INIT("ex"), 4306}, {STR_INIT("mu"), 556},
    {STR_INIT("pt"), 1000},  {STR_INIT("px"), 1004}, {STR_INIT("bp"), 1004},
    {STR_INIT("cm"), 28453}, {STR_INIT("mm"), 2845}, {STR_INIT("in"), 72270},
    {STR_INIT("pc"), 12000}, {STR_INIT("dd"), 1070}, {STR_INIT("cc"), 12840},
    {STR_INIT("sp"), 0},
};

#define NUMBER_MAX 1000000L /* ten-thousandths: a hundred units */

/* The decimal number at *AT in ten-thousandths. */
static long read_decimal(struct str s, size_t *at)
{
    long value = 0, place = 10000;

    for (; *at < s.n && is_ascii_digit(s.p[*at]); ++*at)
        value = value < NUMBER_MAX ? value * 10 + (s.p[*at] - '0') * 10000L : NUMBER_MAX;
    if (*at >= s.n || s.p[*at] != '.')
        return value;
    for (++*at; *at < s.n && is_ascii_digit(s.p[*at]); ++*at) {
        place /= 10;
        value += (s.p[*at] - '0') * place;
    }
    return value;
}

struct str math_unit_em(struct arena *a, struct str dimension)
{
    size_t at = 0;
    bool is_negative;
    struct str unit;
    long value;

    is_negative = at < dimension.n && dimension.p[at] == '-';
    at += is_negative || (at < dimension.n && dimension.p[at] == '+');
    value = read_decimal(dimension, &at);
    value = value > NUMBER_MAX ? NUMBER_MAX : value;
    unit = str_sub(str_trim(str_skip(dimension, at)), 0, 2);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (!str_eq(unit, units[i].name))
            continue;
        value = value * units[i].size / 10000;
        return arena_printf(a, "%s%ld.%04ldem", is_negative && value ? "-" : "", value / 10000,
                            value % 10000);
    }
    return STR("0em");
}

/* Colours of xcolor and CSS by name. */
static const struct {
    struct str name, value;
} colors[] = {
    {STR_INIT("black"), STR_INIT("#000000")},     {STR_INIT("blue"), STR_INIT("#0000ff")},
    {STR_INIT("brown"), STR_INIT("#a52a2a")},     {STR_INIT("crimson"), STR_INIT("#dc143c")},
    {STR_INIT("cyan"), STR_INIT("#008b8b")},      {STR_INIT("darkblue"), STR_INIT("#00008b")},
    {STR_INIT("darkgreen"), STR_INIT("#006400")}, {STR_INIT("darkred"), STR_INIT("#8b0000")},
    {STR_INIT("gray"), STR_INIT("#666666")},      {STR_INIT("green"), STR_INIT("#008000")},
    {STR_INIT("grey"), STR_INIT("#666666")},      {STR_INIT("magenta"), STR_INIT("#c000c0")},
    {STR_INIT("maroon"), STR_INIT("#800000")},    {STR_INIT("navy"), STR_INIT("#000080")},
    {STR_INIT("olive"), STR_INIT("#6b6b00")},     {STR_INIT("orange"), STR_INIT("#b85c00")},
    {STR_INIT("pink"), STR_INIT("#c2185b")},      {STR_INIT("purple"), STR_INIT("#800080")},
    {STR_INIT("red"), STR_INIT("#d00000")},       {STR_INIT("teal"), STR_INIT("#007070")},
    {STR_INIT("violet"), STR_INIT("#7f00ff")},
};

struct str math_unit_color(struct arena *a, struct str color)
{
    size_t i = 0;

    if (color.n == 7 && color.p[0] == '#') {
        for (i = 1; i < color.n && is_ascii_hex(color.p[i]); i++)
            ;
        return i == color.n ? arena_str(a, color) : STR("");
    }
    for (i = 0; i < sizeof colors / sizeof *colors; i++)
        if (str_eq_fold(color, colors[i].name))
            return colors[i].value;
    return STR("");
}

uint32_t math_unit_char(struct str number)
{
    size_t at = 0;
    uint32_t c = math_unit_char_number(number, &at);

    return at == number.n ? c : 0;
}

uint32_t math_unit_char_number(struct str text, size_t *at)
{
    uint32_t value = 0;
    int base = 10, digit;

    if (*at < text.n && (text.p[*at] == 'x' || text.p[*at] == '"' || text.p[*at] == 'U')) {
        base = 16;
        ++*at;
    }
    while (*at < text.n && (digit = ascii_hex(text.p[*at])) >= 0 && digit < base) {
        value = value > 0x110000 ? value : value * (uint32_t)base + (uint32_t)digit;
        ++*at;
    }
    return value > 0x10FFFF ? 0 : value;
}
