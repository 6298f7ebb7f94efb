/* SPDX-License-Identifier: MIT */
/* The nesting table at work on finished documents. */
#include "render/nesting.h"

#include <string.h>

#include "render/markup_element.h"

#define IN(category) (1U << IN_##category)
#define OF(model) (1U << MODEL_##model)

enum {
    IN_BLOCK = CATEGORY_BLOCK,
    IN_GENERIC = CATEGORY_GENERIC,
    IN_PHRASING = CATEGORY_PHRASING,
    IN_FORMAT = CATEGORY_FORMAT,
    IN_SVG = CATEGORY_SVG,
    IN_MATH = CATEGORY_MATH,
    IN_TEXT = 31
};

/* By model: the categories that it takes. */
static const uint32_t takes[] = {
#define NESTING_TAKES(model, categories) [MODEL_##model] = (categories),
#include "render/nesting.def"
#undef NESTING_TAKES
};

/* By element: the models it stands in, and nowhere else; 0: its category tells. */
static const uint32_t homes[EL_COUNT] = {
#define NESTING_PART(element, models) [EL_##element] = (models),
#include "render/nesting.def"
#undef NESTING_PART
};

/* By element: models it stands in besides. */
static const uint32_t also[EL_COUNT] = {
#define NESTING_ALSO(element, model) [EL_##element] = OF(model),
#include "render/nesting.def"
#undef NESTING_ALSO
};

enum { OUTERS_MAX = 3 };

static const uint16_t not_in[EL_COUNT][OUTERS_MAX] = {
#define NESTING_NOT_IN(element, ...) [EL_##element] = {__VA_ARGS__},
#include "render/nesting.def"
#undef NESTING_NOT_IN
};

enum element nesting_outer(enum element el, const uint8_t *open)
{
    for (size_t i = 0; i < OUTERS_MAX && not_in[el][i]; i++)
        if (open[not_in[el][i]])
            return (enum element)not_in[el][i];
    return EL_NONE;
}

static enum markup_space space_of(const char *uri)
{
    struct str space = uri ? str_of(uri) : STR("");

    return str_ends(space, STR("/svg"))      ? SPACE_SVG
           : str_ends(space, STR("/MathML")) ? SPACE_MATH
                                             : SPACE_HTML;
}

/* What the element NAME of the namespace URI is; EL_NONE when it is nothing that a book holds. */
static enum element look_up(const char *name, const char *uri)
{
    enum markup_space space = space_of(uri);
    char lower[32];
    size_t n = 0;
    enum element el;

    for (; name[n] && n < sizeof lower; n++)
        lower[n] = ascii_lower(name[n]);
    el = markup_element_by_name((struct str){lower, n}, space);
    if (space == SPACE_MATH && str_eq(str_of(name), STR("math")))
        return EL_MATH;
    return str_eq(str_of(markup_info(el)->name), str_of(name)) ? el : EL_NONE;
}

static enum element element_of(struct nesting *n, const char *name, const char *uri)
{
    uintptr_t key = ((uintptr_t)name >> 3) ^ ((uintptr_t)name >> 9);
    struct nesting_name *known = &n->names[key & (NESTING_NAMES - 1)];

    if (known->name != name || known->uri != uri)
        *known = (struct nesting_name){name, uri, look_up(name, uri)};
    return known->element;
}

/* How far the children of a figure, a details, a table, a list of terms have come. */
enum { FIGURE_START, FIGURE_CAPTION_FIRST, FIGURE_CONTENT, FIGURE_CAPTION_LAST };
enum { DETAILS_START, DETAILS_CONTENT };
enum { TABLE_AT_START, TABLE_AT_CAPTION, TABLE_AT_COLUMNS, TABLE_AT_HEAD, TABLE_AT_BODY };
enum { TERMS_AT_START, TERMS_AT_TERM, TERMS_AT_DETAIL };

static bool next_of_figure(struct nesting_frame *f, enum element el)
{
    uint8_t before = f->children;

    if (el == EL_FIGCAPTION) {
        f->children = before == FIGURE_START ? FIGURE_CAPTION_FIRST : FIGURE_CAPTION_LAST;
        return before == FIGURE_START || before == FIGURE_CONTENT;
    }
    if (before == FIGURE_START)
        f->children = FIGURE_CONTENT;
    return before != FIGURE_CAPTION_LAST;
}

static bool next_of_details(struct nesting_frame *f, enum element el)
{
    bool is_first = f->children == DETAILS_START;

    f->children = DETAILS_CONTENT;
    return (el == EL_SUMMARY) == is_first;
}

static bool next_of_table(struct nesting_frame *f, enum element el)
{
    uint8_t before = f->children;
    uint8_t now = el == EL_CAPTION    ? TABLE_AT_CAPTION
                  : el == EL_COLGROUP ? TABLE_AT_COLUMNS
                  : el == EL_THEAD    ? TABLE_AT_HEAD
                                      : TABLE_AT_BODY;

    f->children = now;
    return now > before || (now == before && (el == EL_COLGROUP || now == TABLE_AT_BODY));
}

static bool next_of_terms(struct nesting_frame *f, enum element el)
{
    uint8_t before = f->children;

    if (el == EL_DT)
        f->children = TERMS_AT_TERM;
    else if (el == EL_DD)
        f->children = TERMS_AT_DETAIL;
    return el != EL_DD || before != TERMS_AT_START;
}

/* Whether the child EL may come next in F. */
static bool is_next(struct nesting_frame *f, enum element el)
{
    switch (f->model) {
    case MODEL_FIGURE:
        return next_of_figure(f, el);
    case MODEL_DETAILS:
        return next_of_details(f, el);
    case MODEL_TABLE:
        return next_of_table(f, el);
    case MODEL_TERMS:
    case MODEL_TERM_GROUP:
        return next_of_terms(f, el);
    default:
        return true;
    }
}

static bool fits(struct nesting_frame *f, enum element el)
{
    if (markup_info(el)->as != el || el == EL_NONE)
        return false;
    if (also[el] & (1U << f->model))
        return is_next(f, el);
    if (homes[el])
        return (homes[el] & (1U << f->model)) && is_next(f, el);
    if (f->element == EL_SUMMARY && markup_is_heading(el))
        return true;
    return (takes[f->model] & (1U << markup_info(el)->category)) && is_next(f, el);
}

static uint8_t model_in(const struct nesting_frame *outer, enum element el)
{
    uint8_t model = markup_info(el)->model;

    if (model == MODEL_TRANSPARENT)
        return takes[outer->model] & IN(BLOCK) ? MODEL_FLOW : MODEL_PHRASING;
    return el == EL_DIV && outer->model == MODEL_TERMS ? MODEL_TERM_GROUP : model;
}

static void push(struct nesting *n, enum element el, uint8_t model)
{
    *vec_push(&n->stack) = (struct nesting_frame){.element = (uint16_t)el, .model = model};
    n->open[el]++;
}

bool nesting_open(struct nesting *n, const char *name, const char *uri, const char **ret_outer)
{
    enum element el = element_of(n, name, uri), outer;
    struct nesting_frame *top;
    uint8_t model;
    bool is_fine;

    if (!n->open[EL_BODY]) {
        push(n, el == EL_BODY ? EL_BODY : EL_NONE, MODEL_FLOW);
        return true;
    }
    top = &n->stack.v[n->stack.n - 1];
    if (el == EL_SVG_SVG && top->model != MODEL_SVG)
        el = EL_SVG;
    outer = nesting_outer(el, n->open);
    *ret_outer = markup_info(outer != EL_NONE ? outer : (enum element)top->element)->name;
    model = model_in(top, el);
    is_fine = top->element == EL_NONE || (outer == EL_NONE && fits(top, el));
    push(n, el, model);
    return is_fine;
}

bool nesting_close(struct nesting *n, const char **ret_child)
{
    struct nesting_frame f = n->stack.v[--n->stack.n];

    n->open[f.element]--;
    if (f.model == MODEL_DETAILS && f.children == DETAILS_START) {
        *ret_child = "summary";
        return false;
    }
    *ret_child = "dd";
    return (f.model != MODEL_TERMS && f.model != MODEL_TERM_GROUP) || f.children != TERMS_AT_TERM;
}

bool nesting_takes_text(const struct nesting *n)
{
    const struct nesting_frame *top = n->stack.n ? &n->stack.v[n->stack.n - 1] : NULL;

    return !top || top->element == EL_NONE || (takes[top->model] & IN(TEXT));
}

const char *nesting_name(const struct nesting *n)
{
    return n->stack.n ? markup_info((enum element)n->stack.v[n->stack.n - 1].element)->name : "";
}

void nesting_done(struct nesting *n)
{
    vec_done(&n->stack);
}
