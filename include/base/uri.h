/* SPDX-License-Identifier: MIT */
/* The text of URI references (RFC 3986). */
#ifndef BASE_URI_H
#define BASE_URI_H

#include "base/arena.h"
#include "base/slice.h"

/* Percent-decoding; invalid escapes stay. In A where it changes anything. */
struct str uri_decode(struct arena *a, struct str s);

/* Percent-encodes what RFC 3986 does not allow in a URL reference; keeps valid escapes. */
struct str uri_encode(struct arena *a, struct str s);

/* PATH, the name of a file, as the path of a URL: '%' is encoded as well. */
struct str uri_encode_path(struct arena *a, struct str path);

/* ID, of an element, as the fragment of a URL: '%' and '#' are encoded as well. */
struct str uri_encode_fragment(struct arena *a, struct str id);

/* The scheme of URL ("https"), or empty for a relative reference. */
struct str uri_scheme(struct str url);

/* Without "pathname://", which keeps Docusaurus from looking for what a path leads to. */
struct str uri_plain(struct str url);

/* URL starts as an absolute one of http or https does. */
bool uri_is_web(struct str url);

/* The path of an absolute URL, from its '/' on; empty where it ends with the host. */
struct str uri_path(struct str url);

#endif
