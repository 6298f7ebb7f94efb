/* SPDX-License-Identifier: MIT */
/* Marks of the template languages that come in pairs: reading one, finding its end. */
#include "render/template_private.h"

enum { MARK_MAX = 1 << 16 };

static bool is_mark_name(char c)
{
    return is_ascii_alnum(c) || c == '_' || c == '-' || c == '.' || c == '/' || c == '#' ||
           (unsigned char)c >= 0x80;
}

/* Offset of CLOSE (three or two bytes) at or after AT, not within double quotes or backquotes. */
static size_t close_find(struct str text, struct str close, size_t at, bool has_quotes)
{
    size_t limit = at + MARK_MAX < text.n ? at + MARK_MAX : text.n, found;
    struct str part = {text.p, limit};

    found = str_find(part, close, at);
    if (!has_quotes || found == STR_NPOS)
        return found;
    for (size_t i = at; i < limit; i++) {
        size_t end;

        if (text.p[i] == close.p[0] && str_starts(str_skip(part, i), close))
            return i;
        if (text.p[i] != '"' && text.p[i] != '`')
            continue;
        for (end = i + 1; end < limit && text.p[end] != text.p[i]; end++)
            end += text.p[end] == '\\' && text.p[i] == '"';
        if (end >= limit)
            return found; /* a stray quote */
        i = end;
    }
    return found;
}

static void split_mark(struct str inner, struct mark *r)
{
    size_t n = 0;

    inner = str_trim(inner);
    r->is_self_closing = inner.n && inner.p[inner.n - 1] == '/';
    if (r->is_self_closing)
        inner = str_trim(str_chop(inner, 1));
    r->is_close = inner.n && inner.p[0] == '/';
    if (r->is_close)
        inner = str_trim(str_skip(inner, 1));
    while (n < inner.n && is_mark_name(inner.p[n]))
        n++;
    r->name = str_sub(inner, 0, n);
    r->args = str_trim(str_skip(inner, n));
}

bool mark_read(struct str text, size_t at, struct mark *r)
{
    struct str s = str_sub(text, at, 3), close = STR("%}");
    size_t open = 2, end;
    bool is_liquid = false;

    if (str_eq(s, STR("{{<"))) {
        open = 3, close = STR(">}}");
    } else if (str_eq(s, STR("{{%"))) {
        open = 3, close = STR("%}}");
    } else if (str_starts(s, STR("{%"))) {
        is_liquid = true;
        open = s.n == 3 && (s.p[2] == '-' || s.p[2] == '+') ? 3 : 2;
    } else {
        return false;
    }
    end = close_find(text, close, at + open, !is_liquid);
    if (end == STR_NPOS)
        return false;
    r->from = at;
    r->end = end + close.n;
    if (is_liquid && end > at + open && (text.p[end - 1] == '-' || text.p[end - 1] == '+'))
        end--;
    split_mark(str_sub(text, at + open, end - at - open), r);
    return true;
}

static struct str closer_key(struct arena *a, const struct mark *m)
{
    return m->is_close ? arena_printf(a, "/%.*s", STR_ARG(m->name)) : m->name;
}

void closers_collect(struct template *t)
{
    struct str in = t->w.in;
    struct mark m;
    size_t at = 0, name;

    while ((at = str_find_byte(in, '{', at)) != STR_NPOS) {
        for (name = at + 1; name < in.n && name < at + 8; name++)
            if (!is_ascii_space(in.p[name]) && in.p[name] != '{' && in.p[name] != '%' &&
                in.p[name] != '<' && in.p[name] != '-')
                break;
        if (name < in.n && (in.p[name] == '/' || str_starts(str_skip(in, name), STR("end"))) &&
            mark_read(in, at, &m) && m.name.n) {
            table_put(&t->closers, closer_key(t->a, &m), NULL)->num = at + 1;
            at = m.end;
        } else {
            at++;
        }
    }
}

bool closer_follows(const struct template *t, struct str close, size_t at)
{
    const struct table_entry *e = table_get(&t->closers, close);

    return e && e->num > at;
}

static bool is_closer(const struct mark *m, struct str close)
{
    if (m->is_close)
        return close.n && close.p[0] == '/' && str_eq(m->name, str_skip(close, 1));
    return str_eq(m->name, close);
}

bool closer_find(const struct template *t, struct str name, struct str close, size_t from,
                 struct mark *ret)
{
    struct str in = t->w.in;
    struct mark m;
    size_t depth = 0, at = from;

    if (!closer_follows(t, close, from))
        return false;
    while ((at = str_find_byte(in, '{', at)) != STR_NPOS) {
        if (at + 1 >= in.n || (in.p[at + 1] != '%' && in.p[at + 1] != '{') ||
            !mark_read(in, at, &m)) {
            at++;
            continue;
        }
        if (is_closer(&m, close)) {
            if (depth-- == 0) {
                *ret = m;
                return true;
            }
        } else if (!m.is_close && !m.is_self_closing && str_eq(m.name, name)) {
            depth++;
        }
        at = m.name.n ? m.end : at + 1;
    }
    return false;
}
