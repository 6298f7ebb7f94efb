/* SPDX-License-Identifier: MIT */
/* Paths as text, and the two places where they meet the file system. */
#include "base/fs.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fs_trace.h"

/* Removes the last part of OUT[0, N), which is neither empty nor "..". */
static size_t drop_part(const char *out, size_t n, size_t root)
{
    while (n > root && out[n - 1] != '/')
        n--;
    return n > root ? n - 1 : n;
}

static bool ends_in_parent(const char *out, size_t n, size_t root)
{
    return n >= root + 2 && out[n - 1] == '.' && out[n - 2] == '.' &&
           (n == root + 2 || out[n - 3] == '/');
}

/* Appends the parts of PATH to OUT[0, N), of which [0, ROOT) is "" or "/". */
static size_t add_parts(char *out, size_t n, size_t root, struct str path)
{
    struct str part;

    while (str_split(&path, '/', &part)) {
        if (part.n == 0 || str_eq(part, STR(".")))
            continue;
        if (str_eq(part, STR(".."))) {
            if (n > root && !ends_in_parent(out, n, root)) {
                n = drop_part(out, n, root);
                continue;
            }
            if (root)
                continue;
        }
        if (n > root)
            out[n++] = '/';
        memcpy(out + n, part.p, part.n);
        n += part.n;
    }
    return n;
}

struct str fs_join(struct arena *a, struct str dir, struct str name)
{
    bool name_is_absolute = str_starts(name, STR("/"));
    size_t root = name_is_absolute || str_starts(dir, STR("/"));
    char *out = arena_alloc(a, dir.n + name.n + 3);
    size_t n = root;

    if (root)
        out[0] = '/';
    if (!name_is_absolute)
        n = add_parts(out, n, root, dir);
    n = add_parts(out, n, root, name);
    out[n] = '\0';
    return (struct str){out, n};
}

struct str fs_dirname(struct str path)
{
    size_t slash = str_rfind_byte(path, '/');

    if (slash == STR_NPOS)
        return STR("");
    return str_sub(path, 0, slash ? slash : 1);
}

struct str fs_basename(struct str path)
{
    size_t slash = str_rfind_byte(path, '/');

    return slash == STR_NPOS ? path : str_skip(path, slash + 1);
}

/* Offset of the dot in the file name NAME; its length when there is none. A leading dot
 * belongs to the name. */
static size_t dot_of(struct str name)
{
    size_t dot = str_rfind_byte(name, '.');

    return dot == STR_NPOS || dot == 0 ? name.n : dot;
}

struct str fs_extension(struct str path)
{
    struct str name = fs_basename(path);

    return str_skip(name, dot_of(name) + 1);
}

struct str fs_stem(struct str path)
{
    struct str name = fs_basename(path);

    return str_sub(name, 0, dot_of(name));
}

bool fs_real(struct arena *a, const char *path, struct str *ret_path)
{
    char *real = realpath(path, NULL);

    if (!real) {
        int error = errno;

        fs_trace_name(path);
        errno = error;
        return false;
    }
    *ret_path = arena_str(a, str_of(real));
    fs_trace_real(path, *ret_path);
    free(real);
    return true;
}

struct str fs_shown(struct arena *a, struct str path)
{
    struct str here;

    if (!fs_real(a, ".", &here) || !fs_is_below(path, here) || path.n == here.n)
        return path;
    return str_skip(path, here.n + (path.p[here.n] == '/'));
}

bool fs_is_below(struct str path, struct str dir)
{
    if (!str_starts(path, dir))
        return false;
    return path.n == dir.n || str_ends(dir, STR("/")) || path.p[dir.n] == '/';
}

bool fs_leads_below(struct arena *a, const char *path, struct str dir)
{
    struct str real;

    return fs_real(a, path, &real) && fs_is_below(real, dir);
}

static bool make_dir(const char *path, int *ret_error)
{
    if (mkdir(path, 0777) == 0 || fs_is_dir(path))
        return true;
    *ret_error = fs_is_file(path) ? ENOTDIR : errno;
    return false;
}

bool fs_mkdirs(const char *path, int *ret_error)
{
    struct arena a = {0};
    char *copy = arena_alloc(&a, strlen(path) + 1);
    bool made = true;

    memcpy(copy, path, strlen(path) + 1);
    for (char *p = copy; made && *p; p++) {
        if (*p != '/' || p == copy)
            continue;
        *p = '\0';
        made = make_dir(copy, ret_error);
        *p = '/';
    }
    if (made)
        made = make_dir(copy, ret_error);
    arena_done(&a);
    return made;
}
