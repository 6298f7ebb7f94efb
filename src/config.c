/* SPDX-License-Identifier: MIT */
/* The configuration file book.yaml: the long options' names as keys. */
#include <string.h>

#include "base/fs.h"
#include "build/config_fields.h"
#include "build/options_table.h"
#include "input/load.h"
#include "input/value_build.h"

struct reader {
    struct options *o;
    struct options given; /* what the command line had set: it wins */
    struct str path;
    struct diag_list *diags;
    bool is_fine;
};

/* Levenshtein distance, for "did you mean"; words longer than the row differ anyway. */
static size_t distance(struct str a, struct str b)
{
    size_t row[64];

    if (b.n >= 64)
        return b.n;
    for (size_t k = 0; k <= b.n; k++)
        row[k] = k;
    for (size_t i = 0; i < a.n; i++) {
        size_t diagonal = row[0];

        row[0] = i + 1;
        for (size_t k = 0; k < b.n; k++) {
            size_t swap = diagonal + (a.p[i] != b.p[k]);
            size_t best = row[k] + 1 < row[k + 1] + 1 ? row[k] + 1 : row[k + 1] + 1;

            diagonal = row[k + 1];
            row[k + 1] = swap < best ? swap : best;
        }
    }
    return row[b.n];
}

static struct str nearest(struct str key)
{
    size_t n, least = (size_t)-1;
    const struct option_row *rows = option_rows(&n);
    struct str best = STR("shortcodes");

    for (size_t i = 0; i < n; i++)
        if (rows[i].name && rows[i].kind != OPTION_ACTION &&
            distance(key, str_of(rows[i].name)) < least) {
            least = distance(key, str_of(rows[i].name));
            best = str_of(rows[i].name);
        }
    for (size_t i = 0; config_field_key(i).p; i++)
        if (distance(key, config_field_key(i)) < least) {
            least = distance(key, config_field_key(i));
            best = config_field_key(i);
        }
    return best;
}

static void set_one(struct reader *r, const struct option_row *row, const struct value *v)
{
    struct diag_pos at = {r->path, v->line, v->column};
    const char *fault = NULL;
    bool on;

    if (row->kind == OPTION_FLAG) {
        if (!value_bool(v, &on))
            fault = "it takes 'true' or 'false'";
        else if (on)
            option_set(r->o, row, STR_NONE);
    } else if (!value_text(v).p) {
        fault = "it takes one value";
    } else {
        fault = option_set(r->o, row, v->written.n && !v->is_quoted ? v->written : value_text(v));
    }
    if (fault) {
        diag_add(r->diags, DIAG_CONFIG_VALUE, at, STR_ARG(str_of(row->name)), fault);
        r->is_fine = false;
    }
}

static size_t field_size(enum option_kind kind)
{
    switch (kind) {
    case OPTION_FLAG:
        return sizeof(bool);
    case OPTION_NUMBER:
        return sizeof(unsigned long);
    case OPTION_DATE:
        return sizeof(struct date);
    case OPTION_CHOICE:
    case OPTION_MODE:
        return sizeof(unsigned);
    case OPTION_SIZE:
        return 2 * sizeof(uint32_t);
    case OPTION_BYTES:
        return sizeof(uint64_t);
    case OPTION_LIST:
        return sizeof(str_vec);
    default:
        return sizeof(struct str);
    }
}

static bool is_given(const struct reader *r, const struct option_row *row)
{
    static const struct options none;

    return memcmp((const char *)&r->given + row->field, (const char *)&none + row->field,
                  field_size(row->kind)) != 0;
}

static void read_shortcodes(struct reader *r, const struct value *v)
{
    for (size_t i = 0; v->kind == VALUE_MAP && i < v->n; i++) {
        struct str *pattern = arena_new(&r->o->arena, struct str);

        *pattern = value_text(&v->items[i]);
        table_put(&r->o->shortcodes, v->keys[i], NULL)->ptr = pattern;
    }
}

static void read_key(struct reader *r, struct str key, const struct value *v)
{
    const struct option_row *row = option_row_named(key);
    struct diag_pos at = {r->path, v->line, 0};

    if (str_eq(key, STR("shortcodes"))) {
        read_shortcodes(r, v);
    } else if (config_read_field(r->o, key, v, r->path, r->diags, &r->is_fine) ||
               (row && row->kind != OPTION_ACTION && is_given(r, row))) {
        return;
    } else if (!row || row->kind == OPTION_ACTION) {
        struct str near = nearest(key);

        diag_add(r->diags, DIAG_CONFIG_KEY, at, STR_ARG(key), STR_ARG(near));
        r->is_fine = false;
    } else if (row->kind == OPTION_LIST && v->kind == VALUE_LIST) {
        for (size_t i = 0; i < v->n; i++)
            set_one(r, row, &v->items[i]);
    } else {
        set_one(r, row, v);
    }
}

/* --config's file, or book.yaml in the first folder given. */
static struct str find_config(struct options *o)
{
    struct str path;

    if (o->config.n)
        return o->config;
    path = o->paths.n ? arena_str(&o->arena, o->paths.v[0]) : STR_NONE;
    if (path.n && !fs_is_dir(path.p))
        path = arena_str(&o->arena, fs_dirname(path));
    path = fs_join(&o->arena, path.n ? path : STR("."), STR("book.yaml"));
    return fs_is_file(path.p) ? path : STR_NONE;
}

bool options_read_config(struct options *o, struct diag_list *diags)
{
    struct reader r = {
        .o = o, .given = *o, .path = find_config(o), .diags = diags, .is_fine = true};
    struct value *v;
    struct str text;
    int error;

    if (!r.path.n)
        return true;
    if (!fs_read(&o->arena, r.path.p, 1 << 20, &text, &error)) {
        diag_add(diags, DIAG_READ_FAILED, (struct diag_pos){r.path, 0, 0}, strerror(error));
        return false;
    }
    text = load_text(&o->arena, text, r.path, diags);
    v = yaml_parse(&o->arena, text, r.path, 1, diags, &r.is_fine);
    if (v)
        value_clean(&o->arena, v, r.path, diags);
    for (size_t i = 0; v && v->kind == VALUE_MAP && i < v->n; i++)
        read_key(&r, v->keys[i], &v->items[i]);
    return r.is_fine;
}
