/* SPDX-License-Identifier: MIT */
/* Between the files of confinement. */
#ifndef BASE_CONFINE_P_H
#define BASE_CONFINE_P_H

#include "base/confine.h"

/* Sanitizers make system calls of their own, and their allocators take no heed of fork(). */
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define IS_SANITIZED true
#elif defined __has_feature
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define IS_SANITIZED true
#endif
#endif
#ifndef IS_SANITIZED
#define IS_SANITIZED false
#endif

/* Bounds of time and memory, and from now on this process computes, and reads and writes what is
 * open: it opens nothing, starts nothing and signals nobody. False: it still could. */
bool confine_files(void);

#endif
