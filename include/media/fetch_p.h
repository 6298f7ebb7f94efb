/* SPDX-License-Identifier: MIT */
/* libcurl, loaded when there is something to fetch: most runs do not even have the means to open a
 * socket. */
#ifndef MEDIA_FETCH_P_H
#define MEDIA_FETCH_P_H

#include <stdbool.h>

#include <curl/curl.h>

/* clang-format off */
#define FETCH_FUNCTIONS(X) \
    X(global_init) \
    X(easy_init) \
    X(easy_setopt) \
    X(easy_getinfo) \
    X(easy_strerror) \
    X(easy_cleanup) \
    X(multi_init) \
    X(multi_add_handle) \
    X(multi_perform) \
    X(multi_poll) \
    X(multi_info_read) \
    X(multi_remove_handle) \
    X(multi_cleanup)
/* clang-format on */

/* Each function of libcurl under its name without "curl_". */
struct fetch_library {
#define MEMBER(name) __typeof__(curl_##name) *(name);
    FETCH_FUNCTIONS(MEMBER)
#undef MEMBER
};

/* False when there is no libcurl of the version that the program was built with. The library
 * stays loaded. */
bool fetch_library_load(struct fetch_library *ret);

#endif
