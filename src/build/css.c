/* SPDX-License-Identifier: MIT */
/* Themes, embedded when the program is built, and --css. */
#include "build/css.h"

#include <string.h>

#include "base/fs.h"

#define CSS(name, text) {name, text},
static const struct theme {
    const char *name, *text;
} themes[] = {
#include "css.inc"
    {NULL, NULL},
};
#undef CSS

/* In the order of the choices of --theme. */
static const char *const theme_names[] = {"classic", "modern", "typewriter"};

static const char *theme_text(const char *name)
{
    for (const struct theme *t = themes; t->name; t++)
        if (strcmp(t->name, name) == 0)
            return t->text;
    return "";
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
    if (!o->no_default_css) {
        buf_addz(out, theme_text("base"));
        buf_addz(out, theme_text(theme_names[o->theme ? o->theme - 1 : 0]));
    }
    for (size_t i = 0; i < o->css.n; i++)
        add_user_sheet(out, o->css.v[i], diags);
}
