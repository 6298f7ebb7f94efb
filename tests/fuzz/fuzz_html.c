/* SPDX-License-Identifier: MIT */
/* Fuzz target: raw HTML in, and what must hold of the XHTML that comes out.
 *
 * Well-formed; nothing but elements and attributes of the tables, no script, no foreign URL
 * scheme; every letter and digit that an HTML5 parser (gumbo) shows is there; fed in again it
 * comes out the same. An input that starts with '!' drives the writer itself instead: its bytes
 * are calls, mixed with raw HTML, as a Markdown renderer would make them. */
#include <gumbo.h>
#include <libxml/parser.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "render/html.h"
#include "render/markup_element.h"

#define CHECK(condition, what) ((condition) ? (void)0 : fail(what))

static struct str input, output;

static void fail(const char *what)
{
    (void)fprintf(stderr, "%s\n--- input\n%.*s\n--- output\n%.*s\n", what, STR_ARG(input),
                  STR_ARG(output));
    abort();
}

static const char *const attributes[] = {
    "xmlns",
    "xmlns:xlink",
    "open",
#define HTML_ATTRIBUTE(name, kind, groups, choices) name,
#define SVG_ATTRIBUTE(name, kind, choices) name,
#define MATH_ATTRIBUTE(name, kind, elements, choices) name,
#include "render/attributes.def"
};

static bool is_allowed_attribute(const char *name)
{
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (strcmp(attributes[i], name) == 0)
            return true;
    return false;
}

static bool is_allowed_element(const char *name)
{
    for (enum element el = 1; el < EL_COUNT; el++)
        if (markup_info(el)->action == RAW_KEEP && strcmp(markup_info(el)->name, name) == 0)
            return true;
    return strcmp(name, "body") == 0;
}

static void check_value(const char *name, struct str value)
{
    struct arena a = {0};

    value = html_decode(&a, value); /* libxml2 leaves "&#38;" of "&amp;" to its tree */
    if (strcmp(name, "href") == 0 || strcmp(name, "src") == 0 || strcmp(name, "xlink:href") == 0)
        CHECK(html_url(&a, value).p, "a URL of a foreign scheme");
    CHECK(strncmp(name, "on", 2) != 0, "an event handler");
    if (strcmp(name, "style") == 0)
        CHECK(str_find(value, STR("expression("), 0) == STR_NPOS, "a script in a style");
    arena_done(&a);
}

static void start_element(void *ctx, const xmlChar *name, const xmlChar **v)
{
    (void)ctx;
    CHECK(is_allowed_element((const char *)name), (const char *)name);
    for (; v && *v; v += 2) {
        CHECK(is_allowed_attribute((const char *)v[0]), (const char *)v[0]);
        check_value((const char *)v[0], str_of((const char *)v[1]));
    }
}

static void ignore_error(void *ctx, const char *message, ...)
{
    (void)ctx;
    (void)message;
}

static void check_xml(struct str xhtml, bool is_raw)
{
    xmlSAXHandler sax = {.startElement = is_raw ? start_element : NULL, .error = ignore_error};
    struct buf document = {0};
    int result;

    buf_addz(&document, "<body>");
    buf_add(&document, xhtml);
    buf_addz(&document, "</body>");
    result = xmlSAXUserParseMemory(&sax, NULL, document.p, (int)document.n);
    buf_done(&document);
    CHECK(result == 0, "not well-formed");
}

struct letters {
    size_t count[128];
};

static void count_letters(struct letters *l, struct str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (is_ascii_alnum(text.p[i]))
            l->count[(unsigned char)text.p[i]]++;
}

/* The elements whose content no book shows. */
static bool is_hidden(const GumboElement *e)
{
    struct str name = {e->original_tag.data, e->original_tag.length};
    enum element el = EL_NONE;

    if (e->tag != GUMBO_TAG_UNKNOWN)
        el = markup_element_by_name(str_of(gumbo_normalized_tagname(e->tag)), SPACE_HTML);
    return markup_info(el)->action == RAW_SKIP || markup_info(el)->action == RAW_DISCARD ||
           str_starts_fold(name, STR("<annotation"));
}

static void count_gumbo(struct letters *l, const GumboNode *node, int depth)
{
    if (depth > 400)
        return;
    if (node->type == GUMBO_NODE_TEXT)
        count_letters(l, str_of(node->v.text.text));
    if (node->type != GUMBO_NODE_ELEMENT || is_hidden(&node->v.element))
        return;
    for (unsigned i = 0; i < node->v.element.children.length; i++)
        count_gumbo(l, node->v.element.children.data[i], depth + 1);
}

/* Where this tokenizer means to differ from a browser. */
static bool is_comparable(struct str html)
{
    static const char *const different[] = {
        "<?",     "<frameset", "<template", "<datalist", "<script",    "<style",
        "<title", "<iframe",   "<noframes", "<noembed",  "<plaintext", "<metadata",
        "<set",   "<animate",  "<font",     "<filter",   "<discard",   "<mpath",
        "<annot", "<![cdata",  "&#",        "<textarea", "<xmp"};
    struct buf lower = {0};
    bool result = true;

    for (size_t i = 0; i < html.n; i++)
        buf_byte(&lower, ascii_lower(html.p[i]));
    for (size_t i = 0; i < sizeof different / sizeof *different; i++)
        result = result && str_find(buf_str(&lower), str_of(different[i]), 0) == STR_NPOS;
    buf_done(&lower);
    return result;
}

static void check_text(struct str html, struct str xhtml)
{
    struct letters theirs = {0}, ours = {0};
    struct arena a = {0};
    GumboOutput *tree;

    if (!is_comparable(html))
        return;
    tree = gumbo_parse_with_options(&kGumboDefaultOptions, html.p, html.n);
    count_gumbo(&theirs, tree->root, 0);
    gumbo_destroy_output(&kGumboDefaultOptions, tree);
    count_letters(&ours, html_text(&a, xhtml));
    arena_done(&a);
    for (size_t i = 0; i < 128; i++)
        CHECK(ours.count[i] >= theirs.count[i], "text is lost");
}

static struct str convert(struct arena *a, struct str html)
{
    struct markup m;
    struct html *h = html_new(a, &m, NULL);
    struct str xhtml;

    markup_init(&m);
    html_add(h, html, true, 1);
    html_end(h);
    markup_finish(&m);
    xhtml = arena_str(a, buf_str(&m.text));
    markup_done(&m);
    return xhtml;
}

/* The input as the loader gives it: UTF-8, without NUL. */
static struct str load(struct arena *a, const uint8_t *data, size_t size)
{
    struct str s = {(const char *)data, size};
    struct buf out = {0};
    struct str text;

    while (s.n) {
        size_t n = utf8_valid_prefix(s);

        buf_add(&out, str_sub(s, 0, n));
        s = str_skip(s, n < s.n ? n + 1 : n);
    }
    for (size_t i = 0; i < out.n; i++)
        if (out.p[i] == '\0')
            out.p[i] = ' ';
    text = arena_str(a, buf_str(&out));
    buf_done(&out);
    return text;
}

static void check_html(struct arena *a)
{
    output = convert(a, input);
    check_xml(output, true);
    check_text(input, output);
    /* a line break after <pre> means nothing in HTML, but a line in XHTML */
    if (str_find(output, STR("<pre"), 0) == STR_NPOS)
        CHECK(str_eq(convert(a, output), output), "a second pass changes it");
}

/* Bytes as calls: what to open, where to close, which text or raw HTML comes next. */
static void check_calls(struct arena *a)
{
    struct str rest = str_skip(input, 1), line;
    struct markup m;
    struct html *h = html_new(a, &m, NULL);
    size_t handles[64] = {0}, n = 0;

    markup_init(&m);
    while (str_line(&rest, &line)) {
        unsigned char call = line.n ? (unsigned char)line.p[0] : 0;

        line = str_skip(line, 1);
        if (call < 'A')
            markup_text(&m, line);
        else if (call < 'H')
            html_add(h, line, call & 1, 1);
        else if (call < 'P')
            markup_close(&m, handles[call % 64]);
        else if (call < 'Q')
            markup_raw(&m, EL_SPAN, STR("<i>x</i>"));
        else if (call < 'R')
            markup_void(&m, EL_IMG, STR(" src=\"a\" alt=\"\""));
        else if (line.n)
            handles[n++ % 64] = markup_open(
                &m, (enum element)((unsigned char)line.p[0] % (EL_SVG_A - 1) + 1), STR(""));
    }
    markup_finish(&m);
    output = arena_str(a, buf_str(&m.text));
    markup_done(&m);
    check_xml(output, false);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};

    input = load(&a, data, size);
    if (input.n && input.p[0] == '!')
        check_calls(&a);
    else
        check_html(&a);
    arena_done(&a);
    return 0;
}
