/* SPDX-License-Identifier: MIT */
/* Front matter: the block of keys at the head of a post.
 *
 * Known are `---` YAML (also `---toml`, `---json`), `+++` TOML (or Julia that looks like it),
 * `;;;` JSON, a JSON object, lines of "@def key = value", and "key: value" lines that a `---`
 * ends without one before them. A BOM, blank lines and blanks before the opening fence do not
 * hide it. Text between fences that holds no key at all is no front matter but body. */
#ifndef INPUT_FRONTMATTER_H
#define INPUT_FRONTMATTER_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/str.h"
#include "input/value.h"

enum frontmatter_kind { FRONTMATTER_NONE, FRONTMATTER_YAML, FRONTMATTER_TOML, FRONTMATTER_JSON };

struct frontmatter {
    enum frontmatter_kind kind;
    struct str block;    /* without the fences */
    unsigned block_line; /* number of its first line, from 1 */
    struct str body;     /* without a BOM; all of the text where there is no front matter */
    unsigned body_line;
    bool is_open; /* no closing fence: the block ends at the first blank line */
};

/* Finds the block in TEXT. False (and kind NONE): there is none. */
bool frontmatter_split(struct str text, struct frontmatter *ret);

/* Reads the block. Always a map, maybe an empty one; what is wrong in the block is reported. */
const struct value *frontmatter_parse(struct arena *a, const struct frontmatter *front,
                                      struct str file, struct diag_list *diags);

#endif
