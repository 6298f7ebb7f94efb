/* SPDX-License-Identifier: MIT */
/* What the rows of Lisp's and ML's families cannot say: characters, quoted names, primes. */
#include "render/lexers.h"

/* #\a, #\newline, #'f, :key, 'name, #"regex" */
bool hook_lisp(struct code *c)
{
    struct lexer *x = c->x;
    char next = lex_at(x, x->p + 1);
    const char *p;

    if (*x->p == '#' && next == '\\') {
        p = x->p + 3 < x->end ? x->p + 3 : x->end;
        code_take(c, HL_STRING, lex_name(x, p, "-"), true);
        return true;
    }
    if (*x->p == '#' && next == ':') { /* Racket's keyword */
        code_take(c, HL_KEYWORD, code_word_end(c, x->p + 2), true);
        return true;
    }
    if (*x->p == '\\' && next && !is_ascii_space(next)) { /* Clojure's character */
        code_take(c, HL_STRING, lex_name(x, x->p + 2, ""), true);
        return true;
    }
    if (*x->p == '?' && next && !is_ascii_space(next)) { /* Emacs's character */
        code_take(c, HL_STRING, x->p + (next == '\\' && x->p + 3 <= x->end ? 3 : 2), true);
        return true;
    }
    if (*x->p == ':' && next && !is_ascii_space(next)) {
        p = x->p + 1 + (next == ':');
        p = code_word_end(c, p);
        if (p == x->p + 1)
            return false;
        code_take(c, HL_STRING, p, true);
        return true;
    }
    if (*x->p == '\'' && next && (code_byte(c, x->p + 1) & BYTE_CLASS) == BYTE_WORD) {
        code_take(c, HL_STRING, code_word_end(c, x->p + 1), true);
        return true;
    }
    return false;
}

/* {|…|}, {name|…|name}; 'a is a type */
bool hook_ocaml(struct code *c)
{
    struct lexer *x = c->x;
    const char *name = x->p + 1, *p = name, *q;
    size_t n;

    while (p < x->end && p - name < 24 && ((*p >= 'a' && *p <= 'z') || *p == '_'))
        p++;
    if (lex_at(x, p) != '|' || (c->dead_until && x->p < c->dead_until))
        return false;
    n = (size_t)(p - name);
    for (q = p + 1; q < x->end; q++)
        if (*q == '|' && (size_t)(x->end - q) > n + 1 && memcmp(q + 1, name, n) == 0 &&
            q[n + 1] == '}')
            break;
    if (q == x->end) { /* a record or an or-pattern */
        c->dead_until = x->end;
        return false;
    }
    code_take(c, HL_STRING, q + n + 2, true);
    return true;
}

/* A line of dashes only starts a comment: --> is an operator. */
bool hook_haskell(struct code *c)
{
    struct lexer *x = c->x;
    const char *p = x->p;

    while (lex_at(x, p) == '-')
        p++;
    if (p - x->p < 2 || (lex_at(x, p) && lex_in("!#$%&*+./<=>?@\\^|~:", *p)))
        return false;
    if (x->p > x->start && lex_in("!#$%&*+./<=>?@\\^|~:", x->p[-1]))
        return false;
    lex_take(x, HL_COMMENT, lex_line_end(x, p));
    return true;
}
