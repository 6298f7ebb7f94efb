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
    {"image/jpeg", "\xFF\xD8\xFF", 3, 0, "(jpg|jpeg|jpe|jif|jfif|jfi)"},
    {"image/png", "\x89PNG\r\n\x1A\n", 8, 0, "(png)"},
    {"image/gif", "GIF8", 4, 0, "(gif)"},
};

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

/* The width of PNG and GIF and the first frame of JPEG are in reach. */
static bool has_header(struct str bytes, int format)
{
    static const size_t least[FORMATS] = {4, 29, 13};
    return bytes.n >= least[format];
}

void check_image(struct check *c, const struct item *item, struct str bytes)
{
    int declared = declared_format(item->type), found = format_of(bytes);
    size_t dot = str_rfind_byte(item->path, '.');
    struct where at = WHERE(item->path);

    if (declared < 0)
        return;
    if (found < 0 && bytes.n < 4) {
        report_at(c, M_MED_004, at);
        report_at(c, M_PKG_021, at);
    } else if (found < 0) {
        report_at(c, M_PKG_021, at);
        report_at(c, M_MED_004, at);
    } else if (found != declared) {
        report_at(c, M_OPF_029, at, STR_ARG(item->path), STR_ARG(item->type));
    } else if (!has_header(bytes, found)) {
        report_at(c, M_PKG_021, at);
    } else if (dot != STR_NPOS) {
        struct str extension = str_skip(item->path, dot + 1);
        if (!type_accepts(str_of(formats[found].extensions), extension, true))
            report_at(c, M_PKG_022, at, formats[found].type, STR_ARG(extension));
    }
}
