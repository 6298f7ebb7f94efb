/* SPDX-License-Identifier: MIT */
/* Converts the formulas of standard input, one a line, for comparison with another program.
 *
 * A line that begins with '!' is in display style, one that begins with '#' or is empty is
 * skipped. For each formula one line is written: its MathML, or "fault: …". */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "render/math.h"

int main(void)
{
    struct arena chapter = {0}, scratch = {0};
    struct buf out = {0};
    struct str fault;
    char *line = NULL;
    size_t size = 0;
    ssize_t n;

    while ((n = getline(&line, &size, stdin)) > 0) {
        struct str tex = str_trim((struct str){line, (size_t)n});
        bool is_display = tex.n > 0 && tex.p[0] == '!';

        if (tex.n == 0 || tex.p[0] == '#')
            continue;
        buf_clear(&out);
        arena_reset(&scratch);
        if (!math_render(&out, str_skip(tex, is_display), is_display, math_macros_new(&chapter),
                         &scratch, &fault))
            buf_printf(&out, "fault: %.*s", STR_ARG(fault));
        printf("%.*s\n", STR_ARG(buf_str(&out)));
    }
    free(line);
    buf_done(&out);
    arena_done(&scratch);
    arena_done(&chapter);
    return 0;
}
