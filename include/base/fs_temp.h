/* SPDX-License-Identifier: MIT */
/* The names of temporary files that must not outlive the program.
 *
 * A fixed number of slots, so that a signal handler may walk them. Only base/fs_out.c adds
 * names; others call fs_remove_temporaries() and fs_catch_signals() of base/fs.h. */
#ifndef BASE_FS_TEMP_H
#define BASE_FS_TEMP_H

#include <stdbool.h>
#include <sys/types.h>

enum { FS_TEMP_SLOTS = 32 };

/* Creates PATH (O_EXCL, read and write, MODE less the umask) and remembers its name in one
 * step that no signal can part. False: *RET_ERROR is the errno value; EMFILE when more than
 * FS_TEMP_SLOTS files are open. */
bool fs_temp_create(const char *path, mode_t mode, int *ret_fd, int *ret_slot, int *ret_error);

/* The file of SLOT has been renamed or removed: forget its name. */
void fs_temp_forget(int slot);

#endif
