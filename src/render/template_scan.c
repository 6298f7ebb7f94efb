/* SPDX-License-Identifier: MIT */
/* Block structure of a Markdown text, line by line, as far as it takes to know code from prose. */
#include <string.h>

#include "render/template_private.h"

struct cursor {
    struct str text;
    size_t at;
    unsigned column, pending; /* pending: columns of a tab that are not used up */
};

static unsigned indent_of(const struct cursor *c, size_t end, size_t *ret_content)
{
    unsigned column = c->column;
    size_t at = c->at;

    for (; at < end && (c->text.p[at] == ' ' || c->text.p[at] == '\t'); at++)
        column += c->text.p[at] == '\t' ? 4 - column % 4 : 1;
    *ret_content = at;
    return column - c->column + c->pending;
}

static void skip_columns(struct cursor *c, size_t end, unsigned n)
{
    while (n > 0 && c->pending > 0)
        c->pending--, n--;
    while (n > 0 && c->at < end && (c->text.p[c->at] == ' ' || c->text.p[c->at] == '\t')) {
        unsigned width = c->text.p[c->at] == '\t' ? 4 - c->column % 4 : 1;

        c->column += width;
        c->at++;
        if (width > n) {
            c->pending = width - n;
            return;
        }
        n -= width;
    }
}

static void skip_byte(struct cursor *c)
{
    c->at++;
    c->column++;
}

/* Consumes the marks of open containers; returns how many go on. */
static unsigned match_containers(const struct scan *s, struct cursor *c, size_t end)
{
    size_t content;
    unsigned i, indent;

    for (i = 0; i < s->n; i++) {
        indent = indent_of(c, end, &content);
        if (s->v[i].is_quote) {
            if (indent > 3 || content >= end || c->text.p[content] != '>')
                break;
            skip_columns(c, end, indent);
            skip_byte(c);
            skip_columns(c, end, 1);
        } else if (content >= end) {
            continue; /* a blank line belongs to the item */
        } else if (indent >= s->v[i].width) {
            skip_columns(c, end, s->v[i].width);
        } else {
            break;
        }
    }
    return i;
}

static bool is_thematic_break(struct str line)
{
    size_t n = 0;

    for (size_t i = 0; i < line.n; i++) {
        if (line.p[i] == ' ' || line.p[i] == '\t')
            continue;
        if (line.p[i] != line.p[0])
            return false;
        n++;
    }
    return n >= 3 && (line.p[0] == '-' || line.p[0] == '*' || line.p[0] == '_');
}

/* Length of the list marker that LINE starts with, or 0. */
static unsigned list_marker(struct str line, bool in_paragraph)
{
    size_t n = 0;

    if (line.n == 0 || is_thematic_break(line))
        return 0;
    if (line.p[0] == '-' || line.p[0] == '+' || line.p[0] == '*') {
        n = 1;
    } else {
        while (n < line.n && n < 9 && is_ascii_digit(line.p[n]))
            n++;
        if (n == 0 || n == line.n || (line.p[n] != '.' && line.p[n] != ')'))
            return 0;
        if (in_paragraph && !(n == 1 && line.p[0] == '1'))
            return 0;
        n++;
    }
    if (n < line.n && line.p[n] != ' ' && line.p[n] != '\t')
        return 0;
    if (in_paragraph && str_trim(str_skip(line, n)).n == 0)
        return 0;
    return (unsigned)n;
}

static void open_item(struct scan *s, struct cursor *c, size_t end, unsigned indent,
                      unsigned marker)
{
    size_t content;
    unsigned after;

    skip_columns(c, end, indent);
    for (unsigned i = 0; i < marker; i++)
        skip_byte(c);
    after = indent_of(c, end, &content);
    if (content >= end || after > 4)
        after = 1;
    skip_columns(c, end, after);
    s->v[s->n].is_quote = false;
    s->v[s->n++].width = indent + marker + after;
}

static void open_containers(struct scan *s, struct cursor *c, size_t end)
{
    bool in_paragraph = s->is_paragraph;

    while (s->n < SCAN_DEPTH) {
        size_t content;
        unsigned indent = indent_of(c, end, &content), marker;

        if (indent > 3 || content >= end)
            return;
        if (c->text.p[content] == '>') {
            skip_columns(c, end, indent);
            skip_byte(c);
            skip_columns(c, end, 1);
            s->v[s->n++].is_quote = true;
        } else if ((marker = list_marker(str_sub(c->text, content, end - content), in_paragraph)) !=
                   0) {
            open_item(s, c, end, indent, marker);
        } else {
            return;
        }
        in_paragraph = s->is_paragraph = s->is_html = false;
    }
}

static unsigned run_length(struct str s, char byte)
{
    size_t n = 0;

    while (n < s.n && s.p[n] == byte)
        n++;
    return (unsigned)n;
}

static bool opens_fence(struct scan *s, struct str line, unsigned indent)
{
    char c = line.n ? line.p[0] : 0;
    unsigned n = c == '`' || c == '~' ? run_length(line, c) : 0;

    if (n < 3 || (c == '`' && str_find_byte(line, '`', n) != STR_NPOS))
        return false;
    s->fence = c;
    s->fence_length = n;
    s->fence_depth = s->n;
    s->fence_indent = indent;
    s->info = str_trim(str_skip(line, n));
    s->is_paragraph = s->is_html = false;
    return true;
}

static bool closes_fence(const struct scan *s, struct str line, unsigned indent)
{
    unsigned n = run_length(line, s->fence);

    /* an item's own template tags may have moved the fence; be generous with indentation */
    return indent < 4 + s->fence_indent && n >= s->fence_length &&
           str_trim(str_skip(line, n)).n == 0;
}

static bool is_heading(struct str line)
{
    unsigned n = run_length(line, '#');

    return n > 0 && n < 7 && (n == line.n || line.p[n] == ' ' || line.p[n] == '\t');
}

static bool is_html_block(struct str line, bool in_paragraph)
{
    static const char names[] =
        " address article aside base basefont blockquote body caption center col colgroup dd "
        "details dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 "
        "h3 h4 h5 h6 head header hr html iframe legend li link main menu menuitem nav noframes ol "
        "optgroup option p param section source summary table tbody td tfoot th thead title tr "
        "track ul pre script style textarea ";
    char word[16] = " ";
    size_t i = line.n > 1 && line.p[1] == '/' ? 2 : 1, n = 1, end;

    if (line.n < 2 || line.p[0] != '<')
        return false;
    if (line.p[1] == '!' || line.p[1] == '?')
        return true;
    for (; i < line.n && n < 13 && is_ascii_alnum(line.p[i]); i++)
        word[n++] = ascii_lower(line.p[i]);
    if (n == 1)
        return false;
    word[n] = ' ';
    if ((i == line.n || !is_ascii_alnum(line.p[i])) && strstr(names, word))
        return true;
    end = in_paragraph ? 0 : scan_tag(line, 0);
    return end && str_trim(str_skip(line, end)).n == 0;
}

/* HTML that ends with its own end mark rather than with a blank line (CommonMark 4.6, kinds 1 to
 * 5); who reads the lines passes over it as a whole. */
static bool ends_itself(struct str line)
{
    static const struct str starts[] = {STR_INIT("<!--"),      STR_INIT("<pre"),
                                        STR_INIT("<script"),   STR_INIT("<style"),
                                        STR_INIT("<textarea"), STR_INIT("<?")};

    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
        if (str_starts_fold(line, starts[i]))
            return true;
    return false;
}

/* Of a heading of level 1; one of level 2 is like a thematic break (CommonMark 4.3). */
static bool is_underline(struct str line)
{
    line = str_trim(line);
    for (size_t i = 0; i < line.n; i++)
        if (line.p[i] != '=')
            return false;
    return true;
}

static enum line_kind leaf_kind(struct scan *s, struct str line, unsigned indent, bool *ret_first)
{
    if (line.n == 0) {
        s->is_paragraph = s->is_html = false;
        return LINE_BLANK;
    }
    if (s->is_html)
        return LINE_HTML;
    if (indent > 3 && !s->is_paragraph)
        return LINE_CODE;
    if (indent <= 3 && opens_fence(s, line, indent))
        return LINE_FENCE;
    if (indent <= 3 && is_heading(line)) {
        s->is_paragraph = false;
        *ret_first = true;
        return LINE_HEADING;
    }
    if (indent <= 3 && is_html_block(line, s->is_paragraph)) {
        s->is_paragraph = false;
        s->is_html = !ends_itself(line);
        return LINE_HTML;
    }
    *ret_first = !s->is_paragraph;
    s->is_paragraph = !is_thematic_break(line) && !(s->is_paragraph && is_underline(line));
    return LINE_TEXT;
}

static bool interrupts_paragraph(const struct cursor *c, size_t end)
{
    size_t content;
    unsigned indent = indent_of(c, end, &content);
    struct str line = str_sub(c->text, content, end - content);

    if (line.n == 0)
        return true;
    if (indent > 3)
        return false;
    return line.p[0] == '>' || list_marker(line, true) || is_heading(line) ||
           is_thematic_break(line) || str_starts(line, STR("```")) ||
           str_starts(line, STR("~~~")) || is_html_block(line, true);
}

static void set_ends(struct scan_line *r, struct str text, size_t at)
{
    const char *newline = at < text.n ? memchr(text.p + at, '\n', text.n - at) : NULL;

    r->start = at;
    r->end = newline ? (size_t)(newline - text.p) : text.n;
    r->next = newline ? r->end + 1 : text.n;
    if (r->end > at && text.p[r->end - 1] == '\r')
        r->end--;
    r->is_first = false;
}

void scan_line(struct scan *s, struct str text, size_t at, struct scan_line *r)
{
    struct cursor c = {text, at, 0, 0};
    struct str line;
    unsigned matched;

    set_ends(r, text, at);
    skip_columns(&c, r->end, s->base);
    c.column = c.pending = 0;
    matched = match_containers(s, &c, r->end);
    if (s->fence && matched >= s->fence_depth) {
        r->indent = indent_of(&c, r->end, &r->content);
        line = str_sub(text, r->content, r->end - r->content);
        r->kind = closes_fence(s, line, r->indent) ? LINE_FENCE : LINE_CODE;
        if (r->kind == LINE_FENCE)
            s->fence = 0;
        return;
    }
    s->fence = 0;
    if (matched < s->n && !(s->is_paragraph && !interrupts_paragraph(&c, r->end))) {
        s->n = matched;
        s->is_paragraph = s->is_html = false;
    }
    if (!s->is_html)
        open_containers(s, &c, r->end);
    r->indent = indent_of(&c, r->end, &r->content);
    line = str_sub(text, r->content, r->end - r->content);
    r->kind = leaf_kind(s, line, r->indent, &r->is_first);
}
