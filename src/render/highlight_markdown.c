/* SPDX-License-Identifier: MIT */
/* Markdown and its relatives: headings, fenced code in its language, quotations, code spans. */
#include "render/lexers.h"

static size_t fence_length(const struct lexer *x, const char *p)
{
    char ch = lex_at(x, p);
    const char *q = p;

    if (ch != '`' && ch != '~')
        return 0;
    while (lex_at(x, q) == ch)
        q++;
    return q - p >= 3 ? (size_t)(q - p) : 0;
}

/* The fence's line, the code in its language, the closing line. */
static void take_fence(struct lexer *x, size_t n)
{
    const char *info = lex_blanks(x, x->p) + n, *name = lex_blanks(x, info);
    const char *name_end = lex_name(x, name, "+#-."), *line, *body;
    struct str language = {name, (size_t)(name_end - name)};
    char ch = info[-1];

    lex_take(x, HL_STRING, lex_line_end(x, name_end));
    lex_take(x, HL_PLAIN, lex_next_line(x, x->p));
    body = x->p;
    for (line = body; line < x->end; line = lex_next_line(x, line)) {
        const char *p = lex_blanks(x, line);

        if (lex_at(x, p) == ch && fence_length(x, p) >= n)
            break;
    }
    lex_region(x, highlight_language(language), line);
    lex_take(x, HL_STRING, lex_line_end(x, x->p));
}

/* `code`, closed in this line */
static bool take_code_span(struct lexer *x, const char *end)
{
    const char *p = x->p;
    size_t n = 0, m = 0;

    for (; p < end && *p == '`'; p++)
        n++;
    for (; p < end && m != n; p++)
        m = *p == '`' ? m + 1 : 0;
    if (m != n)
        return false;
    lex_take(x, HL_STRING, p);
    return true;
}

/* [text](address): the address; **strong** and the rest stay plain */
static void take_inline(struct lexer *x, const char *end)
{
    bool codes = true;

    while (x->p < end) {
        if (*x->p == '`' && codes) {
            codes = take_code_span(x, end);
            if (codes)
                continue;
        }
        if (*x->p == '(' && x->p > x->start && x->p[-1] == ']') {
            const char *close = memchr(x->p, ')', (size_t)(end - x->p));

            lex_take(x, HL_PLAIN, x->p + 1);
            lex_take(x, HL_ATTRIBUTE, close ? close : end);
            continue;
        }
        lex_take(x, HL_PLAIN, x->p + 1);
    }
}

/* A list's mark */
static const char *bullet_end(const struct lexer *x, const char *p)
{
    const char *q = p;

    if (lex_at(x, p) && lex_in("*+-", *p) && lex_at(x, p + 1) == ' ')
        return p + 1;
    while (is_ascii_digit(lex_at(x, q)))
        q++;
    return q > p && q - p < 10 && lex_at(x, q) == '.' && lex_at(x, q + 1) == ' ' ? q + 1 : p;
}

static void take_line(struct lexer *x, const char *end)
{
    const char *p = lex_blanks(x, x->p), *bullet = bullet_end(x, p);

    if (lex_at(x, p) == '#') {
        lex_take(x, HL_HEADING, end);
        return;
    }
    lex_take(x, HL_PLAIN, p);
    if (bullet > p)
        lex_take(x, HL_KEYWORD, bullet);
    else if (lex_at(x, p) == '>')
        lex_take(x, HL_KEYWORD, p + 1);
    take_inline(x, end);
}

/* YAML or TOML between two lines of dashes or pluses at the very start */
static void take_front(struct lexer *x)
{
    bool yaml = lex_starts(x, x->p, "---\n"), toml = lex_starts(x, x->p, "+++\n");
    const char *end;

    if ((!yaml && !toml) || x->depth > 1)
        return;
    end = lex_find(x, x->p + 3, yaml ? "\n---" : "\n+++");
    if (!end)
        return;
    lex_take(x, HL_PLAIN, x->p + 4);
    if (end + 1 > x->p)
        lex_region(x, highlight_language(yaml ? STR("yaml") : STR("toml")), end + 1);
    lex_take(x, HL_PLAIN, lex_line_end(x, x->p));
}

void lex_markdown(struct lexer *x, const struct language *l)
{
    (void)l;
    take_front(x);
    while (x->p < x->end) {
        const char *end = lex_line_end(x, x->p), *p = lex_blanks(x, x->p);
        size_t fence = fence_length(x, p);

        if (fence && !memchr(p + fence, *p, (size_t)(end - p) - fence)) {
            take_fence(x, fence);
        } else if (lex_starts(x, p, "<!--")) {
            const char *close = lex_find(x, p, "-->");

            lex_take(x, HL_COMMENT, close ? close + 3 : x->end);
        } else {
            take_line(x, end);
        }
        if (lex_at(x, x->p) == '\n')
            lex_take(x, HL_PLAIN, x->p + 1);
    }
}

/* ---- reStructuredText, Org, AsciiDoc: by lines ---- */

static bool is_rule(const struct lexer *x, const char *p, const char *end)
{
    char ch = lex_at(x, p);

    if (end - p < 3 || !lex_in("=-~^\"'*+#_.:<>", ch))
        return false;
    while (p < end && *p == ch)
        p++;
    return p == end;
}

static void take_rst_line(struct lexer *x, const char *end)
{
    const char *p = lex_blanks(x, x->p), *q;

    lex_take(x, HL_PLAIN, p);
    if (lex_starts(x, p, ".. ")) {
        q = lex_name(x, p + 3, "-:");
        if (q > p + 5 && lex_starts(x, q - 2, "::"))
            lex_take(x, HL_KEYWORD, q);
        else if (lex_at(x, p + 3) != '_' && lex_at(x, p + 3) != '[' && lex_at(x, p + 3) != '|')
            lex_take(x, HL_COMMENT, end);
    } else if (lex_at(x, p) == ':' && (q = lex_name(x, p + 1, "- ")) > p + 1 &&
               lex_at(x, q) == ':') {
        lex_take(x, HL_ATTRIBUTE, q + 1);
    } else if (is_rule(x, p, end)) {
        lex_take(x, HL_HEADING, end);
    }
    while (x->p < end) {
        const char *tick = memchr(x->p, '`', (size_t)(end - x->p));

        lex_take(x, HL_PLAIN, tick ? tick : end);
        if (tick && !take_code_span(x, end))
            lex_take(x, HL_PLAIN, end);
    }
}

void lex_rst(struct lexer *x, const struct language *l)
{
    (void)l;
    while (x->p < x->end) {
        take_rst_line(x, lex_line_end(x, x->p));
        lex_take(x, HL_PLAIN, lex_next_line(x, x->p));
    }
}

/* * heading, #+KEY:, # comment, = heading of AsciiDoc, // comment */
void lex_org(struct lexer *x, const struct language *l)
{
    const char *heading = l->keywords, *comment = l->types;

    while (x->p < x->end) {
        const char *end = lex_line_end(x, x->p), *p = x->p;

        while (lex_at(x, p) == *heading)
            p++;
        if (p > x->p && lex_at(x, p) == ' ')
            lex_take(x, HL_HEADING, end);
        else if (lex_starts(x, x->p, "#+"))
            lex_take(x, HL_PREPROC, end);
        else if (lex_starts(x, x->p, comment))
            lex_take(x, HL_COMMENT, end);
        lex_take(x, HL_PLAIN, end);
        lex_take(x, HL_PLAIN, lex_next_line(x, end));
    }
}
