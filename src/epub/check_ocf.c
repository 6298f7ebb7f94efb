/* SPDX-License-Identifier: MIT */
/* Checks the container: mimetype, META-INF, file names (EPUB 3.3 4). */
#include "epub/check_content.h"
#include "epub/check_doctype.h"
#include "epub/check_schema.h"
#include "epub/check_types.h"

#include <string.h>

#include "base/utf8.h"

static const char container_path[] = "META-INF/container.xml";

/* OCF 4.2.3: mimetype comes first, stored, without extra field. */
static void check_mimetype(struct check *c)
{
    struct zip_first first;
    struct table_entry *e = table_get(&c->files, STR("mimetype"));
    bool is_first = zipread_first(c->zip.bytes, &first) && str_eq(first.name, STR("mimetype"));
    struct str bytes = {0};

    if (!is_first)
        report_at(c, M_PKG_006, WHERE(STR_NONE));
    else if (first.extra)
        report_at(c, M_PKG_005, WHERE(STR("mimetype")), (unsigned)first.extra);
    if (!is_first && !e)
        return;
    if (e && !zipread_entry(&c->zip, &c->arena, e->num, 10000, &bytes))
        bytes = STR_NONE;
    if (!str_eq(bytes, STR("application/epub+zip")))
        report_at(c, M_PKG_007, WHERE(STR("mimetype")));
    else if (is_first && first.method != 0)
        report_at(c, M_PKG_007w, WHERE(STR("mimetype")));
}

/* OCF 4.2.2: characters that names must not have. */
static bool is_forbidden(uint32_t ch)
{
    if (ch < 0xA0)
        return ch < 0x20 || ch >= 0x7F || strchr("\"*:<>?\\|", (int)ch);
    return (ch >= 0xE000 && ch <= 0xF8FF) || (ch >= 0xFDD0 && ch <= 0xFDEF) ||
           (ch >= 0xFFF0 && ch <= 0xFFFF) || (ch & 0xFFFE) == 0xFFFE || ch == 0xE0001 ||
           ch >= 0xF0000;
}

void check_file_name(struct check *c, struct str name)
{
    bool forbidden = false, space = false, foreign = false;

    for (size_t at = 0; at < name.n;) {
        uint32_t ch;
        size_t n = utf8_decode(name, at, &ch);
        if (!n)
            break;
        at += n;
        forbidden |= is_forbidden(ch);
        space |= ch == ' ' || ch == 0xA0 || ch == 0x3000 || (ch >= 0x2000 && ch <= 0x200A);
        foreign |= ch >= 0x80;
    }
    if (foreign)
        report_at(c, M_PKG_012, WHERE(name), STR_ARG(name));
    if (name.n && name.p[name.n - 1] == '.')
        report_at(c, M_PKG_011, WHERE(name), STR_ARG(name));
    if (forbidden)
        report_at(c, M_PKG_009, WHERE(name), STR_ARG(name));
    if (space)
        report_at(c, M_PKG_010, WHERE(name), STR_ARG(name));
}

static void add_root(struct check *c, const struct xml_doc *d, const struct xml_node *n,
                     struct rootfiles *roots)
{
    struct str path = xml_value(n, "full-path");
    struct url u;

    if (!str_eq_fold(trim(xml_value(n, "media-type")), STR("application/oebps-package+xml")))
        return;
    if (!path.p) {
        report_at(c, M_OPF_016, xml_where(d, n));
        *vec_push(&roots->v) = STR_NONE;
    } else if (!trim(path).n) {
        report_at(c, M_OPF_017, xml_where(d, n));
        *vec_push(&roots->v) = STR_NONE;
    } else {
        url_resolve(c, STR(""), trim(path), xml_where(d, n), &u);
        /* a path, not a URL: what looks like a fragment belongs to the name */
        *vec_push(&roots->v) = u.has_fragment ? trim(path) : u.path;
    }
}

static bool read_container(struct check *c, struct xml_doc *d, struct rootfiles *roots)
{
    struct str bytes;

    if (!file_load(c, &c->arena, str_of(container_path), &bytes))
        return false;
    xml_parse(c, &c->arena, str_of(container_path), XML_CONTAINER, bytes, d);
    for (struct xml_node *n = d->root; n; n = xml_next(n, d->root)) {
        if (xml_is(n, NS_CONTAINER, "rootfile"))
            add_root(c, d, n, roots);
    }
    return d->root != NULL;
}

/* EPUB 2 or 3, by the first package document. */
static int version_of(struct check *c, struct str path)
{
    struct xml_doc d;
    struct str bytes, version;
    size_t messages = c->report->n, errors[CHECK_SEVERITY_COUNT];
    struct table counted = c->counted;

    for (int i = 0; i < CHECK_SEVERITY_COUNT; i++)
        errors[i] = c->report->count[i];
    if (!file_load(c, &c->arena, path, &bytes))
        return 3;
    /* This look is quiet: the package is read again and judged later. */
    c->counted = (struct table){0};
    c->version = 3;
    xml_parse_root(c, &c->arena, path, XML_OPF, bytes, &d);
    table_done(&c->counted);
    c->counted = counted;
    c->report->n = messages;
    for (int i = 0; i < CHECK_SEVERITY_COUNT; i++)
        c->report->count[i] = errors[i];
    version = d.root ? xml_value(d.root, "version") : STR_NONE;
    if (!d.root)
        return 3;
    if (d.root->ns != NS_OPF && str_eq(d.root->name, STR("package")) && !version.p)
        return 2;
    if (str_starts(version, STR("2")))
        return 2;
    if (!str_starts(version, STR("3")) || trim(version).n != version.n)
        report_at(c, M_OPF_001, WHERE(path), version.p ? "unknown version" : "no version");
    return 3;
}

/* OCF 4.2.6.3.2: the ids of encryption.xml are unique. */
static void check_ids(struct check *c, struct xml_doc *d)
{
    struct table ids = {0};

    for (struct xml_node *n = d->root; n; n = xml_next(n, d->root)) {
        struct str id = n->name.n ? trim(xml_value(n, "Id")) : STR_NONE;
        if (id.p && table_put(&ids, id, NULL)->num++ > 0)
            report_text(c, M_RSC_005, xml_where(d, n), "duplicate Id '%.*s'", STR_ARG(id));
    }
    table_done(&ids);
}

static void check_meta_file(struct check *c, const char *path, const char *root)
{
    struct xml_doc d;
    struct str bytes;

    if (!file_exists(c, str_of(path)) || !file_load(c, &c->arena, str_of(path), &bytes))
        return;
    if (!xml_parse(c, &c->arena, str_of(path), XML_META, bytes, &d))
        return;
    if (!root) /* any vocabulary, but XML (OCF 4.2.6.3.4) */
        return;
    grammar_check(c, grammar_get(c, GRAMMAR_META), &d, root);
    if (str_eq(str_of(root), STR("encryption")))
        check_ids(c, &d);
}

bool check_container(struct check *c, struct rootfiles *roots)
{
    struct xml_doc d = {0};
    size_t good = 0;

    check_mimetype(c);
    if (!file_exists(c, str_of(container_path))) {
        report_at(c, M_RSC_002, WHERE(STR_NONE));
        return false;
    }
    if (!read_container(c, &d, roots))
        return false;
    if (roots->v.n == 0) {
        report_at(c, M_RSC_003, WHERE(str_of(container_path)));
        grammar_check(c, grammar_get(c, GRAMMAR_META), &d, "container");
        return false;
    }
    for (size_t i = 0; i < roots->v.n; i++) {
        if (!roots->v.v[i].p)
            continue;
        good++;
        if (!file_exists(c, roots->v.v[i])) {
            report_at(c, M_OPF_002, WHERE(str_of(container_path)), STR_ARG(roots->v.v[i]));
            return false;
        }
        if (good == 1)
            c->version = version_of(c, roots->v.v[i]);
    }
    check_doctype(c, &d);
    grammar_check(c, grammar_get(c, GRAMMAR_META), &d,
                  c->version == 2 ? "container.2" : "container");
    check_renditions(c, &d, roots->v.n);
    check_meta_file(c, "META-INF/encryption.xml", "encryption");
    check_meta_file(c, "META-INF/signatures.xml", "signatures");
    if (c->version == 2 || roots->v.n < 2) /* else check_renditions read it */
        check_meta_file(c, "META-INF/metadata.xml", NULL);
    return good > 0;
}

static bool has_content(const struct check *c, struct str directory)
{
    for (size_t i = 0; i < c->zip.n; i++)
        if (!c->zip.v[i].is_dir && str_starts(c->zip.v[i].name, directory))
            return true;
    return false;
}

/* Names equal after canonical normalization and full case folding count as one (OCF 4.2.3). */
static struct str folded(struct check *c, struct str name)
{
    struct buf b = {0};

    utf8_add_folded(&b, name);
    struct str s = arena_str(&c->arena, buf_str(&b));
    buf_done(&b);
    return s;
}

void check_container_rest(struct check *c, const struct rootfiles *roots)
{
    struct table names = {0}, declared = {0};

    for (size_t i = 0; i < roots->v.n; i++)
        table_put(&declared, roots->v.v[i], NULL);
    for (size_t i = 0; i < c->zip.n && !check_is_over(c); i++) {
        const struct zip_entry *e = &c->zip.v[i];
        if (e->is_dir) { /* which may be there twice: it is one all the same */
            if (i < 20000 && !has_content(c, e->name))
                report_at(c, M_PKG_014, WHERE(STR_NONE), STR_ARG(e->name));
            continue;
        }
        if (table_put(&names, folded(c, e->name), NULL)->num++ > 0)
            report_at(c, M_OPF_060, WHERE(STR_NONE), STR_ARG(e->name));
        if (!str_starts(e->name, STR("META-INF/")) && !str_eq(e->name, STR("mimetype")) &&
            !table_get(&declared, e->name) && !item_by_path(c, e->name) &&
            !table_get(&c->linked_resources, e->name))
            report_at(c, M_OPF_003, WHERE(STR_NONE), STR_ARG(e->name));
        check_file_name(c, e->name);
    }
    table_done(&names);
    table_done(&declared);
}
