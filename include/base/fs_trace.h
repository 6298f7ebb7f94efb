/* SPDX-License-Identifier: MIT */
/* What the program asked the file system, so that a later run can see whether the answers
 * would still be the same.
 *
 * Between fs_trace_begin() and fs_trace_end() every question that goes through base/fs.h is
 * kept, from all threads: contents read (as a digest of the very bytes that were used), names
 * looked for (also those that were not there), folders listed, links followed. So what the
 * outcome depends on is known without anyone listing it.
 *
 * Contents decide. A stamp of the inode only spares looking at them, and only where it is safe:
 * like git's index, a stamp is not trusted when the file had changed shortly before it was
 * looked at, since it may change again within the same tick of the clock. */
#ifndef BASE_FS_TRACE_H
#define BASE_FS_TRACE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/pool.h"
#include "base/table.h"
#include "base/vec.h"

/* Size, inode number, and times of data and inode in nanoseconds since 1970. All-zero: not to
 * be trusted. */
struct fs_stamp {
    uint64_t size, inode;
    int64_t modified, changed;
};

struct fs_trace_file {
    struct str path;
    struct fs_stamp stamp;
    struct digest digest;
    bool is_torn; /* it could not be read, or read differently a second time */
};

/* A name that was looked for: '-' absent, 'f' file, 'd' folder, 'o' other; in upper case what a
 * symbolic link leads to ('L': nowhere); '!' cannot be told. */
struct fs_trace_name {
    struct str path;
    size_t dir; /* index into dirs */
    char kind;
};

/* A folder that was listed, or in which names were looked for. */
struct fs_trace_dir {
    struct str path;
    struct fs_stamp stamp;
    bool is_there, is_listed;
    struct digest digest; /* of the names listed; filled by fs_trace_finish() */
    struct fs_entry *entries;
    size_t entry_count;
};

struct fs_trace_link {
    struct str path, real;
};

struct fs_trace {
    struct arena arena;
    VEC(struct fs_trace_file) files;
    VEC(struct fs_trace_dir) dirs;
    VEC(struct fs_trace_name) names;
    VEC(struct fs_trace_link) links;
    struct table by_file, by_dir, by_name, by_link; /* path → index */
    struct table own;                               /* canonical paths that the program writes */
    int64_t begin;                                  /* nanoseconds since 1970 */
};

/* Begins to record into T, which is all-zero. One trace at a time. */
void fs_trace_begin(struct fs_trace *t);

/* Ends recording: later questions are not kept. */
void fs_trace_end(void);

/* PATH is written by the program itself: neither it nor the folders made for it count as a
 * change of a folder's names. Canonical. */
void fs_trace_own(struct fs_trace *t, struct str path);

/* When all own paths are known: folders of theirs within listed ones are listed too, and the
 * digests of names are made. Recording ends with it. */
void fs_trace_finish(struct fs_trace *t);

/* Asks again what T (from fs_trace_finish(), or read back) holds. True when no answer differs. */
bool fs_trace_holds(struct fs_trace *t, struct pool *pool);

void fs_trace_done(struct fs_trace *t);

/* The stamp of ST if it can be trusted by one who looked at BEGIN; else all-zero. */
struct fs_stamp fs_stamp_of(const struct stat *st, int64_t begin);
bool fs_stamp_eq(struct fs_stamp a, struct fs_stamp b); /* false for untrusted ones */

/* Nanoseconds since 1970. */
int64_t fs_now(void);

/* The digest of the file PATH, read in pieces. */
bool fs_digest(const char *path, struct digest *ret_digest, int *ret_error);

/* For base/fs*.c: one call a question; nothing happens unless a trace is on. */
void fs_trace_read(const char *path, const struct stat *st, struct str bytes);
void fs_trace_open(const char *path, int fd); /* FD is PATH, and will be read in pieces */
void fs_trace_unread(const char *path);
void fs_trace_name(const char *path); /* before the question is asked */
void fs_trace_list(const char *path, const struct stat *st, const struct fs_entry *v, size_t n);
void fs_trace_real(const char *path, struct str real);

#endif
