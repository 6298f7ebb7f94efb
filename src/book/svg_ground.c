/* SPDX-License-Identifier: MIT */
/* White ground for dark drawings on clear ground, which a black page would swallow. */
#include "book/svg_ground.h"

#include "base/ascii.h"

enum { DARK = 90, LIGHT = 160 };

struct inks {
    bool is_inline; /* currentColor is the page's, and changes with it */
    bool has_dark, has_light, has_fill;
};

/* How light the colour in "#rgb" or "#rrggbb" is, 0 to 255. */
static unsigned lightness(struct str s)
{
    unsigned n = 0, v[6] = {0};

    for (; n < 6 && n + 1 < s.n && is_ascii_hex(s.p[n + 1]); n++)
        v[n] = (unsigned)ascii_hex(s.p[n + 1]);
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
    else if (str_starts_fold(value, STR("black")) ||
             (!inks->is_inline && str_starts_fold(value, STR("currentColor"))))
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
static bool is_dark(struct str svg, bool is_inline)
{
    struct inks inks = {.is_inline = is_inline};

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
    buf_addz(out, " fill=\"#fff\"/");
}

bool svg_ground(struct buf *out, struct str svg, bool is_inline, size_t *ret_at)
{
    size_t end = str_find_byte(svg, '>', 0);
    struct str root = str_sub(svg, 0, end);

    if (end == STR_NPOS || svg.p[end - 1] == '/' || !is_dark(svg, is_inline))
        return false;
    if (is_inline && str_find(svg, STR("currentColor"), 0) != STR_NPOS &&
        str_find(root, STR(" color=\""), 0) == STR_NPOS)
        buf_addz(out, " color=\"#000\"");
    buf_byte(out, '>');
    add_rectangle(out, view_box(root));
    *ret_at = end;
    return true;
}

void svg_lay_ground(struct buf *svg)
{
    struct str s = buf_str(svg);
    size_t from = str_find(s, STR("<svg"), 0), at;
    struct buf out = {0}, ground = {0};

    if (from != STR_NPOS && svg_ground(&ground, str_skip(s, from), false, &at)) {
        buf_add(&out, str_sub(s, 0, from + at));
        buf_add(&out, buf_str(&ground));
        buf_add(&out, str_skip(s, from + at));
        buf_clear(svg);
        buf_add(svg, buf_str(&out));
    }
    buf_done(&out);
    buf_done(&ground);
}
