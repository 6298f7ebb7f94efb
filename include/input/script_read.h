/* SPDX-License-Identifier: MIT */
/* Scripts: what script.c (objects, exports) and script_lex.c (tokens) share. */
#ifndef INPUT_SCRIPT_READ_H
#define INPUT_SCRIPT_READ_H

#include "base/table.h"
#include "input/value_build.h"

enum token_kind {
    TOKEN_END,
    TOKEN_NAME,
    TOKEN_STRING, /* .text is decoded */
    TOKEN_NUMBER,
    TOKEN_MARK, /* one character, or '>' for "=>" */
    TOKEN_OTHER /* a regular expression, a template with expressions in it */
};

struct token {
    enum token_kind kind;
    char mark;
    bool starts_line;
    struct str text;
    size_t at, end;
};

struct script {
    struct arena *a;
    struct str s;
    struct token t; /* the one at hand */
    struct buf scratch;
    struct value_place place;
    struct value constants; /* a map: name → value */
    struct table names;     /* the same: name → index in it */
    struct value exported, returned;
    unsigned returned_depth, depth; /* of braces between statements */
    unsigned retries;
};

/* Moves on to the next token. */
void script_next(struct script *s);

static inline bool script_is(const struct script *s, char mark)
{
    return s->t.kind == TOKEN_MARK && s->t.mark == mark;
}

static inline bool script_is_name(const struct script *s, const char *name)
{
    return s->t.kind == TOKEN_NAME && str_eq(s->t.text, str_of(name));
}

#endif
