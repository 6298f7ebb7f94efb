/* SPDX-License-Identifier: MIT */
/* What recording (fs_trace.c) and asking again (fs_trace_holds.c) share. */
#ifndef BASE_FS_TRACE_P_H
#define BASE_FS_TRACE_P_H

#include <errno.h>

#include "base/fs_trace.h"

/* What is at PATH, as struct fs_trace_name has it. */
char fs_kind_of(const char *path);

/* Goes on recording into T. */
void fs_trace_resume(struct fs_trace *t);

/* The folder that PATH is in; "." where it names none. */
struct str fs_trace_parent(struct str path);

#endif
