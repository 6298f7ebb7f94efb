/* SPDX-License-Identifier: MIT */
/* The closing line of a volume. */
#include <stdio.h>
#include <time.h>

#include "build/volumes.h"

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

static double seconds_since(const struct timespec *start)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

static void tell_contents(const struct volume *v, size_t pictures)
{
    (void)fprintf(stderr, "%.*s: %zu post%s", STR_ARG(v->path), v->post_count,
                  plural(v->post_count));
    if (v->parts.n)
        (void)fprintf(stderr, ", %zu part%s", v->parts.n, plural(v->parts.n));
    if (pictures)
        (void)fprintf(stderr, ", %zu picture%s", pictures, plural(pictures));
    if (v->shrunk)
        (void)fprintf(stderr, " (%zu made smaller: %.1f to %.1f MB)", v->shrunk,
                      (double)v->shrunk_from / 1e6, (double)v->shrunk_to / 1e6);
}

void volume_tell(struct build *b, const struct volume *v, size_t pictures, uint64_t bytes,
                 bool is_unchanged)
{
    uint64_t most = b->options->max_size;

    if (most && bytes > most && !is_unchanged)
        diag_add(&b->diags, DIAG_MAX_SIZE, (struct diag_pos){v->path, 0, 0}, (double)bytes / 1e6,
                 (double)most / 1e6);
    if (b->options->quiet || b->how.format == DIAG_JSON)
        return;
    tell_contents(v, pictures);
    (void)fprintf(stderr, ", %.1f MB %s %.2f s\n", (double)bytes / 1e6,
                  is_unchanged ? "as before, seen in" : "in", seconds_since(&b->start));
}
