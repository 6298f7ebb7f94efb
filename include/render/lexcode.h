/* SPDX-License-Identifier: MIT */
/* The lexer for programming languages: comments, strings, numbers and words by a language's row,
 * with a hook per language for what no row can say. Internal to render/highlight*.c.
 *
 * A hook is asked with the cursor at one of the row's hook bytes. It either takes code (and
 * returns true) or leaves the cursor alone (and returns false). */
#ifndef RENDER_LEXCODE_H
#define RENDER_LEXCODE_H

#include "render/lexer.h"

struct word {
    const char *p;
    uint8_t n, kind; /* kind: enum highlight_kind */
    char names;      /* '>' or '^': what the next name is; 0 */
};

enum { WORD_SLOTS = 1024 };

struct words {
    unsigned count;
    bool no_case;
    uint16_t slots[WORD_SLOTS]; /* index of a word plus one; 0: empty */
    struct word words[WORDS_MAX];
};

void words_init(struct words *w, const struct language *l);
const struct word *words_find(const struct words *w, const char *p, size_t n);

enum { HEREDOCS_MAX = 4 };

struct heredoc {
    const char *word;
    size_t n;
    bool indented; /* the closing line may be indented */
};

struct code {
    struct lexer *x;
    const struct language *l;
    const struct words *words;
    const uint8_t *bytes;   /* class of each byte: enum byte_class */
    unsigned nesting;       /* interpolations that the cursor is in */
    bool value;             /* the last token ended a value: an operator follows */
    bool dot;               /* the last token was a dot that selects a member */
    bool format;            /* in {code:format}: a colon ends the code */
    char names;             /* what the next name is, see struct word */
    const char *dead_until; /* no closer for what a hook looks for before here */
    struct heredoc heredocs[HEREDOCS_MAX];
    unsigned heredoc_count;
};

enum byte_class {
    BYTE_OTHER,
    BYTE_SPACE,
    BYTE_NEWLINE,
    BYTE_WORD,
    BYTE_DIGIT,
    BYTE_CLASS = 0x0f,
    BYTE_MORE = 0x10, /* goes on with a word */
    BYTE_HOOK = 0x20,
    BYTE_COMMENT = 0x40,
    BYTE_STRING = 0x80,
};

static inline uint8_t code_byte(const struct code *c, const char *p)
{
    return c->bytes[(unsigned char)*p];
}

void lex_code(struct lexer *x, const struct language *l);

/* For lexers that hold many pieces of one language: its index is made once. */
struct code_pieces {
    struct words words;
    uint8_t bytes[256];
    struct code code;
};

void code_pieces_init(struct code_pieces *s, struct lexer *x, const struct language *l);
void code_piece(struct code_pieces *s, const char *to); /* reads up to TO */

/* Reads code up to CLOSER, which is left to the caller, or to the end. CLOSER 0: all. */
void code_until(struct code *c, char closer);

/* Takes the token up to TO; IS_VALUE: what follows is an operator. */
void code_take(struct code *c, enum highlight_kind kind, const char *to, bool is_value);

const char *code_word_end(const struct code *c, const char *p);
void code_word(struct code *c);
bool code_comment(struct code *c);

/* Strings: the cursor is at the opener; BODY is behind it. */
bool code_strings(struct code *c);                            /* by the row */
bool code_prefixed_string(struct code *c, const char *quote); /* letters before the quote */
void code_string(struct code *c, const struct span_rule *rule, const char *body);
/* OPEN code CLOSER within a string; N bytes of OPEN. */
void code_interpolate(struct code *c, const char *q, size_t n, char closer);
/* From the cursor, over N bytes, to behind the bracket that closes OPEN..CLOSE, nesting counted;
 * with OPEN == CLOSE to the next one. Interpolation and escapes by FLAGS. */
void code_delimited(struct code *c, size_t n, char open, char close, unsigned flags);

/* Heredocs: the body begins at the next line. */
void code_heredoc(struct code *c, const char *word, size_t n, bool indented);
void code_heredoc_bodies(struct code *c);

void code_number(struct code *c);

#endif
