/* SPDX-License-Identifier: MIT */
/* --check: the validator's report as messages. */
#include "mdbook2epub.h"

#include <stdio.h>

int m2e_check(const struct options *o, const struct diag_options *how)
{
    (void)o;
    (void)how;
    fputs("mdbook2epub: --check is not built in\n", stderr);
    return M2E_SYSTEM;
}
