/* SPDX-License-Identifier: MIT */
/* libdeflate behind one small door. */
#include "epub/deflate.h"

#include <libdeflate.h>

#include "base/alloc.h"

enum { LEVEL = 6 };

struct deflater *deflater_new(void)
{
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(LEVEL);

    if (!c)
        alloc_die();
    return (struct deflater *)c;
}

void deflater_free(struct deflater *d)
{
    libdeflate_free_compressor((struct libdeflate_compressor *)d);
}

void deflate_add(struct deflater *d, struct buf *out, struct str raw)
{
    struct libdeflate_compressor *c = (struct libdeflate_compressor *)d;
    size_t bound = libdeflate_deflate_compress_bound(c, raw.n);
    char *to = buf_reserve(out, bound);

    out->n += libdeflate_deflate_compress(c, raw.p, raw.n, to, bound);
}

uint32_t deflate_crc(uint32_t crc, struct str data)
{
    return libdeflate_crc32(crc, data.p, data.n);
}
