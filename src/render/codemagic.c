/* SPDX-License-Identifier: MIT */
/* Comments in code that mark its lines (Docusaurus): they go, and what they mark is marked. */
#include "render/codemagic.h"

#include <string.h>

#include "base/vec.h"

enum magic { MAGIC_NONE, MAGIC_NEXT, MAGIC_START, MAGIC_END };

/* A line that is a comment in whatever language, of one word. */
static enum magic magic_of(struct str line)
{
    static const struct str words[] = {[MAGIC_NEXT] = STR_INIT("highlight-next-line"),
                                       [MAGIC_START] = STR_INIT("highlight-start"),
                                       [MAGIC_END] = STR_INIT("highlight-end")};
    static const struct str signs = STR_INIT("/*#<!-{}%;> ");
    struct str s = line = str_trim(line);

    while (s.n && str_find_byte(signs, s.p[0], 0) != STR_NPOS)
        s = str_skip(s, 1);
    if (s.n == line.n)
        return MAGIC_NONE;
    while (s.n && str_find_byte(signs, s.p[s.n - 1], 0) != STR_NPOS)
        s = str_chop(s, 1);
    for (enum magic i = MAGIC_NEXT; i <= MAGIC_END; i++)
        if (str_eq(s, words[i]))
            return i;
    return MAGIC_NONE;
}

struct str codemagic_take(struct arena *a, struct str code, struct codeinfo *info)
{
    VEC(struct line_range) ranges = {0};
    struct str rest = code, line;
    struct buf b = {0};
    size_t number = 1, open = 0;

    if (info->range_count || str_find(code, STR("highlight-"), 0) == STR_NPOS)
        return code;
    while (str_line(&rest, &line)) {
        enum magic magic = magic_of(line);

        if (magic == MAGIC_NEXT)
            *vec_push(&ranges) = (struct line_range){number, number};
        else if (magic == MAGIC_START)
            open = number;
        else if (magic == MAGIC_END && open && open < number)
            *vec_push(&ranges) = (struct line_range){open, number - 1};
        if (magic != MAGIC_NONE) {
            open = magic == MAGIC_END ? 0 : open;
            continue;
        }
        buf_add(&b, line);
        buf_byte(&b, '\n');
        number++;
    }
    if (ranges.n) {
        struct line_range *copy = arena_array(a, struct line_range, ranges.n);

        memcpy(copy, ranges.v, ranges.n * sizeof *copy);
        info->ranges = copy;
        info->range_count = ranges.n < CODEINFO_RANGES_MAX ? ranges.n : CODEINFO_RANGES_MAX;
        code = arena_str(a, buf_str(&b));
    }
    vec_done(&ranges);
    buf_done(&b);
    return code;
}
