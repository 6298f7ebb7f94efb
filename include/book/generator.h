/* SPDX-License-Identifier: MIT */
/* Site generators, as data: what is peculiar to one is its row of book/generators.def, and the
 * passes ask the row, never which generator it is. */
#ifndef BOOK_GENERATOR_H
#define BOOK_GENERATOR_H

#include "book/ids.h"
#include "book/syntax.h"

enum generator_id {
#define GENERATOR(id, ...) GENERATOR_##id,
#include "book/generators.def"
#undef GENERATOR
    GENERATOR_COUNT
};

/* What a generator does that others do not. */
enum quirk {
    QUIRK_NO_PAGES = 1 << 0,        /* a file without a date is a post all the same */
    QUIRK_UNDERSCORES = 1 << 1,     /* folders whose names begin with '_' are published */
    QUIRK_PRIVATE_FILES = 1 << 2,   /* files whose names begin with '_' are not */
    QUIRK_POSTS_ONLY = 1 << 3,      /* of a whole site only what is below _posts and _drafts */
    QUIRK_BUNDLES = 1 << 4,         /* what stands beside an index.md belongs to it */
    QUIRK_SUMMARY = 1 << 5,         /* SUMMARY.md has the order; a README is a chapter */
    QUIRK_VAULT = 1 << 6,           /* files are found by their names, wherever they are */
    QUIRK_FILE_IS_TITLE = 1 << 7,   /* without a title, not the first heading but the file's name */
    QUIRK_SPACED_TAGS = 1 << 8,     /* "a b" is two tags */
    QUIRK_COLLECTION_TAGS = 1 << 9, /* the tags post, posts and all are no subjects */
    QUIRK_SLUG_OF_TITLE = 1 << 10,  /* :title in a permalink is the title, not the file's name */
    QUIRK_UNDATED_URLS = 1 << 11,   /* the date of a file's name is not in the address */
    QUIRK_UNDATED_NAMES = 1 << 12,  /* nor in what :name in a permalink stands for */
    QUIRK_FOLDER_CATEGORIES = 1 << 13, /* folders above _posts are categories */
    QUIRK_LANGUAGES = 1 << 14,         /* the main language has no folder of its own in addresses */
    QUIRK_ENGLISH = 1 << 15,           /* of several languages it is English unless told */
    QUIRK_SLUG_IS_ADDRESS = 1 << 16,   /* a given slug is all of the address below the route */
};

/* Lists are separated by blanks. */
struct generator {
    const char *name;       /* as users know it */
    const char *markers;    /* files or folders in the root that tell it; any one */
    const char *words;      /* or words in its configuration; any one */
    const char *configs;    /* configuration files, the first that is there */
    const char *more;       /* further ones, all of which are read */
    const char *content;    /* what rel paths and page addresses are relative to */
    const char *statics;    /* what "/…" is relative to */
    const char *posts;      /* of a whole site only what is below this folder, if it is there */
    const char *translated; /* of i18n/LANGUAGE the folder with its posts; NULL: no such folders */
    const char *permalink;  /* the pattern without a configured one; NULL: by the file's path */
    unsigned syntax;        /* enum syntax */
    unsigned quirks;        /* enum quirk */
    enum id_scheme ids;     /* how heading ids are made */
};

extern const struct generator generators[GENERATOR_COUNT];

#endif
