/* SPDX-License-Identifier: MIT */
/* The cover's motif: how much was written when, as strokes, as rays or as dots. */
#include <math.h>

#include "media/cover_p.h"

enum { SLOTS = 72, FEW = 11 };

/* The bars as shares of the largest (0 to 1); more than SLOTS bars are summed up. */
struct series {
    double v[SLOTS];
    int n;
};

static struct series series_of(const struct cover_text *t)
{
    struct series s = {.n = t->bar_count < SLOTS ? (int)t->bar_count : SLOTS};
    double most = 0;

    for (size_t i = 0; i < t->bar_count; i++)
        s.v[t->bar_count > SLOTS ? i * SLOTS / t->bar_count : i] += t->bars[i];
    for (int i = 0; i < s.n; i++)
        most = s.v[i] > most ? s.v[i] : most;
    for (int i = 0; i < s.n; i++)
        s.v[i] = most > 0 ? sqrt(s.v[i] / most) : 0;
    return s;
}

/* Strokes that stand on a line, the first where reading begins. */
static void draw_strokes(cairo_t *c, const struct cover_text *t, const struct series *s)
{
    int bottom = COVER_MOTIF + COVER_MOTIF_HEIGHT;
    int width = COVER_TEXT_WIDTH * 2 / 5 / s->n;

    width = width > 14 ? 14 : width;
    for (int i = 0; i < s->n; i++) {
        int x = i * (COVER_TEXT_WIDTH - width) / (s->n - 1);
        int height = s->v[i] > 0 ? 24 + (int)(s->v[i] * (COVER_MOTIF_HEIGHT - 24)) : 7;

        x = t->is_rtl ? COVER_TEXT_WIDTH - x - width : x;
        draw.cairo_rectangle(c, cover_left(t) + x, bottom - height, width, height);
    }
    draw.cairo_fill(c);
}

/* Rays around an empty disc, clockwise from the top. */
static void draw_rays(cairo_t *c, const struct cover_text *t, const struct series *s)
{
    double inner = 84, outer = COVER_MOTIF_HEIGHT / 2.0;
    double x = cover_left(t) + COVER_TEXT_WIDTH / 2.0;
    double y = COVER_MOTIF + COVER_MOTIF_HEIGHT / 2.0;

    draw.cairo_set_line_width(c, s->n > 48 ? 5 : s->n > 24 ? 8 : 13);
    for (int i = 0; i < s->n; i++) {
        double angle = 2 * M_PI * i / s->n, far = inner + 8 + s->v[i] * (outer - inner - 8);
        double dx = sin(angle), dy = -cos(angle);

        draw.cairo_move_to(c, x + inner * dx, y + inner * dy);
        draw.cairo_line_to(c, x + far * dx, y + far * dy);
    }
    draw.cairo_stroke(c);
}

/* Dots in rows of twelve, as in an almanac. */
static void draw_dots(cairo_t *c, const struct cover_text *t, const struct series *s)
{
    int rows = (s->n + 11) / 12;
    double pitch = COVER_TEXT_WIDTH / 12.0;
    double top = COVER_MOTIF + COVER_MOTIF_HEIGHT - (rows - 0.5) * pitch;

    for (int i = 0; i < rows * 12; i++) {
        double value = i < s->n ? s->v[i] : 0;
        int row = i / 12;
        double x = pitch * (i % 12 + 0.5), radius = value > 0 ? 9 + value * (pitch / 2 - 14) : 4;

        x = t->is_rtl ? COVER_TEXT_WIDTH - x : x;
        draw.cairo_new_sub_path(c);
        draw.cairo_arc(c, cover_left(t) + x, top + pitch * row, radius, 0, 2 * M_PI);
    }
    draw.cairo_fill(c);
}

/* A book of few parts: a disc with a ring for each further one. */
static void draw_rings(cairo_t *c, const struct cover_text *t, const struct series *s)
{
    double outer = COVER_MOTIF_HEIGHT / 2.0, step = s->n > 1 ? outer / (s->n + 1) : 0;
    double x = cover_left(t) + COVER_TEXT_WIDTH / 2.0;
    double y = COVER_MOTIF + COVER_MOTIF_HEIGHT / 2.0;

    draw.cairo_arc(c, x, y, s->n > 1 ? 2 * step - 12 : outer * 0.72, 0, 2 * M_PI);
    draw.cairo_fill(c);
    for (int i = 1; i < s->n; i++) {
        double width = 3 + s->v[i] * (step * 0.55 - 3);

        draw.cairo_set_line_width(c, width);
        draw.cairo_arc(c, x, y, (i + 2) * step - width / 2, 0, 2 * M_PI);
        draw.cairo_stroke(c);
    }
}

void cover_draw_motif(cairo_t *c, const struct cover_text *t, const struct cover_palette *p)
{
    static void (*const motifs[])(cairo_t *, const struct cover_text *,
                                  const struct series *) = {draw_strokes, draw_rays, draw_dots};
    struct series s = series_of(t);

    cover_colour(c, p->accent);
    (s.n <= FEW ? draw_rings : motifs[t->seed / 5 % 3])(c, t, &s);
}
