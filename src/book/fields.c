/* SPDX-License-Identifier: MIT */
/* The rows of bibliographic fields, and persons. */
#include "book/fields.h"

const struct field_row field_rows[FIELD_COUNT] = {
#define FIELD(id, key, element, most, fault) {key, element, most, fault},
#include "book/fields.def"
#undef FIELD
};

const struct person *person_named(const person_vec *list, struct str name)
{
    for (size_t i = 0; i < list->n; i++)
        if (str_eq_fold(list->v[i].name, name))
            return &list->v[i];
    return NULL;
}
