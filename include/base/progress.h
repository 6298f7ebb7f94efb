/* SPDX-License-Identifier: MIT */
/* A progress bar on a terminal, shown only when the work takes longer than half a second. */
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct progress;

/* ENABLED false: a progress that never prints. It writes to standard error. */
struct progress *progress_new(bool enabled);
void progress_free(struct progress *p); /* wipes the bar; P may be NULL */

/* A new phase of TOTAL steps; 0 wipes the bar, for text to follow. NAME must stay. P may be NULL,
 * here and below. */
void progress_phase(struct progress *p, const char *name, size_t total);

/* One more step is done; from any thread. */
void progress_step(struct progress *p);

#endif
