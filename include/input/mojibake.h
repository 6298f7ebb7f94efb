/* SPDX-License-Identifier: MIT */
/* Damaged text: UTF-8 that was read as Mac Roman or Windows-1252 and saved again.
 *
 * Each byte of a character beyond ASCII became a character of its own: "✅" is "‚úÖ" or "âœ…".
 * What makes a repair certain: the characters go back to bytes that are one assigned character
 * in UTF-8, and nobody would have written them. So a few characters in a row that also occur in
 * correct text ("café”—") are left alone unless all of the file is damaged the same way. */
#ifndef INPUT_MOJIBAKE_H
#define INPUT_MOJIBAKE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

/* Reports what is damaged in TEXT, which is FILE's and valid UTF-8, once for each kind, and
 * returns TEXT, with IS_WANTED the repaired text in A. */
struct str mojibake_mend(struct arena *a, struct str text, bool is_wanted, struct str file,
                         struct diag_list *diags);

#endif
