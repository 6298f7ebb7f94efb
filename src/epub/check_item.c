/* SPDX-License-Identifier: MIT */
/* Sends the file of a manifest item to the checks of its media type. */
#include "epub/check_content.h"

static bool is_xhtml(struct str type, int version)
{
    return str_eq(type, STR("application/xhtml+xml")) || str_eq(type, STR("image/svg+xml")) ||
           (version == 2 && is_old_content_type(type));
}

static bool is_checked(const struct item *i, int version)
{
    return i->is_ncx || is_xhtml(i->type, version) || str_eq(i->type, STR("text/css")) ||
           str_starts(i->type, STR("image/")) ||
           (version == 3 && (str_eq(i->type, STR("application/smil+xml")) ||
                             str_eq(i->type, STR("application/vnd.epub.search-key-map+xml"))));
}

static void check_bytes(struct check *c, struct item *i, struct str bytes)
{
    if (i->is_ncx)
        check_ncx(c, i, bytes);
    else if (is_xhtml(i->type, c->version))
        check_content_document(c, i, bytes);
    else if (str_eq(i->type, STR("text/css")))
        check_css_file(c, i, bytes);
    else if (str_eq(i->type, STR("application/smil+xml")))
        check_overlay(c, i, bytes);
    else if (str_eq(i->type, STR("application/vnd.epub.search-key-map+xml")))
        check_search_key_map(c, i, bytes);
    else
        check_image(c, i, bytes);
}

/* Obfuscation (OCF 4.3) is for fonts only. */
static void check_obfuscated(struct check *c, const struct item *i)
{
    if (!is_core_font(i->type, 3))
        report_at(c, M_PKG_026, WHERE(STR("META-INF/encryption.xml")), STR_ARG(i->path),
                  STR_ARG(i->type));
}

void check_item(struct check *c, size_t index)
{
    struct item *i = &c->items.v[index];
    struct table_entry *e = i->path.p ? table_get(&c->by_path, i->path) : NULL;
    struct str bytes;

    if (!i->path.p || i->remote || !e || e->num != index)
        return;
    if (!file_exists(c, i->path)) {
        report_at(c, M_RSC_001, i->at, STR_ARG(i->path));
        return;
    }
    struct table_entry *hidden = table_get(&c->encrypted, i->path);
    if (hidden) {
        if (hidden->num == 1)
            check_obfuscated(c, i);
        else
            report_at(c, M_RSC_004, WHERE(i->path), STR_ARG(i->path));
        return;
    }
    if (!is_checked(i, c->version) || check_known_item(c, i))
        return;
    struct arena arena = {0};
    if (file_load(c, &arena, i->path, &bytes))
        check_bytes(c, i, bytes);
    arena_done(&arena);
}
