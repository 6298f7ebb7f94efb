/* SPDX-License-Identifier: MIT */
/* The second pass: the notations of Markdown dialects, line by line and character by character. */
#include <string.h>

#include "render/template_private.h"
#include "render/typography.h"

static const unsigned MARKS = SYNTAX_MARK | SYNTAX_OBSIDIAN;
static const unsigned ATTRIBUTES = SYNTAX_KRAMDOWN | SYNTAX_HUGO | SYNTAX_ZOLA | SYNTAX_MDBOOK |
                                   SYNTAX_CONTAINERS | SYNTAX_NUNJUCKS;

/* A ':' that may begin an emoji's name. */
static bool begins_emoji(struct str s)
{
    size_t n = 1;

    while (n < s.n && (is_ascii_alnum(s.p[n]) || s.p[n] == '_' || s.p[n] == '+' || s.p[n] == '-'))
        n++;
    return n > 1 && n < s.n && s.p[n] == ':';
}

/* The marks that a dialect's notations begin with, by their first byte, and the syntaxes that have
 * each. */
static const struct dialect_mark {
    const char *mark;
    unsigned syntax;
} dialect_marks[] = {
    {"\n[^", ~0U},
    {"\n:", SYNTAX_KRAMDOWN | SYNTAX_DEFINITIONS},
    {"\n^", SYNTAX_OBSIDIAN},
    {" ^", SYNTAX_OBSIDIAN},
    {"[[", ~0U},
    {"[TOC]", ~0U},
    {"[toc]", ~0U},
    {"<!--", ~0U},
    {"markdown=", SYNTAX_KRAMDOWN},
    {"{", ATTRIBUTES | SYNTAX_OBSIDIAN},
    {"*[", SYNTAX_KRAMDOWN | SYNTAX_ABBREVIATIONS},
    {"==", MARKS},
    {"%%", SYNTAX_OBSIDIAN},
    {"~", SYNTAX_SUBSUP},
    {"^[", SYNTAX_OBSIDIAN},
    {"^", SYNTAX_SUBSUP},
    {"++", SYNTAX_SUBSUP},
    {":", SYNTAX_EMOJI},
    {"$", SYNTAX_MATH},
    {"\\(", SYNTAX_MATH},
    {"\\[", SYNTAX_MATH},
    {"\\begin{", SYNTAX_MATH},
    {"\\\"", SYNTAX_SMART},
    {"\\'", SYNTAX_SMART},
    {"\\-", SYNTAX_SMART},
    {"\\.", SYNTAX_SMART},
    {"```rust", SYNTAX_MDBOOK},
};

enum { DIALECT_MARKS = sizeof dialect_marks / sizeof dialect_marks[0] };

/* By a first byte: 1 + the index of the first mark that has it and is of SYNTAX; 0: there is none.
 */
static void index_marks(unsigned syntax, unsigned char index[static 256])
{
    memset(index, 0, 256);
    for (size_t i = DIALECT_MARKS; i-- > 0;)
        if (syntax & dialect_marks[i].syntax)
            index[(unsigned char)dialect_marks[i].mark[0]] = (unsigned char)(i + 1);
}

/* One of the marks from I on, which begin with the same byte, stands where S begins. */
static bool begins_notation(struct str s, size_t i, unsigned syntax)
{
    for (; i < DIALECT_MARKS && s.p[0] == dialect_marks[i].mark[0]; i++)
        if (syntax & dialect_marks[i].syntax && str_starts(s, str_of(dialect_marks[i].mark)))
            return s.p[0] != ':' || begins_emoji(s);
    return false;
}

bool dialect_has_work(struct str s, unsigned syntax)
{
    unsigned char index[256];

    index_marks(syntax, index);
    for (size_t at = 0; at < s.n; at++) {
        size_t i = index[(unsigned char)s.p[at]];

        if (i && begins_notation(str_skip(s, at), i - 1, syntax))
            return true;
    }
    return false;
}

/* Hidden lines of a Rust sample: "# code", "#"; "##" shows as "#". */
static bool rust_line(struct template *t)
{
    struct scan_line *l = &t->line;
    struct str line = str_sub(t->w.in, l->content, l->end - l->content);

    if (!is_set(t, SYNTAX_MDBOOK) || l->kind != LINE_CODE || !t->scan.fence ||
        !str_starts(t->scan.info, STR("rust")) || line.n == 0 || line.p[0] != '#')
        return false;
    if (line.n == 1 || line.p[1] == ' ') {
        writer_seek(&t->w, l->next);
        return true;
    }
    if (line.p[1] == '#') {
        writer_copy(&t->w, l->content);
        writer_seek(&t->w, l->content + 1);
    }
    return false;
}

static bool is_toc(struct str line)
{
    static const char *const marks[] = {"[TOC]",   "[toc]",        "[[toc]]",
                                        "[[TOC]]", "[[_TOC_]]",    "${toc}",
                                        "@[toc]",  "<!-- toc -->", "<!-- tocstop -->"};

    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (str_eq(line, str_of(marks[i])))
            return true;
    return false;
}

static bool is_more_marker(struct str comment)
{
    static const char *const words[] = {"more",       "truncate", "excerpt",  "end_excerpt",
                                        "endexcerpt", "summary",  "readmore", "read more"};

    comment = str_trim(str_chop(str_skip(comment, 4), 3));
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (str_eq_fold(comment, str_of(words[i])))
            return true;
    return false;
}

static void at_html(struct template *t)
{
    struct writer *w = &t->w;
    bool is_code;
    size_t end = scan_verbatim(&t->scan, w->in, w->at, &is_code);

    if (end && w->in.p[w->at + 1] == '!' && is_more_marker(str_sub(w->in, w->at, end - w->at))) {
        writer_seek(w, end);
        return;
    }
    if (!end)
        end = scan_tag(w->in, w->at);
    if (!end && str_starts(str_skip(w->in, w->at), STR("<http"))) {
        size_t close = str_find_byte(str_sub(w->in, 0, t->line.end), '>', w->at);

        end = close == STR_NPOS ? 0 : close + 1;
    }
    writer_copy(w, end ? end : w->at + 1);
}

/* The bare address at AT, so that nothing in it is taken for a mark. */
static size_t address_end(const struct template *t, size_t at)
{
    struct str s = str_sub(t->w.in, at, t->line.end - at);
    size_t n = 0;

    if (!str_starts(s, STR("://")))
        return 0;
    while (n < s.n && !is_ascii_space(s.p[n]) && !strchr("<>\"`)]", s.p[n]))
        n++;
    return at + n;
}

/* "](destination "title")" is copied as it is. */
static size_t destination_end(const struct template *t, size_t at)
{
    struct str s = t->w.in;
    size_t depth = 0, limit = t->line.end;

    if (at + 1 >= limit || s.p[at + 1] != '(')
        return 0;
    for (size_t i = at + 1; i < limit; i++) {
        if (s.p[i] == '\\')
            i++;
        else if (s.p[i] == '(')
            depth++;
        else if (s.p[i] == ')' && --depth == 0)
            return i + 1;
    }
    return 0;
}

static void close_bracket(struct template *t)
{
    struct writer *w = &t->w;
    size_t end = destination_end(t, w->at), out = w->out.n;

    if (!end) {
        t->image_out = t->image_alt ? t->image_out : 0;
        writer_copy(w, w->at + 1);
        return;
    }
    writer_copy(w, end);
    if (t->image_alt == 0 && t->image_out) {
        t->image_alt = out;
        t->image_end = w->out.n;
    }
}

static bool at_bracket(struct template *t, bool is_embed)
{
    struct writer *w = &t->w;
    struct str s = str_skip(w->in, w->at);

    if (str_starts(s, is_embed ? STR("![[") : STR("[[")) && t->line.kind != LINE_HTML &&
        wiki_link(t, is_embed))
        return true;
    if (is_embed && is_set(t, SYNTAX_OBSIDIAN) && t->line.kind != LINE_HTML && obsidian_picture(t))
        return true;
    if (is_embed && str_starts(s, STR("!["))) {
        t->image_out = w->out.n + 1; /* 0 is none */
        t->image_alt = t->image_end = 0;
        writer_copy(w, w->at + 2);
        return true;
    }
    return false;
}

static void at_backquote(struct template *t)
{
    struct writer *w = &t->w;
    size_t end = scan_code_span(&t->scan, w->in, w->at);

    if (!end)
        for (end = w->at; end < w->in.n && w->in.p[end] == '`'; end++)
            ;
    writer_copy(w, end);
}

static bool expand_mark(struct template *t, char c)
{
    size_t end;

    switch (c) {
    case '$':
        return is_set(t, SYNTAX_MATH) && inline_math(t);
    case '[':
        return at_bracket(t, false);
    case '!':
        return at_bracket(t, true);
    case '{':
        return is_set(t, ATTRIBUTES) && t->line.kind != LINE_HTML && kramdown_inline(t);
    case '%':
        return is_set(t, SYNTAX_OBSIDIAN) && obsidian_comment(t);
    case '^':
        if (is_set(t, SYNTAX_OBSIDIAN) && t->line.kind != LINE_HTML && inline_note(t))
            return true;
        /* fall through */
    case '=':
    case '+':
    case '~':
        return t->line.kind != LINE_HTML && inline_span(t, c);
    case ':':
        end = address_end(t, t->w.at);
        if (end) {
            writer_copy(&t->w, end);
            return true;
        }
        return is_set(t, SYNTAX_EMOJI) && inline_emoji(t);
    default:
        return false;
    }
}

static void at_backslash(struct template *t)
{
    struct writer *w = &t->w;
    char escaped = (char)(w->at + 2 <= t->line.end ? w->in.p[w->at + 1] : '\0');

    if (is_set(t, SYNTAX_MATH) && inline_math(t))
        return;
    writer_copy(w, escaped ? w->at + 2 : w->at + 1);
    if (is_set(t, SYNTAX_SMART) && t->line.kind != LINE_HTML && strchr("\"'-.", escaped) && escaped)
        buf_byte(&w->out, TYPE_PLAIN);
}

static const bool special[256] = {
    ['`'] = true, ['<'] = true, ['\\'] = true, ['$'] = true, ['['] = true,
    [']'] = true, ['!'] = true, ['{'] = true,  ['%'] = true, ['='] = true,
    ['+'] = true, ['~'] = true, ['^'] = true,  [':'] = true,
};

static bool is_special(char c)
{
    return special[(unsigned char)c];
}

static bool starts_word(const struct template *t, size_t at)
{
    unsigned char before = at ? (unsigned char)t->w.in.p[at - 1] : ' ';

    return t->abbreviation_first[(unsigned char)t->w.in.p[at]] && !is_ascii_alnum((char)before) &&
           before < 0x80 && t->line.kind != LINE_HTML;
}

void dialect_line(struct template *t)
{
    struct writer *w = &t->w;

    while (w->at < t->line.end) {
        size_t i = w->at;
        char c;

        while (i < t->line.end && !is_special(w->in.p[i]) && !starts_word(t, i))
            i++;
        writer_copy(w, i);
        if (i >= t->line.end)
            return;
        c = w->in.p[i];
        if (c == '`')
            at_backquote(t);
        else if (c == '<')
            at_html(t);
        else if (c == ']')
            close_bracket(t);
        else if (c == '\\')
            at_backslash(t);
        else if (!(is_special(c) ? expand_mark(t, c) : abbreviation_here(t)))
            writer_copy(w, i + 1);
    }
}

/* Lines that mean something as a whole. True: taken care of. */
static bool whole_line(struct template *t)
{
    struct scan_line *l = &t->line;
    struct str line = str_sub(t->w.in, l->content, l->end - l->content);

    if (l->kind == LINE_HTML && !str_starts(line, STR("<!--")))
        return false;
    if (is_toc(str_trim(line))) {
        writer_seek(&t->w, l->end);
        return true;
    }
    if (is_set(t, ATTRIBUTES | SYNTAX_ABBREVIATIONS) && kramdown_line(t))
        return true;
    if (is_set(t, SYNTAX_OBSIDIAN) && obsidian_block_id(t))
        return true;
    return is_set(t, SYNTAX_KRAMDOWN | SYNTAX_DEFINITIONS) && definition_line(t);
}

static void finish_line(struct template *t)
{
    struct writer *w = &t->w;

    if (w->at > t->line.end)
        return;
    writer_copy(w, t->line.end);
    emit_block_id(t);
    if (t->drop_to > w->at)
        writer_seek(w, t->drop_to);
    t->drop_to = 0;
    t->block_out = w->out.n;
    if (t->line.kind == LINE_HEADING || (t->line.kind == LINE_TEXT && t->line.is_first)) {
        t->heading_out = w->out.n;
        t->was_heading = t->line.kind == LINE_HEADING;
    }
    writer_copy(w, t->line.next);
}

static void heading_line(struct template *t)
{
    size_t end = t->line.end, heading = 0;

    if (is_set(t, ATTRIBUTES | SYNTAX_MDX))
        heading = kramdown_heading_end(t);
    if (heading)
        t->line.end = heading;
    dialect_line(t);
    if (t->pending_id.n)
        buf_printf(&t->w.out, " {#%.*s}", STR_ARG(t->pending_id));
    t->pending_id = STR_NONE;
    t->line.end = end;
    if (heading && t->w.at <= end)
        writer_seek(&t->w, end);
    finish_line(t);
}

/* How far in a paragraph its first mark is looked for: before it stand blanks only. */
enum { PARAGRAPH_HEAD = 16 };

/* A link's definition right behind a note's is none to CommonMark, but to all who write so. */
static void part_definition(struct template *t)
{
    struct str paragraph = str_sub(buf_str(&t->w.out), t->paragraph_out, PARAGRAPH_HEAD);
    struct str line = str_sub(t->w.in, t->line.content, t->line.end - t->line.content);

    if (!t->line.is_first && str_starts(str_trim(paragraph), STR("[^")) &&
        str_starts(line, STR("[")) && !str_starts(line, STR("[^")) &&
        str_find(line, STR("]: "), 0) == str_find_byte(line, ']', 0) &&
        str_find_byte(line, ']', 0) != STR_NPOS) {
        buf_byte(&t->w.out, '\n');
        t->paragraph_out = t->w.out.n;
    }
}

static void text_line(struct template *t)
{
    struct writer *w = &t->w;

    if (t->line.is_first) {
        t->previous_out = t->paragraph_out;
        t->image_out = 0;
        t->paragraph_out = w->out.n;
    }
    if (is_set(t, SYNTAX_KRAMDOWN) && markdown_line(t))
        return;
    part_definition(t);
    if (whole_line(t)) {
        if (w->at && w->at <= t->line.end && w->at == t->line.end)
            writer_copy(w, t->line.next);
        return;
    }
    writer_copy(w, t->line.content);
    if (t->line.kind == LINE_HEADING) {
        heading_line(t);
        return;
    }
    if (t->pending_id.n && t->line.is_first) {
        buf_printf(&w->out, "<span id=\"%.*s\"></span>", STR_ARG(t->pending_id));
        t->pending_id = STR_NONE;
    }
    dialect_line(t);
    finish_line(t);
}

static void continue_line(struct template *t)
{
    size_t newline = str_find_byte(t->w.in, '\n', t->w.at);

    t->line.end = newline == STR_NPOS ? t->w.in.n : newline;
    t->line.next = newline == STR_NPOS ? t->w.in.n : newline + 1;
    dialect_line(t);
    finish_line(t);
}

void dialect_pass(struct template *t)
{
    struct writer *w = &t->w;

    t->effort = 4 * w->in.n + 65536;
    abbreviations_collect(t);
    while (w->at < w->in.n) {
        if (w->at && w->in.p[w->at - 1] != '\n') {
            continue_line(t);
            continue;
        }
        definition_outdent(t);
        scan_line(&t->scan, w->in, w->at, &t->line);
        template_skip_base(t);
        t->prefix = w->at;
        t->prefix_end = t->line.content;
        if (t->line.kind == LINE_CODE || t->line.kind == LINE_FENCE || t->line.kind == LINE_BLANK) {
            if (!rust_line(t))
                writer_copy(w, t->line.next);
        } else {
            text_line(t);
        }
    }
    open_close_all(t);
    inline_notes_add(t);
}
