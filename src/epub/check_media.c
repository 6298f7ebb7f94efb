/* SPDX-License-Identifier: MIT */
/* Media types: core, foreign, preferred (EPUB 3.3 3.2). */
#include "epub/check_content.h"
#include "epub/check_types.h"

static bool is_one(struct str type, const char *list)
{
    return type_accepts(str_of(list), type, false);
}

bool is_core_image(struct str type, int version)
{
    return is_one(type, "(image/gif|image/png|image/jpeg|image/svg+xml)") ||
           (version == 3 && is_one(type, "(image/webp)"));
}

bool is_content_type(struct str type, int version)
{
    return is_one(type, version == 2 ? "(application/xhtml+xml|application/x-dtbook+xml)"
                                     : "(application/xhtml+xml|image/svg+xml)");
}

bool is_old_content_type(struct str type)
{
    return is_one(type, "(text/x-oeb1-document|text/html)");
}

bool is_audio_type(struct str type)
{
    return str_starts(type, STR("audio/"));
}

bool is_video_type(struct str type)
{
    return str_starts(type, STR("video/"));
}

bool is_font_type(struct str type)
{
    return str_starts(type, STR("font/")) || str_starts(type, STR("application/font-")) ||
           is_one(type, "(application/vnd.ms-opentype|application/x-font-ttf|image/svg+xml)");
}

bool is_core_audio(struct str type)
{
    if (str_starts(type, STR("audio/ogg"))) {
        struct str rest = trim(str_skip(type, 9));
        return rest.n && rest.p[0] == ';' && str_eq(trim(str_skip(rest, 1)), STR("codecs=opus"));
    }
    return is_one(type, "(audio/mpeg|audio/mp4)");
}

bool is_core_font(struct str type, int version)
{
    if (version == 2)
        return str_starts(type, STR("font/")) || str_starts(type, STR("application/font")) ||
               str_starts(type, STR("application/x-font")) ||
               is_one(type, "(application/vnd.ms-opentype)");
    return is_one(type, "(font/otf|font/ttf|font/woff|font/woff2|application/font-sfnt|"
                        "application/font-woff|application/vnd.ms-opentype|"
                        "application/x-font-ttf|image/svg+xml)");
}

bool is_script_type(struct str type)
{
    return type_accepts(
        STR("(application/javascript|text/javascript|application/ecmascript|"
            "application/x-ecmascript|application/x-javascript|text/ecmascript|"
            "text/javascript1.0|text/javascript1.1|text/javascript1.2|text/javascript1.3|"
            "text/javascript1.4|text/javascript1.5|text/jscript|text/livescript|"
            "text/x-ecmascript|text/x-javascript)"),
        type, true);
}

bool is_core_type(struct str type)
{
    return is_core_image(type, 3) || is_core_audio(type) || is_video_type(type) ||
           is_core_font(type, 3) ||
           is_one(type, "(application/xhtml+xml|application/smil+xml|application/pls+xml|"
                        "application/x-dtbncx+xml|text/css|text/javascript|"
                        "application/javascript|application/ecmascript)");
}

struct str data_url_type(struct str url)
{
    size_t end = 0;

    url = str_skip(url, 5);
    while (end < url.n && url.p[end] != ';' && url.p[end] != ',')
        end++;
    return end ? str_sub(url, 0, end) : STR("text/plain");
}

const char *preferred_type(struct str type, struct str path)
{
    bool ttf = str_ends_fold(path, STR(".ttf"));

    if (is_one(type, "(application/font-sfnt)"))
        return ttf ? "font/ttf" : "font/otf";
    if (is_one(type, "(application/vnd.ms-opentype)"))
        return "font/otf";
    if (is_one(type, "(application/font-woff)"))
        return "font/woff";
    if (is_one(type, "(application/x-font-ttf)"))
        return "font/ttf";
    if (is_one(type, "(text/javascript|application/ecmascript)"))
        return "application/javascript";
    return NULL;
}
