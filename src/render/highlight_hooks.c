/* SPDX-License-Identifier: MIT */
/* What the rows of script languages cannot say: long brackets, here-strings, dollar quotes. */
#include "render/lexers.h"

/* <<<NAME, <<<'NAME' */
bool hook_php(struct code *c)
{
    struct lexer *x = c->x;
    const char *p = x->p + 3, *word;
    char quote;

    if (*x->p == '#') /* an attribute, or a comment */
        return lex_at(x, x->p + 1) == '[' && (lex_take(x, HL_PLAIN, x->p + 2), true);
    if (!lex_starts(x, x->p, "<<<"))
        return false;
    p = lex_blanks(x, p);
    quote = lex_at(x, p);
    p += quote == '\'' || quote == '"';
    word = p;
    p = lex_name(x, p, "");
    if (p == word)
        return false;
    code_heredoc(c, word, (size_t)(p - word), true);
    code_take(c, HL_STRING, p + (lex_at(x, p) == quote && p < x->end && !is_ascii_alnum(quote)),
              true);
    return true;
}

/* The level of the long bracket at P: [[ 0, [=[ 1; -1: none. */
static int bracket_level(const struct lexer *x, const char *p)
{
    int level = 0;

    if (lex_at(x, p++) != '[')
        return -1;
    for (; lex_at(x, p) == '='; p++)
        level++;
    return lex_at(x, p) == '[' ? level : -1;
}

static const char *bracket_end(const struct lexer *x, const char *p, int level)
{
    while (p < x->end) {
        int n = 0;

        if (*p++ != ']')
            continue;
        for (; n < level && lex_at(x, p) == '='; p++)
            n++;
        if (n == level && lex_at(x, p) == ']')
            return p + 1;
    }
    return x->end;
}

/* [==[ … ]==], --[[ … ]] */
bool hook_lua(struct code *c)
{
    struct lexer *x = c->x;
    bool comment = *x->p == '-';
    const char *p = x->p + (comment ? 2 : 0);
    int level;

    if (comment && lex_at(x, x->p + 1) != '-')
        return false;
    level = bracket_level(x, p);
    if (level < 0)
        return false;
    p = bracket_end(x, p + level + 2, level);
    if (comment)
        lex_take(x, HL_COMMENT, p);
    else
        code_take(c, HL_STRING, p, true);
    return true;
}

/* r"---( … )---", %in% */
bool hook_r(struct code *c)
{
    struct lexer *x = c->x;
    const char *p = x->p + 2;
    char quote = lex_at(x, x->p + 1), close;
    size_t dashes = 0, n;

    if (*x->p == '%') {
        for (p = x->p + 1; p < x->end && p < x->p + 24 && *p != '%' && !is_ascii_space(*p);)
            p++;
        if (lex_at(x, p) != '%')
            return false;
        code_take(c, HL_PLAIN, p + 1, false);
        return true;
    }
    if (quote != '"' && quote != '\'')
        return false;
    for (; lex_at(x, p) == '-'; p++)
        dashes++;
    if (lex_at(x, p) != '(' && lex_at(x, p) != '[' && lex_at(x, p) != '{')
        return false;
    close = lex_closer(*p);
    while (p < x->end) {
        if (*p++ != close)
            continue;
        for (n = 0; n < dashes && lex_at(x, p) == '-'; p++)
            n++;
        if (n == dashes && lex_at(x, p) == quote) {
            p++;
            break;
        }
    }
    code_take(c, HL_STRING, p, true);
    return true;
}

/* x' is a transpose, :name a symbol, a:b a range */
bool hook_julia(struct code *c)
{
    struct lexer *x = c->x;
    char next = lex_at(x, x->p + 1);
    bool is_name = is_ascii_alpha(next) || next == '_';

    if (*x->p == '\'') {
        if (!c->value || (x->p > x->start && is_ascii_space(x->p[-1])))
            return false;
        code_take(c, HL_PLAIN, x->p + 1, true);
        return true;
    }
    if (*x->p != ':' || !is_name ||
        (x->p > x->start && (code_byte(c, x->p - 1) & BYTE_MORE || lex_in(":)]}<", x->p[-1]))))
        return false;
    code_take(c, HL_STRING, code_word_end(c, x->p + 1), true);
    return true;
}

/* @" … "@ at the ends of lines; $name, ${name}, $env:name; [type]; -operator */
bool hook_powershell(struct code *c)
{
    struct lexer *x = c->x;
    char next = lex_at(x, x->p + 1);
    const char *p;

    if (*x->p == '@' && (next == '"' || next == '\'')) {
        const char *end = lex_find(x, x->p, next == '"' ? "\n\"@" : "\n'@");

        code_take(c, HL_STRING, end ? end + 3 : x->end, true);
        return true;
    }
    if (*x->p == '$') {
        size_t most = (size_t)(x->end - x->p);

        p = next == '{' ? memchr(x->p, '}', most < 80 ? most : 80) : NULL;
        p = p ? p + 1 : lex_name(x, x->p + 1, ":");
        code_take(c, HL_PLAIN, p > x->p ? p : x->p + 1, true);
        return true;
    }
    if (*x->p == '-' && is_ascii_alpha(next)) {
        p = lex_name(x, x->p + 1, "");
        code_take(c, HL_ATTRIBUTE, p, false);
        return true;
    }
    return false;
}

/* ''…${x}…'' with ''' and ''$ as escapes; paths and addresses */
bool hook_nix(struct code *c)
{
    struct lexer *x = c->x;
    const char *q = x->p + 2;

    if (lex_at(x, x->p + 1) != '\'')
        return false;
    while (q < x->end) {
        if (*q == '\'' && lex_at(x, q + 1) == '\'') {
            char after = lex_at(x, q + 2);

            q += after == '\'' || after == '$' || after == '\\' ? 3 : 2;
            if (after == '\'' || after == '$' || after == '\\')
                continue;
            break;
        }
        if (*q == '$' && lex_at(x, q + 1) == '{' && c->nesting < LEX_DEPTH) {
            code_interpolate(c, q, 2, '}');
            q = x->p;
        } else {
            q++;
        }
    }
    code_take(c, HL_STRING, q < x->end ? q : x->end, true);
    return true;
}

/* $$ … $$, $name$ … $name$: PostgreSQL; a body so quoted is code and stays so */
bool hook_sql(struct code *c)
{
    struct lexer *x = c->x;
    const char *p = lex_name(x, x->p + 1, "");

    if (lex_at(x, p) != '$' || p - x->p > 32)
        return false;
    code_take(c, HL_STRING, p + 1, false);
    return true;
}

/* A quote behind a value is a transpose. */
bool hook_matlab(struct code *c)
{
    struct lexer *x = c->x;

    if (!c->value || x->p == x->start || is_ascii_space(x->p[-1]))
        return false;
    code_take(c, HL_PLAIN, x->p + 1, true);
    return true;
}

/* A double quote starts a comment at the start of a line, a string elsewhere. */
bool hook_vim(struct code *c)
{
    struct lexer *x = c->x;

    if (!lex_is_line_start(x))
        return false;
    lex_take(x, HL_COMMENT, lex_line_end(x, x->p));
    return true;
}

/* /regular expression/ where an operand is due */
bool hook_regex(struct code *c)
{
    char next = lex_at(c->x, c->x->p + 1);
    bool comments = c->bytes['/'] & BYTE_COMMENT;

    return !c->value && !(comments && (next == '/' || next == '*')) && code_regex(c);
}

/* $name is a variable; {…} is code */
bool hook_tcl(struct code *c)
{
    struct lexer *x = c->x;
    const char *p = lex_name(x, x->p + 1, ":");

    if (*x->p != '$') {
        code_take(c, HL_KEYWORD, x->p + 1, lex_in("])", *x->p));
        return true;
    }
    if (p == x->p + 1)
        return false;
    code_take(c, HL_PLAIN, p, true);
    return true;
}

/* "key": with a colon behind it */
bool hook_json(struct code *c)
{
    struct lexer *x = c->x;
    const char *p = x->p + 1;

    for (; p < x->end && *p != *x->p && *p != '\n'; p++)
        p += *p == '\\' && p + 1 < x->end;
    if (p >= x->end || *p != *x->p || lex_at(x, lex_blanks(x, p + 1)) != ':')
        return false;
    code_take(c, HL_ATTRIBUTE, p + 1, true);
    return true;
}

/* Is the cursor behind one blank and a name or a string? */
static bool follows_word(const struct code *c)
{
    const char *p = c->x->p;

    return p - c->x->start > 2 && p[-1] == ' ' && (p[-2] == '"' || code_byte(c, p - 2) & BYTE_MORE);
}

/* <<NAME, <<-NAME; a quoted label of a block: resource "a" "b" { */
bool hook_hcl(struct code *c)
{
    static const struct span_rule label = {"\"", "\"", SPAN_ESCAPES | SPAN_NAME};
    struct lexer *x = c->x;
    const char *word = x->p + 2 + (lex_at(x, x->p + 2) == '-'), *p = lex_name(x, word, "");

    if (*x->p == '"' && follows_word(c)) {
        code_string(c, &label, x->p + 1);
        return true;
    }
    if (*x->p == '"' || lex_at(x, x->p + 1) != '<' || p == word)
        return false;
    code_heredoc(c, word, (size_t)(p - word), true);
    code_take(c, HL_STRING, p, true);
    return true;
}

/* A quoted name is a node, but the value of an attribute behind "=". */
bool hook_dot(struct code *c)
{
    static const struct span_rule rule = {"\"", "\"", SPAN_ESCAPES | SPAN_LINES | SPAN_RAW};
    const char *p = c->x->p;

    while (p > c->x->start && p[-1] == ' ' && c->x->p - p < 8)
        p--;
    if (p == c->x->start || p[-1] != '=')
        return false;
    code_string(c, &rule, c->x->p + 1);
    return true;
}

/* :: between the type and the names */
bool hook_fortran(struct code *c)
{
    if (lex_at(c->x, c->x->p + 1) != ':')
        return false;
    code_take(c, HL_KEYWORD, c->x->p + 2, false);
    return true;
}

/* ${name}, $<expression> */
bool hook_cmake(struct code *c)
{
    struct lexer *x = c->x;
    size_t most = (size_t)(x->end - x->p);
    const char *end =
        lex_at(x, x->p + 1) == '{' ? memchr(x->p, '}', most < 120 ? most : 120) : NULL;

    if (!end)
        return false;
    code_take(c, HL_PLAIN, end + 1, true);
    return true;
}

/* %name%, %1, %%i, :label, @command; a command starts behind ( & | */
bool hook_bat(struct code *c)
{
    struct lexer *x = c->x;
    const char *p;

    if (*x->p == 'e' || *x->p == 'E') { /* what echo says is text */
        if (!lex_starts_fold(x, x->p, "echo") || is_ascii_alnum(lex_at(x, x->p + 4)))
            return false;
        code_take(c, HL_KEYWORD, x->p + 4, false);
        for (p = x->p; p < x->end && !lex_in("\n&|<>)%^", *p);)
            p++;
        lex_take(x, HL_PLAIN, p);
    } else if (*x->p == '%' && lex_at(x, x->p + 1) == '%') {
        code_take(c, HL_ESCAPE, x->p + 2, true);
    } else if (*x->p == '%') {
        p = lex_name(x, x->p + 1, "~:=-*");
        code_take(c, HL_PLAIN, lex_at(x, p) == '%' ? p + 1 : p, true);
    } else if (*x->p == '^') {
        code_take(c, HL_ESCAPE, x->p + 2 < x->end ? x->p + 2 : x->end, true);
    } else if (*x->p == ':') {
        if (!lex_is_line_start(x) || lex_at(x, x->p + 1) == ':')
            return false;
        code_take(c, HL_TAG, lex_line_end(x, x->p), true);
    } else {
        code_take(c, HL_PLAIN, x->p + 1, *x->p == ')');
    }
    return true;
}

/* match and case are keywords at the start of a line that a colon ends. */
bool hook_python(struct code *c)
{
    struct lexer *x = c->x;
    const char *to = code_word_end(c, x->p), *end;
    size_t n = (size_t)(to - x->p);

    if (!((n == 5 && memcmp(x->p, "match", 5) == 0) || (n == 4 && memcmp(x->p, "case", 4) == 0)) ||
        !lex_is_line_start(x) || lex_at(x, to) != ' ' || lex_in("=.,)", lex_at(x, to + 1)))
        return false;
    end = lex_line_end(x, to);
    if (!memchr(to, ':', (size_t)(end - to)))
        return false;
    code_take(c, HL_KEYWORD, to, false);
    return true;
}
