/* SPDX-License-Identifier: MIT */
/* The style attribute: the few declarations that are safe and still mean something in a book. */
#include "render/html_private.h"

#include <string.h>

/* CHOICES are words; "%" and "em" among them allow such a measure, "#" a weight. */
static const struct {
    const char *name, *choices;
} properties[] = {
    {"font-size", "% em smaller larger small medium large x-small x-large xx-small xx-large"},
    {"font-style", "normal italic oblique"},
    {"font-variant", "normal small-caps"},
    {"font-weight", "normal bold bolder lighter 100 200 300 400 500 600 700 800 900"},
    {"list-style-type", "none disc circle square decimal lower-alpha upper-alpha lower-roman "
                        "upper-roman lower-greek lower-latin upper-latin"},
    {"margin-left", "% em 0 auto"},
    {"margin-right", "% em 0 auto"},
    {"max-width", "% em"},
    {"page-break-after", "auto always avoid"},
    {"page-break-before", "auto always avoid"},
    {"page-break-inside", "auto avoid"},
    {"text-align", "left right center justify"},
    {"text-decoration", "none underline overline line-through"},
    {"text-indent", "% em 0"},
    {"text-transform", "none capitalize uppercase lowercase"},
    {"vertical-align", "baseline sub super top middle bottom text-top text-bottom"},
    {"white-space", "normal nowrap pre pre-wrap pre-line"},
    {"width", "% em auto"},
};

static bool has_word(const char *choices, struct str word)
{
    struct str rest = str_of(choices), choice;

    while (str_split(&rest, ' ', &choice))
        if (str_eq_fold(choice, word))
            return true;
    return false;
}

/* Up to three digits, perhaps a fraction, and the unit. */
static bool is_measure(struct str value, const char *unit)
{
    size_t i = 0, whole;

    while (i < value.n && is_ascii_digit(value.p[i]))
        i++;
    whole = i;
    if (i < value.n && value.p[i] == '.')
        for (i++; i < value.n && is_ascii_digit(value.p[i]);)
            i++;
    return i && whole <= 3 && i <= 8 && value.p[i - 1] != '.' &&
           str_eq_fold(str_skip(value, i), str_of(unit));
}

static bool is_allowed(const char *choices, struct str value)
{
    return has_word(choices, value) ? value.p[0] != '%' && !str_eq_fold(value, STR("em"))
                                    : (has_word(choices, STR("%")) && is_measure(value, "%")) ||
                                          (has_word(choices, STR("em")) && is_measure(value, "em"));
}

static void add_declaration(struct buf *out, struct str name, struct str value)
{
    if (out->n)
        buf_add(out, STR("; "));
    for (size_t i = 0; i < name.n; i++)
        buf_byte(out, ascii_lower(name.p[i]));
    buf_add(out, STR(": "));
    buf_add(out, value);
}

void html_style(struct buf *out, struct str style)
{
    struct str declaration, name;

    while (str_split(&style, ';', &declaration)) {
        if (!str_split(&declaration, ':', &name))
            continue;
        name = str_trim(name);
        declaration = str_trim(declaration);
        if (str_ends_fold(declaration, STR("!important")))
            declaration = str_trim(str_chop(declaration, 10));
        for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
            if (str_eq_fold(name, str_of(properties[i].name)) && declaration.n &&
                is_allowed(properties[i].choices, declaration))
                add_declaration(out, name, declaration);
    }
}

/* What may stand before '(' in a value. */
static bool is_safe_function(struct str name)
{
    return name.n == 0 || has_word("rgb rgba hsl hsla matrix translate translatex translatey "
                                   "scale scalex scaley rotate skewx skewy calc",
                                   name);
}

static bool is_name_byte(char c)
{
    return is_ascii_alnum(c) || c == '-' || c == '_' || c == '.' || (unsigned char)c > 0x7F;
}

/* Behind "url(" stand a fragment of this document, a plain name perhaps in quotes, and ')'. */
static bool is_local_url(struct str rest)
{
    size_t at = 0, name;
    char quote = '\0';

    while (at < rest.n && rest.p[at] == ' ')
        at++;
    if (at < rest.n && (rest.p[at] == '"' || rest.p[at] == '\''))
        quote = rest.p[at++];
    if (at == rest.n || rest.p[at] != '#')
        return false;
    for (name = ++at; at < rest.n && is_name_byte(rest.p[at]);)
        at++;
    if (at == name || (quote && (at == rest.n || rest.p[at++] != quote)))
        return false;
    while (at < rest.n && rest.p[at] == ' ')
        at++;
    return at < rest.n && rest.p[at] == ')';
}

bool html_is_safe_paint(struct str value)
{
    size_t word = 0;

    for (size_t i = 0; i < value.n; i++) {
        char c = value.p[i];

        if (is_ascii_alpha(c))
            continue;
        if (c == '\\' || c == '@' || c == '<' || c == '{' || c == ':' || (unsigned char)c < '\t')
            return false;
        if (c == '(') {
            struct str name = str_sub(value, word, i - word);

            if (str_eq_fold(name, STR("url")) ? !is_local_url(str_skip(value, i + 1))
                                              : !is_safe_function(name))
                return false;
        }
        word = i + 1;
    }
    return true;
}

void html_svg_style(struct buf *out, struct str style)
{
    struct str declaration, name;

    while (str_split(&style, ';', &declaration)) {
        struct str whole = str_trim(declaration);

        if (!str_split(&declaration, ':', &name) || !html_is_presentation(str_trim(name)) ||
            str_trim(declaration).n == 0 || !html_is_safe_paint(declaration))
            continue;
        if (out->n)
            buf_byte(out, ';');
        buf_add(out, whole);
    }
}
