/* SPDX-License-Identifier: MIT */
/* What a start tag or an end tag of raw HTML does. */
#include "render/html_private.h"

#include <string.h>

#include "render/markup_frame.h"

#define LITERAL_MAX 200 /* bytes of a tag that is shown as text */

struct str html_tag_name(struct str tag)
{
    size_t from = tag.n > 1 && tag.p[1] == '/' ? 2 : 1, n = from;

    while (n < tag.n && is_ascii_alnum(tag.p[n]))
        n++;
    return str_sub(tag, from, n - from);
}

/* The element NAME means here; within SVG and MathML their own names come first. */
static enum element element_of(const struct html *h, struct str name)
{
    enum markup_space space = markup_space(h->m);
    enum element el = EL_NONE;

    if (space != SPACE_HTML)
        el = markup_element_by_name(name, space);
    return el != EL_NONE ? el : markup_element_by_name(name, SPACE_HTML);
}

static bool wants_hook(const struct html_tag *tag)
{
    switch (tag->element) {
    case EL_A:
    case EL_IMG:
    case EL_PICTURE:
    case EL_SOURCE:
    case EL_VIDEO:
    case EL_AUDIO:
    case EL_IFRAME:
    case EL_OBJECT:
    case EL_EMBED:
    case EL_SCRIPT:
    case EL_SVG_IMAGE:
    case EL_TABLE:
        return true;
    default:
        return ELEMENT_IS_HEADING(tag->element) || html_get(tag, "id").p ||
               html_get(tag, "style").p || html_get(tag, "color").p;
    }
}

static unsigned line_of(struct html *h)
{
    for (; h->in.line_at < h->in.at; h->in.line_at++)
        h->in.line += h->in.fragment.p[h->in.line_at] == '\n';
    return h->in.line;
}

/* An anchor's name is an id that older pages use. */
static void name_to_id(struct html_tag *tag)
{
    if (html_get(tag, "id").p)
        return;
    for (size_t i = 0; i < tag->n; i++)
        if (str_eq(tag->v[i].name, STR("name")))
            tag->v[i].name = STR("id");
}

/* False when the hook has dealt with the tag. *RET_OPENED says that it opened something that the
 * end tag closes; a tag that is its own end tag closes it at once. */
static bool call_hook(struct html *h, struct html_tag *tag, bool *ret_opened)
{
    enum element el;
    uint8_t before;
    bool result;

    *ret_opened = false;
    if (tag->element == EL_IMAGE)
        tag->element = EL_IMG;
    if (tag->element == EL_A)
        name_to_id(tag);
    if (!h->hooks || !h->hooks->start || !wants_hook(tag))
        return true;
    el = tag->element;
    tag->line = line_of(h);
    tag->rest = str_skip(h->in.fragment, h->in.at);
    before = h->m->raw[el];
    result = h->hooks->start(h->hooks->ctx, tag);
    *ret_opened = h->m->raw[el] > before;
    if (*ret_opened && tag->is_empty)
        *ret_opened = !markup_close_raw(h->m, el);
    return result;
}

/* Without what makes it special, EL is no more than a span. */
static enum element written_as(const struct html_tag *tag, struct str attributes)
{
    enum element el = (enum element)markup_info(tag->element)->as;

    if ((el == EL_A && !markup_attribute(attributes, "href").p) ||
        (el == EL_BDO && !markup_attribute(attributes, "dir").p) ||
        (el == EL_TIME && !markup_attribute(attributes, "datetime").p))
        return EL_SPAN;
    return el;
}

/* A picture needs a source; without one its alternative text stands for it. */
static void picture(struct html *h, const struct html_tag *tag, struct buf *attributes)
{
    struct str alt = html_get(tag, "alt");

    if (!markup_attribute(buf_str(attributes), "src").p) {
        markup_text(h->m, alt);
        return;
    }
    markup_void(h->m, EL_IMG, buf_str(attributes));
}

static void keep(struct html *h, struct html_tag *tag)
{
    struct buf *attributes = &h->m->scratch;
    enum element el;
    size_t handle;
    bool is_opened;

    if (!call_hook(h, tag, &is_opened))
        return;
    buf_clear(attributes);
    html_attributes(h, attributes, tag, tag->element);
    el = written_as(tag, buf_str(attributes));
    if (el == EL_IMG) {
        picture(h, tag, attributes);
    } else if (markup_info(el)->model == MODEL_VOID) {
        markup_void(h->m, el, buf_str(attributes));
    } else if (el == EL_SPAN && tag->element != EL_SPAN && attributes->n == 0) {
        return; /* font and its like say nothing any more */
    } else {
        handle = markup_open_as(h->m, el, tag->element, buf_str(attributes));
        h->skip_newline = el == EL_PRE && handle;
        if (tag->is_empty)
            markup_close(h->m, handle);
    }
}

static void checkbox(struct html *h, const struct html_tag *tag)
{
    if (tag->element != EL_INPUT || !str_eq_fold(html_get(tag, "type"), STR("checkbox")))
        return;
    markup_text(h->m, html_get(tag, "checked").p ? STR("\xe2\x98\x91 ") : STR("\xe2\x98\x90 "));
}

/* An element whose content goes with it, tag by tag. */
static void skip(struct html *h, const struct html_tag *tag)
{
    if (!tag->is_empty)
        markup_open_hidden(h->m, tag->element, false);
}

/* Offset of the end tag of NAME, STR_NPOS when it has none in the fragment. */
static size_t end_of_raw_text(struct html *h, struct str name, size_t from)
{
    char end[32] = "</";

    if (name.n > sizeof end - 2)
        return STR_NPOS;
    memcpy(end + 2, name.p, name.n);
    for (;;) {
        size_t at = html_find_end(h, (struct str){end, name.n + 2}, from);
        struct str rest = str_skip(h->in.fragment, at + name.n + 2);

        if (at == STR_NPOS || rest.n == 0 || !is_ascii_alnum(rest.p[0]))
            return at;
        from = at + 1;
    }
}

static void leave_raw_text(struct html *h, size_t end_tag)
{
    size_t greater = str_find_byte(h->in.fragment, '>', end_tag);

    h->in.at = greater == STR_NPOS ? h->in.fragment.n : greater + 1;
}

/* script, style and the like: no markup inside. One without an end is left out by itself, so
 * that it does not swallow the post. */
static void discard(struct html *h, struct html_tag *tag)
{
    size_t end;
    enum element el = tag->element;
    struct str name = tag->name;
    bool is_empty = tag->is_empty, is_opened;

    call_hook(h, tag, &is_opened);
    if (is_empty)
        return;
    if (!h->in.is_block) {
        if (!is_opened)
            markup_open_hidden(h->m, el, false);
        return;
    }
    end = end_of_raw_text(h, name, h->in.at);
    if (end != STR_NPOS)
        leave_raw_text(h, end);
    if (is_opened)
        markup_close_raw(h->m, el);
}

/* textarea and xmp: no markup inside, but text. */
static void verbatim(struct html *h, struct html_tag *tag)
{
    enum element as = (enum element)markup_info(tag->element)->as;
    size_t end = end_of_raw_text(h, tag->name, h->in.at), handle = 0;
    struct str text;

    if (as != EL_NONE)
        handle = markup_open_as(h->m, as, tag->element, STR(""));
    if (end == STR_NPOS || !h->in.is_block)
        return;
    text = str_sub(h->in.fragment, h->in.at, end - h->in.at);
    if (text.n && text.p[0] == '\n')
        text = str_skip(text, 1);
    if (as == EL_NONE)
        html_text_run(h, text);
    else
        markup_text(h->m, text);
    markup_close(h->m, handle);
    leave_raw_text(h, end);
}

static bool separates_words(enum element el)
{
    return markup_info(el)->model == MODEL_FLOW || el == EL_OPTION;
}

static void known_tag(struct html *h, struct html_tag *tag)
{
    bool is_opened;

    switch ((enum raw_action)markup_info(tag->element)->action) {
    case RAW_KEEP:
    case RAW_RENAME:
        keep(h, tag);
        return;
    case RAW_REMOVE:
        if (call_hook(h, tag, &is_opened))
            checkbox(h, tag);
        return;
    case RAW_SKIP:
        skip(h, tag);
        return;
    case RAW_DISCARD:
        discard(h, tag);
        return;
    case RAW_VERBATIM:
        verbatim(h, tag);
        return;
    case RAW_UNWRAP:
        if (separates_words(tag->element))
            markup_separate(h->m);
        call_hook(h, tag, &is_opened);
        return;
    }
}

/* Whether the tag at AT stands in running text: inline, or in an HTML block behind a word. */
static bool is_in_prose(const struct html *h, size_t at)
{
    while (at > 0 && (h->in.fragment.p[at - 1] == ' ' || h->in.fragment.p[at - 1] == '\t'))
        at--;
    return !h->in.is_block ||
           (at > 0 && h->in.fragment.p[at - 1] != '\n' && h->in.fragment.p[at - 1] != '>');
}

static bool looks_like_text(const struct html *h, const struct html_tag *tag, struct str source)
{
    if (tag->is_empty || source.n > LITERAL_MAX || markup_space(h->m) != SPACE_HTML)
        return false;
    for (size_t i = 0; i < tag->n; i++)
        if (tag->v[i].value.p)
            return false;
    return is_in_prose(h, (size_t)(source.p - h->in.fragment.p));
}

static void add_literal(struct html *h, const struct html_tag *tag, struct str source)
{
    struct buf *escaped = &h->m->scratch;
    struct html_literal *l;

    buf_clear(escaped);
    markup_escape_text(escaped, source);
    markup_text(h->m, source);
    if (h->literal_count == HTML_LITERALS_MAX)
        memmove(h->literals, h->literals + 1, --h->literal_count * sizeof *h->literals);
    l = &h->literals[h->literal_count++];
    l->name = arena_str(h->arena, tag->name);
    l->escaped =
        arena_str(h->arena, (struct str){h->m->text.p + h->m->text.n - escaped->n, escaped->n});
    l->offset = h->m->text.n - escaped->n;
}

/* Takes back a tag shown as text; it is blanked where moving the rest would shift headings,
 * whose offsets others keep. */
static void take_back(struct markup *m, const struct html_literal *l)
{
    struct str rest = str_skip(buf_str(&m->text), l->offset + l->escaped.n);
    bool has_moved_on = m->marks.n && m->marks.v[m->marks.n - 1].offset > l->offset;

    if (has_moved_on || str_find(str_sub(rest, 0, MARKUP_MOVED_MAX), STR("<h"), 0) != STR_NPOS)
        memset(m->text.p + l->offset, ' ', l->escaped.n);
    else
        markup_take_back(m, l->offset, l->escaped.n);
}

/* The end tag of an unknown element: its start tag was one after all. */
static void end_literal(struct html *h, struct str name)
{
    for (size_t i = h->literal_count; i > 0; i--) {
        struct html_literal l = h->literals[i - 1];

        if (!str_eq(l.name, name))
            continue;
        h->literal_count = i - 1; /* those within stay text */
        if (str_eq(str_sub(buf_str(&h->m->text), l.offset, l.escaped.n), l.escaped))
            take_back(h->m, &l);
        return;
    }
}

void html_start_tag(struct html *h, struct html_tag *tag, struct str source)
{
    bool is_opened;

    tag->element = element_of(h, tag->name);
    if (tag->element != EL_NONE)
        known_tag(h, tag);
    else if (looks_like_text(h, tag, source))
        add_literal(h, tag, source);
    else
        call_hook(h, tag, &is_opened);
}

static bool close_heading(struct html *h)
{
    for (enum element el = EL_H1; el <= EL_H6; el++)
        if (markup_close_raw(h->m, el))
            return true;
    return false;
}

void html_end_tag(struct html *h, struct str name)
{
    enum element el = element_of(h, name);

    if (el == EL_NONE) {
        end_literal(h, name);
        return;
    }
    if (el == EL_SVG_SVG && !h->m->raw[EL_SVG_SVG])
        el = EL_SVG;
    if (markup_close_raw(h->m, el))
        return;
    if (markup_is_heading(el))
        close_heading(h);
    else if (el == EL_BR)
        markup_void(h->m, EL_BR, STR(""));
    else if (markup_info(el)->action == RAW_UNWRAP && separates_words(el))
        markup_separate(h->m);
}

void html_opened(struct html *h, enum element el, size_t handle)
{
    markup_set_raw(h->m, handle, el);
}
