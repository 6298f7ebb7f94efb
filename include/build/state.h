/* SPDX-License-Identifier: MIT */
/* The state file of --since-last: what an edition was made from and what was made.
 *
 * A text of lines, "KIND FIELD... PATH", with a digest of itself at its end. Paths are as the
 * program used them; control characters and '%' in them are written as %XX. */
#ifndef BUILD_STATE_H
#define BUILD_STATE_H

#include <stdbool.h>

#include "base/fs_trace.h"

struct state_output {
    struct str path;
    struct fs_stamp stamp;
    struct digest digest;
};

/* A post of an edition. The mark says how it stood to the edition before. */
struct state_post {
    struct str name; /* of its chapter */
    struct str path; /* of its file, in the site's folder */
    struct digest digest;
    char mark; /* 'n' new, 'c' changed, '-' as it was */
};

struct state_volume {
    struct str identifier;
    size_t first, count; /* in posts */
};

struct state {
    struct digest asked;   /* of version, options and working directory */
    struct str today, due; /* dates; from DUE on other posts would be selected; "-": never */
    VEC(struct state_output) outputs;
    VEC(struct state_volume) volumes;
    VEC(struct state_post) posts;
    struct fs_trace trace; /* its arena holds all texts */
};

/* Reads TEXT into S, which is all-zero. NULL, or what is wrong with it; then S holds nothing of
 * use. *RET_FOREIGN: no program of this name ever wrote it. */
const char *state_read(struct state *s, struct str text, bool *ret_foreign);

void state_write(struct buf *out, const struct state *s);
void state_done(struct state *s);

#endif
