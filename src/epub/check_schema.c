/* SPDX-License-Identifier: MIT */
/* Judges trees by compiled grammars. */
#include "epub/check_schema.h"

#include <string.h>

#include "epub/check_grammar.h"
#include "epub/check_types.h"

struct run {
    struct check *c;
    struct grammar *g;
    struct xml_doc *d;
};

/* The states a content model may be in. */
struct states {
    bool on[PROGRAM_MAX];
};

/* Custom elements are for XHTML documents only, not for XHTML within an SVG document. */
static bool is_custom(const struct xml_node *n)
{
    if (n->ns != NS_XHTML || str_find_byte(n->name, '-', 0) == STR_NPOS)
        return false;
    while (n->parent)
        n = n->parent;
    return n->ns != NS_SVG;
}

struct str grammar_key(struct grammar *g, const struct xml_node *n)
{
    static const struct {
        enum xml_ns ns;
        const char *prefix;
    } prefixes[] = {{NS_XHTML, "x"}, {NS_MATHML, "m"},          {NS_SVG, "s"}, {NS_EPUB, "e"},
                    {NS_DC, "d"},    {NS_ENC_COMPRESSION, "k"}, {NS_ENC, "c"}, {NS_DSIG, "b"}};

    if (n->ns == g->own) {
        if (is_custom(n))
            return STR("custom");
        return n->name;
    }
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (n->ns == prefixes[i].ns)
            return arena_printf(g->arena, "%s:%.*s", prefixes[i].prefix, STR_ARG(n->name));
    return STR("other");
}

static void enter(const struct definition *d, struct states *s, int at)
{
    int stack[PROGRAM_MAX], n = 0;

    stack[n++] = at;
    while (n > 0) {
        int i = stack[--n];
        if (s->on[i])
            continue;
        s->on[i] = true;
        const struct step *step = &d->program[i];
        if (step->op == STEP_JUMP || step->op == STEP_SPLIT)
            stack[n++] = step->to;
        if (step->op == STEP_SPLIT && n < PROGRAM_MAX)
            stack[n++] = step->other;
    }
}

/* The definition that KEY has as symbol (DEF or CLASS), or -1. */
static int symbol_def(const struct grammar *g, int def, int class_of, struct str key)
{
    if (!key.n || (def < 0 && class_of < 0))
        return -1;
    if (class_of >= 0) {
        struct table_entry *e = table_get(&g->classes.v[class_of].defs, key);
        return e ? (int)e->num : -1;
    }
    return str_eq(g->defs.v[def].element, key) ? def : -1;
}

/* Advances *S over an element KEY (empty: over text); the definition of the element, or -1: not
 * allowed here. */
static int advance(const struct grammar *g, const struct definition *d, struct states *s,
                   struct str key)
{
    struct states next;
    int found = -1;

    memset(next.on, 0, (size_t)d->n_steps);
    for (int i = 0; i < d->n_steps; i++) {
        if (!s->on[i] || d->program[i].op != STEP_SYMBOL)
            continue;
        const struct step *step = &d->program[i];
        int def = step->is_text && !key.n ? 0 : symbol_def(g, step->def, step->class_of, key);
        if (def < 0)
            continue;
        found = def;
        enter(d, &next, i + 1);
    }
    if (found >= 0)
        memcpy(s->on, next.on, (size_t)d->n_steps);
    return found;
}

static void not_allowed(struct run *r, struct xml_node *n)
{
    report_text(r->c, M_RSC_005, xml_where(r->d, n), "element '%.*s' is not allowed here",
                STR_ARG(n->name));
}

static void check_model(struct run *r, struct xml_node *n, const struct definition *d)
{
    struct states s;

    memset(s.on, 0, (size_t)d->n_steps);
    enter(d, &s, 0);
    for (struct xml_node *i = n->first; i; i = i->next) {
        if (!i->name.n) {
            if (d->places_text && trim(i->text).n && advance(r->g, d, &s, STR("")) < 0)
                report_text(r->c, M_RSC_005, xml_where(r->d, i),
                            "text is not allowed here in '%.*s'", STR_ARG(n->name));
            continue;
        }
        int def = advance(r->g, d, &s, grammar_key(r->g, i));
        if (def < 0)
            not_allowed(r, i);
        else
            i->def = variant_of(r->g, def, i) + 1;
    }
    if (!s.on[d->n_steps - 1])
        report_text(r->c, M_RSC_005, xml_where(r->d, n), "element '%.*s' is incomplete",
                    STR_ARG(n->name));
}

static void check_counted(struct run *r, struct xml_node *n, const struct definition *d)
{
    unsigned seen[60] = {0};

    for (struct xml_node *i = n->first; i; i = i->next) {
        if (!i->name.n)
            continue;
        struct str key = grammar_key(r->g, i);
        int def = -1, k = 0;
        for (; k < d->n_counts && def < 0; k++)
            def = symbol_def(r->g, d->counts[k].def, d->counts[k].class_of, key);
        if (def < 0 || (d->counts[k - 1].most && seen[k - 1] >= d->counts[k - 1].most)) {
            not_allowed(r, i);
            continue;
        }
        seen[k - 1]++;
        i->def = variant_of(r->g, def, i) + 1;
    }
    for (int k = 0; k < d->n_counts; k++)
        if (seen[k] < d->counts[k].least)
            report_text(r->c, M_RSC_005, xml_where(r->d, n), "element '%.*s' lacks '%.*s'",
                        STR_ARG(n->name), STR_ARG(r->g->defs.v[d->counts[k].def].element));
}

static void check_text(struct run *r, struct xml_node *n, const struct definition *d)
{
    bool has_text = false;

    for (struct xml_node *i = n->first; i; i = i->next)
        has_text |= !i->name.n && trim(i->text).n;
    if (has_text && !d->mixed && !d->places_text)
        report_text(r->c, M_RSC_005, xml_where(r->d, n), "text is not allowed in '%.*s'",
                    STR_ARG(n->name));
    if (d->wants_text && !has_text)
        report_text(r->c, M_RSC_005, xml_where(r->d, n), "'%.*s' must not be empty",
                    STR_ARG(n->name));
}

static void check_element(struct run *r, struct xml_node *n)
{
    grammar_compile_content(r->g, n->def - 1);
    const struct definition *d = &r->g->defs.v[n->def - 1];

    attrs_check(r->c, r->g, r->d, n, d);
    if (d->kind == CONTENT_SKIP)
        return;
    check_text(r, n, d);
    if (d->kind == CONTENT_MODEL)
        check_model(r, n, d);
    else if (d->kind == CONTENT_COUNTED)
        check_counted(r, n, d);
    else
        for (struct xml_node *i = n->first; i; i = i->next)
            if (i->name.n)
                not_allowed(r, i);
}

void grammar_check_element(struct check *c, const struct grammar *g, struct xml_doc *d,
                           struct xml_node *n, const char *def)
{
    struct run r = {c, (struct grammar *)g, d};

    n->def = variant_of(g, grammar_find(g, str_of(def)), n) + 1;
    for (struct xml_node *i = n; i; i = xml_next(i, n))
        if (i->name.n && i->def > 0)
            check_element(&r, i);
}

void grammar_check(struct check *c, const struct grammar *g, struct xml_doc *d, const char *start)
{
    int def = grammar_find(g, str_of(start));
    struct str key = grammar_key((struct grammar *)g, d->root);
    struct str wanted = g->defs.v[def].element;
    size_t prefix = str_find_byte(wanted, ':', 0);

    if (!str_eq(key, wanted))
        report_text(c, M_RSC_005, xml_where(d, d->root),
                    "root element is '%.*s' of the namespace '%.*s', expected '%.*s'",
                    STR_ARG(d->root->name), STR_ARG(d->root->uri),
                    STR_ARG(prefix == STR_NPOS ? wanted : str_skip(wanted, prefix + 1)));
    else
        grammar_check_element(c, g, d, d->root, start);
}
