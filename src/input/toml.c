/* SPDX-License-Identifier: MIT */
/* TOML documents: their statements, and how reading goes on behind a broken one. */
#include "base/utf8.h"
#include "input/salvage.h"
#include "input/toml_read.h"

/* One statement being read, so that its place can be found again. */
struct statement {
    size_t start;
    struct value_place place;
    struct toml_key key; /* of "key = value", once it is read */
    size_t value;        /* offset of the value */
};

static bool end_of_statement(struct toml *t)
{
    toml_skip_blanks(t);
    if (!toml_comment(t))
        return false;
    if (t->at < t->s.n && !toml_newline(t))
        return toml_fail(t, "something behind the value", t->at);
    t->at += toml_newline(t);
    return true;
}

/* Keys below a header that cannot be opened go nowhere; what is no header at all changes nothing.
 */
static bool header(struct toml *t)
{
    bool is_array = toml_peek(t, 1) == '[', is_good;
    struct toml_table *table = NULL;
    struct toml_key key;

    value_place_move(&t->place, t->at);
    t->at += is_array ? 2 : 1;
    toml_skip_blanks(t);
    if (!toml_read_key(t, &key))
        return false;
    if (toml_peek(t, 0) != ']' || (is_array && toml_peek(t, 1) != ']'))
        return toml_fail(t, "a header that is not closed", t->at);
    is_good = toml_open(t, &key, is_array, &table);
    t->current = table;
    t->at += is_array ? 2 : 1;
    return is_good && end_of_statement(t);
}

static bool assignment(struct toml *t, struct statement *s)
{
    struct toml_key key;
    struct value value;

    if (!toml_read_name(t, &key))
        return false;
    s->value = t->at;
    s->key = key;
    if (!toml_read_value(t, t->current ? t->current->depth + 1 : 0, &value) || !end_of_statement(t))
        return false;
    s->key.n = 0; /* nothing is left to salvage */
    if (!t->current || toml_assign(t, t->current, &key, value))
        return true;
    t->problem_at = s->start;
    return false;
}

static bool statement(struct toml *t, struct statement *s)
{
    toml_skip_blanks(t);
    s->start = t->at;
    value_place_move(&t->place, t->at);
    s->place = t->place;
    if (toml_peek(t, 0) == '[')
        return header(t);
    if (toml_peek(t, 0) == '#' || toml_newline(t) || t->at == t->s.n)
        return end_of_statement(t);
    return assignment(t, s);
}

static struct str rest_of_line(const struct toml *t, size_t at)
{
    struct str rest = str_skip(t->s, at), line = STR("");

    str_line(&rest, &line);
    return line;
}

/* The text of a value that is none: "title = Foo", "date = Date(2023, 1, 2)". What begins several
 * lines or a table is lost. */
static void salvage(struct toml *t, const struct statement *s)
{
    struct str text = str_trim(rest_of_line(t, s->value));
    struct value at = {.line = s->place.line,
                       .column = s->place.column + (unsigned)(s->value - s->start)};
    bool is_table = text.n && text.p[0] == '{' && !str_starts(text, STR("{{"));
    struct value v;

    if (!s->key.n || !t->current || !text.n || is_table || str_starts(text, STR("\"\"\"")) ||
        str_starts(text, STR("'''")))
        return;
    if (text.p[0] != '[')
        v = salvage_string(t->a, text, at);
    else if (!salvage_list(t->a, text, at, &v))
        return;
    toml_assign(t, t->current, &s->key, v);
}

/* True when LINE is a header or begins with a key and '='. */
static bool looks_like_statement(struct toml *t, struct str line)
{
    struct toml probe = {.a = t->a, .s = str_trim(line)};
    struct toml_key key;
    size_t brackets = 0;
    bool is_good;

    while (toml_peek(&probe, brackets) == '[' && brackets < 2)
        brackets++;
    probe.at = brackets;
    toml_skip_blanks(&probe);
    is_good = toml_read_key(&probe, &key);
    buf_done(&probe.scratch);
    if (!is_good)
        return false;
    for (size_t i = 0; i < brackets; i++)
        if (toml_peek(&probe, i) != ']')
            return false;
    if (!brackets)
        return toml_peek(&probe, 0) == '=';
    probe.at += brackets;
    return end_of_statement(&probe);
}

/* Julia writes "@def key = value". */
static bool skip_definition(struct toml *t)
{
    toml_skip_blanks(t);
    if (!str_starts(str_skip(t->s, t->at), STR("@def ")))
        return false;
    t->at += 5;
    return true;
}

/* To the next line behind the broken statement that looks like one. */
static void go_on(struct toml *t, const struct statement *s)
{
    t->at = s->start;
    t->place = s->place;
    do {
        struct str rest = str_skip(t->s, t->at), line;

        if (!str_line(&rest, &line))
            break;
        t->at = t->s.n - rest.n;
    } while (t->at < t->s.n && !str_starts(str_trim(rest_of_line(t, t->at)), STR("@def ")) &&
             !looks_like_statement(t, rest_of_line(t, t->at)));
}

static void report(struct toml *t, struct str file, struct diag_list *diags, struct statement *s)
{
    struct value_place place = s->place;

    if (t->problem_at < place.at)
        t->problem_at = place.at;
    value_place_move(&place, t->problem_at);
    diag_add(diags, DIAG_BAD_TOML, (struct diag_pos){file, place.line, place.column}, t->problem);
}

/* All statements. False when one of them was broken. */
static bool document(struct toml *t, struct str file, struct diag_list *diags)
{
    size_t budget = 64 * t->s.n + 4096; /* bytes that broken statements may cost */
    bool is_good = true;

    while (t->at < t->s.n) {
        struct statement s = {0};
        bool is_definition = skip_definition(t);
        size_t cost;

        if (statement(t, &s)) {
            if (!is_definition)
                continue;
            toml_fail(t, "\"@def\" is no TOML", s.start);
            if (is_good)
                report(t, file, diags, &s);
            is_good = false;
            continue;
        }
        is_good = false;
        report(t, file, diags, &s);
        cost = t->at - s.start + 1;
        if (cost > budget)
            break;
        budget -= cost;
        salvage(t, &s);
        go_on(t, &s);
    }
    return is_good;
}

static bool check_encoding(struct toml *t, struct str file, struct diag_list *diags)
{
    size_t valid = utf8_valid_prefix(t->s);

    if (valid == t->s.n)
        return true;
    diag_add(diags, DIAG_BAD_TOML, diag_pos_of(file, t->s, valid, t->place.line),
             "bytes that are not UTF-8");
    return false;
}

struct value *toml_parse(struct arena *a, struct str text, struct str file, unsigned line,
                         struct diag_list *diags, bool *ret_ok)
{
    struct toml t = {.a = a, .s = text};
    struct value *result = arena_new(a, struct value);
    bool is_encoded;

    if (str_starts(text, STR("\xEF\xBB\xBF")))
        t.s = str_skip(text, 3);
    t.place = (struct value_place){.text = t.s, .line = line, .column = 1};
    t.root = t.current = toml_table_new(&t, TOML_EXPLICIT, 0);
    is_encoded = check_encoding(&t, file, diags);
    *ret_ok = document(&t, file, diags) && is_encoded;
    *result = toml_table_value(&t, t.root);
    toml_tables_done(&t);
    buf_done(&t.scratch);
    return result;
}
