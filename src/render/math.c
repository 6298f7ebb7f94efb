/* SPDX-License-Identifier: MIT */
/* One formula from TeX to MathML. */
#include "render/math.h"

#include "base/utf8.h"
#include "render/mathparse.h"

/* TEX for people: trimmed, each run of blanks one blank. */
static void write_alternative(struct buf *out, struct str tex)
{
    size_t from = 0;

    tex = str_trim(tex);
    for (size_t i = 0; i < tex.n; i++) {
        if (!is_ascii_space(tex.p[i]))
            continue;
        buf_xml(out, str_sub(tex, from, i - from));
        buf_byte(out, ' ');
        while (i + 1 < tex.n && is_ascii_space(tex.p[i + 1]))
            i++;
        from = i + 1;
    }
    buf_xml(out, str_skip(tex, from));
}

/* What fits on a page of 24 em, as small readers have, and on ones of smaller type. */
static const char *size_class(const struct math_node *row)
{
    unsigned width = math_node_width(row);

    return width > 320 ? " class=\"wider\"" : width > 240 ? " class=\"wide\"" : "";
}

static void write_math(struct buf *out, struct str tex, bool is_display,
                       const struct math_node *row)
{
    buf_add(out, STR("<math xmlns=\"http://www.w3.org/1998/Math/MathML\""));
    if (is_display) {
        buf_add(out, STR(" display=\"block\""));
        buf_addz(out, size_class(row));
    }
    buf_add(out, STR(" alttext=\""));
    write_alternative(out, tex);
    buf_add(out, STR("\">"));
    if (row->tag == MATH_MROW && !row->is_group)
        for (const struct math_node *n = row->first; n; n = n->next)
            math_node_write(out, n);
    else
        math_node_write(out, row);
    buf_add(out, STR("</math>"));
}

/* XML forbids U+FFFE and U+FFFF (production [2]). */
static bool is_fit_for_xml(struct str tex)
{
    return utf8_valid_prefix(tex) == tex.n && str_find(tex, STR("\xEF\xBF\xBE"), 0) == STR_NPOS &&
           str_find(tex, STR("\xEF\xBF\xBF"), 0) == STR_NPOS;
}

bool math_render(struct buf *out, struct str tex, bool is_display, struct math_macros *macros,
                 struct arena *scratch, struct str *ret_fault)
{
    struct math_input in = {.text = tex, .is_barrier = true};
    size_t most = macros->expanded + MATH_EXPANDED_MAX;
    struct math_parser p = {.arena = scratch,
                            .macros = macros,
                            .expanded_limit = most < MATH_EXPANDED_ALL ? most : MATH_EXPANDED_ALL,
                            .input = &in,
                            .is_display = is_display,
                            .before = CLASS_NONE};
    struct math_node *row;

    if (tex.n > MATH_TEX_MAX)
        return *ret_fault = STR("the formula is too long"), false;
    if (!is_fit_for_xml(tex))
        return *ret_fault = STR("the text is not UTF-8"), false;
    row = math_top(&p);
    if (p.fault.p)
        return *ret_fault = p.fault, false;
    if (row->tag != MATH_MROW || row->first)
        write_math(out, tex, is_display, row);
    return true;
}
