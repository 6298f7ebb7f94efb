/* SPDX-License-Identifier: MIT */
/* Cards for embedded media, from one table of services. */
#include "render/embed.h"

#include <string.h>

#include "base/uri.h"
#include "book/asset.h"

struct service {
    bool is_script;
    struct str names;
    const char *kind;
    struct str pattern, address;
};

static const struct service services[] = {
#define ROW(is_script, names, kind, pattern, address) \
    {is_script, STR_INIT(names), kind, STR_INIT(pattern), STR_INIT(address)},
#define EMBED(names, kind, pattern, address) ROW(false, names, kind, pattern, address)
#define SCRIPT(names, kind, pattern, address) ROW(true, names, kind, pattern, address)
#include "render/embeds.def"
#undef SCRIPT
#undef EMBED
#undef ROW
};

enum { SERVICE_COUNT = sizeof services / sizeof services[0] };

/* What the stars of a pattern stood for. */
struct found {
    struct str v[2];
    size_t n;
};

enum { FOUND_MAX = 2 };

static struct str without_scheme(struct str url)
{
    static const struct str prefixes[] = {STR_INIT("https:"), STR_INIT("http:"), STR_INIT("//"),
                                          STR_INIT("www."), STR_INIT("m.")};

    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
        if (str_starts_fold(url, prefixes[i]))
            url = str_skip(url, prefixes[i].n);
    return url;
}

static bool is_wild(char c)
{
    return c == '*' || c == '~';
}

/* Takes the stars, or the tilde (none), from the front of PATTERN. */
static size_t take_stars(struct str *pattern)
{
    size_t stars = 0;

    while (stars < pattern->n && pattern->p[stars] == '*')
        stars++;
    *pattern = str_skip(*pattern, stars ? stars : 1);
    return stars;
}

static struct str take_literal(struct str *pattern)
{
    size_t n = 0;
    struct str literal;

    while (n < pattern->n && !is_wild(pattern->p[n]))
        n++;
    literal = str_sub(*pattern, 0, n);
    *pattern = str_skip(*pattern, n);
    return literal;
}

/* What ends that which a tilde, one, two or three stars stand for. */
static bool is_end(char c, size_t stars)
{
    static const char *const ends[] = {"/", "/?&#", "?&#", ""};

    return c == '"' || c == '\'' || c == '<' || c == '>' || is_ascii_space(c) || c == '\0' ||
           strchr(ends[stars < 3 ? stars : 3], c);
}

/* What STARS stand for ends at N of URL: LITERAL comes, or what ends it. A parameter's name begins
 * where a parameter does. */
static bool ends_at(struct str url, size_t n, size_t stars, struct str literal)
{
    if (literal.n == 0)
        return n == url.n || is_end(url.p[n], stars);
    if (!str_starts(str_skip(url, n), literal))
        return false;
    return stars || n == 0 || !str_ends(literal, STR("=")) || url.p[n - 1] == '?' ||
           url.p[n - 1] == '&';
}

/* Takes what STARS stand for and the LITERAL behind it from the front of URL. */
static bool take_wild(struct str *url, size_t stars, struct str literal, struct str *ret)
{
    size_t n = 0;

    for (; !ends_at(*url, n, stars, literal); n++)
        if (n == url->n || is_end(url->p[n], stars))
            return false;
    *ret = str_sub(*url, 0, n);
    *url = str_skip(*url, n + literal.n);
    return true;
}

/* True when URL has the form of PATTERN; RET, all-zero, gets what identifies the thing. */
static bool match(struct str pattern, struct str url, struct found *ret)
{
    struct str literal = take_literal(&pattern), part;

    if (literal.n == 0 || !str_starts_fold(url, literal))
        return false;
    url = str_skip(url, literal.n);
    while (pattern.n) {
        size_t stars = take_stars(&pattern);

        if (!take_wild(&url, stars, take_literal(&pattern), &part))
            return false;
        if (stars && (part.n == 0 || ret->n == FOUND_MAX))
            return false;
        if (stars)
            ret->v[ret->n++] = part;
    }
    return true;
}

static void add_code(struct buf *out, struct str address)
{
    buf_addz(out, " <img src=\"");
    buf_add(out, ASSET_CODE);
    buf_xml(out, address);
    buf_addz(out, "\" alt=\"QR\"/>");
}

static void card(struct buf *out, bool has_code, const char *kind, struct str address,
                 struct str title)
{
    struct str shown = without_scheme(address);

    while (shown.n && shown.p[shown.n - 1] == '/')
        shown.n--;
    buf_printf(out, "<p class=\"embed\"><span class=\"embed-kind\">%s</span> ", kind);
    if (address.n == 0) {
        buf_xml(out, title);
    } else {
        buf_addz(out, "<a href=\"");
        buf_xml(out, address);
        buf_addz(out, "\">");
        buf_xml(out, title.n ? title : shown);
        buf_addz(out, "</a>");
        if (has_code && str_starts_fold(address, STR("http")) && address.n <= ASSET_CODE_MAX)
            add_code(out, address);
    }
    buf_addz(out, "</p>");
}

static void add_address(struct buf *out, struct str form, const struct found *found)
{
    struct arena scratch = {0};
    size_t used = 0;

    for (size_t i = 0; i < form.n; i++) {
        bool is_decoded = form.p[i] == '%' && (i + 1 == form.n || !is_ascii_digit(form.p[i + 1]));

        if (form.p[i] != '*' && !is_decoded) {
            buf_byte(out, form.p[i]);
        } else if (used < found->n) {
            struct str star = found->v[used++];

            buf_add(out, is_decoded ? uri_decode(&scratch, star) : star);
        }
    }
    arena_done(&scratch);
}

/* An address on the web that needs no encoding. */
static bool is_clean_address(struct str address)
{
    for (size_t i = 0; i < address.n; i++)
        if ((unsigned char)address.p[i] <= ' ')
            return false;
    return uri_is_web(address);
}

/* False, and nothing is written, when what was found gives no address on the web. */
static bool card_found(struct buf *out, bool has_code, const struct service *service,
                       const struct found *found, struct str title)
{
    struct buf address = {0};
    bool is_good;

    add_address(&address, service->address, found);
    is_good = is_clean_address(buf_str(&address));
    if (is_good)
        card(out, has_code, service->kind, buf_str(&address), title);
    buf_done(&address);
    return is_good;
}

static bool card_matching(struct buf *out, bool has_code, struct str url, struct str title,
                          bool is_script)
{
    struct str rest = without_scheme(str_trim(url));

    for (size_t i = 0; i < SERVICE_COUNT; i++) {
        struct found found = {0};

        if ((services[i].is_script || !is_script) && match(services[i].pattern, rest, &found) &&
            card_found(out, has_code, &services[i], &found, title))
            return true;
    }
    return false;
}

bool embed_card(struct buf *out, bool has_code, struct str url, struct str title)
{
    return card_matching(out, has_code, url, title, false);
}

bool embed_card_script(struct buf *out, bool has_code, struct str url, struct str title)
{
    return card_matching(out, has_code, url, title, true);
}

void embed_card_plain(struct buf *out, bool has_code, const char *kind, struct str url,
                      struct str title)
{
    struct buf address = {0};

    url = str_trim(url);
    if (str_starts(url, STR("//")))
        buf_addz(&address, "https:");
    buf_add(&address, url);
    card(out, has_code, kind, buf_str(&address), title);
    buf_done(&address);
}

bool embed_card_named(struct buf *out, bool has_code, struct str name, struct str id,
                      struct str title)
{
    id = str_trim(id);
    for (size_t i = 0; i < SERVICE_COUNT; i++) {
        if (!str_among_fold(name, services[i].names))
            continue;
        if (str_starts_fold(id, STR("http")) || str_starts(id, STR("//"))) {
            if (!embed_card(out, has_code, id, title))
                embed_card_plain(out, has_code, services[i].kind, id, title);
        } else if (services[i].address.n && id.n) {
            struct buf address = {0};

            add_address(&address, services[i].address, &(struct found){{id}, 1});
            card(out, has_code, services[i].kind, buf_str(&address), title);
            buf_done(&address);
        } else {
            card(out, has_code, services[i].kind, id, title);
        }
        return true;
    }
    return false;
}
