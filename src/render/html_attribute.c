/* SPDX-License-Identifier: MIT */
/* The allow-list of attributes: which pass on which element, and how their values are written. */
#include "render/html_private.h"

#include <string.h>

enum kind {
    KIND_ALIGN, /* left, right, center: becomes a class */
    KIND_BOOLEAN,
    KIND_CHOICE,
    KIND_CHOICES,
    KIND_CLASS,
    KIND_COLOR,
    KIND_DATETIME,
    KIND_DRAWING, /* geometry in SVG */
    KIND_ID,
    KIND_INTEGER,
    KIND_LANGUAGE,
    KIND_LENGTH,
    KIND_LENGTHS,
    KIND_LINK,
    KIND_LIST_TYPE,
    KIND_MEASURE, /* pixels stay, percent becomes a style */
    KIND_NATURAL,
    KIND_PICTURE,
    KIND_POSITIVE,
    KIND_PRESENTATION, /* of SVG; may stand in its style too */
    KIND_REFERENCE,
    KIND_SCOPE, /* only on a header cell */
    KIND_STYLE,
    KIND_SVG_STYLE,
    KIND_TEXT
};

#define GROUP_ALL 0xffff

struct rule {
    const char *name;
    const char *choices;
    const char *elements; /* NULL: no matter which */
    uint16_t groups;
    uint8_t kind;
};

static const struct rule html_rules[] = {
#define HTML_ATTRIBUTE(name, kind, groups, choices) \
    {name, choices, NULL, GROUP_##groups, KIND_##kind},
#define SVG_ATTRIBUTE(name, kind, choices)
#define MATH_ATTRIBUTE(name, kind, elements, choices)
#include "render/attributes.def"
#undef HTML_ATTRIBUTE
#undef SVG_ATTRIBUTE
};

static const struct rule svg_rules[] = {
#define HTML_ATTRIBUTE(name, kind, groups, choices)
#define SVG_ATTRIBUTE(name, kind, choices) {name, choices, NULL, GROUP_ALL, KIND_##kind},
#include "render/attributes.def"
#undef SVG_ATTRIBUTE
#undef MATH_ATTRIBUTE
};

static const struct rule math_rules[] = {
#define SVG_ATTRIBUTE(name, kind, choices)
#define MATH_ATTRIBUTE(name, kind, elements, choices) \
    {name, choices, elements, GROUP_ALL, KIND_##kind},
#include "render/attributes.def"
#undef HTML_ATTRIBUTE
#undef SVG_ATTRIBUTE
#undef MATH_ATTRIBUTE
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* What is gathered over all attributes of a tag and written last. */
struct writer {
    struct html *h;
    struct buf *out;
    enum element el;
    struct str align, class, style, width; /* width: in percent */
    bool is_svg_style;
    bool has_href, has_language;
};

static int rule_cmp(struct str name, const struct rule *r)
{
    size_t i = 0;

    for (; i < name.n && r->name[i]; i++) {
        int d = (unsigned char)name.p[i] - (unsigned char)ascii_lower(r->name[i]);

        if (d)
            return d;
    }
    return i < name.n ? 1 : r->name[i] ? -1 : 0;
}

static const struct rule *find_rule(const struct rule *v, size_t n, struct str name)
{
    size_t low = 0, high = n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int d = rule_cmp(name, &v[middle]);

        if (d == 0)
            return &v[middle];
        if (d < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

static const struct rule *rule_of(enum element el, struct str name)
{
    if (el == EL_SVG || markup_info(el)->category == CATEGORY_SVG)
        return find_rule(svg_rules, COUNT(svg_rules), name);
    if (el == EL_MATH || markup_info(el)->category == CATEGORY_MATH)
        return find_rule(math_rules, COUNT(math_rules), name);
    return find_rule(html_rules, COUNT(html_rules), name);
}

bool html_is_presentation(struct str name)
{
    const struct rule *r = find_rule(svg_rules, COUNT(svg_rules), name);

    return r && r->kind == KIND_PRESENTATION;
}

static void add(struct buf *out, const char *name, struct str value)
{
    buf_byte(out, ' ');
    buf_addz(out, name);
    buf_add(out, STR("=\""));
    markup_escape_value(out, value);
    buf_byte(out, '"');
}

static void write_language(struct writer *w, struct str value)
{
    if (w->has_language || !html_is_language(value))
        return;
    w->has_language = true;
    add(w->out, "lang", value);
    add(w->out, "xml:lang", value);
}

/* An id has no blanks; which characters a link may name is the hook's matter. */
static void write_id(struct writer *w, struct str value)
{
    static const struct str name = STR_INIT(" id=\"");
    size_t start = w->out->n + name.n;

    buf_add(w->out, name);
    markup_escape_value(w->out, str_trim(value));
    for (size_t i = start; i < w->out->n; i++)
        if (w->out->p[i] == ' ')
            w->out->p[i] = '-';
    if (w->out->n == start)
        w->out->n -= name.n;
    else
        buf_byte(w->out, '"');
}

static void write_link(struct writer *w, struct str value)
{
    struct str url = html_url(w->h->arena, value);

    if (url.p)
        add(w->out, "href", url);
}

static void write_picture(struct writer *w, const char *name, struct str value)
{
    struct str url = html_url(w->h->arena, value);

    if (url.n && !str_starts_fold(url, STR("mailto:")) && !str_starts_fold(url, STR("tel:")))
        add(w->out, name, url);
}

/* href in SVG: a fragment, or the file of a picture. */
static void write_reference(struct writer *w, struct str value)
{
    value = str_trim(value);
    if (w->has_href)
        return;
    w->has_href = true;
    if (w->el == EL_SVG_IMAGE)
        write_picture(w, "xlink:href", value);
    else if (value.n > 1 && value.p[0] == '#')
        add(w->out, "xlink:href", html_url(w->h->arena, value));
}

static void write_measure(struct writer *w, const char *name, struct str value)
{
    unsigned long number;

    if (str_ends_fold(value, STR("px")))
        value = str_chop(value, 2);
    if (str_to_uint(value, 65535, &number))
        add(w->out, name, value);
    else if (str_eq(str_of(name), STR("width")) && str_ends(value, STR("%")) &&
             str_to_uint(str_chop(value, 1), 100, &number))
        w->width = value;
}

static void write_number(struct writer *w, const struct rule *r, struct str value)
{
    bool is_positive = r->kind == KIND_POSITIVE;
    unsigned long number;

    if (r->kind == KIND_INTEGER) {
        if (html_is_number(value, true))
            add(w->out, r->name, value);
    } else if (str_to_uint(value, 65534, &number) && !(is_positive && number == 0)) {
        add(w->out, r->name, value);
    }
}

static void write_checked(struct writer *w, const struct rule *r, struct str value)
{
    bool is_valid = true;

    switch (r->kind) {
    case KIND_CHOICE:
    case KIND_SCOPE:
        value = html_choice(r->choices, value);
        is_valid = value.n > 0 && (r->kind == KIND_CHOICE || w->el == EL_TH);
        break;
    case KIND_CHOICES:
        is_valid = value.n && html_are_choices(r->choices, value);
        break;
    case KIND_LENGTH:
        is_valid = html_is_length(value);
        break;
    case KIND_LENGTHS:
        is_valid = value.n && html_are_lengths(value);
        break;
    case KIND_COLOR:
        is_valid = html_is_color(value);
        break;
    case KIND_DATETIME:
        is_valid = html_is_datetime(value);
        break;
    case KIND_LIST_TYPE:
        is_valid = value.n == 1 && str_find_byte(STR("1aAiI"), value.p[0], 0) != STR_NPOS;
        break;
    case KIND_DRAWING:
    case KIND_PRESENTATION:
        is_valid = html_is_safe_paint(value);
        break;
    default:
        break;
    }
    if (is_valid)
        add(w->out, r->name, value);
}

static void write_attribute(struct writer *w, const struct rule *r, struct str value)
{
    struct str trimmed = str_trim(value);

    switch ((enum kind)r->kind) {
    case KIND_ALIGN:
        w->align = html_choice("left right center justify", trimmed);
        return;
    case KIND_BOOLEAN:
        add(w->out, r->name, str_of(r->name));
        return;
    case KIND_CLASS:
        w->class = value;
        return;
    case KIND_SVG_STYLE:
    case KIND_STYLE:
        w->style = value;
        w->is_svg_style = r->kind == KIND_SVG_STYLE;
        return;
    case KIND_ID:
        write_id(w, value);
        return;
    case KIND_LANGUAGE:
        write_language(w, trimmed);
        return;
    case KIND_LINK:
        write_link(w, value);
        return;
    case KIND_PICTURE:
        write_picture(w, r->name, value);
        return;
    case KIND_REFERENCE:
        write_reference(w, value);
        return;
    case KIND_MEASURE:
        write_measure(w, r->name, trimmed);
        return;
    case KIND_INTEGER:
    case KIND_NATURAL:
    case KIND_POSITIVE:
        write_number(w, r, trimmed);
        return;
    case KIND_TEXT:
        add(w->out, r->name, value);
        return;
    default:
        write_checked(w, r, trimmed);
        return;
    }
}

/* The author's class, and what an obsolete align means. Names are printable ASCII. */
static void write_class(struct writer *w)
{
    struct buf *out = w->out;
    size_t start;

    buf_add(out, STR(" class=\""));
    start = out->n;
    for (size_t i = 0; i < w->class.n; i++) {
        char c = w->class.p[i];

        if (c > ' ' && c != 0x7f && str_find_byte(STR("\"'<>&"), c, 0) == STR_NPOS)
            buf_byte(out, c);
        else if (is_ascii_space(c) && out->n > start && out->p[out->n - 1] != ' ')
            buf_byte(out, ' ');
    }
    if (w->align.n) {
        if (out->n > start && out->p[out->n - 1] != ' ')
            buf_byte(out, ' ');
        buf_add(out, w->align);
    }
    if (out->n > start && out->p[out->n - 1] == ' ')
        out->n--;
    if (out->n == start)
        out->n = start - 8;
    else
        buf_byte(out, '"');
}

static void write_style(struct writer *w)
{
    struct buf style = {0};

    if (w->is_svg_style)
        html_svg_style(&style, w->style);
    else
        html_style(&style, w->style);
    if (w->width.n) {
        if (style.n)
            buf_add(&style, STR("; "));
        buf_add(&style, STR("width: "));
        buf_add(&style, w->width);
    }
    if (style.n)
        add(w->out, "style", buf_str(&style));
    buf_done(&style);
}

static bool may_stand_on(const struct rule *r, enum element el)
{
    const struct markup_element *e = markup_info(el);

    if (r->elements)
        return html_choice(r->elements, (struct str){e->name, e->length}).n > 0;
    return r->groups == GROUP_ALL || (r->groups & e->group);
}

void html_attributes(struct html *h, struct buf *out, const struct html_tag *tag, enum element el)
{
    struct writer w = {.h = h, .out = out, .el = el};

    if (el == EL_DETAILS) /* most readers cannot open it */
        buf_add(out, STR(" open=\"open\""));
    for (size_t i = 0; i < tag->n; i++) {
        const struct rule *r = rule_of(el, tag->v[i].name);
        struct str value = tag->v[i].value;

        if (r && may_stand_on(r, el))
            write_attribute(&w, r, value.p ? value : STR(""));
    }
    if (el == EL_IMG && !html_get(tag, "alt").p)
        buf_add(out, STR(" alt=\"\""));
    if (el == EL_CENTER)
        w.align = STR("center");
    if (w.class.n || w.align.n)
        write_class(&w);
    if (w.style.n || w.width.n)
        write_style(&w);
}
