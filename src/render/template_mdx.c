/* SPDX-License-Identifier: MIT */
/* MDX: imports and exports, expressions in braces, and the reading of JSX tags. */
#include "render/template_mdx.h"
#include "base/utf8.h"

enum { STATEMENT_MAX = 1 << 16 };

/* How far a search from AT may go; what it went over in vain is taken off t->effort. */
size_t mdx_limit(const struct template *t, size_t at)
{
    size_t most = t->effort < STATEMENT_MAX ? t->effort + 64 : STATEMENT_MAX;

    return t->w.in.n - at > most ? at + most : t->w.in.n;
}

bool mdx_in_vain(struct template *t, size_t from, size_t to)
{
    t->effort -= to - from < t->effort ? to - from : t->effort;
    return false;
}

/* End of the braced text at AT; strings and comments may hold braces. 0: it does not end. */
size_t mdx_brace_end(struct template *t, size_t at)
{
    struct str in = t->w.in;
    size_t depth = 0, limit = mdx_limit(t, at);
    char quote = 0;

    for (size_t i = at; i < limit; i++) {
        char c = in.p[i];

        if (quote) {
            if (c == '\\')
                i++;
            else if (c == quote || (c == '\n' && quote != '`'))
                quote = 0;
        } else if (c == '/' && i + 1 < limit && in.p[i + 1] == '*') {
            i = str_find(str_sub(in, 0, limit), STR("*/"), i + 2);
            if (i == STR_NPOS)
                return mdx_in_vain(t, at, limit);
            i++;
        } else if (c == '"' || c == '`' || (c == '\'' && i && !is_ascii_alnum(in.p[i - 1]))) {
            quote = c;
        } else if (c == '{') {
            depth++;
        } else if (c == '}' && --depth == 0) {
            return i + 1;
        }
    }
    return mdx_in_vain(t, at, limit);
}

static struct str string_in(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"' || s.p[i] == '\'') {
            size_t end = str_find_byte(s, s.p[i], i + 1);

            return end == STR_NPOS ? STR_NONE : str_sub(s, i + 1, end - i - 1);
        }
    }
    return STR_NONE;
}

static struct str first_word(struct str s)
{
    size_t n = 0;

    s = str_trim(s);
    while (n < s.n && (is_ascii_alnum(s.p[n]) || s.p[n] == '_' || s.p[n] == '$'))
        n++;
    return str_sub(s, 0, n);
}

/* import x from './x.png'; the statement may take several lines. */
static bool import_line(struct template *t, struct str rest)
{
    struct str name = first_word(str_skip(rest, 7)), line, file;
    size_t at = t->line.start, end = at;
    struct str s = str_sub(t->w.in, at, mdx_limit(t, at) - at);

    if (rest.n < 8 || (!name.n && !str_starts(str_trim(str_skip(rest, 7)), STR("{")) &&
                       !str_starts(str_trim(str_skip(rest, 7)), STR("*")) && !string_in(rest).p))
        return false;
    while (str_line(&s, &line) && str_trim(line).n) {
        end = (size_t)(line.p - t->w.in.p) + line.n;
        if (string_in(line).p) {
            file = string_in(line);
            if (str_find(str_sub(t->w.in, at, end - at), STR("from"), 0) == STR_NPOS && name.n)
                return false;
            if (name.n)
                template_keep(t, name, file);
            writer_seek(&t->w, end);
            return true;
        }
    }
    return mdx_in_vain(t, at, end);
}

/* "4;": the number that is all there is, or nothing. */
static struct str number_in(struct str s)
{
    s = str_trim(s);
    if (s.n && s.p[s.n - 1] == ';')
        s = str_chop(s, 1);
    for (size_t i = 0; i < s.n; i++)
        if (!is_ascii_digit(s.p[i]) && s.p[i] != '.' && s.p[i] != '-')
            return STR_NONE;
    return s;
}

/* export const x = …: to where its brackets are closed and the line ends */
static bool export_line(struct template *t, struct str rest)
{
    struct str in = t->w.in, word = first_word(str_skip(rest, 7)), value, number;
    size_t depth = 0, at = t->line.start, equals, limit = mdx_limit(t, at);

    if (!str_eq(word, STR("const")) && !str_eq(word, STR("let")) && !str_eq(word, STR("var")) &&
        !str_eq(word, STR("default")) && !str_eq(word, STR("function")) &&
        !str_starts(str_trim(str_skip(rest, 7)), STR("{")) &&
        !str_starts(str_trim(str_skip(rest, 7)), STR("*")) && !str_eq(word, STR("async")))
        return false;
    equals = str_find_byte(rest, '=', 0);
    number = number_in(equals == STR_NPOS ? STR("") : str_skip(rest, equals + 1));
    if (number.n)
        template_keep(t, first_word(str_skip(rest, 8 + word.n)), number);
    value = equals == STR_NPOS ? STR_NONE : string_in(str_skip(rest, equals));
    if (value.p && str_trim(str_skip(rest, equals + 1)).p == value.p - 1)
        template_keep(t, first_word(str_skip(rest, 8 + word.n)), value);
    for (; at < limit; at++) {
        char c = in.p[at];

        depth += c == '{' || c == '(' || c == '[';
        depth -= depth && (c == '}' || c == ')' || c == ']');
        if (c == '\n' && depth == 0)
            break;
        if (c == '\n' && at + 1 < in.n && in.p[at + 1] == '#')
            return mdx_in_vain(t, t->line.start, at);
    }
    if (depth > 0)
        return mdx_in_vain(t, t->line.start, at);
    writer_seek(&t->w, at);
    return true;
}

bool mdx_line(struct template *t)
{
    struct str rest = str_sub(t->w.in, t->line.start, t->line.end - t->line.start);

    if (t->line.kind != LINE_TEXT || t->line.content != t->line.start)
        return false;
    if (str_starts(rest, STR("import ")) && import_line(t, rest)) {
        t->scan.is_paragraph = false;
        return true;
    }
    if (str_starts(rest, STR("export ")) && export_line(t, rest)) {
        t->scan.is_paragraph = false;
        return true;
    }
    return false;
}

/* What an expression stands for: a string, a number, something imported or exported,
 * require('…'), useBaseUrl('…'). */
struct str mdx_value(struct template *t, struct str s)
{
    const struct table_entry *e;
    size_t n;

    s = str_trim(s);
    n = str_find_byte(s, '(', 0);
    if (n != STR_NPOS && (str_starts(s, STR("require(")) || str_starts(s, STR("useBaseUrl(")) ||
                          str_find(str_sub(s, 0, n), STR("Url"), 0) != STR_NPOS))
        return string_in(str_skip(s, n));
    if (s.n > 1 && (s.p[0] == '"' || s.p[0] == '\'' || s.p[0] == '`') && s.p[s.n - 1] == s.p[0])
        return str_chop(str_skip(s, 1), 1);
    if (s.n && (is_ascii_digit(s.p[0]) || (s.p[0] == '-' && s.n > 1)))
        return s; /* or a sum, which nobody adds up */
    for (n = 0; n < s.n && s.p[n] != '.'; n++)
        ;
    e = table_get(t->values, s);
    if (!e)
        e = table_get(t->values, str_sub(s, 0, n)); /* picture.src */
    return e ? *(const struct str *)e->ptr : STR_NONE;
}

/* As much of an expression as tells which it is. */
static struct str first_line(struct str s)
{
    enum { SHOWN_MAX = 60 };
    struct str line = s;

    str_line(&s, &line);
    return utf8_head(line, SHOWN_MAX);
}

bool mdx_expression(struct template *t)
{
    struct writer *w = &t->w;
    struct str s = str_skip(w->in, w->at), inner, value;
    size_t end;

    if (str_starts(s, STR("{#")) || str_starts(s, STR("{:")) || str_starts(s, STR("{.")))
        return false; /* attributes of a heading or block */
    end = mdx_brace_end(t, w->at);
    if (!end)
        return false;
    inner = str_trim(str_sub(w->in, w->at + 1, end - w->at - 2));
    writer_seek(w, end);
    if (inner.n == 0 || str_starts(inner, STR("/*")) || str_starts(inner, STR("//")))
        return true;
    value = mdx_value(t, inner);
    if (value.p)
        emit(t, value);
    else
        template_unknown(t, arena_printf(t->a, "{%.*s}", STR_ARG(first_line(inner))), false);
    return true;
}
