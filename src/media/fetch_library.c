/* SPDX-License-Identifier: MIT */
/* Loading libcurl. */
#include <dlfcn.h>
#include <stdbool.h>
#include <string.h>

#include "media/fetch_p.h"

static bool find(void *library, const char *name, void *function, size_t size)
{
    void *symbol = dlsym(library, name);

    memcpy(function, &symbol, size); /* ISO C knows no cast from an object to a function */
    return symbol != NULL;
}

bool fetch_library_load(struct fetch_library *ret)
{
    void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    bool is_whole = library != NULL;

#define FIND(name) \
    is_whole = is_whole && find(library, "curl_" #name, &ret->name, sizeof ret->name);
    FETCH_FUNCTIONS(FIND)
#undef FIND
    return is_whole && ret->global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}
