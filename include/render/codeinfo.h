/* SPDX-License-Identifier: MIT */
/* The info string of a code fence, in the forms that site generators give it:
 *
 *     js{4,13,15}          bash {hl_lines=[7,8,9]}      go {linenos=table, hl_lines=["2-4"]}
 *     js title="x.js"      js:title=x   ts:src/file.ts  rust,linenos,hl_lines=3-5
 *     {r, echo=FALSE}      {.python .numberLines startFrom="10"}
 *     js/0,3,4             rust,ignore,editable         js showLineNumbers {1,3-5}
 *
 * The reader never fails: what it does not know it passes over. Work is linear in the length. */
#ifndef RENDER_CODEINFO_H
#define RENDER_CODEINFO_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

enum codeinfo_flags { /* rustdoc's and mdBook's words */
                      CODEINFO_IGNORE = 1 << 0,
                      CODEINFO_NO_RUN = 1 << 1,
                      CODEINFO_SHOULD_PANIC = 1 << 2,
                      CODEINFO_COMPILE_FAIL = 1 << 3,
                      CODEINFO_EDITABLE = 1 << 4,
                      CODEINFO_NOPLAYGROUND = 1 << 5,
                      CODEINFO_HIDDEN =
                          1
                          << 6, /* the block is not meant to be shown (include=FALSE, echo=FALSE) */
};

struct line_range {
    size_t first, last; /* as the author counts; first <= last */
};

enum { CODEINFO_RANGES_MAX = 256 };

struct codeinfo {
    struct str language; /* as written, without dot, brackets or "language-"; may be empty */
    struct str title;    /* a title or file name; may be empty */
    const struct line_range *ranges; /* marked lines in the order written; in the arena */
    size_t range_count;
    bool line_numbers;    /* asked for */
    bool no_line_numbers; /* refused */
    size_t first_line;    /* number of the first line; 1 unless said */
    unsigned flags;
    bool is_diff; /* "diff-js": LANGUAGE holds js, lines start with + - or a blank */
};

/* Reads INFO, the text behind the fence. Slices of RET point into INFO or into A. */
void codeinfo_parse(struct arena *a, struct str info, struct codeinfo *ret);

/* Is the line with this number (first one: 1) marked? Zola and Hugo count from 1 whatever the
 * number of the first line is. */
bool codeinfo_is_marked(const struct codeinfo *info, size_t line);

#endif
