/* SPDX-License-Identifier: MIT */
/* The dynamic loader. */
#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

bool library_load(const char *soname, const struct library_function *v, size_t n)
{
    void *library = dlopen(soname, RTLD_NOW | RTLD_LOCAL);
    bool is_whole = library != NULL;

    for (size_t i = 0; i < n && is_whole; i++) {
        void *symbol = dlsym(library, v[i].name);

        memcpy(v[i].pointer, &symbol, v[i].size); /* ISO C has no cast from object to function */
        is_whole = symbol != NULL;
    }
    return is_whole;
}
