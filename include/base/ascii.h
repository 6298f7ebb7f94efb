/* SPDX-License-Identifier: MIT */
/* ASCII characters, without a locale. */
#ifndef BASE_ASCII_H
#define BASE_ASCII_H

#include <stdbool.h>

static inline bool is_ascii_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}
static inline bool is_ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}
static inline bool is_ascii_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
static inline bool is_ascii_alnum(char c)
{
    return is_ascii_alpha(c) || is_ascii_digit(c);
}
static inline char ascii_lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static inline char ascii_upper(char c)
{
    return (char)(c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c);
}

/* The value of a hexadecimal digit; -1 when C is none. */
static inline int ascii_hex(char c)
{
    if (is_ascii_digit(c))
        return c - '0';
    c = ascii_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}
static inline bool is_ascii_hex(char c)
{
    return ascii_hex(c) >= 0;
}

#endif
