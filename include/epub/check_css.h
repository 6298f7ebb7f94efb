/* SPDX-License-Identifier: MIT */
/* The tokens of CSS (CSS Syntax 3), for the validator. */
#ifndef EPUB_CHECK_CSS_H
#define EPUB_CHECK_CSS_H

#include "base/arena.h"
#include "base/str.h"

enum css_kind {
    CSS_END,
    CSS_SPACE, /* and comments */
    CSS_IDENT,
    CSS_AT, /* text without the @ */
    CSS_HASH,
    CSS_STRING,
    CSS_URL,
    CSS_FUNCTION,     /* with its "(" */
    CSS_NUMBER,       /* with its unit */
    CSS_COMMENT_MARK, /* <!-- and --> */
    CSS_CHAR,
    CSS_BAD /* unterminated string, comment or url */
};

struct css_token {
    enum css_kind kind;
    struct str text; /* IDENT, AT, FUNCTION: the name; STRING, URL: the contents */
    size_t at, end;  /* bytes in the sheet */
};

/* The token at *AT, which is moved behind it. */
struct css_token css_next(struct str sheet, size_t *at);

#endif
