/* SPDX-License-Identifier: MIT */
/* What a broken value still says: the last resort of the YAML and TOML readers. */
#ifndef INPUT_SALVAGE_H
#define INPUT_SALVAGE_H

#include "input/value_build.h"

/* TEXT, the rest of a line, as a string: without quotes around it (or one that is never closed)
 * and without a comment. AT gives line and column. */
struct value salvage_string(struct arena *a, struct str text, struct value at);

/* "[a, 'b, c', @d]" as a list of strings. False: TEXT is not in brackets. */
bool salvage_list(struct arena *a, struct str text, struct value at, struct value *ret_list);

#endif
