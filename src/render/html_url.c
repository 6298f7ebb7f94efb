/* SPDX-License-Identifier: MIT */
/* Addresses in attributes: which schemes pass, and how they are spelled in a book. */
#include "render/html_private.h"

#include <string.h>

/* Without control characters, without blanks at both ends, '\\' as '/', as the URL Standard
 * reads it; so no spelling hides a scheme. */
static struct str strip(struct arena *a, struct str s)
{
    char *p;
    size_t n = 0;
    bool in_path = true;

    while (s.n && (unsigned char)s.p[0] <= ' ')
        s = str_skip(s, 1);
    while (s.n && (unsigned char)s.p[s.n - 1] <= ' ')
        s = str_chop(s, 1);
    p = arena_alloc(a, s.n + 1);
    for (size_t i = 0; i < s.n; i++) {
        in_path = in_path && s.p[i] != '?' && s.p[i] != '#';
        if ((unsigned char)s.p[i] >= ' ' && s.p[i] != 0x7f)
            p[n++] = (char)(in_path && s.p[i] == '\\' ? '/' : s.p[i]);
    }
    return (struct str){p, n};
}

/* The length of the scheme before its colon; 0 when S is relative. */
static size_t scheme_length(struct str s)
{
    size_t n = 0;

    while (n < s.n && (is_ascii_alnum(s.p[n]) || s.p[n] == '+' || s.p[n] == '-' || s.p[n] == '.'))
        n++;
    return n && n < s.n && s.p[n] == ':' && is_ascii_alpha(s.p[0]) ? n : 0;
}

static bool is_host_byte(char c)
{
    return is_ascii_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~' ||
           (unsigned char)c >= 0x80;
}

/* What looks like an IPv4 address must be one. */
static bool is_ipv4_or_name(struct str host)
{
    struct str part, rest = host;
    size_t last = str_rfind_byte(host, '.');
    unsigned long value;
    size_t parts = 0;

    part = last == STR_NPOS ? host : str_skip(host, last + 1);
    if (part.n == 0 || !is_ascii_digit(part.p[0]) || !str_to_uint(part, (unsigned long)-1, &value))
        return true;
    while (str_split(&rest, '.', &part)) {
        if (!str_to_uint(part, 255, &value))
            return false;
        parts++;
    }
    return parts == 4;
}

/* REST follows "http:" or "https:". */
static bool has_valid_host(struct str rest)
{
    size_t end = 2, at, port;
    struct str host;
    unsigned long number;

    if (!str_starts(rest, STR("//")))
        return false;
    while (end < rest.n && !strchr("/?#", rest.p[end]))
        end++;
    host = str_sub(rest, 2, end - 2);
    at = str_rfind_byte(host, '@');
    if (at != STR_NPOS)
        host = str_skip(host, at + 1);
    port = str_rfind_byte(host, ':');
    if (port != STR_NPOS) {
        if (port + 1 < host.n && !str_to_uint(str_skip(host, port + 1), 65535, &number))
            return false;
        host = str_sub(host, 0, port);
    }
    for (size_t i = 0; i < host.n; i++)
        if (!is_host_byte(host.p[i]))
            return false;
    return host.n && host.p[0] != '.' && is_ipv4_or_name(host) &&
           str_find(host, STR(".."), 0) == STR_NPOS;
}

static bool is_hex_pair(struct str s, size_t at)
{
    return at + 2 < s.n && is_ascii_hex(s.p[at + 1]) && is_ascii_hex(s.p[at + 2]);
}

/* S with what no URL may hold percent-encoded. */
static struct str encode(struct arena *a, struct str s)
{
    static const char hex[] = "0123456789ABCDEF";
    char *p = arena_alloc(a, 3 * s.n + 1);
    size_t n = 0;
    bool in_fragment = false;

    /* Brackets may stand in an IPv6 host only, and such hosts are refused. */
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool is_bad = str_find_byte(STR(" \"<>\\^`{|}[]"), c, 0) != STR_NPOS ||
                      (c == '%' && !is_hex_pair(s, i)) || (c == '#' && in_fragment);

        in_fragment |= c == '#';
        if (is_bad) {
            p[n++] = '%';
            p[n++] = hex[(unsigned char)c >> 4];
            p[n++] = hex[c & 15];
        } else {
            p[n++] = c;
        }
    }
    return (struct str){p, n};
}

struct str html_url(struct arena *a, struct str url)
{
    size_t n;
    struct str scheme;

    url = strip(a, url);
    if (str_starts(url, STR("//")))
        url = arena_printf(a, "https:%.*s", STR_ARG(url));
    n = scheme_length(url);
    if (n == 0)
        return encode(a, url);
    scheme = str_sub(url, 0, n);
    if (str_eq_fold(scheme, STR("http")) || str_eq_fold(scheme, STR("https"))) {
        if (!has_valid_host(str_skip(url, n + 1)))
            return STR_NONE;
    } else if (!str_eq_fold(scheme, STR("mailto")) && !str_eq_fold(scheme, STR("tel"))) {
        return STR_NONE;
    }
    return encode(a, url);
}
