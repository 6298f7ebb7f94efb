/* SPDX-License-Identifier: MIT */
/* The façade: what the command line, or another program, calls. */
#ifndef MDBOOK2EPUB_H
#define MDBOOK2EPUB_H

#include "base/diag.h"
#include "build/options.h"

/* Exit statuses, a contract with scripts. */
enum { M2E_WRITTEN = 0, M2E_CONTENT = 1, M2E_USAGE = 2, M2E_SYSTEM = 3 };

/* Compiles O->paths into O->output (or lists them); messages go to standard error as HOW says.
 * The result is an exit status. */
int m2e_build(const struct options *o, const struct diag_options *how);

/* Validates the EPUB files O->paths; the result is an exit status. */
int m2e_check(const struct options *o, const struct diag_options *how);

#endif
