/* SPDX-License-Identifier: MIT */
/* Value types of attributes and text (XML Schema part 2, the HTML microsyntaxes, SMIL clocks). */
#ifndef EPUB_CHECK_TYPES_H
#define EPUB_CHECK_TYPES_H

#include "epub/check_xml.h"

/* Whether VALUE is of TYPE: a name of check_types.def or a list "(a|b|)"; FOLD ignores case in
 * such lists. An unknown type accepts all. */
bool type_accepts(struct str type, struct str value, bool fold);

bool is_ncname(struct str s);
bool is_nmtoken(struct str s);
bool is_mime(struct str s);
bool is_language(struct str s); /* well-formed BCP 47 */
bool is_xsd_language(struct str s);
bool is_integer(struct str s, long long least);
bool is_float(struct str s, int least);  /* least: 0 none, 1 ≥ 0, 2 > 0 */
bool is_srcset_descriptor(struct str s); /* what may follow a URL in srcset */
bool is_clock(struct str s, double *ret_seconds);

enum w3cdtf { DATE_OK, DATE_EMPTY, DATE_BAD };
enum w3cdtf w3cdtf_check(struct str s);

#endif
