/* SPDX-License-Identifier: MIT */
/* A reader for the XML that SVG files are written in. */
#include <string.h>

#include "base/utf8.h"
#include "media/bytes.h"
#include "media/svg_p.h"

enum { EXPANSION_MAX = 1 << 20, REFERENCE_MAX = 64 };

void xml_init(struct xml_reader *x, struct str text, struct arena *arena)
{
    *x = (struct xml_reader){.s = text, .arena = arena};
    if (str_starts(text, STR("\xEF\xBB\xBF")))
        x->at = 3;
}

void xml_done(struct xml_reader *x)
{
    table_done(&x->entities);
}

static bool fail(struct xml_reader *x, const char *fault)
{
    x->fault = fault;
    return false;
}

/* XML 1.0 [5] Name, read generously outside ASCII. */
static bool is_name_start(char c)
{
    return is_ascii_alpha(c) || c == '_' || c == ':' || (unsigned char)c >= 0x80;
}

static struct str take_name(struct xml_reader *x)
{
    size_t from = x->at;

    if (from < x->s.n && is_name_start(x->s.p[from]))
        while (x->at < x->s.n && (is_name_start(x->s.p[x->at]) || is_ascii_digit(x->s.p[x->at]) ||
                                  x->s.p[x->at] == '-' || x->s.p[x->at] == '.'))
            x->at++;
    return str_sub(x->s, from, x->at - from);
}

static void skip_space(struct xml_reader *x)
{
    while (x->at < x->s.n && is_ascii_space(x->s.p[x->at]))
        x->at++;
}

/* The character of "#60" or "#x3C"; 0 when it is none that XML allows. */
static uint32_t numbered(struct str name)
{
    bool is_hex = byte_at(name, 1) == 'x';
    uint32_t c = 0;

    for (size_t i = is_hex ? 2 : 1; i < name.n; i++) {
        char digit = ascii_lower(name.p[i]);
        bool is_letter = is_hex && digit >= 'a' && digit <= 'f';

        if (!is_letter && !is_ascii_digit(digit))
            return 0;
        c = c * (is_hex ? 16 : 10) + (uint32_t)(is_letter ? digit - 'a' + 10 : digit - '0');
        if (c > 0x10FFFF)
            return 0;
    }
    return utf8_is_xml_char(c) ? c : 0;
}

static bool add_reference(struct xml_reader *x, struct buf *out, struct str name)
{
    static const struct {
        struct str name;
        char c;
    } predefined[] = {{STR_INIT("amp"), '&'},
                      {STR_INIT("lt"), '<'},
                      {STR_INIT("gt"), '>'},
                      {STR_INIT("quot"), '"'},
                      {STR_INIT("apos"), '\''}};
    struct table_entry *entity;
    uint32_t c;

    for (size_t i = 0; i < sizeof predefined / sizeof *predefined; i++)
        if (str_eq(name, predefined[i].name))
            return buf_byte(out, predefined[i].c), true;
    if (byte_at(name, 0) == '#') {
        c = numbered(name);
        return c ? utf8_add(out, c), true : fail(x, "a reference to no character");
    }
    entity = table_get(&x->entities, name);
    if (!entity)
        return fail(x, "an unknown entity");
    x->expanded += ((struct str *)entity->ptr)->n;
    if (x->expanded > EXPANSION_MAX)
        return fail(x, "entities that grow too large");
    buf_add(out, *(struct str *)entity->ptr);
    return true;
}

/* RAW with references resolved; in attributes white space becomes blanks. */
static bool resolve(struct xml_reader *x, struct str raw, bool is_attribute, struct str *ret_text)
{
    struct buf out = {0};
    bool is_plain = true;

    for (size_t i = 0; i < raw.n && is_plain; i++)
        is_plain = raw.p[i] != '&' && !(is_attribute && is_ascii_space(raw.p[i]));
    if (is_plain)
        return *ret_text = raw, true;
    for (size_t i = 0; i < raw.n; i++) {
        char c = raw.p[i];

        if (c == '&') {
            size_t end = str_find_byte(str_sub(raw, i, REFERENCE_MAX), ';', 0);

            if (end == STR_NPOS || !add_reference(x, &out, str_sub(raw, i + 1, end - 1))) {
                buf_done(&out);
                return fail(x, x->fault ? x->fault : "a lone '&'");
            }
            i += end;
        } else {
            if (is_attribute && is_ascii_space(c))
                c = ' ';
            buf_byte(&out, c);
        }
    }
    *ret_text = arena_str(x->arena, buf_str(&out));
    buf_done(&out);
    return true;
}

/* <!ENTITY name "value">: the value must be text, without markup and further entities. */
static void declare_entity(struct xml_reader *x)
{
    struct str name, value;
    size_t end;

    skip_space(x);
    name = take_name(x);
    skip_space(x);
    if (!name.n || (byte_at(x->s, x->at) != '"' && byte_at(x->s, x->at) != '\''))
        return;
    end = str_find_byte(x->s, x->s.p[x->at], x->at + 1);
    if (end == STR_NPOS)
        return;
    value = str_sub(x->s, x->at + 1, end - x->at - 1);
    x->at = end + 1;
    if (str_find_byte(value, '<', 0) == STR_NPOS && str_find_byte(value, '&', 0) == STR_NPOS &&
        str_find_byte(value, '%', 0) == STR_NPOS) {
        struct str *kept = arena_new(x->arena, struct str);

        *kept = value;
        table_put(&x->entities, name, NULL)->ptr = kept;
    }
}

/* Passes over a declaration up to its '>', minding quotes. */
static bool skip_declaration(struct xml_reader *x)
{
    while (x->at < x->s.n && x->s.p[x->at] != '>') {
        char c = x->s.p[x->at];

        if (c == '[')
            return true;
        x->at = c == '"' || c == '\'' ? str_find_byte(x->s, c, x->at + 1) : x->at;
        if (x->at == STR_NPOS)
            break;
        x->at++;
    }
    return x->at < x->s.n ? true : fail(x, "an unfinished declaration");
}

static bool skip_to(struct xml_reader *x, struct str end)
{
    size_t at = str_find(x->s, end, x->at);

    if (at == STR_NPOS)
        return fail(x, "an unfinished comment or instruction");
    x->at = at + end.n;
    return true;
}

/* XML 1.0 [28] doctypedecl with its internal subset. */
static bool doctype(struct xml_reader *x)
{
    x->at += 9;
    if (!skip_declaration(x))
        return false;
    if (x->s.p[x->at++] == '>')
        return true;
    for (;;) {
        skip_space(x);
        if (byte_at(x->s, x->at) == ']')
            break;
        if (tag_at(x->s, x->at, STR("<!--"))) {
            if (!skip_to(x, STR("-->")))
                return false;
        } else if (x->at < x->s.n) {
            if (tag_at(x->s, x->at, STR("<!ENTITY "))) {
                x->at += 9;
                declare_entity(x);
            }
            if (!skip_declaration(x))
                return false;
            x->at++;
        } else {
            return fail(x, "an unfinished document type");
        }
    }
    return skip_to(x, STR(">"));
}

static bool attribute(struct xml_reader *x)
{
    struct xml_attribute *a = &x->attributes[x->attribute_count];
    size_t end;

    if (x->attribute_count == XML_ATTRIBUTES_MAX)
        return fail(x, "too many attributes");
    a->name = take_name(x);
    skip_space(x);
    if (!a->name.n || byte_at(x->s, x->at) != '=')
        return fail(x, "a broken attribute");
    x->at++;
    skip_space(x);
    if (byte_at(x->s, x->at) != '"' && byte_at(x->s, x->at) != '\'')
        return fail(x, "an attribute without quotes");
    end = str_find_byte(x->s, x->s.p[x->at], x->at + 1);
    if (end == STR_NPOS)
        return fail(x, "an unfinished attribute");
    for (size_t i = 0; i < x->attribute_count; i++)
        if (str_eq(x->attributes[i].name, a->name))
            return fail(x, "an attribute that is there twice");
    if (!resolve(x, str_sub(x->s, x->at + 1, end - x->at - 1), true, &a->value))
        return false;
    x->attribute_count++;
    x->at = end + 1;
    return true;
}

static enum xml_event start_tag(struct xml_reader *x)
{
    x->at++;
    x->name = take_name(x);
    x->attribute_count = 0;
    if (!x->name.n)
        return fail(x, "a lone '<'"), XML_FAULT;
    for (;;) {
        skip_space(x);
        x->is_empty = byte_at(x->s, x->at) == '/';
        if (x->is_empty && byte_at(x->s, x->at + 1) != '>')
            return fail(x, "a broken tag"), XML_FAULT;
        if (x->is_empty || byte_at(x->s, x->at) == '>')
            break;
        if (!attribute(x))
            return XML_FAULT;
    }
    x->at += x->is_empty ? 2 : 1;
    return XML_START;
}

static enum xml_event end_tag(struct xml_reader *x)
{
    x->at += 2;
    x->name = take_name(x);
    skip_space(x);
    if (byte_at(x->s, x->at) != '>')
        return fail(x, "a broken end tag"), XML_FAULT;
    x->at++;
    return XML_CLOSE;
}

static enum xml_event character_data(struct xml_reader *x)
{
    size_t end = str_find_byte(x->s, '<', x->at), from = x->at;

    x->at = end == STR_NPOS ? x->s.n : end;
    if (!resolve(x, str_sub(x->s, from, x->at - from), false, &x->text))
        return XML_FAULT;
    return XML_TEXT;
}

enum xml_event svg_next(struct xml_reader *x)
{
    while (x->at < x->s.n) {
        bool is_fine;

        if (x->s.p[x->at] != '<')
            return character_data(x);
        if (tag_at(x->s, x->at, STR("<![CDATA["))) {
            size_t from = x->at + 9;

            if (!skip_to(x, STR("]]>")))
                return XML_FAULT;
            x->text = str_sub(x->s, from, x->at - 3 - from);
            return XML_TEXT;
        }
        if (tag_at(x->s, x->at, STR("</")))
            return end_tag(x);
        if (tag_at(x->s, x->at, STR("<!--")))
            is_fine = skip_to(x, STR("-->"));
        else if (tag_at(x->s, x->at, STR("<?")))
            is_fine = skip_to(x, STR("?>"));
        else if (tag_at(x->s, x->at, STR("<!DOCTYPE")))
            is_fine = doctype(x);
        else
            return start_tag(x);
        if (!is_fine)
            return XML_FAULT;
    }
    return XML_END;
}
