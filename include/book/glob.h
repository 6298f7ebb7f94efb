/* SPDX-License-Identifier: MIT */
/* Globs as in .gitignore: '*' and '?' stop at '/', "**" does not, [a-z] is a set. */
#ifndef BOOK_GLOB_H
#define BOOK_GLOB_H

#include <stdbool.h>

#include "base/str.h"

/* PATTERN against the whole PATH. A pattern without '/' is held against the last component, too;
 * one that matches a leading directory matches what is in it. Work is bounded by
 * PATTERN.n * PATH.n. */
bool glob_match(struct str pattern, struct str path);

#endif
