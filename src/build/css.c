/* SPDX-License-Identifier: MIT */
/* Themes, embedded when the program is built, and --css. */
#include "build/css.h"

#include <assert.h>
#include <string.h>

#include "base/fs.h"

#define CSS(name, text) {name, text},
static const struct sheet {
    const char *name, *text;
} sheets[] = {
#include "css.inc"
};
#undef CSS

enum { SHEETS_MAX = 4 };

/* The names of each theme's sheets. */
#define THEME(name, ...) {__VA_ARGS__},
static const char *const themes[][SHEETS_MAX] = {
#include "build/themes.def"
};
#undef THEME

static const char *sheet_text(const char *name)
{
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++)
        if (strcmp(sheets[i].name, name) == 0)
            return sheets[i].text;
    assert(!"a theme names a sheet that css/ lacks");
    return "";
}

static void add_theme(struct buf *out, unsigned theme)
{
    for (size_t i = 0; i < SHEETS_MAX && themes[theme][i]; i++)
        buf_addz(out, sheet_text(themes[theme][i]));
}

static void add_user_sheet(struct buf *out, struct str path, struct diag_list *diags)
{
    struct arena a = {0};
    struct str text;
    int error;

    if (fs_read(&a, arena_str(&a, path).p, 4 << 20, &text, &error)) {
        buf_byte(out, '\n');
        buf_add(out, text);
    } else {
        diag_add(diags, DIAG_READ_FAILED, (struct diag_pos){path, 0, 0}, strerror(error));
    }
    arena_done(&a);
}

void css_write(struct buf *out, const struct options *o, struct diag_list *diags)
{
    if (!o->no_default_css)
        add_theme(out, o->theme ? o->theme - 1 : 0);
    for (size_t i = 0; i < o->css.n; i++)
        add_user_sheet(out, o->css.v[i], diags);
}
