/* SPDX-License-Identifier: MIT */
/* Rules about the prolog of XML documents: encoding, XML version, DOCTYPE. */
#ifndef EPUB_CHECK_DOCTYPE_H
#define EPUB_CHECK_DOCTYPE_H

#include "epub/check_xml.h"

/* Reports encodings other than UTF-8 (EPUB 3.3 3.9: XML documents are UTF-8 or UTF-16) and an
 * XML version other than 1.0. False: the bytes cannot be parsed at all. */
bool check_encoding(struct check *c, const struct xml_doc *d, struct str bytes);

/* B begins with the byte order mark of UTF-8, which counts more than what is declared. */
bool has_utf8_mark(struct str b);

/* BYTES, or when they say to be UTF-8 but are not, a copy in A with U+FFFD for each bad byte and a
 * warning: EPUBCheck's parser reads them so. */
struct str xml_mend(struct check *c, struct arena *a, const struct xml_doc *d, struct str bytes);

/* Reports a DOCTYPE that D, of its kind, must not have. */
void check_doctype(struct check *c, const struct xml_doc *d);

/* Declarations of the attributes that the DOCTYPE's DTD brings, or NULL. EPUB 3 has no use for
 * DTDs (EPUB 3.3 3.9: external entities are not allowed). */
const char *doctype_attributes(const struct check *c, const struct xml_doc *d);

/* Whether the DOCTYPE brings the named entities of XHTML 1. */
bool doctype_has_html_entities(const struct xml_doc *d);

#endif
