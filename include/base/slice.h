/* SPDX-License-Identifier: MIT */
/* Text as slices.
 *
 * A slice (struct str) is a pointer and a length in bytes; it owns nothing and need not end in
 * NUL. {NULL, 0} means "absent"; .n == 0 with a pointer means "empty". All tests and folds here
 * are ASCII only and know no locale. */
#ifndef BASE_SLICE_H
#define BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/ascii.h"

struct str {
    const char *p;
    size_t n;
};

#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})
#define STR_INIT(literal)              \
    {                                  \
        (literal), sizeof(literal) - 1 \
    } /* for static tables */
#define STR_NONE ((struct str){NULL, 0})
#define STR_ARG(s) (int)(s).n, (s).p /* for "%.*s" */
#define STR_NPOS ((size_t)-1)

/* The slice of the C string Z; Z may be NULL. */
static inline struct str str_of(const char *z)
{
    return z ? (struct str){z, strlen(z)} : STR_NONE;
}

/* S without its first N bytes, without its last N bytes, the LEN bytes at FROM. Clamped. */
static inline struct str str_skip(struct str s, size_t n)
{
    if (n > s.n)
        n = s.n;
    return n ? (struct str){s.p + n, s.n - n} : s;
}

static inline struct str str_chop(struct str s, size_t n)
{
    s.n -= n < s.n ? n : s.n;
    return s;
}

static inline struct str str_sub(struct str s, size_t from, size_t len)
{
    s = str_skip(s, from);
    if (len < s.n)
        s.n = len;
    return s;
}

static inline bool str_eq(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool str_starts(struct str s, struct str prefix)
{
    return s.n >= prefix.n && str_eq(str_sub(s, 0, prefix.n), prefix);
}

bool str_is_ascii(struct str s);
bool str_eq_fold(struct str a, struct str b); /* ASCII letters without case */
int str_cmp(struct str a, struct str b);      /* bytewise, as memcmp, shorter first */
bool str_starts_fold(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
bool str_ends_fold(struct str s, struct str suffix);

/* Offset of the first match at or after FROM, or STR_NPOS. */
size_t str_find(struct str s, struct str needle, size_t from);
size_t str_find_byte(struct str s, char byte, size_t from);
size_t str_rfind_byte(struct str s, char byte); /* last match */

/* WORD is one of WORDS, which single blanks part: for short lists only. An empty word, or one with
 * a blank in it, is none of them. */
bool str_among(struct str word, struct str words);
bool str_among_fold(struct str word, struct str words); /* ASCII letters without case */

/* Without ASCII white space at both ends. */
struct str str_trim(struct str s);
struct str str_trim_end(struct str s);

/* Takes the part before BYTE off the front of *REST (and BYTE itself) into *RET_PART.
 * Without BYTE the whole rest is the part. Returns false when *REST was used up. */
bool str_split(struct str *rest, char byte, struct str *ret_part);

/* Takes one line, without its LF or CRLF. Returns false at the end. */
bool str_line(struct str *rest, struct str *ret_line);

/* The decimal number that S is as a whole; false when it is none or over MAX. */
bool str_to_uint(struct str s, unsigned long max, unsigned long *ret_value);

unsigned long str_hash(struct str s); /* FNV-1a, the same on every run */

#endif
