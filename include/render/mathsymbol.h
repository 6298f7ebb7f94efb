/* SPDX-License-Identifier: MIT */
/* The TeX commands that are known: rows of render/symbols.def, sorted by name. */
#ifndef RENDER_MATHSYMBOL_H
#define RENDER_MATHSYMBOL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* What a command is. TEXT and ARGUMENT of its row mean: */
enum math_kind {
    /* a character or several, TEXT, as an element of this class */
    KIND_IDENTIFIER, /* a letter, slanted unless a font says otherwise */
    KIND_UPRIGHT,    /* a letter or sign that is never slanted */
    KIND_BINARY,
    KIND_RELATION,
    KIND_OPEN,
    KIND_CLOSE,
    KIND_PUNCTUATION,
    KIND_INNER,    /* ARGUMENT 1: raised where operators follow */
    KIND_LARGE,    /* limits above and below in display style */
    KIND_INTEGRAL, /* limits at the side */
    KIND_FUNCTION, /* a name; ARGUMENT 1: with limits */
    KIND_LAST_CHARACTER = KIND_FUNCTION,

    KIND_SPACE,        /* TEXT: its width in em */
    KIND_MACRO,        /* TEXT: TeX with #1 … #ARGUMENT */
    KIND_FONT,         /* ARGUMENT: enum math_font, for the next argument */
    KIND_FONT_SWITCH,  /* the same for the rest of the group */
    KIND_TEXT,         /* ARGUMENT: enum math_text; text inside mathematics */
    KIND_STYLE,        /* ARGUMENT: 0 display, 1 text, 2 script, 3 scriptscript */
    KIND_SIZE,         /* TEXT: mathsize of the rest of the group */
    KIND_ACCENT,       /* TEXT above; ARGUMENT 1: it stretches, 2: it is made smaller */
    KIND_ACCENT_UNDER, /* TEXT below, stretched */
    KIND_BRACE,        /* TEXT above, ARGUMENT 1: below; a script is its label */
    KIND_ARROW,        /* TEXT stretched between [below] and {above} */
    KIND_STACK,        /* ARGUMENT 0: {above}{base}, 1: {below}{base}; TEXT "r": a relation */
    KIND_FRACTION,     /* ARGUMENT: 0 as the style is, 1 display, 2 text, 3 continued */
    KIND_BINOMIAL,     /* ARGUMENT alike */
    KIND_GENFRAC,
    KIND_INFIX, /* \over and its like; TEXT: delimiters; ARGUMENT 1: without line */
    KIND_ROOT,
    KIND_LEFT,
    KIND_MIDDLE,
    KIND_RIGHT,
    KIND_BIG,      /* TEXT: size; ARGUMENT: enum math_class */
    KIND_OPERATOR, /* \operatorname; ARGUMENT 1: with limits */
    KIND_CLASS,    /* ARGUMENT: enum math_class of the argument */
    KIND_LIMITS,   /* ARGUMENT 1: above and below, 0: at the side */
    KIND_NOT,
    KIND_COLOR,   /* ARGUMENT 0: rest of the group, 1: next argument, 2: its background */
    KIND_PHANTOM, /* ARGUMENT: 0 all, 1 width only, 2 height only */
    KIND_PADDED,  /* TEXT: attributes of mpadded; ARGUMENT 1: of text */
    KIND_ENCLOSE, /* TEXT: notation; ARGUMENT 1: of text */
    KIND_SUBSTACK,
    KIND_CHOICE, /* \mathchoice */
    KIND_HSPACE, /* ARGUMENT 1: the dimension has no braces */
    KIND_RULE,
    KIND_RAISE,
    KIND_LINK,      /* ARGUMENT: how many arguments to drop before the one that is shown */
    KIND_REFERENCE, /* TEXT: around the label of \ref */
    KIND_VERBATIM,
    KIND_CHARACTER, /* \char, \unicode */
    KIND_IGNORE,    /* with ARGUMENT arguments */
    KIND_DEFINE,    /* ARGUMENT: enum math_definition */
    KIND_TAG,
    KIND_NEWLINE,
    KIND_RULE_LINE, /* \hline; ARGUMENT 1: dashed */
    KIND_INTERTEXT,
    KIND_BEGIN,
    KIND_END,
    KIND_CHEMISTRY, /* \ce */
    KIND_COUNT
};

enum math_definition {
    DEFINE_NEW,
    DEFINE_PROVIDE,
    DEFINE_DEF,
    DEFINE_LET,
    DEFINE_OPERATOR,
    DEFINE_PAIR
};

struct math_symbol {
    struct str name;
    uint8_t kind, argument;
    struct str text;
};

/* The row of NAME (without the backslash), or NULL. */
const struct math_symbol *math_symbol_find(struct str name);

/* A row whose text is the one character C, for mathematics typed as Unicode; or NULL. */
const struct math_symbol *math_symbol_of_char(struct str c);

/* What C is with \not before it, or an absent slice when it has no character of its own. */
struct str math_symbol_negated(struct str c);

/* All rows, in order of name. */
const struct math_symbol *math_symbols(size_t *ret_n);

#endif
