/* SPDX-License-Identifier: MIT */
/* Builds the validator's XML trees from libxml2's SAX events. */
#include "epub/check_xml.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "base/alloc.h"
#include "epub/check_doctype.h"

enum { NODES_MAX = 5000000 };

static const struct {
    const char *uri;
    enum xml_ns ns;
} namespaces[] = {
    {"http://www.w3.org/1999/xhtml", NS_XHTML},
    {"http://www.w3.org/2000/svg", NS_SVG},
    {"http://www.w3.org/1998/Math/MathML", NS_MATHML},
    {"http://www.idpf.org/2007/ops", NS_EPUB},
    {"http://www.idpf.org/2007/opf", NS_OPF},
    {"http://purl.org/dc/elements/1.1/", NS_DC},
    {"http://www.daisy.org/z3986/2005/ncx/", NS_NCX},
    {"http://www.w3.org/ns/SMIL", NS_SMIL},
    {"urn:oasis:names:tc:opendocument:xmlns:container", NS_CONTAINER},
    {"http://www.w3.org/XML/1998/namespace", NS_XML},
    {"http://www.w3.org/1999/xlink", NS_XLINK},
    {"http://www.w3.org/2001/10/synthesis", NS_SSML},
    {"http://www.w3.org/2001/xml-events", NS_EVENTS},
    {"http://www.w3.org/2001/04/xmlenc#", NS_ENC},
    {"http://www.idpf.org/2016/encryption#compression", NS_ENC_COMPRESSION},
    {"http://www.w3.org/2000/09/xmldsig#", NS_DSIG},
    {"http://www.idpf.org/2013/rendition", NS_RENDITION},
    {"http://www.idpf.org/2013/metadata", NS_ROOT_META},
    {"http://www.w3.org/2001/XMLSchema-instance", NS_XSI},
};

struct builder {
    struct check *c;
    struct arena *a;
    struct xml_doc *d;
    struct xml_node *open;
    struct xml_node *text_node; /* the text that is being read, in pieces; NULL: none */
    struct buf text;
    xmlSAXHandler defaults;
    xmlParserCtxtPtr ctxt;
    size_t nodes;
    bool broken, root_only; /* root_only: the parser stops behind the first start tag */
    bool resolving;         /* the external subset */
};

static enum xml_ns ns_of(struct str uri)
{
    if (!uri.n)
        return NS_NONE;
    for (size_t i = 0; i < sizeof namespaces / sizeof *namespaces; i++)
        if (str_eq(uri, str_of(namespaces[i].uri)))
            return namespaces[i].ns;
    return NS_OTHER;
}

static struct builder *builder_of(void *ctx)
{
    return ((xmlParserCtxtPtr)ctx)->_private;
}

static struct where here(const struct builder *b)
{
    return (struct where){b->d->path, (unsigned)xmlSAX2GetLineNumber(b->ctxt),
                          (unsigned)xmlSAX2GetColumnNumber(b->ctxt)};
}

static struct str copy(struct builder *b, const xmlChar *z)
{
    return z ? arena_str(b->a, str_of((const char *)z)) : (struct str){"", 0};
}

static struct xml_node *add_node(struct builder *b)
{
    if (++b->nodes > NODES_MAX || (b->nodes % 4096 == 0 && check_is_over(b->c))) {
        b->broken = true;
        xmlStopParser(b->ctxt);
        return NULL;
    }
    struct xml_node *n = arena_new(b->a, struct xml_node);
    struct xml_node *p = b->open;
    n->parent = p;
    n->depth = p ? p->depth + 1 : 0;
    if (p && p->last)
        p->last = p->last->next = n;
    else if (p)
        p->first = p->last = n;
    else if (!b->d->root)
        b->d->root = n;
    n->line = (unsigned)xmlSAX2GetLineNumber(b->ctxt);
    n->column = (unsigned)xmlSAX2GetColumnNumber(b->ctxt);
    return n;
}

/* The parser gives a text in pieces, one for each reference in it; they are one node. */
static void end_text(struct builder *b)
{
    if (b->text_node)
        b->text_node->text = arena_str(b->a, buf_str(&b->text));
    b->text_node = NULL;
    buf_clear(&b->text);
}

static void on_start(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int n_ns, const xmlChar **ns, int n_attrs, int n_defaulted,
                     const xmlChar **attrs)
{
    struct builder *b = builder_of(ctx);
    struct xml_node *n;

    (void)prefix, (void)n_defaulted;
    end_text(b);
    n = add_node(b);
    if (!n)
        return;
    n->name = copy(b, name);
    n->uri = copy(b, uri);
    n->ns = ns_of(n->uri);
    for (size_t i = 0; i < (size_t)n_ns; i++)
        if (ns[2 * i] && strcmp((const char *)ns[2 * i], "epub") == 0 && ns[2 * i + 1] &&
            strcmp((const char *)ns[2 * i + 1], "http://www.idpf.org/2007/ops") != 0)
            report_at(b->c, M_HTM_010, here(b), STR_ARG(str_of((const char *)ns[2 * i + 1])));
    n->attrs = n_attrs ? arena_array(b->a, struct xml_attr, (size_t)n_attrs) : NULL;
    for (int i = 0; i < n_attrs; i++, attrs += 5) {
        struct xml_attr *to = &n->attrs[n->n_attrs++];
        to->name = copy(b, attrs[0]);
        to->uri = copy(b, attrs[2]);
        to->ns = ns_of(to->uri);
        to->value =
            arena_str(b->a, (struct str){(const char *)attrs[3], (size_t)(attrs[4] - attrs[3])});
    }
    b->open = n;
    if (b->root_only)
        xmlStopParser(b->ctxt);
}

static void on_end(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct builder *b = builder_of(ctx);

    (void)name, (void)prefix, (void)uri;
    end_text(b);
    if (b->open)
        b->open = b->open->parent;
}

static void on_text(void *ctx, const xmlChar *p, int len)
{
    struct builder *b = builder_of(ctx);

    if (!b->open || len <= 0)
        return;
    if (!b->text_node)
        b->text_node = add_node(b);
    if (b->text_node)
        buf_add(&b->text, (struct str){(const char *)p, (size_t)len});
}

static void on_instruction(void *ctx, const xmlChar *target, const xmlChar *data)
{
    struct builder *b = builder_of(ctx);
    struct str s = str_of((const char *)data);
    size_t at = str_find(s, STR("href="), 0);

    if (strcmp((const char *)target, "xml-stylesheet") != 0 || at == STR_NPOS ||
        b->d->n_stylesheets == 16)
        return;
    s = str_skip(s, at + 5);
    size_t end = s.n ? str_find_byte(s, s.p[0], 1) : STR_NPOS;
    if (end != STR_NPOS)
        b->d->stylesheets[b->d->n_stylesheets++] = arena_str(b->a, str_sub(s, 1, end - 1));
}

static void on_doctype(void *ctx, const xmlChar *name, const xmlChar *public_id,
                       const xmlChar *system_id)
{
    struct builder *b = builder_of(ctx);
    struct xml_doc *d = b->d;

    b->defaults.internalSubset(ctx, name, public_id, system_id);
    d->has_doctype = true;
    d->doctype_name = copy(b, name);
    d->public_id = public_id ? copy(b, public_id) : STR_NONE;
    d->system_id = system_id ? copy(b, system_id) : STR_NONE;
    d->doctype_at = here(b);
    if (d->kind != XML_CONTAINER)
        check_doctype(b->c, d);
}

/* Instead of any DTD, which is never fetched. */
static xmlParserInputPtr on_resolve(void *ctx, const xmlChar *public_id, const xmlChar *system_id)
{
    const struct builder *b = builder_of(ctx);
    const char *attributes = b->resolving ? doctype_attributes(b->c, b->d) : NULL;

    (void)public_id, (void)system_id;
    return attributes ? xmlNewStringInputStream(b->ctxt, (const xmlChar *)attributes) : NULL;
}

static void on_external_subset(void *ctx, const xmlChar *name, const xmlChar *public_id,
                               const xmlChar *system_id)
{
    struct builder *b = builder_of(ctx);

    b->resolving = true;
    if (doctype_attributes(b->c, b->d))
        b->defaults.externalSubset(ctx, name, public_id, system_id);
    b->resolving = false;
}

/* External entities are reported and dropped, so nothing is ever opened. */
static void on_entity_decl(void *ctx, const xmlChar *name, int type, const xmlChar *public_id,
                           const xmlChar *system_id, xmlChar *content)
{
    struct builder *b = builder_of(ctx);

    if (type == XML_INTERNAL_GENERAL_ENTITY || type == XML_INTERNAL_PARAMETER_ENTITY)
        b->defaults.entityDecl(ctx, name, type, public_id, system_id, content);
    else if (b->c->version == 3)
        report_at(b->c, M_HTM_003, here(b), STR_ARG(str_of((const char *)name)));
}

static xmlEntityPtr on_get_entity(void *ctx, const xmlChar *name)
{
    struct builder *b = builder_of(ctx);
    xmlEntityPtr e = b->defaults.getEntity(ctx, name);

    if (e || !doctype_has_html_entities(b->d) || !b->ctxt->myDoc)
        return e;
    const htmlEntityDesc *known = htmlEntityLookup(name);
    if (!known)
        return NULL;
    xmlChar text[8] = {0};
    xmlCopyCharMultiByte(text, (int)known->value);
    return xmlAddDocEntity(b->ctxt->myDoc, name, XML_INTERNAL_GENERAL_ENTITY, NULL, NULL, text);
}

static xmlEntityPtr on_get_parameter_entity(void *ctx, const xmlChar *name)
{
    return builder_of(ctx)->defaults.getParameterEntity(ctx, name);
}

static void on_error(void *ctx, xmlErrorPtr error)
{
    struct builder *b = ((xmlParserCtxtPtr)ctx)->_private;

    if (!b || error->code == XML_ERR_NO_MEMORY) /* no fault of the document */
        alloc_die();

    bool fatal = error->level == XML_ERR_FATAL || error->domain == XML_FROM_NAMESPACE;

    if (error->level == XML_ERR_WARNING && error->code != XML_WAR_UNDECLARED_ENTITY)
        return;
    /* Relative namespace URIs are bad style, not an error. */
    if (error->code == XML_WAR_NS_URI || error->code == XML_WAR_NS_URI_RELATIVE)
        return;
    if (error->code == XML_WAR_UNDECLARED_ENTITY || error->code == XML_ERR_UNDECLARED_ENTITY)
        fatal = true;
    if (!fatal || b->broken)
        return;
    b->broken = true;
    struct str text = str_trim(str_of(error->message));
    report_text(b->c, M_RSC_016,
                (struct where){b->d->path, (unsigned)(error->line > 0 ? error->line : 0),
                               (unsigned)(error->int2 > 0 ? error->int2 : 0)},
                "not well-formed: %.*s", STR_ARG(text));
}

static void set_handlers(struct builder *b, xmlSAXHandler *sax)
{
    memset(&b->defaults, 0, sizeof b->defaults);
    xmlSAXVersion(&b->defaults, 2);
    *sax = b->defaults;
    sax->startElementNs = on_start;
    sax->endElementNs = on_end;
    sax->characters = sax->cdataBlock = sax->ignorableWhitespace = on_text;
    sax->processingInstruction = on_instruction;
    sax->comment = NULL;
    sax->reference = NULL;
    sax->internalSubset = on_doctype;
    sax->externalSubset = on_external_subset;
    sax->entityDecl = on_entity_decl;
    sax->getEntity = on_get_entity;
    sax->getParameterEntity = on_get_parameter_entity;
    sax->resolveEntity = on_resolve;
    sax->warning = sax->error = sax->fatalError = NULL;
    sax->serror = on_error;
}

static void parse_chunks(struct builder *b, struct str bytes)
{
    for (size_t at = 0; at < bytes.n && !b->broken; at += 1 << 16) {
        struct str part = str_sub(bytes, at, 1 << 16);

        xmlParseChunk(b->ctxt, part.p, (int)part.n, 0);
        if (b->root_only && b->d->root)
            return;
    }
    if (!b->broken)
        xmlParseChunk(b->ctxt, NULL, 0, 1);
}

static bool parse(struct check *c, struct arena *a, struct str path, enum xml_kind kind,
                  struct str bytes, bool root_only, struct xml_doc *d)
{
    struct builder b = {.c = c, .a = a, .d = d, .root_only = root_only};
    xmlSAXHandler sax;

    *d = (struct xml_doc){.path = path, .kind = kind};
    if (!check_encoding(c, d, bytes) || bytes.n > 100000000) {
        report_at(c, M_RSC_016, WHERE(path), "the encoding cannot be read");
        return false;
    }
    bytes = xml_mend(c, a, d, bytes);
    b.ctxt = xmlCreatePushParserCtxt(NULL, NULL, NULL, 0, NULL);
    if (!b.ctxt)
        alloc_die();
    set_handlers(&b, &sax);
    *b.ctxt->sax = sax;
    b.ctxt->_private = &b;
    xmlCtxtUseOptions(b.ctxt, XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_DTDATTR |
                                  XML_PARSE_BIG_LINES |
                                  (has_utf8_mark(bytes) ? XML_PARSE_IGNORE_ENC : 0));
    *b.ctxt->sax = sax;
    parse_chunks(&b, bytes);
    end_text(&b);
    buf_done(&b.text);
    if (!b.broken && !b.ctxt->wellFormed && !c->gave_up)
        report_at(c, M_RSC_016, WHERE(path), "the document is incomplete");
    bool ok = !b.broken && b.ctxt->wellFormed && d->root;
    if (b.ctxt->myDoc)
        xmlFreeDoc(b.ctxt->myDoc);
    b.ctxt->myDoc = NULL;
    xmlFreeParserCtxt(b.ctxt);
    return ok;
}

bool xml_parse(struct check *c, struct arena *a, struct str path, enum xml_kind kind,
               struct str bytes, struct xml_doc *d)
{
    return parse(c, a, path, kind, bytes, false, d);
}

void xml_parse_root(struct check *c, struct arena *a, struct str path, enum xml_kind kind,
                    struct str bytes, struct xml_doc *d)
{
    (void)parse(c, a, path, kind, bytes, true, d);
}
