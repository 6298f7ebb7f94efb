/* SPDX-License-Identifier: MIT */
/* What the rows of JavaScript's relatives cannot say: regular expressions and JSX. */
#include "render/lexers.h"

static const char *regex_end(const struct lexer *x)
{
    bool in_set = false;

    for (const char *q = x->p + 1; q < x->end && *q != '\n'; q++) {
        if (*q == '\\')
            q++;
        else if (*q == '[')
            in_set = true;
        else if (*q == ']')
            in_set = false;
        else if (*q == '/' && !in_set)
            return q + 1;
    }
    return NULL;
}

/* What does not close is looked for once in a line. */
bool code_regex(struct code *c)
{
    struct lexer *x = c->x;
    const char *q;

    if (c->dead_until && x->p < c->dead_until)
        return false;
    q = regex_end(x);
    if (!q || q > x->end) {
        c->dead_until = lex_line_end(x, x->p);
        return false;
    }
    while (q < x->end && is_ascii_alpha(*q))
        q++;
    code_take(c, HL_STRING, q, true);
    return true;
}

/* ---- JSX ---- */

static bool starts_element(const struct lexer *x)
{
    const char *p = x->p + 1, *name = p;

    if (lex_at(x, p) == '>')
        return true;
    if (!is_ascii_alpha(lex_at(x, p)))
        return false;
    p = lex_name(x, p, "-.:");
    if (p - name > 200 || lex_at(x, p) == ',' || lex_starts(x, p, " extends "))
        return false;
    return is_ascii_space(lex_at(x, p)) || lex_at(x, p) == '>' || lex_at(x, p) == '/';
}

static void take_braces(struct code *c)
{
    struct code inner = *c;

    lex_take(c->x, HL_PLAIN, c->x->p + 1);
    inner.value = inner.dot = false;
    inner.names = 0;
    inner.nesting++;
    inner.heredoc_count = 0;
    if (inner.nesting < LEX_DEPTH)
        code_until(&inner, '}');
    c->dead_until = inner.dead_until;
    if (lex_at(c->x, c->x->p) == '}')
        lex_take(c->x, HL_PLAIN, c->x->p + 1);
}

static void take_quoted(struct lexer *x)
{
    const char *end = memchr(x->p + 1, *x->p, (size_t)(x->end - x->p - 1));

    lex_take(x, HL_STRING, end ? end + 1 : x->end);
}

/* At "<": the tag to behind ">". Returns the change in depth: 1, 0 (<a/>) or -1 (</a>). */
static int take_tag(struct code *c)
{
    struct lexer *x = c->x;
    bool closing = lex_at(x, x->p + 1) == '/';
    const char *name = x->p + 1 + closing, *p;

    lex_take(x, HL_PLAIN, name < x->end ? name : x->end);
    lex_take(x, HL_TAG, lex_name(x, x->p, "-.:"));
    while (x->p < x->end) {
        if (*x->p == '>') {
            lex_take(x, HL_PLAIN, x->p + 1);
            return closing ? -1 : 1;
        }
        if (*x->p == '/' && lex_at(x, x->p + 1) == '>') {
            lex_take(x, HL_PLAIN, x->p + 2);
            return 0;
        }
        p = lex_name(x, x->p, "-:");
        if (p > x->p)
            lex_take(x, HL_ATTRIBUTE, p);
        else if (*x->p == '"' || *x->p == '\'')
            take_quoted(x);
        else if (*x->p == '{')
            take_braces(c);
        else
            lex_take(x, HL_PLAIN, x->p + 1);
    }
    return -1;
}

/* An element with all it holds; text is plain, {code} is code. */
static void take_element(struct code *c)
{
    struct lexer *x = c->x;
    long depth = take_tag(c);

    while (depth > 0 && x->p < x->end) {
        if (*x->p == '<')
            depth += take_tag(c);
        else if (*x->p == '{')
            take_braces(c);
        else
            lex_take(x, HL_PLAIN, x->p + 1);
    }
    c->value = true;
    c->dot = false;
    c->names = 0;
}

bool hook_js(struct code *c)
{
    struct lexer *x = c->x;
    char next = lex_at(x, x->p + 1);

    if (c->value)
        return false;
    if (*x->p == '/')
        return next != '/' && next != '*' && code_regex(c);
    if (*x->p == '<' && starts_element(x)) {
        take_element(c);
        return true;
    }
    return false;
}
