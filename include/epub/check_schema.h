/* SPDX-License-Identifier: MIT */
/* Grammars of XML vocabularies, written as tables, and the engine that judges trees by them.
 *
 * A grammar is a list of rows: definitions of elements, classes and attribute groups.
 *
 *   content   "empty"; "skip" (anything, not looked into); else a regular expression over
 *             definitions: "a b", "a | b", "(…)", "*", "+", "?", "@class" (one element of the
 *             class), "{a? b* c+}" (any order, counted; as the whole content only). A leading
 *             "#" allows text anywhere, a "#" inside just there. A leading "!" wants text that
 *             is not blank.
 *   name      "p", or "p.variant" for a second definition of the same element; "m:", "s:", "e:",
 *             "d:", "x:" put it into the namespaces of MathML, SVG, EPUB, DC, XHTML. Without a
 *             prefix it is in the grammar's own.
 *   attributes  "name:type", "name!:type" (required), "name=(a|b|)" (one of), "@group",
 *             "*" (any other without namespace), "**" (any at all).
 *   roles     ARIA: "*" any role; "a b c" these; "=x" the attributes that role x would bring.
 */
#ifndef EPUB_CHECK_SCHEMA_H
#define EPUB_CHECK_SCHEMA_H

#include "epub/check_xml.h"

enum grammar_kind {
    GRAMMAR_XHTML,
    GRAMMAR_XHTML_NAV,
    GRAMMAR_OPS2,
    GRAMMAR_OPF3,
    GRAMMAR_OPF2,
    GRAMMAR_NCX,
    GRAMMAR_SMIL,
    GRAMMAR_META,
    GRAMMAR_COUNT
};

struct grammar_row {
    enum { ROW_CLASS, ROW_GROUP, ROW_ELEMENT } kind;
    const char *name, *content, *attrs, *roles;
};

#define CLASS(name, members) {ROW_CLASS, name, members, NULL, NULL},
#define GROUP(name, attrs) {ROW_GROUP, name, NULL, attrs, NULL},
#define ELEMENT(name, content, attrs) {ROW_ELEMENT, name, content, attrs, NULL},
#define ELEMENT_ARIA(name, content, attrs, roles) {ROW_ELEMENT, name, content, attrs, roles},

struct grammar;

/* The grammar KIND, compiled when first asked for; lives as long as C. */
const struct grammar *grammar_get(struct check *c, enum grammar_kind kind);

/* Judges D from its root on, which must be the definition START. Faults are RSC-005. */
void grammar_check(struct check *c, const struct grammar *g, struct xml_doc *d, const char *start);

/* Judges the element N and what is below it as definition DEF. */
void grammar_check_element(struct check *c, const struct grammar *g, struct xml_doc *d,
                           struct xml_node *n, const char *def);

#endif
