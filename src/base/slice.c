/* SPDX-License-Identifier: MIT */
/* Slices of text. */
#include "base/slice.h"

#include <string.h>

bool str_is_ascii(struct str s)
{
    unsigned char any = 0;

    for (size_t i = 0; i < s.n; i++)
        any |= (unsigned char)s.p[i];
    return any < 0x80;
}

bool str_eq_fold(struct str a, struct str b)
{
    return a.n == b.n && str_starts_fold(a, b);
}

int str_cmp(struct str a, struct str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;

    if (c)
        return c;
    return a.n < b.n ? -1 : a.n > b.n;
}

bool str_starts_fold(struct str s, struct str prefix)
{
    if (s.n < prefix.n)
        return false;
    for (size_t i = 0; i < prefix.n; i++)
        if (ascii_lower(s.p[i]) != ascii_lower(prefix.p[i]))
            return false;
    return true;
}

bool str_ends(struct str s, struct str suffix)
{
    return s.n >= suffix.n && str_eq(str_skip(s, s.n - suffix.n), suffix);
}

bool str_ends_fold(struct str s, struct str suffix)
{
    return s.n >= suffix.n && str_eq_fold(str_skip(s, s.n - suffix.n), suffix);
}

/* The place of the needle's byte that text has least often, as far as letters tell. */
static size_t rarest(struct str needle)
{
    static const char common[] = " etaoinsrhldcumfpgwybvkxjqz<";
    size_t best = 0, best_rank = 0;

    for (size_t i = 0; i < needle.n; i++) {
        const char *hit = strchr(common, needle.p[i]);
        size_t rank = hit && *hit ? (size_t)(hit - common) + 1 : sizeof common;

        if (rank > best_rank) {
            best = i;
            best_rank = rank;
        }
    }
    return best;
}

enum { SHORT_NEEDLE = 16 }; /* bytes; what a byte search with a comparison at each hit is for */

size_t str_find(struct str s, struct str needle, size_t from)
{
    const char *p, *end, *hit;
    size_t offset;

    if (from > s.n || needle.n > s.n - from)
        return STR_NPOS;
    if (needle.n == 0)
        return from;
    if (needle.n > SHORT_NEEDLE) {
        hit = memmem(s.p + from, s.n - from, needle.p, needle.n);
        return hit ? (size_t)(hit - s.p) : STR_NPOS;
    }
    offset = rarest(needle);
    p = s.p + from + offset;
    end = s.p + s.n - needle.n + offset + 1;
    while ((hit = memchr(p, needle.p[offset], (size_t)(end - p))) != NULL) {
        if (memcmp(hit - offset, needle.p, needle.n) == 0)
            return (size_t)(hit - offset - s.p);
        p = hit + 1;
    }
    return STR_NPOS;
}

size_t str_find_byte(struct str s, char byte, size_t from)
{
    const char *hit = from < s.n ? memchr(s.p + from, byte, s.n - from) : NULL;

    return hit ? (size_t)(hit - s.p) : STR_NPOS;
}

size_t str_rfind_byte(struct str s, char byte)
{
    for (size_t i = s.n; i > 0; i--)
        if (s.p[i - 1] == byte)
            return i - 1;
    return STR_NPOS;
}

struct str str_trim_end(struct str s)
{
    while (s.n && is_ascii_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

struct str str_trim(struct str s)
{
    while (s.n && is_ascii_space(s.p[0])) {
        s.p++;
        s.n--;
    }
    return str_trim_end(s);
}

bool str_split(struct str *rest, char byte, struct str *ret_part)
{
    size_t at;

    if (!rest->p)
        return false;
    at = str_find_byte(*rest, byte, 0);
    if (at == STR_NPOS) {
        *ret_part = *rest;
        *rest = STR_NONE;
    } else {
        *ret_part = str_sub(*rest, 0, at);
        *rest = str_skip(*rest, at + 1);
    }
    return true;
}

static bool is_among(struct str word, struct str words, bool is_folded)
{
    struct str each;

    while (word.n && str_split(&words, ' ', &each))
        if (is_folded ? str_eq_fold(word, each) : str_eq(word, each))
            return true;
    return false;
}

bool str_among(struct str word, struct str words)
{
    return is_among(word, words, false);
}

bool str_among_fold(struct str word, struct str words)
{
    return is_among(word, words, true);
}

bool str_line(struct str *rest, struct str *ret_line)
{
    size_t at;

    if (rest->n == 0)
        return false;
    at = str_find_byte(*rest, '\n', 0);
    if (at == STR_NPOS)
        at = rest->n;
    *ret_line = str_sub(*rest, 0, at);
    *rest = str_skip(*rest, at + 1);
    if (ret_line->n && ret_line->p[ret_line->n - 1] == '\r')
        ret_line->n--;
    return true;
}

bool str_to_uint(struct str s, unsigned long max, unsigned long *ret_value)
{
    unsigned long v = 0;

    if (s.n == 0)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        unsigned long digit = (unsigned char)s.p[i] - (unsigned long)'0';

        if (!is_ascii_digit(s.p[i]) || v > (max - digit) / 10 || digit > max)
            return false;
        v = v * 10 + digit;
    }
    *ret_value = v;
    return true;
}

unsigned long str_hash(struct str s)
{
    unsigned long h = 14695981039346656037UL;

    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * 1099511628211UL;
    return h;
}
