/* SPDX-License-Identifier: MIT */
/* Normalising addresses and looking posts up by them. */
#include "book/urlmap.h"

#include "base/fs.h"
#include "base/uri.h"
#include "base/utf8.h"
#include "book/post.h"

/* A table entry's number holds the post and how it was claimed. */
static size_t pack(size_t post, enum claim claim)
{
    return (post << 3 | (size_t)claim) + 1;
}

static size_t post_of(size_t packed)
{
    return (packed - 1) >> 3;
}

static size_t claim_of(size_t packed)
{
    return (packed - 1) & 7;
}

void urlmap_init(struct urlmap *m, const struct site *site)
{
    *m = (struct urlmap){.site = site};
}

void urlmap_done(struct urlmap *m)
{
    table_done(&m->paths);
    table_done(&m->names);
    table_done(&m->slugs);
    arena_done(&m->arena);
}

static void claim_key(struct table *t, struct str key, size_t post, enum claim claim)
{
    bool is_new;
    struct table_entry *e = table_put(t, key, &is_new);

    if (is_new || claim_of(e->num) > (size_t)claim)
        e->num = pack(post, claim);
}

struct str uri_below_base(const struct site *site, struct str path)
{
    for (size_t i = 0; i < site->base_urls.n; i++) {
        struct str base = uri_path(site->base_urls.v[i]);

        if (base.n && str_starts(path, base))
            return str_skip(path, base.n);
    }
    return STR_NONE;
}

/* Whether PATH ends as a page of a site, or as the source of one. */
static bool is_page(struct str path)
{
    static const struct str endings = STR_INIT("html htm php");
    struct str ending = fs_extension(path);

    return str_among_fold(ending, endings) || post_is_source(path);
}

/* Without what does not tell two addresses of one page apart. */
static struct str strip_endings(struct str path)
{
    while (path.n && path.p[path.n - 1] == '/')
        path.n--;
    if (!is_page(path))
        return path;
    path = str_chop(path, fs_extension(path).n + 1);
    return str_ends_fold(path, STR("/index")) ? str_chop(path, STR("/index").n) : path;
}

/* The key of PATH: "/a/b" for "/a/./B/index.html?x". Case is kept. */
static struct str path_key(struct arena *a, struct str path)
{
    size_t cut = 0;

    while (cut < path.n && path.p[cut] != '?' && path.p[cut] != '#')
        cut++;
    path = uri_decode(a, str_sub(path, 0, cut));
    while (path.n && path.p[0] == '/')
        path = str_skip(path, 1);
    path = strip_endings(fs_join(a, STR("/"), path));
    return path.n ? path : STR("/");
}

static struct str fold(struct arena *a, struct str s)
{
    struct buf out = {0};
    uint32_t c;

    for (size_t at = 0, len; at < s.n; at += len ? len : 1) {
        len = utf8_decode(s, at, &c);
        if (len)
            utf8_add(&out, utf8_lower(c));
        else
            buf_byte(&out, s.p[at]);
    }
    s = arena_str(a, buf_str(&out));
    buf_done(&out);
    return s;
}

void urlmap_add_path(struct urlmap *m, struct str path, size_t post, enum claim claim)
{
    struct str key;

    if (path.n == 0)
        return;
    key = arena_str(&m->arena, path_key(&m->arena, path));
    claim_key(&m->paths, key, post, claim);
    claim_key(&m->paths, fold(&m->arena, key), post, CLAIM_TITLE);
}

void urlmap_add_name(struct urlmap *m, struct str name, size_t post, enum claim claim)
{
    if (name.n)
        claim_key(&m->names, fold(&m->arena, name), post, claim);
}

static size_t found(const struct table_entry *e)
{
    return e ? post_of(e->num) : URLMAP_NONE;
}

size_t urlmap_path(const struct urlmap *m, struct arena *scratch, struct str path)
{
    struct str key = path_key(scratch, path);
    const struct table_entry *e = table_get(&m->paths, key);

    return found(e ? e : table_get(&m->paths, fold(scratch, key)));
}

size_t urlmap_name(const struct urlmap *m, struct arena *scratch, struct str name)
{
    return found(table_get(&m->names, fold(scratch, name)));
}

void urlmap_add_slug(struct urlmap *m, struct str slug, size_t post)
{
    bool is_new;
    struct table_entry *e;

    if (slug.n == 0)
        return;
    e = table_put(&m->slugs, fold(&m->arena, slug), &is_new);
    e->num = is_new || e->num == post + 1 ? post + 1 : URLMAP_NONE;
}

/* Folders whose pages list posts. */
static bool is_list(struct str folder)
{
    static const struct str names =
        STR_INIT("tag tags category categories topic topics author authors archive page series "
                 "feed");

    return str_among_fold(folder, names);
}

size_t urlmap_old_path(const struct urlmap *m, struct arena *scratch, struct str path)
{
    struct str key = path_key(scratch, path);
    const struct table_entry *e = table_get(&m->slugs, fold(scratch, fs_basename(key)));

    if (!e || e->num == URLMAP_NONE || is_list(fs_basename(fs_dirname(key))))
        return URLMAP_NONE;
    return e->num - 1;
}

/* "https://www.x.org/blog" and "http://x.org/blog" are one site: what follows the scheme and an
 * optional "www." */
static struct str host_part(struct str url)
{
    size_t at = str_find(url, STR("//"), 0);

    url = at == STR_NPOS ? url : str_skip(url, at + 2);
    return str_starts_fold(url, STR("www.")) ? str_skip(url, 4) : url;
}

/* URL starts with BASE, and BASE ends at a component's end. The host compares without case. */
static bool is_under(struct str url, struct str base)
{
    size_t host_end = str_find_byte(base, '/', 0);

    if (host_end == STR_NPOS)
        host_end = base.n;
    return str_starts_fold(url, str_sub(base, 0, host_end)) &&
           str_starts(str_skip(url, host_end), str_skip(base, host_end)) &&
           (url.n == base.n || str_find_byte(STR("/?#"), url.p[base.n], 0) != STR_NPOS);
}

bool urlmap_own(const struct urlmap *m, struct str url, struct str *ret_path)
{
    struct str rest = host_part(url);

    if (!str_starts(url, STR("//")) && !uri_is_web(url))
        return false;
    for (size_t i = 0; i < m->site->base_urls.n; i++) {
        struct str base = host_part(m->site->base_urls.v[i]);
        size_t slash;

        if (base.n == 0 || !is_under(rest, base))
            continue;
        slash = str_find_byte(base, '/', 0);
        *ret_path = str_skip(rest, slash == STR_NPOS ? base.n : slash);
        if (ret_path->n == 0)
            *ret_path = STR("/");
        return true;
    }
    return false;
}
