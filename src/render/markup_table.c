/* SPDX-License-Identifier: MIT */
/* What may stand in lists, groups of terms and tables, and how the rest is housed there. */
#include "render/markup_place.h"

/* Directly in a list or table such a tag says nothing. */
static bool is_loose(const struct markup *m, enum element el)
{
    uint8_t category = markup_info(el)->category;

    return m->is_raw && (category == CATEGORY_GENERIC || category == CATEGORY_FORMAT);
}

enum step markup_in_list(struct markup *m, enum element el, enum element *ret_as)
{
    if (el == EL_LI)
        return settle(ret_as, el);
    if (is_loose(m, el))
        return settle(ret_as, EL_NONE);
    return markup_imply(m, EL_LI, ret_as);
}

enum step markup_in_terms(struct markup *m, enum element el, enum element *ret_as)
{
    struct markup_frame *f = markup_top(m);

    if (el == EL_DIV && (f->state == TERMS_START || f->state == TERMS_GROUPS)) {
        f->state = TERMS_GROUPS;
        return settle(ret_as, el);
    }
    if (el != EL_DT && el != EL_DD)
        return is_loose(m, el) ? settle(ret_as, EL_NONE) : markup_imply(m, EL_DD, ret_as);
    if (f->state == TERMS_GROUPS)
        return markup_imply(m, EL_DIV, ret_as);
    if (el == EL_DD && f->state == TERMS_START)
        buf_addz(&m->text, "<dt></dt>");
    f->state = el == EL_DT ? TERMS_TERM : TERMS_DETAIL;
    return settle(ret_as, el);
}

enum step markup_in_term_group(struct markup *m, enum element el, enum element *ret_as)
{
    struct markup_frame *f = markup_top(m);

    if (el != EL_DT && el != EL_DD)
        return is_loose(m, el) ? settle(ret_as, EL_NONE) : markup_imply(m, EL_DD, ret_as);
    if (el == EL_DT && f->state == TERMS_DETAIL) {
        markup_pop(m);
        return AGAIN;
    }
    if (el == EL_DD && f->state == TERMS_START)
        buf_addz(&m->text, "<dt></dt>");
    f->state = el == EL_DT ? TERMS_TERM : TERMS_DETAIL;
    return settle(ret_as, el);
}

enum step markup_in_table(struct markup *m, enum element el, enum element *ret_as)
{
    struct markup_frame *f = markup_top(m);

    switch (el) {
    case EL_CAPTION:
        if (f->state != TABLE_START)
            break;
        f->state = TABLE_CAPTION;
        return settle(ret_as, el);
    case EL_COLGROUP:
        if (f->state > TABLE_COLUMNS)
            return settle(ret_as, EL_NONE);
        f->state = TABLE_COLUMNS;
        return settle(ret_as, el);
    case EL_COL:
        return f->state > TABLE_COLUMNS ? settle(ret_as, EL_NONE)
                                        : markup_imply(m, EL_COLGROUP, ret_as);
    case EL_THEAD:
    case EL_TBODY:
    case EL_TFOOT: /* may be followed by a body */
        el = el == EL_THEAD && f->state < TABLE_HEAD ? EL_THEAD : EL_TBODY;
        f->state = el == EL_THEAD ? TABLE_HEAD : TABLE_BODY;
        return settle(ret_as, el);
    default:
        break;
    }
    return is_loose(m, el) ? settle(ret_as, EL_NONE) : markup_imply(m, EL_TBODY, ret_as);
}

enum step markup_in_rows(struct markup *m, enum element el, enum element *ret_as)
{
    if (el == EL_TR)
        return settle(ret_as, el);
    if (el == EL_COL || el == EL_COLGROUP || is_loose(m, el))
        return settle(ret_as, EL_NONE);
    return markup_imply(m, EL_TR, ret_as);
}

enum step markup_in_row(struct markup *m, enum element el, enum element *ret_as)
{
    if (el == EL_TD || el == EL_TH)
        return settle(ret_as, el);
    if (el == EL_COL || el == EL_COLGROUP || is_loose(m, el))
        return settle(ret_as, EL_NONE);
    return markup_imply(m, EL_TD, ret_as);
}

enum step markup_in_columns(struct markup *m, enum element el, enum element *ret_as)
{
    if (el == EL_COL)
        return settle(ret_as, el);
    markup_pop(m);
    return AGAIN;
}
