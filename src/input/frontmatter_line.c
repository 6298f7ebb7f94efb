/* SPDX-License-Identifier: MIT */
/* What a line could be in front matter. */
#include "input/frontmatter_line.h"

#include "input/yaml_read.h"

static bool is_name_byte(char c)
{
    return is_ascii_alnum(c) || c == '_' || c == '-' || c == '.';
}

bool frontmatter_is_assignment(struct str line)
{
    size_t n = 0;

    line = str_trim(line);
    if (str_starts(line, STR("@def ")))
        line = str_trim(str_skip(line, 5));
    if (line.n && line.p[0] == '"')
        n = str_find_byte(line, '"', 1) == STR_NPOS ? 0 : str_find_byte(line, '"', 1) + 1;
    else
        while (n < line.n && is_name_byte(line.p[n]))
            n++;
    line = n ? str_trim(str_skip(line, n)) : STR("");
    return line.n && line.p[0] == '=' && !(line.n > 1 && line.p[1] == '=');
}

bool frontmatter_is_key(struct str line)
{
    struct str key, rest;

    if (!yaml_key_line(str_trim(line), &key, &rest))
        return false;
    for (size_t i = 0; i < key.n; i++)
        if (!is_name_byte(key.p[i]) && (unsigned char)key.p[i] < 0x80)
            return false;
    return true;
}

bool frontmatter_is_continuation(struct str line)
{
    char c;

    if (!line.n)
        return false;
    c = line.p[0];
    return c == ' ' || c == '\t' || c == '#' || c == ']' || c == '}' ||
           (c == '-' && (line.n == 1 || line.p[1] == ' '));
}
