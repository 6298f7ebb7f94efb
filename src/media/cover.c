/* SPDX-License-Identifier: MIT */
/* The cover's sheet, drawn strip by strip so that it stays in the processor's cache. */
#include "media/cover.h"

#include "media/cover_p.h"
#include "media/jpeg.h"

enum { JPEG_QUALITY = 90, STRIP = 128 /* rows; a multiple of 16 for JPEG */ };

/* Contrast on the ground: ink above 10:1, accent above 4.5:1. */
static const struct cover_palette palettes[] = {
    {0x1D2C42, 0x162235, 0xF4ECDD, 0xD3AC66}, /* midnight and brass */
    {0x5A1E24, 0x48161C, 0xF6ECDF, 0xE3B48C}, /* oxblood and copper */
    {0x1F3A30, 0x182E26, 0xF2EDDC, 0xC9B873}, /* forest and lichen */
    {0xF1E9DA, 0xE4D9C5, 0x26211B, 0xA63A26}, /* paper and vermilion */
    {0x24424B, 0x1B343C, 0xF3EEE2, 0xF0A688}, /* sea and coral */
};

enum { PALETTES = sizeof palettes / sizeof *palettes };

void cover_colour(cairo_t *c, uint32_t colour)
{
    draw.cairo_set_source_rgb(c, (colour >> 16) / 255.0, (colour >> 8 & 0xFF) / 255.0,
                              (colour & 0xFF) / 255.0);
}

static void draw_ground(cairo_t *c, const struct cover_text *t, const struct cover_palette *p)
{
    cover_colour(c, p->ground);
    draw.cairo_paint(c);
    cover_colour(c, p->band);
    draw.cairo_rectangle(c, t->is_rtl ? COVER_WIDTH - COVER_BAND : 0, 0, COVER_BAND, COVER_HEIGHT);
    draw.cairo_fill(c);
}

struct sheet {
    const struct cover_text *text;
    const struct cover_palette *palette;
    struct cover_setting setting;
    cairo_surface_t *strip;
};

/* Draws rows [top, top + STRIP) into the strip. */
static const unsigned char *draw_strip(void *ctx, uint32_t top)
{
    struct sheet *s = ctx;
    int from = (int)top, to = from + STRIP;
    cairo_t *c = draw.cairo_create(s->strip);

    draw.cairo_translate(c, 0, -from);
    draw_ground(c, s->text, s->palette);
    if (from < COVER_MOTIF + COVER_MOTIF_HEIGHT && to > COVER_MOTIF)
        cover_draw_motif(c, s->text, s->palette);
    cover_setting_draw(&s->setting, c, from, to);
    draw.cairo_destroy(c);
    draw.cairo_surface_flush(s->strip);
    return draw.cairo_image_surface_get_data(s->strip);
}

static bool draw_sheet(struct buf *out, struct sheet *s)
{
    struct jpeg_strips strips = {draw_strip, s, STRIP};
    bool is_drawn;

    s->strip = draw.cairo_image_surface_create(CAIRO_FORMAT_RGB24, COVER_WIDTH, STRIP);
    is_drawn = draw.cairo_surface_status(s->strip) == CAIRO_STATUS_SUCCESS &&
               jpeg_write_strips(out, &strips, COVER_WIDTH, COVER_HEIGHT, JPEG_QUALITY);
    draw.cairo_surface_destroy(s->strip);
    return is_drawn;
}

/* Sets the text in the few fonts if they have all its glyphs, else in all fonts. False when there
 * is no font. */
static bool set_text(struct sheet *s)
{
    PangoFontMap *fonts = cover_fonts_few();

    if (fonts) {
        cover_setting_init(&s->setting, s->text, s->palette, fonts);
        draw.g_object_unref(fonts);
        if (!s->setting.missing)
            return true;
    }
    fonts = cover_fonts_all();
    if (!fonts)
        return s->setting.n > 0;
    cover_setting_done(&s->setting);
    cover_setting_init(&s->setting, s->text, s->palette, fonts);
    draw.g_object_unref(fonts);
    return true;
}

enum cover_drawn cover_draw(struct buf *out, const struct cover_text *t, unsigned *ret_missing)
{
    struct sheet s = {.text = t, .palette = &palettes[t->seed % PALETTES]};
    enum cover_drawn drawn;

    if (!cover_library_load())
        return COVER_NONE;
    drawn = set_text(&s) ? COVER_WHOLE : COVER_TEXTLESS;
    if (!draw_sheet(out, &s)) {
        buf_clear(out);
        drawn = COVER_NONE;
    }
    *ret_missing = s.setting.missing;
    cover_setting_done(&s.setting);
    return drawn;
}
