/* SPDX-License-Identifier: MIT */
/* Cards for embedded media, from one table of services. */
#include "render/embed.h"

#include "book/asset.h"

struct service {
    struct str names;
    const char *kind;
    struct str pattern, address;
};

static const struct service services[] = {
#define EMBED(names, kind, pattern, address) \
    {STR_INIT(names), kind, STR_INIT(pattern), STR_INIT(address)},
#include "render/embeds.def"
#undef EMBED
};

enum { SERVICE_COUNT = sizeof services / sizeof services[0] };

static bool is_identifier_end(char c, bool is_long)
{
    return c == '"' || c == '\'' || c == '<' || c == '>' || is_ascii_space(c) ||
           (!is_long && (c == '?' || c == '&' || c == '#' || c == '/'));
}

static struct str without_scheme(struct str url)
{
    static const struct str prefixes[] = {STR_INIT("https:"), STR_INIT("http:"), STR_INIT("//"),
                                          STR_INIT("www."), STR_INIT("m.")};

    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
        if (str_starts_fold(url, prefixes[i]))
            url = str_skip(url, prefixes[i].n);
    return url;
}

/* How many bytes of URL have the form HEAD; 0: it has another. */
static size_t match_head(struct str url, struct str head)
{
    size_t any = str_find_byte(head, '~', 0), at;
    struct str rest = str_skip(head, any + 1);

    if (any == STR_NPOS)
        return str_starts_fold(url, head) ? head.n : 0;
    if (!str_starts_fold(url, str_sub(head, 0, any)))
        return 0;
    at = str_find(url, rest, any);
    return at != STR_NPOS && str_find_byte(url, '/', any) > at ? at + rest.n : 0;
}

/* True when URL has SERVICE's form; *RET_ID is what identifies the thing. */
static bool match(const struct service *service, struct str url, struct str *ret_id)
{
    struct str pattern = service->pattern;
    size_t star = str_find_byte(pattern, '*', 0), n = 0;
    struct str head = str_sub(pattern, 0, star == STR_NPOS ? 0 : star);
    struct str tail = str_skip(pattern, star + 1), id;
    bool is_long = tail.n && tail.p[0] == '*';
    size_t from = head.n && head.p[0] != '/' ? match_head(url, head) : 0;

    if (from == 0)
        return false;
    tail = str_skip(tail, is_long);
    id = str_skip(url, from);
    while (n < id.n && !is_identifier_end(id.p[n], is_long))
        n++;
    if (tail.n && (str_starts(tail, STR("/")) || str_find_byte(tail, '*', 0) != STR_NPOS)) {
        if (!str_starts(str_skip(id, n), tail))
            return false;
    } else if (tail.n) {
        struct str whole = str_sub(id, 0, n);
        size_t at = str_find(whole, tail, 0);

        if (at == STR_NPOS)
            return false;
        n = at;
    }
    *ret_id = str_sub(id, 0, n);
    return n > 0;
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

static void card_of(struct buf *out, bool has_code, const struct service *service, struct str id,
                    struct str title)
{
    struct str form = service->address;
    size_t star = str_find_byte(form, '*', 0);
    struct buf address = {0};

    buf_add(&address, str_sub(form, 0, star));
    buf_add(&address, id);
    buf_add(&address, str_skip(form, star + 1));
    card(out, has_code, service->kind, buf_str(&address), title);
    buf_done(&address);
}

static bool card_matching(struct buf *out, bool has_code, struct str url, struct str title,
                          struct str ending)
{
    struct str rest = without_scheme(str_trim(url)), id;

    for (size_t i = 0; i < SERVICE_COUNT; i++) {
        if (services[i].address.n && str_ends(services[i].pattern, ending) &&
            match(&services[i], rest, &id)) {
            card_of(out, has_code, &services[i], id, title);
            return true;
        }
    }
    return false;
}

bool embed_card(struct buf *out, bool has_code, struct str url, struct str title)
{
    return card_matching(out, has_code, url, title, STR(""));
}

bool embed_card_script(struct buf *out, bool has_code, struct str url, struct str title)
{
    return card_matching(out, has_code, url, title, STR(".js"));
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

static bool has_word(struct str words, struct str word)
{
    struct str each;

    while (str_split(&words, ' ', &each))
        if (each.n && str_eq_fold(each, word))
            return true;
    return false;
}

bool embed_card_named(struct buf *out, bool has_code, struct str name, struct str id,
                      struct str title)
{
    id = str_trim(id);
    for (size_t i = 0; i < SERVICE_COUNT; i++) {
        if (!has_word(services[i].names, name))
            continue;
        if (str_starts_fold(id, STR("http")) || str_starts(id, STR("//"))) {
            if (!embed_card(out, has_code, id, title))
                embed_card_plain(out, has_code, services[i].kind, id, title);
        } else if (services[i].address.n && id.n) {
            card_of(out, has_code, &services[i], id, title);
        } else {
            card(out, has_code, services[i].kind, id, title);
        }
        return true;
    }
    return false;
}
