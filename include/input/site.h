/* SPDX-License-Identifier: MIT */
/* The detect pass: which generator made the site, and what its configuration says. */
#ifndef INPUT_SITE_H
#define INPUT_SITE_H

#include "base/arena.h"
#include "base/diag.h"
#include "book/site.h"

/* Looks at PATH (a directory, or a file's directory) and upwards from it. Always fills SITE:
 * without a generator root_dir is PATH and its generator the first of the table. Strings are in A.
 */
void site_detect(struct site *site, const char *path, struct arena *a, struct diag_list *diags);

void site_done(struct site *site);

#endif
