/* SPDX-License-Identifier: MIT */
/* The content model of XHTML 5 as EPUBCheck holds it: makes room for an element or for text by
 * closing what cannot hold it, opening what it must stand in, or choosing what it becomes. */
#include "render/markup_place.h"
#include "render/nesting.h"

/* Each round closes frames, or opens one that accepts EL or what EL needs. */
#define ROUNDS_MAX (3 * MARKUP_DEPTH)

#define BIT(model) (1U << (model))

static bool is_inline(const struct markup_frame *f)
{
    return markup_is_phrasing(f->element) || (f->flags & FRAME_STRETCH) || f->element == EL_RT ||
           f->element == EL_RP;
}

static bool is_phrasing_model(uint8_t model)
{
    return model == MODEL_PHRASING || model == MODEL_RUBY || model == MODEL_TEXT;
}

/* Opens EL, which no tag in the source stands for. */
enum step markup_imply(struct markup *m, enum element el, enum element *ret_as)
{
    enum element as = markup_place(m, el);

    if (as == EL_NONE || !markup_push(m, as, EL_NONE, STR(""), (unsigned)FRAME_RAW | FRAME_IMPLIED))
        return settle(ret_as, EL_NONE);
    return AGAIN;
}

/* Where no block can be: its text stays, in a span that its end tag closes. */
static enum step degrade(struct markup *m, enum element el, enum element *ret_as)
{
    markup_separate(m);
    return settle(ret_as, el == EL_HR ? EL_BR : EL_SPAN);
}

/* Whether the start tag EL ends F although no end tag came (HTML Standard, 13.2.6). */
static bool passes(const struct markup_frame *f, enum element el)
{
    enum element open = f->element;

    if (f->flags & FRAME_COMMENT)
        return false;
    if (is_inline(f))
        return true;
    if (!(f->flags & FRAME_RAW))
        return open == EL_P;
    if (el == EL_RT || el == EL_RP)
        return false;
    if (el != EL_LI && el != EL_DT && el != EL_DD && el != EL_FIGCAPTION)
        return true;
    return open == EL_P || open == EL_DIV || open == EL_ADDRESS || open == EL_LI || open == EL_DT ||
           open == EL_DD || markup_is_heading(open);
}

/* Which containers the start tag EL goes back to. */
static unsigned containers_of(enum element el)
{
    switch (el) {
    case EL_LI:
        return BIT(MODEL_LIST);
    case EL_DT:
    case EL_DD:
        return BIT(MODEL_TERMS) | BIT(MODEL_TERM_GROUP);
    case EL_TD:
    case EL_TH:
        return BIT(MODEL_ROW) | BIT(MODEL_ROWS) | BIT(MODEL_TABLE);
    case EL_TR:
        return BIT(MODEL_ROWS) | BIT(MODEL_TABLE);
    case EL_CAPTION:
    case EL_COL:
        return BIT(MODEL_COLUMNS) | BIT(MODEL_TABLE);
    case EL_COLGROUP:
    case EL_THEAD:
    case EL_TBODY:
    case EL_TFOOT:
        return BIT(MODEL_TABLE);
    case EL_RT:
    case EL_RP:
        return BIT(MODEL_RUBY);
    case EL_FIGCAPTION:
        return BIT(MODEL_FIGURE);
    case EL_MATH_MTR:
        return BIT(MODEL_MATH_TABLE);
    case EL_MATH_MTD:
        return BIT(MODEL_MATH_TABLE_ROW) | BIT(MODEL_MATH_TABLE);
    default:
        return 0;
    }
}

static void imply_ends(struct markup *m, enum element el)
{
    unsigned containers = containers_of(el);

    if (!containers)
        return;
    for (size_t i = m->stack.n; i > 0; i--) {
        const struct markup_frame *f = &m->stack.v[i - 1];

        if (containers & BIT(f->model)) {
            markup_close_to(m, i);
            return;
        }
        if (!passes(f, el))
            return;
    }
}

static size_t innermost(const struct markup *m, enum element el)
{
    size_t i = m->stack.n;

    while (i > 0 && m->stack.v[i - 1].element != el)
        i--;
    return i - 1;
}

/* A link within a link: raw HTML's outer one ends, as in browsers; else the inner is left out. */
static enum step in_link(struct markup *m, enum element el, enum element *ret_as)
{
    size_t outer = innermost(m, EL_A);
    bool only_inlines = m->stack.v[outer].flags & FRAME_RAW;

    for (size_t i = outer + 1; i < m->stack.n && only_inlines; i++)
        only_inlines = is_inline(&m->stack.v[i]);
    if (!only_inlines)
        return settle(ret_as, el == EL_DETAILS ? EL_DIV : EL_NONE);
    markup_close_to(m, outer);
    return AGAIN;
}

static enum step exclude(struct markup *m, enum element el, enum element *ret_as)
{
    if (nesting_outer(el, m->open) == EL_NONE)
        return settle(ret_as, el);
    switch (el) {
    case EL_A:
    case EL_DETAILS:
        return in_link(m, el, ret_as);
    case EL_HEADER:
    case EL_FOOTER:
    case EL_ADDRESS:
        return settle(ret_as, EL_DIV);
    case EL_TABLE:
        markup_close_to(m, innermost(m, EL_CAPTION));
        return AGAIN;
    default:
        return settle(ret_as, EL_NONE);
    }
}

/* A block is about to stand within DEPTH frames: links around it hold blocks from now on. */
static void mark_blocks(struct markup *m, size_t depth)
{
    for (size_t i = depth; i > 0; i--) {
        struct markup_frame *f = &m->stack.v[i - 1];

        if (markup_info(f->element)->model != MODEL_TRANSPARENT)
            return;
        if (f->flags & FRAME_SLOT)
            m->slots.v[f->slot].is_block = true;
    }
}

static enum step part_in_flow(struct markup *m, enum element el, enum element *ret_as)
{
    switch (el) {
    case EL_LI:
        return markup_imply(m, EL_UL, ret_as);
    case EL_DT:
    case EL_DD:
        return markup_imply(m, EL_DL, ret_as);
    case EL_TR:
    case EL_TD:
    case EL_TH:
    case EL_THEAD:
    case EL_TBODY:
    case EL_TFOOT:
        return markup_imply(m, EL_TABLE, ret_as);
    case EL_RT:
    case EL_RP:
        return settle(ret_as, EL_SPAN);
    case EL_CAPTION:
    case EL_FIGCAPTION:
    case EL_SUMMARY:
        mark_blocks(m, m->stack.n);
        return settle(ret_as, EL_P);
    default:
        return settle(ret_as, EL_NONE);
    }
}

static enum step in_flow(struct markup *m, enum element el, enum element *ret_as)
{
    const struct markup_frame *top = markup_top(m);

    if (el == EL_NONE || markup_is_phrasing(el))
        return exclude(m, el, ret_as);
    if (markup_info(el)->category == CATEGORY_PART)
        return part_in_flow(m, el, ret_as);
    if (!markup_is_block(el))
        return settle(ret_as, EL_NONE);
    /* a link that raw HTML left open must not swallow the rest of the post */
    if (top && top->element == EL_A && !m->is_raw && top->content != m->content) {
        markup_close_to(m, m->stack.n - 1);
        return AGAIN;
    }
    mark_blocks(m, m->stack.n);
    return exclude(m, el, ret_as);
}

static enum step in_details(struct markup *m, enum element el, enum element *ret_as)
{
    if (el == EL_SUMMARY) {
        markup_top(m)->model = MODEL_FLOW;
        return settle(ret_as, el);
    }
    markup_make_div(m, m->stack.n - 1);
    return AGAIN;
}

static enum step in_figure(struct markup *m, enum element el, enum element *ret_as)
{
    struct markup_frame *top = markup_top(m);

    if (el != EL_FIGCAPTION)
        return in_flow(m, el, ret_as);
    top->model = top->content == m->content ? MODEL_FLOW : MODEL_FIGURE_CAPTIONED;
    return settle(ret_as, el);
}

/* Whether frame INDEX holds nothing but the start tags of those above it. */
static bool is_empty(const struct markup *m, size_t index)
{
    size_t content = m->stack.v[index].content;

    for (size_t i = index + 1; i < m->stack.n; i++) {
        content += !(m->stack.v[i].flags & FRAME_STRETCH);
        if (m->stack.v[i].content != content)
            return false;
    }
    return content == m->content;
}

/* A block within CONTAINER, a frame that holds phrases only and is no phrase itself. */
static enum step block_in_container(struct markup *m, enum element el, size_t container,
                                    enum element *ret_as)
{
    struct markup_frame *f = &m->stack.v[container];
    bool is_plain = el == EL_P || markup_info(el)->category == CATEGORY_GENERIC;

    if (f->element == EL_SUMMARY && markup_is_heading(el) && !f->state) {
        markup_close_to(m, container + 1);
        m->stack.v[container].state = 1;
        return settle(ret_as, el);
    }
    if (f->element != EL_P) {
        if (!(f->flags & FRAME_RAW) || (f->element == EL_PRE && m->is_raw))
            return degrade(m, el, ret_as);
        if (is_plain && is_empty(m, container))
            return degrade(m, el, ret_as);
    }
    markup_close_to(m, container);
    return AGAIN;
}

/* A link of raw HTML on top of the stack that holds nothing yet, in a paragraph or in phrases. */
static bool is_empty_link(struct markup *m, size_t depth)
{
    const struct markup_frame *f = markup_top(m);

    return m->is_raw && m->stack.n > depth && f->element == EL_A && (f->flags & FRAME_RAW) &&
           (f->flags & FRAME_SLOT) && is_empty(m, m->stack.n - 1);
}

/* Such a link may hold the block, too (HTML Standard, 4.5.1), where the block can stand: it moves
 * there. A paragraph that held nothing else goes. */
static enum step move_link(struct markup *m, size_t depth)
{
    uint32_t slot = m->slots.v[markup_top(m)->slot].slot;

    if (is_empty(m, depth)) {
        markup_drop_to(m, depth);
    } else {
        markup_drop_to(m, m->stack.n - 1);
        markup_close_to(m, depth);
    }
    markup_push_slot(m, EL_A, slot);
    return AGAIN;
}

static enum step block_in_phrasing(struct markup *m, enum element el, enum element *ret_as)
{
    size_t i = m->stack.n;
    const struct markup_frame *f;

    while (i > 0 && is_phrasing_model(m->stack.v[i - 1].model) && is_inline(&m->stack.v[i - 1]))
        i--;
    if (i > 0 && m->stack.v[i - 1].element == EL_P && is_empty_link(m, i))
        return move_link(m, i - 1);
    if (i > 0 && is_phrasing_model(m->stack.v[i - 1].model))
        return block_in_container(m, el, i - 1, ret_as);
    if (is_empty_link(m, i))
        return move_link(m, i);
    f = &m->stack.v[i]; /* the outermost phrase, directly in flow */
    if (m->is_raw && f->element == EL_SPAN && (f->flags & FRAME_RAW) && !(f->flags & FRAME_SLOT)) {
        markup_close_to(m, i + 1);
        markup_make_div(m, i);
        mark_blocks(m, i);
        return AGAIN;
    }
    markup_close_to(m, i);
    return AGAIN;
}

static enum step in_phrasing(struct markup *m, enum element el, enum element *ret_as)
{
    if (el == EL_NONE || markup_is_phrasing(el))
        return exclude(m, el, ret_as);
    if (markup_is_block(el))
        return block_in_phrasing(m, el, ret_as);
    if (el == EL_RT || el == EL_RP)
        return settle(ret_as, EL_SPAN);
    if (markup_info(el)->category == CATEGORY_PART && el != EL_COL && el != EL_COLGROUP)
        return block_in_phrasing(m, el, ret_as);
    return settle(ret_as, EL_NONE);
}

static enum step in_text(struct markup *m, enum element el, enum element *ret_as)
{
    if (el == EL_NONE || !(markup_is_block(el) || markup_info(el)->category == CATEGORY_PART))
        return settle(ret_as, EL_NONE);
    markup_pop(m);
    return AGAIN;
}

/* ruby: bases, each followed by rt, or by rp rt rp. */
static enum step in_ruby(struct markup *m, enum element el, enum element *ret_as)
{
    struct markup_frame *f = markup_top(m);

    if (el == EL_RP) {
        if (f->state == RUBY_OPEN)
            buf_addz(&m->text, "<rt></rt>");
        f->state = f->state == RUBY_OPEN || f->state == RUBY_OPEN_TEXT ? RUBY_CLOSED : RUBY_OPEN;
        return settle(ret_as, el);
    }
    if (el == EL_RT) {
        if (f->state == RUBY_OPEN_TEXT)
            markup_ruby_settle(m);
        f->state = f->state == RUBY_OPEN ? RUBY_OPEN_TEXT : RUBY_TEXT;
        return settle(ret_as, el);
    }
    if (el != EL_NONE && !markup_is_phrasing(el))
        return block_in_phrasing(m, el, ret_as);
    markup_ruby_settle(m);
    f->state = RUBY_BASE;
    return exclude(m, el, ret_as);
}

static enum step place_once(struct markup *m, enum element el, enum element *ret_as)
{
    switch (m->stack.n ? markup_top(m)->model : MODEL_FLOW) {
    case MODEL_PHRASING:
        return in_phrasing(m, el, ret_as);
    case MODEL_TEXT:
        return in_text(m, el, ret_as);
    case MODEL_LIST:
        return markup_in_list(m, el, ret_as);
    case MODEL_TERMS:
        return markup_in_terms(m, el, ret_as);
    case MODEL_TERM_GROUP:
        return markup_in_term_group(m, el, ret_as);
    case MODEL_TABLE:
        return markup_in_table(m, el, ret_as);
    case MODEL_ROWS:
        return markup_in_rows(m, el, ret_as);
    case MODEL_ROW:
        return markup_in_row(m, el, ret_as);
    case MODEL_COLUMNS:
        return markup_in_columns(m, el, ret_as);
    case MODEL_RUBY:
        return in_ruby(m, el, ret_as);
    case MODEL_DETAILS:
        return in_details(m, el, ret_as);
    case MODEL_FIGURE:
        return in_figure(m, el, ret_as);
    case MODEL_FIGURE_CAPTIONED:
        markup_pop(m);
        return AGAIN;
    case MODEL_SVG:
        return markup_in_svg(m, el, ret_as);
    case MODEL_MATH_ROW:
    case MODEL_MATH_FIXED:
    case MODEL_MATH_TOKEN:
    case MODEL_MATH_TABLE:
    case MODEL_MATH_TABLE_ROW:
    case MODEL_MATH_SCRIPTS:
        return markup_in_math(m, el, ret_as);
    default:
        return in_flow(m, el, ret_as);
    }
}

enum element markup_place(struct markup *m, enum element el)
{
    enum element as = EL_NONE;

    if ((el == EL_SOURCE || el == EL_TRACK) && m->stack.n &&
        markup_info(markup_top(m)->element)->group == GROUP_MEDIA)
        return el;
    if (m->is_raw)
        imply_ends(m, el);
    for (int round = 0; round < ROUNDS_MAX; round++)
        if (place_once(m, el, &as) == SETTLED)
            return as;
    return EL_NONE;
}
