/* SPDX-License-Identifier: MIT */
/* Fuzz target: the validator. The first byte says which file of a small book the rest is, or that
 * it is a whole ZIP file; a verdict must come whatever it is. */
#include <libxml/parser.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/pool.h"
#include "epub/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct file {
    const char *name, *text;
};

#define XHTML(body)                                                                             \
    "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\">" \
    "<head><title>t</title></head><body>" body "</body></html>"

static const struct file book[] = {
    {"mimetype", "application/epub+zip"},
    {"META-INF/container.xml",
     "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">"
     "<rootfiles><rootfile full-path=\"p.opf\" media-type=\"application/oebps-package+xml\"/>"
     "</rootfiles></container>"},
    {"p.opf",
     "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"i\">"
     "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:identifier id=\"i\">x"
     "</dc:identifier><dc:title>t</dc:title><dc:language>en</dc:language>"
     "<meta property=\"dcterms:modified\">2024-01-01T00:00:00Z</meta></metadata><manifest>"
     "<item id=\"n\" href=\"n.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>"
     "<item id=\"x\" href=\"x.xhtml\" media-type=\"application/xhtml+xml\" media-overlay=\"o\"/>"
     "<item id=\"c\" href=\"c.css\" media-type=\"text/css\"/>"
     "<item id=\"s\" href=\"s.svg\" media-type=\"image/svg+xml\"/>"
     "<item id=\"t\" href=\"t.ncx\" media-type=\"application/x-dtbncx+xml\"/>"
     "<item id=\"o\" href=\"o.smil\" media-type=\"application/smil+xml\"/></manifest>"
     "<spine toc=\"t\"><itemref idref=\"x\"/><itemref idref=\"s\"/></spine></package>"},
    {"n.xhtml", XHTML("<nav epub:type=\"toc\"><ol><li><a href=\"x.xhtml\">x</a></li></ol></nav>")},
    {"x.xhtml", XHTML("<p id=\"a\">x</p>")},
    {"c.css", "p { color: red }"},
    {"s.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"},
    {"t.ncx", "<ncx/>"},
    {"o.smil", "<smil/>"},
    {"META-INF/encryption.xml", "<x/>"},
};

enum { FILES = sizeof book / sizeof *book };

static void number(struct buf *b, uint32_t value, int bytes)
{
    for (; bytes > 0; bytes--, value >>= 8)
        buf_byte(b, (char)(value & 0xFF));
}

static uint32_t crc32_of(struct str s)
{
    uint32_t crc = 0xFFFFFFFFu;

    for (size_t i = 0; i < s.n; i++) {
        crc ^= (unsigned char)s.p[i];
        for (int k = 0; k < 8; k++)
            crc = crc & 1 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
    }
    return ~crc;
}

/* What local and central headers share, from the version on. */
static void header(struct buf *b, struct str name, struct str text)
{
    number(b, 10, 2);
    number(b, 0, 4);
    number(b, 0, 4);
    number(b, crc32_of(text), 4);
    number(b, (uint32_t)text.n, 4);
    number(b, (uint32_t)text.n, 4);
    number(b, (uint32_t)name.n, 2);
    number(b, 0, 2);
}

static void pack(struct buf *zip, size_t chosen, struct str text)
{
    struct buf directory = {0};

    for (size_t i = 0; i < FILES; i++) {
        struct str name = str_of(book[i].name);
        struct str part = i == chosen ? text : str_of(book[i].text);
        uint32_t offset = (uint32_t)zip->n;
        buf_add(zip, STR("PK\3\4"));
        header(zip, name, part);
        buf_add(zip, name);
        buf_add(zip, part);
        buf_add(&directory, STR("PK\1\2"));
        number(&directory, 10, 2);
        header(&directory, name, part);
        number(&directory, 0, 4);
        number(&directory, 0, 4);
        number(&directory, 0, 2);
        number(&directory, offset, 4);
        buf_add(&directory, name);
    }
    uint32_t start = (uint32_t)zip->n;
    buf_add(zip, buf_str(&directory));
    buf_add(zip, STR("PK\5\6"));
    number(zip, 0, 4);
    number(zip, FILES, 2);
    number(zip, FILES, 2);
    number(zip, (uint32_t)directory.n, 4);
    number(zip, start, 4);
    number(zip, 0, 2);
    buf_done(&directory);
}

static bool is_equal(const struct check_report *x, const struct check_report *y)
{
    bool is = x->n == y->n && memcmp(x->count, y->count, sizeof x->count) == 0;

    for (size_t i = 0; i < x->n && is; i++) {
        const struct check_message *m = &x->v[i], *o = &y->v[i];

        is = m->id == o->id && m->severity == o->severity && str_eq(m->path, o->path) &&
             m->line == o->line && m->column == o->column && str_eq(m->text, o->text);
    }
    return is;
}

/* Many workers must find what one does, in the same order; but for what limits cut off. */
static void compare(struct str zip, struct check_options options,
                    const struct check_report *expected)
{
    static struct pool *pool;
    struct check_report report = {0};
    bool is_cut = false;

    for (size_t i = 0; i < expected->n; i++)
        is_cut |= strcmp(expected->v[i].id, "CHK-008") == 0;
    if (!pool)
        pool = pool_new(3);
    options.pool = pool;
    epub_check_bytes(zip, STR("fuzz.epub"), &options, &report);
    if (!is_cut && !is_equal(expected, &report))
        abort();
    check_report_done(&report);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct check_options options = {
        .usage = true, .max_file = 1 << 20, .max_total = 8 << 20, .max_milliseconds = 3000};
    struct check_report report = {0};
    struct buf zip = {0};
    struct str text = {(const char *)data + 1, size - 1};

    if (size == 0)
        return 0;
    xmlInitParser();
    if (data[0] % (FILES + 1) == FILES)
        buf_add(&zip, text);
    else
        pack(&zip, data[0] % (FILES + 1), text);
    bool good = epub_check_bytes(buf_str(&zip), STR("fuzz.epub"), &options, &report);
    if (good != check_report_ok(&report) || (!good && report.n == 0))
        abort();
    compare(buf_str(&zip), options, &report);
    check_report_done(&report);
    buf_done(&zip);
    return 0;
}
