/* SPDX-License-Identifier: MIT */
/* Comments in code that mark its lines: they go, and what they mark is marked. */
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

/* CODE, which ends where a comment's text begins, without the comment's sign; STR_NONE: there is
 * none. */
static struct str before_comment(struct str code)
{
    static const struct str signs[] = {STR_INIT("{/*"),  STR_INIT("/*"), STR_INIT("//"),
                                       STR_INIT("<!--"), STR_INIT("--"), STR_INIT("#"),
                                       STR_INIT("%"),    STR_INIT(";;")};

    code = str_trim_end(code);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_ends(code, signs[i]))
            return str_trim_end(str_chop(code, signs[i].n));
    return STR_NONE;
}

/* "code // [!code highlight]" of Shiki: *LINE loses the comment. False: there is none. */
static bool take_mark(struct str *line, bool *ret_marks)
{
    static const struct str marking = STR_INIT("highlight hl ++ -- focus error warning");
    size_t at = str_find(*line, STR("[!code "), 0), end = str_find_byte(*line, ']', at);
    struct str word, code;

    if (at == STR_NPOS || end == STR_NPOS)
        return false;
    code = before_comment(str_sub(*line, 0, at));
    if (!code.p)
        return false;
    word = str_trim(str_sub(*line, at + 7, end - at - 7));
    word = str_sub(word, 0, str_find_byte(word, ':', 0));
    *ret_marks = str_among_fold(word, marking);
    *line = code;
    return true;
}

struct taken {
    VEC(struct line_range) ranges;
    struct buf code;
    size_t number; /* of the line at hand */
    size_t open;   /* where the marked lines began, or 0 */
    bool has_any;
};

static void take_line(struct taken *r, struct str line)
{
    enum magic magic = magic_of(line);
    bool is_marked = magic == MAGIC_NEXT;

    if (magic == MAGIC_START)
        r->open = r->number;
    else if (magic == MAGIC_END && r->open && r->open < r->number)
        *vec_push(&r->ranges) = (struct line_range){r->open, r->number - 1};
    if (magic == MAGIC_END)
        r->open = 0;
    r->has_any |= magic != MAGIC_NONE || take_mark(&line, &is_marked);
    if (is_marked)
        *vec_push(&r->ranges) = (struct line_range){r->number, r->number};
    if (magic != MAGIC_NONE)
        return;
    buf_add(&r->code, line);
    buf_byte(&r->code, '\n');
    r->number++;
}

struct str codemagic_take(struct arena *a, struct str code, struct codeinfo *info)
{
    struct taken r = {.number = 1};
    struct str rest = code, line;

    if (str_find(code, STR("[!code "), 0) == STR_NPOS &&
        (info->range_count || str_find(code, STR("highlight-"), 0) == STR_NPOS))
        return code;
    for (size_t i = 0; i < info->range_count; i++)
        *vec_push(&r.ranges) = info->ranges[i];
    while (str_line(&rest, &line))
        take_line(&r, line);
    if (r.has_any) {
        struct line_range *ranges = arena_array(a, struct line_range, r.ranges.n);

        if (r.ranges.n)
            memcpy(ranges, r.ranges.v, r.ranges.n * sizeof *ranges);
        info->ranges = ranges;
        info->range_count = r.ranges.n < CODEINFO_RANGES_MAX ? r.ranges.n : CODEINFO_RANGES_MAX;
        code = arena_str(a, buf_str(&r.code));
    }
    vec_done(&r.ranges);
    buf_done(&r.code);
    return code;
}
