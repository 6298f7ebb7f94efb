/* SPDX-License-Identifier: MIT */
/* An XML document as a tree, read by libxml2's SAX interface, without network or files.
 *
 * Internal to the validator. The tree is in the caller's arena. Text is kept as nodes without a
 * name; comments and instructions are dropped except for xml-stylesheet. */
#ifndef EPUB_CHECK_XML_H
#define EPUB_CHECK_XML_H

#include "epub/check_state.h"

enum xml_ns {
    NS_NONE,
    NS_XHTML,
    NS_SVG,
    NS_MATHML,
    NS_EPUB,
    NS_OPF,
    NS_DC,
    NS_NCX,
    NS_SMIL,
    NS_CONTAINER,
    NS_XML,
    NS_XLINK,
    NS_SSML,
    NS_EVENTS,
    NS_ENC,
    NS_ENC_COMPRESSION,
    NS_DSIG,
    NS_RENDITION,
    NS_ROOT_META,
    NS_XSI,
    NS_OTHER
};

struct xml_attr {
    enum xml_ns ns;
    struct str uri, name, value;
};

struct xml_node {
    enum xml_ns ns;
    struct str uri, name, text; /* name.n == 0: a text node */
    struct xml_attr *attrs;
    unsigned n_attrs, depth, line, column;
    struct xml_node *parent, *first, *last, *next;
    int def; /* row of the grammar + 1 that judges this element; 0: none */
};

enum xml_kind { XML_OPF, XML_CONTENT, XML_SVG, XML_NCX, XML_SMIL, XML_META, XML_CONTAINER };

struct xml_doc {
    struct str path;
    enum xml_kind kind;
    struct xml_node *root;
    struct str doctype_name, public_id, system_id;
    bool has_doctype;
    struct where doctype_at;
    struct str stylesheets[16]; /* href of xml-stylesheet instructions */
    unsigned n_stylesheets;
};

/* Parses BYTES; reports encoding, DOCTYPE and well-formedness faults, but of the DOCTYPE of an
 * XML_CONTAINER, which is read before the version is known, nothing. False: no usable tree
 * (D->root may still hold the part before the fault). */
bool xml_parse(struct check *c, struct arena *a, struct str path, enum xml_kind kind,
               struct str bytes, struct xml_doc *d);

/* As far as the start tag of the root. */
void xml_parse_root(struct check *c, struct arena *a, struct str path, enum xml_kind kind,
                    struct str bytes, struct xml_doc *d);

/* The next node in document order below TOP, or NULL. */
struct xml_node *xml_next(struct xml_node *n, const struct xml_node *top);

bool xml_is(const struct xml_node *n, enum xml_ns ns, const char *name);
const struct str *xml_attr(const struct xml_node *n, enum xml_ns ns, const char *name);
struct str xml_value(const struct xml_node *n, const char *name); /* no namespace; STR_NONE */
struct str xml_text(struct arena *a, const struct xml_node *n);   /* all text below */
struct xml_node *xml_ancestor(const struct xml_node *n, enum xml_ns ns, const char *name);
struct xml_node *xml_child(const struct xml_node *n, enum xml_ns ns, const char *name);
struct where xml_where(const struct xml_doc *d, const struct xml_node *n);

/* White space handling as XPath's normalize-space(), but at the ends only. */
struct str trim(struct str s);

/* Takes the next blank-separated token off *REST. */
bool next_token(struct str *rest, struct str *ret_token);
bool has_token(struct str list, const char *token);

#endif
