/* SPDX-License-Identifier: MIT */
/* The build: what its passes share, and the passes themselves. Private to src/build*.
 *
 * Passes run in the order of the table in src/build.c. Each reads what earlier ones filled and
 * fills its own. A pass returns false when going on makes no sense; the reason is in diags. */
#ifndef BUILD_BUILD_H
#define BUILD_BUILD_H

#include <time.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/pool.h"
#include "base/progress.h"
#include "base/stream.h"
#include "book/book.h"
#include "book/volume.h"
#include "build/options.h"
#include "render/chapter.h"

/* What belongs to one thread while a parallel pass runs. */
struct worker {
    struct arena arena;  /* texts that live as long as the book */
    struct arena parser; /* of the Markdown parser, reset after each post */
    struct buf document; /* the chapter at hand */
    struct deflater *deflater;
    struct confined *decoder; /* of pictures */
    size_t ready;             /* bytes of its heap that have pages and are not used yet */
};

/* W's heap is about to take some BYTES more; pages for it come STEP bytes at a time. A guess: what
 * is wrong in it costs time only. */
void worker_ready(struct worker *w, size_t bytes, size_t step);

struct since;

struct build {
    const struct options *options;
    struct diag_options how;
    struct diag_list diags; /* of the pass at hand; printed when it ends */
    enum diag_level worst;  /* of all printed so far */
    struct arena arena;
    struct pool *pool;
    struct spool *spool; /* pictures that were changed or drawn */
    struct worker *workers;
    struct progress *progress;

    struct book book;
    struct selection selection;
    struct render_options render;
    struct render_env env;
    struct table picture_names; /* that are taken */
    VEC(struct volume) volumes;
    enum group group;
    struct since *since;   /* of --since-last; else NULL */
    struct timespec start; /* for the closing line only */
    bool is_translation;   /* the book is in another language than the blog's main one */
    bool is_finished;      /* nothing is left to do: --list */
};

bool pass_compare(struct build *b);
bool pass_detect(struct build *b);
bool pass_collect(struct build *b);
bool pass_load(struct build *b);
bool pass_select(struct build *b);
bool pass_map(struct build *b);
bool pass_volumes(struct build *b);
bool pass_render(struct build *b);
bool pass_fetch(struct build *b);
bool pass_pictures(struct build *b);
bool pass_resolve(struct build *b);
bool pass_arrange(struct build *b);
bool pass_budget(struct build *b);
bool pass_write(struct build *b);
bool pass_feed(struct build *b);
bool pass_remember(struct build *b);

/* What "today" is; it decides which posts are future ones and never shows in the book. */
struct date build_today(const struct build *b);

/* Decides the book's language and every post's: sets book.language, selection.language and what
 * posts leave open. Before selection. */
void language_pick(struct build *b);

/* One message for all posts that were left out for theirs. After selection. */
void language_tell(struct build *b);

/* By post: the one that stands for it in the book, which is itself, or of a post left out for its
 * language the translation that is kept. In the build's arena. */
size_t *language_twins(struct build *b);

/* --since-last: the name that P's chapter had in the edition before; else empty. It lives as long
 * as the build. */
struct str since_name(const struct build *b, const struct post *p);

/* --since-last: marks what is new in V since the edition before. */
void since_mark(struct build *b, struct volume *v);

/* The book for PATH is written to OUT and about to take its place. True: it is byte for byte
 * what stands there, which is to be left. */
bool since_output(struct build *b, struct str path, struct fs_out *out);

/* All inputs have been read: what is read from now on is output. */
void since_ends(struct build *b);

/* The catalogue file PATH stands. */
void since_made(struct build *b, struct str path);

/* Calls GONE with each file that the edition before made and this one did not, and that still is
 * as it was made. */
void since_gone(struct build *b, void (*gone)(void *ctx, struct str path), void *ctx);
void since_free(struct since *s); /* S may be NULL */

/* The plan, instead of a book (--list). False: it could not be written. */
bool list_print(struct build *b);

#endif
