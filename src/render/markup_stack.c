/* SPDX-License-Identifier: MIT */
/* The markup writer's frames and tags: opening, closing, and what an element must still get
 * before its end tag. */
#include "render/markup_frame.h"

#include <string.h>

/* Containers are refused a little earlier than what must stand in them, and that earlier than
 * the parts and implied elements that keep a container valid. */
#define DEPTH_CONTAINER (MARKUP_DEPTH - 20)
#define DEPTH_ORDINARY (MARKUP_DEPTH - 10)

#define HANDLE_BITS 8 /* of a handle: the frame's index + 1 */

_Static_assert(MARKUP_DEPTH < (1 << HANDLE_BITS), "a handle holds the index");
_Static_assert(MARKUP_DEPTH <= UINT8_MAX, "counts of open elements fit");

const struct markup_element markup_elements[EL_COUNT] = {
    [EL_NONE] = {"", 0, CATEGORY_NONE, MODEL_FLOW, RAW_UNWRAP, EL_NONE, GROUP_NONE},
#define ELEMENT(id, name, category, model, action, as, group)                        \
    [EL_##id] = {name,         sizeof(name) - 1, CATEGORY_##category, MODEL_##model, \
                 RAW_##action, EL_##as,          GROUP_##group},
#include "render/elements.def"
#undef ELEMENT
};

static const struct {
    enum element first, end;
} element_runs[] = {
    [SPACE_HTML] = {EL_A, EL_SVG_A},
    [SPACE_SVG] = {EL_SVG_A, EL_MATH_ANNOTATION},
    [SPACE_MATH] = {EL_MATH_ANNOTATION, EL_COUNT},
};

/* Lower-case NAME against the table's name, which may have capitals. */
static int name_cmp(struct str name, const struct markup_element *e)
{
    size_t n = name.n < e->length ? name.n : e->length;

    for (size_t i = 0; i < n; i++) {
        int d = (unsigned char)name.p[i] - (unsigned char)ascii_lower(e->name[i]);

        if (d)
            return d;
    }
    return name.n < e->length ? -1 : name.n > e->length;
}

enum element markup_element_by_name(struct str name, enum markup_space space)
{
    unsigned low = element_runs[space].first, high = element_runs[space].end;

    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        int d = name_cmp(name, &markup_elements[middle]);

        if (d == 0)
            return (enum element)middle;
        if (d < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return EL_NONE;
}

static bool is_flow(const struct markup_frame *f)
{
    return !f || f->model == MODEL_FLOW || f->model == MODEL_DETAILS || f->model == MODEL_FIGURE;
}

/* What EL may contain as a child of the innermost frame. Links of Markdown hold phrases only. */
static uint8_t model_of(struct markup *m, enum element el, unsigned flags)
{
    const struct markup_frame *top = markup_top(m);
    uint8_t model = markup_info(el)->model;

    if (model == MODEL_TRANSPARENT)
        return (flags & FRAME_RAW) && is_flow(top) ? MODEL_FLOW : MODEL_PHRASING;
    if (top && top->model == MODEL_TERMS && el == EL_DIV)
        return MODEL_TERM_GROUP;
    return model;
}

static size_t depth_limit(enum element el, unsigned flags)
{
    if ((flags & FRAME_IMPLIED) || markup_info(el)->category == CATEGORY_PART)
        return MARKUP_DEPTH;
    switch (markup_info(el)->model) {
    case MODEL_LIST:
    case MODEL_TERMS:
    case MODEL_TABLE:
    case MODEL_DETAILS:
    case MODEL_FIGURE:
    case MODEL_RUBY:
    case MODEL_MATH_TABLE:
        return DEPTH_CONTAINER;
    case MODEL_MATH_TABLE_ROW:
        return MARKUP_DEPTH;
    default:
        return DEPTH_ORDINARY;
    }
}

/* A frame on top of the stack, or NULL when too many are open. */
static struct markup_frame *frame_new(struct markup *m, enum element el, enum element source,
                                      unsigned flags)
{
    struct markup_frame *f;
    uint8_t model;

    if (m->stack.n >= depth_limit(el, flags))
        return NULL;
    model = model_of(m, el, flags);
    f = vec_push(&m->stack);
    *f = (struct markup_frame){
        .handle = ++m->serial << HANDLE_BITS | m->stack.n,
        .start = m->text.n,
        .element = (uint16_t)el,
        .source = (uint16_t)source,
        .model = model,
        .flags = (uint8_t)flags,
    };
    m->open[el]++;
    if (flags & FRAME_RAW)
        m->raw[source]++;
    return f;
}

size_t markup_push(struct markup *m, enum element el, enum element source, struct str attributes,
                   unsigned flags)
{
    struct markup_frame *f = frame_new(m, el, source, flags);
    const struct markup_element *e = markup_info(el);

    if (!f)
        return 0;
    buf_byte(&m->text, '<');
    buf_add(&m->text, (struct str){e->name, e->length});
    if (el == EL_SVG)
        buf_addz(&m->text, " xmlns=\"http://www.w3.org/2000/svg\""
                           " xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
    if (el == EL_MATH) {
        buf_addz(&m->text, " xmlns=\"http://www.w3.org/1998/Math/MathML\"");
        m->is_math_bad = false;
    }
    buf_add(&m->text, attributes);
    buf_byte(&m->text, '>');
    f->content = ++m->content;
    return f->handle;
}

size_t markup_push_slot(struct markup *m, enum element el, uint32_t slot)
{
    struct markup_frame *f =
        frame_new(m, el, el, FRAME_SLOT | (m->is_raw ? (unsigned)FRAME_RAW : 0));

    if (!f)
        return 0;
    if (f->model == MODEL_DETAILS)
        f->model = MODEL_FLOW; /* there is no tag here to change */
    f->slot = m->slots.n;
    f->content = ++m->content;
    *vec_push(&m->slots) = (struct markup_slot){.offset = m->text.n, .slot = slot};
    return f->handle;
}

size_t markup_push_stretch(struct markup *m, unsigned flags)
{
    uint8_t model = m->stack.n ? markup_top(m)->model : MODEL_FLOW;
    struct markup_frame *f = frame_new(m, EL_NONE, EL_NONE, FRAME_STRETCH | flags);

    if (!f)
        return 0;
    f->model = model;
    f->slot = m->slots.n;
    f->content = m->content;
    return f->handle;
}

void markup_ruby_settle(struct markup *m)
{
    struct markup_frame *f = markup_top(m);

    if (f->state == RUBY_OPEN)
        buf_addz(&m->text, "<rt></rt><rp></rp>");
    else if (f->state == RUBY_OPEN_TEXT)
        buf_addz(&m->text, "<rp></rp>");
    if (f->state == RUBY_OPEN || f->state == RUBY_OPEN_TEXT)
        f->state = RUBY_CLOSED;
}

/* What is written between the tags of an unusable formula, without its tags. */
static void math_to_text(struct markup *m, size_t start)
{
    char *p = m->text.p;
    size_t to = start;
    bool is_tag = false;

    for (size_t i = start; i < m->text.n; i++) {
        if (p[i] == '<')
            is_tag = true;
        if (!is_tag)
            p[to++] = p[i];
        if (p[i] == '>')
            is_tag = false;
    }
    m->text.n = to;
    for (size_t i = m->slots.n; i > 0 && m->slots.v[i - 1].offset > to; i--)
        m->slots.v[i - 1].offset = to;
}

/* Adds the children that the content model asks for and the author left out. */
static void complete(struct markup *m, struct markup_frame *f)
{
    struct buf *text = &m->text;

    switch (f->model) {
    case MODEL_TERM_GROUP:
        if (f->state == TERMS_START)
            buf_addz(text, "<dt></dt>");
        if (f->state != TERMS_DETAIL)
            buf_addz(text, "<dd></dd>");
        break;
    case MODEL_TERMS:
        if (f->state == TERMS_TERM)
            buf_addz(text, "<dd></dd>");
        break;
    case MODEL_RUBY:
        markup_ruby_settle(m);
        if (f->state == RUBY_BASE)
            buf_addz(text, "<rt></rt>");
        break;
    case MODEL_DETAILS:
        markup_make_div(m, m->stack.n - 1);
        break;
    case MODEL_MATH_FIXED:
        for (unsigned i = f->state; i < markup_info(f->element)->group; i++)
            buf_addz(text, "<mrow></mrow>");
        break;
    case MODEL_MATH_SCRIPTS:
        if (f->state == SCRIPTS_START)
            buf_addz(text, "<mrow></mrow>");
        if (f->state & SCRIPTS_HALF)
            buf_addz(text, "<none></none>");
        break;
    default:
        break;
    }
}

static void end_tag(struct markup *m, const struct markup_frame *f)
{
    const struct markup_element *e = markup_info(f->element);

    if (f->flags & FRAME_SLOT) {
        struct markup_slot s = m->slots.v[f->slot];

        s.offset = m->text.n;
        s.is_close = true;
        *vec_push(&m->slots) = s;
    } else if (f->element == EL_MATH && m->is_math_bad) {
        math_to_text(m, f->start);
    } else if (!(f->flags & FRAME_STRETCH)) {
        char *p = buf_reserve(&m->text, e->length + 3U);

        p[0] = '<';
        p[1] = '/';
        memcpy(p + 2, e->name, e->length);
        p[2 + e->length] = '>';
        m->text.n += e->length + 3U;
    }
}

void markup_pop(struct markup *m)
{
    struct markup_frame *f = markup_top(m);

    complete(m, f);
    end_tag(m, f);
    m->open[f->element]--;
    if (f->flags & FRAME_RAW)
        m->raw[f->source]--;
    m->stack.n--;
}

void markup_close_to(struct markup *m, size_t depth)
{
    while (m->stack.n > depth)
        markup_pop(m);
}

void markup_drop_to(struct markup *m, size_t index)
{
    struct markup_frame f = m->stack.v[index];

    markup_close_to(m, index);
    m->text.n = f.start;
    if (f.flags & (FRAME_STRETCH | FRAME_SLOT))
        m->slots.n = f.slot;
    while (m->slots.n && m->slots.v[m->slots.n - 1].offset > f.start)
        m->slots.n--;
}

void markup_take_back(struct markup *m, size_t offset, size_t n)
{
    char *p = m->text.p + offset;
    size_t rest = m->text.n - offset - n;

    if (rest > MARKUP_MOVED_MAX) {
        memset(p, ' ', n);
        return;
    }
    memmove(p, p + n, rest);
    m->text.n -= n;
    for (size_t i = m->slots.n; i > 0 && m->slots.v[i - 1].offset > offset; i--)
        m->slots.v[i - 1].offset -= n;
    for (size_t i = m->marks.n; i > 0 && m->marks.v[i - 1].offset > offset; i--)
        m->marks.v[i - 1].offset -= n;
    for (size_t i = m->stack.n; i > 0 && m->stack.v[i - 1].start > offset; i--)
        m->stack.v[i - 1].start -= n;
}

/* Writes "<div" over the start of a tag whose name has N bytes. */
static void rename_to_div(struct markup *m, size_t start, size_t n)
{
    static const struct str div = STR_INIT("<div");

    memcpy(m->text.p + start, div.p, div.n);
    markup_take_back(m, start + div.n, n - (div.n - 1));
}

void markup_make_div(struct markup *m, size_t index)
{
    struct markup_frame *f = &m->stack.v[index];

    rename_to_div(m, f->start, markup_info(f->element)->length);
    if (f->element == EL_DETAILS) {
        struct str open = STR(" open=\"open\"");
        size_t at = str_find(buf_str(&m->text), open, f->start);

        if (at != STR_NPOS)
            markup_take_back(m, at, open.n);
    }
    m->open[f->element]--;
    f->element = EL_DIV;
    f->model = MODEL_FLOW;
    m->open[EL_DIV]++;
}

size_t markup_index(const struct markup *m, size_t handle)
{
    size_t index = (handle & ((1U << HANDLE_BITS) - 1)) - 1;

    return index < m->stack.n && m->stack.v[index].handle == handle ? index : STR_NPOS;
}
