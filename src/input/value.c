/* SPDX-License-Identifier: MIT */
/* Value trees: looking things up and putting them together. */
#include "input/value.h"

#include <string.h>

#include "input/load.h"
#include "input/value_build.h"

const struct value *value_get(const struct value *map, struct str key)
{
    if (!map || map->kind != VALUE_MAP)
        return NULL;
    for (size_t i = map->n; i > 0; i--)
        if (str_eq(map->keys[i - 1], key))
            return &map->items[i - 1];
    return NULL;
}

const struct value *value_path(const struct value *map, struct str path)
{
    struct str part;

    while (map && str_split(&path, '.', &part))
        map = value_get(map, part);
    return map;
}

struct str value_text(const struct value *v)
{
    if (!v || v->kind == VALUE_LIST || v->kind == VALUE_MAP)
        return STR_NONE;
    if (v->kind == VALUE_NULL)
        return STR("");
    return v->kind == VALUE_BOOL && v->written.p ? v->written : v->text;
}

struct str value_member_text(const struct value *map, const char *names)
{
    struct str rest = str_of(names), name, text = STR_NONE;

    while (text.n == 0 && str_split(&rest, ' ', &name))
        text = str_trim(value_text(value_path(map, name)));
    return text;
}

bool value_bool(const struct value *v, bool *ret_bool)
{
    static const char *const words[] = {"false", "true", "no", "yes", "off", "on"};
    struct str text = str_trim(value_text(v));

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (str_eq_fold(text, str_of(words[i]))) {
            *ret_bool = i % 2 == 1;
            return true;
        }
    }
    return false;
}

/* Room for one more behind the first N: arrays have the size of the next power of two. */
static void *grow(struct arena *a, void *array, size_t n, size_t element)
{
    void *bigger;

    if (n & (n - 1))
        return array;
    bigger = arena_alloc(a, (n ? 2 * n : 1) * element);
    if (n)
        memcpy(bigger, array, n * element);
    return bigger;
}

void value_append(struct arena *a, struct value *list, struct value item)
{
    list->items = grow(a, list->items, list->n, sizeof *list->items);
    list->items[list->n++] = item;
}

void value_put(struct arena *a, struct value *map, struct str key, struct value item)
{
    map->keys = grow(a, map->keys, map->n, sizeof *map->keys);
    map->keys[map->n] = key;
    value_append(a, map, item);
}

void value_map_finish(struct value *map, struct str file, struct diag_list *diags)
{
    struct table seen = {0};
    size_t kept = 0;

    for (size_t i = 0; i < map->n; i++) {
        bool is_new;
        struct table_entry *e = table_put(&seen, map->keys[i], &is_new);

        if (is_new) {
            e->num = kept;
            map->keys[kept] = map->keys[i];
            map->items[kept++] = map->items[i];
        } else {
            map->items[e->num] = map->items[i];
            diag_add(diags, DIAG_DOUBLE_KEY,
                     (struct diag_pos){file, map->items[i].line, map->items[i].column},
                     STR_ARG(map->keys[i]));
        }
    }
    map->n = kept;
    table_done(&seen);
}

size_t value_map_merge(struct arena *a, struct value *map, const struct value *from)
{
    struct table present = {0};
    size_t added = 0;

    for (size_t i = 0; i < map->n; i++)
        table_put(&present, map->keys[i], NULL);
    for (size_t i = 0; i < from->n; i++) {
        bool is_new;

        table_put(&present, from->keys[i], &is_new);
        if (is_new) {
            value_put(a, map, from->keys[i], from->items[i]);
            added++;
        }
    }
    table_done(&present);
    return added;
}

/* Whether one became another. */
static bool clean_keys(struct arena *a, struct value *map)
{
    bool changed = false;

    for (size_t i = 0; i < map->n; i++) {
        struct str key = load_words(a, map->keys[i]);

        changed |= key.p != map->keys[i].p;
        map->keys[i] = key;
    }
    return changed;
}

void value_clean(struct arena *a, struct value *v, struct str file, struct diag_list *diags)
{
    v->text = load_words(a, v->text);
    if (v->kind == VALUE_MAP && clean_keys(a, v))
        value_map_finish(v, file, diags);
    for (size_t i = 0; i < v->n; i++)
        value_clean(a, &v->items[i], file, diags);
}

void value_place_move(struct value_place *place, size_t offset)
{
    for (; place->at < offset && place->at < place->text.n; place->at++) {
        if (place->text.p[place->at] == '\n') {
            place->line++;
            place->column = 1;
        } else {
            place->column++;
        }
    }
}
