/* SPDX-License-Identifier: MIT */
/* The load pass: a source file → a post with its text, front matter and body. */
#ifndef INPUT_LOAD_H
#define INPUT_LOAD_H

#include "base/arena.h"
#include "base/diag.h"
#include "book/post.h"
#include "book/site.h"

/* Reads and understands P->file. The file's text goes into P->source, all other into A; faults into
 * DIAGS. A post that cannot be read gets is_unreadable, and the reason is reported. REPAIRS:
 * damaged text is mended (see input/mojibake.h), not only told. May run for many posts at once. */
void load_post(struct post *p, const struct site *site, bool repairs, struct arena *a,
               struct diag_list *diags);

/* The bytes of a file as clean UTF-8 with LF line ends, in A or BYTES itself: UTF-16 and
 * Windows-1252 are converted (reported as a warning), a BOM and control characters dropped. */
struct str load_text(struct arena *a, struct str bytes, struct str file, struct diag_list *diags);

/* The same for what does not come from a file's text, without telling: names of files, arguments,
 * what an escape stands for. In A or S itself. */
struct str load_words(struct arena *a, struct str s);

/* Whether PATH, a file of the site's own, is below ROOT, the site's folder, wherever links lead;
 * reported if not. */
bool load_may_read(struct arena *a, struct str root, struct str path, struct diag_list *diags);

#endif
