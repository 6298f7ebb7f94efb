/* SPDX-License-Identifier: MIT */
/* Cairo, Pango and fontconfig, loaded when a cover is drawn.
 *
 * With all that they need they are two thirds of the libraries of this program, and half of the
 * time before main(). The drawing thread loads them while others render. */
#ifndef MEDIA_COVER_LIBRARY_H
#define MEDIA_COVER_LIBRARY_H

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <stdbool.h>

/* clang-format off */
#define COVER_FUNCTIONS(X) \
    X(cairo_arc) \
    X(cairo_create) \
    X(cairo_destroy) \
    X(cairo_fill) \
    X(cairo_font_options_create) \
    X(cairo_font_options_destroy) \
    X(cairo_font_options_set_antialias) \
    X(cairo_font_options_set_hint_metrics) \
    X(cairo_font_options_set_hint_style) \
    X(cairo_image_surface_create) \
    X(cairo_image_surface_get_data) \
    X(cairo_line_to) \
    X(cairo_move_to) \
    X(cairo_new_sub_path) \
    X(cairo_paint) \
    X(cairo_rectangle) \
    X(cairo_restore) \
    X(cairo_save) \
    X(cairo_scale) \
    X(cairo_set_line_width) \
    X(cairo_set_source_rgb) \
    X(cairo_stroke) \
    X(cairo_surface_destroy) \
    X(cairo_surface_flush) \
    X(cairo_surface_status) \
    X(cairo_translate) \
    X(FcConfigBuildFonts) \
    X(FcConfigCreate) \
    X(FcConfigDestroy) \
    X(FcConfigGetFonts) \
    X(FcConfigParseAndLoadFromMemory) \
    X(FcConfigSetCurrent) \
    X(FcInitLoadConfigAndFonts) \
    X(g_object_ref) \
    X(g_object_unref) \
    X(pango_attr_letter_spacing_new) \
    X(pango_attr_list_insert) \
    X(pango_attr_list_new) \
    X(pango_attr_list_unref) \
    X(pango_cairo_context_set_font_options) \
    X(pango_cairo_font_map_get_default) \
    X(pango_cairo_font_map_new) \
    X(pango_cairo_font_map_set_resolution) \
    X(pango_cairo_show_layout) \
    X(pango_context_set_base_dir) \
    X(pango_context_set_language) \
    X(pango_fc_font_map_get_config) \
    X(pango_fc_font_map_set_config) \
    X(pango_font_description_free) \
    X(pango_font_description_new) \
    X(pango_font_description_set_absolute_size) \
    X(pango_font_description_set_family_static) \
    X(pango_font_description_set_style) \
    X(pango_font_description_set_weight) \
    X(pango_font_map_create_context) \
    X(pango_language_from_string) \
    X(pango_layout_get_line_count) \
    X(pango_layout_get_size) \
    X(pango_layout_get_unknown_glyphs_count) \
    X(pango_layout_is_ellipsized) \
    X(pango_layout_new) \
    X(pango_layout_set_alignment) \
    X(pango_layout_set_attributes) \
    X(pango_layout_set_auto_dir) \
    X(pango_layout_set_ellipsize) \
    X(pango_layout_set_font_description) \
    X(pango_layout_set_height) \
    X(pango_layout_set_line_spacing) \
    X(pango_layout_set_single_paragraph_mode) \
    X(pango_layout_set_text) \
    X(pango_layout_set_width) \
    X(pango_layout_set_wrap)
/* clang-format on */

/* Glib's macros of these names would take the calls below for their own. */
#undef g_object_ref
#undef g_object_unref

struct cover_library {
#define MEMBER(name) __typeof__(name) *(name);
    COVER_FUNCTIONS(MEMBER)
#undef MEMBER
};

/* "draw.cairo_fill(c)". Filled by cover_library_load(). */
extern struct cover_library draw;

/* Whether all of it is there; loads it at the first call. Any thread may call. */
bool cover_library_load(void);

#endif
