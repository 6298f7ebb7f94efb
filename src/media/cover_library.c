/* SPDX-License-Identifier: MIT */
/* Loading what covers are drawn with. */
#include "media/cover_library.h"

#include "base/library.h"
#include "base/pool.h"

struct cover_library draw;

static bool is_loaded;

/* What Pango's Cairo back end is linked with, all others of the functions among it, is found by
 * its name, too. */
static void load(void)
{
    static const struct library_function functions[] = {
#define FUNCTION(name) {#name, &draw.name, sizeof draw.name},
        COVER_FUNCTIONS(FUNCTION)
#undef FUNCTION
    };

    is_loaded =
        library_load("libpangocairo-1.0.so.0", functions, sizeof functions / sizeof *functions);
}

bool cover_library_load(void)
{
    static bool is_made;

    pool_once(&is_made, load);
    return is_loaded;
}
