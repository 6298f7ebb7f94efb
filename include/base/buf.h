/* SPDX-License-Identifier: MIT */
/* A growing buffer of bytes.
 *
 * A buffer (struct buf) owns malloc'd memory; an all-zero struct is a valid empty buffer. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <string.h>

#include "base/slice.h"

struct buf {
    char *p;
    size_t n, size; /* bytes used, bytes allocated */
};

void buf_done(struct buf *b);
void buf_clear(struct buf *b); /* empties, keeps the memory */
void buf_fit(struct buf *b);   /* gives back the memory behind the last byte */

/* Makes room for MORE bytes behind the last one, in memory that at least doubles. */
void buf_grow(struct buf *b, size_t more);

/* Makes room for MORE bytes behind the last one; returns where they start. */
static inline char *buf_reserve(struct buf *b, size_t more)
{
    if (b->size - b->n < more)
        buf_grow(b, more);
    return b->n ? b->p + b->n : b->p; /* NULL has no offset, not even 0 */
}

static inline void buf_add(struct buf *b, struct str s)
{
    if (s.n == 0)
        return;
    memcpy(buf_reserve(b, s.n), s.p, s.n);
    b->n += s.n;
}

void buf_addz(struct buf *b, const char *z);
static inline void buf_byte(struct buf *b, char c)
{
    if (b->n == b->size)
        buf_grow(b, 1);
    b->p[b->n++] = c;
}
void buf_fill(struct buf *b, char c, size_t count);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* S as XML character data or attribute value: & < > " are escaped, bytes that XML 1.0 forbids
 * (control characters but TAB, LF, CR) are dropped. */
void buf_xml(struct buf *b, struct str s);

/* S as the inside of a JSON string. S is UTF-8. */
void buf_json(struct buf *b, struct str s);

/* The contents; valid until the next change. */
static inline struct str buf_str(const struct buf *b)
{
    return (struct str){b->p ? b->p : "", b->n};
}

#endif
