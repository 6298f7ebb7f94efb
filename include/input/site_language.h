/* SPDX-License-Identifier: MIT */
/* The languages that a site is kept in, as its configuration names them. */
#ifndef INPUT_SITE_LANGUAGE_H
#define INPUT_SITE_LANGUAGE_H

#include "base/arena.h"
#include "book/site.h"
#include "input/value.h"

/* Fills SITE->languages, their content directories included, and SITE->language where the
 * configuration says it only so. */
void site_language_read(struct site *site, const struct value *config, struct arena *a);

/* Enters the languages that have a folder of translations (Docusaurus' i18n/). */
void site_language_scan(struct site *site, struct arena *a);

/* The main language first, and SITE->language is its tag; both calls may have been before. */
void site_language_finish(struct site *site, struct arena *a);

/* The language of SITE that is called NAME or has that tag, without case; or NULL. */
const struct site_language *site_language_named(const struct site *site, struct str name);

#endif
