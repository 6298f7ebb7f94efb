/* SPDX-License-Identifier: MIT */
/* Rows of the option table, for those that read options from elsewhere than the command line. */
#ifndef BUILD_OPTIONS_TABLE_H
#define BUILD_OPTIONS_TABLE_H

#include <stddef.h>

#include "build/options.h"

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif
#ifdef PACKAGE_VERSION
#define PACKAGE_VERSION_TEXT PACKAGE_VERSION
#else
#define PACKAGE_VERSION_TEXT "unversioned"
#endif

enum option_kind {
    OPTION_FLAG,
    OPTION_TEXT,
    OPTION_LIST,
    OPTION_NUMBER,
    OPTION_DATE,
    OPTION_CHOICE,
    OPTION_MODE, /* a flag that may name a choice */
    OPTION_SIZE,
    OPTION_BYTES,
    OPTION_ACTION, /* not for configuration files */
};

struct option_row {
    char short_name;
    const char *name;     /* NULL: a section, whose title is the argument */
    const char *argument; /* NULL: none */
    enum option_kind kind;
    size_t field; /* offset into struct options */
    const char *help;
};

const struct option_row *option_row_named(struct str name);
const struct option_row *option_rows(size_t *ret_n);

/* Sets ROW's field of O to what TEXT says (.p NULL: no argument). NULL, or what is wrong. */
const char *option_set(struct options *o, const struct option_row *row, struct str text);

#endif
