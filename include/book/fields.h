/* SPDX-License-Identifier: MIT */
/* Bibliographic facts that only a configuration gives: book/fields.def, and who took part. */
#ifndef BOOK_FIELDS_H
#define BOOK_FIELDS_H

#include "base/arena.h"
#include "base/vec.h"
#include "book/site.h"

enum field {
#define FIELD(id, key, element, most, fault) FIELD_##id,
#include "book/fields.def"
#undef FIELD
    FIELD_COUNT
};

struct field_row {
    const char *key, *element; /* of dc:ELEMENT, or NULL */
    size_t most;
    const char *fault;
};

extern const struct field_row field_rows[FIELD_COUNT];

/* Somebody who made the book or helped. */
struct person {
    struct str name;
    struct str role;    /* MARC relator code, or empty */
    struct str file_as; /* "Berg, Anna Karin", or empty: made from the name */
};

typedef VEC(struct person) person_vec;

/* The one of LIST who is called NAME in any spelling (post_author_key(), in A), or NULL. */
const struct person *person_named(struct arena *a, const person_vec *list, struct str name);

#endif
