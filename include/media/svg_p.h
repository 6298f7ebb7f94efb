/* SPDX-License-Identifier: MIT */
/* Between the files of the SVG cleaner: a small XML reader and the filters for values. */
#ifndef MEDIA_SVG_P_H
#define MEDIA_SVG_P_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/table.h"
#include "media/probe.h"

/* The reader: elements, attributes and text of XML 1.0 in UTF-8. Comments and processing
 * instructions are passed over; of a DOCTYPE only plain internal entities count. */
enum { XML_ATTRIBUTES_MAX = 200 };

enum xml_event { XML_START, XML_CLOSE, XML_TEXT, XML_END, XML_FAULT };

struct xml_attribute {
    struct str name, value; /* references resolved, white space normalised */
};

struct xml_reader {
    struct str s;
    size_t at;
    struct arena *arena;
    struct table entities; /* name → struct str * */
    size_t expanded;       /* bytes that entities have given so far */
    struct str name;       /* of the start or end tag */
    struct xml_attribute attributes[XML_ATTRIBUTES_MAX];
    size_t attribute_count;
    bool is_empty;   /* the start tag ends in "/>"; no XML_CLOSE follows */
    struct str text; /* of XML_TEXT */
    const char *fault;
};

void xml_init(struct xml_reader *x, struct str text, struct arena *arena);
void xml_done(struct xml_reader *x);
enum xml_event svg_next(struct xml_reader *x);

/* What the filters need to know of the document. */
struct svg_ids {
    struct arena *arena;
    struct str prefix;
    struct table defined; /* final ids of the elements that stay */
    bool is_known;        /* DEFINED is whole: references to anything else go */
};

/* ID as it is written: prefix and a valid NCName. */
struct str svg_id(struct svg_ids *ids, struct str id);

/* The id that "#…" leads to, in its final form; false when there is no such element. */
bool svg_fragment(struct svg_ids *ids, struct str reference, struct str *ret_id);

/* Appends a presentation attribute's VALUE with its url(#…) renamed; false, with OUT as it was,
 * when it leads outside, or calls or hides what may load. */
bool svg_value(struct buf *out, struct svg_ids *ids, struct str value);

/* Appends the declarations of a style attribute that are harmless. */
void svg_declarations(struct buf *out, struct svg_ids *ids, struct str css);

/* Appends the rules of a style sheet: no @import, no @font-face, harmless declarations. */
void svg_sheet(struct buf *out, struct svg_ids *ids, struct str css);

/* The cleaner at work: one run over the document. */
enum { SVG_DEPTH_MAX = 200, SVG_NAMESPACES_MAX = 64 };

#define SVG_NAMESPACE "http://www.w3.org/2000/svg"
#define XLINK_NAMESPACE "http://www.w3.org/1999/xlink"

struct svg_element {
    struct str name;
    bool has_text; /* text in it is kept */
};

struct svg_open {
    struct str source;                 /* the name as it stands in the file */
    const struct svg_element *element; /* NULL: not written, its children may be */
    size_t namespaces;                 /* how many were in scope outside of it */
};

struct svg_cleaner {
    struct xml_reader xml;
    struct svg_ids *ids;
    struct buf *out;
    struct svg_open open[SVG_DEPTH_MAX];
    size_t depth, dropped; /* DROPPED: depth within a subtree that is left out */
    struct {
        struct str prefix, uri;
    } namespaces[SVG_NAMESPACES_MAX];
    size_t namespace_count;
    struct buf style; /* of the style element that is open */
    struct media_info info;
    bool is_root_seen, is_tag_open; /* IS_TAG_OPEN: its '>' is still to be written */
    const char *fault;
};

/* The parts of a qualified name; the namespace that PREFIX stands for. */
struct str svg_prefix(struct str name);
struct str svg_local(struct str name);
struct str svg_namespace(const struct svg_cleaner *c, struct str prefix);

/* Writes those attributes of the reader's start tag that may stay. */
void svg_write_attributes(struct svg_cleaner *c, const struct svg_element *element, bool is_root);

/* Whether the start tag refers to something that svg_write_attributes() would keep. */
bool svg_has_target(struct svg_cleaner *c, const struct svg_element *element);

#endif
