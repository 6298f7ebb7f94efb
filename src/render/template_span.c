/* SPDX-License-Identifier: MIT */
/* Code spans, tags and HTML elements whose text is not Markdown, within a line or over several. */
#include <string.h>

#include "render/template_private.h"

enum { VERBATIM_MAX = 1 << 20, TAG_LENGTH_MAX = 1 << 16 };

/* True when the line after the LF at AT is blank (but for marks of quotations). */
static bool is_blank_after(struct str text, size_t at)
{
    for (at++; at < text.n; at++) {
        if (text.p[at] == '\n')
            return true;
        if (!is_ascii_space(text.p[at]) && text.p[at] != '>')
            return false;
    }
    return true;
}

size_t scan_code_span(struct scan *s, struct str text, size_t at)
{
    size_t n = 0, run;

    while (at + n < text.n && text.p[at + n] == '`')
        n++;
    if (n > 32 || at < s->span_fail[n])
        return 0;
    for (size_t i = at + n; i < text.n; i++) {
        if (text.p[i] == '\n' && is_blank_after(text, i)) {
            s->span_fail[n] = i;
            return 0;
        }
        if (text.p[i] != '`')
            continue;
        for (run = 0; i + run < text.n && text.p[i + run] == '`'; run++)
            ;
        if (run == n)
            return i + n;
        i += run - 1;
    }
    s->span_fail[n] = text.n;
    return 0;
}

size_t scan_tag(struct str text, size_t at)
{
    size_t end = at + TAG_LENGTH_MAX < text.n ? at + TAG_LENGTH_MAX : text.n;
    char quote = 0;
    size_t i = at + 1;

    if (i < end && text.p[i] == '/')
        i++;
    if (i >= end || !is_ascii_alpha(text.p[i]))
        return 0;
    for (; i < end; i++) {
        char c = text.p[i];

        if (quote) {
            quote = c == quote ? 0 : quote;
        } else if (c == '>') {
            return i + 1;
        } else if (c == '<' || (c == '\n' && is_blank_after(text, i))) {
            return 0;
        } else if ((c == '"' || c == '\'') && text.p[i - 1] == '=') {
            quote = c;
        }
    }
    return 0;
}

static bool has_name(struct str text, size_t at, struct str name)
{
    struct str rest = str_skip(text, at);

    return str_starts_fold(rest, name) && rest.n > name.n && !is_ascii_alnum(rest.p[name.n]) &&
           rest.p[name.n] != '-';
}

static size_t find_end(struct str text, size_t at, struct str name)
{
    size_t limit = at + VERBATIM_MAX < text.n ? at + VERBATIM_MAX : text.n;
    struct str part = {text.p, limit};

    while ((at = str_find_byte(part, '<', at)) != STR_NPOS) {
        if (at + 2 < limit && text.p[at + 1] == '/' && has_name(text, at + 2, name)) {
            at = str_find_byte(part, '>', at);
            return at == STR_NPOS ? 0 : at + 1;
        }
        at++;
    }
    return 0;
}

size_t scan_verbatim(struct scan *s, struct str text, size_t at, bool *ret_is_code)
{
    static const struct {
        struct str name;
        bool is_code;
    } names[] = {
        {STR_INIT("pre"), true},    {STR_INIT("code"), true},     {STR_INIT("samp"), true},
        {STR_INIT("kbd"), true},    {STR_INIT("textarea"), true}, {STR_INIT("script"), false},
        {STR_INIT("style"), false}, {STR_INIT("svg"), false},     {STR_INIT("math"), false}};
    size_t end;

    if (str_starts(str_skip(text, at), STR("<!--"))) {
        end = s->missing & 1 ? STR_NPOS : str_find(text, STR("-->"), at + 4);
        *ret_is_code = false;
        s->missing |= end == STR_NPOS;
        return end == STR_NPOS ? 0 : end + 3;
    }
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (has_name(text, at + 1, names[i].name)) {
            *ret_is_code = names[i].is_code;
            end = scan_tag(text, at);
            if (end == 0 || text.p[end - 2] == '/' || s->missing & (2U << i))
                return end && text.p[end - 2] == '/' ? end : 0;
            end = find_end(text, end, names[i].name);
            s->missing |= end ? 0 : 2U << i;
            return end;
        }
    }
    return 0;
}
