/* SPDX-License-Identifier: MIT */
/* The rows of bibliographic fields, and persons. */
#include "book/fields.h"

#include "book/post.h"

const struct field_row field_rows[FIELD_COUNT] = {
#define FIELD(id, key, element, most, fault) {key, element, most, fault},
#include "book/fields.def"
#undef FIELD
};

const struct person *person_named(struct arena *a, const person_vec *list, struct str name)
{
    struct str key = list->n ? post_author_key(a, name) : STR_NONE;

    for (size_t i = 0; i < list->n; i++)
        if (str_eq(post_author_key(a, list->v[i].name), key))
            return &list->v[i];
    return NULL;
}
