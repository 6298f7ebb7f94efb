/* SPDX-License-Identifier: MIT */
/* Name-based identifiers: the same name gives the same UUID on every machine (RFC 9562). */
#ifndef BASE_UUID_H
#define BASE_UUID_H

#include "base/str.h"

/* The namespaces of RFC 9562, clause 6.6, as 16 bytes. */
extern const char uuid_namespace_dns[16], uuid_namespace_url[16];

/* Version 5 (SHA-1) of NAME within NAMESPACE, as 36 lower-case characters and a NUL. */
void uuid_v5(const char namespace[16], struct str name, char out[37]);

/* The 16 bytes of version 5, to serve as a namespace in turn. */
void uuid_v5_bytes(const char namespace[16], struct str name, char out[16]);

#endif
