/* SPDX-License-Identifier: MIT */
/* The table of elements (elements.def): where each may stand, what it may contain and what
 * becomes of its tag in raw HTML. For the files of the markup writer and of render/html. */
#ifndef RENDER_MARKUP_ELEMENT_H
#define RENDER_MARKUP_ELEMENT_H

#include "render/markup.h"

enum category {
    CATEGORY_NONE,
    CATEGORY_BLOCK,
    CATEGORY_GENERIC, /* a block that is dropped directly in a list or table */
    CATEGORY_PHRASING,
    CATEGORY_FORMAT, /* phrasing that is dropped there */
    CATEGORY_PART,   /* only within its own container */
    CATEGORY_SVG,
    CATEGORY_MATH
};

/* What an element may contain. A frame's model may move on: a details after its summary is
 * plain flow. */
enum model {
    MODEL_FLOW,
    MODEL_PHRASING,
    MODEL_TRANSPARENT, /* in the table only: as the parent */
    MODEL_VOID,
    MODEL_TEXT,
    MODEL_LIST,       /* li */
    MODEL_TERMS,      /* groups of dt and dd, or div around each group */
    MODEL_TERM_GROUP, /* such a div */
    MODEL_TABLE,
    MODEL_ROWS,
    MODEL_ROW,
    MODEL_COLUMNS,
    MODEL_RUBY,
    MODEL_DETAILS,          /* summary must come next */
    MODEL_FIGURE,           /* figcaption may be first or last */
    MODEL_FIGURE_CAPTIONED, /* the last child has been */
    MODEL_SVG,
    MODEL_MATH_ROW,
    MODEL_MATH_FIXED, /* as many children as the table says */
    MODEL_MATH_TOKEN, /* text */
    MODEL_MATH_TABLE,
    MODEL_MATH_TABLE_ROW,
    MODEL_MATH_SCRIPTS
};

/* What a tag in raw HTML becomes; see elements.def. */
enum raw_action {
    RAW_UNWRAP,
    RAW_KEEP,
    RAW_RENAME,
    RAW_REMOVE,
    RAW_SKIP,
    RAW_DISCARD,
    RAW_VERBATIM
};

/* Which attributes beside the global ones; bits. For MathML the number of children. */
enum attribute_group {
    GROUP_NONE = 0,
    GROUP_0 = 0,
    GROUP_2 = 2,
    GROUP_3 = 3,
    GROUP_LINK = 1 << 0,
    GROUP_IMAGE = 1 << 1,
    GROUP_ORDERED = 1 << 2,
    GROUP_ITEM = 1 << 3,
    GROUP_CELL = 1 << 4,
    GROUP_COLUMN = 1 << 5,
    GROUP_TIME = 1 << 6,
    GROUP_DETAILS = 1 << 7,
    GROUP_MEDIA = 1 << 8,
    GROUP_ASIDE = 1 << 9
};

struct markup_element {
    const char *name;
    uint8_t length;
    uint8_t category, model, action;
    uint16_t as; /* enum element that raw HTML's tag becomes */
    uint16_t group;
};

extern const struct markup_element markup_elements[EL_COUNT];

enum markup_space { SPACE_HTML, SPACE_SVG, SPACE_MATH };

/* The element of lower-case NAME among those of SPACE; EL_NONE when there is none. */
enum element markup_element_by_name(struct str name, enum markup_space space);

static inline const struct markup_element *markup_info(enum element el)
{
    return &markup_elements[el];
}

static inline bool markup_is_block(enum element el)
{
    return markup_elements[el].category == CATEGORY_BLOCK ||
           markup_elements[el].category == CATEGORY_GENERIC;
}

static inline bool markup_is_phrasing(enum element el)
{
    return markup_elements[el].category == CATEGORY_PHRASING ||
           markup_elements[el].category == CATEGORY_FORMAT;
}

static inline bool markup_is_heading(enum element el)
{
    return el >= EL_H1 && el <= EL_H6;
}

#endif
