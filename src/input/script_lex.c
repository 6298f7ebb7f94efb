/* SPDX-License-Identifier: MIT */
/* Tokens of JavaScript and TypeScript, as far as configurations need them. */
#include <string.h>

#include "base/utf8.h"
#include "input/script_read.h"

static char peek(const struct script *s, size_t at)
{
    return at < s->s.n ? s->s.p[at] : '\0';
}

static bool is_name_byte(char c)
{
    return is_ascii_alnum(c) || c == '_' || c == '$' || (unsigned char)c >= 0x80;
}

/* Behind blanks and comments from AT on. */
static size_t skip_blanks(struct script *s, size_t at)
{
    for (;;) {
        char c = peek(s, at);
        size_t end = at;

        if (at < s->s.n && is_ascii_space(c)) {
            s->t.starts_line |= c == '\n';
            at++;
            continue;
        }
        if (c == '/' && peek(s, at + 1) == '/')
            end = str_find_byte(s->s, '\n', at);
        else if (c == '/' && peek(s, at + 1) == '*')
            end = str_find(s->s, STR("*/"), at + 2);
        if (end == at)
            return at;
        at = end == STR_NPOS ? s->s.n : peek(s, end) == '\n' ? end : end + 2;
    }
}

/* "\n", "\u00e9", "\u{1F375}", "\x41": the offset behind the escape at AT. */
static size_t escape(struct script *s, size_t at)
{
    static const char letters[] = "nrt0\n", meant[] = "\n\r\t";
    char c = peek(s, at + 1);
    const char *letter = c ? strchr(letters, c) : NULL;
    size_t digits = c == 'x' ? 2 : 4, from = at + 2, n = 0;
    bool is_braced = c == 'u' && peek(s, from) == '{';
    uint32_t code = 0;
    int digit;

    if (c != 'u' && c != 'x') {
        if (letter && letter - letters < 3)
            buf_byte(&s->scratch, meant[letter - letters]);
        else if (!letter && c)
            buf_byte(&s->scratch, c);
        return at + 2;
    }
    from += is_braced;
    while (n < (is_braced ? 6 : digits) && (digit = ascii_hex(peek(s, from + n))) >= 0) {
        code = code << 4 | (uint32_t)digit;
        n++;
    }
    if (code && code < 0x110000 && (code < 0xD800 || code > 0xDFFF))
        utf8_add(&s->scratch, code);
    return from + n + is_braced;
}

/* The string whose quote stands at AT; a template with expressions is TOKEN_OTHER, and they are
 * skipped up to the brace that closes them. Where there is no end the text's is. */
static void read_string(struct script *s, size_t at)
{
    char quote = peek(s, at++);
    unsigned depth = 0;

    s->t.kind = TOKEN_STRING;
    buf_clear(&s->scratch);
    while (at < s->s.n) {
        char c = s->s.p[at];

        if (c == quote && depth == 0)
            break;
        if (c == '\n' && quote != '`')
            break;
        if (quote == '`' && (depth || (c == '$' && peek(s, at + 1) == '{'))) {
            s->t.kind = TOKEN_OTHER;
            depth += c == '{' || c == '$' ? peek(s, at + (c == '$')) == '{' : 0;
            depth -= c == '}';
            at += c == '$' ? 2 : 1;
        } else if (c == '\\') {
            at = escape(s, at);
        } else {
            buf_byte(&s->scratch, c);
            at++;
        }
    }
    s->t.text = arena_str(s->a, buf_str(&s->scratch));
    s->t.end = at < s->s.n ? at + 1 : s->s.n;
}

/* A '/' that divides nothing begins a regular expression, which ends on its line. */
static bool read_regex(struct script *s, size_t at, const struct token *before)
{
    bool is_operand = before->kind == TOKEN_NAME || before->kind == TOKEN_NUMBER ||
                      before->kind == TOKEN_STRING || before->kind == TOKEN_OTHER ||
                      (before->kind == TOKEN_MARK && strchr(")]}", before->mark));
    bool in_class = false;

    if (is_operand)
        return false;
    for (at++; at < s->s.n && s->s.p[at] != '\n'; at++) {
        char c = s->s.p[at];

        if (c == '\\')
            at++;
        else if (c == '/' && !in_class)
            break;
        else if (c == '[' || c == ']')
            in_class = c == '[';
    }
    s->t.kind = TOKEN_OTHER;
    s->t.end = at < s->s.n ? at + 1 : s->s.n;
    return true;
}

void script_next(struct script *s)
{
    struct token before = s->t;
    size_t at;
    char c;

    s->t = (struct token){.kind = TOKEN_END};
    s->t.at = at = skip_blanks(s, before.end);
    s->t.end = at;
    if (at >= s->s.n)
        return;
    c = s->s.p[at];
    if (c == '"' || c == '\'' || c == '`') {
        read_string(s, at);
    } else if (is_name_byte(c)) {
        while (s->t.end < s->s.n && (is_name_byte(s->s.p[s->t.end]) ||
                                     (is_ascii_digit(c) && s->s.p[s->t.end] == '.'))) /* 1.5 */
            s->t.end++;
        s->t.kind = is_ascii_digit(c) ? TOKEN_NUMBER : TOKEN_NAME;
        s->t.text = str_sub(s->s, at, s->t.end - at);
    } else if (c != '/' || !read_regex(s, at, &before)) {
        bool is_arrow = c == '=' && peek(s, at + 1) == '>';

        s->t.kind = TOKEN_MARK;
        s->t.mark = is_arrow ? '>' : c;
        s->t.end = at + 1 + is_arrow;
    }
}
