/* SPDX-License-Identifier: MIT */
/* TOML strings: basic and literal, on one line or several. */
#include "base/utf8.h"
#include "input/toml_read.h"

/* \uXXXX or \UXXXXXXXX, the place being behind the letter: a Unicode scalar value. */
static bool unicode_escape(struct toml *t, size_t digits)
{
    size_t start = t->at;
    uint32_t c = 0;

    for (size_t i = 0; i < digits; i++) {
        int digit = ascii_hex(toml_peek(t, 0));

        if (digit < 0)
            return toml_fail(t, "too few hexadecimal digits in an escape", start);
        c = c << 4 | (uint32_t)digit;
        t->at++;
    }
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return toml_fail(t, "an escape that is no Unicode scalar value", start);
    utf8_add(&t->scratch, c);
    return true;
}

/* A backslash at the end of a line: it and all white space up to the next text go. */
static bool line_end_escape(struct toml *t)
{
    size_t start = t->at;

    toml_skip_blanks(t);
    if (!toml_newline(t))
        return toml_fail(t, "an unknown escape", start);
    for (size_t n; (n = toml_newline(t)) > 0 || toml_peek(t, 0) == ' ' || toml_peek(t, 0) == '\t';)
        t->at += n ? n : 1;
    return true;
}

static bool escape(struct toml *t, bool is_multi_line)
{
    static const char letters[] = "btnfr\"\\", meant[] = "\b\t\n\f\r\"\\";
    char c = toml_peek(t, 1);

    t->at++;
    if (is_multi_line && (c == ' ' || c == '\t' || c == '\n' || c == '\r'))
        return line_end_escape(t);
    for (size_t i = 0; letters[i]; i++) {
        if (c == letters[i]) {
            t->at++;
            buf_byte(&t->scratch, meant[i]);
            return true;
        }
    }
    if (c != 'u' && c != 'U')
        return toml_fail(t, "an unknown escape", t->at);
    t->at++;
    return unicode_escape(t, c == 'u' ? 4 : 8);
}

/* Three quotes close; one or two more before them belong to the text. */
static bool closes(struct toml *t, char quote, bool is_multi_line)
{
    size_t n = 0;

    if (!is_multi_line) {
        t->at++;
        return true;
    }
    while (n < 5 && toml_peek(t, n) == quote)
        n++;
    if (n < 3) {
        buf_fill(&t->scratch, quote, n);
        t->at += n;
        return false;
    }
    buf_fill(&t->scratch, quote, n - 3);
    t->at += n;
    return true;
}

static bool plain_byte(struct toml *t, bool is_multi_line)
{
    size_t newline = toml_newline(t);
    char c = toml_peek(t, 0);

    if (newline) {
        if (!is_multi_line)
            return toml_fail(t, "a string that is not closed on its line", t->at);
        c = '\n';
    } else if (((unsigned char)c < 0x20 && c != '\t') || c == 0x7F) {
        return toml_fail(t, "a control character in a string", t->at);
    }
    buf_byte(&t->scratch, c);
    t->at += newline ? newline : 1;
    return true;
}

bool toml_read_string(struct toml *t, bool is_key, struct str *ret_text)
{
    char quote = toml_peek(t, 0);
    size_t start = t->at;
    bool is_multi_line = !is_key && toml_peek(t, 1) == quote && toml_peek(t, 2) == quote;

    buf_clear(&t->scratch);
    t->at += is_multi_line ? 3 : 1;
    if (is_multi_line)
        t->at += toml_newline(t);
    while (t->at < t->s.n) {
        if (toml_peek(t, 0) == quote) {
            if (closes(t, quote, is_multi_line)) {
                *ret_text = arena_str(t->a, buf_str(&t->scratch));
                return true;
            }
        } else if (quote == '"' && toml_peek(t, 0) == '\\') {
            if (!escape(t, is_multi_line))
                return false;
        } else if (!plain_byte(t, is_multi_line)) {
            return false;
        }
    }
    return toml_fail(t, "a string that is not closed", start);
}
