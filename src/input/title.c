/* SPDX-License-Identifier: MIT */
/* Titles of posts whose front matter has none. */
#include "input/title.h"

#include "base/ascii.h"

/* An ATX heading's closing sequence stands behind a blank: "C#" keeps its sign. */
static struct str without_closing(struct str line)
{
    size_t n = line.n;

    while (n && line.p[n - 1] == '#')
        n--;
    return n == 0 || is_ascii_space(line.p[n - 1]) ? str_trim(str_sub(line, 0, n)) : line;
}

/* The text of an ATX heading's line; STR_NONE when LINE is none. */
static struct str atx_text(struct str line)
{
    size_t level = 0;

    while (level < line.n && line.p[level] == '#')
        level++;
    if (level == 0 || level > 6 || level == line.n || !is_ascii_space(line.p[level]))
        return STR_NONE;
    return without_closing(str_trim(str_skip(line, level)));
}

static bool is_underline(struct str line)
{
    line = str_trim(line);
    if (line.n < 2)
        return false;
    for (size_t i = 0; i < line.n; i++)
        if (line.p[i] != line.p[0])
            return false;
    return line.p[0] == '=' || line.p[0] == '-';
}

static bool is_fence(struct str line)
{
    line = str_trim(line);
    return str_starts(line, STR("```")) || str_starts(line, STR("~~~"));
}

/* Where each byte of interest stands next in TEXT: what one search found serves those that start
 * before it, so that all searches together look at every byte once. */
struct finder {
    struct str text;
    size_t next['`' + 1]; /* by byte; 0: not looked for yet */
};

static size_t find_next(struct finder *f, char c, size_t from)
{
    size_t *next = &f->next[(unsigned char)c];

    if (*next == 0 || *next < from)
        *next = str_find_byte(f->text, c, from);
    return *next;
}

/* Behind the mark of Markdown's at AT; AT when there is none. What is between its delimiters goes
 * to OUT where it is text as it stands. */
static size_t skip_mark(struct buf *out, struct finder *f, size_t at)
{
    struct str s = f->text;
    char next = at + 1 < s.n ? s.p[at + 1] : ' ', before = at ? s.p[at - 1] : ' ';
    size_t end;

    switch (s.p[at]) {
    case '\\':
        return at + (next > ' ' && next < 0x7f && !is_ascii_alnum(next));
    case '`':
        end = find_next(f, '`', at + 1);
        if (end != STR_NPOS)
            buf_add(out, str_sub(s, at + 1, end - at - 1));
        return end == STR_NPOS ? at : end + 1;
    case '*':
        return at + !(is_ascii_space(before) && is_ascii_space(next));
    case '_':
        return at + (!is_ascii_alnum(before) || !is_ascii_alnum(next));
    case '<':
        end = is_ascii_alpha(next) || next == '/' ? find_next(f, '>', at) : STR_NPOS;
        return end == STR_NPOS ? at : end + 1;
    default:
        return at;
    }
}

/* Behind "[^note]", "[" and "![" of a link or picture, or the target that follows its text; AT when
 * there is none of them. */
static size_t skip_link(struct finder *f, size_t at)
{
    struct str s = f->text;
    size_t open = at + (s.p[at] == '!' && at + 1 < s.n), end;

    if (s.p[at] == ']') {
        end = at + 1 < s.n && (s.p[at + 1] == '(' || s.p[at + 1] == '[')
                  ? find_next(f, s.p[at + 1] == '(' ? ')' : ']', at + 1)
                  : STR_NPOS;
        return end == STR_NPOS ? at : end + 1;
    }
    if (s.p[open] != '[')
        return at;
    end = find_next(f, ']', open);
    if (end == STR_NPOS)
        return at;
    if (s.p[open + 1] == '^')
        return end + 1;
    return end + 1 < s.n && (s.p[end + 1] == '(' || s.p[end + 1] == '[') ? open + 1 : at;
}

/* A heading's text without Markdown's marks and a trailing {#id}. */
static struct str plain_title(struct arena *a, struct str s)
{
    struct buf out = {0};
    struct finder f = {0};
    size_t brace = str_find(s, STR("{#"), 0);

    s = f.text = str_trim(brace == STR_NPOS ? s : str_sub(s, 0, brace));
    for (size_t i = 0; i < s.n;) {
        bool is_escape = s.p[i] == '\\';
        size_t next = skip_link(&f, i);

        if (next == i)
            next = skip_mark(&out, &f, i);
        if (next < s.n && (next == i || is_escape))
            buf_byte(&out, s.p[next++]);
        i = next;
    }
    s = arena_str(a, str_trim(buf_str(&out)));
    buf_done(&out);
    return s;
}

struct str title_of_body(struct arena *a, struct str body)
{
    struct str line, before = STR(""), text;
    bool in_fence = false;

    while (str_line(&body, &line)) {
        if (is_fence(line))
            in_fence = !in_fence;
        text = in_fence ? STR_NONE : atx_text(line);
        if (text.n)
            return plain_title(a, text);
        if (!in_fence && str_trim(before).n && is_underline(line) && before.p[0] != '|' &&
            before.p[0] != '-')
            return plain_title(a, before);
        before = in_fence ? STR("") : line;
    }
    return STR("");
}

struct str title_of_name(struct arena *a, struct str name)
{
    char *p = (char *)arena_str(a, name).p;

    for (size_t i = 0; i < name.n; i++)
        if (p[i] == '-' || p[i] == '_')
            p[i] = ' ';
    if (name.n && p[0] >= 'a' && p[0] <= 'z')
        p[0] = (char)(p[0] - 'a' + 'A');
    return str_trim((struct str){p, name.n});
}
