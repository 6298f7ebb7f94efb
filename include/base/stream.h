/* SPDX-License-Identifier: MIT */
/* Files that are looked at first and copied later, and a place for what is made meanwhile:
 * neither is ever held whole in memory.
 *
 * Functions that can fail return false (or -1) and leave the errno value in *RET_ERROR. */
#ifndef BASE_STREAM_H
#define BASE_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* What tells one state of a file from another. */
struct stamp {
    uint64_t device, inode, size;
    int64_t seconds, nanoseconds; /* of the last change of its contents */
};

/* Reads the first LIMIT bytes of the regular file PATH into A. What is no regular file is
 * EINVAL. */
bool stream_head(struct arena *a, const char *path, size_t limit, struct str *ret_head,
                 struct stamp *ret_stamp, int *ret_error);

/* Opens PATH for reading; ESTALE when it is not in the state STAMP any more. */
int stream_open(const char *path, const struct stamp *stamp, int *ret_error);

/* Whether the open file FD is still in the state STAMP. */
bool stream_is_same(int fd, const struct stamp *stamp);

/* Reads N bytes from OFFSET on, wherever FD stands; EIO when the file ends before. */
bool stream_read(int fd, uint64_t offset, char *p, size_t n, int *ret_error);

/* A nameless file in $TMPDIR that any thread may add to. It is made when the first bytes come. */
struct spool;

struct spool *spool_new(void);
void spool_free(struct spool *s); /* S may be NULL */

/* Keeps BYTES; they can be read from spool_fd() at *RET_OFFSET. */
bool spool_add(struct spool *s, struct str bytes, uint64_t *ret_offset, int *ret_error);

/* -1 when nothing was added yet. */
int spool_fd(const struct spool *s);

#endif
