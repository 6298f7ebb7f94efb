/* SPDX-License-Identifier: MIT */
/* Character sets of one byte a character, whose first half is ASCII. */
#ifndef INPUT_CHARSET_H
#define INPUT_CHARSET_H

#include <stdint.h>

enum { CHARSET_HIGH = 0x80 }; /* the first byte that is not ASCII */

enum charset { CHARSET_MAC_ROMAN, CHARSET_WINDOWS_1252, CHARSET_COUNT };

const char *charset_name(enum charset set);

/* The character of BYTE. Where Windows-1252 has none it is the control character of that number,
 * as browsers and editors have it. */
uint32_t charset_char(enum charset set, unsigned char byte);

/* The byte of C, which is not ASCII; -1 when SET lacks it. Latin-1 differs from Windows-1252 in
 * control characters, which nobody writes: they are taken for its bytes. */
int charset_byte(enum charset set, uint32_t c);

#endif
