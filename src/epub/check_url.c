/* SPDX-License-Identifier: MIT */
/* Splits, judges and resolves URLs. */
#include "epub/check_url.h"

#include <string.h>

#include "base/uri.h"
#include "epub/check_xml.h"

static const char *const known_schemes[] = {
#define SCHEME(name) name,
#include "epub/check_schemes.def"
#undef SCHEME
};

/* Length of the scheme of S, or 0. */
static size_t scheme_length(struct str s)
{
    size_t n = 0;

    if (!s.n || !is_ascii_alpha(s.p[0]))
        return 0;
    while (n < s.n && (is_ascii_alnum(s.p[n]) || strchr("+-.", s.p[n])))
        n++;
    return n < s.n && s.p[n] == ':' ? n : 0;
}

bool url_is_remote(struct str text)
{
    return scheme_length(text) > 0;
}

bool url_scheme_is_known(struct str scheme)
{
    for (size_t i = 0; i < sizeof known_schemes / sizeof *known_schemes; i++)
        if (str_eq_fold(scheme, str_of(known_schemes[i])))
            return true;
    return false;
}

/* "a/b/c" + "../d" → "a/d"; what leads above the root stays at the root. */
static struct str join(struct arena *a, struct str base, struct str path, bool *ret_leaks)
{
    char *p = arena_alloc(a, base.n + path.n + 2);
    size_t n = 0, slash = str_rfind_byte(base, '/');
    struct str part;
    bool leaks = path.n && path.p[0] == '/';

    if (!leaks && slash != STR_NPOS) {
        memcpy(p, base.p, slash + 1);
        n = slash + 1;
    }
    while (path.n && path.p[0] == '/')
        path = str_skip(path, 1);
    while (path.n) {
        size_t end = str_find_byte(path, '/', 0);
        bool last = end == STR_NPOS;
        part = last ? path : str_sub(path, 0, end);
        path = str_skip(path, last ? path.n : end + 1);
        if (str_eq(part, STR("."))) {
            continue;
        } else if (str_eq(part, STR(".."))) {
            leaks |= n == 0;
            n -= n > 0;
            while (n > 0 && p[n - 1] != '/')
                n--;
        } else {
            memcpy(p + n, part.p, part.n);
            n += part.n;
            if (!last)
                p[n++] = '/';
        }
    }
    p[n] = 0;
    *ret_leaks = leaks;
    return (struct str){p, n};
}

/* S without its percent escapes, in A. */
static struct str decoded(struct arena *a, struct str s)
{
    struct str plain = uri_decode(a, s);

    return plain.p == s.p ? arena_str(a, s) : plain;
}

/* What is odd about a relative URL. */
struct oddities {
    bool leaks, has_query;
};

static struct url split(struct arena *a, struct str base, struct str text, struct oddities *odd)
{
    struct url u = {0};
    size_t hash = str_find_byte(text, '#', 0);
    if (hash != STR_NPOS) {
        u.has_fragment = true;
        u.fragment = decoded(a, str_skip(text, hash + 1));
        text = str_sub(text, 0, hash);
    }
    size_t n = scheme_length(text);
    if (n || str_starts(text, STR("//"))) {
        u.remote = true;
        u.path = arena_str(a, text);
        u.scheme = n ? arena_lower(a, str_sub(u.path, 0, n)) : STR("https");
        return u;
    }
    size_t query = str_find_byte(text, '?', 0);
    odd->has_query = query != STR_NPOS;
    if (odd->has_query)
        text = str_sub(text, 0, query);
    n = scheme_length(base);
    if (n) {
        u.remote = true;
        u.scheme = arena_lower(a, str_sub(base, 0, n));
        u.path = arena_printf(a, "%.*s%.*s", STR_ARG(base), STR_ARG(text));
        return u;
    }
    text = uri_decode(a, text);
    u.path = text.n ? join(a, base, text, &odd->leaks) : base;
    return u;
}

struct url url_split(struct arena *a, struct str base, struct str text)
{
    struct oddities odd;
    return split(a, base, trim(text), &odd);
}

static const char no_host[] = "no host";

/* What is wrong with HOST, which may have a user before and a port behind it. */
static const char *host_fault(struct str host)
{
    size_t at = str_rfind_byte(host, '@');
    unsigned long port;

    if (at != STR_NPOS)
        host = str_skip(host, at + 1);
    if (host.n && host.p[0] == '[') {
        for (size_t i = 1; i + 1 < host.n && host.p[i] != ']'; i++)
            if (!is_ascii_hex(host.p[i]) && host.p[i] != ':' && host.p[i] != '.')
                return "illegal host";
        return str_find_byte(host, ']', 0) == STR_NPOS ? "illegal host" : NULL;
    }
    size_t colon = str_rfind_byte(host, ':');
    if (colon != STR_NPOS) {
        struct str digits = str_skip(host, colon + 1);
        if (digits.n && !str_to_uint(digits, 65535, &port))
            return "illegal port";
        host = str_sub(host, 0, colon);
    }
    if (!host.n)
        return no_host;
    return host.p[0] == '.' || str_find(host, STR(".."), 0) != STR_NPOS ? "illegal host" : NULL;
}

/* Bytes that must be percent-encoded wherever they stand. */
static bool is_illegal(unsigned char ch)
{
    switch (ch) {
    case '<':
    case '>':
    case '"':
    case '{':
    case '}':
    case '|':
    case '\\':
    case '^':
    case '`':
    case 0x7F:
        return true;
    default:
        return ch <= ' ';
    }
}

/* What the URL Standard calls a validation error, or NULL. */
static const char *fault_of(struct str s)
{
    size_t scheme = scheme_length(s);
    struct str name = str_sub(s, 0, scheme);
    bool special = str_eq_fold(name, STR("http")) || str_eq_fold(name, STR("https")) ||
                   str_eq_fold(name, STR("ftp"));

    size_t host_end = special ? scheme + 3 : 0;
    while (special && host_end < s.n && !strchr("/?#", s.p[host_end]))
        host_end++;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char ch = (unsigned char)s.p[i];
        if (ch == '%' && (i + 2 >= s.n || !is_ascii_hex(s.p[i + 1]) || !is_ascii_hex(s.p[i + 2])))
            return "bad percent escape";
        if (is_illegal(ch))
            return "illegal character";
        if (ch == '[' || ch == ']')
            if (!special || i >= host_end)
                return "illegal character";
    }
    if (special && !str_starts(str_skip(s, scheme + 1), STR("//")))
        return "no slashes after the scheme";
    return special ? host_fault(str_sub(s, scheme + 3, host_end - scheme - 3)) : NULL;
}

bool url_resolve(struct check *c, struct str base, struct str text, struct where at,
                 struct url *ret_url)
{
    struct oddities odd = {0};
    const char *fault = NULL;

    if (str_starts(text, STR("file:")))
        report_at(c, M_RSC_030, at, STR_ARG(text));
    if (!str_starts(text, STR("data:")))
        fault = fault_of(text);
    if (fault)
        report_at(c, M_RSC_020, at, STR_ARG(str_sub(text, 0, 200)), fault);
    if (fault == no_host)
        return false;
    *ret_url = split(&c->arena, base, trim(text), &odd);
    if (ret_url->remote) {
        if (!fault)
            c->absolute_in = at.path;
        return true;
    }
    /* EPUBCheck 5.3 has no eye for these behind the first absolute URL of a file. */
    bool is_seen = !c->absolute_in.n || !str_eq(c->absolute_in, at.path);
    if (odd.has_query)
        report_at(c, is_seen ? M_RSC_033 : M_RSC_033w, at, STR_ARG(text));
    if (odd.leaks)
        report_at(c, is_seen ? M_RSC_026 : M_RSC_026w, at, STR_ARG(text));
    return true;
}
