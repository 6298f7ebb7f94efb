/* SPDX-License-Identifier: MIT */
/* The package document (EPUB 3.3, 5) and the container file. */
#include <stdio.h>

#include "book/articles.h"
#include "book/names.h"
#include "epub/package.h"

/* EPUB 3.4 is a draft; readers and checkers know 3.3, whose version attribute is 3.0. */
#define PACKAGE_VERSION "3.0"

void container_write(struct buf *out)
{
    buf_addz(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                  "<container version=\"1.0\" "
                  "xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n"
                  "<rootfiles>\n<rootfile full-path=\"OEBPS/package.opf\" "
                  "media-type=\"application/oebps-package+xml\"/>\n</rootfiles>\n</container>\n");
}

static void add_element(struct buf *out, const char *open, const char *close, struct str text)
{
    if (str_trim(text).n == 0)
        return;
    buf_addz(out, open);
    buf_xml(out, str_trim(text));
    buf_addz(out, close);
    buf_byte(out, '\n');
}

/* dc:creator or dc:contributor; ROLE where none is told. */
static void add_persons(struct buf *out, const char *element, const person_vec *list,
                        const char *role)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct person *p = &list->v[i];

        buf_printf(out, "<dc:%s id=\"%s-%zu\">", element, element, i + 1);
        buf_xml(out, p->name);
        buf_printf(out,
                   "</dc:%s>\n<meta refines=\"#%s-%zu\" property=\"role\" "
                   "scheme=\"marc:relators\">%.*s</meta>\n",
                   element, element, i + 1, STR_ARG(p->role.n ? p->role : str_of(role)));
        buf_printf(out, "<meta refines=\"#%s-%zu\" property=\"file-as\">", element, i + 1);
        if (p->file_as.n)
            buf_xml(out, p->file_as);
        else
            name_file_as(out, p->name);
        buf_addz(out, "</meta>\n");
    }
}

static void add_fields(struct buf *out, const struct volume *v)
{
    for (size_t f = 0; f < FIELD_COUNT; f++)
        for (size_t i = 0; i < v->fields[f].n && field_rows[f].element; i++) {
            buf_printf(out, "<dc:%s>", field_rows[f].element);
            buf_xml(out, v->fields[f].v[i]);
            buf_printf(out, "</dc:%s>\n", field_rows[f].element);
        }
}

/* "The Kitchen" → "Kitchen, The", where shelves sort by something else than it is written. */
static void add_title_file_as(struct buf *out, const struct volume *v)
{
    struct str title = str_trim(v->title), article = title_article(v->language, title);

    if (article.n == 0)
        return;
    buf_addz(out, "<meta refines=\"#title\" property=\"file-as\">");
    buf_xml(out, str_trim(str_skip(title, article.n)));
    buf_addz(out, ", ");
    buf_xml(out, article);
    buf_addz(out, "</meta>\n");
}

static void add_titles(struct buf *out, const struct volume *v)
{
    buf_addz(out, "<dc:title id=\"title\">");
    buf_xml(out, v->title);
    buf_addz(out, "</dc:title>\n<meta refines=\"#title\" property=\"title-type\">main</meta>\n");
    add_title_file_as(out, v);
    if (v->subtitle.n == 0)
        return;
    buf_addz(out, "<dc:title id=\"subtitle\">");
    buf_xml(out, v->subtitle);
    buf_addz(out,
             "</dc:title>\n<meta refines=\"#subtitle\" property=\"title-type\">subtitle</meta>\n");
}

/* Both notations: EPUB 3's collection, and calibre's, which more readers know. */
static void add_series(struct buf *out, const struct volume *v)
{
    struct str at = v->series_position;

    if (v->series.n == 0)
        return;
    buf_addz(out, "<meta property=\"belongs-to-collection\" id=\"series\">");
    buf_xml(out, v->series);
    buf_addz(out,
             "</meta>\n<meta refines=\"#series\" property=\"collection-type\">series</meta>\n");
    if (at.n)
        buf_printf(out, "<meta refines=\"#series\" property=\"group-position\">%.*s</meta>\n",
                   STR_ARG(at));
    buf_addz(out, "<meta name=\"calibre:series\" content=\"");
    buf_xml(out, v->series);
    buf_addz(out, "\"/>\n");
    if (at.n) /* a number: what stands behind a second point has no place in it */
        buf_printf(out, "<meta name=\"calibre:series_index\" content=\"%.*s\"/>\n",
                   STR_ARG(position_number(at)));
}

/* EPUB Accessibility 1.1: what is there, never what was not looked at. */
static void add_accessibility(struct buf *out, const struct package_facts *f)
{
    bool all_alt = f->pictures == f->pictures_with_alt;

    buf_addz(out, "<meta property=\"schema:accessMode\">textual</meta>\n");
    if (f->pictures)
        buf_addz(out, "<meta property=\"schema:accessMode\">visual</meta>\n");
    if (all_alt)
        buf_addz(out, "<meta property=\"schema:accessModeSufficient\">textual</meta>\n");
    if (f->pictures)
        buf_addz(out, "<meta property=\"schema:accessModeSufficient\">textual,visual</meta>\n");
    buf_addz(out,
             "<meta property=\"schema:accessibilityFeature\">tableOfContents</meta>\n"
             "<meta property=\"schema:accessibilityFeature\">readingOrder</meta>\n"
             "<meta property=\"schema:accessibilityFeature\">structuralNavigation</meta>\n"
             "<meta property=\"schema:accessibilityFeature\">displayTransformability</meta>\n");
    if (f->pictures && all_alt)
        buf_addz(out, "<meta property=\"schema:accessibilityFeature\">alternativeText</meta>\n");
    if (f->has_math)
        buf_addz(out, "<meta property=\"schema:accessibilityFeature\">MathML</meta>\n");
    buf_printf(out, "<meta property=\"schema:accessibilityHazard\">%s</meta>\n",
               f->has_animation ? "unknown" : "none");
    buf_addz(out,
             "<meta property=\"schema:accessibilitySummary\">Compiled from posts, with headings, "
             "contents and reading order");
    if (f->pictures)
        buf_printf(out, "; %zu of %zu pictures have a text alternative", f->pictures_with_alt,
                   f->pictures);
    buf_addz(out, ".</meta>\n");
}

static void add_metadata(struct buf *out, const struct volume *v, const struct package_facts *f)
{
    buf_addz(out, "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
    add_element(out, "<dc:identifier id=\"book-id\">", "</dc:identifier>", v->identifier);
    add_titles(out, v);
    add_persons(out, "creator", &v->creators, "aut");
    add_persons(out, "contributor", &v->contributors, "ctb");
    add_element(out, "<dc:language>", "</dc:language>", v->language);
    for (size_t i = 0; i < v->languages.n; i++)
        add_element(out, "<dc:language>", "</dc:language>", v->languages.v[i]);
    add_element(out, "<dc:date>", "</dc:date>", v->issued);
    add_element(out, "<dc:description>", "</dc:description>", v->description);
    add_element(out, "<dc:publisher>", "</dc:publisher>", v->publisher);
    add_element(out, "<dc:rights>", "</dc:rights>", v->rights);
    if (v->fields[FIELD_SOURCE].n == 0)
        add_element(out, "<dc:source>", "</dc:source>", v->source);
    add_fields(out, v);
    for (size_t i = 0; i < v->subjects.n; i++)
        add_element(out, "<dc:subject>", "</dc:subject>", v->subjects.v[i]);
    add_element(out, "<meta property=\"dcterms:modified\">", "</meta>", v->modified);
    add_series(out, v);
    add_accessibility(out, f);
    if (v->cover.n)
        buf_addz(out, "<meta name=\"cover\" content=\"cover-image\"/>\n");
    buf_addz(out, "</metadata>\n");
}

static void add_manifest(struct buf *out, const resource_vec *resources)
{
    buf_addz(out, "<manifest>\n");
    for (size_t i = 0; i < resources->n; i++) {
        const struct resource *r = &resources->v[i];

        buf_addz(out, "<item id=\"");
        buf_xml(out, r->id);
        buf_addz(out, "\" href=\"");
        buf_xml(out, r->href);
        buf_addz(out, "\" media-type=\"");
        buf_xml(out, r->media_type);
        if (r->properties.n) {
            buf_addz(out, "\" properties=\"");
            buf_xml(out, r->properties);
        }
        buf_addz(out, "\"/>\n");
    }
    buf_addz(out, "</manifest>\n");
}

static void add_spine(struct buf *out, const struct volume *v, const resource_vec *resources)
{
    buf_printf(out, "<spine toc=\"ncx\"%s>\n",
               v->is_rtl ? " page-progression-direction=\"rtl\"" : "");
    for (size_t i = 0; i < resources->n; i++) {
        if (!resources->v[i].in_spine)
            continue;
        buf_addz(out, "<itemref idref=\"");
        buf_xml(out, resources->v[i].id);
        buf_addz(out, "\"/>\n");
    }
    buf_addz(out, "</spine>\n");
}

/* The guide is EPUB 2's, but Kindle finds the beginning by it. */
static void add_guide(struct buf *out, const struct volume *v)
{
    buf_addz(out, "<guide>\n");
    if (v->cover.n)
        buf_addz(out, "<reference type=\"cover\" title=\"Cover\" href=\"cover.xhtml\"/>\n");
    buf_addz(out, "<reference type=\"toc\" title=\"Contents\" href=\"nav.xhtml\"/>\n");
    if (v->start.n) {
        buf_addz(out, "<reference type=\"text\" title=\"Text\" href=\"");
        buf_xml(out, v->start);
        buf_addz(out, "\"/>\n");
    }
    buf_addz(out, "</guide>\n");
}

void opf_write(struct buf *out, const struct volume *v, const resource_vec *resources,
               const struct package_facts *facts)
{
    buf_addz(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                  "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"" PACKAGE_VERSION
                  "\" unique-identifier=\"book-id\" xml:lang=\"");
    buf_xml(out, v->language);
    buf_addz(out, v->is_rtl ? "\" dir=\"rtl\">\n" : "\">\n");
    add_metadata(out, v, facts);
    add_manifest(out, resources);
    add_spine(out, v, resources);
    add_guide(out, v);
    buf_addz(out, "</package>\n");
}
