/* SPDX-License-Identifier: MIT */
/* The attributes of SVG elements: which stay, and with which value. */
#include <stdlib.h>

#include "media/svg_p.h"

enum attribute_kind { PLAIN, TEXT, HREF, STYLE, ID, IDREFS, LANG };

static const struct attribute {
    struct str name;
    enum attribute_kind kind;
} attributes[] = {
#define SVG_ATTRIBUTE(name, kind) {STR_INIT(name), kind},
#include "media/svg.def"
};

static int compare_name(const void *key, const void *row)
{
    return str_cmp(*(const struct str *)key, ((const struct attribute *)row)->name);
}

struct str svg_prefix(struct str name)
{
    size_t colon = str_find_byte(name, ':', 0);

    return colon == STR_NPOS ? STR("") : str_sub(name, 0, colon);
}

/* A colon in front divides nothing (Namespaces in XML 1.0, 3): ":d" is no "d". */
struct str svg_local(struct str name)
{
    size_t colon = str_find_byte(name, ':', 0);

    return colon == STR_NPOS || colon == 0 ? name : str_skip(name, colon + 1);
}

/* An undeclared prefix has no URI; files without any xmlns are taken for SVG. */
struct str svg_namespace(const struct svg_cleaner *c, struct str prefix)
{
    for (size_t i = c->namespace_count; i > 0; i--)
        if (str_eq(c->namespaces[i - 1].prefix, prefix))
            return c->namespaces[i - 1].uri;
    if (str_eq(prefix, STR("xlink")))
        return STR(XLINK_NAMESPACE);
    return prefix.n && !str_eq(prefix, STR("svg")) ? STR("") : STR(SVG_NAMESPACE);
}

static void write_attribute(struct svg_cleaner *c, const char *name, struct str value)
{
    buf_byte(c->out, ' ');
    buf_addz(c->out, name);
    buf_addz(c->out, "=\"");
    buf_xml(c->out, value);
    buf_byte(c->out, '"');
}

/* A picture inside the file: of a core type, in base64. */
static bool is_embedded_picture(struct str url)
{
    static const struct str starts[] = {
        STR_INIT("data:image/png;base64,"), STR_INIT("data:image/jpeg;base64,"),
        STR_INIT("data:image/gif;base64,"), STR_INIT("data:image/webp;base64,")};

    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (str_starts(url, starts[i]))
            return true;
    return false;
}

/* The reference as it may stay; false when it leads outside or nowhere. */
static bool target_of(struct svg_cleaner *c, const struct svg_element *element, struct str value,
                      struct str *ret_target)
{
    struct str id;

    value = str_trim(value);
    if (svg_fragment(c->ids, value, &id))
        *ret_target = arena_printf(c->ids->arena, "#%.*s", STR_ARG(id));
    else if (str_eq(element->name, STR("image")) && is_embedded_picture(value))
        *ret_target = value;
    else
        return false;
    return true;
}

static bool is_href(const struct svg_cleaner *c, struct str name)
{
    struct str prefix = svg_prefix(name);

    return str_eq(svg_local(name), STR("href")) &&
           (!prefix.n || str_eq(svg_namespace(c, prefix), STR(XLINK_NAMESPACE)));
}

bool svg_has_target(struct svg_cleaner *c, const struct svg_element *element)
{
    struct str target;

    for (size_t i = 0; i < c->xml.attribute_count; i++)
        if (is_href(c, c->xml.attributes[i].name) &&
            target_of(c, element, c->xml.attributes[i].value, &target))
            return true;
    return false;
}

static void write_href(struct svg_cleaner *c, const struct svg_element *element, struct str value)
{
    struct str target;

    if (target_of(c, element, value, &target))
        write_attribute(c, "xlink:href", target);
}

static void write_id(struct svg_cleaner *c, struct str value)
{
    struct str id = svg_id(c->ids, str_trim(value));
    struct table_entry *entry;
    bool is_new;

    if (id.n == c->ids->prefix.n)
        return;
    entry = table_put(&c->ids->defined, id, &is_new);
    if (c->ids->is_known ? entry->num == 1 : is_new) {
        entry->num = c->ids->is_known ? 2 : 1; /* the second run meets each id once more */
        write_attribute(c, "id", id);
    }
}

static void write_idrefs(struct svg_cleaner *c, const char *name, struct str value)
{
    struct buf list = {0};
    struct str word, id;

    while (str_split(&value, ' ', &word))
        if (svg_fragment(c->ids, arena_printf(c->ids->arena, "#%.*s", STR_ARG(word)), &id)) {
            buf_addz(&list, list.n ? " " : "");
            buf_add(&list, id);
        }
    if (list.n)
        write_attribute(c, name, buf_str(&list));
    buf_done(&list);
}

static void write_filtered(struct svg_cleaner *c, const struct attribute *attribute,
                           struct str value)
{
    struct buf filtered = {0};

    if (attribute->kind == STYLE)
        svg_declarations(&filtered, c->ids, value);
    else
        svg_value(&filtered, c->ids, value);
    if (filtered.n)
        write_attribute(c, attribute->name.p, buf_str(&filtered));
    buf_done(&filtered);
}

static void write_known(struct svg_cleaner *c, const struct svg_element *element,
                        const struct attribute *attribute, struct str value)
{
    switch (attribute->kind) {
    case HREF:
        write_href(c, element, value);
        break;
    case ID:
        write_id(c, value);
        break;
    case IDREFS:
        write_idrefs(c, attribute->name.p, value);
        break;
    case LANG:
        write_attribute(c, "xml:lang", value);
        break;
    case TEXT:
        write_attribute(c, attribute->name.p, value);
        break;
    case PLAIN:
    case STYLE:
        write_filtered(c, attribute, value);
        break;
    }
}

static bool has_attribute(const struct svg_cleaner *c, struct str name)
{
    for (size_t i = 0; i < c->xml.attribute_count; i++)
        if (str_eq(c->xml.attributes[i].name, name))
            return true;
    return false;
}

/* xml:lang and xml:space; SVG 2's plain lang comes before xml:lang. */
static bool is_xml_attribute(struct svg_cleaner *c, const struct xml_attribute *a)
{
    bool is_lang = str_eq(a->name, STR("xml:lang"));

    if (!is_lang && !str_eq(a->name, STR("xml:space")))
        return false;
    if (!is_lang)
        write_attribute(c, "xml:space", a->value);
    else if (!has_attribute(c, STR("lang")))
        write_attribute(c, "xml:lang", a->value);
    return true;
}

/* What only the root needs. A viewBox lets readers scale the drawing to the page. */
static void write_root_attributes(struct svg_cleaner *c)
{
    write_attribute(c, "xmlns", STR(SVG_NAMESPACE));
    write_attribute(c, "xmlns:xlink", STR(XLINK_NAMESPACE));
    if (!has_attribute(c, STR("viewBox")) && c->info.width && c->info.height)
        write_attribute(c, "viewBox",
                        arena_printf(c->ids->arena, "0 0 %u %u", c->info.width, c->info.height));
}

void svg_write_attributes(struct svg_cleaner *c, const struct svg_element *element, bool is_root)
{
    bool has_href = false;

    if (is_root)
        write_root_attributes(c);
    for (size_t i = 0; i < c->xml.attribute_count; i++) {
        struct xml_attribute *a = &c->xml.attributes[i];
        struct str name = svg_local(a->name);
        const struct attribute *known;

        if (is_xml_attribute(c, a) || (svg_prefix(a->name).n && !is_href(c, a->name)))
            continue;
        known = bsearch(&name, attributes, sizeof attributes / sizeof *attributes,
                        sizeof *attributes, compare_name);
        if (!known || (known->kind == HREF && has_href))
            continue;
        has_href |= known->kind == HREF;
        write_known(c, element, known, a->value);
    }
}
