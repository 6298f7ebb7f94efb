/* SPDX-License-Identifier: MIT */
/* Numbers in binary files. Reading outside the slice gives 0, so parsers of headers need a
 * bound check only where 0 would be a lie. */
#ifndef MEDIA_BYTES_H
#define MEDIA_BYTES_H

#include <stdint.h>

#include "base/str.h"

static inline uint32_t byte_at(struct str s, size_t at)
{
    return at < s.n ? (unsigned char)s.p[at] : 0;
}
static inline uint32_t be16_at(struct str s, size_t at)
{
    return byte_at(s, at) << 8 | byte_at(s, at + 1);
}
static inline uint32_t be32_at(struct str s, size_t at)
{
    return be16_at(s, at) << 16 | be16_at(s, at + 2);
}
static inline uint32_t le16_at(struct str s, size_t at)
{
    return byte_at(s, at + 1) << 8 | byte_at(s, at);
}
static inline uint32_t le24_at(struct str s, size_t at)
{
    return byte_at(s, at + 2) << 16 | le16_at(s, at);
}
static inline uint32_t le32_at(struct str s, size_t at)
{
    return le16_at(s, at + 2) << 16 | le16_at(s, at);
}

/* Whether the bytes of TAG stand at AT. */
static inline bool tag_at(struct str s, size_t at, struct str tag)
{
    return at <= s.n && str_starts(str_skip(s, at), tag);
}

#endif
