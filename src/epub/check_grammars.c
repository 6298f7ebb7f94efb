/* SPDX-License-Identifier: MIT */
/* The grammars' tables, and which variant of a definition an element is. */
#include "epub/check_grammar.h"
#include "epub/check_types.h"

static const struct grammar_row xhtml[] = {
#include "epub/check_schema_xhtml.def"
/* behind XHTML, whose groups it uses */
#include "epub/check_schema_mathml.def"
};
static const struct grammar_row xhtml11[] = {
#include "epub/check_schema_xhtml11.def"
/* and within it */
#include "epub/check_schema_svg11.def"
};
static const struct grammar_row package3[] = {
#include "epub/check_schema_package.def"
};
static const struct grammar_row package2[] = {
#include "epub/check_schema_package2.def"
};
static const struct grammar_row ncx[] = {
#include "epub/check_schema_ncx.def"
};
static const struct grammar_row smil[] = {
#include "epub/check_schema_smil.def"
};
static const struct grammar_row ocf[] = {
#include "epub/check_schema_ocf.def"
};

static const char *const operators[] = {
#define OP(name) #name,
#include "epub/check_mathml_operators.def"
#undef OP
};

static const struct {
    const struct grammar_row *rows;
    size_t n;
    enum xml_ns own;
} grammars[] = {
#define ROWS(table) (table), sizeof(table) / sizeof *(table)
    [GRAMMAR_XHTML] = {ROWS(xhtml), NS_XHTML},  [GRAMMAR_OPS2] = {ROWS(xhtml11), NS_XHTML},
    [GRAMMAR_OPF3] = {ROWS(package3), NS_OPF},  [GRAMMAR_OPF2] = {ROWS(package2), NS_OPF},
    [GRAMMAR_NCX] = {ROWS(ncx), NS_NCX},        [GRAMMAR_SMIL] = {ROWS(smil), NS_SMIL},
    [GRAMMAR_META] = {ROWS(ocf), NS_CONTAINER},
#undef ROWS
};

static void add_operators(struct grammar *g)
{
    struct table_entry *e = table_get(&g->class_names, STR("m.content"));

    if (!e)
        return;
    grammar_compile_class(g, (int)e->num);
    struct element_class *content = &g->classes.v[e->num];
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        table_put(&content->defs, arena_printf(g->arena, "m:%s", operators[i]), NULL)->num =
            (size_t)grammar_find(g, STR("m:operator"));
}

static struct grammar *compile(struct check *c, enum grammar_kind kind)
{
    struct grammar *g = arena_new(&c->arena, struct grammar);

    g->arena = &c->arena;
    g->kind = kind;
    g->own = grammars[kind].own;
    grammar_compile(g, grammars[kind].rows, grammars[kind].n);
    add_operators(g);
    return g;
}

/* XHTML but for the variants of its elements: what is compiled both share. */
static struct grammar *make_nav(struct check *c)
{
    struct grammar *nav = arena_new(&c->arena, struct grammar);

    *nav = *grammar_get(c, GRAMMAR_XHTML);
    nav->kind = GRAMMAR_XHTML_NAV;
    return nav;
}

const struct grammar *grammar_get(struct check *c, enum grammar_kind kind)
{
    if (!c->grammars[kind])
        c->grammars[kind] = kind == GRAMMAR_XHTML_NAV ? make_nav(c) : compile(c, kind);
    return c->grammars[kind];
}

void grammars_done(struct check *c)
{
    for (size_t k = 0; k < GRAMMAR_COUNT; k++) {
        struct grammar *g = c->grammars[k];
        if (!g || g->kind == GRAMMAR_XHTML_NAV)
            continue;
        for (size_t i = 0; i < g->defs.n; i++) {
            table_done(&g->defs.v[i].attrs.by_name);
            vec_done(&g->defs.v[i].attrs.v);
            vec_done(&g->defs.v[i].attrs.groups);
        }
        for (size_t i = 0; i < g->group_names.n; i++) {
            struct attr_group *group = g->group_names.v[i].ptr;
            table_done(&group->by_name);
            vec_done(&group->v);
            vec_done(&group->groups);
        }
        for (size_t i = 0; i < g->classes.n; i++)
            table_done(&g->classes.v[i].defs);
        vec_done(&g->defs);
        vec_done(&g->classes);
        table_done(&g->def_names);
        table_done(&g->class_names);
        table_done(&g->group_names);
    }
}

/* The suffix of the variant of <input type>. */
static const char *input_variant(const struct xml_node *n)
{
    static const struct {
        const char *types, *variant;
    } variants[] = {
        {"(text)", "input"},
        {"(password)", "input.password"},
        {"(checkbox|radio)", "input.check"},
        {"(button|submit|reset)", "input.button"},
        {"(file)", "input.file"},
        {"(hidden)", "input.hidden"},
        {"(image)", "input.image"},
        {"(number)", "input.number"},
        {"(range)", "input.range"},
        {"(date)", "input.date"},
        {"(time)", "input.time"},
        {"(month)", "input.month"},
        {"(week)", "input.week"},
        {"(datetime-local)", "input.datetime"},
        {"(email)", "input.email"},
        {"(search|tel)", "input.text"},
        {"(url)", "input.url"},
        {"(color)", "input.color"},
    };
    struct str type = xml_value(n, "type");

    for (size_t i = 0; type.p && i < sizeof variants / sizeof *variants; i++)
        if (type_accepts(str_of(variants[i].types), type, true))
            return variants[i].variant;
    return "input";
}

static const char *meta_variant(const struct xml_node *n, bool in_body)
{
    if (in_body && !xml_value(n, "itemprop").p && !xml_value(n, "property").p)
        return "meta.body";
    if (xml_value(n, "charset").p)
        return "meta.charset";
    if (xml_value(n, "http-equiv").p)
        return "meta.http";
    if (xml_value(n, "itemprop").p)
        return "meta.itemprop";
    return xml_value(n, "property").p ? "meta.property" : "meta.name";
}

static const char *annotation_variant(const struct xml_node *n)
{
    struct str e = xml_value(n, "encoding");
    const struct xml_node *i = n->first;

    while (i && !i->name.n)
        i = i->next;
    if (type_accepts(STR("(application/xhtml+xml|text/html)"), e, false))
        return "m:annotation-xml.xhtml";
    if (type_accepts(STR("(MathML-Content|application/mathml-content+xml)"), e, false))
        return "m:annotation-xml.content";
    if (type_accepts(STR("(MathML|MathML-Presentation|application/mathml-presentation+xml)"), e,
                     false))
        return "m:annotation-xml.presentation";
    if (str_eq(e, STR("SVG1.1")) || (!e.p && i && i->ns == NS_SVG))
        return "m:annotation-xml.svg";
    return "m:annotation-xml.xhtml";
}

static const char *xhtml_variant(const struct grammar *g, struct str def, const struct xml_node *n)
{
    if (str_eq(def, STR("a")) && !xml_value(n, "href").p)
        return "a.bare";
    if (str_eq(def, STR("a.p")) && !xml_value(n, "href").p)
        return "a.barep";
    if (str_eq(def, STR("input")))
        return input_variant(n);
    if (str_eq(def, STR("meta")) || str_eq(def, STR("meta.body")))
        return meta_variant(n, str_ends(def, STR("body")));
    if (str_eq(def, STR("time")) && xml_value(n, "datetime").p)
        return "time.dated";
    if (str_eq(def, STR("nav")) && g->kind == GRAMMAR_XHTML_NAV && xml_attr(n, NS_EPUB, "type"))
        return "nav.epub";
    return str_eq(def, STR("m:annotation-xml")) ? annotation_variant(n) : NULL;
}

int variant_of(const struct grammar *g, int def, const struct xml_node *n)
{
    struct str name = g->defs.v[def].name;
    const char *variant = NULL;

    if (g->kind == GRAMMAR_XHTML || g->kind == GRAMMAR_XHTML_NAV)
        variant = xhtml_variant(g, name, n);
    else if (g->kind == GRAMMAR_OPF3 && str_eq(name, STR("meta")) && !xml_value(n, "property").p &&
             xml_value(n, "name").p)
        variant = "meta.old";
    else if (g->kind == GRAMMAR_OPF2 && str_eq(name, STR("metadata")) &&
             xml_child(n, NS_OPF, "dc-metadata"))
        variant = "metadata.dc";
    int found = variant ? grammar_find(g, str_of(variant)) : def;
    return found < 0 ? def : found;
}
