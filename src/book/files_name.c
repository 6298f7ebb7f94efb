/* SPDX-License-Identifier: MIT */
/* What a picture is called in the book. */
#include "base/fs.h"
#include "book/files.h"
#include "book/ids.h"

enum { FOLDERS_MAX_BYTES = 32, FOLDERS_CUT_BYTES = 24 };

/* Folders that hold what they hold on any site: their names tell nothing apart. */
static bool says_nothing(struct str folder)
{
    static const struct str names =
        STR_INIT("_posts asset assets attachments blog content docs figures files images img "
                 "media photos pics pictures post posts public resources source src static "
                 "uploads");

    return str_among_fold(folder, names);
}

/* FILE relative to the root that it lies in; its last name alone where it lies in none. */
static struct str below_root(const struct files *f, struct str file)
{
    for (size_t i = 0; i < f->roots.n; i++) {
        struct str root = f->roots.v[i];

        if (fs_is_below(file, root))
            return str_skip(file, root.n + (root.n && root.p[root.n - 1] != '/'));
    }
    return fs_basename(file);
}

/* The telling folders of PATH as one word, "" when there are none. */
static struct str folders_of(struct arena *a, struct str path)
{
    struct str rest = fs_dirname(path), folder, name = STR("");

    while (rest.n && str_split(&rest, '/', &folder))
        if (!says_nothing(folder))
            name = arena_printf(a, "%.*s%s%.*s", STR_ARG(name), name.n ? "-" : "", STR_ARG(folder));
    if (!name.n)
        return name;
    name = id_file_name(a, name);
    return name.n <= FOLDERS_MAX_BYTES
               ? name
               : arena_printf(a, "%.*s-%04lx", STR_ARG(str_sub(name, 0, FOLDERS_CUT_BYTES)),
                              str_hash(name) & 0xFFFFUL);
}

struct str files_name(const struct files *f, struct arena *a, struct str file)
{
    struct str path = below_root(f, file), folders = folders_of(a, path);
    struct str stem = id_file_name(a, fs_stem(path));

    return folders.n ? arena_printf(a, "%.*s-%.*s", STR_ARG(folders), STR_ARG(stem)) : stem;
}
