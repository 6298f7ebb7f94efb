/* SPDX-License-Identifier: MIT */
/* Colours of text in raw HTML: a book leaves them out; here is told which were hard to read. */
#include <math.h>

#include "render/job.h"

struct colour {
    double red, green, blue; /* 0 to 1 */
};

static const struct {
    const char *name;
    uint32_t colour;
} names[] = {
    {"aqua", 0x00FFFF},       {"beige", 0xF5F5DC},     {"cyan", 0x00FFFF},
    {"darkgray", 0xA9A9A9},   {"darkgrey", 0xA9A9A9},  {"gold", 0xFFD700},
    {"gray", 0x808080},       {"grey", 0x808080},      {"greenyellow", 0xADFF2F},
    {"ivory", 0xFFFFF0},      {"khaki", 0xF0E68C},     {"lavender", 0xE6E6FA},
    {"lightblue", 0xADD8E6},  {"lightgray", 0xD3D3D3}, {"lightgreen", 0x90EE90},
    {"lightgrey", 0xD3D3D3},  {"lightpink", 0xFFB6C1}, {"lightyellow", 0xFFFFE0},
    {"lime", 0x00FF00},       {"orange", 0xFFA500},    {"pink", 0xFFC0CB},
    {"silver", 0xC0C0C0},     {"skyblue", 0x87CEEB},   {"tan", 0xD2B48C},
    {"turquoise", 0x40E0D0},  {"violet", 0xEE82EE},    {"white", 0xFFFFFF},
    {"whitesmoke", 0xF5F5F5}, {"yellow", 0xFFFF00},    {"black", 0x000000},
    {"blue", 0x0000FF},       {"green", 0x008000},     {"navy", 0x000080},
    {"purple", 0x800080},     {"red", 0xFF0000},       {"maroon", 0x800000},
};

static struct colour of_number(uint32_t c)
{
    return (struct colour){(c >> 16) / 255.0, (c >> 8 & 0xFF) / 255.0, (c & 0xFF) / 255.0};
}

/* "#rgb" or "#rrggbb", without the mark. */
static bool read_hex(struct str s, struct colour *ret)
{
    uint32_t c = 0;

    if (s.n != 3 && s.n != 6)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        int digit = ascii_hex(s.p[i]);

        if (digit < 0)
            return false;
        c = s.n == 3 ? c << 8 | (uint32_t)digit * 0x11 : c << 4 | (uint32_t)digit;
    }
    *ret = of_number(c);
    return true;
}

/* The numbers of "rgb(1, 2, 3)". */
static bool read_rgb(struct str s, struct colour *ret)
{
    unsigned long v[3];
    struct str part;

    for (size_t i = 0; i < 3; i++)
        if (!str_split(&s, i < 2 ? ',' : ')', &part) || !str_to_uint(str_trim(part), 255, &v[i]))
            return false;
    *ret = of_number((uint32_t)(v[0] << 16 | v[1] << 8 | v[2]));
    return true;
}

static bool read_colour(struct str s, struct colour *ret)
{
    if (str_starts(s, STR("#")))
        return read_hex(str_skip(s, 1), ret);
    if (str_starts_fold(s, STR("rgb(")))
        return read_rgb(str_skip(s, 4), ret);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq_fold(s, str_of(names[i].name))) {
            *ret = of_number(names[i].colour);
            return true;
        }
    return false;
}

static double linear(double v)
{
    return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

/* WCAG 2.1, relative luminance. */
static double luminance(struct colour c)
{
    return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

static double contrast(struct colour a, struct colour b)
{
    double x = luminance(a), y = luminance(b);

    return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

static void read_style(struct str style, struct str *ret_text, struct str *ret_ground)
{
    struct str value, name;

    while (str_split(&style, ';', &value)) {
        if (!str_split(&value, ':', &name))
            continue;
        name = str_trim(name);
        if (str_eq_fold(name, STR("color")))
            *ret_text = str_trim(value);
        else if (str_starts_fold(name, STR("background")))
            *ret_ground = str_trim(value);
    }
}

void contrast_check(struct job *j, const struct html_tag *tag)
{
    static const double least =
        3; /* WCAG 2.1, 1.4.3, of large text; below that it is hard to see */
    struct colour text, ground = {1, 1, 1};
    struct str colour = str_trim(html_get(tag, "color")), behind = STR_NONE;

    read_style(html_get(tag, "style"), &colour, &behind);
    if (!colour.n || !read_colour(colour, &text) || (behind.n && !read_colour(behind, &ground)))
        return;
    if (contrast(text, ground) < least)
        diag_add(&j->c->diags, DIAG_LOW_CONTRAST, (struct diag_pos){j->post->path, tag->line, 0},
                 STR_ARG(colour), contrast(text, ground));
}
