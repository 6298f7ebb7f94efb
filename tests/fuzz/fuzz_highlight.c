/* SPDX-License-Identifier: MIT */
/* Any bytes as code in any language: the runs must add up to the input, in order. The first two
 * bytes choose the language. */
#include <stdint.h>
#include <stdlib.h>

#include "render/highlight.h"

struct reader {
    const char *next;
};

static void check_run(void *ctx, enum highlight_kind kind, struct str run)
{
    struct reader *r = ctx;

    if (run.p != r->next || run.n == 0 || (unsigned)kind >= HL_KIND_COUNT)
        abort();
    r->next += run.n;
}

static size_t language_count(void)
{
    size_t n = 0;

    while (highlight_language_names(n))
        n++;
    return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str code = {(const char *)data + 2, size - 2}, name;
    struct reader r = {code.p};

    if (size < 3)
        return 0;
    name = str_of(highlight_language_names(((size_t)data[0] << 8 | data[1]) % language_count()));
    name = str_sub(name, 0, str_find_byte(name, ' ', 0));
    highlight(highlight_language(name), code, check_run, &r);
    if (r.next != code.p + code.n)
        abort();
    return 0;
}
