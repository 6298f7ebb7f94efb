/* SPDX-License-Identifier: MIT */
/* An SVG's size, from the attributes of its root element. */
#include <math.h>

#include "media/bytes.h"
#include "media/probe_p.h"

/* Skips what may stand before the root element (XML 1.0 [22] prolog): the offset of the root's
 * '<', or STR_NPOS. */
static size_t root_start(struct str s)
{
    size_t at = str_starts(s, STR("\xEF\xBB\xBF")) ? 3 : 0;

    for (;;) {
        while (at < s.n && is_ascii_space(s.p[at]))
            at++;
        if (byte_at(s, at) != '<')
            return STR_NPOS;
        if (tag_at(s, at, STR("<?"))) {
            at = str_find(s, STR("?>"), at);
        } else if (tag_at(s, at, STR("<!--"))) {
            at = str_find(s, STR("-->"), at);
        } else if (tag_at(s, at, STR("<!"))) {
            size_t end = str_find_byte(s, '>', at);
            size_t subset = str_find_byte(str_sub(s, 0, end), '[', at);

            at = subset == STR_NPOS ? at : str_find_byte(s, ']', subset);
            at = at == STR_NPOS ? at : str_find_byte(s, '>', at);
        } else {
            return at;
        }
        if (at == STR_NPOS)
            return at;
        while (byte_at(s, at) != '>')
            at++;
        at++;
    }
}

static bool is_name_byte(uint32_t c)
{
    return is_ascii_alnum((char)c) || c == '-' || c == '_' || c == '.' || c == ':' || c >= 0x80;
}

static struct str take_name(struct str s, size_t *at)
{
    size_t from = *at;

    while (is_name_byte(byte_at(s, *at)))
        (*at)++;
    return str_sub(s, from, *at - from);
}

static struct str local_name(struct str name)
{
    size_t colon = str_find_byte(name, ':', 0);

    return colon == STR_NPOS ? name : str_skip(name, colon + 1);
}

bool probe_is_svg(struct str head)
{
    size_t at = root_start(head);

    if (at == STR_NPOS)
        return false;
    at++;
    return str_eq(local_name(take_name(head, &at)), STR("svg"));
}

/* Takes one NAME="VALUE" at *AT; false at the tag's end. */
static bool take_attribute(struct str s, size_t *at, struct str *ret_name, struct str *ret_value)
{
    size_t end;

    while (*at < s.n && is_ascii_space(s.p[*at]))
        (*at)++;
    *ret_name = take_name(s, at);
    while (*at < s.n && is_ascii_space(s.p[*at]))
        (*at)++;
    if (!ret_name->n || byte_at(s, *at) != '=')
        return false;
    do
        (*at)++;
    while (*at < s.n && is_ascii_space(s.p[*at]));
    if (byte_at(s, *at) != '"' && byte_at(s, *at) != '\'')
        return false;
    end = str_find_byte(s, s.p[*at], *at + 1);
    if (end == STR_NPOS)
        return false;
    *ret_value = str_sub(s, *at + 1, end - *at - 1);
    *at = end + 1;
    return true;
}

/* A number as in SVG 2, clause 4.2, off the front of *REST. */
static bool take_number(struct str *rest, double *ret_value)
{
    struct str s = *rest;
    size_t at = 0, digits = 0;
    double value = 0, scale = 1;
    bool is_negative;
    int exponent = 0, sign = 1;

    while (at < s.n && (is_ascii_space(s.p[at]) || s.p[at] == ','))
        at++;
    is_negative = byte_at(s, at) == '-';
    at += is_negative || byte_at(s, at) == '+';
    for (; at < s.n && is_ascii_digit(s.p[at]); at++, digits++)
        value = value * 10 + (s.p[at] - '0');
    if (byte_at(s, at) == '.')
        for (at++; at < s.n && is_ascii_digit(s.p[at]); at++, digits++)
            value += (s.p[at] - '0') * (scale /= 10);
    if (!digits)
        return false;
    if ((byte_at(s, at) | 0x20) == 'e' && byte_at(s, at + 1) != 'm' && byte_at(s, at + 1) != 'x') {
        at++;
        sign = byte_at(s, at) == '-' ? -1 : 1;
        at += byte_at(s, at) == '-' || byte_at(s, at) == '+';
        for (; at < s.n && is_ascii_digit(s.p[at]); at++)
            exponent = exponent < 100 ? exponent * 10 + (s.p[at] - '0') : exponent;
    }
    *ret_value = (is_negative ? -value : value) * pow(10, sign * exponent);
    *rest = str_skip(s, at);
    return true;
}

/* A length in CSS pixels, 0 when it has none of its own (a percentage, "auto"). */
static double css_pixels(struct str value)
{
    static const struct {
        struct str unit;
        double pixels;
    } units[] = {
        {STR_INIT(""), 1},     {STR_INIT("px"), 1},           {STR_INIT("pt"), 96.0 / 72},
        {STR_INIT("pc"), 16},  {STR_INIT("mm"), 96.0 / 25.4}, {STR_INIT("cm"), 96.0 / 2.54},
        {STR_INIT("in"), 96},  {STR_INIT("q"), 96.0 / 101.6}, {STR_INIT("em"), 16},
        {STR_INIT("rem"), 16}, {STR_INIT("ex"), 8},           {STR_INIT("ch"), 8},
    };
    double number;

    if (!take_number(&value, &number) || number <= 0)
        return 0;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (str_eq_fold(str_trim(value), units[i].unit))
            return number * units[i].pixels;
    return 0;
}

static bool view_box(struct str value, double *ret_width, double *ret_height)
{
    double v[4];

    for (int i = 0; i < 4; i++)
        if (!take_number(&value, &v[i]))
            return false;
    if (!(v[2] > 0 && v[3] > 0))
        return false;
    *ret_width = v[2];
    *ret_height = v[3];
    return true;
}

static uint32_t whole_pixels(double length)
{
    if (!(length > 0))
        return 0;
    return length < 1 ? 1 : length > 1e6 ? 1000000 : (uint32_t)(length + 0.5);
}

/* SVG 2 clause 8.2: width and height, what is missing by the ratio of the viewBox. */
void probe_svg(const struct probe_source *src, struct media_info *info)
{
    double width = 0, height = 0, box_width = 0, box_height = 0;
    size_t at = root_start(src->head) + 1;
    struct str name, value;

    take_name(src->head, &at);
    while (take_attribute(src->head, &at, &name, &value)) {
        if (str_eq(name, STR("width")))
            width = css_pixels(value);
        else if (str_eq(name, STR("height")))
            height = css_pixels(value);
        else if (str_eq(name, STR("viewBox")))
            view_box(value, &box_width, &box_height);
    }
    if (box_width > 0) {
        if (!(width > 0) && !(height > 0))
            width = box_width;
        width = width > 0 ? width : height * box_width / box_height;
        height = height > 0 ? height : width * box_height / box_width;
    }
    info->width = whole_pixels(width);
    info->height = whole_pixels(height);
    info->has_alpha = true;
}
