/* SPDX-License-Identifier: MIT */
/* Lines of SUMMARY.md: "# Part", "- [Title](path.md)", "[Preface](preface.md)". */
#include "input/summary.h"

#include "base/fs.h"
#include "base/table.h"
#include "base/uri.h"
#include "input/load.h"

struct reader {
    post_vec *posts;
    struct arena *a;
    struct str dir; /* of SUMMARY.md; paths are relative to it */
    struct str part;
    struct table by_file; /* canonical path → index into posts */
    size_t order;
    unsigned indents[16]; /* of the open list levels */
    unsigned level_count;
};

/* How deep a list item with INDENT blanks before it stands. */
static unsigned depth_of(struct reader *r, unsigned indent)
{
    while (r->level_count && r->indents[r->level_count - 1] >= indent)
        r->level_count--;
    if (r->level_count < sizeof r->indents / sizeof *r->indents)
        r->indents[r->level_count++] = indent;
    return r->level_count - 1;
}

/* "[Title](path)" in LINE; false when there is none or the path is empty (a draft chapter). */
static bool read_link(struct str line, struct str *ret_title, struct str *ret_path)
{
    size_t open = str_find_byte(line, '[', 0), middle = str_find(line, STR("]("), 0), end;

    if (open == STR_NPOS || middle == STR_NPOS || middle < open)
        return false;
    end = str_find_byte(line, ')', middle);
    if (end == STR_NPOS || end == middle + 2)
        return false;
    *ret_title = str_trim(str_sub(line, open + 1, middle - open - 1));
    *ret_path = str_trim(str_sub(line, middle + 2, end - middle - 2));
    return true;
}

static void enter(struct reader *r, struct str title, struct str path, unsigned depth)
{
    struct str real;
    const struct table_entry *e;
    struct post *p;

    path = str_trim(uri_decode(r->a, path));
    if (str_starts(path, STR("<")) && str_ends(path, STR(">")))
        path = str_chop(str_skip(path, 1), 1);
    if (!fs_real(r->a, fs_join(r->a, r->dir, path).p, &real))
        return;
    e = table_get(&r->by_file, real);
    if (!e || r->posts->v[e->num].order)
        return;
    p = &r->posts->v[e->num];
    p->order = ++r->order;
    p->depth = depth;
    p->part = r->part;
    if (title.n)
        p->title = title;
}

static void read_line(struct reader *r, struct str line)
{
    unsigned indent = 0;
    struct str title, path;

    while (indent < line.n && (line.p[indent] == ' ' || line.p[indent] == '\t'))
        indent++;
    line = str_trim(line);
    if (str_starts(line, STR("# ")) && !str_eq_fold(line, STR("# Summary"))) {
        r->part = str_trim(str_skip(line, 2));
        r->level_count = 0;
    } else if (read_link(line, &title, &path)) {
        bool is_item = line.p[0] == '-' || line.p[0] == '*' || is_ascii_digit(line.p[0]);

        enter(r, title, path, is_item ? depth_of(r, indent) : 0);
    }
}

static struct str find_summary(const struct site *site, struct arena *a)
{
    for (size_t i = 0; i < site->content_dirs.n; i++) {
        struct str path = fs_join(a, site->content_dirs.v[i], STR("SUMMARY.md"));

        if (fs_is_file(path.p))
            return path;
    }
    return STR_NONE;
}

void summary_apply(post_vec *posts, const struct site *site, struct arena *a,
                   struct diag_list *diags)
{
    struct reader r = {.posts = posts, .a = a};
    struct str path = find_summary(site, a), text, line;
    size_t n = 0;
    int error;

    if (!path.n || !load_may_read(a, site->root_dir, fs_shown(a, path), diags) ||
        !fs_read(a, path.p, 8 << 20, &text, &error))
        return;
    text = load_text(a, text, fs_shown(a, path), diags);
    r.dir = arena_str(a, fs_dirname(path));
    for (size_t i = 0; i < posts->n; i++)
        table_put(&r.by_file, posts->v[i].file, NULL)->num = i;
    while (str_line(&text, &line))
        read_line(&r, line);
    for (size_t i = 0; i < posts->n && r.order; i++)
        if (posts->v[i].order)
            posts->v[n++] = posts->v[i];
    posts->n = r.order ? n : posts->n;
    table_done(&r.by_file);
}
