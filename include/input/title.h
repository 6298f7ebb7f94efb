/* SPDX-License-Identifier: MIT */
/* Titles of posts whose front matter has none. Results live in A. */
#ifndef INPUT_TITLE_H
#define INPUT_TITLE_H

#include "base/arena.h"
#include "base/str.h"

/* The plain text of the first heading of BODY, outside code; empty without any. One line is read
 * at a time: what the Markdown parser would make of several is not looked at. */
struct str title_of_body(struct arena *a, struct str body);

/* "my-first_post" → "My first post". */
struct str title_of_name(struct arena *a, struct str name);

#endif
