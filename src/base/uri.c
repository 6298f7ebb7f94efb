/* SPDX-License-Identifier: MIT */
/* Text of URI references: coding, and what can be told without resolving it. */
#include "base/uri.h"

#include "base/ascii.h"
#include "base/buf.h"

struct str uri_decode(struct arena *a, struct str s)
{
    char *p;
    size_t n = 0;

    if (str_find_byte(s, '%', 0) == STR_NPOS)
        return s;
    p = arena_alloc(a, s.n + 1);
    for (size_t i = 0; i < s.n; i++) {
        int high = i + 2 < s.n && s.p[i] == '%' ? ascii_hex(s.p[i + 1]) : -1;
        int low = high >= 0 ? ascii_hex(s.p[i + 2]) : -1;

        if (low >= 0 && (high || low)) {
            p[n++] = (char)(high << 4 | low);
            i += 2;
        } else {
            p[n++] = s.p[i];
        }
    }
    p[n] = '\0';
    return (struct str){p, n};
}

static bool is_url_byte(struct str s, size_t i)
{
    static const char allowed[] = "-._~:/?#[]@!$&'()*+,;=";
    char c = s.p[i];

    if (c == '%')
        return i + 2 < s.n && ascii_hex(s.p[i + 1]) >= 0 && ascii_hex(s.p[i + 2]) >= 0;
    return is_ascii_alnum(c) || str_find_byte(STR(allowed), c, 0) != STR_NPOS;
}

static bool is_path_byte(struct str s, size_t i)
{
    return is_ascii_alnum(s.p[i]) || str_find_byte(STR("-._~/!$&'()*+,;=@"), s.p[i], 0) != STR_NPOS;
}

static bool is_fragment_byte(struct str s, size_t i)
{
    return is_path_byte(s, i) || s.p[i] == ':' || s.p[i] == '?';
}

/* S with %XX for the bytes that IS_KEPT is false for. */
static struct str encode(struct arena *a, struct str s, bool (*is_kept)(struct str s, size_t i))
{
    struct buf out = {0};
    size_t i = 0;

    while (i < s.n && is_kept(s, i))
        i++;
    if (i == s.n)
        return s;
    for (i = 0; i < s.n; i++)
        if (is_kept(s, i))
            buf_byte(&out, s.p[i]);
        else
            buf_printf(&out, "%%%02X", (unsigned char)s.p[i]);
    s = arena_str(a, buf_str(&out));
    buf_done(&out);
    return s;
}

struct str uri_encode(struct arena *a, struct str s)
{
    return encode(a, s, is_url_byte);
}

struct str uri_encode_path(struct arena *a, struct str path)
{
    return encode(a, path, is_path_byte);
}

struct str uri_encode_fragment(struct arena *a, struct str id)
{
    return encode(a, id, is_fragment_byte);
}

struct str uri_scheme(struct str url)
{
    size_t i = 0;

    while (i < url.n && (is_ascii_alnum(url.p[i]) ||
                         (i && (url.p[i] == '+' || url.p[i] == '-' || url.p[i] == '.'))))
        i++;
    if (i > 1 && i < url.n && url.p[i] == ':' && is_ascii_alpha(url.p[0]))
        return str_sub(url, 0, i);
    return STR("");
}

bool uri_is_web(struct str url)
{
    return str_starts_fold(url, STR("http://")) || str_starts_fold(url, STR("https://"));
}

struct str uri_plain(struct str url)
{
    static const struct str kept = STR_INIT("pathname://");

    return str_starts(url, kept) ? str_skip(url, kept.n) : url;
}

struct str uri_path(struct str url)
{
    size_t host = str_find(url, STR("//"), 0);
    size_t slash = host == STR_NPOS ? STR_NPOS : str_find_byte(url, '/', host + 2);

    return slash == STR_NPOS ? STR("") : str_skip(url, slash);
}
