/* SPDX-License-Identifier: MIT */
/* main() of a fuzz target where libFuzzer is not at hand.
 *
 * TARGET FILE... runs the target on each file. TARGET -t SECONDS FILE... then runs changed copies
 * of them until the time is over; -n COUNT does COUNT changed copies of each, the same ones every
 * time. What is run is in the file fuzz-input, so that an input that crashes is at hand. */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/fs.h"
#include "base/vec.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv) __attribute__((weak));

enum { MAX_INPUT = 1 << 16, MAX_CHANGES = 8 };

static uint64_t state = 0x9E3779B97F4A7C15U;

/* xorshift64*: the same sequence on every machine. */
static size_t below(size_t n)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return n ? (size_t)((state * 0x2545F4914F6CDD1DU) >> 33) % n : 0;
}

static void change_byte(struct buf *b)
{
    static const char interesting[] =
        "\n\n\t \"'<>&[](){}#*_`~|\\/-=+:;!?$%^0A\x00\x7F\x80\xC3\xFF";

    if (b->n)
        b->p[below(b->n)] =
            below(2) ? interesting[below(sizeof interesting - 1)] : (char)below(256);
}

static void remove_span(struct buf *b)
{
    size_t at = below(b->n), n = below(b->n - at < 32 ? b->n - at : 32);

    memmove(b->p + at, b->p + at + n, b->n - at - n);
    b->n -= n;
}

/* Puts a span of FROM at a random place of B. */
static void insert_span(struct buf *b, struct str from)
{
    size_t at = below(b->n + 1), start = below(from.n);
    size_t n = below(from.n - start < 200 ? from.n - start : 200);

    if (n == 0 || b->n + n > MAX_INPUT)
        return;
    buf_reserve(b, n);
    memmove(b->p + at + n, b->p + at, b->n - at);
    memcpy(b->p + at, from.p + start, n);
    b->n += n;
}

static void repeat_span(struct buf *b)
{
    size_t at = below(b->n), n = below(b->n - at < 16 ? b->n - at : 16);
    size_t times = below(50);
    char *span = xmalloc(n);

    memcpy(span, b->p + at, n);
    while (times-- && b->n + n <= MAX_INPUT)
        insert_span(b, (struct str){span, n});
    free(span);
}

static void change(struct buf *b, struct str other)
{
    for (size_t i = 1 + below(MAX_CHANGES); i > 0; i--) {
        size_t kind = b->n ? below(5) : 3;

        if (kind <= 1)
            change_byte(b);
        else if (kind == 2)
            remove_span(b);
        else if (kind == 3 && other.n)
            insert_span(b, other);
        else if (b->n)
            repeat_span(b);
    }
}

static void run(struct str input)
{
    static int last = -1; /* kept open: making a file anew costs more than most targets */
    uint8_t *exact = xmalloc(input.n); /* so that a read behind its end is seen */

    if (last < 0)
        last = open("fuzz-input", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (pwrite(last, input.p, input.n, 0) < 0 || ftruncate(last, (off_t)input.n) < 0)
        perror("fuzz-input");
    if (input.n)
        memcpy(exact, input.p, input.n);
    LLVMFuzzerTestOneInput(exact, input.n);
    free(exact);
}

struct seeds {
    VEC(struct str) list;
    struct arena arena;
};

static bool read_seeds(struct seeds *s, char **names)
{
    for (; *names; names++) {
        struct str text;
        int error = 0;

        if (!fs_read(&s->arena, *names, 16 << 20, &text, &error)) {
            fprintf(stderr, "%s: %s\n", *names, strerror(error));
            return false;
        }
        *vec_push(&s->list) = text;
    }
    return true;
}

static void run_changed(const struct seeds *s, size_t index)
{
    struct buf b = {0};

    buf_add(&b, str_sub(s->list.v[index], 0, MAX_INPUT));
    change(&b, s->list.v[below(s->list.n)]);
    run(buf_str(&b));
    buf_done(&b);
}

static unsigned long option(char ***argv, const char *name)
{
    unsigned long value = 0;

    if (!(*argv)[0] || strcmp((*argv)[0], name) != 0 || !(*argv)[1])
        return 0;
    if (!str_to_uint(str_of((*argv)[1]), 1 << 20, &value))
        exit(2);
    *argv += 2;
    return value;
}

int main(int argc, char **argv)
{
    struct seeds s = {0};
    unsigned long seconds, copies;
    size_t runs = 0;
    time_t end;

    if (LLVMFuzzerInitialize)
        LLVMFuzzerInitialize(&argc, &argv);
    argv++;
    seconds = option(&argv, "-t");
    copies = option(&argv, "-n");
    if (!read_seeds(&s, argv))
        return 2;
    if (s.list.n == 0)
        *vec_push(&s.list) = STR("");
    end = time(NULL) + (time_t)seconds;
    for (size_t i = 0; i < s.list.n; i++, runs++)
        run(s.list.v[i]);
    for (size_t i = 0; i < s.list.n * copies; i++, runs++)
        run_changed(&s, i % s.list.n);
    for (; time(NULL) < end; runs++)
        run_changed(&s, below(s.list.n));
    printf("%zu inputs\n", runs);
    remove("fuzz-input");
    vec_done(&s.list);
    arena_done(&s.arena);
    return 0;
}
