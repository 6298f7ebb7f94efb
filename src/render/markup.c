/* SPDX-License-Identifier: MIT */
/* The interface of the markup writer: elements, text, slots. */
#include "render/markup.h"

#include <string.h>

#include "render/markup_frame.h"

void markup_init(struct markup *m)
{
    *m = (struct markup){0};
}

void markup_done(struct markup *m)
{
    buf_done(&m->text);
    buf_done(&m->scratch);
    vec_done(&m->slots);
    vec_done(&m->marks);
    vec_done(&m->stack);
}

void markup_separate(struct markup *m)
{
    char last = (char)(m->text.n ? m->text.p[m->text.n - 1] : ' ');

    if (!is_ascii_space(last) && last != '>')
        buf_byte(&m->text, m->open[EL_PRE] ? '\n' : ' ');
}

static bool separates(enum element el)
{
    return markup_is_block(el) || markup_info(el)->category == CATEGORY_PART;
}

struct str markup_attribute(struct str attributes, const char *name)
{
    struct str wanted = str_of(name);
    size_t at = 0;

    while (at < attributes.n && attributes.p[at] == ' ') {
        size_t equals = str_find_byte(attributes, '=', at);
        size_t end = str_find_byte(attributes, '"', equals + 2);

        if (end == STR_NPOS)
            break;
        if (str_eq(str_sub(attributes, at + 1, equals - at - 1), wanted))
            return str_sub(attributes, at, end + 1 - at);
        at = end + 1;
    }
    return STR_NONE;
}

/* A number that only an ordered list's item may have: off the start tag just written. */
static void drop_item_value(struct markup *m)
{
    struct str tag = str_skip(buf_str(&m->text), markup_top(m)->start + STR("<li").n);
    struct str value = markup_attribute(str_chop(tag, 1), "value");

    if (value.p)
        markup_take_back(m, (size_t)(value.p - m->text.p), value.n);
}

size_t markup_open_as(struct markup *m, enum element el, enum element source, struct str attributes)
{
    unsigned flags = m->is_raw ? FRAME_RAW : 0;
    enum element as = markup_place(m, el);
    size_t handle = 0;

    /* attributes of its own do not fit another element */
    if (as != el && markup_info(el)->group != GROUP_NONE)
        attributes = STR("");
    if (as != EL_NONE)
        handle = markup_push(m, as, source, attributes, flags);
    if (!handle && separates(el))
        markup_separate(m);
    if (handle && as == EL_LI && attributes.n && m->stack.v[m->stack.n - 2].element != EL_OL)
        drop_item_value(m);
    return handle;
}

size_t markup_open(struct markup *m, enum element el, struct str attributes)
{
    return markup_open_as(m, el, el, attributes);
}

size_t markup_open_slot(struct markup *m, enum element el, uint32_t slot)
{
    enum element as = markup_place(m, el);

    return as != EL_NONE ? markup_push_slot(m, as, slot) : 0;
}

size_t markup_open_hidden(struct markup *m, enum element source, bool is_comment)
{
    size_t handle;

    if (m->stack.n && markup_top(m)->model != MODEL_FLOW &&
        markup_top(m)->model != MODEL_PHRASING && markup_top(m)->model != MODEL_SVG &&
        markup_top(m)->model != MODEL_MATH_ROW)
        return 0;
    handle = markup_push_stretch(m, is_comment ? FRAME_COMMENT : 0);
    if (handle && source != EL_NONE)
        markup_set_raw(m, handle, source);
    return handle;
}

size_t markup_open_stretch(struct markup *m)
{
    return markup_open_hidden(m, EL_NONE, false);
}

void markup_close(struct markup *m, size_t handle)
{
    size_t index = markup_index(m, handle);

    if (index != STR_NPOS)
        markup_close_to(m, index);
}

void markup_drop(struct markup *m, size_t handle)
{
    size_t index = markup_index(m, handle);

    if (index != STR_NPOS)
        markup_drop_to(m, index);
}

void markup_set_raw(struct markup *m, size_t handle, enum element el)
{
    size_t index = markup_index(m, handle);
    struct markup_frame *f;

    if (index == STR_NPOS)
        return;
    f = &m->stack.v[index];
    if (f->flags & FRAME_RAW)
        m->raw[f->source]--;
    f->flags |= FRAME_RAW;
    f->source = (uint16_t)el;
    m->raw[el]++;
}

static bool is_table_part(enum element el)
{
    uint8_t model = markup_info(el)->model;

    return el == EL_TD || el == EL_TH || el == EL_CAPTION || model == MODEL_TABLE ||
           model == MODEL_ROWS || model == MODEL_ROW || model == MODEL_COLUMNS;
}

/* Whether raw HTML's end tag of EL does not reach across F. */
static bool stops_end_tag(const struct markup_frame *f, enum element el)
{
    enum element open = f->element;

    if (f->flags & FRAME_COMMENT)
        return true;
    if (!(f->flags & FRAME_RAW))
        return open != EL_P && !markup_is_phrasing(open) && !(f->flags & FRAME_STRETCH);
    if (f->source == EL_SVG_FOREIGN_OBJECT)
        return markup_info(el)->category != CATEGORY_SVG && el != EL_SVG;
    if (is_table_part(open) && !is_table_part(el))
        return open == EL_TABLE || open == EL_TD || open == EL_TH || open == EL_CAPTION;
    if (open == EL_TABLE)
        return el != EL_TABLE;
    if (el == EL_LI)
        return f->model == MODEL_LIST;
    return markup_is_phrasing(el) && el != EL_A && open != EL_P &&
           (markup_is_block(open) || markup_info(open)->category == CATEGORY_PART);
}

bool markup_close_raw(struct markup *m, enum element el)
{
    if (!m->raw[el])
        return false;
    for (size_t i = m->stack.n; i > 0; i--) {
        const struct markup_frame *f = &m->stack.v[i - 1];

        if ((f->flags & FRAME_RAW) && f->source == el) {
            if (f->flags & FRAME_STRETCH)
                markup_drop(m, f->handle);
            else
                markup_close_to(m, i - 1);
            return true;
        }
        if (stops_end_tag(f, el))
            return false;
    }
    return false;
}

void markup_void(struct markup *m, enum element el, struct str attributes)
{
    enum element as = markup_place(m, el);

    if (as == EL_NONE)
        return;
    buf_byte(&m->text, '<');
    buf_addz(&m->text, markup_info(as)->name);
    if (as == el || markup_info(el)->group == GROUP_NONE)
        buf_add(&m->text, attributes);
    buf_add(&m->text, STR("/>"));
    m->content++;
}

bool markup_void_slot(struct markup *m, enum element el, uint32_t slot)
{
    if (markup_place(m, el) == EL_NONE)
        return false;
    *vec_push(&m->slots) = (struct markup_slot){.offset = m->text.n, .slot = slot};
    m->content++;
    return true;
}

void markup_raw(struct markup *m, enum element el, struct str xhtml)
{
    bool is_raw = m->is_raw;

    m->is_raw = false; /* what is given ready-made is wrapped, never left out */
    if (markup_place(m, el) == EL_NONE && m->stack.n && markup_top(m)->model == MODEL_TEXT) {
        markup_pop(m);
        markup_place(m, el);
    }
    m->is_raw = is_raw;
    buf_add(&m->text, xhtml);
    m->content++;
}

void markup_mark(struct markup *m, unsigned line)
{
    if (m->stack.n)
        return;
    if (m->text.n && m->text.p[m->text.n - 1] != '\n')
        buf_byte(&m->text, '\n');
    *vec_push(&m->marks) = (struct markup_mark){m->text.n, line};
}

void markup_finish(struct markup *m)
{
    markup_close_to(m, 0);
    m->has_svg = str_find(buf_str(&m->text), STR("<svg"), 0) != STR_NPOS;
    m->has_math = str_find(buf_str(&m->text), STR("<math"), 0) != STR_NPOS;
}

bool markup_is_open(const struct markup *m, enum element el)
{
    return m->open[el] > 0;
}

enum markup_space markup_space(const struct markup *m)
{
    if (!m->open[EL_SVG] && !m->open[EL_MATH])
        return SPACE_HTML;
    for (size_t i = m->stack.n; i > 0; i--) {
        const struct markup_frame *f = &m->stack.v[i - 1];

        if (f->flags & FRAME_STRETCH)
            continue;
        if (f->element == EL_SVG || markup_info(f->element)->category == CATEGORY_SVG)
            return SPACE_SVG;
        if (f->element == EL_MATH || markup_info(f->element)->category == CATEGORY_MATH)
            return SPACE_MATH;
        break;
    }
    return SPACE_HTML;
}
