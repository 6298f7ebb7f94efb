/* SPDX-License-Identifier: MIT */
/* UTF-8 (RFC 3629: shortest form, no surrogates, up to U+10FFFF). */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* Decodes the character at AT; its length in bytes is the result, 0 at the end of S or where
 * the bytes are not UTF-8. */
size_t utf8_decode(struct str s, size_t at, uint32_t *ret_char);

/* Appends C to OUT; C must be a Unicode scalar value. */
void utf8_add(struct buf *out, uint32_t c);

/* Offset of the first byte that is not valid UTF-8, or S.n. */
size_t utf8_valid_prefix(struct str s);

/* The characters of S, which is valid, that its first N bytes hold whole. */
struct str utf8_head(struct str s, size_t n);

/* Characters of S, which is valid. */
size_t utf8_count(struct str s);

/* True when C may stand in an XML 1.0 document (production [2] Char) and is no non-character. */
bool utf8_is_xml_char(uint32_t c);

/* A character that Unicode has assigned; no control, private or non-character. */
bool utf8_is_assigned(uint32_t c);

/* Simple lower case of Latin, Greek, Cyrillic, Armenian and other cased scripts of the BMP. */
uint32_t utf8_lower(uint32_t c);

/* Appends S in canonical composition (NFC) and with its case folded in full, so that "Straße" and
 * "STRASSE" are the same bytes; as it is where it is not valid. Takes memory from GLib, which
 * aborts without any, only for what is not ASCII. */
void utf8_add_folded(struct buf *out, struct str s);

/* Letters and digits of any script, combining marks included: what an id keeps. */
bool utf8_is_word(uint32_t c);

/* The plain letter under the marks of C ("é" → "e"), or C itself. */
uint32_t utf8_base(uint32_t c);

/* Terminal columns that C takes: 0, 1 or 2. */
int utf8_width(uint32_t c);

/* S for a terminal: what can steer it or reorder what is read (control characters, UAX #9 explicit
 * formatting), and bytes that are no UTF-8, are shown escaped. */
void utf8_add_shown(struct buf *out, struct str s);

#endif
