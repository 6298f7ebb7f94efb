/* SPDX-License-Identifier: MIT */
/* Cleaning SVG: what the allow-list has is written anew, in its right namespace. */
#include <stdlib.h>

#include "base/utf8.h"
#include "media/convert.h"
#include "media/probe.h"
#include "media/svg_p.h"

enum { BYTES_MAX = 32 << 20 };

static const struct svg_element elements[] = {
#define SVG_ELEMENT(name, has_text) {STR_INIT(name), has_text},
#include "media/svg.def"
};

static int compare_name(const void *key, const void *row)
{
    return str_cmp(*(const struct str *)key, ((const struct svg_element *)row)->name);
}

static bool fail(struct svg_cleaner *c, const char *fault)
{
    c->fault = fault;
    return false;
}

static bool declare_namespaces(struct svg_cleaner *c)
{
    for (size_t i = 0; i < c->xml.attribute_count; i++) {
        struct xml_attribute *a = &c->xml.attributes[i];
        bool is_default = str_eq(a->name, STR("xmlns"));

        if (!is_default && !str_starts(a->name, STR("xmlns:")))
            continue;
        if (c->namespace_count == SVG_NAMESPACES_MAX)
            return fail(c, "too many namespaces");
        c->namespaces[c->namespace_count].prefix = is_default ? STR("") : svg_local(a->name);
        c->namespaces[c->namespace_count++].uri = str_trim(a->value);
    }
    return true;
}

/* A link that leads out of the drawing loses its element, not its contents. */
static bool is_dead_link(const struct svg_cleaner *c, const struct svg_element *element)
{
    if (!str_eq(element->name, STR("a")))
        return false;
    for (size_t i = 0; i < c->xml.attribute_count; i++)
        if (str_eq(svg_local(c->xml.attributes[i].name), STR("href")) &&
            str_starts(str_trim(c->xml.attributes[i].value), STR("#")))
            return false;
    return true;
}

static const struct svg_element *allowed(const struct svg_cleaner *c, struct str name)
{
    struct str local = svg_local(name);

    if (!str_eq(svg_namespace(c, svg_prefix(name)), STR(SVG_NAMESPACE)))
        return NULL;
    return bsearch(&local, elements, sizeof elements / sizeof *elements, sizeof *elements,
                   compare_name);
}

/* use and image are nothing without what they refer to. */
static bool is_hollow(struct svg_cleaner *c, const struct svg_element *element)
{
    return (str_eq(element->name, STR("use")) || str_eq(element->name, STR("image"))) &&
           !svg_has_target(c, element);
}

static void close_tag(struct svg_cleaner *c)
{
    if (c->is_tag_open)
        buf_byte(c->out, '>');
    c->is_tag_open = false;
}

/* The nearest element around that is written. */
static const struct svg_element *parent(const struct svg_cleaner *c)
{
    for (size_t i = c->depth; i > 0; i--)
        if (c->open[i - 1].element)
            return c->open[i - 1].element;
    return NULL;
}

static bool is_in_style(const struct svg_cleaner *c)
{
    const struct svg_element *element = parent(c);

    return element && str_eq(element->name, STR("style"));
}

static bool start_element(struct svg_cleaner *c)
{
    struct svg_open *open = &c->open[c->depth];
    const struct svg_element *element;

    if (c->depth == SVG_DEPTH_MAX)
        return fail(c, "elements nested too deep");
    *open = (struct svg_open){.source = c->xml.name, .namespaces = c->namespace_count};
    if (!declare_namespaces(c))
        return false;
    element = allowed(c, c->xml.name);
    if (c->depth == 0 && (c->is_root_seen || !element || !str_eq(element->name, STR("svg"))))
        return fail(c, "no single svg element at its root");
    c->depth++;
    if (c->dropped || !element || is_in_style(c) || is_hollow(c, element)) {
        c->dropped++;
        return true;
    }
    if (is_dead_link(c, element))
        return true;
    open->element = element;
    close_tag(c);
    buf_byte(c->out, '<');
    buf_add(c->out, element->name);
    svg_write_attributes(c, element, c->depth == 1);
    c->is_root_seen = c->is_tag_open = true;
    buf_clear(&c->style);
    return true;
}

static void write_style(struct svg_cleaner *c)
{
    struct buf sheet = {0};

    svg_sheet(&sheet, c->ids, buf_str(&c->style));
    if (sheet.n)
        close_tag(c);
    buf_xml(c->out, buf_str(&sheet));
    buf_done(&sheet);
}

static bool end_element(struct svg_cleaner *c, struct str name)
{
    struct svg_open *open;

    if (c->depth == 0 || !str_eq(c->open[c->depth - 1].source, name))
        return fail(c, "tags that do not match");
    open = &c->open[--c->depth];
    c->namespace_count = open->namespaces;
    if (c->dropped) {
        c->dropped--;
        return true;
    }
    if (!open->element)
        return true;
    if (str_eq(open->element->name, STR("style")))
        write_style(c);
    if (c->is_tag_open) {
        c->is_tag_open = false;
        buf_addz(c->out, "/>");
        return true;
    }
    buf_addz(c->out, "</");
    buf_add(c->out, open->element->name);
    buf_byte(c->out, '>');
    return true;
}

static bool add_text(struct svg_cleaner *c)
{
    const struct svg_element *element = parent(c);

    if (c->depth == 0 && str_trim(c->xml.text).n)
        return fail(c, "text outside of its root");
    if (c->dropped || !element || !element->has_text)
        return true;
    if (str_eq(element->name, STR("style"))) {
        buf_add(&c->style, c->xml.text);
    } else if (c->xml.text.n) {
        close_tag(c);
        buf_xml(c->out, c->xml.text);
    }
    return true;
}

static bool clean_events(struct svg_cleaner *c)
{
    for (;;) {
        bool is_fine = true;

        switch (svg_next(&c->xml)) {
        case XML_START:
            is_fine = start_element(c) && (!c->xml.is_empty || end_element(c, c->xml.name));
            break;
        case XML_CLOSE:
            is_fine = end_element(c, c->xml.name);
            break;
        case XML_TEXT:
            is_fine = add_text(c);
            break;
        case XML_FAULT:
            return fail(c, c->xml.fault);
        case XML_END:
            if (c->depth || !c->is_root_seen)
                return fail(c, "an unfinished drawing");
            return true;
        }
        if (!is_fine)
            return false;
    }
}

static bool clean_once(struct buf *out, struct str bytes, struct svg_ids *ids,
                       const char **ret_fault)
{
    struct svg_cleaner *c = arena_new(ids->arena, struct svg_cleaner);
    bool is_fine;

    c->ids = ids;
    c->out = out;
    media_probe(bytes, bytes.n, &c->info);
    xml_init(&c->xml, bytes, ids->arena);
    is_fine = clean_events(c);
    if (!is_fine)
        *ret_fault = c->fault;
    xml_done(&c->xml);
    buf_done(&c->style);
    return is_fine;
}

/* XML 1.0 [2] Char, of text that is UTF-8 already. */
static bool is_xml_text(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
            return false;
        if (c == 0xEF && (str_starts(str_skip(s, i), STR("\xEF\xBF\xBE")) ||
                          str_starts(str_skip(s, i), STR("\xEF\xBF\xBF"))))
            return false;
    }
    return true;
}

bool svg_clean(struct buf *out, struct str bytes, bool is_inline, struct str id_prefix,
               const char **ret_fault)
{
    struct arena arena = {0};
    struct svg_ids ids = {.arena = &arena, .prefix = id_prefix};
    size_t before = out->n;
    bool is_fine = false;

    if (bytes.n > BYTES_MAX)
        *ret_fault = "larger than drawings may be";
    else if (utf8_valid_prefix(bytes) != bytes.n)
        *ret_fault = "not in UTF-8";
    else if (!is_xml_text(bytes))
        *ret_fault = "control characters in it";
    else /* the first run finds the ids, so that the second can drop what leads nowhere */
        is_fine = clean_once(out, bytes, &ids, ret_fault);
    if (is_fine) {
        out->n = before;
        ids.is_known = true;
        if (!is_inline)
            buf_addz(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        is_fine = clean_once(out, bytes, &ids, ret_fault);
    }
    if (!is_fine)
        out->n = before;
    table_done(&ids.defined);
    arena_done(&arena);
    return is_fine;
}
