/* SPDX-License-Identifier: MIT */
/* Checks properties against the vocabularies of EPUB. */
#include "epub/check_vocab.h"

#include <string.h>

#include "epub/check_types.h"
#include "epub/check_url.h"

static const struct {
    const char *name, *url;
    bool in_package, in_content;
} reserved[] = {
#define PREFIX(name, url, in_package, in_content) {name, url, in_package, in_content},
#include "epub/check_vocab.def"
};

static const struct {
    enum vocab vocab;
    const char *prefix, *name;
    unsigned flag;
    char status;
} defined[] = {
#define PROPERTY(vocab, prefix, name, flag, status) {VOCAB_##vocab, prefix, name, flag, status},
#include "epub/check_vocab.def"
};

enum { RESERVED = sizeof reserved / sizeof *reserved, DEFINED = sizeof defined / sizeof *defined };

/* Item properties and the media types that may have them (EPUB 3.3 D.4). */
static const struct {
    unsigned flag;
    const char *name, *types;
} on_types[] = {
    {P_COVER_IMAGE, "cover-image", "image/"},
    {P_DATA_NAV, "data-nav", "application/xhtml+xml"},
    {P_DICTIONARY, "dictionary", "application/vnd.epub.search-key-map+xml"},
    {P_GLOSSARY, "glossary", "application/vnd.epub.search-key-map+xml application/xhtml+xml"},
    {P_INDEX, "index", "application/xhtml+xml"},
    {P_MATHML, "mathml", "application/xhtml+xml image/svg+xml"},
    {P_NAV, "nav", "application/xhtml+xml"},
    {P_REMOTE, "remote-resources",
     "application/xhtml+xml application/smil+xml image/svg+xml text/css"},
    {P_SCRIPTED, "scripted", "application/xhtml+xml image/svg+xml"},
    {P_SEARCH_KEY_MAP, "search-key-map", "application/vnd.epub.search-key-map+xml"},
    {P_SVG, "svg", "application/xhtml+xml"},
    {P_SWITCH, "switch", "application/xhtml+xml image/svg+xml"},
};

const char *item_property_types(unsigned flag)
{
    for (size_t i = 0; i < sizeof on_types / sizeof *on_types; i++)
        if (on_types[i].flag == flag)
            return on_types[i].types;
    return NULL;
}

const char *item_property_name(unsigned flag)
{
    for (size_t i = 0; i < sizeof on_types / sizeof *on_types; i++)
        if (on_types[i].flag == flag)
            return on_types[i].name;
    return "";
}

static bool is_default_vocabulary(struct str url, bool is_package)
{
    if (!is_package)
        return str_eq(url, STR("http://www.idpf.org/epub/vocab/structure/#"));
    return str_eq(url, STR("http://idpf.org/epub/vocab/package/item/#")) ||
           str_eq(url, STR("http://idpf.org/epub/vocab/package/itemref/#")) ||
           str_eq(url, STR("http://idpf.org/epub/vocab/package/link/#")) ||
           str_eq(url, STR("http://idpf.org/epub/vocab/package/meta/#"));
}

/* Scriptable components (1.0 3.3.3) have a vocabulary, but no reserved prefix. */
static bool is_predeclared(size_t i)
{
    return !str_eq(str_of(reserved[i].name), STR("epubsc"));
}

static void declare(struct check *c, struct prefixes *p, struct str prefix, struct str url,
                    bool is_package, struct where at)
{
    size_t known = 0;

    if (str_eq(prefix, STR("_"))) {
        report_at(c, M_OPF_007a, at);
        return;
    }
    if (is_default_vocabulary(url, is_package)) {
        report_at(c, M_OPF_007b, at, STR_ARG(prefix));
        return;
    }
    if (str_eq(url, STR("http://purl.org/dc/elements/1.1/")))
        report_at(c, M_OPF_007c, at);
    for (size_t i = 0; i < RESERVED; i++) {
        bool here = is_package ? reserved[i].in_package : reserved[i].in_content;
        if (here && is_predeclared(i) && str_eq(prefix, str_of(reserved[i].name)) &&
            !str_eq(url, str_of(reserved[i].url)))
            report_at(c, M_OPF_007, at, STR_ARG(prefix));
        if (here && str_eq(url, str_of(reserved[i].url)))
            known = i + 1;
    }
    table_put(&p->urls, prefix, NULL)->num = known;
}

/* Bytes that a URL may have in some places only (RFC 3986 2), or in none. */
static bool has_odd_byte(struct str url)
{
    for (size_t i = 0; i < url.n; i++)
        if (strchr("%[]{}|\\^`<>\"", url.p[i]) && url.p[i])
            return true;
    return false;
}

void prefixes_parse(struct check *c, struct prefixes *p, struct str value, bool is_package,
                    struct where at)
{
    struct str word;

    for (size_t i = 0; i < RESERVED; i++)
        if ((is_package ? reserved[i].in_package : reserved[i].in_content) && is_predeclared(i))
            table_put(&p->urls, str_of(reserved[i].name), NULL)->num = i + 1;
    while (next_token(&value, &word)) {
        size_t colon = str_find_byte(word, ':', 0);
        if (colon == STR_NPOS) {
            struct str after = value, next;
            report_at(c, M_OPF_004c, at, STR_ARG(word));
            if (next_token(&after, &next) && url_is_remote(next) && next.p[next.n - 1] != ':')
                value = after;
            continue;
        }
        struct str prefix = str_sub(word, 0, colon), url;
        if (!prefix.n)
            report_at(c, M_OPF_004a, at);
        else if (!is_ncname(prefix))
            report_at(c, M_OPF_004b, at, STR_ARG(prefix));
        if (colon + 1 < word.n) {
            report_at(c, M_OPF_004d, at, STR_ARG(prefix));
            continue;
        }
        if (!next_token(&value, &url)) {
            report_at(c, M_OPF_005, at, STR_ARG(prefix));
            return;
        }
        bool open =
            str_find_byte(url, '[', 0) != STR_NPOS && str_find_byte(url, ']', 0) == STR_NPOS;
        if (open || (has_odd_byte(url) && !type_accepts(STR("uri"), url, false)))
            report_at(c, M_OPF_006, at, STR_ARG(url));
        if (prefix.n)
            declare(c, p, arena_str(&c->arena, prefix), url, is_package, at);
    }
}

void prefixes_done(struct prefixes *p)
{
    table_done(&p->urls);
}

/* The row of NAME in VOCAB under the reserved prefix PREFIX, or -1. */
static int find(enum vocab vocab, const char *prefix, struct str name)
{
    for (int i = 0; i < DEFINED; i++)
        if (defined[i].vocab == vocab && str_eq(name, str_of(defined[i].name)) &&
            str_eq(str_of(prefix), str_of(defined[i].prefix)))
            return i;
    return -1;
}

/* Prefixes whose properties are all listed; others take any name. */
static bool is_closed(const char *prefix)
{
    return prefix[0] == 0 || str_eq(str_of(prefix), STR("media")) ||
           str_eq(str_of(prefix), STR("rendition")) || str_eq(str_of(prefix), STR("a11y")) ||
           str_eq(str_of(prefix), STR("epubsc"));
}

static bool check_one(struct check *c, const struct prefixes *p, enum vocab vocab, struct str word,
                      struct where at, unsigned *flags)
{
    size_t colon = str_find_byte(word, ':', 0);
    const char *prefix = "";
    struct str name = colon == STR_NPOS ? word : str_skip(word, colon + 1);

    if (colon != STR_NPOS && (colon == 0 || !name.n)) {
        report_at(c, M_OPF_026, at, STR_ARG(word));
        return false;
    }
    if (colon != STR_NPOS) {
        struct table_entry *e = table_get(&p->urls, str_sub(word, 0, colon));
        if (!e) {
            report_at(c, M_OPF_028, at, STR_ARG(str_sub(word, 0, colon)));
            return false;
        }
        if (!e->num)
            return true;
        prefix = reserved[e->num - 1].name;
    }
    int row = find(vocab, prefix, name);
    if (row < 0 && (vocab == VOCAB_TYPE || !is_closed(prefix)))
        return true;
    if (row < 0) {
        report_at(c, M_OPF_027, at, STR_ARG(word));
        return false;
    }
    if (defined[row].status == 'd')
        report_at(c, M_OPF_086, at, STR_ARG(word));
    *flags |= defined[row].flag;
    return true;
}

unsigned properties_check(struct check *c, const struct prefixes *p, enum vocab vocab,
                          struct str value, bool is_list, struct where at, unsigned *ret_flags)
{
    struct str rest = value, word;
    unsigned good = 0, flags = 0;

    if (!is_list && next_token(&rest, &word) && next_token(&rest, &word)) {
        report_at(c, M_OPF_025, at, STR_ARG(value));
        return 0;
    }
    while (next_token(&value, &word))
        good += check_one(c, p, vocab, word, at, &flags);
    if (ret_flags)
        *ret_flags = flags;
    return good;
}
