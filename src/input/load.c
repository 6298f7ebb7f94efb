/* SPDX-License-Identifier: MIT */
/* The load pass: read, split, understand, fall back. */
#include "input/load.h"

#include <string.h>

#include "base/fs.h"
#include "book/language.h"
#include "input/frontmatter.h"
#include "input/meta.h"

enum { POST_BYTES_MAX = 1 << 30 };

/* The text of an ATX heading's line; STR_NONE when LINE is none. */
static struct str atx_text(struct str line)
{
    size_t level = 0;

    while (level < line.n && line.p[level] == '#')
        level++;
    if (level == 0 || level > 6 || level == line.n || !is_ascii_space(line.p[level]))
        return STR_NONE;
    line = str_trim(str_skip(line, level));
    while (line.n && line.p[line.n - 1] == '#')
        line.n--;
    return str_trim(line);
}

static bool is_underline(struct str line)
{
    line = str_trim(line);
    if (line.n < 2)
        return false;
    for (size_t i = 0; i < line.n; i++)
        if (line.p[i] != line.p[0])
            return false;
    return line.p[0] == '=' || line.p[0] == '-';
}

static bool is_fence(struct str line)
{
    line = str_trim(line);
    return str_starts(line, STR("```")) || str_starts(line, STR("~~~"));
}

/* Markdown's marks and a trailing {#id} out of a title. */
static struct str plain_title(struct arena *a, struct str s)
{
    struct buf out = {0};
    size_t brace = str_find(s, STR("{#"), 0);

    s = str_trim(brace == STR_NPOS ? s : str_sub(s, 0, brace));
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '[' || s.p[i] == '*' || s.p[i] == '`')
            continue;
        if (s.p[i] == ']') { /* a link's target goes */
            size_t end = i + 1 < s.n && s.p[i + 1] == '(' ? str_find_byte(s, ')', i) : STR_NPOS;

            i = end == STR_NPOS ? i : end;
            continue;
        }
        buf_byte(&out, s.p[i]);
    }
    s = arena_str(a, str_trim(buf_str(&out)));
    buf_done(&out);
    return s;
}

/* The first heading of the body outside code. */
static struct str first_heading(struct arena *a, struct str body)
{
    struct str line, before = STR(""), text;
    bool in_fence = false;

    while (str_line(&body, &line)) {
        if (is_fence(line))
            in_fence = !in_fence;
        text = in_fence ? STR_NONE : atx_text(line);
        if (text.n)
            return plain_title(a, text);
        if (!in_fence && str_trim(before).n && is_underline(line) && before.p[0] != '|' &&
            before.p[0] != '-')
            return plain_title(a, before);
        before = in_fence ? STR("") : line;
    }
    return STR("");
}

/* "my-first_post" → "My first post". */
static struct str title_of_name(struct arena *a, struct str name)
{
    char *p = (char *)arena_str(a, name).p;

    for (size_t i = 0; i < name.n; i++)
        if (p[i] == '-' || p[i] == '_')
            p[i] = ' ';
    if (name.n && p[0] >= 'a' && p[0] <= 'z')
        p[0] = (char)(p[0] - 'a' + 'A');
    return str_trim((struct str){p, name.n});
}

/* The name that tells a post: of "x/index.md" it is "x". */
static struct str telling_name(const struct post *p)
{
    struct str stem = fs_stem(p->rel), dir = fs_dirname(p->rel);

    if ((str_eq_fold(stem, STR("index")) || str_eq_fold(stem, STR("README"))) && dir.n)
        return fs_basename(dir);
    return stem;
}

static void date_fallbacks(struct post *p, struct date from_name)
{
    if (!date_is_set(p->date) && date_is_set(from_name))
        p->date = from_name;
    if (!date_is_set(p->date) && p->url.n)
        date_from_path(p->url, &p->date);
    if (!date_is_set(p->date))
        date_from_path(p->rel, &p->date);
    if (!date_is_set(p->date) && date_is_set(p->updated))
        p->date = p->updated;
}

static void fall_back(struct post *p, const struct site *site, struct arena *a)
{
    struct str name = telling_name(p), rest = name;
    struct date from_name = {0};

    if (!date_from_name(name, &from_name, &rest))
        rest = name;
    date_fallbacks(p, from_name);
    if (p->slug.n == 0)
        p->slug = rest.n ? rest : name;
    if (p->title.n == 0 && site->generator == GENERATOR_OBSIDIAN) /* a note is called by its file */
        p->title = fs_stem(p->rel);
    if (p->title.n == 0)
        p->title = first_heading(a, p->body);
    if (p->title.n == 0)
        p->title = title_of_name(a, rest.n ? rest : name);
}

void load_post(struct post *p, const struct site *site, struct arena *a, struct diag_list *diags)
{
    struct frontmatter front;
    struct str bytes;
    int error;

    if (!fs_read(a, p->file.p, POST_BYTES_MAX, &bytes, &error)) {
        p->is_unreadable = true;
        diag_add(diags, DIAG_READ_SKIPPED, (struct diag_pos){p->path, 0, 0}, strerror(error));
        return;
    }
    p->text = load_text(a, bytes, p->path, diags);
    frontmatter_split(p->text, &front);
    p->body = front.body;
    p->body_line = front.body_line;
    if (front.kind != FRONTMATTER_NONE)
        meta_read(p, frontmatter_parse(a, &front, p->path, diags), site, a, diags);
    p->language = language_tag(a, p->language);
    p->is_rtl = language_is_rtl(p->language.n ? p->language : site->language);
    fall_back(p, site, a);
}
