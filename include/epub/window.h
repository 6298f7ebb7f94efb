/* SPDX-License-Identifier: MIT */
/* The newest stretch of a file being written, held back.
 *
 * An archive is written in many small pieces, and each entry's head once more behind its data.
 * Nearly all of that falls into the stretch that is held here and costs no system call. What is
 * written reaches the file at window_flush() at the latest; a fault may be told by a later call
 * than the one whose bytes it lost. */
#ifndef EPUB_WINDOW_H
#define EPUB_WINDOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fs.h"

struct window {
    struct fs_out *out; /* not owned */
    struct buf held;    /* bytes from FROM on, to the end of all that was written */
    uint64_t from, at;
};

void window_init(struct window *w, struct fs_out *out);
void window_done(struct window *w);

/* Writes N bytes at w->at and moves it behind them. On failure *RET_ERROR is an errno value. */
bool window_write(struct window *w, const void *p, size_t n, int *ret_error);

/* The next write is at TO, which is not behind window_end(). */
void window_seek(struct window *w, uint64_t to);
uint64_t window_end(const struct window *w);

bool window_flush(struct window *w, int *ret_error);

#endif
