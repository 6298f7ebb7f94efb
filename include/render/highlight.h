/* SPDX-License-Identifier: MIT */
/* Code → spans of comment, string, number, keyword and so on, by one lexer and a table of
 * languages (render/languages.def).
 *
 * The text itself is never changed: the runs are slices of it in order and together they are the
 * code, whatever its bytes. Work is linear in the length of the code, nothing is allocated and
 * nothing is kept between calls, so any number of threads may call. */
#ifndef RENDER_HIGHLIGHT_H
#define RENDER_HIGHLIGHT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum highlight_kind {
    HL_PLAIN,
    HL_COMMENT,
    HL_STRING,
    HL_NUMBER,
    HL_KEYWORD,
    HL_TYPE,
    HL_FUNCTION,
    HL_ATTRIBUTE, /* decorators, attributes of markup, keys of data formats and literals */
    HL_TAG,       /* element names of markup */
    HL_PREPROC,   /* preprocessor, shebang, directives */
    HL_HEADING,
    HL_INSERTED, /* diff */
    HL_DELETED,
    HL_PROMPT, /* of a console */
    HL_OUTPUT, /* of a console */
    HL_ESCAPE, /* inside a string */
    HL_KIND_COUNT
};

struct language;

/* The language of an info string's first word or alias, any case; NULL when unknown. */
const struct language *highlight_language(struct str name);
struct str highlight_language_name(const struct language *l);
/* All names of the language at INDEX, separated by spaces; NULL behind the last one. */
const char *highlight_language_names(size_t index);

/* The class of a span in the book's stylesheet, NULL for HL_PLAIN: hl-c comment, hl-s string,
 * hl-n number, hl-k keyword, hl-t type, hl-f function, hl-a attribute, hl-g tag, hl-p preproc,
 * hl-h heading, hl-i inserted, hl-d deleted, hl-r prompt, hl-o output, hl-e escape. */
const char *highlight_class(enum highlight_kind kind);

/* Called for each run of code in order; the runs together are the code. */
typedef void highlight_fn(void *ctx, enum highlight_kind kind, struct str run);

void highlight(const struct language *l, struct str code, highlight_fn *fn, void *ctx);

#endif
