/* SPDX-License-Identifier: MIT */
/* Fuzz target: pictures converted; what comes out must be a sound core type of the size told,
 * and must need no further conversion. */
#include <stdint.h>
#include <stdlib.h>

#include "media/convert.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct convert_wish wish = {.max_width = 64, .max_height = 48, .night_safe = true};
    struct str bytes = {(const char *)data, size};
    struct media_info info, result;
    struct buf out = {0};
    const char *fault = NULL;

    media_probe(bytes, size, &info);
    if ((uint64_t)info.width * info.height > 1 << 20 || !convert_is_needed(&info, &wish))
        return 0;
    if (convert_picture(&out, bytes, &info, &wish, &result, &fault)) {
        if (out.n && (!media_is_core(result.type) || result.is_damaged || !result.width ||
                      result.width > 64 || result.height > 48 || result.orientation != 1))
            abort();
    } else if (out.n || !fault) {
        abort();
    }
    buf_done(&out);
    return 0;
}
