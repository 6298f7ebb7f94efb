/* SPDX-License-Identifier: MIT */
/* What the lexers of render/highlight*.c share: the cursor, the word index, the row of a language.
 *
 * A lexer takes code off the cursor with lex_take() until lexer.p reaches lexer.end; what it takes
 * is handed on in order, so the runs always add up to the code. State lives on the stack: the
 * lexers are reentrant. Nesting (interpolation, embedded languages) is bounded by LEX_DEPTH. */
#ifndef RENDER_LEXER_H
#define RENDER_LEXER_H

#include <stdint.h>
#include <string.h>

#include "render/highlight.h"
#include "render/language.h"

enum {
    LEX_DEPTH = 8,   /* languages within languages, code within strings */
    WORDS_MAX = 640, /* words of one language; a test checks the table against it */
    WORD_LENGTH_MAX = 40,
};

struct lexer {
    const char *start, *end;  /* the region that is read */
    const char *p;            /* the next byte of it */
    const char *run;          /* start of the run not yet handed on; ends at p */
    enum highlight_kind kind; /* of that run */
    unsigned depth;
    highlight_fn *fn;
    void *ctx;
};

void lex_flush(struct lexer *x);

/* The code from the cursor up to TO is of this kind. Neighbours of one kind become one run. */
static inline void lex_take(struct lexer *x, enum highlight_kind kind, const char *to)
{
    if (kind != x->kind) {
        lex_flush(x);
        x->kind = kind;
    }
    x->p = to;
}

/* The byte at P, NUL at and behind the end. */
static inline char lex_at(const struct lexer *x, const char *p)
{
    if (p >= x->end)
        return '\0';
    return *p;
}

/* Is C one of the bytes of SET? NUL never is. */
static inline bool lex_in(const char *set, char c)
{
    return c && strchr(set, c);
}

char lex_closer(char open);                    /* ) for (, ] for [ and so on, else OPEN itself */
bool lex_is_line_start(const struct lexer *x); /* only blanks before the cursor in its line */
bool lex_starts(const struct lexer *x, const char *p, const char *literal);
bool lex_starts_fold(const struct lexer *x, const char *p, const char *literal_lower);
const char *lex_line_end(const struct lexer *x, const char *p);  /* at the LF, or the end */
const char *lex_next_line(const struct lexer *x, const char *p); /* behind the LF, or the end */
const char *lex_blanks(const struct lexer *x, const char *p);    /* behind spaces and tabs */
const char *lex_name(const struct lexer *x, const char *p, const char *more); /* [A-Za-z0-9_MORE] */
const char *lex_find(const struct lexer *x, const char *p, const char *literal); /* NULL if none */

/* Reads everything up to TO as code in L. L may be NULL: plain. */
void lex_region(struct lexer *x, const struct language *l, const char *to);

#endif
