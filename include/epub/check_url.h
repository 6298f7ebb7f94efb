/* SPDX-License-Identifier: MIT */
/* URLs inside the container (OCF 4.2.5, URL Standard). */
#ifndef EPUB_CHECK_URL_H
#define EPUB_CHECK_URL_H

#include "epub/check_state.h"

/* Holds on to the arena and the base it was resolved against, not to the text. */
struct url {
    bool remote;         /* has a scheme other than the container's own */
    struct str path;     /* in the container; or the URL without fragment when remote */
    struct str fragment; /* percent-decoded */
    bool has_fragment;
    struct str scheme; /* lower case; empty when relative */
};

/* Resolves TEXT against the container path BASE (or the remote URL BASE); reports what is
 * wrong with it at AT. False: nothing to go on with. */
bool url_resolve(struct check *c, struct str base, struct str text, struct where at,
                 struct url *ret_url);

/* The same without reports; blanks around TEXT do not count. */
struct url url_split(struct arena *a, struct str base, struct str text);

bool url_is_remote(struct str text); /* "scheme:…" */
bool url_scheme_is_known(struct str scheme);

#endif
