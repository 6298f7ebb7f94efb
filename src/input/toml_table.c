/* SPDX-License-Identifier: MIT */
/* The tables of a TOML document, and who may define or extend them. */
#include "input/toml_read.h"

struct toml_table *toml_table_new(struct toml *t, enum toml_origin origin, unsigned depth)
{
    struct toml_table *table = arena_new(t->a, struct toml_table);

    table->origin = origin;
    table->depth = depth;
    table->line = t->place.line;
    table->column = t->place.column;
    table->next = t->tables;
    t->tables = table;
    return table;
}

void toml_tables_done(struct toml *t)
{
    for (struct toml_table *table = t->tables; table; table = table->next)
        table_done(&table->members);
    t->tables = NULL;
}

static struct toml_node *find(const struct toml_table *table, struct str key)
{
    struct table_entry *e = table_get(&table->members, key);

    return e ? e->ptr : NULL;
}

static struct toml_node *add(struct toml *t, struct toml_table *table, struct str key)
{
    struct toml_node *node = arena_new(t->a, struct toml_node);

    table_put(&table->members, key, NULL)->ptr = node;
    return node;
}

static struct toml_table *add_table(struct toml *t, struct toml_table *parent, struct str key,
                                    enum toml_origin origin)
{
    struct toml_node *node;

    if (parent->depth >= VALUE_DEPTH_MAX) {
        toml_fail(t, "nested too deeply", t->at);
        return NULL;
    }
    node = add(t, parent, key);
    node->table = node->last = toml_table_new(t, origin, parent->depth + 1);
    return node->table;
}

/* One step of a dotted key. Tables that have a header of their own, arrays and values are closed
 * to it. */
static struct toml_table *step_dotted(struct toml *t, struct toml_table *table, struct str key)
{
    struct toml_node *node = find(table, key);

    if (!node)
        return add_table(t, table, key, TOML_DOTTED);
    if (!node->table || node->is_array || node->table->origin == TOML_EXPLICIT) {
        toml_fail(t, "a dotted key cannot extend what is defined elsewhere", t->at);
        return NULL;
    }
    node->table->origin = TOML_DOTTED;
    return node->table;
}

bool toml_assign(struct toml *t, struct toml_table *table, const struct toml_key *key,
                 struct value value)
{
    for (size_t i = 0; i + 1 < key->n; i++) {
        table = step_dotted(t, table, key->v[i]);
        if (!table)
            return false;
    }
    if (find(table, key->v[key->n - 1]))
        return toml_fail(t, "the key is defined before", t->at);
    add(t, table, key->v[key->n - 1])->value = value;
    return true;
}

/* One step of a header before its last part: into the last element of an array of tables. */
static struct toml_table *step_header(struct toml *t, struct toml_table *table, struct str key)
{
    struct toml_node *node = find(table, key);

    if (!node)
        return add_table(t, table, key, TOML_IMPLICIT);
    if (!node->table)
        toml_fail(t, "the header goes through a value", t->at);
    return node->last;
}

static bool open_element(struct toml *t, struct toml_table *parent, struct str key,
                         struct toml_table **ret_table)
{
    struct toml_node *node = find(parent, key);
    struct toml_table *element;

    if (!node) {
        element = add_table(t, parent, key, TOML_EXPLICIT);
        if (!element)
            return false;
        find(parent, key)->is_array = true;
        *ret_table = element;
        return true;
    }
    if (!node->is_array)
        return toml_fail(t, "the name is defined before, and not by [[…]]", t->at);
    element = toml_table_new(t, TOML_EXPLICIT, parent->depth + 1);
    node->last->sibling = element;
    node->last = element;
    *ret_table = element;
    return true;
}

static bool open_table(struct toml *t, struct toml_table *parent, struct str key,
                       struct toml_table **ret_table)
{
    struct toml_node *node = find(parent, key);

    if (!node) {
        *ret_table = add_table(t, parent, key, TOML_EXPLICIT);
        return *ret_table != NULL;
    }
    if (node->table && !node->is_array)
        *ret_table = node->table;
    if (!node->table || node->is_array || node->table->origin != TOML_IMPLICIT)
        return toml_fail(t, "the table is defined before", t->at);
    node->table->origin = TOML_EXPLICIT;
    return true;
}

bool toml_open(struct toml *t, const struct toml_key *key, bool is_array,
               struct toml_table **ret_table)
{
    struct toml_table *table = t->root;

    *ret_table = NULL;
    for (size_t i = 0; i + 1 < key->n; i++) {
        table = step_header(t, table, key->v[i]);
        if (!table)
            return false;
    }
    return (is_array ? open_element : open_table)(t, table, key->v[key->n - 1], ret_table);
}

static struct value node_value(struct toml *t, const struct toml_node *node)
{
    struct value list = {.kind = VALUE_LIST};

    if (!node->table)
        return node->value;
    if (!node->is_array)
        return toml_table_value(t, node->table);
    list.line = node->table->line;
    list.column = node->table->column;
    for (const struct toml_table *element = node->table; element; element = element->sibling)
        value_append(t->a, &list, toml_table_value(t, element));
    return list;
}

struct value toml_table_value(struct toml *t, const struct toml_table *table)
{
    struct value map = {.kind = VALUE_MAP, .line = table->line, .column = table->column};

    for (size_t i = 0; i < table->members.n; i++)
        value_put(t->a, &map, table->members.v[i].key, node_value(t, table->members.v[i].ptr));
    return map;
}
