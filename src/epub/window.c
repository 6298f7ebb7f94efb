/* SPDX-License-Identifier: MIT */
/* Holding back the newest stretch of a file. */
#include "epub/window.h"

enum { HELD_MAX = 256 << 10 };

void window_init(struct window *w, struct fs_out *out)
{
    *w = (struct window){.out = out};
}

void window_done(struct window *w)
{
    buf_done(&w->held);
}

uint64_t window_end(const struct window *w)
{
    return w->from + w->held.n;
}

void window_seek(struct window *w, uint64_t to)
{
    w->at = to;
}

static bool write_at(struct window *w, uint64_t at, const char *p, size_t n, int *ret_error)
{
    return (fs_out_tell(w->out) == at || fs_out_seek(w->out, at, ret_error)) &&
           fs_out_write(w->out, p, n, ret_error);
}

bool window_flush(struct window *w, int *ret_error)
{
    if (w->held.n && !write_at(w, w->from, w->held.p, w->held.n, ret_error))
        return false;
    w->from += w->held.n;
    buf_clear(&w->held);
    return true;
}

/* Bytes behind all others. */
static bool append(struct window *w, const char *p, size_t n, int *ret_error)
{
    if (w->held.n + n > HELD_MAX && !window_flush(w, ret_error))
        return false;
    if (n < HELD_MAX) {
        buf_add(&w->held, (struct str){p, n});
        return true;
    }
    if (!write_at(w, w->from, p, n, ret_error))
        return false;
    w->from += n;
    return true;
}

/* The N bytes at w->at again: what has left the window, what is in it, and what comes behind. */
static bool rewrite(struct window *w, const char *p, size_t n, int *ret_error)
{
    size_t gone = w->at < w->from ? (size_t)(w->from - w->at) : 0, here;
    size_t place = w->at > w->from ? (size_t)(w->at - w->from) : 0;

    if (gone > n)
        gone = n;
    if (gone && !write_at(w, w->at, p, gone, ret_error))
        return false;
    here = n - gone < w->held.n - place ? n - gone : w->held.n - place;
    if (here)
        memcpy(w->held.p + place, p + gone, here);
    return n == gone + here || append(w, p + gone + here, n - gone - here, ret_error);
}

bool window_write(struct window *w, const void *p, size_t n, int *ret_error)
{
    bool done = w->at == window_end(w) ? append(w, p, n, ret_error) : rewrite(w, p, n, ret_error);

    w->at += done ? n : 0;
    return done;
}
