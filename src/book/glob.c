/* SPDX-License-Identifier: MIT */
/* Glob matching with one point of return for each kind of star. */
#include "book/glob.h"

#include "base/fs.h"

/* Matches C against the set at the head of PATTERN; *RET_LENGTH is the set's length, 0 if the
 * bracket is not closed. */
static bool match_set(struct str pattern, char c, size_t *ret_length)
{
    size_t i = 1;
    bool negate = i < pattern.n && (pattern.p[i] == '!' || pattern.p[i] == '^'), hit = false;
    size_t first = i += negate;

    for (; i < pattern.n && (pattern.p[i] != ']' || i == first); i++) {
        if (i + 2 < pattern.n && pattern.p[i + 1] == '-' && pattern.p[i + 2] != ']') {
            hit |= pattern.p[i] <= c && c <= pattern.p[i + 2];
            i += 2;
        } else {
            hit |= pattern.p[i] == c;
        }
    }
    *ret_length = i < pattern.n ? i + 1 : 0;
    return hit != negate;
}

/* One step for anything but a star: the pattern's length used, 0 for no match. */
static size_t match_one(struct str pattern, char c)
{
    size_t length;

    if (pattern.p[0] == '?')
        return c != '/';
    if (pattern.p[0] == '[') {
        bool hit = match_set(pattern, c, &length);

        if (length)
            return hit && c != '/' ? length : 0;
    }
    if (pattern.p[0] == '\\' && pattern.n > 1)
        return pattern.p[1] == c ? 2 : 0;
    return pattern.p[0] == c;
}

static bool match_whole(struct str pattern, struct str path)
{
    size_t p = 0, s = 0, star = STR_NPOS, star_s = 0, deep = STR_NPOS, deep_s = 0;

    while (s < path.n) {
        size_t used = 0;

        if (p < pattern.n && pattern.p[p] == '*') {
            bool is_deep = p + 1 < pattern.n && pattern.p[p + 1] == '*';

            p += is_deep ? 2 : 1;
            if (is_deep && p < pattern.n && pattern.p[p] == '/')
                p++;
            star = is_deep ? STR_NPOS : p;
            star_s = s;
            deep = is_deep ? p : deep;
            deep_s = is_deep ? s : deep_s;
            continue;
        }
        if (p < pattern.n)
            used = match_one(str_skip(pattern, p), path.p[s]);
        if (used) {
            p += used;
            s++;
        } else if (star != STR_NPOS && path.p[star_s] != '/') {
            p = star;
            s = ++star_s;
        } else if (deep != STR_NPOS) {
            star = STR_NPOS;
            p = deep;
            s = ++deep_s;
        } else {
            return false;
        }
    }
    while (p < pattern.n && pattern.p[p] == '*')
        p++;
    return p == pattern.n;
}

bool glob_match(struct str pattern, struct str path)
{
    bool has_slash;

    while (pattern.n && pattern.p[pattern.n - 1] == '/')
        pattern.n--;
    has_slash = str_find_byte(pattern, '/', 0) != STR_NPOS;
    if (str_starts(pattern, STR("/")))
        pattern = str_skip(pattern, 1);
    if (!has_slash && match_whole(pattern, fs_basename(path)))
        return true;
    for (size_t i = 0; i <= path.n; i++)
        if ((i == path.n || path.p[i] == '/') && match_whole(pattern, str_sub(path, 0, i)))
            return true;
    return false;
}
