/* SPDX-License-Identifier: MIT */
/* Turns the tables of a grammar into machines. */
#include <assert.h>
#include <string.h>

#include "epub/check_grammar.h"

struct parser {
    struct grammar *g;
    const char *at;
    struct step program[PROGRAM_MAX];
    int n;
};

static struct str key_of_name(struct str name)
{
    size_t dot = str_find_byte(name, '.', 0);
    return dot == STR_NPOS ? name : str_sub(name, 0, dot);
}

int grammar_find(const struct grammar *g, struct str name)
{
    struct table_entry *e = table_get(&g->def_names, name);
    return e ? (int)e->num : -1;
}

static int find_class(const struct grammar *g, struct str name)
{
    struct table_entry *e = table_get(&g->class_names, name);
    assert(e);
    return (int)e->num;
}

static bool is_name_char(char ch)
{
    return is_ascii_alnum(ch) || ch == '-' || ch == ':' || ch == '.' || ch == '_';
}

static void skip_blanks(struct parser *p)
{
    while (*p->at == ' ')
        p->at++;
}

static struct str take_name(const char **at)
{
    const char *from = *at;

    while (is_name_char(**at))
        (*at)++;
    return (struct str){from, (size_t)(*at - from)};
}

static int emit(struct parser *p, struct step s)
{
    assert(p->n < PROGRAM_MAX);
    p->program[p->n] = s;
    return p->n++;
}

static struct step symbol(struct grammar *g, const char **at)
{
    struct step s = {.op = STEP_SYMBOL, .def = -1, .class_of = -1};

    if (**at == '#') {
        ++*at;
        s.is_text = true;
    } else if (**at == '@') {
        ++*at;
        s.class_of = find_class(g, take_name(at));
        grammar_compile_class(g, s.class_of);
    } else {
        struct str name = take_name(at);
        s.def = grammar_find(g, name);
        assert(s.def >= 0);
    }
    return s;
}

/* Moves the steps from START on by one, to make room for a SPLIT before them. */
static void insert_split(struct parser *p, int start)
{
    emit(p, (struct step){0});
    memmove(&p->program[start + 1], &p->program[start],
            sizeof *p->program * (size_t)(p->n - 1 - start));
    for (int i = start + 1; i < p->n; i++) {
        struct step *s = &p->program[i];
        if (s->op == STEP_SPLIT || s->op == STEP_JUMP) {
            s->to += s->to >= start;
            s->other += s->other >= start;
        }
    }
}

static void repeat(struct parser *p, int start)
{
    char op = *p->at;

    if (op != '*' && op != '+' && op != '?')
        return;
    p->at++;
    if (op == '+') {
        emit(p, (struct step){.op = STEP_SPLIT, .to = start, .other = p->n + 1});
        return;
    }
    insert_split(p, start);
    if (op == '*')
        emit(p, (struct step){.op = STEP_JUMP, .to = start});
    p->program[start] = (struct step){.op = STEP_SPLIT, .to = start + 1, .other = p->n};
}

static void parse_choice(struct parser *p, int depth);

static void parse_sequence(struct parser *p, int depth)
{
    for (;;) {
        skip_blanks(p);
        int start = p->n;
        if (*p->at == '(') {
            p->at++;
            parse_choice(p, depth + 1);
            assert(*p->at == ')');
            p->at++;
        } else if (*p->at == '@' || *p->at == '#' || is_name_char(*p->at)) {
            emit(p, symbol(p->g, &p->at));
        } else {
            return;
        }
        repeat(p, start);
    }
}

/* The depth is that of the grammar's own tables. */
static void parse_choice(struct parser *p, int depth)
{
    int start = p->n, jumps[40], n_jumps = 0;

    assert(depth < 10);
    parse_sequence(p, depth);
    while (*p->at == '|') {
        p->at++;
        insert_split(p, start);
        assert(n_jumps < 40);
        jumps[n_jumps++] = emit(p, (struct step){.op = STEP_JUMP});
        p->program[start] = (struct step){.op = STEP_SPLIT, .to = start + 1, .other = p->n};
        start = p->n;
        parse_sequence(p, depth);
        skip_blanks(p);
    }
    for (int i = 0; i < n_jumps; i++)
        p->program[jumps[i]].to = p->n;
}

static void compile_counted(struct grammar *g, struct definition *d, const char *at)
{
    struct count counts[60];
    int n = 0;

    for (at++; *at != '}';) {
        if (*at == ' ') {
            at++;
            continue;
        }
        struct step s = symbol(g, &at);
        assert(n < 60);
        counts[n] = (struct count){s.def, s.class_of, 1, 1};
        if (*at == '*' || *at == '+')
            counts[n].most = 0;
        if (*at == '*' || *at == '?')
            counts[n].least = 0;
        at += *at == '*' || *at == '+' || *at == '?';
        n++;
    }
    d->kind = CONTENT_COUNTED;
    d->n_counts = n;
    d->counts = arena_array(g->arena, struct count, (size_t)n);
    memcpy(d->counts, counts, sizeof *counts * (size_t)n);
}

void grammar_compile_content(struct grammar *g, int def)
{
    struct definition *d = &g->defs.v[def];
    const char *at = d->content;

    if (d->compiled)
        return;
    d->compiled = true;
    if (strcmp(at, "empty") == 0 || strcmp(at, "skip") == 0) {
        d->kind = *at == 'e' ? CONTENT_EMPTY : CONTENT_SKIP;
        return;
    }
    for (; *at == '#' || *at == '!'; at++) {
        d->mixed = true;
        d->wants_text |= *at == '!';
    }
    if (*at == '{') {
        compile_counted(g, d, at);
        return;
    }
    struct parser p = {.g = g, .at = at};
    parse_choice(&p, 0);
    assert(*p.at == '\0');
    emit(&p, (struct step){.op = STEP_END});
    for (int i = 0; i < p.n; i++)
        d->places_text |= p.program[i].is_text;
    d->kind = CONTENT_MODEL;
    d->n_steps = p.n;
    d->program = arena_array(g->arena, struct step, (size_t)p.n);
    memcpy(d->program, p.program, sizeof *p.program * (size_t)p.n);
}

void grammar_compile_class(struct grammar *g, int k)
{
    struct element_class *class = &g->classes.v[k];
    const char *at = class->members;

    if (class->compiled)
        return;
    class->compiled = true;
    while (*at) {
        if (*at == ' ') {
            at++;
            continue;
        }
        struct step s = symbol(g, &at);
        if (s.def >= 0) {
            table_put(&class->defs, g->defs.v[s.def].element, NULL)->num = (size_t)s.def;
            continue;
        }
        const struct table *from = &g->classes.v[s.class_of].defs;
        for (size_t i = 0; i < from->n; i++) {
            bool is_new;
            struct table_entry *e = table_put(&class->defs, from->v[i].key, &is_new);
            if (is_new)
                e->num = from->v[i].num;
        }
    }
}

static enum xml_ns ns_of_prefix(struct str prefix)
{
    static const struct {
        const char *prefix;
        enum xml_ns ns;
    } known[] = {{"xml", NS_XML}, {"epub", NS_EPUB},   {"ssml", NS_SSML}, {"ev", NS_EVENTS},
                 {"opf", NS_OPF}, {"xlink", NS_XLINK}, {"xsi", NS_XSI},   {"r", NS_RENDITION}};

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(prefix, str_of(known[i].prefix)))
            return known[i].ns;
    return NS_NONE;
}

static void add_attr(struct attr_group *to, struct str word)
{
    struct attr_spec spec = {.ns = NS_NONE, .type = STR("text")};
    size_t n = 0;

    while (n < word.n && word.p[n] != '!' && word.p[n] != '=' &&
           !(word.p[n] == ':' && ns_of_prefix(str_sub(word, 0, n)) == NS_NONE))
        n++;
    struct str key = str_sub(word, 0, n);
    size_t colon = str_find_byte(key, ':', 0);
    if (colon != STR_NPOS)
        spec.ns = ns_of_prefix(str_sub(key, 0, colon));
    spec.name = colon == STR_NPOS ? key : str_skip(key, colon + 1);
    word = str_skip(word, n);
    spec.required = word.n && word.p[0] == '!';
    to->requires |= spec.required;
    word = str_skip(word, spec.required);
    if (word.n > 1)
        spec.type = str_skip(word, 1);
    table_put(&to->by_name, key, NULL)->num = to->v.n;
    *vec_push(&to->v) = spec;
}

static void compile_attrs(struct grammar *g, struct attr_group *to, const char *attrs)
{
    struct str rest = str_of(attrs), word;

    while (next_token(&rest, &word)) {
        if (str_eq(word, STR("*"))) {
            to->any_plain = true;
        } else if (str_eq(word, STR("**"))) {
            to->any = true;
        } else if (word.p[0] == '@') {
            struct table_entry *e = table_get(&g->group_names, str_skip(word, 1));
            assert(e);
            to->requires |= ((const struct attr_group *)e->ptr)->requires;
            *vec_push(&to->groups) = e->ptr; /* NOLINT(bugprone-sizeof-expression): of pointers */
        } else {
            add_attr(to, word);
        }
    }
}

void grammar_compile(struct grammar *g, const struct grammar_row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct str name = str_of(rows[i].name);
        if (rows[i].kind == ROW_CLASS) {
            table_put(&g->class_names, name, NULL)->num = g->classes.n;
            *vec_push(&g->classes) =
                (struct element_class){.name = name, .members = rows[i].content};
        } else if (rows[i].kind == ROW_GROUP) {
            struct attr_group *group = arena_new(g->arena, struct attr_group);
            compile_attrs(g, group, rows[i].attrs);
            table_put(&g->group_names, name, NULL)->ptr = group;
        } else {
            table_put(&g->def_names, name, NULL)->num = g->defs.n;
            struct definition *d = vec_push(&g->defs);
            *d = (struct definition){.name = name,
                                     .element = key_of_name(name),
                                     .roles = rows[i].roles,
                                     .content = rows[i].content};
            compile_attrs(g, &d->attrs, rows[i].attrs);
        }
    }
}
