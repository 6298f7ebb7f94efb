/* SPDX-License-Identifier: MIT */
/* Remote pictures → files in a cache directory, by libcurl.
 *
 * Only http and https, and only to public addresses: each connection's resolved address is
 * checked, those of redirections too, so that a post cannot make the program look around in the
 * network it runs in. No proxies, cookies or credentials. A file is cached under a hash of its
 * URL, written atomically, and not asked for again. Failures are not kept. */
#ifndef MEDIA_FETCH_H
#define MEDIA_FETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/progress.h"
#include "base/str.h"
#include "media/probe.h"

struct sockaddr;

struct fetch_item {
    struct str url; /* absolute; "//host/…" is taken as https */

    /* set by fetch_all() */
    struct str file;      /* in the cache; absent when it failed */
    enum media_type type; /* by its bytes */
    const char *fault;    /* a few words, NULL when it is there */
};

struct fetch_options {
    const char *cache;         /* directory, made when it is missing */
    uint64_t max_bytes;        /* of one file; 0: 20 MiB */
    unsigned seconds;          /* for one file; 0: 30 */
    unsigned parallel;         /* transfers at once; 0: 8 */
    const char *user_agent;    /* NULL: "mdbook2epub" */
    bool allow_private;        /* addresses of any kind */
    bool is_offline;           /* take what the cache has, fetch nothing */
    struct progress *progress; /* one step an item; may be NULL */
};

/* Fetches all items; an URL that stands there twice is fetched once. Results live in A. False
 * when the cache cannot be used at all; every item then has a fault. */
bool fetch_all(struct arena *a, struct fetch_item *v, size_t n, const struct fetch_options *o);

/* Whether ADDRESS (IPv4 or IPv6) belongs to the public Internet: not loopback, private,
 * link-local, shared (RFC 6598), documentation, multicast or reserved, nor one of these wrapped
 * in IPv6. */
bool fetch_is_public(const struct sockaddr *address);

#endif
