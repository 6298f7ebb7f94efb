/* SPDX-License-Identifier: MIT */
/* White ground for dark drawings on clear ground, which a black page would swallow. */
#include "base/ascii.h"
#include "media/convert.h"

enum { DARK = 90, LIGHT = 160 };

struct inks {
    bool has_dark, has_light, has_fill;
};

static unsigned hex(char c)
{
    return is_ascii_digit(c) ? (unsigned)(c - '0') : (unsigned)(ascii_lower(c) - 'a' + 10) & 15;
}

/* How light the colour in "#rgb" or "#rrggbb" is, 0 to 255. */
static unsigned lightness(struct str s)
{
    unsigned n = 0, v[6] = {0};

    for (; n < 6 && n + 1 < s.n && is_ascii_hex(s.p[n + 1]); n++)
        v[n] = hex(s.p[n + 1]);
    if (n < 6) {
        v[4] = v[5] = v[2];
        v[2] = v[3] = v[1];
        v[1] = v[0];
    }
    return ((v[0] * 16 + v[1]) * 2126 + (v[2] * 16 + v[3]) * 7152 + (v[4] * 16 + v[5]) * 722) /
           10000;
}

static void see(struct inks *inks, struct str value)
{
    unsigned light = DARK;

    if (str_starts(value, STR("#")))
        light = lightness(value);
    else if (str_starts_fold(value, STR("white")))
        light = 255;
    else if (str_starts_fold(value, STR("black")) || str_starts_fold(value, STR("currentColor")))
        light = 0;
    inks->has_dark |= light < DARK;
    inks->has_light |= light > LIGHT;
}

/* What stands behind each PROPERTY, as an attribute or in a style. */
static void look_for(struct inks *inks, struct str svg, struct str property, bool is_fill)
{
    for (size_t at = 0; (at = str_find(svg, property, at)) != STR_NPOS;) {
        struct str value = str_skip(svg, at += property.n);

        if (str_starts(value, STR("=\"")))
            value = str_skip(value, 2);
        else if (str_starts(value, STR(":")))
            value = str_trim(str_sub(value, 1, 32));
        else
            continue;
        inks->has_fill |= is_fill;
        see(inks, value);
    }
}

/* Ink that is named nowhere is black. A drawing of nothing but light ink is one for the night. */
static bool is_dark(struct str svg)
{
    struct inks inks = {0};

    look_for(&inks, svg, STR("fill"), true);
    look_for(&inks, svg, STR("stroke"), false);
    return inks.has_dark || (!inks.has_fill && !inks.has_light) ||
           (str_find(svg, STR("<text"), 0) != STR_NPOS && !inks.has_light);
}

static struct str view_box(struct str root)
{
    size_t at = str_find(root, STR(" viewBox=\""), 0);
    struct str value = str_skip(root, at + 10);

    return at == STR_NPOS ? STR("0 0 100% 100%")
                          : str_trim(str_sub(value, 0, str_find_byte(value, '"', 0)));
}

static void add_rectangle(struct buf *out, struct str box)
{
    static const char *const names[] = {"x", "y", "width", "height"};
    size_t n = 0;

    buf_addz(out, "<rect");
    for (int i = 0; i < 4; i++) {
        size_t from;

        while (n < box.n && (is_ascii_space(box.p[n]) || box.p[n] == ','))
            n++;
        for (from = n; n < box.n && !is_ascii_space(box.p[n]) && box.p[n] != ','; n++)
            continue;
        buf_printf(out, " %s=\"%.*s\"", names[i], STR_ARG(str_sub(box, from, n - from)));
    }
    buf_addz(out, " fill=\"#fff\"/>");
}

void svg_lay_ground(struct buf *svg)
{
    struct str s = buf_str(svg), root;
    size_t from = str_find(s, STR("<svg"), 0), end = str_find_byte(s, '>', from);
    struct buf out = {0};

    if (from == STR_NPOS || end == STR_NPOS || s.p[end - 1] == '/' || !is_dark(s))
        return;
    root = str_sub(s, from, end - from);
    buf_add(&out, str_sub(s, 0, end + 1));
    add_rectangle(&out, view_box(root));
    buf_add(&out, str_skip(s, end + 1));
    buf_clear(svg);
    buf_add(svg, buf_str(&out));
    buf_done(&out);
}
