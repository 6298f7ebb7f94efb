/* SPDX-License-Identifier: MIT */
/* The load pass: read, split, understand, fall back. */
#include "input/load.h"

#include <string.h>

#include "base/fs.h"
#include "input/frontmatter.h"
#include "input/meta.h"
#include "input/mojibake.h"
#include "input/title.h"

enum { POST_BYTES_MAX = 1 << 25 };

bool load_may_read(struct arena *a, struct str root, struct str path, struct diag_list *diags)
{
    if (fs_leads_below(a, path.p, root))
        return true;
    diag_add(diags, DIAG_READ_SKIPPED, (struct diag_pos){path, 0, 0},
             "it lies outside the blog's folders");
    return false;
}

/* The name that tells a post: of "x/index.md" it is "x". */
static struct str telling_name(const struct post *p, struct arena *a)
{
    struct str stem = fs_stem(p->page), dir = fs_dirname(p->page);

    if ((str_eq_fold(stem, STR("index")) || str_eq_fold(stem, STR("README"))) && dir.n)
        stem = fs_basename(dir);
    return load_words(a, stem);
}

static void date_fallbacks(struct post *p, struct date from_name)
{
    if (!date_is_set(p->date) && date_is_set(from_name))
        p->date = from_name;
    if (!date_is_set(p->date) && p->url.n)
        date_from_path(p->url, &p->date);
    if (!date_is_set(p->date))
        date_from_path(p->page, &p->date);
    if (!date_is_set(p->date) && date_is_set(p->updated))
        p->date = p->updated;
}

/* Jekyll: the folders above _posts are categories. */
static void add_folder_categories(struct post *p, struct arena *a)
{
    size_t at = str_find(p->page, STR("_posts/"), 0);
    struct str rest, part;

    if (at == STR_NPOS || at == 0)
        return;
    rest = str_sub(p->page, 0, at - 1);
    while (str_split(&rest, '/', &part))
        if (part.n && part.p[0] != '_' && (part = str_trim(load_words(a, part))).n)
            *vec_push(&p->categories) = part;
}

static void fall_back(struct post *p, const struct site *site, struct arena *a)
{
    struct str name = telling_name(p, a), rest = name;
    struct date from_name = {0};

    if (!date_from_name(name, &from_name, &rest))
        rest = name;
    date_fallbacks(p, from_name);
    while (p->slug.n && p->slug.p[0] == '/') /* Docusaurus' own notation */
        p->slug = str_skip(p->slug, 1);
    p->has_own_slug = p->slug.n > 0;
    if (!p->has_own_slug)
        p->slug = rest.n ? rest : name;
    if (p->title.n == 0 && site_has(site, QUIRK_FILE_IS_TITLE))
        p->title = str_trim(load_words(a, fs_stem(p->page)));
    if (p->title.n == 0)
        p->title = title_of_body(a, p->body);
    if (p->title.n == 0)
        p->title = title_of_name(a, rest.n ? rest : name);
    if (p->title.n == 0)
        p->title = STR("Untitled");
}

void load_post(struct post *p, const struct site *site, bool repairs, struct arena *a,
               struct diag_list *diags)
{
    struct frontmatter front;
    struct str bytes;
    int error;

    if (!fs_read(&p->source, p->file.p, POST_BYTES_MAX, &bytes, &error)) {
        p->is_unreadable = true;
        diag_add(diags, fs_is_system_fault(error) ? DIAG_READ_FAILED : DIAG_READ_SKIPPED,
                 (struct diag_pos){p->path, 0, 0}, strerror(error));
        return;
    }
    p->text = load_text(&p->source, bytes, p->path, diags);
    p->text = mojibake_mend(&p->source, p->text, repairs, p->path, diags);
    frontmatter_split(p->text, &front);
    p->body = front.body;
    p->body_line = front.body_line;
    if (site_has(site, QUIRK_FOLDER_CATEGORIES))
        add_folder_categories(p, a);
    if (front.kind != FRONTMATTER_NONE)
        meta_read(p, frontmatter_parse(a, &front, p->path, diags), site, a, diags);
    fall_back(p, site, a);
}
