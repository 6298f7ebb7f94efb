/* SPDX-License-Identifier: MIT */
/* Strings of programming languages: escapes, interpolation, delimiters of every kind, heredocs. */
#include "render/lexcode.h"

/* Behind the escape at Q, which is a backslash. */
static const char *escape_end(const struct lexer *x, const char *q)
{
    char next = lex_at(x, q + 1), closer = '}';

    if ((next == 'u' || next == 'x' || next == 'N') && lex_at(x, q + 2) == '{') {
        const char *end = memchr(q, closer, (size_t)(x->end - q) < 48 ? (size_t)(x->end - q) : 48);

        return end ? end + 1 : q + 2;
    }
    if (next == 'x' || next == 'u') {
        const char *p = q + 2, *most = p + (next == 'x' ? 2 : 4);

        while (p < most && p < x->end && is_ascii_alnum(*p))
            p++;
        return p;
    }
    return q + 2 < x->end ? q + 2 : x->end;
}

/* ":>10", "!r:{width}" */
static const char *format_end(const struct lexer *x, const char *p, char closer)
{
    size_t depth = 0;

    for (; p < x->end && *p != '\n'; p++) {
        if (*p == closer && depth-- == 0)
            break;
        depth += *p == '{';
    }
    return p;
}

void code_interpolate(struct code *c, const char *q, size_t n, char closer)
{
    struct code inner = *c;

    lex_take(c->x, HL_STRING, q);
    lex_take(c->x, HL_ESCAPE, q + n);
    inner.nesting++;
    inner.value = inner.dot = false;
    inner.names = 0;
    inner.heredoc_count = 0;
    inner.format = n == 1;
    code_until(&inner, closer);
    c->dead_until = inner.dead_until;
    if (inner.format && lex_at(c->x, c->x->p) != closer)
        lex_take(c->x, HL_STRING, format_end(c->x, c->x->p, closer));
    if (lex_at(c->x, c->x->p) == closer)
        lex_take(c->x, HL_ESCAPE, c->x->p + 1);
}

static bool take_dollar(struct code *c, const char *q, unsigned flags)
{
    struct lexer *x = c->x;
    char next = lex_at(x, q + 1);

    if (next == '{' && (flags & SPAN_DOLLAR_BRACE)) {
        code_interpolate(c, q, 2, '}');
    } else if (next == '(' && (flags & SPAN_DOLLAR_PAREN)) {
        code_interpolate(c, q, 2, ')');
    } else if ((flags & (SPAN_DOLLAR_NAME | SPAN_DOLLAR_WORD)) &&
               (is_ascii_alpha(next) || next == '_')) {
        lex_take(x, HL_STRING, q);
        lex_take(x, flags & SPAN_DOLLAR_WORD ? HL_ESCAPE : HL_PLAIN, lex_name(x, q + 1, ""));
    } else {
        return false;
    }
    return true;
}

/* Takes the string up to Q and the escape or interpolation there, or leaves all alone. */
static bool take_within(struct code *c, const char *q, unsigned flags)
{
    struct lexer *x = c->x;
    char next = lex_at(x, q + 1);

    if (*q == '\\' && next == '(' && (flags & SPAN_PAREN) && c->nesting < LEX_DEPTH) {
        code_interpolate(c, q, 2, ')');
        return true;
    }
    if ((*q == '\\' && (flags & SPAN_ESCAPES)) || (*q == '`' && (flags & SPAN_TICKED))) {
        lex_take(x, HL_STRING, q);
        lex_take(x, flags & (SPAN_REGEX | SPAN_RAW) ? HL_STRING : HL_ESCAPE, escape_end(x, q));
        return true;
    }
    if (c->nesting >= LEX_DEPTH)
        return false;
    if (*q == '$')
        return take_dollar(c, q, flags);
    if (*q == '#' && next == '{' && (flags & SPAN_HASH_BRACE)) {
        code_interpolate(c, q, 2, '}');
        return true;
    }
    if (*q == '{' && next != '{' && (flags & SPAN_BRACE)) {
        code_interpolate(c, q, 1, '}');
        return true;
    }
    return false;
}

static bool is_special(char ch)
{
    return ch == '\\' || ch == '$' || ch == '#' || ch == '{' || ch == '`';
}

static enum highlight_kind span_kind(unsigned flags)
{
    if (flags & SPAN_TAG)
        return HL_TAG;
    return flags & SPAN_NAME ? HL_PLAIN : HL_STRING;
}

void code_string(struct code *c, const struct span_rule *rule, const char *body)
{
    struct lexer *x = c->x;
    const char *close = rule->close, *q = body;
    size_t n = strlen(close);
    bool in_set = false;

    while (q < x->end) {
        if (*q == close[0] && !in_set && lex_starts(x, q, close)) {
            q += n;
            if (!(rule->flags & SPAN_DOUBLED) || !lex_starts(x, q, close))
                break;
            q += n;
        } else if (*q == '\n' && !(rule->flags & SPAN_LINES)) {
            break;
        } else if (is_special(*q) && take_within(c, q, rule->flags)) {
            q = x->p;
        } else {
            if (rule->flags & SPAN_REGEX)
                in_set = *q == '[' || (in_set && *q != ']');
            q += *q == '{' && lex_at(x, q + 1) == '{' ? 2 : 1;
        }
    }
    code_take(c, span_kind(rule->flags), q, true);
}

void code_delimited(struct code *c, size_t n, char open, char close, unsigned flags)
{
    struct lexer *x = c->x;
    const char *q = x->p + n;
    size_t depth = 0;

    while (q < x->end) {
        if (*q == close && depth-- == 0) {
            q++;
            break;
        }
        if (*q == open && open != close)
            depth++;
        if (is_special(*q) && take_within(c, q, flags))
            q = x->p;
        else
            q++;
    }
    code_take(c, HL_STRING, q, true);
}

/* 'x', '\n', '\u{1F600}': a few bytes at most, so that a lone quote costs nothing. */
static const char *char_end(const struct lexer *x, const char *q, char close)
{
    if (lex_at(x, q) == '\\')
        q = escape_end(x, q);
    else if (q < x->end && *q != close && *q != '\n')
        for (q++; q < x->end && ((unsigned char)*q & 0xc0) == 0x80;)
            q++;
    while (q < x->end && is_ascii_digit(*q)) /* octal */
        q++;
    return lex_at(x, q) == close ? q + 1 : NULL;
}

static bool string_may_open(const struct code *c, const struct span_rule *rule)
{
    const struct lexer *x = c->x;

    if (!lex_starts(x, x->p, rule->open))
        return false;
    if ((rule->flags & SPAN_WORD_BEFORE) && x->p > x->start && code_byte(c, x->p - 1) & BYTE_MORE)
        return false;
    if ((rule->flags & SPAN_AFTER_SPACE) && x->p > x->start && !is_ascii_space(x->p[-1]) &&
        !lex_in("([{,=", x->p[-1]))
        return false;
    if (rule->flags & SPAN_LINE_START)
        return lex_is_line_start(x);
    return true;
}

/* Is there a closer in this line? Looks at each line once more at most: what is not found
 * is remembered. */
static bool closes_in_line(struct code *c, const struct span_rule *rule, const char *body)
{
    struct lexer *x = c->x;

    if (c->dead_until && x->p < c->dead_until)
        return false;
    for (const char *q = body; q < x->end && *q != '\n'; q++) {
        if (*q == '\\' && rule->flags & SPAN_ESCAPES)
            q++;
        else if (*q == rule->close[0] && lex_starts(x, q, rule->close))
            return true;
    }
    c->dead_until = lex_line_end(x, body);
    return false;
}

bool code_strings(struct code *c)
{
    for (size_t i = 0; i < 6 && c->l->strings[i].open; i++) {
        const struct span_rule *rule = &c->l->strings[i];
        const char *body = c->x->p + strlen(rule->open), *end;

        if (!string_may_open(c, rule))
            continue;
        if (rule->flags & SPAN_CHAR) {
            end = char_end(c->x, body, rule->close[0]);
            if (!end)
                continue;
            code_take(c, HL_STRING, end, true);
            return true;
        }
        if (rule->flags & SPAN_TO_LINE_ONLY && !closes_in_line(c, rule, body))
            continue;
        code_string(c, rule, body);
        return true;
    }
    return false;
}

/* r"…", f"…", b'…': N letters before the quote. */
static bool is_prefix(const struct code *c, const char *from, size_t n, struct span_rule *rule)
{
    for (size_t i = 0; i < n; i++) {
        char letter = ascii_lower(from[i]);

        if (!lex_in(c->l->prefixes, from[i]))
            return false;
        if (letter == 'r')
            rule->flags |= SPAN_RAW;
        if (letter == 'f' || letter == 't')
            rule->flags |= SPAN_BRACE;
    }
    return true;
}

bool code_prefixed_string(struct code *c, const char *quote)
{
    const char *from = c->x->p;
    size_t n = (size_t)(quote - from);

    if (!c->l->prefixes || n > 3)
        return false;
    for (size_t i = 0; i < 6 && c->l->strings[i].open; i++) {
        struct span_rule rule = c->l->strings[i];

        if (!lex_starts(c->x, quote, rule.open))
            continue;
        if (!is_prefix(c, from, n, &rule))
            return false;
        rule.flags &= ~(unsigned)SPAN_CHAR;
        code_string(c, &rule, quote + strlen(rule.open));
        return true;
    }
    return false;
}

/* ---- Heredocs ---- */

void code_heredoc(struct code *c, const char *word, size_t n, bool indented)
{
    if (c->heredoc_count < HEREDOCS_MAX)
        c->heredocs[c->heredoc_count++] = (struct heredoc){word, n, indented};
}

static bool ends_heredoc(const struct lexer *x, const char *line, const struct heredoc *h)
{
    if (h->indented)
        line = lex_blanks(x, line);
    if ((size_t)(x->end - line) < h->n || memcmp(line, h->word, h->n) != 0)
        return false;
    line += h->n;
    return line == x->end || !(is_ascii_alnum(*line) || *line == '_');
}

void code_heredoc_bodies(struct code *c)
{
    struct lexer *x = c->x;

    for (unsigned i = 0; i < c->heredoc_count; i++) {
        const struct heredoc *h = &c->heredocs[i];
        const char *line = x->p;

        while (line < x->end && !ends_heredoc(x, line, h))
            line = lex_next_line(x, line);
        if (line < x->end)
            line = lex_blanks(x, line) + h->n;
        lex_take(x, HL_STRING, line);
    }
    c->heredoc_count = 0;
    c->value = true;
}
