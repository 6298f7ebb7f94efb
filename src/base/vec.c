/* SPDX-License-Identifier: MIT */
/* Growth of the arrays of base/vec.h. */
#include "base/vec.h"

#include "base/alloc.h"

void *vec_grow(void *v, size_t n, size_t *size, size_t element)
{
    if (n < *size)
        return v;
    *size = *size ? *size * 2 : 8;
    return xrealloc(v, *size, element);
}

void *vec_shrink(void *v, size_t n, size_t element)
{
    if (n == 0) {
        free(v);
        return NULL;
    }
    return xrealloc(v, n, element);
}
