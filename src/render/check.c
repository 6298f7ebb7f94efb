/* SPDX-License-Identifier: MIT */
/* One SAX pass over a document: well-formed, unique ids, known fragments. */
#include "render/check.h"

#include <libxml/parser.h>
#include <limits.h>
#include <string.h>

#include "base/alloc.h"
#include "base/table.h"
#include "base/vec.h"
#include "book/urlmap.h"

struct state {
    struct arena *a;
    xmlParserCtxtPtr parser;
    struct table ids;
    VEC(struct check_fault) fragments; /* text: the fragment */
    bool is_bad;
    struct check_fault fault;
};

static size_t here(struct state *s)
{
    long at = xmlByteConsumed(s->parser);

    return at > 0 ? (size_t)at : 0;
}

static void set_fault(struct state *s, size_t offset, struct str text)
{
    if (s->is_bad)
        return;
    s->is_bad = true;
    s->fault = (struct check_fault){offset, arena_str(s->a, str_trim(text))};
}

static void on_error(void *ctx, xmlErrorPtr e)
{
    struct state *s = ((xmlParserCtxtPtr)ctx)->_private;

    if (!s) /* the parser is not made yet: memory is out */
        alloc_die();
    if (e->level >= XML_ERR_ERROR)
        set_fault(s, here(s), str_of(e->message));
}

static void on_start(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespace_count, const xmlChar **namespaces, int attribute_count,
                     int defaulted_count, const xmlChar **v)
{
    struct state *s = ((xmlParserCtxtPtr)ctx)->_private;

    (void)name;
    (void)prefix;
    (void)uri;
    (void)namespace_count;
    (void)namespaces;
    (void)defaulted_count;
    for (int i = 0; i < attribute_count; i++, v += 5) {
        struct str value = {(const char *)v[3], (size_t)(v[4] - v[3])};
        bool is_new;

        if (strcmp((const char *)v[0], "id") == 0) {
            table_put(&s->ids, arena_str(s->a, value), &is_new);
            if (!is_new)
                set_fault(s, here(s), STR("id used twice"));
        } else if (strcmp((const char *)v[0], "href") == 0 && value.n > 1 && value.p[0] == '#') {
            *vec_push(&s->fragments) =
                (struct check_fault){here(s), arena_str(s->a, str_skip(value, 1))};
        }
    }
}

void check_init(void)
{
    xmlInitParser();
}

static void check_fragments(struct state *s)
{
    for (size_t i = 0; i < s->fragments.n; i++)
        if (!table_get(&s->ids, uri_decode(s->a, s->fragments.v[i].text)))
            set_fault(s, s->fragments.v[i].offset, STR("link to an id that is not there"));
}

bool check_document(struct arena *a, struct str document, struct check_fault *ret_fault)
{
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                         .startElementNs = on_start,
                         .serror = (xmlStructuredErrorFunc)on_error};
    struct state s = {.a = a};

    if (document.n > INT_MAX)
        return true;
    s.parser = xmlCreatePushParserCtxt(&sax, NULL, NULL, 0, NULL);
    if (!s.parser)
        alloc_die();
    s.parser->_private = &s;
    xmlCtxtUseOptions(s.parser, XML_PARSE_NONET | XML_PARSE_HUGE);
    xmlParseChunk(s.parser, document.p, (int)document.n, 1);
    if (!s.is_bad && s.parser->wellFormed)
        check_fragments(&s);
    else
        set_fault(&s, 0, STR("not well-formed"));
    xmlFreeParserCtxt(s.parser);
    table_done(&s.ids);
    vec_done(&s.fragments);
    if (s.is_bad)
        *ret_fault = s.fault;
    return !s.is_bad;
}
