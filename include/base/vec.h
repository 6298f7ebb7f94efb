/* SPDX-License-Identifier: MIT */
/* Growing arrays of any element type.
 *
 *     VEC(struct post) posts = {0};
 *     *vec_push(&posts) = p;              one more element at the end, uninitialised
 *     for (size_t i = 0; i < posts.n; i++) use(&posts.v[i]);
 *     vec_done(&posts);
 *
 * An all-zero vector is empty. Growing moves the elements: keep indices, not pointers. */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stddef.h>
#include <stdlib.h>

#define VEC(type)       \
    struct {            \
        type *v;        \
        size_t n, size; \
    }

#define vec_push(vec)                                                               \
    ((vec)->v = (vec)->n < (vec)->size                                              \
                    ? (vec)->v                                                      \
                    : vec_grow((vec)->v, (vec)->n, &(vec)->size, sizeof *(vec)->v), \
     &(vec)->v[(vec)->n++])

#define vec_done(vec) (free((vec)->v), (vec)->v = NULL, (vec)->n = (vec)->size = 0)

/* Gives back the room behind the last element of a vector that grows no more. */
#define vec_fit(vec) ((vec)->v = vec_shrink((vec)->v, (vec)->size = (vec)->n, sizeof *(vec)->v))

/* Room for one element behind N; *SIZE is the number allocated. Use vec_push(). */
void *vec_grow(void *v, size_t n, size_t *size, size_t element);

/* V cut to N elements; NULL when there are none. Use vec_fit(). */
void *vec_shrink(void *v, size_t n, size_t element);

#endif
