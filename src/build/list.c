/* SPDX-License-Identifier: MIT */
/* --list: the plan as text or JSON. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "build/build.h"

static const char *date_text(struct arena *a, struct date d)
{
    return date_is_set(d) ? date_iso(a, date_day(d)).p : "undated   ";
}

static void add_tags(struct buf *out, const struct post *p)
{
    for (size_t i = 0; i < p->tags.n; i++) {
        buf_addz(out, i ? ", " : "  [");
        buf_add(out, p->tags.v[i]);
    }
    if (p->tags.n)
        buf_byte(out, ']');
}

static void add_text_row(struct buf *out, struct arena *a, const struct post *p)
{
    buf_printf(out, "%s  %.*s  %.*s", date_text(a, p->date), STR_ARG(p->path),
               STR_ARG(post_label(p)));
    add_tags(out, p);
    buf_byte(out, '\n');
}

static void add_left_out(struct buf *out, const struct post *p)
{
    buf_printf(out, "left out: %.*s %s", STR_ARG(p->path), post_drop_text(p->drop));
    if (p->drop == DROP_LANGUAGE)
        buf_printf(out, " (%.*s)", STR_ARG(p->language));
    buf_byte(out, '\n');
}

static void add_line(struct buf *out, const char *name, struct str value)
{
    if (value.n)
        buf_printf(out, "%s: %.*s\n", name, STR_ARG(value));
}

static void list_text(const struct build *b, struct buf *out, struct arena *a)
{
    const struct book *k = &b->book;

    buf_printf(out, "site: %s", k->site.generator->name);
    if (k->site.config_path.n)
        buf_printf(out, ", from %.*s", STR_ARG(k->site.config_path));
    buf_printf(out, "\ntitle: %.*s\n", STR_ARG(k->site.title));
    buf_printf(out, "language: %.*s\n", STR_ARG(k->language));
    for (size_t i = 0; i < k->site.base_urls.n; i++)
        buf_printf(out, "address: %.*s\n", STR_ARG(k->site.base_urls.v[i]));
    add_line(out, "author", k->site.author);
    add_line(out, "permalink", k->site.permalink);
    buf_byte(out, '\n');
    for (size_t i = 0; i < k->kept_count; i++)
        add_text_row(out, a, &k->posts.v[k->kept[i]]);
    buf_printf(out, "\n%zu of %zu posts\n", k->kept_count, k->posts.n);
    for (size_t i = 0; i < k->posts.n; i++)
        if (k->posts.v[i].drop != DROP_NONE)
            add_left_out(out, &k->posts.v[i]);
}

static void add_member(struct buf *out, const char *name, struct str value)
{
    buf_printf(out, "\"%s\":\"", name);
    buf_json(out, value);
    buf_addz(out, "\"");
}

static void add_json_post(struct buf *out, struct arena *a, const struct post *p)
{
    buf_byte(out, '{');
    add_member(out, "path", p->path);
    buf_byte(out, ',');
    add_member(out, "title", post_label(p));
    buf_byte(out, ',');
    add_member(out, "date", date_is_set(p->date) ? date_iso(a, p->date) : STR(""));
    buf_byte(out, ',');
    add_member(out, "language", p->language);
    buf_addz(out, ",\"tags\":[");
    for (size_t i = 0; i < p->tags.n; i++) {
        buf_addz(out, i ? ",\"" : "\"");
        buf_json(out, p->tags.v[i]);
        buf_byte(out, '"');
    }
    buf_byte(out, ']');
    if (p->drop != DROP_NONE) {
        buf_byte(out, ',');
        add_member(out, "left_out", str_of(post_drop_text(p->drop)));
    }
    buf_byte(out, '}');
}

static void list_json(const struct build *b, struct buf *out, struct arena *a)
{
    const struct book *k = &b->book;
    const char *comma = "";

    buf_byte(out, '{');
    add_member(out, "generator", str_of(k->site.generator->name));
    buf_byte(out, ',');
    add_member(out, "config", k->site.config_path);
    buf_byte(out, ',');
    add_member(out, "title", k->site.title);
    buf_byte(out, ',');
    add_member(out, "language", k->language);
    buf_addz(out, ",\"posts\":[");
    for (size_t i = 0; i < k->kept_count; i++, comma = ",\n") {
        buf_addz(out, comma);
        add_json_post(out, a, &k->posts.v[k->kept[i]]);
    }
    comma = "";
    buf_addz(out, "],\n\"left_out\":[");
    for (size_t i = 0; i < k->posts.n; i++) {
        if (k->posts.v[i].drop == DROP_NONE)
            continue;
        buf_addz(out, comma);
        add_json_post(out, a, &k->posts.v[i]);
        comma = ",\n";
    }
    buf_addz(out, "]}\n");
}

/* Line by line, so that nothing in a title steers the terminal. */
static void show_text(struct buf *out, struct str text)
{
    struct str line;

    while (str_line(&text, &line)) {
        utf8_add_shown(out, line);
        buf_byte(out, '\n');
    }
}

bool list_print(struct build *b)
{
    struct buf out = {0}, text = {0};
    struct arena a = {0};
    bool done;

    if (b->options->list == LIST_JSON) {
        list_json(b, &out, &a);
    } else {
        list_text(b, &text, &a);
        show_text(&out, buf_str(&text));
    }
    buf_done(&text);
    done = fwrite(out.p, 1, out.n, stdout) == out.n && fflush(stdout) == 0;
    if (!done)
        diag_add(&b->diags, DIAG_LIST_FAILED, (struct diag_pos){0}, strerror(errno));
    buf_done(&out);
    arena_done(&a);
    return done;
}
