/* SPDX-License-Identifier: MIT */
/* The keys of a configuration that are no options: bibliographic fields, persons. */
#ifndef BUILD_CONFIG_FIELDS_H
#define BUILD_CONFIG_FIELDS_H

#include "build/options.h"
#include "input/value.h"

/* The keys, by number from 0; STR_NONE behind the last. */
struct str config_field_key(size_t i);

/* Takes V where KEY is such a key, "author" included; false: it is none. PATH is the file's. A
 * value that does not fit is told and clears *RET_FINE. */
bool config_read_field(struct options *o, struct str key, const struct value *v, struct str path,
                       struct diag_list *diags, bool *ret_fine);

#endif
