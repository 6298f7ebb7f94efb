/* SPDX-License-Identifier: MIT */
/* Libraries that few runs need, loaded by those that do.
 *
 * Linked, each of them and all that it needs in turn would cost every run milliseconds before
 * main(). A loaded library stays. */
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

/* A function by its NAME, and the pointer to a function, of SIZE bytes, that is set to it. */
struct library_function {
    const char *name;
    void *pointer;
    size_t size;
};

/* Loads the library SONAME and finds the N functions V; false when one of them is missing. */
bool library_load(const char *soname, const struct library_function *v, size_t n);

#endif
