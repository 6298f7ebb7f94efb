/* SPDX-License-Identifier: MIT */
/* A volume: one EPUB file's worth of chapters with its metadata and contents. */
#ifndef BOOK_VOLUME_H
#define BOOK_VOLUME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/vec.h"
#include "book/book.h"
#include "book/fields.h"

/* A line of the contents. The list is flat; DEPTH nests it (0: top). */
struct nav_point {
    struct str title, href;
    unsigned depth;
    bool is_rtl;
};

/* A part of the volume: the posts of a year, a tag … */
struct part {
    struct str title, href;
    size_t first, count; /* positions in the volume's posts */
};

/* A post that the edition before did not have, or had otherwise. */
struct news {
    size_t post;
    bool is_changed;
};

struct volume {
    struct arena arena;
    size_t number;    /* 0 …, by the oldest post */
    struct str key;   /* "2024"; STR_NONE: of the only volume, and of posts without a key */
    struct str label; /* what tells its title from the other volumes'; empty for the only one */
    struct str path;  /* of the file to write */

    struct str title, subtitle, author, language, description, publisher, rights, source;
    str_vec authors, subjects;
    str_vec languages;                 /* beside the book's own */
    person_vec creators, contributors; /* the authors again, and others */
    const str_vec *fields;             /* by enum field */
    struct str identifier;             /* "urn:uuid:…" */
    struct str modified;               /* CCYY-MM-DDThh:mm:ssZ */
    struct str issued;                 /* date of the newest post */
    struct str series;                 /* title of the series of volumes; or empty */
    struct str series_position;        /* in it: digits, "2024", or two numbers, "2024.03" */
    struct date first_date, last_date;
    bool is_rtl;

    size_t *posts, post_count; /* indices into the book's posts, in reading order */
    size_t *position_of;       /* by post: its position in this volume + 1; 0: not in it */
    VEC(struct part) parts;
    VEC(struct nav_point) outline;
    struct str start;                /* where reading begins: the first of the contents */
    VEC(struct news) news;           /* in reading order; empty for a first edition */
    bool *has_asset;                 /* by asset: it is in this volume */
    struct table files;              /* names of the files that chapters may refer to */
    size_t shrunk;                   /* pictures that were made smaller to keep to a size */
    uint64_t shrunk_from, shrunk_to; /* bytes of all pictures before and after */
    struct buf cover;                /* the picture's bytes; empty: none */
    const char *cover_href, *cover_type;
    struct diag_list diags; /* of its cover */
};

/* POSITION in a series as a number: of "2.2.1" "2.2". */
static inline struct str position_number(struct str position)
{
    size_t point = str_find_byte(position, '.', 0);

    return point == STR_NPOS ? position
                             : str_sub(position, 0, str_find_byte(position, '.', point + 1));
}

/* A file of the book for the manifest. */
struct resource {
    struct str id, href, media_type, properties;
    bool in_spine;
};

typedef VEC(struct resource) resource_vec;

#endif
