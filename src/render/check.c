/* SPDX-License-Identifier: MIT */
/* One SAX pass over a document: well-formed, nesting, unique ids, known files and fragments. */
#include "render/check.h"

#include <libxml/parser.h>
#include <limits.h>
#include <string.h>

#include "base/alloc.h"
#include "base/table.h"
#include "base/uri.h"
#include "base/vec.h"
#include "render/nesting.h"

struct state {
    struct arena *a;
    xmlParserCtxtPtr parser;
    struct nesting nesting;
    const struct table *files;
    struct table ids;
    VEC(struct check_fault) fragments; /* text: the fragment */
    struct facts *facts;               /* or NULL */
    check_fault_vec *faults;
};

static size_t here(struct state *s)
{
    long at = xmlByteConsumed(s->parser);

    return at > 0 ? (size_t)at : 0;
}

static void add_fault(struct state *s, size_t offset, struct str text)
{
    if (s->faults->n < CHECK_FAULTS_MAX)
        *vec_push(s->faults) = (struct check_fault){offset, arena_str(s->a, str_trim(text))};
}

static void on_error(void *ctx, xmlErrorPtr e)
{
    struct state *s = ((xmlParserCtxtPtr)ctx)->_private;

    if (!s || e->code == XML_ERR_NO_MEMORY) /* without S the parser is not made yet */
        alloc_die();
    if (e->level >= XML_ERR_ERROR)
        add_fault(s, here(s), str_of(e->message));
}

static void note_id(struct state *s, struct str id)
{
    bool is_new;

    id = arena_str(s->facts ? s->facts->arena : s->a, id);
    table_put(&s->ids, id, &is_new);
    if (!is_new)
        add_fault(s, here(s), STR("id used twice"));
    else if (s->facts)
        *vec_push(&s->facts->ids) = id;
}

/* The file of the book that URL leads to; STR_NONE: it leads out of the book. */
static struct str file_of(struct state *s, struct str url)
{
    size_t end = str_find_byte(url, '#', 0);

    if (uri_scheme(url).n || str_starts(url, STR("//")))
        return STR_NONE;
    return uri_decode(s->a, str_sub(url, 0, end == STR_NPOS ? url.n : end));
}

static void note_url(struct state *s, struct str url)
{
    struct str file;

    if (url.n > 1 && url.p[0] == '#') {
        *vec_push(&s->fragments) = (struct check_fault){here(s), arena_str(s->a, str_skip(url, 1))};
        return;
    }
    file = s->files && s->nesting.open[EL_BODY] ? file_of(s, url) : STR_NONE;
    if (file.p && !table_get(s->files, file))
        add_fault(s, here(s), arena_printf(s->a, "'%.*s' is not in the book", STR_ARG(url)));
}

static void note_ref(struct state *s, const xmlChar *element, struct str url)
{
    struct facts *f = s->facts;

    *vec_push(&f->refs) =
        (struct fact_ref){arena_str(f->arena, str_of((const char *)element)),
                          arena_str(f->arena, url), (unsigned)xmlSAX2GetLineNumber(s->parser)};
}

static bool is_name(const xmlChar *name, const char *wanted)
{
    return strcmp((const char *)name, wanted) == 0;
}

static void on_start(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespace_count, const xmlChar **namespaces, int attribute_count,
                     int defaulted_count, const xmlChar **v)
{
    struct state *s = ((xmlParserCtxtPtr)ctx)->_private;
    const char *outer;

    (void)prefix;
    (void)namespace_count;
    (void)namespaces;
    (void)defaulted_count;
    if (!nesting_open(&s->nesting, (const char *)name, (const char *)uri, &outer))
        add_fault(s, here(s), arena_printf(s->a, "%s may not stand in %s here", name, outer));
    if (s->facts) {
        s->facts->has_math |= is_name(name, "math");
        s->facts->has_svg |= is_name(name, "svg");
    }
    for (int i = 0; i < attribute_count; i++, v += 5) {
        struct str value = {(const char *)v[3], (size_t)(v[4] - v[3])};

        if (is_name(v[0], "id")) {
            note_id(s, value);
        } else if (is_name(v[0], "href") || is_name(v[0], "src")) {
            note_url(s, value);
            if (s->facts)
                note_ref(s, name, value);
        }
    }
}

static void on_end(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct state *s = ((xmlParserCtxtPtr)ctx)->_private;
    const char *child;

    (void)prefix;
    (void)uri;
    if (!nesting_close(&s->nesting, &child)) /* the tag is behind us: back into the element */
        add_fault(s, here(s) - 1, arena_printf(s->a, "%s lacks a %s", name, child));
}

static void on_text(void *ctx, const xmlChar *text, int n)
{
    struct state *s = ((xmlParserCtxtPtr)ctx)->_private;

    if (!nesting_takes_text(&s->nesting) && str_trim((struct str){(const char *)text, (size_t)n}).n)
        add_fault(s, here(s),
                  arena_printf(s->a, "text may not stand in %s", nesting_name(&s->nesting)));
}

void check_init(void)
{
    xmlInitParser();
}

static void check_fragments(struct state *s)
{
    for (size_t i = 0; i < s->fragments.n; i++)
        if (!table_get(&s->ids, uri_decode(s->a, s->fragments.v[i].text)))
            add_fault(s, s->fragments.v[i].offset, STR("link to an id that is not there"));
}

static xmlParserCtxtPtr parser_new(xmlSAXHandler *sax, struct state *s)
{
    xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(sax, NULL, NULL, 0, NULL);

    if (!parser)
        alloc_die();
    parser->_private = s;
    xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOENT);
    return parser;
}

bool check_document(struct arena *a, struct str document, const struct table *files,
                    struct facts *facts, check_fault_vec *faults)
{
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                         .startElementNs = on_start,
                         .endElementNs = on_end,
                         .characters = on_text,
                         .serror = (xmlStructuredErrorFunc)on_error};
    struct state s = {.a = a, .files = files, .facts = facts, .faults = faults};
    bool is_whole;

    if (facts) {
        facts_done(facts);
        *facts = (struct facts){.arena = facts->arena};
    }
    faults->n = 0;
    if (document.n > INT_MAX)
        return true;
    s.parser = parser_new(&sax, &s);
    xmlParseChunk(s.parser, document.p, (int)document.n, 1);
    is_whole = s.parser->wellFormed;
    if (is_whole)
        check_fragments(&s);
    else if (faults->n == 0)
        add_fault(&s, 0, STR("not well-formed"));
    xmlFreeParserCtxt(s.parser);
    nesting_done(&s.nesting);
    table_done(&s.ids);
    vec_done(&s.fragments);
    return is_whole;
}

bool check_block(struct arena *a, struct str block, struct str *ret_fault)
{
    static const struct str start = STR_INIT("<section xmlns=\"http://www.w3.org/1999/xhtml\" "
                                             "xmlns:epub=\"http://www.idpf.org/2007/ops\">");
    static const struct str end = STR_INIT("</section>");
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC, .serror = (xmlStructuredErrorFunc)on_error};
    check_fault_vec faults = {0};
    struct state s = {.a = a, .faults = &faults};
    bool is_fine;

    s.parser = parser_new(&sax, &s);
    xmlParseChunk(s.parser, start.p, (int)start.n, 0);
    xmlParseChunk(s.parser, block.p, (int)block.n, 0);
    xmlParseChunk(s.parser, end.p, (int)end.n, 1);
    is_fine = s.parser->wellFormed;
    if (!is_fine)
        *ret_fault = faults.n ? faults.v[0].text : STR("not well-formed");
    xmlFreeParserCtxt(s.parser);
    vec_done(&faults);
    return is_fine;
}
