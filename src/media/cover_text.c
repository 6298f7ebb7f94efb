/* SPDX-License-Identifier: MIT */
/* The cover's text: sizes that fit, lines that balance, in any script.
 *
 * Every layout is made at one font size and scaled when it is drawn: to Pango, another size
 * would be another font to look for. */
#include "base/utf8.h"
#include "media/cover_p.h"

enum { FONT_SIZE = 100, TEXT_MOST = 600 /* bytes */ };

/* One piece of text as it is wished; lengths are pixels of the sheet. */
struct wish {
    struct str text;
    int size, least; /* font size: wished, smallest */
    int height;      /* room */
    int spacing;     /* between letters, in 1/1000 of the size */
    bool is_bold, can_slant, is_at_end;
    uint32_t colour;
};

struct setter {
    const struct cover_text *t;
    struct cover_setting *out;
    PangoContext *context;
    PangoFontDescription *font;
};

static PangoContext *context_new(const struct cover_text *t, PangoFontMap *fonts)
{
    PangoContext *context = draw.pango_font_map_create_context(fonts);
    cairo_font_options_t *options = draw.cairo_font_options_create();
    char language[36];

    draw.cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    draw.cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    draw.cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    draw.pango_cairo_context_set_font_options(context, options);
    draw.cairo_font_options_destroy(options);
    draw.pango_context_set_base_dir(context, t->is_rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    (void)snprintf(language, sizeof language, "%.*s", STR_ARG(t->language));
    draw.pango_context_set_language(context,
                                    draw.pango_language_from_string(*language ? language : "en"));
    return context;
}

/* Latin, Greek and Cyrillic: scripts with italics and letters that may stand apart. */
static bool is_western(struct str text)
{
    uint32_t c;
    size_t n;

    for (size_t at = 0; (n = utf8_decode(text, at, &c)); at += n)
        if (c >= 0x0530 && !(c >= 0x2000 && c < 0x2100))
            return false;
    return true;
}

static bool is_arabic(struct str text)
{
    uint32_t c;
    size_t n;

    for (size_t at = 0; (n = utf8_decode(text, at, &c)); at += n)
        if (c >= 0x0600 && c < 0x0780)
            return true;
    return false;
}

static PangoLayout *layout_new(struct setter *s, const struct wish *w)
{
    PangoLayout *layout = draw.pango_layout_new(s->context);
    bool is_slanted = w->can_slant && is_western(w->text);
    PangoAlignment end = s->t->is_rtl ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT;
    PangoAlignment start = s->t->is_rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;

    draw.pango_font_description_set_weight(s->font,
                                           w->is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    draw.pango_font_description_set_style(s->font,
                                          is_slanted ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    draw.pango_layout_set_font_description(layout, s->font);
    draw.pango_layout_set_text(layout, w->text.p, (int)w->text.n);
    draw.pango_layout_set_single_paragraph_mode(layout, TRUE);
    draw.pango_layout_set_auto_dir(layout, FALSE);
    draw.pango_layout_set_alignment(layout, w->is_at_end ? end : start);
    draw.pango_layout_set_line_spacing(layout, 0.86f);
    if (w->spacing && is_western(w->text)) {
        PangoAttrList *attributes = draw.pango_attr_list_new();
        int space = FONT_SIZE * PANGO_SCALE / 1000 * w->spacing;

        draw.pango_attr_list_insert(attributes, draw.pango_attr_letter_spacing_new(space));
        draw.pango_layout_set_attributes(layout, attributes);
        draw.pango_attr_list_unref(attributes);
    }
    return layout;
}

/* Sheet pixels to units of a layout that is drawn at SIZE. */
static int units(int pixels, int size)
{
    return (int)((double)pixels * FONT_SIZE * PANGO_SCALE / size);
}

/* Whether the layout, wrapped between words at SIZE, stays within its box. */
static bool fits(PangoLayout *layout, int width, int height, int size)
{
    int got_width, got_height;

    draw.pango_layout_set_width(layout, units(width, size));
    draw.pango_layout_get_size(layout, &got_width, &got_height);
    return got_width <= units(width, size) && got_height <= units(height, size);
}

/* What is laid out of TEXT: whole characters, no more than anyone reads on a cover. */
static struct str laid_out(struct str text)
{
    size_t n = utf8_valid_prefix(text);

    if (n > TEXT_MOST)
        n = utf8_valid_prefix(str_sub(text, 0, TEXT_MOST));
    return str_trim(str_sub(text, 0, n));
}

/* The largest size at which no word is broken; at the least size anything goes. */
static int fit(PangoLayout *layout, const struct wish *w, int size, int width)
{
    draw.pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
    while (size > w->least && !fits(layout, width, w->height, size))
        size = size * 15 / 16;
    if (size <= w->least && !fits(layout, width, w->height, size)) {
        draw.pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
        draw.pango_layout_set_height(layout, units(w->height, size));
        draw.pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    }
    return size;
}

/* Narrows a layout of several lines as far as their number allows. */
static int balance(PangoLayout *layout, int width, int size)
{
    int lines = draw.pango_layout_get_line_count(layout), low = width / 2, high = width;

    if (lines < 2 || draw.pango_layout_is_ellipsized(layout))
        return width;
    while (high - low > width / 40) {
        int middle = (low + high) / 2, got;

        draw.pango_layout_set_width(layout, units(middle, size));
        draw.pango_layout_get_size(layout, &got, NULL);
        if (draw.pango_layout_get_line_count(layout) == lines && got <= units(middle, size))
            high = middle;
        else
            low = middle;
    }
    draw.pango_layout_set_width(layout, units(high, size));
    return high;
}

/* Sets W at TOP and returns where it ends. */
static int set(struct setter *s, const struct wish *w, int top)
{
    struct cover_line *line = &s->out->v[s->out->n];
    int size = is_arabic(w->text) && !w->is_bold ? w->size * 5 / 4 : w->size;
    int width = COVER_TEXT_WIDTH, height;

    if (!w->text.n)
        return top;
    line->layout = layout_new(s, w);
    size = fit(line->layout, w, size, width);
    width = balance(line->layout, width, size);
    s->out->missing += (unsigned)draw.pango_layout_get_unknown_glyphs_count(line->layout);
    draw.pango_layout_get_size(line->layout, NULL, &height);
    line->scale = (double)size / FONT_SIZE;
    line->x = cover_left(s->t);
    if (s->t->is_rtl != w->is_at_end)
        line->x += COVER_TEXT_WIDTH - width;
    line->y = top;
    line->bottom = top + (int)(height * line->scale / PANGO_SCALE) + 1;
    line->colour = w->colour;
    s->out->n++;
    return line->bottom;
}

void cover_setting_init(struct cover_setting *s, const struct cover_text *t,
                        const struct cover_palette *p, PangoFontMap *fonts)
{
    const struct wish years = {laid_out(t->years), 48, 30, 90, 60, false, false, false, p->accent};
    const struct wish note = {laid_out(t->note), 48, 30, 90, 20, false, true, true, p->accent};
    const struct wish title = {laid_out(t->title), 212, 62, 700, 0, true, false, false, p->ink};
    const struct wish subtitle = {
        laid_out(t->subtitle), 64, 44, 190, 0, false, true, false, p->ink};
    const struct wish author = {laid_out(t->author), 72, 44, 110, 0, false, false, false, p->ink};
    struct setter setter = {t, s, context_new(t, fonts), draw.pango_font_description_new()};

    *s = (struct cover_setting){0};
    draw.pango_font_description_set_family_static(setter.font, cover_fonts_families(t->language));
    draw.pango_font_description_set_absolute_size(setter.font, FONT_SIZE * PANGO_SCALE);
    set(&setter, &years, COVER_HEAD);
    set(&setter, &note, COVER_HEAD);
    set(&setter, &subtitle, set(&setter, &title, COVER_TITLE) + 20);
    set(&setter, &author, COVER_FOOT);
    draw.pango_font_description_free(setter.font);
    draw.g_object_unref(setter.context);
}

void cover_setting_done(struct cover_setting *s)
{
    for (size_t i = 0; i < s->n; i++)
        draw.g_object_unref(s->v[i].layout);
    s->n = 0;
}

void cover_setting_draw(const struct cover_setting *s, cairo_t *c, int top, int bottom)
{
    for (size_t i = 0; i < s->n; i++) {
        const struct cover_line *line = &s->v[i];

        /* ink may stand out of the line's box by about a quarter of its size */
        if (line->y - 60 > bottom || line->bottom + 60 < top)
            continue;
        draw.cairo_save(c);
        cover_colour(c, line->colour);
        draw.cairo_translate(c, line->x, line->y);
        draw.cairo_scale(c, line->scale, line->scale);
        draw.pango_cairo_show_layout(c, line->layout);
        draw.cairo_restore(c);
    }
}
