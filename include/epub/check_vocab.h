/* SPDX-License-Identifier: MIT */
/* Properties and their prefixes (EPUB 3.3 appendix D). */
#ifndef EPUB_CHECK_VOCAB_H
#define EPUB_CHECK_VOCAB_H

#include "epub/check_xml.h"

enum vocab {
    VOCAB_META,
    VOCAB_ITEM,
    VOCAB_ITEMREF,
    VOCAB_LINK_REL,
    VOCAB_LINK,
    VOCAB_TYPE, /* epub:type */
    VOCAB_COUNT
};

/* The prefixes that a document declares. */
struct prefixes {
    struct table urls; /* prefix → index + 1 of known URL, 0: some other */
};

/* Parses a prefix attribute (VALUE may be absent) of a package document or of content. */
void prefixes_parse(struct check *c, struct prefixes *p, struct str value, bool is_package,
                    struct where at);
void prefixes_done(struct prefixes *p);

/* Checks a property or, if IS_LIST, a list of them. *RET_FLAGS (may be NULL) takes the
 * enum item_property of those that have one; the result is the number of good ones. */
unsigned properties_check(struct check *c, const struct prefixes *p, enum vocab vocab,
                          struct str value, bool is_list, struct where at, unsigned *ret_flags);

/* The media types on which an item property may stand, or NULL; its name. */
const char *item_property_types(unsigned flag);
const char *item_property_name(unsigned flag);

#endif
