/* SPDX-License-Identifier: MIT */
/* Structural semantics that modules of EPUB prescribe: dictionaries, EDUPUB, data navigation. */
#include "epub/check_semantics.h"

#include "epub/check_types.h"

void semantic_fault(struct content *k, const struct xml_node *n, const char *text)
{
    report_text(k->c, M_RSC_005, xml_where(k->d, n), "%s", text);
}

bool has_type(const struct xml_node *n, const char *type)
{
    const struct str *s = n->ns == NS_XHTML ? xml_attr(n, NS_EPUB, "type") : NULL;
    return s && has_token(*s, type);
}

bool is_element(const struct xml_node *n, const char *names)
{
    return n->ns == NS_XHTML && type_accepts(str_of(names), n->name, false);
}

bool has_below(struct xml_node *top, const char *type)
{
    for (struct xml_node *n = top->first; n; n = xml_next(n, top))
        if (n->name.n && has_type(n, type))
            return true;
    return false;
}

/* EPUB Dictionaries 1.0: the elements on which a type may stand. */
static const struct {
    const char *type, *elements;
} dictionary_elements[] = {
    {"dictionary", "(body|section)"}, {"dictentry", "(article)"}, {"condensed-entry", "(aside)"},
    {"part-of-speech-list", "(ol)"},  {"sense-list", "(ol)"},     {"idiom", "(dfn)"},
    {"phrase-list", "(ol|ul)"},
};

static bool has_headword(struct xml_node *entry)
{
    for (struct xml_node *n = entry; n; n = xml_next(n, entry)) {
        bool condensed = false;
        if (!xml_is(n, NS_XHTML, "dfn"))
            continue;
        for (const struct xml_node *p = n->parent; p; p = p->parent)
            condensed |= has_type(p, "condensed-entry");
        if (!condensed)
            return true;
    }
    return false;
}

static bool has_tran_beside(struct content *k, const struct xml_node *n)
{
    if (k->tran_parent && k->tran_parent == n->parent)
        return k->has_tran;
    k->tran_parent = n->parent;
    k->has_tran = false;
    for (const struct xml_node *i = n->parent ? n->parent->first : NULL; i; i = i->next)
        k->has_tran |= i->name.n && has_type(i, "tran");
    return k->has_tran;
}

static void check_dictionary_node(struct content *k, struct xml_node *n)
{
    const struct xml_node *p = n->parent;

    for (size_t i = 0; i < sizeof dictionary_elements / sizeof *dictionary_elements; i++)
        if (has_type(n, dictionary_elements[i].type) &&
            !is_element(n, dictionary_elements[i].elements))
            semantic_fault(k, n, "an epub:type of dictionaries is on the wrong element");
    if (has_type(n, "dictionary") && !xml_child(n, NS_XHTML, "article"))
        semantic_fault(k, n, "a dictionary must have an article");
    if ((has_type(n, "dictentry") ||
         (p && xml_is(n, NS_XHTML, "article") && has_type(p, "dictionary"))) &&
        !has_headword(n))
        semantic_fault(k, n, "a dictionary entry must have a dfn");
    if (has_type(n, "condensed-entry")) {
        struct str hidden = xml_value(n, "hidden");
        if (!p || !xml_is(p, NS_XHTML, "article") || !p->parent ||
            !has_type(p->parent, "dictionary"))
            semantic_fault(k, n, "a condensed-entry must be a child of an entry");
        if (!hidden.p || !type_accepts(STR("(hidden|)"), hidden, true))
            semantic_fault(k, n, "a condensed-entry must be hidden");
    }
    if ((has_type(n, "part-of-speech-group") ||
         (p && xml_is(n, NS_XHTML, "li") && has_type(p, "part-of-speech-list"))) &&
        !has_below(n, "part-of-speech"))
        semantic_fault(k, n, "a part-of-speech-group must contain a part-of-speech");
    if (has_type(n, "tran-info") && !has_tran_beside(k, n))
        semantic_fault(k, n, "a tran-info must have a tran beside it");
    if ((has_type(n, "phrase-group") ||
         (p && xml_is(n, NS_XHTML, "li") && has_type(p, "phrase-list"))) &&
        !has_below(n, "idiom") && !has_below(n, "example"))
        semantic_fault(k, n, "a phrase-group must contain an idiom or example");
}

/* EDUPUB: an element of one type must contain another. */
static const struct {
    const char *type, *part;
    bool one_answer;
} teaching[] = {
    {"answers", "answer", false},
    {"assessments", "assessment", false},
    {"bibliography", "biblioentry", false},
    {"credits", "credit", false},
    {"fill-in-the-blank-problem", "question", true},
    {"footnotes", "footnote", false},
    {"general-problem", "question", true},
    {"keywords", "keyword", false},
    {"learning-objectives", "learning-objective", false},
    {"learning-outcomes", "learning-outcome", false},
    {"learning-resources", "learning-resource", false},
    {"learning-standards", "learning-standard", false},
    {"match-problem", "question", true},
    {"multiple-choice", "question", true},
    {"practices", "practice", false},
    {"rearnotes", "rearnote", false},
    {"true-false-problem", "question", true},
};

static size_t count_exact(struct xml_node *top, const char *type)
{
    size_t count = 0;

    for (struct xml_node *n = top->first; n; n = xml_next(n, top)) {
        const struct str *s = n->name.n ? xml_attr(n, NS_EPUB, "type") : NULL;
        count += s && str_eq(*s, str_of(type));
    }
    return count;
}

static void check_teaching_node(struct content *k, struct xml_node *n)
{
    const struct str *type = xml_attr(n, NS_EPUB, "type");

    for (size_t i = 0; type && i < sizeof teaching / sizeof *teaching; i++) {
        if (!str_eq(*type, str_of(teaching[i].type)))
            continue;
        if (count_exact(n, teaching[i].part) == 0)
            semantic_fault(k, n, "an epub:type lacks the type it must contain");
        if (teaching[i].one_answer && count_exact(n, "answer") > 1)
            semantic_fault(k, n, "a problem must have one answer only");
    }
    if (type && str_eq(*type, STR("ordinal")) && count_exact(n, "ordinal") > 0)
        semantic_fault(k, n, "an ordinal must not contain an ordinal");
}

static size_t count_elements(const struct xml_node *n)
{
    size_t count = 0;

    for (const struct xml_node *i = n->first; i; i = i->next)
        count += i->name.n > 0;
    return count;
}

static const struct xml_node *region_nav(const struct xml_node *n)
{
    const struct xml_node *p = n->parent;

    while (p && !(xml_is(p, NS_XHTML, "nav") && has_type(p, "region-based")))
        p = p->parent;
    return p;
}

/* EPUB Region-Based Navigation 1.0. */
static void check_data_nav_node(struct content *k, struct xml_node *n)
{
    const struct str *type = xml_attr(n, NS_EPUB, "type");

    if (xml_is(n, NS_XHTML, "nav") && !xml_ancestor(n, NS_XHTML, "nav") && !(type && trim(*type).n))
        semantic_fault(k, n, "a nav of a data navigation document needs an epub:type");
    if (xml_is(n, NS_XHTML, "nav") && has_type(n, "region-based") &&
        (count_elements(n) != 1 || !xml_child(n, NS_XHTML, "ol")))
        semantic_fault(k, n, "a region-based nav must contain one list");
    const struct xml_node *nav = region_nav(n);
    if (!nav)
        return;
    if (xml_is(n, NS_XHTML, "a") && !k->is_nav)
        check_region_link(k, nav, n);
    if (xml_is(n, NS_XHTML, "span") && count_elements(n) != 2)
        semantic_fault(k, n, "a span of a region-based nav must contain two links");
    if (!xml_is(n, NS_XHTML, "li"))
        return;
    const struct xml_node *first = n->first;
    while (first && !first->name.n)
        first = first->next;
    if (!first || !is_element(first, "(a|span)"))
        semantic_fault(k, n, "an item of a region-based nav must begin with a or span");
    if (count_elements(n) > 2 || (count_elements(n) == 2 && !xml_child(n, NS_XHTML, "ol")))
        semantic_fault(k, n, "an item of a region-based nav may only go on with a list");
}

void check_semantics(struct content *k)
{
    struct check *c = k->c;
    bool data_nav = k->item->properties & P_DATA_NAV;
    bool edupub = c->is_edupub && k->item->in_spine && !k->item->fixed && !k->item->nonlinear;
    bool index = c->is_index || (k->item->properties & P_INDEX) || k->item->in_index;

    if (k->is_svg || !(c->is_dictionary || edupub || data_nav || index))
        return;
    for (struct xml_node *n = k->d->root; n; n = xml_next(n, k->d->root)) {
        if (n->ns != NS_XHTML || check_is_over(c))
            continue;
        if (c->is_dictionary)
            check_dictionary_node(k, n);
        if (edupub)
            check_teaching_node(k, n);
        if (data_nav)
            check_data_nav_node(k, n);
        if (index || edupub)
            check_index_node(k, n);
    }
    if (index)
        check_index_document(k);
    if (edupub)
        check_headings(k);
}
