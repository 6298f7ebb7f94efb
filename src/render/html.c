/* SPDX-License-Identifier: MIT */
/* Raw HTML fragments: splits them into tags, comments and text. */
#include "render/html.h"

#include <string.h>

#include "render/html_private.h"
#include "render/markup_frame.h"

/* After so many unfinished tags in one fragment, '<' is text without a look. */
#define FAILURES_MAX 32

struct html *html_new(struct arena *a, struct markup *m, const struct html_hooks *hooks)
{
    struct html *h = arena_new(a, struct html);

    h->arena = a;
    h->m = m;
    h->hooks = hooks;
    return h;
}

void html_text_run(struct html *h, struct str text)
{
    struct buf *decoded = &h->m->scratch;

    if (text.n == 0)
        return;
    if (str_find_byte(text, '&', 0) != STR_NPOS) {
        buf_clear(decoded);
        html_decode_into(decoded, text, false);
        text = buf_str(decoded);
    }
    if (!h->hooks || !h->hooks->text || !h->hooks->text(h->hooks->ctx, text))
        markup_text(h->m, text);
}

static void text_until(struct html *h, size_t end)
{
    struct str text = str_sub(h->in.fragment, h->in.at, end - h->in.at);

    if (h->skip_newline && text.n) {
        if (text.p[0] == '\r')
            text = str_skip(text, 1);
        if (text.n && text.p[0] == '\n')
            text = str_skip(text, 1);
    }
    h->skip_newline = false;
    html_text_run(h, text);
    h->in.at = end;
}

/* Behind the first END, or behind the first '>' when there is none; 0 without either. */
static size_t past(struct html *h, struct str end, size_t from)
{
    size_t at = html_find_end(h, end, from);

    if (at != STR_NPOS)
        return at + end.n;
    at = h->in.last_greater < from ? STR_NPOS : str_find_byte(h->in.fragment, '>', from);
    return at == STR_NPOS ? 0 : at + 1;
}

/* A comment that this fragment does not end may end in a later one: what comes in between is
 * taken back then. */
static size_t comment(struct html *h)
{
    struct str rest = str_skip(h->in.fragment, h->in.at + 4);
    size_t end, wrong; /* "--!>" ends a comment too */

    if (str_starts(rest, STR(">")))
        return h->in.at + 5;
    if (str_starts(rest, STR("->")))
        return h->in.at + 6;
    end = html_find_end(h, STR("-->"), h->in.at + 4);
    if (end == STR_NPOS)
        wrong = html_find_end(h, STR("--!>"), h->in.at + 4);
    else
        wrong = str_find(str_sub(h->in.fragment, 0, end), STR("--!>"), h->in.at + 4);
    if (wrong != STR_NPOS)
        return wrong + 4;
    if (end != STR_NPOS)
        return end + 3;
    if (!h->comment)
        h->comment = markup_open_hidden(h->m, EL_NONE, true);
    return h->in.at + 4;
}

/* CDATA is text in SVG and MathML, a comment elsewhere. */
static size_t cdata(struct html *h)
{
    size_t start = h->in.at + 9, end = html_find_end(h, STR("]]>"), start);

    if (markup_space(h->m) == SPACE_HTML || end == STR_NPOS)
        return past(h, STR("]]>"), start);
    markup_text(h->m, str_sub(h->in.fragment, start, end - start));
    return end + 3;
}

/* "<!" or "<?" at hand: the offset behind the comment, declaration or instruction; 0: text. */
static size_t declaration(struct html *h)
{
    struct str rest = str_skip(h->in.fragment, h->in.at);

    if (str_starts(rest, STR("<!--")))
        return comment(h);
    if (str_starts(rest, STR("<![CDATA[")))
        return cdata(h);
    if (str_starts(rest, STR("<?")))
        return past(h, STR("?>"), h->in.at + 2);
    return past(h, STR(">"), h->in.at + 2);
}

/* A tag at hand, its name at NAME_AT; false when it is not one. */
static bool tag(struct html *h, size_t name_at, bool is_end)
{
    struct html_tag t;
    size_t start = h->in.at, end;

    if (h->in.failures >= FAILURES_MAX || h->in.last_greater < start)
        return false;
    end = html_read_tag(h, name_at, &t);
    if (!end) {
        h->in.failures++;
        return false;
    }
    h->skip_newline = false;
    h->in.at = end;
    if (is_end)
        html_end_tag(h, t.name);
    else
        html_start_tag(h, &t, str_sub(h->in.fragment, start, end - start));
    return true;
}

/* '<' at hand: deals with what starts there; false when it is text. */
static bool markup(struct html *h)
{
    struct str s = h->in.fragment;
    char next = (char)(h->in.at + 1 < s.n ? s.p[h->in.at + 1] : ' ');
    size_t end;

    if (is_ascii_alpha(next))
        return tag(h, h->in.at + 1, false);
    if (next == '/' && h->in.at + 2 < s.n && is_ascii_alpha(s.p[h->in.at + 2]))
        return tag(h, h->in.at + 2, true);
    if (next != '!' && next != '?' && next != '/')
        return false;
    end = next == '/' ? past(h, STR(">"), h->in.at + 2) : declaration(h);
    if (end)
        h->in.at = end;
    return end != 0;
}

/* A comment left open by an earlier fragment may end in this one. */
static void resume_comment(struct html *h)
{
    size_t end;

    if (!h->comment)
        return;
    if (markup_index(h->m, h->comment) == STR_NPOS) {
        h->comment = 0; /* its container has ended */
        return;
    }
    end = str_find(h->in.fragment, STR("-->"), 0);
    if (end == STR_NPOS)
        return;
    markup_drop(h->m, h->comment);
    h->comment = 0;
    h->in.at = end + 3;
}

static void start_fragment(struct html *h, struct str fragment, bool is_block, unsigned line)
{
    struct html_attribute *attributes = h->in.attributes;
    size_t last = str_rfind_byte(fragment, '>');

    if (h->in.fragment.p || !attributes) /* first, or within another one */
        attributes = arena_array(h->arena, struct html_attribute, HTML_ATTRIBUTES_MAX);
    h->in = (struct html_reader){
        .fragment = fragment,
        .is_block = is_block,
        .line = line,
        .last_greater = last == STR_NPOS ? 0 : last,
        .attributes = attributes,
    };
}

void html_add(struct html *h, struct str fragment, bool is_block, unsigned line)
{
    struct html_reader outer = h->in;
    bool was_raw = h->m->is_raw;

    h->m->is_raw = true;
    start_fragment(h, fragment, is_block, line);
    resume_comment(h);
    while (h->in.at < fragment.n) {
        size_t less = str_find_byte(fragment, '<', h->in.at);

        if (less == STR_NPOS)
            less = fragment.n;
        if (less > h->in.at)
            text_until(h, less);
        if (less < fragment.n && !markup(h))
            text_until(h, less + 1);
    }
    if (!outer.attributes)
        outer.attributes = h->in.attributes;
    h->in = outer;
    h->m->is_raw = was_raw;
}

void html_end(struct html *h)
{
    h->literal_count = 0;
    h->skip_newline = false;
}

/* Appends XHTML without its tags; a line break becomes a blank. */
static void strip_tags(struct buf *out, struct str xhtml)
{
    while (xhtml.n) {
        size_t less = str_find_byte(xhtml, '<', 0);

        buf_add(out, str_sub(xhtml, 0, less));
        xhtml = str_skip(xhtml, less == STR_NPOS ? xhtml.n : less);
        if (str_starts(xhtml, STR("<br")))
            buf_byte(out, ' ');
        xhtml = str_skip(xhtml, str_find_byte(xhtml, '>', 0) + 1);
    }
}

struct str html_text(struct arena *a, struct str fragment)
{
    struct markup m;
    struct buf text = {0};
    struct arena scratch = {0};
    struct html *h = html_new(&scratch, &m, NULL);
    struct str result;

    markup_init(&m);
    html_add(h, fragment, true, 1);
    markup_finish(&m);
    strip_tags(&text, buf_str(&m.text));
    markup_done(&m);
    arena_done(&scratch);
    result = html_decode(a, arena_str(a, buf_str(&text)));
    buf_done(&text);
    return result;
}
