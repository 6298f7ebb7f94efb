/* SPDX-License-Identifier: MIT */
/* Tables that are too wide for a small screen. Private to src/render. */
#ifndef RENDER_TABLES_H
#define RENDER_TABLES_H

#include "base/str.h"

struct job;

/* The classes of a table of so many columns (0: unknown), or none; tells when it is too wide. */
struct str table_class(struct job *j, unsigned columns);

/* The columns of a table in raw HTML, of which REST is what follows its start tag. */
unsigned table_columns(struct str rest);

#endif
