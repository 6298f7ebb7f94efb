/* SPDX-License-Identifier: MIT */
/* A post's Markdown → a chapter (book/chapter.h).
 *
 * Pure: the result depends on the post, the site, the URL map and the options only, never on
 * other posts' text or on threads. Any number of chapters may be rendered at once. */
#ifndef RENDER_CHAPTER_H
#define RENDER_CHAPTER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/table.h"
#include "book/chapter.h"
#include "book/files.h"
#include "book/post.h"
#include "book/site.h"
#include "book/urlmap.h"

struct render_options {
    bool smart;     /* quotes and dashes by language */
    bool highlight; /* code */
    bool math;
    bool codes;   /* cards of embedded media come with a QR code */
    bool fetches; /* remote pictures: whoever downloads them tells what is missing */
    const struct table *shortcodes; /* name → struct str *, from the configuration */
};

struct render_env {
    const struct site *site;
    const struct post *posts; /* all of the book's, kept or not */
    const size_t *twins;      /* by post: itself, or a translation that is in the book for it */
    const struct urlmap *urls;
    const struct files *files;
    const struct render_options *options;

    /* A variable of the site's or post's templates; false when unknown. */
    bool (*variable)(const struct render_env *env, const struct post *p, struct str name,
                     struct str *ret_value);
};

/* Once, before threads start. */
void render_init(void);

/* Renders POSTS[POST] into C, which is all-zero. Its strings go into KEEP; PARSER_MEMORY serves the
 * parser and is reset. */
void render_chapter(struct chapter *c, const struct render_env *env, size_t post,
                    struct arena *keep, struct arena *parser_memory);

#endif
