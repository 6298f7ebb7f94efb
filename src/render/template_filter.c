/* SPDX-License-Identifier: MIT */
/* Filters of Liquid and Nunjucks, as far as they say something about text, paths and dates. */
#include <string.h>

#include "base/date.h"
#include "render/template_private.h"

/* The argument at POSITION of "name: a, b" or "name(a, b)". */
static struct str argument(struct template *t, struct str args, unsigned position)
{
    char quote = 0;
    size_t from = 0, i;
    bool is_known;

    for (i = 0; i < args.n; i++) {
        char c = args.p[i];

        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == ',' && position-- == 0)
            break;
        else if (c == ',')
            from = i + 1;
    }
    if (i == args.n && position > 0)
        return STR("");
    return liquid_value(t, str_trim(str_sub(args, from, i - from)), &is_known);
}

static struct str replace(struct template *t, struct str s, struct str from, struct str to,
                          bool is_first)
{
    struct buf b = {0};
    size_t at = 0, found;

    while (from.n && b.n < (1U << 20) && (found = str_find(s, from, at)) != STR_NPOS) {
        buf_add(&b, str_sub(s, at, found - at));
        buf_add(&b, to);
        at = found + from.n;
        if (is_first)
            break;
    }
    buf_add(&b, str_skip(s, at));
    s = arena_str(t->a, buf_str(&b));
    buf_done(&b);
    return s;
}

static struct str change_case(struct template *t, struct str s, char how)
{
    char *p = arena_alloc(t->a, s.n + 1);

    for (size_t i = 0; i < s.n; i++) {
        bool is_lower = s.p[i] >= 'a' && s.p[i] <= 'z';

        p[i] = how == 'd' ? ascii_lower(s.p[i]) : s.p[i];
        if (is_lower && (how == 'u' || (how == 'c' && i == 0)))
            p[i] = (char)(s.p[i] - 'a' + 'A');
    }
    return (struct str){p, s.n};
}

static void add_date_part(struct buf *b, struct date d, char c, bool is_plain)
{
    static const char months[][10] = {"January",   "February", "March",    "April",
                                      "May",       "June",     "July",     "August",
                                      "September", "October",  "November", "December"};
    int month = d.month >= 1 && d.month <= 12 ? d.month : 1;

    switch (c) {
    case 'Y':
        buf_printf(b, "%d", d.year);
        break;
    case 'y':
        buf_printf(b, "%02d", d.year % 100);
        break;
    case 'm':
        buf_printf(b, is_plain ? "%d" : "%02d", month);
        break;
    case 'd':
        buf_printf(b, is_plain ? "%d" : "%02d", d.day);
        break;
    case 'e':
        buf_printf(b, "%d", d.day);
        break;
    case 'B':
        buf_addz(b, months[month - 1]);
        break;
    case 'b':
    case 'h':
        buf_printf(b, "%.3s", months[month - 1]);
        break;
    case 'H':
        buf_printf(b, is_plain ? "%d" : "%02d", d.hour);
        break;
    case 'M':
        buf_printf(b, is_plain ? "%d" : "%02d", d.minute);
        break;
    case 'F':
        buf_printf(b, "%d-%02d-%02d", d.year, month, d.day);
        break;
    default:
        break;
    }
}

static struct str format_date(struct template *t, struct str value, struct str format)
{
    struct buf b = {0};
    struct date d;

    if (!date_parse(value, &d) || format.n == 0)
        return value;
    for (size_t i = 0; i < format.n; i++) {
        bool is_plain;

        if (format.p[i] != '%' || i + 1 >= format.n) {
            buf_byte(&b, format.p[i]);
            continue;
        }
        is_plain = format.p[i + 1] == '-' && i + 2 < format.n;
        i += is_plain ? 2 : 1;
        add_date_part(&b, d, format.p[i], is_plain);
    }
    value = arena_str(t->a, buf_str(&b));
    buf_done(&b);
    return value;
}

/* A path of the site. "/x" stays "/x": what resolves links knows where the site lives. */
static struct str site_path(struct template *t, struct str value)
{
    if (value.n == 0 || value.p[0] == '/' || str_find(value, STR("://"), 0) != STR_NPOS ||
        value.p[0] == '#')
        return value;
    return arena_printf(t->a, "/%.*s", STR_ARG(value));
}

static struct str join(struct template *t, struct str a, struct str b)
{
    return a.n + b.n > (1U << 20) ? a : arena_printf(t->a, "%.*s%.*s", STR_ARG(a), STR_ARG(b));
}

static struct str strip_html(struct template *t, struct str s)
{
    struct buf b = {0};

    for (size_t i = 0, n; i < s.n; i += n) {
        n = s.p[i] == '<' ? scan_tag(s, i) : 0;
        n = n ? n - i : 1;
        if (n == 1)
            buf_byte(&b, s.p[i]);
    }
    s = arena_str(t->a, buf_str(&b));
    buf_done(&b);
    return s;
}

static struct str text_filter(struct template *t, struct str value, struct str name,
                              struct str args)
{
    struct buf b = {0};

    if (str_among(
            name,
            STR("relative_url url absolute_url absoluteUrl htmlBaseUrl url_for full_url_for")))
        return site_path(t, value);
    if (str_among(name, STR("prepend")))
        return join(t, argument(t, args, 0), value);
    if (str_among(name, STR("append")))
        return join(t, value, argument(t, args, 0));
    if (str_among(name, STR("replace")) || str_among(name, STR("replace_first")))
        return replace(t, value, argument(t, args, 0), argument(t, args, 1), name.n > 7);
    if (str_among(name, STR("remove")) || str_among(name, STR("remove_first")))
        return replace(t, value, argument(t, args, 0), STR(""), name.n > 6);
    if (str_among(name, STR("downcase lower")) || str_among(name, STR("upcase upper")) ||
        str_among(name, STR("capitalize")))
        return change_case(t, value, str_among(name, STR("lower")) ? 'd' : name.p[0]);
    if (str_among(name, STR("strip trim lstrip rstrip")))
        return str_trim(value);
    if (str_among(name,
                  STR("date date_to_string date_to_long_string date_to_xmlschema readableDate")))
        return format_date(t, value, argument(t, args, 0));
    if (str_among(name, STR("strip_html striptags")))
        return strip_html(t, value);
    if (str_among(name, STR("escape xml_escape escape_once e"))) {
        buf_xml(&b, value);
        value = arena_str(t->a, buf_str(&b));
    }
    buf_done(&b);
    return value; /* markdownify, safe, smartify and what nobody knows leave the text alone */
}

struct str liquid_filter(struct template *t, struct str value, struct str filter, bool *known)
{
    size_t n = 0;
    struct str name, args;

    while (n < filter.n && (is_ascii_alnum(filter.p[n]) || filter.p[n] == '_'))
        n++;
    name = str_sub(filter, 0, n);
    args = str_trim(str_skip(filter, n));
    if (args.n && args.p[0] == ':')
        args = str_trim(str_skip(args, 1));
    else if (args.n > 1 && args.p[0] == '(')
        args = str_chop(str_skip(args, 1), 1);
    if (str_among(name, STR("default"))) {
        if (!*known || value.n == 0) {
            *known = true;
            return argument(t, args, 0);
        }
        return value;
    }
    if (!*known)
        return STR("");
    if (*t->budget == 0)
        return value;
    value = text_filter(t, value, name, args);
    template_spend(t, value.n);
    return value;
}
