/* SPDX-License-Identifier: MIT */
/* Loading libcurl. */
#include "base/library.h"
#include "media/fetch_p.h"

bool fetch_library_load(struct fetch_library *ret)
{
    const struct library_function functions[] = {
#define FUNCTION(name) {"curl_" #name, &ret->name, sizeof ret->name},
        FETCH_FUNCTIONS(FUNCTION)
#undef FUNCTION
    };

    return library_load("libcurl.so.4", functions, sizeof functions / sizeof *functions) &&
           ret->global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}
