/* SPDX-License-Identifier: MIT */
/* Files: walking, reading whole, writing so that the old file survives every failure.
 *
 * Functions that can fail return false and leave the errno value in *RET_ERROR; they print
 * nothing. EINTR is retried everywhere. Paths are bytes. */
#ifndef BASE_FS_H
#define BASE_FS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/arena.h"
#include "base/str.h"

/* Opens PATH for reading; -1 and errno when that fails. Never waits, whatever PATH is: the caller
 * looks what kind of file it got. */
int fs_open(const char *path);

/* Reads the regular file PATH whole into A (a NUL follows). Anything that is no regular file
 * is EINVAL; more than LIMIT bytes is EFBIG; a file that does not stop changing while it is read
 * is EBUSY. */
bool fs_read(struct arena *a, const char *path, size_t limit, struct str *ret_text, int *ret_error);

/* Whether ERROR tells of the machine (a failing disk, no memory, no descriptors) and not of the
 * one file: then a book made without that file would be a wrong one. */
bool fs_is_system_fault(int error);

/* One directory's entry. */
struct fs_entry {
    struct str name;
    bool is_dir, is_file; /* of what a symlink points at */
    bool is_link;
};

/* The entries of the directory PATH, without "." and "..", sorted by bytes. */
bool fs_list(struct arena *a, const char *path, struct fs_entry **ret_v, size_t *ret_n,
             int *ret_error);

bool fs_is_file(const char *path);
bool fs_is_dir(const char *path);
bool fs_size(const char *path, uint64_t *ret_size);

/* Paths as text. join: "a" + "b/../c" → "a/c" ("." and ".." resolved lexically; leading ".."
 * kept; "" is the current directory). An absolute NAME stands alone. A NUL follows. */
struct str fs_join(struct arena *a, struct str dir, struct str name);
struct str fs_dirname(struct str path); /* "" when there is no slash */
struct str fs_basename(struct str path);
struct str fs_extension(struct str path); /* "md" of "x/y.md"; "" when none */
struct str fs_stem(struct str path);      /* "y" of "x/y.md" */

/* The canonical absolute path (symlinks resolved); false when it does not exist. */
bool fs_real(struct arena *a, const char *path, struct str *ret_path);

/* The canonical path PATH as messages show it: from the working directory on, if it is below. */
struct str fs_shown(struct arena *a, struct str path);

/* True when the canonical path PATH is DIR (canonical too) or below it. */
bool fs_is_below(struct str path, struct str dir);

/* True when what PATH leads to, links followed, is below DIR (canonical). */
bool fs_leads_below(struct arena *a, const char *path, struct str dir);

/* A file being written beside TARGET, as ".NAME.XXXXXX.tmp". A target that is a symlink is
 * followed; an existing file keeps its mode, a new one has 0666 less the umask; a write-protected
 * one is EACCES, a directory EISDIR. What cannot be replaced by renaming (FIFO, device,
 * "/dev/stdout", "/dev/fd/N") is written from a temporary file in $TMPDIR at fs_out_commit(),
 * so seeking works there too. */
struct fs_out;

struct fs_out *fs_out_open(const char *target, int *ret_error);
bool fs_out_write(struct fs_out *o, const void *p, size_t n, int *ret_error);
bool fs_out_seek(struct fs_out *o, uint64_t offset, int *ret_error);
uint64_t fs_out_tell(const struct fs_out *o);
const char *fs_out_path(const struct fs_out *o); /* of the temporary file */

/* All that is written, to be read in place. It is good until O is committed or aborted. */
bool fs_out_map(struct fs_out *o, struct str *ret_bytes, int *ret_error);

/* fsync, close, rename over the target, fsync of the directory; frees O either way. */
bool fs_out_commit(struct fs_out *o, int *ret_error);
void fs_out_abort(struct fs_out *o); /* removes the temporary file; frees O; O may be NULL */

/* Renames PATH to PATH~, over an older file of that name. */
bool fs_set_aside(const char *path, int *ret_error);

/* Writes the whole of TEXT to PATH in that way. */
bool fs_write(const char *path, struct str text, int *ret_error);

bool fs_mkdirs(const char *path, int *ret_error); /* PATH and its parents */

/* Removes the temporary files of all open fs_out; async-signal-safe. */
void fs_remove_temporaries(void);

/* From now on signals that end the program (SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGABRT …) remove
 * temporaries first; a file size limit is an error of writing (EFBIG). Call it once at start. */
void fs_catch_signals(void);

#endif
