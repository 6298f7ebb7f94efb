/* SPDX-License-Identifier: MIT */
/* The cover's fonts.
 *
 * Reading all of fontconfig's rules and sorting some hundred fonts takes longer than drawing.
 * So the first choice is a configuration without rules that holds only the families below. */
#include <stdlib.h>

#include "base/pool.h"
#include "media/cover_p.h"

#define LATIN "Noto Serif Display,Noto Serif,"
#define OTHERS "Noto Naskh Arabic,Noto Serif Hebrew,DejaVu Serif,serif"

/* By the first subtags of the language; the last row is for all others. */
static const struct {
    struct str language;
    const char *families;
} by_language[] = {
    {STR_INIT("zh-Hant"), LATIN "Noto Serif CJK TC," OTHERS},
    {STR_INIT("zh-TW"), LATIN "Noto Serif CJK TC," OTHERS},
    {STR_INIT("zh-HK"), LATIN "Noto Serif CJK HK," OTHERS},
    {STR_INIT("ja"), LATIN "Noto Serif CJK JP," OTHERS},
    {STR_INIT("ko"), LATIN "Noto Serif CJK KR," OTHERS},
    {STR_INIT("ur"), LATIN "Noto Nastaliq Urdu," OTHERS},
    {STR_INIT(""), LATIN "Noto Serif CJK SC," OTHERS},
};

#define ACCEPT(family) \
    "<pattern><patelt name=\"family\"><string>" family "</string></patelt></pattern>"

static const char few_fonts[] =
    "<fontconfig>"
    "<dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir><dir prefix=\"xdg\">fonts</dir>"
    "<cachedir>/var/cache/fontconfig</cachedir><cachedir prefix=\"xdg\">fontconfig</cachedir>"
    "<selectfont><rejectfont><pattern></pattern></rejectfont><acceptfont>" ACCEPT(
        "Noto Serif Display") ACCEPT("Noto Serif") ACCEPT("Noto Naskh Arabic")
        ACCEPT("Noto Nastaliq Urdu") ACCEPT("Noto Serif Hebrew") ACCEPT("Noto Serif CJK SC")
            ACCEPT("Noto Serif CJK TC") ACCEPT("Noto Serif CJK HK") ACCEPT("Noto Serif CJK JP")
                ACCEPT("Noto Serif CJK KR")
                    ACCEPT("DejaVu Serif") "</acceptfont></selectfont></fontconfig>";

const char *cover_fonts_families(struct str language)
{
    size_t i = 0;

    while (!str_starts_fold(language, by_language[i].language))
        i++;
    return by_language[i].families;
}

/* Pango ends the process when it finds no font whatever, so this is asked first. */
static bool has_fonts(FcConfig *config)
{
    FcFontSet *fonts = config ? draw.FcConfigGetFonts(config, FcSetSystem) : NULL;

    return fonts && fonts->nfont > 0;
}

/* A thread keeps its map of few fonts: the next cover finds them loaded. */
static PangoFontMap *map_of(FcConfig *config, bool is_kept)
{
    PangoFontMap *map = is_kept ? draw.g_object_ref(draw.pango_cairo_font_map_get_default())
                                : draw.pango_cairo_font_map_new();

    if (draw.pango_fc_font_map_get_config((PangoFcFontMap *)map) != config) {
        draw.pango_fc_font_map_set_config((PangoFcFontMap *)map, config);
        draw.pango_cairo_font_map_set_resolution((PangoCairoFontMap *)map, 72);
    }
    return map;
}

/* Configurations are made once for all threads and kept: Pango holds on to them. */
static FcConfig *few, *all;

static void load_few(void)
{
    FcConfig *config = draw.FcConfigCreate();

    if (!draw.FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)few_fonts, FcTrue) ||
        !draw.FcConfigBuildFonts(config) || !has_fonts(config)) {
        draw.FcConfigDestroy(config);
        return;
    }
    /* or Pango would load the usual configuration beside it */
    draw.FcConfigSetCurrent(config);
    few = config;
}

static void load_all(void)
{
    all = draw.FcInitLoadConfigAndFonts();
}

/* A user who points fontconfig elsewhere means it. */
PangoFontMap *cover_fonts_few(void)
{
    static bool is_made;

    if (getenv("FONTCONFIG_FILE") || getenv("FONTCONFIG_PATH"))
        return NULL;
    pool_once(&is_made, load_few);
    return few ? map_of(few, true) : NULL;
}

PangoFontMap *cover_fonts_all(void)
{
    static bool is_made;

    pool_once(&is_made, load_all);
    return has_fonts(all) ? map_of(all, false) : NULL;
}
