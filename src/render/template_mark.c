/* SPDX-License-Identifier: MIT */
/* Marks of the template languages that come in pairs: reading one, finding its end. */
#include "render/template_private.h"

enum { MARK_MAX = 8192 };

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
    if (!has_quotes && found != STR_NPOS &&
        str_find(str_sub(part, 0, found), STR("{%"), at) != STR_NPOS)
        return STR_NPOS; /* another one begins before this one ends */
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

/* What opening and end marks share: "note" of endnote and of /note; of Zola's end nothing. */
static struct str pair_name(const struct mark *m, bool *ret_is_end)
{
    *ret_is_end = m->is_close;
    if (!m->is_close && str_starts(m->name, STR("end"))) {
        *ret_is_end = true;
        return str_starts(m->name, STR("end_")) ? str_skip(m->name, 4) : str_skip(m->name, 3);
    }
    return m->name;
}

static void pair_open(struct template *t, struct str name, size_t at)
{
    struct table_entry *e = table_put(&t->open_marks, name, NULL);
    struct pair *p = vec_push(&t->pairs);

    *p = (struct pair){.open = at, .before = e->num};
    e->num = t->pairs.n;
}

static void pair_close(struct template *t, struct str name, size_t at)
{
    struct table_entry *e = table_get(&t->open_marks, name);
    struct pair *p;

    if (!e || e->num == 0)
        return;
    p = &t->pairs.v[e->num - 1];
    p->close = at;
    e->num = p->before;
}

/* Between {% raw %} and its end nothing is a mark. */
static size_t skip_raw(struct template *t, const struct mark *m)
{
    size_t at = m->end;
    struct mark end;

    while ((at = template_find(t, STR("endraw"), at)) != STR_NPOS) {
        size_t from = at;

        while (from > m->end && t->w.in.p[from] != '{')
            from--;
        if (mark_read(t->w.in, from, &end) && str_eq(end.name, STR("endraw"))) {
            pair_open(t, STR("raw"), m->from);
            pair_close(t, STR("raw"), from);
            return end.end;
        }
        at += 6;
    }
    return m->end;
}

void pairs_collect(struct template *t)
{
    bool is_zola = is_set(t, SYNTAX_ZOLA), is_end;
    struct str in = t->w.in, name;
    size_t at = 0;
    struct mark m;

    while ((at = str_find_byte(in, '{', at)) != STR_NPOS) {
        if (at + 1 >= in.n || (in.p[at + 1] != '%' && in.p[at + 1] != '{') ||
            !mark_read(in, at, &m) || m.name.n == 0) {
            at++;
            continue;
        }
        at = m.end;
        if (!is_zola && in.p[m.from + 1] == '%' && str_eq(m.name, STR("raw"))) {
            at = skip_raw(t, &m);
            continue;
        }
        name = pair_name(&m, &is_end);
        if (is_zola && in.p[m.from + 1] == '%')
            name = STR("");
        if (is_end)
            pair_close(t, name, m.from);
        else if (!m.is_self_closing)
            pair_open(t, name, m.from);
    }
}

bool pair_find(const struct template *t, size_t open, struct mark *ret)
{
    size_t low = 0, high = t->pairs.n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (t->pairs.v[middle].open < open)
            low = middle + 1;
        else
            high = middle;
    }
    return low < t->pairs.n && t->pairs.v[low].open == open && t->pairs.v[low].close &&
           mark_read(t->w.in, t->pairs.v[low].close, ret);
}
