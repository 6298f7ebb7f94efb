/* SPDX-License-Identifier: MIT */
/* JSON strings, numbers and words. */
#include <string.h>

#include "base/utf8.h"
#include "input/json_read.h"

/* Four hexadecimal digits at the offset AT. */
static bool hex4(const struct json *j, size_t at, uint32_t *ret_unit)
{
    uint32_t unit = 0;

    if (at + 4 > j->s.n)
        return false;
    for (size_t i = 0; i < 4; i++) {
        int digit = ascii_hex(j->s.p[at + i]);

        if (digit < 0)
            return false;
        unit = unit << 4 | (uint32_t)digit;
    }
    *ret_unit = unit;
    return true;
}

/* \uXXXX, the place being at the first digit; two of them where they are a surrogate pair. Half a
 * pair has no character: it becomes U+FFFD. */
static bool unicode_escape(struct json *j)
{
    uint32_t c, low;

    if (!hex4(j, j->at, &c))
        return json_fail(j, "too few hexadecimal digits in an escape", j->at);
    j->at += 4;
    if (c >= 0xD800 && c <= 0xDBFF && json_peek(j, 0) == '\\' && json_peek(j, 1) == 'u' &&
        hex4(j, j->at + 2, &low) && low >= 0xDC00 && low <= 0xDFFF) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        j->at += 6;
    }
    if (c >= 0xD800 && c <= 0xDFFF) {
        json_lenient(j, "half a surrogate pair", j->at);
        c = 0xFFFD;
    }
    utf8_add(&j->scratch, c);
    return true;
}

static bool escape(struct json *j)
{
    static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    char c = json_peek(j, 1);

    j->at += 2;
    for (size_t i = 0; letters[i]; i++) {
        if (c == letters[i]) {
            buf_byte(&j->scratch, meant[i]);
            return true;
        }
    }
    if (c == 'u')
        return unicode_escape(j);
    if (c == '\'' || c == '\n') {
        json_lenient(j, "an escape of JSON5", j->at - 2);
        if (c == '\'')
            buf_byte(&j->scratch, c);
        return true;
    }
    return json_fail(j, "an unknown escape", j->at - 2);
}

bool json_string(struct json *j, struct str *ret_text)
{
    char quote = json_peek(j, 0);
    size_t start = j->at++;

    if (quote == '\'')
        json_lenient(j, "a string in single quotes", start);
    buf_clear(&j->scratch);
    while (j->at < j->s.n) {
        char c = json_peek(j, 0);

        if (c == quote) {
            j->at++;
            *ret_text = arena_str(j->a, buf_str(&j->scratch));
            return true;
        }
        if (c == '\\') {
            if (!escape(j))
                return false;
            continue;
        }
        if ((unsigned char)c < 0x20)
            json_lenient(j, "a control character in a string", j->at);
        buf_byte(&j->scratch, c);
        j->at++;
    }
    return json_fail(j, "a string that is not closed", start);
}

/* "-0", "1.5e+3" as in the grammar: no leading zero, digits on both sides of the point. */
static bool is_number(struct str s)
{
    size_t i = s.n && s.p[0] == '-', digits = i;

    while (i < s.n && is_ascii_digit(s.p[i]))
        i++;
    if (i == digits || (s.p[digits] == '0' && i > digits + 1))
        return false;
    if (i < s.n && s.p[i] == '.') {
        digits = ++i;
        while (i < s.n && is_ascii_digit(s.p[i]))
            i++;
        if (i == digits)
            return false;
    }
    if (i < s.n && (s.p[i] == 'e' || s.p[i] == 'E')) {
        i++;
        if (i < s.n && (s.p[i] == '+' || s.p[i] == '-'))
            i++;
        digits = i;
        while (i < s.n && is_ascii_digit(s.p[i]))
            i++;
        if (i == digits)
            return false;
    }
    return i == s.n;
}

/* What JSON5 has in addition: "+1", ".5", "5.", "0xFF", "Infinity", "NaN". */
static bool is_json5_number(struct str s)
{
    bool has_digit = false;

    if (s.n && (s.p[0] == '+' || s.p[0] == '-'))
        s = str_skip(s, 1);
    if (str_eq(s, STR("Infinity")) || str_eq(s, STR("NaN")))
        return true;
    if (str_starts_fold(s, STR("0x"))) {
        for (size_t i = 2; i < s.n; i++)
            if (ascii_hex(s.p[i]) < 0)
                return false;
        return s.n > 2;
    }
    if (s.n > 1 && s.p[0] == '.')
        return is_ascii_digit(s.p[1]) && is_number(str_skip(s, 1));
    has_digit = s.n && is_ascii_digit(s.p[0]);
    if (has_digit && s.p[s.n - 1] == '.')
        s = str_chop(s, 1);
    return has_digit && is_number(s);
}

bool json_scalar(struct json *j, struct value *ret_value)
{
    size_t n = 0;
    struct str s;

    while (is_ascii_alnum(json_peek(j, n)) || (json_peek(j, n) && strchr("+-._$", json_peek(j, n))))
        n++;
    s = str_sub(j->s, j->at, n);
    if (str_eq(s, STR("null"))) {
        ret_value->kind = VALUE_NULL;
    } else if (str_eq(s, STR("true")) || str_eq(s, STR("false"))) {
        ret_value->kind = VALUE_BOOL;
    } else if (is_number(s)) {
        ret_value->kind = VALUE_NUMBER;
    } else if (is_json5_number(s)) {
        json_lenient(j, "a number of JSON5", j->at);
        ret_value->kind = VALUE_NUMBER;
    } else {
        return json_fail(j, n ? "an unknown value" : "a value is missing", j->at);
    }
    ret_value->text = ret_value->written = arena_str(j->a, s);
    j->at += n;
    return true;
}
