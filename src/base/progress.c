/* SPDX-License-Identifier: MIT */
/* The progress bar; no more than ten drawings a second. */
#include "base/progress.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/str.h"

enum { QUIET_MS = 500, REDRAW_MS = 100, BAR_WIDTH = 24 };

struct progress {
    bool enabled;
    pthread_mutex_t mutex; /* guards what follows */
    const char *name;
    size_t done, total;
    long long started, drawn; /* milliseconds; drawn 0: never */
};

static long long now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

struct progress *progress_new(bool enabled)
{
    struct progress *p = xcalloc(1, sizeof *p);

    p->enabled = enabled;
    p->name = "";
    p->started = now_ms();
    pthread_mutex_init(&p->mutex, NULL);
    return p;
}

/* One write() for one drawing, so that it never mixes with another. */
static void put(const struct buf *text)
{
    if (write(STDERR_FILENO, text->p, text->n) < 0)
        return; /* a bar is no reason to fail */
}

static void draw(struct progress *p)
{
    struct buf text = {0};
    size_t total = p->total > p->done ? p->total : p->done;
    size_t filled = total ? p->done * BAR_WIDTH / total : 0;

    buf_addz(&text, "\r[");
    buf_fill(&text, '#', filled);
    buf_fill(&text, '-', BAR_WIDTH - filled);
    buf_printf(&text, "] %s %zu/%zu\033[K", p->name, p->done, total);
    put(&text);
    buf_done(&text);
}

static void draw_when_due(struct progress *p)
{
    long long now = now_ms();

    if (now - p->started < QUIET_MS || now - p->drawn < REDRAW_MS)
        return;
    p->drawn = now;
    draw(p);
}

static void wipe(struct progress *p)
{
    static char bytes[] = "\r\033[K";
    const struct buf text = {.p = bytes, .n = sizeof bytes - 1};

    if (p->drawn)
        put(&text);
    p->drawn = 0;
}

void progress_phase(struct progress *p, const char *name, size_t total)
{
    if (!p || !p->enabled)
        return;
    pthread_mutex_lock(&p->mutex);
    p->name = name;
    p->done = 0;
    p->total = total;
    if (total)
        draw_when_due(p);
    else
        wipe(p);
    pthread_mutex_unlock(&p->mutex);
}

void progress_step(struct progress *p)
{
    if (!p || !p->enabled)
        return;
    pthread_mutex_lock(&p->mutex);
    p->done++;
    draw_when_due(p);
    pthread_mutex_unlock(&p->mutex);
}

void progress_free(struct progress *p)
{
    if (!p)
        return;
    wipe(p);
    pthread_mutex_destroy(&p->mutex);
    free(p);
}
