/* SPDX-License-Identifier: MIT */
/* Descriptors: reads and writes that are whole. */
#ifndef BASE_FD_H
#define BASE_FD_H

#include <stddef.h>

enum {
    FD_ENDS = -1,   /* no errno value: the data ended before */
    FD_FOREVER = 0, /* seconds */
};

/* Each is taken up again after a signal and after a part of the data. 0, or an errno value. */
int fd_write(int fd, const void *p, size_t n);

/* Or FD_ENDS; or ETIMEDOUT, where not all of it is there within SECONDS. */
int fd_read(int fd, void *p, size_t n, int seconds);

/* How many descriptors this process may have. */
size_t fd_limit(void);

#endif
