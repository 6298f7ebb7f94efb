/* SPDX-License-Identifier: MIT */
/* Making value trees: what the parsers of YAML, TOML and JSON share.
 *
 * A list or map under construction moves when it grows: build a child whole, then add it. */
#ifndef INPUT_VALUE_BUILD_H
#define INPUT_VALUE_BUILD_H

#include "base/table.h"
#include "input/value.h"

enum { VALUE_DEPTH_MAX = 128 };

/* Appends ITEM to LIST. */
void value_append(struct arena *a, struct value *list, struct value item);

/* Appends a member to MAP; doubled keys are the matter of value_map_finish(). */
void value_put(struct arena *a, struct value *map, struct str key, struct value item);

/* Drops all but the last of members with the same key, which keeps the place of the first, and
 * reports each one to DIAGS. */
void value_map_finish(struct value *map, struct str file, struct diag_list *diags);

/* Adds to MAP the members of FROM whose keys it does not have. Returns how many. */
size_t value_map_merge(struct arena *a, struct value *map, const struct value *from);

/* Makes the texts and keys of V, at any depth, clean (input/load.h): escapes can write what no text
 * of a book may hold. Keys that are the same then are doubled ones. */
void value_clean(struct arena *a, struct value *v, struct str file, struct diag_list *diags);

/* The position of an offset in a text that is read from front to end: amortised one look at
 * every byte, where diag_pos_of() starts afresh. Columns count bytes. */
struct value_place {
    struct str text;
    size_t at;
    unsigned line, column;
};

/* Moves PLACE on to OFFSET, which is never less than before. */
void value_place_move(struct value_place *place, size_t offset);

#endif
