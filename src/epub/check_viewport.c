/* SPDX-License-Identifier: MIT */
/* The viewport of fixed-layout XHTML (EPUB 3.3 8.2.2.6 and appendix F). */
#include <string.h>

#include "epub/check_content.h"
#include "epub/check_types.h"

struct viewport {
    struct str width, height;
    unsigned widths, heights;
};

static bool is_separator(char c)
{
    return c == ',' || c == ';';
}

/* Takes a run of characters that are no separator, assignment or blank. */
static struct str take_word(struct str *s)
{
    size_t n = 0;

    while (n < s->n && !is_separator(s->p[n]) && s->p[n] != '=' && !is_ascii_space(s->p[n]))
        n++;
    struct str word = str_sub(*s, 0, n);
    *s = str_skip(*s, n);
    return word;
}

static void skip_blanks(struct str *s)
{
    while (s->n && is_ascii_space(s->p[0]))
        *s = str_skip(*s, 1);
}

/* False: a syntax error. */
static bool parse(struct str s, struct viewport *v)
{
    s = str_trim(s);
    if (!s.n || is_separator(s.p[0]) || is_separator(s.p[s.n - 1]))
        return false;
    while (s.n) {
        struct str name = take_word(&s);
        skip_blanks(&s);
        if (!s.n && v->widths + v->heights) /* EPUBCheck lets a last name lack its value */
            return true;
        if (!name.n || !s.n || s.p[0] != '=')
            return false;
        s = str_skip(s, 1);
        skip_blanks(&s);
        struct str value = take_word(&s);
        if (!value.n || (s.n && s.p[0] == '='))
            return false;
        if (str_eq(name, STR("width"))) {
            v->width = value;
            v->widths++;
        } else if (str_eq(name, STR("height"))) {
            v->height = value;
            v->heights++;
        }
        while (s.n && (is_separator(s.p[0]) || is_ascii_space(s.p[0])))
            s = str_skip(s, 1);
    }
    return true;
}

/* Digits with an optional fraction. */
static bool is_number(struct str s)
{
    size_t dot = str_find_byte(s, '.', 0), digits = 0;

    for (size_t i = 0; i < s.n; i++) {
        if (i != dot && !is_ascii_digit(s.p[i]))
            return false;
        digits += i != dot;
    }
    return digits > 0 && dot != 0 && dot + 1 != s.n;
}

static void check_side(struct content *k, struct where at, const char *name, struct str value,
                       unsigned count)
{
    char keyword[16] = "device-";

    memcpy(keyword + 7, name, strlen(name) + 1);
    if (count == 0)
        report_at(k->c, M_HTM_056, at, name);
    else if (count > 1)
        report_at(k->c, M_HTM_059, at, name);
    else if (!str_eq(value, str_of(keyword)) && !is_number(value))
        report_at(k->c, M_HTM_057, at, name, name);
}

void check_viewport(struct content *k)
{
    struct xml_node *head = k->is_svg ? NULL : xml_child(k->d->root, NS_XHTML, "head");
    unsigned seen = 0;

    for (const struct xml_node *n = head ? head->first : NULL; n; n = n->next) {
        struct str content = xml_value(n, "content");
        struct where at = xml_where(k->d, n);
        struct viewport v = {0};
        if (!xml_is(n, NS_XHTML, "meta") || !str_eq(trim(xml_value(n, "name")), STR("viewport")))
            continue;
        seen++;
        if (!k->item->fixed) {
            report_at(k->c, M_HTM_060b, at);
        } else if (seen > 1) {
            report_at(k->c, M_HTM_060a, at);
        } else if (!parse(content, &v)) {
            report_at(k->c, M_HTM_047, at, STR_ARG(content));
        } else {
            check_side(k, at, "width", v.width, v.widths);
            check_side(k, at, "height", v.height, v.heights);
        }
    }
    if (head && !seen && k->item->fixed)
        report_at(k->c, M_HTM_046, xml_where(k->d, head));
}
