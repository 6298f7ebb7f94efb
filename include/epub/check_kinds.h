/* SPDX-License-Identifier: MIT */
/* Kinds the validator tells apart: properties of items, what ids name, how things refer. */
#ifndef EPUB_CHECK_KINDS_H
#define EPUB_CHECK_KINDS_H

/* Properties of manifest items (EPUB 3.3 D.4) and, above them, of spine items (D.5). */
enum item_property {
    P_COVER_IMAGE = 1 << 0,
    P_DATA_NAV = 1 << 1,
    P_DICTIONARY = 1 << 2,
    P_GLOSSARY = 1 << 3,
    P_INDEX = 1 << 4,
    P_MATHML = 1 << 5,
    P_NAV = 1 << 6,
    P_REMOTE = 1 << 7,
    P_SCRIPTED = 1 << 8,
    P_SEARCH_KEY_MAP = 1 << 9,
    P_SVG = 1 << 10,
    P_SWITCH = 1 << 11,
    P_LAYOUT_FIXED = 1 << 12,
    P_LAYOUT_REFLOW = 1 << 13
};

/* What an id names: links of some kinds may only lead to some of them. */
enum id_kind { ID_GENERIC, ID_PAINT, ID_CLIP_PATH, ID_SYMBOL };

enum ref_kind {
    REF_GENERIC,
    REF_LINK,
    REF_STYLESHEET,
    REF_HYPERLINK,
    REF_FONT,
    REF_IMAGE,
    REF_AUDIO,
    REF_VIDEO,
    REF_TRACK,
    REF_CITE,
    REF_PAINT,
    REF_CLIP_PATH,
    REF_SYMBOL,
    REF_REGION,
    REF_SEARCH_KEY,
    REF_NAV_TOC,
    REF_NAV_PAGES,
    REF_OVERLAY,
    REF_PICTURE_SOURCE,
    REF_PICTURE_FOREIGN
};

#endif
