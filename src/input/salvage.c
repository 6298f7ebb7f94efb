/* SPDX-License-Identifier: MIT */
/* Takes text out of values that their notation does not allow. */
#include "input/salvage.h"

static bool is_quote(char c)
{
    return c == '"' || c == '\'';
}

static bool is_escape(char quote, char c, char next)
{
    return (quote == '"' && c == '\\' && (next == '"' || next == '\\')) ||
           (quote == '\'' && c == '\'' && next == '\'');
}

/* S without the quotes around it; \" and '' inside lose one sign. */
static struct str unquote(struct arena *a, struct str s)
{
    struct str inside = str_chop(str_skip(s, 1), 1);
    char *out = arena_alloc(a, inside.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < inside.n; i++) {
        if (i + 1 < inside.n && is_escape(s.p[0], inside.p[i], inside.p[i + 1]))
            i++;
        out[n++] = inside.p[i];
    }
    out[n] = '\0';
    return (struct str){out, n};
}

static bool is_quoted(struct str s)
{
    return s.n >= 2 && is_quote(s.p[0]) && s.p[s.n - 1] == s.p[0];
}

struct value salvage_string(struct arena *a, struct str text, struct value at)
{
    struct value v = {.kind = VALUE_STRING, .line = at.line, .column = at.column};
    size_t comment;

    text = str_trim(text);
    if (!is_quoted(text)) {
        comment = str_find(text, STR(" # "), 0);
        text = str_trim(str_sub(text, 0, comment == STR_NPOS ? text.n : comment));
    }
    v.is_quoted = is_quoted(text);
    if (v.is_quoted) {
        v.text = unquote(a, text);
        return v;
    }
    if (text.n && is_quote(text.p[0]) && str_find_byte(text, text.p[0], 1) == STR_NPOS)
        text = str_trim(str_skip(text, 1));
    v.text = arena_str(a, text);
    return v;
}

bool salvage_list(struct arena *a, struct str text, struct value at, struct value *ret_list)
{
    struct value list = {.kind = VALUE_LIST, .line = at.line, .column = at.column};
    size_t start = 0;
    char quote = '\0';

    text = str_trim(text);
    if (text.n < 2 || text.p[0] != '[' || text.p[text.n - 1] != ']')
        return false;
    text = str_chop(str_skip(text, 1), 1);
    for (size_t i = 0; i <= text.n; i++) {
        struct str item = str_trim(str_sub(text, start, i - start));

        if (i == text.n || (text.p[i] == ',' && !quote)) {
            if (item.n)
                value_append(a, &list, salvage_string(a, item, at));
            start = i + 1;
        } else if (quote) {
            if (text.p[i] == quote)
                quote = '\0';
        } else if (is_quote(text.p[i]) && item.n == 0) {
            quote = text.p[i];
        }
    }
    *ret_list = list;
    return true;
}
