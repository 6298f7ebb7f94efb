/* SPDX-License-Identifier: MIT */
/* What a line looks like, before it is known where front matter ends and in which notation it is.
 * Guesses, made the same way when it is found (frontmatter.c) and read (frontmatter_parse.c). */
#ifndef INPUT_FRONTMATTER_LINE_H
#define INPUT_FRONTMATTER_LINE_H

#include <stdbool.h>

#include "base/str.h"

/* "key = value", also behind "@def". */
bool frontmatter_is_assignment(struct str line);

/* "key: value", the key being a name as front matter has them, not prose. */
bool frontmatter_is_key(struct str line);

/* A comment, a list item, a closing bracket or an indented line. */
bool frontmatter_is_continuation(struct str line);

#endif
