/* SPDX-License-Identifier: MIT */
/* What the files of the raw-HTML tokenizer share: the tokenizer's state, and the layers html.c
 * (fragments) → html_tag.c (what a tag does) → html_token.c (one tag read), html_attribute.c
 * (the allow-list), html_style.c, html_url.c, html_entity.c. */
#ifndef RENDER_HTML_PRIVATE_H
#define RENDER_HTML_PRIVATE_H

#include "render/html.h"
#include "render/markup_element.h"

#define HTML_LITERALS_MAX 16
#define HTML_ENDS_MAX 8

/* A tag of no known element, written as text since the author seems to have meant that; its
 * end tag, should one come, takes it back. */
struct html_literal {
    struct str name;    /* lower case */
    struct str escaped; /* as it was written */
    size_t offset;      /* in the writer's text */
};

/* Where a fragment is being read. A hook may add another one meanwhile. */
struct html_reader {
    struct str fragment;
    size_t at; /* of the fragment */
    bool is_block;
    unsigned line; /* of the byte LINE_AT */
    size_t line_at;
    size_t last_greater;            /* where the fragment's last '>' stands */
    unsigned failures;              /* unfinished tags in the fragment so far */
    struct str ends[HTML_ENDS_MAX]; /* ends that the rest of the fragment does not hold */
    size_t end_count;
    struct html_attribute *attributes; /* of the tag at hand; HTML_ATTRIBUTES_MAX of them */
};

struct html {
    struct arena *arena;
    struct markup *m;
    const struct html_hooks *hooks;
    struct html_reader in;
    bool skip_newline; /* the one after <pre> */
    size_t comment;    /* handle of what stands after an unfinished "<!--"; 0: none */
    struct html_literal literals[HTML_LITERALS_MAX];
    size_t literal_count;
};

/* Reads the tag whose name starts at NAME_AT. The result is the offset after its '>', or 0 when
 * it has none. Attributes of an end tag are skipped. */
size_t html_read_tag(struct html *h, size_t name_at, struct html_tag *ret_tag);

/* Offset of the first END at or after FROM (without case), or STR_NPOS. Asking for what is not
 * there again and again costs nothing. */
size_t html_find_end(struct html *h, struct str end, size_t from);

/* What a start tag or an end tag does. SOURCE is the tag as it stands in the post. */
void html_start_tag(struct html *h, struct html_tag *tag, struct str source);
void html_end_tag(struct html *h, struct str name);

/* Text of the post, references decoded here. */
void html_text_run(struct html *h, struct str text);

/* Appends the attributes of TAG that may stand on EL. */

/* Appends the declarations of STYLE that are safe and mean something in a book, "" for none. */
void html_style(struct buf *out, struct str style);

/* The same for SVG: declarations that could be attributes as well. */
void html_svg_style(struct buf *out, struct str style);

/* Whether VALUE is harmless as a presentation attribute of SVG. */
bool html_is_safe_paint(struct str value);

/* Whether NAME (without case) is a presentation attribute of SVG. */
bool html_is_presentation(struct str name);

/* html_value.c. The choice (of several words) that VALUE is, in the table's spelling, or
 * STR_NONE; whether VALUE has that form. */
struct str html_choice(const char *choices, struct str value);
bool html_are_choices(const char *choices, struct str value);
bool html_is_number(struct str s, bool may_be_negative);
bool html_is_length(struct str s); /* of MathML 3, html_is_color too */
bool html_are_lengths(struct str value);
bool html_is_color(struct str s);
bool html_is_language(struct str s);
bool html_is_datetime(struct str s);

void html_decode_into(struct buf *out, struct str s, bool is_value);
struct str html_decode_value(struct arena *a, struct str s);

#endif
