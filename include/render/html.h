/* SPDX-License-Identifier: MIT */
/* Raw HTML of a post → calls of the markup writer, by allow-list.
 *
 * A single-pass tokenizer after the HTML Standard, section 13.2.5, as far as fragments need it.
 * Fragments come in document order, as CommonMark cuts them: a start tag in one, its end tag in
 * a later one. No script, handler, form control, plug-in, style sheet or foreign URL scheme
 * passes; the text between tags always does (but the contents of script, style, template and
 * the like, which are no text). Broken input is repaired, never refused.
 *
 * "/>" ends any element. A tag of unknown name in running prose that is never closed was meant
 * as text (Vec<T>) and is shown as such; other unknown tags go, their content stays. */
#ifndef RENDER_HTML_H
#define RENDER_HTML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "render/markup.h"

struct html_attribute {
    struct str name;  /* lower case */
    struct str value; /* character references decoded; STR_NONE when there is no '=' */
};

#define HTML_ATTRIBUTES_MAX 64 /* of one tag; more are left out */

struct html_tag {
    enum element element; /* EL_NONE for an unknown name */
    struct str name;      /* lower case */
    struct html_attribute *v;
    size_t n;
    bool is_empty;   /* ended in "/>" */
    unsigned line;   /* of the post */
    struct str rest; /* of the fragment, behind the tag */
};

/* What the caller wants to do itself. */
struct html_hooks {
    void *ctx;

    /* Called for the start tags that carry references or are embeds: a, img, picture, source,
     * video, audio, iframe, object, embed, script, table, svg's image, for headings, and for any
     * tag with an id (an a's name counts as one). It may change the tag's attributes (allocate in
     * the tokenizer's arena) and return true to have it written by the allow-list, or do the
     * writing itself and return false. An element whose start the hook opened itself is closed by
     * its end tag if the hook registers the handle with html_opened(); to have the content of a
     * video go as well, it registers a markup_open_stretch(). It may call html_add(). May be NULL.
     */
    bool (*start)(void *ctx, struct html_tag *tag);

    /* Text between tags, decoded; return false to have it written as it is. May be NULL. */
    bool (*text)(void *ctx, struct str text);
};

struct html;

/* HOOKS may be NULL; it and all else must outlive the tokenizer, which lives in A. */
struct html *html_new(struct arena *a, struct markup *m, const struct html_hooks *hooks);

/* One fragment. IS_BLOCK: an HTML block of CommonMark, else one inline tag or comment. LINE is
 * that of its first byte in the post. */
void html_add(struct html *h, struct str fragment, bool is_block, unsigned line);

/* Says that the hook opened HANDLE for the tag it was called with. */
void html_opened(struct html *h, enum element el, size_t handle);

/* The block structure of Markdown ends here (a quotation, list item, cell): elements that raw
 * HTML opened inside are the markup writer's to close, tags written as text stay text. */
void html_end(struct html *h);

/* The value of attribute NAME, or STR_NONE. */
struct str html_get(const struct html_tag *tag, const char *name);

/* Appends the attributes of TAG that may stand on an element EL. */
void html_attributes(struct html *h, struct buf *out, const struct html_tag *tag, enum element el);

/* Decodes character references (all names of HTML5, decimal, hexadecimal; with the Standard's
 * replacements) in S. */
struct str html_decode(struct arena *a, struct str s);

/* The name in TAG, a start or an end tag as it is written; empty in what has none. */
struct str html_tag_name(struct str tag);

/* The plain text of a fragment: tags out, references decoded. */
struct str html_text(struct arena *a, struct str fragment);

/* URL as it may stand in a link of a book: http, https, mailto, tel or relative, blanks and the
 * like percent-encoded. STR_NONE for any other scheme, however spelled, and a broken host. */
struct str html_url(struct arena *a, struct str url);

#endif
