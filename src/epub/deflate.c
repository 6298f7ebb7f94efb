/* SPDX-License-Identifier: MIT */
/* libdeflate behind one small door. */
#include "epub/deflate.h"

#include <stdlib.h>

#include <libdeflate.h>

#include "base/alloc.h"

enum { LEVEL = 6 };

struct deflater {
    struct libdeflate_compressor *compressor; /* NULL until it is used */
};

struct deflater *deflater_new(void)
{
    return xcalloc(1, sizeof(struct deflater));
}

void deflater_free(struct deflater *d)
{
    if (d)
        libdeflate_free_compressor(d->compressor);
    free(d);
}

static struct libdeflate_compressor *compressor_of(struct deflater *d)
{
    if (!d->compressor)
        d->compressor = libdeflate_alloc_compressor(LEVEL);
    if (!d->compressor)
        alloc_die();
    return d->compressor;
}

void deflate_add(struct deflater *d, struct buf *out, struct str raw)
{
    struct libdeflate_compressor *c = compressor_of(d);
    size_t bound = libdeflate_deflate_compress_bound(c, raw.n);
    char *to = buf_reserve(out, bound);

    out->n += libdeflate_deflate_compress(c, raw.p, raw.n, to, bound);
}

uint32_t deflate_crc(uint32_t crc, struct str data)
{
    return libdeflate_crc32(crc, data.p, data.n);
}
