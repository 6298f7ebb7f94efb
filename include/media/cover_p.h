/* SPDX-License-Identifier: MIT */
/* Between the files of the cover: the sheet, its motif, its text, its fonts. */
#ifndef MEDIA_COVER_P_H
#define MEDIA_COVER_P_H

#include "media/cover.h"
#include "media/cover_library.h"

/* 0xRRGGBB each. */
struct cover_palette {
    uint32_t ground, band, ink, accent;
};

/* The sheet in pixels: the binding's band and the places of things from the top. */
enum {
    COVER_BAND = 44,
    COVER_MARGIN = 136,
    COVER_TEXT_WIDTH = COVER_WIDTH - COVER_BAND - 2 * COVER_MARGIN,
    COVER_HEAD = 136,  /* the line of years and note */
    COVER_TITLE = 262, /* title and subtitle end above the motif */
    COVER_MOTIF = 1200,
    COVER_MOTIF_HEIGHT = 540,
    COVER_FOOT = 1850, /* the author's line */
};

/* The left edge of text and motif: the band is where the book is bound. */
static inline int cover_left(const struct cover_text *t)
{
    return t->is_rtl ? COVER_MARGIN : COVER_BAND + COVER_MARGIN;
}

void cover_colour(cairo_t *c, uint32_t colour);
void cover_draw_motif(cairo_t *c, const struct cover_text *t, const struct cover_palette *p);

/* Text that is set: laid out once, drawn on each strip of the sheet that it touches. */
enum { COVER_LINES = 5 };

struct cover_line {
    PangoLayout *layout;
    double scale; /* from the layout's pixels to the sheet's */
    int x, y, bottom;
    uint32_t colour;
};

struct cover_setting {
    struct cover_line v[COVER_LINES];
    size_t n;
    unsigned missing; /* glyphs that no font has */
};

void cover_setting_init(struct cover_setting *s, const struct cover_text *t,
                        const struct cover_palette *p, PangoFontMap *fonts);
void cover_setting_done(struct cover_setting *s);

/* Draws what lies between TOP and BOTTOM. */
void cover_setting_draw(const struct cover_setting *s, cairo_t *c, int top, int bottom);

/* The fonts: first the few families that covers are set in (quick to load), then, where those
 * lack a glyph, all that the system has. NULL when there is no font; give it back with
 * g_object_unref(). */
PangoFontMap *cover_fonts_few(void);
PangoFontMap *cover_fonts_all(void);

/* The families to ask for, best first, for text in LANGUAGE. */
const char *cover_fonts_families(struct str language);

#endif
