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

/* ".. name:: argument", ".. comment", ".. _target:" */
static const char *take_directive(struct lexer *x, const char *p, const char *end)
{
    const char *name = lex_blanks(x, p + 2), *q = lex_name(x, name, "-:");

    if (q > name + 2 && lex_starts(x, q - 2, "::")) {
        lex_take(x, HL_PLAIN, name);
        lex_take(x, HL_KEYWORD, q - 2);
        lex_take(x, HL_PLAIN, lex_blanks(x, q) < end ? lex_blanks(x, q) : end);
        return lex_starts(x, name, "code") || lex_starts(x, name, "sourcecode") ? x->p : NULL;
    }
    if (!lex_in("_[|", lex_at(x, name)))
        lex_take(x, HL_COMMENT, end);
    return NULL;
}

static void take_rst_inline(struct lexer *x, const char *end)
{
    while (x->p < end) {
        const char *tick = memchr(x->p, '`', (size_t)(end - x->p));

        lex_take(x, HL_PLAIN, tick ? tick : end);
        if (tick && lex_at(x, tick - 1) == ':' && tick > x->start) /* :role:`name` */
            lex_take(x, HL_PLAIN,
                     lex_name(x, tick + 1, "-. ") < end ? lex_name(x, tick + 1, "-. ") : end);
        else if (tick && !take_code_span(x, end))
            lex_take(x, HL_PLAIN, end);
        while (x->p < end && (*x->p == '`' && tick && lex_at(x, tick - 1) == ':'))
            lex_take(x, HL_PLAIN, x->p + 1);
    }
}

static size_t rst_indent(const struct lexer *x, const char *p)
{
    return (size_t)(lex_blanks(x, p) - p);
}

/* The lines from the next one on that are indented deeper than INDENT, blank ones among them. */
static const char *rst_block_end(const struct lexer *x, const char *p, size_t indent)
{
    const char *end = p;

    while (p < x->end) {
        bool blank = lex_at(x, lex_blanks(x, p)) == '\n';

        if (!blank && rst_indent(x, p) <= indent)
            break;
        p = lex_next_line(x, p);
        end = blank ? end : p;
    }
    return end;
}

/* One line, and the literal block that it announces. */
static void take_rst_line(struct lexer *x, const char *end)
{
    size_t indent = rst_indent(x, x->p);
    const char *p = x->p + indent, *language = NULL, *q;
    bool literal = end - p >= 2 && end[-1] == ':' && end[-2] == ':' && !lex_starts(x, p, "..");

    lex_take(x, HL_PLAIN, p);
    if (lex_starts(x, p, ".. ")) {
        language = take_directive(x, p, end);
        if (language)
            lex_take(x, HL_KEYWORD, end);
    } else if (lex_at(x, p) == ':' && (q = lex_name(x, p + 1, "- ")) > p + 1 &&
               lex_at(x, q) == ':' && lex_at(x, q + 1) != '`') {
        lex_take(x, HL_ATTRIBUTE, q + 1);
    } else if (is_rule(x, p, end)) {
        lex_take(x, HL_HEADING, end);
    }
    take_rst_inline(x, end);
    lex_take(x, HL_PLAIN, lex_next_line(x, end));
    q = literal || language ? rst_block_end(x, x->p, indent) : x->p;
    if (literal)
        lex_take(x, HL_STRING, q);
    else if (language)
        lex_region(x, highlight_language((struct str){language, (size_t)(end - language)}), q);
}

void lex_rst(struct lexer *x, const struct language *l)
{
    (void)l;
    while (x->p < x->end)
        take_rst_line(x, lex_line_end(x, x->p));
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
