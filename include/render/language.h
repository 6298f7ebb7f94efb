/* SPDX-License-Identifier: MIT */
/* The row of a language: what render/languages.def is made of.
 *
 * Strings of several names are separated by blanks. All-zero fields mean "none of that kind". */
#ifndef RENDER_LANGUAGE_H
#define RENDER_LANGUAGE_H

#include <stdbool.h>

struct lexer;

struct span_rule {            /* comment or string */
    const char *open, *close; /* without CLOSE the end of the line closes */
    unsigned flags;
};

enum span_flags {
    SPAN_NESTED = 1 << 0,        /* comments within comments */
    SPAN_LINE_START = 1 << 1,    /* opens at the start of a line only */
    SPAN_AFTER_SPACE = 1 << 2,   /* opens at the start of a word only */
    SPAN_ESCAPES = 1 << 3,       /* a backslash takes the next byte */
    SPAN_DOUBLED = 1 << 4,       /* the closer twice stands for itself */
    SPAN_LINES = 1 << 5,         /* may hold line breaks */
    SPAN_CHAR = 1 << 6,          /* one character or one escape, else not a string */
    SPAN_TICKED = 1 << 7,        /* a backtick takes the next byte */
    SPAN_DOLLAR_BRACE = 1 << 8,  /* ${code} */
    SPAN_HASH_BRACE = 1 << 9,    /* #{code} */
    SPAN_BRACE = 1 << 10,        /* {code}, {{ is a brace */
    SPAN_PAREN = 1 << 11,        /* \(code) */
    SPAN_DOLLAR_PAREN = 1 << 12, /* $(code) */
    SPAN_DOLLAR_NAME = 1 << 13,  /* $name is not string */
    SPAN_DOLLAR_WORD = 1 << 14,  /* $name is an escape */
    SPAN_WORD_BEFORE = 1 << 15,  /* not behind a letter or digit */
    SPAN_TO_LINE_ONLY = 1 << 16, /* without a closer in its line it is not a string */
    SPAN_REGEX = 1 << 17,        /* a closer within [brackets] does not close */
    SPAN_NAME = 1 << 18,         /* a quoted name, not a string */
    SPAN_RAW = 1 << 19,          /* escapes guard the closer but are not shown as such */
    SPAN_TAG = 1 << 20,          /* a quoted name, shown as a tag */
};

enum language_flags {
    CODE_CALLS = 1 << 0,          /* a name before a parenthesis is a function */
    CODE_CAPITALS = 1 << 1,       /* a capitalised name is a type */
    CODE_NO_CASE = 1 << 2,        /* keywords in any case */
    CODE_AT_NAMES = 1 << 3,       /* @name is an attribute */
    CODE_HASH_LINES = 1 << 4,     /* # at the start of a line: preprocessor */
    CODE_WORD_MARKS = 1 << 5,     /* names may end in ? or ! */
    CODE_DOT_WORDS = 1 << 6,      /* keywords stay keywords behind a dot */
    CODE_SIGNED = 1 << 7,         /* a minus belongs to the number */
    CODE_BARE_NUMBERS = 1 << 8,   /* no suffix letters */
    CODE_DOLLAR_NAMES = 1 << 9,   /* $name is a variable, never a keyword */
    CODE_COLON_NAMES = 1 << 10,   /* :name is a literal name (symbol, atom) */
    CODE_LABEL_KEYS = 1 << 11,    /* name: is a key */
    CODE_TICK_DIGITS = 1 << 12,   /* 1'000 */
    CODE_POINT_ENDS = 1 << 13,    /* 1. is a number */
    CODE_LABEL_STRINGS = 1 << 14, /* name: is a literal name */
    CODE_BARE_STRINGS = 1 << 15,  /* a name that is nothing else is a string */
    CODE_COMMANDS = 1 << 16,      /* keywords only where a command starts */
    CODE_BINDINGS = 1 << 17,      /* name = is a literal name */
    CODE_ASCII_WORDS = 1 << 18,   /* other letters are operators */
};

struct code; /* render/lexcode.h */

struct language {
    const char *names; /* separated by spaces; the first is the language's name */
    void (*lex)(struct lexer *, const struct language *);
    unsigned flags;
    struct span_rule comments[4], strings[6];
    const char *prefixes;   /* letters that may stand before a quote */
    const char *word_first; /* bytes that start a word beside letters and _ */
    const char *word_more;  /* bytes that go on with a word beside letters, digits and _ */
    const char *hook_at;    /* at these bytes HOOK is asked first; it takes code or returns false */
    bool (*hook)(struct code *);
    const char *inner; /* embedded language, by name */
    /* Words separated by spaces, in lower case under CODE_NO_CASE. Behind a keyword, '>' says that
     * the next name is a function, '^' that it is a type. */
    const char *keywords, *types, *functions, *more_keywords;
};

#endif
