/* SPDX-License-Identifier: MIT */
/* Temporary files are removed however the program ends. */
#include "base/fs_temp.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"

enum state { FREE, RESERVED, LIVE };

static struct slot {
    atomic_int state;
    char path[PATH_MAX];
} slots[FS_TEMP_SLOTS];

/* The second row: by these libraries end the program when memory runs out. */
static const int ending_signals[] = {SIGINT,  SIGTERM, SIGHUP,  SIGQUIT, SIGPIPE,
                                     SIGXCPU, SIGABRT, SIGTRAP, SIGSEGV, SIGBUS};

enum { ENDING_SIGNALS = sizeof ending_signals / sizeof *ending_signals };

static int reserve_slot(void)
{
    for (int i = 0; i < FS_TEMP_SLOTS; i++) {
        int expected = FREE;

        if (atomic_compare_exchange_strong(&slots[i].state, &expected, RESERVED))
            return i;
    }
    return -1;
}

static int create(const char *path, mode_t mode)
{
    int fd;

    do
        fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    while (fd < 0 && errno == EINTR);
    return fd;
}

bool fs_temp_create(const char *path, mode_t mode, int *ret_fd, int *ret_slot, int *ret_error)
{
    size_t n = strlen(path) + 1;
    sigset_t all, before;
    int slot, fd;

    if (n > PATH_MAX)
        return *ret_error = ENAMETOOLONG, false;
    slot = reserve_slot();
    if (slot < 0)
        return *ret_error = EMFILE, false;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    fd = create(path, mode);
    if (fd < 0)
        *ret_error = errno;
    else
        memcpy(slots[slot].path, path, n);
    atomic_store(&slots[slot].state, fd < 0 ? FREE : LIVE);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (fd < 0)
        return false;
    *ret_fd = fd;
    *ret_slot = slot;
    return true;
}

void fs_temp_forget(int slot)
{
    atomic_store(&slots[slot].state, FREE);
}

void fs_remove_temporaries(void)
{
    int saved = errno;

    for (int i = 0; i < FS_TEMP_SLOTS; i++)
        if (atomic_load(&slots[i].state) == LIVE)
            unlink(slots[i].path);
    errno = saved;
}

/* SA_RESETHAND has put the default action back, so raising it again ends the program with the
 * status that the parent expects. */
static void on_signal(int number)
{
    fs_remove_temporaries();
    (void)raise(number);
}

void fs_catch_signals(void)
{
    struct sigaction ours = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
    struct sigaction ignore = {.sa_handler = SIG_IGN};

    sigfillset(&ours.sa_mask);
    for (int i = 0; i < ENDING_SIGNALS; i++) {
        struct sigaction old;

        /* What is ignored at the start (nohup) stays ignored, what a sanitizer catches its. */
        if (sigaction(ending_signals[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
            sigaction(ending_signals[i], &ours, NULL);
    }
    /* A file size limit shall be an error of write(), not the end. */
    sigaction(SIGXFSZ, &ignore, NULL);
}
