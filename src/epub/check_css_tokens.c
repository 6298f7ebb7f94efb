/* SPDX-License-Identifier: MIT */
/* Cuts CSS into tokens. */
#include <string.h>

#include "epub/check_css.h"
#include "epub/check_dates.h"

static char peek(struct str s, size_t at)
{
    return at < s.n ? s.p[at] : '\0';
}

static bool is_name_start(char c)
{
    return is_ascii_alpha(c) || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_name(char c)
{
    return is_name_start(c) || is_ascii_digit(c) || c == '-';
}

static bool is_escape(struct str s, size_t at)
{
    return peek(s, at) == '\\' && at + 1 < s.n && s.p[at + 1] != '\n';
}

static bool starts_ident(struct str s, size_t at)
{
    char c = peek(s, at);

    if (c == '-')
        return is_name_start(peek(s, at + 1)) || peek(s, at + 1) == '-' || is_escape(s, at + 1);
    return is_name_start(c) || is_escape(s, at);
}

static size_t skip_name(struct str s, size_t at)
{
    for (;;) {
        if (at < s.n && is_name(s.p[at])) {
            at++;
        } else if (is_escape(s, at)) {
            at += 2;
            for (int i = 0; i < 5 && at < s.n && is_ascii_hex(s.p[at]); i++)
                at++;
        } else {
            return at;
        }
    }
}

static struct css_token token(enum css_kind kind, struct str s, size_t from, size_t end,
                              struct str text)
{
    (void)s;
    return (struct css_token){kind, text, from, end};
}

static struct css_token take_string(struct str s, size_t at)
{
    char quote = s.p[at];

    for (size_t i = at + 1; i < s.n; i++) {
        if (s.p[i] == quote)
            return token(CSS_STRING, s, at, i + 1, str_sub(s, at + 1, i - at - 1));
        if (s.p[i] == '\n' || s.p[i] == '\f')
            return token(CSS_BAD, s, at, i, STR("string"));
        i += s.p[i] == '\\';
    }
    return token(CSS_BAD, s, at, s.n, STR("string"));
}

/* AT is behind "url(". */
static struct css_token take_url(struct str s, size_t from, size_t at)
{
    while (at < s.n && is_ascii_space(s.p[at]))
        at++;
    if (peek(s, at) == '"' || peek(s, at) == '\'') {
        struct css_token t = take_string(s, at);
        size_t end = t.end;
        while (end < s.n && is_ascii_space(s.p[end]))
            end++;
        if (t.kind == CSS_BAD || peek(s, end) != ')')
            return token(CSS_BAD, s, from, end, STR("url"));
        return token(CSS_URL, s, from, end + 1, t.text);
    }
    size_t end = at;
    while (end < s.n && s.p[end] != ')' && s.p[end] != '"' && s.p[end] != '\'')
        end += s.p[end] == '\\' && end + 1 < s.n ? 2 : 1;
    if (peek(s, end) != ')')
        return token(CSS_BAD, s, from, end < s.n ? end : s.n, STR("url"));
    return token(CSS_URL, s, from, end + 1, str_trim(str_sub(s, at, end - at)));
}

static size_t skip_number(struct str s, size_t at)
{
    at += peek(s, at) == '+' || peek(s, at) == '-';
    while (is_ascii_digit(peek(s, at)))
        at++;
    if (peek(s, at) == '.' && is_ascii_digit(peek(s, at + 1)))
        for (at++; is_ascii_digit(peek(s, at));)
            at++;
    if (peek(s, at) == '%')
        return at + 1;
    return starts_ident(s, at) ? skip_name(s, at) : at;
}

static bool starts_number(struct str s, size_t at)
{
    char c = peek(s, at);

    if (c == '+' || c == '-')
        c = peek(s, ++at);
    return is_ascii_digit(c) || (c == '.' && is_ascii_digit(peek(s, at + 1)));
}

static struct css_token take_ident(struct str s, size_t at)
{
    size_t end = skip_name(s, at);
    struct str name = str_sub(s, at, end - at);

    if (peek(s, end) != '(')
        return token(CSS_IDENT, s, at, end, name);
    if (str_eq_fold(name, STR("url")))
        return take_url(s, at, end + 1);
    return token(CSS_FUNCTION, s, at, end + 1, name);
}

static struct css_token take_space(struct str s, size_t at)
{
    size_t from = at;

    for (;;) {
        if (at < s.n && is_ascii_space(s.p[at])) {
            at++;
        } else if (peek(s, at) == '/' && peek(s, at + 1) == '*') {
            size_t end = str_find(s, STR("*/"), at + 2);
            if (end == STR_NPOS)
                return token(CSS_BAD, s, from, s.n, STR("comment"));
            at = end + 2;
        } else {
            return token(CSS_SPACE, s, from, at, STR(" "));
        }
    }
}

struct css_token css_next(struct str s, size_t *at)
{
    size_t i = *at;
    struct css_token t;

    if (i >= s.n)
        t = token(CSS_END, s, i, i, STR(""));
    else if (is_ascii_space(s.p[i]) || (s.p[i] == '/' && peek(s, i + 1) == '*'))
        t = take_space(s, i);
    else if (s.p[i] == '"' || s.p[i] == '\'')
        t = take_string(s, i);
    else if (str_starts(str_skip(s, i), STR("<!--")))
        t = token(CSS_COMMENT_MARK, s, i, i + 4, STR("<!--"));
    else if (str_starts(str_skip(s, i), STR("-->")))
        t = token(CSS_COMMENT_MARK, s, i, i + 3, STR("-->"));
    else if (starts_number(s, i))
        t = token(CSS_NUMBER, s, i, skip_number(s, i), str_sub(s, i, skip_number(s, i) - i));
    else if (s.p[i] == '#' && skip_name(s, i + 1) > i + 1)
        t = token(CSS_HASH, s, i, skip_name(s, i + 1),
                  str_sub(s, i + 1, skip_name(s, i + 1) - i - 1));
    else if (s.p[i] == '@' && starts_ident(s, i + 1))
        t = token(CSS_AT, s, i, skip_name(s, i + 1),
                  str_sub(s, i + 1, skip_name(s, i + 1) - i - 1));
    else if (starts_ident(s, i))
        t = take_ident(s, i);
    else
        t = token(CSS_CHAR, s, i, i + 1, str_sub(s, i, 1));
    *at = t.end > i ? t.end : i + (i < s.n);
    return t;
}
