/* SPDX-License-Identifier: MIT */
/* What may stand in inline SVG and MathML; a formula of wrong structure becomes its text. */
#include "render/markup_place.h"

/* HTML ends a picture or formula that was left open. */
static enum step leave_foreign(struct markup *m)
{
    enum element closed;

    do {
        closed = markup_top(m)->element;
        markup_pop(m);
    } while (closed != EL_SVG && closed != EL_MATH && m->stack.n);
    return AGAIN;
}

enum step markup_in_svg(struct markup *m, enum element el, enum element *ret_as)
{
    if (el == EL_NONE || markup_info(el)->category == CATEGORY_SVG)
        return settle(ret_as, el);
    if ((m->is_raw && m->raw[EL_SVG_FOREIGN_OBJECT]) || markup_info(el)->category == CATEGORY_MATH)
        return settle(ret_as, EL_NONE);
    return leave_foreign(m);
}

/* One more child of the innermost MathML element; false when it has too many. */
static bool count_child(struct markup *m, enum element el)
{
    struct markup_frame *f = markup_top(m);
    bool is_script = el == EL_MATH_MPRESCRIPTS || el == EL_MATH_NONE;

    if (f->model != MODEL_MATH_SCRIPTS && is_script)
        return false;
    if (f->model == MODEL_MATH_FIXED)
        return f->state < markup_info(f->element)->group ? ++f->state : false;
    if (f->model != MODEL_MATH_SCRIPTS)
        return true;
    if (f->state == SCRIPTS_START) {
        f->state = SCRIPTS_WHOLE;
        if (!is_script)
            return true;
        buf_addz(&m->text, "<mrow></mrow>");
    }
    if (el == EL_MATH_MPRESCRIPTS) {
        if (f->state & SCRIPTS_BEFORE)
            return false;
        if (f->state & SCRIPTS_HALF)
            buf_addz(&m->text, "<none></none>");
        f->state = SCRIPTS_WHOLE | SCRIPTS_BEFORE;
    } else {
        f->state ^= SCRIPTS_WHOLE | SCRIPTS_HALF;
    }
    return true;
}

enum step markup_in_math(struct markup *m, enum element el, enum element *ret_as)
{
    struct markup_frame *f = markup_top(m);
    bool is_math = markup_info(el)->category == CATEGORY_MATH;

    if (f->model == MODEL_MATH_TOKEN) {
        if (el == EL_NONE || (!(f->flags & FRAME_IMPLIED) && (is_math || markup_is_phrasing(el))))
            return settle(ret_as, EL_NONE);
        markup_pop(m);
        return AGAIN;
    }
    if (el != EL_NONE && !is_math)
        return leave_foreign(m);
    if (f->model == MODEL_MATH_TABLE)
        return el == EL_MATH_MTR ? settle(ret_as, el) : markup_imply(m, EL_MATH_MTR, ret_as);
    if (f->model == MODEL_MATH_TABLE_ROW)
        return el == EL_MATH_MTD ? settle(ret_as, el) : markup_imply(m, EL_MATH_MTD, ret_as);
    if (el == EL_NONE)
        return markup_imply(m, EL_MATH_MTEXT, ret_as);
    if (el == EL_MATH_MTR || el == EL_MATH_MTD || !count_child(m, el)) {
        m->is_math_bad = true;
        return settle(ret_as, el == EL_MATH_MTR || el == EL_MATH_MTD ? EL_NONE : el);
    }
    return settle(ret_as, el);
}
