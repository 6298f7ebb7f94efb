/* SPDX-License-Identifier: MIT */
/* Fuzz target: the probe on any bytes, whole and as the head of a longer file. */
#include <stdint.h>
#include <stdlib.h>

#include "media/probe.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(struct str head, uint64_t size)
{
    struct media_info info;

    media_probe(head, size, &info);
    if (info.type >= MEDIA_TYPE_COUNT || info.orientation < 1 || info.orientation > 8)
        abort();
    if (info.type == MEDIA_UNKNOWN && (info.width || info.is_damaged))
        abort();
    if (info.type == MEDIA_SVG && (info.width > 1000000 || info.height > 1000000))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str head = {(const char *)data, size};

    check(head, size);
    check(head, size + 1000);
    check(str_sub(head, 0, size / 2), size);
    return 0;
}
