/* SPDX-License-Identifier: MIT */
/* Tables that are too wide for a small screen. */
#include "render/tables.h"

#include "render/job.h"

enum { COLUMNS_FINE = 4, COLUMNS_MANY = 8, TAG_MAX = 512 };

struct str table_class(struct job *j, unsigned columns)
{
    if (columns <= COLUMNS_FINE)
        return STR_NONE;
    diag_add(&j->c->diags, DIAG_WIDE_TABLE, job_pos(j), columns);
    return columns < COLUMNS_MANY ? STR("wide") : STR("wide many");
}

static bool is_tag(struct str s, struct str name)
{
    return str_starts_fold(s, name) && s.n > name.n && !is_ascii_alnum(s.p[name.n]);
}

/* The value of colspan in the tag that S begins with. */
static unsigned span_of(struct str s)
{
    struct str tag = str_sub(s, 0, str_find_byte(str_sub(s, 0, TAG_MAX), '>', 0));
    size_t at = str_find(tag, STR("colspan="), 0);
    unsigned long span = 1;
    struct str value;

    if (at == STR_NPOS)
        return 1;
    value = str_skip(tag, at + 8);
    if (value.n && (value.p[0] == '"' || value.p[0] == '\''))
        value = str_sub(value, 1, str_find_byte(str_skip(value, 1), value.p[0], 0));
    return str_to_uint(value, 1000, &span) ? (unsigned)span : 1;
}

unsigned table_columns(struct str rest)
{
    unsigned columns = 0;

    for (size_t at = 0; (at = str_find_byte(rest, '<', at)) != STR_NPOS; at++) {
        struct str s = str_skip(rest, at);

        if (is_tag(s, STR("<td")) || is_tag(s, STR("<th")))
            columns += span_of(s);
        else if ((is_tag(s, STR("<tr")) && columns) || is_tag(s, STR("</tr")) ||
                 is_tag(s, STR("</table")) || is_tag(s, STR("<table")))
            break;
    }
    return columns;
}
