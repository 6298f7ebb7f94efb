/* SPDX-License-Identifier: MIT */
/* Checks the prolog of XML documents. */
#include "epub/check_doctype.h"

#include <string.h>

#include "base/utf8.h"

/* The value of the pseudo-attribute NAME of an XML declaration. */
static struct str declared(struct str declaration, struct str name)
{
    size_t at = str_find(declaration, name, 0);

    if (at == STR_NPOS)
        return STR_NONE;
    struct str s = str_trim(str_skip(declaration, at + name.n));
    if (!s.n || s.p[0] != '=')
        return STR_NONE;
    s = str_trim(str_skip(s, 1));
    if (!s.n || (s.p[0] != '"' && s.p[0] != '\''))
        return STR_NONE;
    size_t end = str_find_byte(s, s.p[0], 1);
    return end == STR_NPOS ? STR_NONE : str_sub(s, 1, end - 1);
}

static bool starts_with(struct str s, const char *bytes, size_t n)
{
    return s.n >= n && memcmp(s.p, bytes, n) == 0;
}

static bool is_utf16(struct str b)
{
    return starts_with(b, "\xFE\xFF", 2) || starts_with(b, "\xFF\xFE", 2) ||
           starts_with(b, "\0<\0?", 4) || starts_with(b, "<\0?\0", 4);
}

bool has_utf8_mark(struct str b)
{
    return starts_with(b, "\xEF\xBB\xBF", 3);
}

static bool is_utf32(struct str b)
{
    return starts_with(b, "\0\0\xFE\xFF", 4) || starts_with(b, "\xFF\xFE\0\0", 4) ||
           starts_with(b, "\0\0\0<", 4) || starts_with(b, "<\0\0\0", 4);
}

/* Whether UTF-16 is declared to be another encoding, a fatal error (XML 1.0, 4.3.3). */
static bool contradicts_utf16(struct str bytes)
{
    char ascii[128];
    size_t n = 0;
    struct str head, encoding;

    for (size_t i = 0; i < bytes.n && n < sizeof ascii; i++)
        if (bytes.p[i] > 0)
            ascii[n++] = bytes.p[i];
    head = (struct str){ascii, n};
    head = str_sub(head, 0, str_find(head, STR("?>"), 0));
    encoding = str_starts(head, STR("<?xml")) ? declared(head, STR("encoding")) : STR_NONE;
    return encoding.n && !str_starts_fold(encoding, STR("UTF-16"));
}

bool check_encoding(struct check *c, const struct xml_doc *d, struct str bytes)
{
    struct where at = {d->path, 1, 1};
    struct str s = bytes;

    if (is_utf32(bytes)) {
        report_at(c, M_RSC_028, at, STR_ARG(STR("UTF-32")));
        return true;
    }
    if (is_utf16(bytes)) {
        report_at(c, d->kind == XML_CONTENT ? M_HTM_058 : M_RSC_027, at);
        return !contradicts_utf16(bytes);
    }
    bool is_marked = has_utf8_mark(bytes);
    s = str_skip(s, is_marked ? 3 : 0);
    size_t end = str_find(s, STR("?>"), 0);
    if (!str_starts(s, STR("<?xml")) || end == STR_NPOS)
        return true;
    s = str_sub(s, 0, end);
    struct str version = declared(s, STR("version"));
    struct str encoding = declared(s, STR("encoding"));
    if (version.p && !str_eq(version, STR("1.0")))
        report_at(c, M_HTM_001, at, STR_ARG(version));
    if (!is_marked && encoding.n && !str_eq_fold(encoding, STR("UTF-8")) &&
        !str_starts_fold(encoding, STR("UTF-16")))
        report_at(c, M_RSC_028, at, STR_ARG(encoding));
    return true;
}

struct str xml_mend(struct check *c, struct arena *a, const struct xml_doc *d, struct str bytes)
{
    size_t end = str_find(str_sub(bytes, 0, 200), STR("?>"), 0);
    size_t n = utf8_valid_prefix(bytes);
    struct str encoding = STR_NONE;
    struct buf b = {0};

    if (n == bytes.n || is_utf16(bytes) || is_utf32(bytes))
        return bytes;
    if (str_starts(bytes, STR("<?xml")) && end != STR_NPOS)
        encoding = declared(str_sub(bytes, 0, end), STR("encoding"));
    if (encoding.n && !str_eq_fold(encoding, STR("UTF-8")))
        return bytes;
    report_at(c, M_RSC_016w, WHERE(d->path));
    for (; n < bytes.n; n = utf8_valid_prefix(bytes)) {
        buf_add(&b, str_sub(bytes, 0, n));
        utf8_add(&b, 0xFFFD);
        bytes = str_skip(bytes, n + 1);
    }
    buf_add(&b, bytes);
    struct str mended = arena_str(a, buf_str(&b));
    buf_done(&b);
    return mended;
}

static bool is_xhtml11(const struct xml_doc *d)
{
    return str_eq(d->public_id, STR("-//W3C//DTD XHTML 1.1//EN")) &&
           str_eq(d->system_id, STR("http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd"));
}

/* External identifiers that EPUB 3.3 appendix B allows. */
static const struct {
    enum xml_kind kind;
    const char *public_id, *system_id;
} allowed[] = {
    {XML_NCX, "-//NISO//DTD ncx 2005-1//EN", "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd"},
    {XML_SVG, "-//W3C//DTD SVG 1.1//EN", "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"},
};

static bool is_allowed(const struct xml_doc *d)
{
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
        if (d->kind == allowed[i].kind && str_eq(d->public_id, str_of(allowed[i].public_id)) &&
            str_eq(d->system_id, str_of(allowed[i].system_id)))
            return true;
    return false;
}

/* A package of EPUB 2 may have the DOCTYPE of its forebear. */
static bool is_irregular_package(const struct xml_doc *d)
{
    bool has_public = d->public_id.p, has_system = d->system_id.p;

    return (has_public || has_system) &&
           !(str_eq(d->doctype_name, STR("package")) &&
             (!has_public ||
              str_eq(d->public_id, STR("+//ISBN 0-9673008-1-9//DTD OEB 1.2 Package//EN"))) &&
             (!has_system ||
              str_eq(d->system_id, STR("http://openebook.org/dtds/oeb-1.2/oebpkg12.dtd"))));
}

void check_doctype(struct check *c, const struct xml_doc *d)
{
    struct where at = d->doctype_at;

    if (!d->has_doctype)
        return;
    if (c->version == 2) {
        if (d->kind == XML_CONTENT && str_eq(d->doctype_name, STR("html")) && !is_xhtml11(d))
            report_at(c, M_HTM_004, at, STR_ARG(d->public_id));
        if (d->kind == XML_OPF && is_irregular_package(d))
            report_at(c, M_HTM_009, at);
        if (d->kind == XML_NCX && !is_allowed(d))
            report_at(c, M_HTM_004, at, STR_ARG(d->public_id));
        return;
    }
    if (d->kind == XML_CONTENT) {
        bool legacy = !d->public_id.p && str_eq(d->system_id, STR("about:legacy-compat"));
        if (str_eq_fold(d->doctype_name, STR("html")) &&
            (d->public_id.p || (d->system_id.p && !legacy)))
            report_at(c, M_HTM_004, at, STR_ARG(d->public_id));
        else if (!str_eq_fold(d->doctype_name, STR("html")) && (d->public_id.p || d->system_id.p))
            report_at(c, M_OPF_073, at);
    } else if ((d->public_id.p || d->system_id.p) && !is_allowed(d)) {
        report_at(c, M_OPF_073, at);
    }
}

/* Attributes that the DTDs of NCX and SVG give to the root: a parser that has read them sees these
 * as if they were written. */
static const struct {
    const char *system_id, *attributes;
} defaulted[] = {
    {"http://www.daisy.org/z3986/2005/ncx-2005-1.dtd",
     "<!ATTLIST ncx version CDATA #FIXED '2005-1'"
     " xmlns CDATA #FIXED 'http://www.daisy.org/z3986/2005/ncx/'>"},
    {"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd",
     "<!ATTLIST svg xmlns CDATA #FIXED 'http://www.w3.org/2000/svg'"
     " xmlns:xlink CDATA #FIXED 'http://www.w3.org/1999/xlink'>"},
};

const char *doctype_attributes(const struct check *c, const struct xml_doc *d)
{
    for (size_t i = 0; c->version == 2 && i < sizeof defaulted / sizeof *defaulted; i++)
        if (str_eq(d->system_id, str_of(defaulted[i].system_id)))
            return defaulted[i].attributes;
    return NULL;
}

bool doctype_has_html_entities(const struct xml_doc *d)
{
    return d->has_doctype && str_starts(d->public_id, STR("-//W3C//DTD XHTML 1"));
}
