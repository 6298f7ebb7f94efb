/* SPDX-License-Identifier: MIT */
/* Values: what YAML, TOML and JSON documents hold, in one form.
 *
 * A tree in an arena. Scalars keep the text as written (so `1.10` is a fine title and `no` a fine
 * word); the kind says what the notation made of it. Maps keep the order of the document. */
#ifndef INPUT_VALUE_H
#define INPUT_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

enum value_kind {
    VALUE_NULL,
    VALUE_STRING,
    VALUE_BOOL,   /* text is "true" or "false" whatever was written; written keeps that */
    VALUE_NUMBER, /* text as written */
    VALUE_DATE,   /* a TOML date or time, or an unquoted YAML timestamp; text as written */
    VALUE_LIST,
    VALUE_MAP
};

struct value {
    enum value_kind kind;
    unsigned line, column; /* in the file, from 1 */
    struct str text;       /* of a scalar */
    struct str written;    /* of a bool or plain YAML scalar: the characters that stood there */
    bool is_quoted;        /* the author quoted it */
    struct value *items;   /* of a list; of a map its values */
    struct str *keys;      /* of a map */
    size_t n;
};

/* The member KEY of MAP (the last one, should it be doubled), or NULL; MAP may be NULL. */
const struct value *value_get(const struct value *map, struct str key);

/* The same with a dotted path, "params.author.name". */
const struct value *value_path(const struct value *map, struct str path);

/* The text, without blanks around it, of the first of MAP's members that has one; NAMES are dotted
 * paths with blanks between them. STR_NONE when none has. */
struct str value_member_text(const struct value *map, const char *names);

/* The text of a scalar (a null is empty), or STR_NONE for NULL, lists and maps. */
struct str value_text(const struct value *v);

/* A YAML 1.1 or 1.2 boolean in any notation: true/false, yes/no, on/off, quoted or not. */
bool value_bool(const struct value *v, bool *ret_bool);

/* Parsers. TEXT is valid UTF-8; LINE is the number of its first line in FILE. The result is in
 * A. A syntax error is reported to DIAGS with line and column; then as much as could be read
 * before and, where the notation allows it (a broken line in a flat block), after it is kept,
 * and *RET_OK is false. NULL only when nothing could be read. Nesting is bounded (128), anchors
 * and aliases are expanded within a bound of 10,000 nodes for the document, and no tag runs
 * anything. */
struct value *yaml_parse(struct arena *a, struct str text, struct str file, unsigned line,
                         struct diag_list *diags, bool *ret_ok);
struct value *toml_parse(struct arena *a, struct str text, struct str file, unsigned line,
                         struct diag_list *diags, bool *ret_ok);
struct value *json_parse(struct arena *a, struct str text, struct str file, unsigned line,
                         struct diag_list *diags, bool *ret_ok);

/* The values of the site's file PATH in TOML, JSON or YAML, the literals of a script, or the front
 * matter of a Markdown file, by its ending. NULL when it cannot be read, is larger than LIMIT or
 * has none. In A. One that is a link out of ROOT, the site's folder, is reported and not read. */
const struct value *value_file(struct arena *a, struct str root, struct str path, size_t limit,
                               struct diag_list *diags);

#endif
