/* SPDX-License-Identifier: MIT */
/* Finding mathematics in Markdown text. */
#include "render/mathscan.h"

#include "render/mathlook.h"

static bool is_blank_or_end(struct str s, size_t at)
{
    return at >= s.n || is_ascii_space(s.p[at]);
}

static char byte_at(struct str s, size_t at)
{
    if (at < s.n)
        return s.p[at];
    return '\0';
}

static char byte_before(struct str s, size_t at)
{
    if (at > 0)
        return s.p[at - 1];
    return '\0';
}

static bool is_escaped(struct str s, size_t at)
{
    size_t n = 0;

    while (n < at && s.p[at - n - 1] == '\\')
        n++;
    return n % 2 == 1;
}

/* The LF at AT is followed by a line of blanks only (quotation marks aside). */
static bool is_blank_line_next(struct str s, size_t at)
{
    for (at++; at < s.n; at++) {
        if (s.p[at] == '\n')
            return true;
        if (s.p[at] != ' ' && s.p[at] != '\t' && s.p[at] != '\r' && s.p[at] != '>')
            return false;
    }
    return true;
}

/* The line after the LF at AT begins another block, so no inline formula reaches into it. */
static bool is_block_next(struct str s, size_t at)
{
    do
        at++;
    while (byte_at(s, at) == ' ' || byte_at(s, at) == '\t');
    switch (byte_at(s, at)) {
    case '#':
    case '>':
    case '|':
        return true;
    case '-':
    case '*':
    case '+':
        return is_blank_or_end(s, at + 1);
    default:
        return false;
    }
}

static bool is_line_start(struct str s, size_t at)
{
    while (at > 0 && (s.p[at - 1] == ' ' || s.p[at - 1] == '\t' || s.p[at - 1] == '>'))
        at--;
    return at == 0 || s.p[at - 1] == '\n';
}

/* Only blanks, and punctuation that belongs to the formula's sentence, are left of the line. */
static bool is_line_end(struct str s, size_t at)
{
    while (at < s.n && s.p[at] != '\n' &&
           (is_ascii_space(s.p[at]) || s.p[at] == '.' || s.p[at] == ','))
        at++;
    if (byte_at(s, at) == '{' && byte_at(s, at + 1) == '#') /* pandoc's {#eq:label} */
        return true;
    return at >= s.n || s.p[at] == '\n';
}

static size_t limit_of(struct str s, size_t at)
{
    return s.n - at < MATH_SCAN_MAX ? s.n : at + MATH_SCAN_MAX;
}

/* The offset of the dollar that ends the inline formula whose text begins at AT, or STR_NPOS. */
static size_t find_single_dollar(struct str s, size_t at)
{
    size_t limit = limit_of(s, at);

    for (size_t i = at; i < limit; i++) {
        switch (s.p[i]) {
        case '\\':
            i++;
            break;
        case '$':
            return i > at && !is_ascii_space(s.p[i - 1]) ? i : STR_NPOS;
        case '\n':
            if (is_blank_line_next(s, i) || is_block_next(s, i))
                return STR_NPOS;
            break;
        default:
            break;
        }
    }
    return STR_NPOS;
}

static size_t scan_single_dollar(struct str s, size_t at, struct str *ret_tex)
{
    size_t end;
    struct str tex;

    if (is_blank_or_end(s, at + 1))
        return 0;
    end = find_single_dollar(s, at + 1);
    if (end == STR_NPOS || byte_at(s, end + 1) == '$')
        return 0;
    tex = str_sub(s, at + 1, end - at - 1);
    if (!math_looks_inline(tex, byte_before(s, at), str_skip(s, end + 1)))
        return 0;
    *ret_tex = tex;
    return end + 1 - at;
}

/* GitHub's $`x`$. */
static size_t scan_dollar_code(struct str s, size_t at, struct str *ret_tex)
{
    for (size_t i = at + 2; i + 1 < limit_of(s, at); i++) {
        if (s.p[i] == '\n' && is_blank_line_next(s, i))
            return 0;
        if (s.p[i] != '`')
            continue;
        if (s.p[i + 1] != '$' || i == at + 2)
            return 0;
        *ret_tex = str_sub(s, at + 2, i - at - 2);
        return i + 2 - at;
    }
    return 0;
}

/* The offset of the "$$" after AT, or STR_NPOS. *RET_HAS_BLANK: a blank line lies between. */
static size_t find_double_dollar(struct str s, size_t at, bool *ret_has_blank)
{
    *ret_has_blank = false;
    for (size_t i = at; i + 1 < limit_of(s, at); i++) {
        if (s.p[i] == '\\')
            i++;
        else if (s.p[i] == '$' && s.p[i + 1] == '$')
            return i;
        else if (s.p[i] == '\n' && is_blank_line_next(s, i))
            *ret_has_blank = true;
    }
    return STR_NPOS;
}

static size_t scan_double_dollar(struct str s, size_t at, struct str *ret_tex, bool *ret_display)
{
    bool has_blank, is_alone;
    size_t end = find_double_dollar(s, at + 2, &has_blank);
    struct str tex;

    if (end == STR_NPOS || byte_at(s, at + 2) == '$' || byte_at(s, end + 2) == '$')
        return 0;
    tex = str_sub(s, at + 2, end - at - 2);
    is_alone = is_line_start(s, at) && is_line_end(s, end + 2);
    if (!math_looks_display(tex, is_alone && !has_blank))
        return 0;
    if (has_blank && !is_alone)
        return 0;
    *ret_tex = tex;
    *ret_display = is_alone || str_find_byte(tex, '\n', 0) != STR_NPOS ||
                   str_find(tex, STR("\\begin{"), 0) != STR_NPOS;
    return end + 2 - at;
}

static size_t backslashes_at(struct str s, size_t at)
{
    size_t n = 0;

    while (at + n < s.n && s.p[at + n] == '\\')
        n++;
    return n;
}

/* The offset of the bracket that closes OPEN behind exactly SLASHES backslashes, at or after AT;
 * the same with OPEN first, or a blank line, is STR_NPOS. */
static size_t find_bracket(struct str s, size_t at, size_t slashes, char open)
{
    size_t limit = limit_of(s, at), run;
    char close = ')';

    if (open == '[')
        close = ']';
    for (size_t i = at; i < limit; i += run ? run : 1) {
        run = backslashes_at(s, i);
        if (s.p[i] == '\n' && is_blank_line_next(s, i))
            return STR_NPOS;
        if (run == 0 || (slashes == 2 ? run != 2 : run % 2 == 0))
            continue;
        if (byte_at(s, i + run) == close)
            return i + run;
        if (byte_at(s, i + run) == open)
            return STR_NPOS;
    }
    return STR_NPOS;
}

static size_t scan_bracket(struct str s, size_t at, struct str *ret_tex, bool *ret_display)
{
    size_t slashes = backslashes_at(s, at), start = at + slashes + 1, end;
    char open = byte_at(s, at + slashes), before = byte_before(s, at);
    bool is_display = open == '[', is_alone;
    struct str tex;

    end = find_bracket(s, start, slashes, open);
    if (end == STR_NPOS)
        return 0;
    tex = str_sub(s, start, end - slashes - start);
    is_alone = is_line_start(s, at) && is_line_end(s, end + 1);
    /* "\[text\](url)" and "call\(x\)" are Markdown's escapes. */
    if (slashes == 1 && !math_looks_bracketed(tex, is_display, is_alone, before))
        return 0;
    if (str_trim(tex).n == 0 || (is_display && byte_at(s, end + 1) == '('))
        return 0;
    *ret_tex = tex;
    *ret_display = is_display;
    return end + 1 - at;
}

/* Environments that LaTeX allows outside math mode, which never contain themselves. */
static bool is_bare_environment(struct str name)
{
    static const struct str names =
        STR_INIT("align align* alignat alignat* equation equation* gather gather* multline "
                 "multline* eqnarray eqnarray* flalign flalign* math displaymath");

    return str_among(name, names);
}

static size_t scan_environment(struct str s, size_t at, struct str *ret_tex)
{
    size_t name_at = at + 7, close = str_find_byte(str_sub(s, name_at, 16), '}', 0);
    struct str name;

    if (close == STR_NPOS || !is_bare_environment(name = str_sub(s, name_at, close)))
        return 0;
    for (size_t i = name_at + close; i < limit_of(s, at); i++) {
        struct str rest = str_skip(s, i);

        if (s.p[i] == '\n' && is_blank_line_next(s, i))
            return 0;
        if (s.p[i] != '\\')
            continue;
        if (str_starts(rest, STR("\\begin{")) && str_starts(str_skip(rest, 7), name) &&
            byte_at(rest, 7 + name.n) == '}')
            return 0;
        if (!str_starts(rest, STR("\\end{")) || !str_starts(str_skip(rest, 5), name) ||
            byte_at(rest, 5 + name.n) != '}')
            continue;
        *ret_tex = str_sub(s, at, i + 6 + name.n - at);
        return ret_tex->n;
    }
    return 0;
}

size_t math_scan(struct str text, size_t at, struct str *ret_tex, bool *ret_display)
{
    struct str rest = str_skip(text, at), tex;
    bool is_display = false;
    size_t n = 0, slashes;

    if (rest.n < 3 || (at > 0 && text.p[at - 1] == rest.p[0]) || is_escaped(text, at))
        return 0;
    if (rest.p[0] == '$') {
        if (rest.p[1] == '$')
            n = scan_double_dollar(text, at, &tex, &is_display);
        else if (rest.p[1] == '`')
            n = scan_dollar_code(text, at, &tex);
        else
            n = scan_single_dollar(text, at, &tex);
    } else if (rest.p[0] == '\\') {
        slashes = backslashes_at(text, at);
        if (slashes <= 2 && (byte_at(rest, slashes) == '(' || byte_at(rest, slashes) == '['))
            n = scan_bracket(text, at, &tex, &is_display);
        else if (str_starts(rest, STR("\\begin{"))) {
            n = scan_environment(text, at, &tex);
            is_display = true;
        }
    }
    if (n == 0)
        return 0;
    *ret_tex = tex;
    *ret_display = is_display;
    return n;
}

/* Skips the quotation marks at the start of a line; the offset behind them. */
static size_t skip_quote_marks(struct str s, size_t at)
{
    size_t i = at;

    for (; i < s.n && (s.p[i] == ' ' || s.p[i] == '>'); i++)
        if (s.p[i] == '>')
            at = i + 1;
    return at;
}

/* Whether TEX lies in a block quotation: the line on which it starts begins with '>'. */
static bool is_quoted(struct str text, size_t at)
{
    while (at > 0 && text.p[at - 1] != '\n')
        at--;
    return skip_quote_marks(text, at) > at;
}

/* Markdown's escapes of characters that TeX needs no backslash for, or a single one. */
static bool is_markdown_escape(struct str s, size_t at)
{
    char c = byte_at(s, at + 1);

    if (c == '_' || c == '*' || c == '[' || c == ']' || c == '<' || c == '>')
        return true;
    return c == '\\' && at + 2 < s.n && !is_ascii_alpha(s.p[at + 2]);
}

struct str math_scan_clean(struct arena *a, struct str text, size_t at, struct str tex)
{
    bool is_doubled = backslashes_at(text, at) == 2;
    bool has_quotes = str_find_byte(tex, '\n', 0) != STR_NPOS && is_quoted(text, at);
    char *out;
    size_t n = 0;

    if (!is_doubled && !has_quotes)
        return tex;
    out = arena_alloc(a, tex.n + 1);
    for (size_t i = 0; i < tex.n; i++) {
        if (is_doubled && tex.p[i] == '\\' && is_markdown_escape(tex, i))
            i++;
        else if (tex.p[i] == '\\' && i + 1 < tex.n)
            out[n++] = tex.p[i++];
        out[n++] = tex.p[i];
        if (has_quotes && tex.p[i] == '\n')
            i = skip_quote_marks(tex, i + 1) - 1;
    }
    return (struct str){out, n};
}
