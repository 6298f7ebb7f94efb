/* SPDX-License-Identifier: MIT */
/* Loading what covers are drawn with. */
#include "media/cover_library.h"

#include "base/library.h"

struct cover_library draw;

/* What Pango's Cairo back end is linked with, all others of the functions among it, is found by
 * its name, too. */
static bool load(void)
{
    static const struct library_function functions[] = {
#define FUNCTION(name) {#name, &draw.name, sizeof draw.name},
        COVER_FUNCTIONS(FUNCTION)
#undef FUNCTION
    };

    return library_load("libpangocairo-1.0.so.0", functions, sizeof functions / sizeof *functions);
}

bool cover_library_load(void)
{
    static gsize once;
    static bool is_loaded;

    if (g_once_init_enter(&once)) {
        is_loaded = load();
        g_once_init_leave(&once, 1);
    }
    return is_loaded;
}
