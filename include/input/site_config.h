/* SPDX-License-Identifier: MIT */
/* A site's own configuration file (YAML, TOML, JSON, a script) → the fields of a site. */
#ifndef INPUT_SITE_CONFIG_H
#define INPUT_SITE_CONFIG_H

#include "base/arena.h"
#include "base/diag.h"
#include "book/site.h"

/* Reads PATH; what it does not say stays as it is. */
void site_config_read(struct site *site, struct str path, struct arena *a, struct diag_list *diags);

#endif
