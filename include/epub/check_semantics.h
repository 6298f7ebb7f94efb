/* SPDX-License-Identifier: MIT */
/* Rules of the modules of EPUB about structural semantics. Internal to the validator. */
#ifndef EPUB_CHECK_SEMANTICS_H
#define EPUB_CHECK_SEMANTICS_H

#include "epub/check_content.h"

void semantic_fault(struct content *k, const struct xml_node *n, const char *text);
bool has_type(const struct xml_node *n, const char *type); /* N is XHTML and has that epub:type */
bool has_below(struct xml_node *top, const char *type);
bool is_element(const struct xml_node *n, const char *names); /* XHTML; "(a|b)" */

/* check_index.c: EPUB Indexes 1.0. */
void check_index_node(struct content *k, struct xml_node *n);
void check_index_document(struct content *k);

/* check_headings.c: EDUPUB's sections and heading ranks. */
void check_headings(struct content *k);

#endif
