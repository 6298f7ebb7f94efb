/* SPDX-License-Identifier: MIT */
/* CSS, SCSS, Less: selectors, properties, values. */
#include "render/lexers.h"

struct css {
    struct lexer *x;
    bool line_comments; /* SCSS, Less */
    bool scss, less;
    bool value; /* behind the colon of a declaration */
    bool rule;  /* behind @media and the like, up to its brace */
    unsigned parens;
};

static void take_string(struct lexer *x)
{
    char quote = *x->p;
    const char *p = x->p + 1;

    for (; p < x->end && *p != quote && *p != '\n'; p++)
        p += *p == '\\' && p + 1 < x->end;
    lex_take(x, HL_STRING, p < x->end ? p + 1 : x->end);
}

static bool take_comment(struct css *s)
{
    struct lexer *x = s->x;
    char next = lex_at(x, x->p + 1);
    const char *end;

    if (next == '*') {
        end = lex_find(x, x->p + 2, "*/");
        lex_take(x, HL_COMMENT, end ? end + 2 : x->end);
        return true;
    }
    if (next != '/' || !s->line_comments || (x->p > x->start && x->p[-1] == ':'))
        return false;
    lex_take(x, HL_COMMENT, lex_line_end(x, x->p));
    return true;
}

static void take_number(struct lexer *x)
{
    const char *p = x->p + (*x->p == '-' || *x->p == '+');

    while (is_ascii_digit(lex_at(x, p)) ||
           (lex_at(x, p) == '.' && is_ascii_digit(lex_at(x, p + 1))))
        p++;
    lex_take(x, HL_NUMBER, p);
    p = lex_at(x, p) == '%' ? p + 1 : lex_name(x, p, "");
    lex_take(x, HL_TYPE, p); /* the unit */
}

/* Is the name that ends at P a property? Then a value follows: "a:hover {" is none. Looks to the
 * next brace or semicolon, at most once over each byte of a selector list. */
static bool is_property(const struct css *s, const char *p)
{
    const struct lexer *x = s->x;
    const char *limit;

    p = lex_blanks(x, p);
    if (lex_at(x, p) != ':' || lex_at(x, p + 1) == ':')
        return false;
    limit = x->end - p > 400 ? p + 400 : x->end;
    for (; p < limit; p++) {
        if (*p == ';' || *p == '}')
            return true;
        if (*p == '{')
            return p[-1] == '#' || p[-1] == '@';
        if (*p == '\n' && lex_at(x, p - 1) != ',' && !is_ascii_space(p[1 < x->end - p ? 1 : 0]))
            break;
    }
    return true;
}

/* Behind "url": the address, if it is not quoted */
static void take_url(struct lexer *x)
{
    const char *end = lex_line_end(x, x->p), *close = memchr(x->p, ')', (size_t)(end - x->p));

    lex_take(x, HL_PLAIN, x->p + 1);
    if (!lex_in("\"'", lex_at(x, x->p)))
        lex_take(x, HL_STRING, close ? close : end);
}

static void take_value_word(struct css *s, const char *end)
{
    struct lexer *x = s->x;
    bool call = lex_at(x, end) == '(', url = lex_starts(x, x->p, "url(");

    if (lex_starts(x, x->p, "--"))
        lex_take(x, HL_ATTRIBUTE, end);
    else if (call)
        lex_take(x, HL_FUNCTION, end);
    else
        lex_take(x, s->scss ? HL_PLAIN : HL_KEYWORD, end);
    if (url)
        take_url(x);
}

static void take_word(struct css *s)
{
    struct lexer *x = s->x;
    const char *end = lex_name(x, x->p, "-");

    if (end == x->p)
        end++;
    if ((s->value || s->parens) && !(s->rule && !s->line_comments)) {
        take_value_word(s, end);
    } else if (!s->rule && is_property(s, end)) {
        lex_take(x, s->scss || lex_starts(x, x->p, "--") ? HL_ATTRIBUTE : HL_KEYWORD, end);
        lex_take(x, HL_PLAIN, lex_blanks(x, end) + 1);
        s->value = true;
    } else {
        lex_take(x, HL_TAG, end);
    }
}

static bool is_at_rule(const char *p, size_t n)
{
    static const char rules[] = " charset container counter-style font-face import keyframes layer "
                                "media namespace page plugin supports ";
    const char *at = n ? memmem(rules, sizeof(rules) - 1, p, n) : NULL;

    return at && at[-1] == ' ' && at[n] == ' ';
}

static void take_at(struct css *s)
{
    struct lexer *x = s->x;
    const char *end = lex_name(x, x->p + 1, "-");

    lex_take(x, s->less && !is_at_rule(x->p + 1, (size_t)(end - x->p - 1)) ? HL_PLAIN : HL_KEYWORD,
             end);
    s->rule = !s->value && !s->parens;
    if (lex_starts(x, end, ":") || lex_starts(x, end, " :")) { /* Less: @name: value */
        lex_take(x, HL_PLAIN, lex_blanks(x, end) + 1);
        s->value = true;
        s->rule = false;
    }
}

static void take_hash(struct css *s)
{
    struct lexer *x = s->x;
    const char *end = lex_name(x, x->p + 1, "-");

    if (end == x->p + 1)
        lex_take(x, HL_PLAIN, end);
    else
        lex_take(x, s->value || s->parens ? HL_NUMBER : HL_PLAIN, end);
}

static void take_variable(struct css *s)
{
    struct lexer *x = s->x;

    lex_take(x, HL_PLAIN, lex_name(x, x->p + 1, "-"));
    if (!s->value && !s->parens && lex_at(x, lex_blanks(x, x->p)) == ':') {
        lex_take(x, HL_PLAIN, lex_blanks(x, x->p) + 1);
        s->value = true;
    }
}

static void take_mark(struct css *s)
{
    struct lexer *x = s->x;
    char ch = *x->p;

    if (ch == '(')
        s->parens++;
    else if (ch == ')' && s->parens)
        s->parens--;
    else if (lex_in(";{}", ch))
        s->value = s->rule = false, s->parens = 0;
    lex_take(x, HL_PLAIN, x->p + 1);
}

static bool starts_number(const struct css *s)
{
    const struct lexer *x = s->x;
    const char *p = x->p;

    if (!s->value && !s->parens)
        return is_ascii_digit(*p);
    if (*p == '-' || *p == '+')
        p++;
    if (lex_at(x, p) == '.')
        p++;
    return is_ascii_digit(lex_at(x, p));
}

static void take_token(struct css *s)
{
    struct lexer *x = s->x;
    char ch = *x->p;

    if (ch == '"' || ch == '\'')
        take_string(x);
    else if (ch == '@')
        take_at(s);
    else if (ch == '#')
        take_hash(s);
    else if (ch == '$')
        take_variable(s);
    else if (starts_number(s) && s->rule && !s->line_comments)
        lex_take(x, HL_TAG, lex_name(x, x->p + 1, ".%"));
    else if (starts_number(s))
        take_number(x);
    else if ((ch == '.' || ch == ':') && !s->value && !s->parens)
        lex_take(x, HL_PLAIN, lex_name(x, x->p + 1, "-:"));
    else if (ch == '!')
        lex_take(x, HL_PREPROC, lex_name(x, x->p + 1, ""));
    else if (is_ascii_alpha(ch) || ch == '_' || ch == '-' || (unsigned char)ch >= 0x80)
        take_word(s);
    else
        take_mark(s);
}

void lex_css(struct lexer *x, const struct language *l)
{
    struct css s = {.x = x,
                    .line_comments = l->comments[1].open != NULL,
                    .scss = l->flags & CODE_DOLLAR_NAMES,
                    .less = l->flags & CODE_AT_NAMES};

    while (x->p < x->end) {
        if (is_ascii_space(*x->p))
            lex_take(x, HL_PLAIN, x->p + 1);
        else if (*x->p != '/' || !take_comment(&s))
            take_token(&s);
    }
}
