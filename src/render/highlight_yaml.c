/* SPDX-License-Identifier: MIT */
/* YAML: keys, quoted scalars, block scalars, anchors and tags. */
#include "render/lexers.h"

struct yaml {
    struct lexer *x;
    unsigned flow; /* depth of [ ] and { } */
    size_t indent; /* of the current line */
};

static size_t indent_of(const struct lexer *x, const char *p)
{
    const char *q = p;

    while (lex_at(x, q) == ' ')
        q++;
    return (size_t)(q - p);
}

static const char *quoted_end(const struct lexer *x, const char *p)
{
    char quote = *p++;

    for (; p < x->end; p++) {
        bool doubled = quote == '\'' && lex_starts(x, p, "''");

        if (doubled || (*p == '\\' && quote == '"' && p + 1 < x->end))
            p++;
        else if (*p == quote)
            return p + 1;
    }
    return x->end;
}

static bool ends_plain(const struct yaml *y, const char *p)
{
    char ch = *p, next = lex_at(y->x, p + 1);

    if (ch == '\n')
        return true;
    if (ch == ':' && (is_ascii_space(next) || !next || (y->flow && lex_in(",[]{}", next))))
        return true;
    if (ch == '#' && p > y->x->p && is_ascii_space(p[-1]))
        return true;
    return y->flow && lex_in(",[]{}", ch);
}

/* A plain scalar, or the key that it turns out to be. */
static void take_plain(struct yaml *y)
{
    struct lexer *x = y->x;
    const char *p = x->p;

    while (p < x->end && !ends_plain(y, p))
        p++;
    if (p == x->p)
        lex_take(x, HL_PLAIN, p + 1);
    else
        lex_take(x, lex_at(x, p) == ':' ? HL_ATTRIBUTE : HL_PLAIN, p);
}

/* Behind | or >: the lines that are indented deeper than the one that holds it. */
static void take_block(struct yaml *y)
{
    struct lexer *x = y->x;
    const char *line;
    size_t block = 0; /* indent of its first line that is not blank */

    lex_take(x, HL_PLAIN, lex_name(x, x->p + 1, "+-"));
    lex_take(x, HL_PLAIN, lex_blanks(x, x->p));
    if (lex_at(x, x->p) == '#')
        lex_take(x, HL_COMMENT, lex_line_end(x, x->p));
    else if (x->p < x->end && *x->p != '\n')
        return;
    line = lex_next_line(x, x->p);
    lex_take(x, HL_PLAIN, line);
    while (line < x->end) {
        size_t indent = indent_of(x, line);

        if (lex_at(x, line + indent) != '\n') {
            if (indent <= y->indent || indent < block)
                break;
            block = block ? block : indent;
        }
        line = lex_next_line(x, line);
    }
    lex_take(x, HL_PLAIN, line);
}

static bool is_value_start(const struct lexer *x)
{
    const char *p = x->p;

    while (p > x->start && p[-1] == ' ')
        p--;
    return p < x->p && p > x->start && (p[-1] == ':' || p[-1] == '-');
}

static void take_token(struct yaml *y)
{
    struct lexer *x = y->x;
    char ch = *x->p, next = lex_at(x, x->p + 1);

    if (ch == '"' || ch == '\'') {
        lex_take(x, HL_STRING, quoted_end(x, x->p));
    } else if (ch == '[' || ch == '{') {
        y->flow++;
        lex_take(x, HL_PLAIN, x->p + 1);
    } else if ((ch == ']' || ch == '}' || ch == ',') && y->flow) {
        y->flow -= ch != ',';
        lex_take(x, HL_PLAIN, x->p + 1);
    } else if (ch == '&' || ch == '*') {
        lex_take(x, HL_FUNCTION, lex_name(x, x->p + 1, "-."));
    } else if (ch == '!') {
        lex_take(x, HL_TYPE, lex_name(x, x->p + 1, "!<>:/-,."));
    } else if ((ch == '|' || ch == '>') && !y->flow && is_value_start(x)) {
        take_block(y);
    } else if ((ch == '-' || ch == '?' || ch == ':') && (is_ascii_space(next) || !next)) {
        lex_take(x, HL_PLAIN, x->p + 1);
    } else {
        take_plain(y);
    }
}

static bool take_line_start(struct yaml *y)
{
    struct lexer *x = y->x;

    y->indent = indent_of(x, x->p);
    if (lex_starts(x, x->p, "---") || lex_starts(x, x->p, "...")) {
        y->flow = 0;
        lex_take(x, HL_PLAIN, x->p + 3);
        return true;
    }
    if (*x->p == '%' && !y->flow) {
        lex_take(x, HL_PREPROC, lex_line_end(x, x->p));
        return true;
    }
    return false;
}

void lex_yaml(struct lexer *x, const struct language *l)
{
    struct yaml y = {.x = x};
    bool line_start = true;

    (void)l;
    while (x->p < x->end) {
        char ch = *x->p;

        if (line_start && take_line_start(&y)) {
            line_start = false;
            continue;
        }
        line_start = ch == '\n';
        if (is_ascii_space(ch))
            lex_take(x, HL_PLAIN, x->p + 1);
        else if (ch == '#' && (x->p == x->start || is_ascii_space(x->p[-1])))
            lex_take(x, HL_COMMENT, lex_line_end(x, x->p));
        else
            take_token(&y);
    }
}
