/* SPDX-License-Identifier: MIT */
/* Whole reads and writes. */
#include "base/fd.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

int fd_write(int fd, const void *p, size_t n)
{
    const char *from = p;

    while (n) {
        ssize_t put = write(fd, from, n);

        if (put < 0 && errno != EINTR)
            return errno;
        if (put > 0) {
            from += put;
            n -= (size_t)put;
        }
    }
    return 0;
}

static time_t seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

/* Waits until there is something to read, at most until END. 0, or an errno value. */
static int wait_until(int fd, time_t end)
{
    struct pollfd what = {fd, POLLIN, 0};
    int count;

    do {
        time_t left = end - seconds_now();

        count = left > 0 ? poll(&what, 1, (int)left * 1000) : 0;
    } while (count < 0 && errno == EINTR);
    return count > 0 ? 0 : count < 0 ? errno : ETIMEDOUT;
}

int fd_read(int fd, void *p, size_t n, int seconds)
{
    time_t end = seconds ? seconds_now() + seconds : 0;
    char *to = p;

    while (n) {
        int error = seconds ? wait_until(fd, end) : 0;
        ssize_t got = error ? 0 : read(fd, to, n);

        if (error)
            return error;
        if (got == 0)
            return FD_ENDS;
        if (got < 0 && errno != EINTR)
            return errno;
        if (got > 0) {
            to += got;
            n -= (size_t)got;
        }
    }
    return 0;
}

size_t fd_limit(void)
{
    struct rlimit now;

    return getrlimit(RLIMIT_NOFILE, &now) == 0 && now.rlim_cur != RLIM_INFINITY
               ? (size_t)now.rlim_cur
               : SIZE_MAX;
}
