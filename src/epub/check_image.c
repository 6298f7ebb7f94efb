/* SPDX-License-Identifier: MIT */
/* Compares image files with the media type they are declared as. */
#include <string.h>

#include "epub/check_content.h"
#include "epub/check_types.h"

static const struct {
    const char *type, *magic;
    size_t n, at;
    const char *extensions;
} formats[] = {
    {"image/jpeg", "\xFF\xD8\xFF", 3, 0, "(jpg|jpeg)"},
    {"image/png", "\x89PNG\r\n\x1A\n", 8, 0, "(png)"},
    {"image/gif", "GIF8", 4, 0, "(gif)"},
};

/* What a picture's extension may be at all; EPUBCheck opens a file by it. */
static const char known_extensions[] = "(jpg|jpeg|png|gif|bmp|wbmp|tif|tiff|svg)";

enum { FORMATS = sizeof formats / sizeof *formats };

static int format_of(struct str bytes)
{
    for (int i = 0; i < FORMATS; i++)
        if (bytes.n >= formats[i].at + formats[i].n &&
            memcmp(bytes.p + formats[i].at, formats[i].magic, formats[i].n) == 0)
            return i;
    return -1;
}

static int declared_format(struct str type)
{
    for (int i = 0; i < FORMATS; i++)
        if (str_eq(type, str_of(formats[i].type)))
            return i;
    return -1;
}

static unsigned byte_at(struct str s, size_t at)
{
    return (unsigned char)s.p[at];
}

/* The frame header of a JPEG file, and the first scan behind it (ITU-T T.81 B.2.1). */
static bool has_frame(struct str s)
{
    bool frame = false;

    for (size_t at = 2; at + 4 <= s.n;) {
        unsigned marker = byte_at(s, at + 1);
        if (byte_at(s, at) != 0xFF || marker == 0xFF) { /* fill bytes */
            at++;
            continue;
        }
        if (marker == 0xDA)
            return frame;
        if (marker == 0xD9)
            return false;
        frame |=
            marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        bool alone = marker <= 1 || (marker >= 0xD0 && marker <= 0xD8);
        at += alone ? 2 : 2 + (byte_at(s, at + 2) << 8 | byte_at(s, at + 3));
    }
    return false;
}

/* The size of the picture is in reach. */
static bool has_header(struct str bytes, int format)
{
    static const size_t least[FORMATS] = {4, 29, 13};
    return bytes.n >= least[format] && (format != 0 || has_frame(bytes));
}

static struct str extension_of(struct str path)
{
    size_t dot = str_rfind_byte(path, '.');
    return dot == STR_NPOS ? STR_NONE : str_skip(path, dot + 1);
}

void check_image(struct check *c, const struct item *item, struct str bytes)
{
    int declared = declared_format(item->type), found = format_of(bytes);
    struct str extension = extension_of(item->path);
    struct where at = WHERE(item->path);

    if (declared < 0)
        return;
    if (found < 0 && bytes.n < 4) {
        report_at(c, M_MED_004, at);
        report_at(c, M_PKG_021, at);
        return;
    }
    if (found != declared)
        report_at(c, M_OPF_029, at, STR_ARG(item->path), STR_ARG(item->type));
    bool svg = str_eq_fold(extension, STR("svg")); /* is not opened as a picture */
    bool known = found >= 0 && type_accepts(str_of(known_extensions), extension, true);
    if (known && !svg && !type_accepts(str_of(formats[found].extensions), extension, true))
        report_at(c, M_PKG_022, at, formats[found].type, STR_ARG(extension));
    else if (!known || (!svg && !has_header(bytes, found)))
        report_at(c, M_PKG_021, at);
}
