/* SPDX-License-Identifier: MIT */
/* The configuration's bibliographic keys: Dublin Core's, and who took part in which role. */
#include <string.h>

#include "base/date.h"
#include "build/config_fields.h"

struct reader {
    struct options *o;
    struct str path, key;
    struct diag_list *diags;
    bool is_fine;
};

static bool fail(struct reader *r, const struct value *v, const char *fault)
{
    diag_add(r->diags, DIAG_CONFIG_VALUE, (struct diag_pos){r->path, v->line, v->column},
             STR_ARG(r->key), fault);
    return r->is_fine = false;
}

struct str config_field_key(size_t i)
{
    return i < FIELD_COUNT    ? str_of(field_rows[i].key)
           : i == FIELD_COUNT ? STR("contributor")
                              : STR_NONE;
}

/* "3", "3.1", "2.2.1": EPUB 3.3, D.3.7, group-position. */
static bool is_position(struct str s)
{
    bool was_digit = false;

    for (size_t i = 0; i < s.n; i++) {
        if (!is_ascii_digit(s.p[i]) && (s.p[i] != '.' || !was_digit))
            return false;
        was_digit = s.p[i] != '.';
    }
    return was_digit;
}

static bool fits(enum field f, struct str text)
{
    struct date date;

    return text.n && (f == FIELD_DATE              ? date_parse_option(text, &date)
                      : f == FIELD_SERIES_POSITION ? is_position(text)
                                                   : true);
}

static void read_field(struct reader *r, enum field f, const struct value *v)
{
    const struct field_row *row = &field_rows[f];
    str_vec *list = &r->o->fields[f];
    bool is_list = v->kind == VALUE_LIST;

    for (size_t i = 0; i < (is_list ? v->n : 1); i++) {
        const struct value *item = is_list ? &v->items[i] : v;
        struct str text = item->written.n && !item->is_quoted ? item->written : value_text(item);

        if (!fits(f, str_trim(text)) || list->n == row->most)
            fail(r, item, row->fault ? row->fault : "it takes texts");
        else
            *vec_push(list) = str_trim(text);
    }
}

/* Persons. */

/* The MARC relator code of ROLE, a code or a common word; STR_NONE: unknown. */
static struct str role_code(struct str role)
{
    static const struct {
        struct str word, code;
    } words[] = {
        {STR_INIT("author"), STR_INIT("aut")},       {STR_INIT("editor"), STR_INIT("edt")},
        {STR_INIT("translator"), STR_INIT("trl")},   {STR_INIT("illustrator"), STR_INIT("ill")},
        {STR_INIT("photographer"), STR_INIT("pht")}, {STR_INIT("contributor"), STR_INIT("ctb")},
        {STR_INIT("designer"), STR_INIT("dsr")},     {STR_INIT("publisher"), STR_INIT("pbl")},
    };
    static const char codes[][4] = {
#define RELATOR(code) #code,
#include "epub/check_relators.def"
#undef RELATOR
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq_fold(role, words[i].word))
            return words[i].code;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (str_eq(role, str_of(codes[i])))
            return role;
    return STR_NONE;
}

static bool read_member(struct reader *r, struct person *p, struct str key, const struct value *v)
{
    struct str text = str_trim(value_text(v));

    if (!text.n)
        return fail(r, v, "'name', 'role' and 'file-as' of a person are texts");
    if (str_eq(key, STR("name")))
        p->name = text;
    else if (str_eq(key, STR("file-as")))
        p->file_as = text;
    else if (!str_eq(key, STR("role")))
        return fail(r, v, "a person has 'name', 'role' and 'file-as'");
    else if (!(p->role = role_code(text)).p)
        return fail(r, v,
                    "a role is a MARC relator code, such as 'edt', or 'editor', 'translator'…");
    return true;
}

static bool read_person(struct reader *r, struct person *p, const struct value *v)
{
    if (v->kind != VALUE_MAP) {
        p->name = str_trim(value_text(v));
        return p->name.n || fail(r, v, "it takes names");
    }
    for (size_t i = 0; i < v->n; i++)
        if (!read_member(r, p, v->keys[i], &v->items[i]))
            return false;
    return p->name.n || fail(r, v, "a person needs a 'name'");
}

static void read_persons(struct reader *r, const struct value *v, person_vec *out)
{
    bool is_list = v->kind == VALUE_LIST;

    for (size_t i = 0; i < (is_list ? v->n : 1); i++) {
        struct person p = {0};

        if (read_person(r, &p, is_list ? &v->items[i] : v))
            *vec_push(out) = p;
    }
}

/* Authors are an option, too: what the command line says stands, roles and sorting of those whom it
 * names are taken all the same. */
static void read_authors(struct reader *r, const struct value *v)
{
    size_t first = r->o->persons.n;
    bool are_given = r->o->authors.n > 0;

    read_persons(r, v, &r->o->persons);
    for (size_t i = first; i < r->o->persons.n && !are_given; i++)
        *vec_push(&r->o->authors) = r->o->persons.v[i].name;
}

bool config_read_field(struct options *o, struct str key, const struct value *v, struct str path,
                       struct diag_list *diags, bool *ret_fine)
{
    struct reader r = {o, path, key, diags, true};

    if (str_eq(key, STR("author"))) {
        read_authors(&r, v);
    } else if (str_eq(key, STR("contributor"))) {
        read_persons(&r, v, &o->contributors);
    } else {
        size_t f = 0;

        while (f < FIELD_COUNT && !str_eq(key, str_of(field_rows[f].key)))
            f++;
        if (f == FIELD_COUNT)
            return false;
        read_field(&r, (enum field)f, v);
    }
    *ret_fine &= r.is_fine;
    return true;
}
