/* SPDX-License-Identifier: MIT */
/* Front matter's pictures, in the forms of all themes. */
#include "input/hero.h"

#include "base/fs.h"
#include "base/uri.h"

/* Hugo's resources are all files of a page: the one that is named as a picture of it. */
static bool is_hero_resource(const struct value *v)
{
    static const char *const words[] = {"featur", "cover", "hero", "banner", "header", "thumb"};
    struct str name = value_member_text(v, "name");

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_find(name, str_of(words[i]), 0) != STR_NPOS)
            return true;
    return name.n == 0;
}

static struct str picture_text(const struct value *v)
{
    bool is_hidden;

    if (v->kind == VALUE_LIST) {
        for (size_t i = 0; i < v->n; i++)
            if (v->items[i].kind != VALUE_MAP || is_hero_resource(&v->items[i]))
                return v->items[i].kind == VALUE_LIST ? STR_NONE : picture_text(&v->items[i]);
        return STR_NONE;
    }
    if (v->kind != VALUE_MAP)
        return v->kind == VALUE_STRING ? str_trim(value_text(v)) : STR_NONE;
    if (value_bool(value_get(v, STR("hidden")), &is_hidden) && is_hidden)
        return STR_NONE;
    return value_member_text(v, "src image path url file feature full");
}

/* "![[a.png]]" of a vault, "{{ site.baseurl }}/a.png" of Jekyll: what is meant. */
static struct str without_marks(struct str s)
{
    size_t end;

    if (str_starts(s, STR("![[")) || str_starts(s, STR("[["))) {
        s = str_skip(s, s.p[0] == '!' ? 3 : 2);
        end = 0;
        while (end < s.n && s.p[end] != ']' && s.p[end] != '|')
            end++;
        return str_sub(s, 0, end);
    }
    end = str_starts(s, STR("{{")) ? str_find(s, STR("}}"), 0) : STR_NPOS;
    return end == STR_NPOS ? s : str_trim(str_skip(s, end + 2));
}

static bool is_picture_name(struct str s)
{
    static const struct str endings = STR_INIT("jpg jpeg png gif webp avif svg bmp jfif");
    size_t end = 0;
    struct str ending;

    while (end < s.n && s.p[end] != '?' && s.p[end] != '#')
        end++;
    ending = fs_extension(str_sub(s, 0, end));
    return str_among_fold(ending, endings);
}

bool hero_read(const struct value *v, struct str *ret_path)
{
    struct str s = without_marks(picture_text(v));

    if (!is_picture_name(s) && !uri_is_web(s))
        return false;
    *ret_path = s;
    return true;
}
