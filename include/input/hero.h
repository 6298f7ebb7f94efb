/* SPDX-License-Identifier: MIT */
/* The picture that a post's front matter names for itself. */
#ifndef INPUT_HERO_H
#define INPUT_HERO_H

#include "input/value.h"

/* The picture that V, the value of such a key, names: a path, a list of some, or a table with
 * one. False when it is none: such keys hold switches, colours and names of classes as well. */
bool hero_read(const struct value *v, struct str *ret_path);

#endif
