/* SPDX-License-Identifier: MIT */
/* The checks of single files of a book; each registers references with the struct check. */
#ifndef EPUB_CHECK_CONTENT_H
#define EPUB_CHECK_CONTENT_H

#include "book/facts.h"
#include "epub/check_url.h"
#include "epub/check_vocab.h"
#include "epub/check_xml.h"

/* A content document on its way through the checks. */
struct content {
    struct check *c;
    struct arena *arena; /* of this document */
    struct xml_doc *d;
    struct item *item; /* good until the manifest grows: it does not any more */
    struct prefixes prefixes;
    bool is_svg, is_nav, is_old; /* is_old: of a type that OPF 2.0.1 deprecates */
    bool has_style;
    const struct xml_node *tran_parent; /* its children are known to have a 'tran', or not */
    bool has_tran;
    unsigned required, allowed; /* enum item_property seen */
};

/* check_opf.c: the package document OPF_PATH and all of its rendition. */
void check_package(struct check *c, struct str opf_path);

/* check_package_rules.c: rules over the package's tree. */
void check_package_rules(struct check *c, struct xml_doc *d);
/* check_package_meta.c: rules about meta elements. */
void check_package_meta(struct check *c, struct xml_doc *d);
/* check_collections.c */
void check_collections(struct check *c, struct xml_doc *d);
/* check_links.c: link elements of the metadata. */
void check_package_links(struct check *c, struct xml_doc *d, const struct prefixes *p);
/* check_dates_w3c.c: dc:date */
void check_dc_date(struct check *c, struct str value, struct where at);

/* check_profiles.c: dictionaries, previews, EDUPUB; before and after the content. */
void check_profiles(struct check *c, const struct xml_doc *d);
void check_profiles_after(struct check *c);

/* check_item.c: the file of manifest item INDEX. */
void check_item(struct check *c, size_t index);

/* check_xhtml.c, check_xhtml_rules.c, check_xhtml_refs.c: an XHTML or SVG document. */
void check_content_document(struct check *c, struct item *item, struct str bytes);
void check_xhtml_rules(struct content *k);
void check_id_rules(struct content *k);
void check_content_refs(struct content *k);
void check_content_svg(struct content *k);
void check_viewport(struct content *k);
void check_nav(struct content *k);
/* A, a link within NAV, must lead into a fixed layout when the nav is region-based. */
void check_region_link(struct content *k, const struct xml_node *nav, const struct xml_node *a);
void check_semantics(struct content *k);

/* check_xhtml.c: the properties that the manifest declares against those K was seen to need. */
void check_content_properties(struct content *k);

/* check_known.c: true when the file of ITEM was judged by its maker; what it refers to is
 * followed then. check_xhtml_refs.c: one of its references. */
bool check_known_item(struct check *c, struct item *item);
void check_known_ref(struct content *k, const struct fact_ref *ref);

/* check_css.c. LINE and the path are for messages; ITEM tells declared properties. */
enum css_mode { CSS_FILE, CSS_STYLE, CSS_ATTRIBUTE };
struct css_found {
    bool has_remote;
};
struct css_found check_css(struct check *c, struct str text, enum css_mode mode, struct str base,
                           struct where at);
void check_css_file(struct check *c, struct item *item, struct str bytes);

void check_ncx(struct check *c, struct item *item, struct str bytes);
void check_overlay(struct check *c, struct item *item, struct str bytes);
void check_search_key_map(struct check *c, struct item *item, struct str bytes);
void check_image(struct check *c, const struct item *item, struct str bytes);

/* check_refs.c: all references of the rendition. */
void check_references(struct check *c);

/* check_media.c: types. */
bool is_core_type(struct str type);
bool is_core_image(struct str type, int version);
bool is_content_type(struct str type, int version);
bool is_old_content_type(struct str type);
bool is_audio_type(struct str type);
bool is_core_audio(struct str type);
bool is_video_type(struct str type);
bool is_font_type(struct str type);
bool is_core_font(struct str type, int version);
bool is_script_type(struct str type);
/* The type that a data URL declares. */
struct str data_url_type(struct str url);
const char *preferred_type(struct str type, struct str path);

/* check_ocf.c: mimetype, META-INF, names. Gives the package documents' paths. */
struct rootfiles {
    VEC(struct str) v;
};
bool check_container(struct check *c, struct rootfiles *ret_roots);
void check_container_rest(struct check *c, const struct rootfiles *roots);
void check_file_name(struct check *c, struct str name);

/* check_renditions.c: CONTAINER lists N package documents. */
void check_renditions(struct check *c, const struct xml_doc *container, size_t n);
/* check_package_meta.c: the META elements of METADATA, also of META-INF/metadata.xml. */
void check_metadata(struct check *c, const struct xml_doc *d, struct xml_node *metadata);

/* check_encryption.c */
void read_encryption(struct check *c);

#endif
