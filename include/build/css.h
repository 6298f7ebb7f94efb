/* SPDX-License-Identifier: MIT */
/* The book's style sheet: a built-in theme and the user's sheets after it. */
#ifndef BUILD_CSS_H
#define BUILD_CSS_H

#include "base/diag.h"
#include "base/str.h"
#include "build/options.h"

void css_write(struct buf *out, const struct options *o, struct diag_list *diags);

#endif
