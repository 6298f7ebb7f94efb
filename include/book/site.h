/* SPDX-License-Identifier: MIT */
/* The site that the posts come from: what its generator and its configuration say.
 *
 * Filled by the detect pass (input/site) and by options; read-only afterwards. Paths ending in
 * _dir are canonical absolute paths. */
#ifndef BOOK_SITE_H
#define BOOK_SITE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "base/table.h"
#include "base/vec.h"
#include "book/generator.h"

typedef VEC(struct str) str_vec;

/* Eleventy copies the folder DIR to PATH of the site (without slashes at its ends). */
struct site_mount {
    struct str path, dir;
};

/* One of several languages that a site is kept in. */
struct site_language {
    struct str name; /* in file names, folders and addresses: "fr", "zh-cn" */
    struct str tag;  /* BCP 47 */
    struct str dir;  /* its own content directory; or empty */
    struct str title, subtitle, description, author; /* where they differ; or empty */
};

struct site {
    const struct generator *generator; /* never NULL once detected */
    struct str config_path;            /* the file that told, as shown to users; or empty */
    struct str root_dir; /* of the site; the first PATH's directory where none is known */

    struct str title, subtitle, description, author, language, rights, publisher;
    struct str permalink; /* the pattern as the generator writes it; or empty */
    struct str posts_dir; /* of a whole site only what is below it; relative; or empty */
    struct str base_path; /* of the first address, where it is given apart */
    str_vec base_urls;    /* without trailing slash, the preferred one first */
    str_vec content_dirs; /* what rel paths and URLs are relative to */
    str_vec static_dirs;  /* what "/…" paths are relative to */
    str_vec exclude;      /* globs, relative to root_dir */

    VEC(struct site_mount) mounts;

    /* The main one first if the configuration names any; its tag is .language. */
    VEC(struct site_language) languages;

    struct table authors; /* whom posts name by a key → struct str *, the name */

    unsigned syntax;    /* enum syntax */
    enum id_scheme ids; /* how the generator makes heading ids */
};

static inline bool site_has(const struct site *site, enum quirk quirk)
{
    return (site->generator->quirks & quirk) != 0;
}

#endif
