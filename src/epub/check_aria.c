/* SPDX-License-Identifier: MIT */
/* Checks ARIA roles and the attributes that belong to them. */
#include "epub/check_grammar.h"
#include "epub/check_types.h"

static const struct {
    const char *name, *attrs;
} role_table[] = {
#define ROLE(name, attrs) {name, attrs},
#include "epub/check_aria.def"
#undef ROLE
};

static const struct {
    const char *name, *type;
} attr_types[] = {
    {"activedescendant", "word"},
    {"autocomplete", "(inline|list|both|none)"},
    {"checked", "(true|false|mixed|undefined)"},
    {"colcount", "int0-1"},
    {"colindex", "int1"},
    {"colspan", "int1"},
    {"expanded", "(true|false|undefined)"},
    {"level", "int1"},
    {"modal", "(true|false)"},
    {"multiline", "(true|false)"},
    {"multiselectable", "(true|false)"},
    {"orientation", "(vertical|horizontal|undefined)"},
    {"posinset", "int1"},
    {"pressed", "(true|false|mixed|undefined)"},
    {"readonly", "(true|false)"},
    {"required", "(true|false)"},
    {"rowcount", "int0-1"},
    {"rowindex", "int1"},
    {"rowspan", "int1"},
    {"selected", "(true|false|undefined)"},
    {"setsize", "int0-1"},
    {"sort", "(ascending|descending|none|other)"},
    {"valuemax", "float"},
    {"valuemin", "float"},
    {"valuenow", "float"},
    {"valuetext", "text"},
};

/* The type of aria-NAME when its role decides on it, or NULL. */
static const char *type_of(struct str name)
{
    if (!str_starts(name, STR("aria-")))
        return NULL;
    name = str_skip(name, 5);
    for (size_t i = 0; i < sizeof attr_types / sizeof *attr_types; i++)
        if (str_eq(name, str_of(attr_types[i].name)))
            return attr_types[i].type;
    return NULL;
}

bool aria_is_role_attr(struct str name)
{
    return str_eq(name, STR("role")) || type_of(name);
}

static const char *attrs_of(struct str role)
{
    for (size_t i = 0; i < sizeof role_table / sizeof *role_table; i++)
        if (str_eq(role, str_of(role_table[i].name)))
            return role_table[i].attrs;
    return NULL;
}

/* Whether the list ATTRS of a role has NAME, with or without the mark of a required one. */
static bool lists(const char *attrs, struct str name)
{
    struct str rest = str_of(attrs), word;

    while (next_token(&rest, &word)) {
        if (word.p[word.n - 1] == '!')
            word = str_chop(word, 1);
        if (str_eq(word, name))
            return true;
    }
    return false;
}

static void check_required(struct check *c, const struct xml_doc *d, const struct xml_node *n,
                           const char *attrs)
{
    struct str rest = str_of(attrs), word;

    while (next_token(&rest, &word)) {
        if (word.p[word.n - 1] != '!')
            continue;
        struct str name = arena_printf(&c->arena, "aria-%.*s", (int)word.n - 1, word.p);
        if (!xml_value(n, name.p).p)
            report_text(c, M_RSC_005, xml_where(d, n), "element '%.*s' lacks the attribute '%s'",
                        STR_ARG(n->name), name.p);
    }
}

static void check_attrs(struct check *c, const struct xml_doc *d, const struct xml_node *n,
                        const char *attrs)
{
    for (unsigned i = 0; i < n->n_attrs; i++) {
        const struct xml_attr *a = &n->attrs[i];
        const char *type = a->ns == NS_NONE ? type_of(a->name) : NULL;
        if (!type)
            continue;
        if (!lists(attrs, str_skip(a->name, 5)))
            report_text(c, M_RSC_005, xml_where(d, n),
                        "attribute '%.*s' is not allowed on '%.*s' with this role",
                        STR_ARG(a->name), STR_ARG(n->name));
        else if (!type_accepts(str_of(type), a->value, false))
            report_text(c, M_RSC_005, xml_where(d, n),
                        "attribute '%.*s' has the invalid value '%.*s'", STR_ARG(a->name),
                        STR_ARG(a->value));
    }
}

void aria_check(struct check *c, const struct xml_doc *d, const struct xml_node *n,
                const char *roles)
{
    const struct str *role = xml_attr(n, NS_NONE, "role");
    struct str rest = str_of(roles), implicit = STR_NONE;
    const char *attrs = "";

    if (rest.n && rest.p[0] == '=') {
        next_token(&rest, &implicit);
        implicit = str_skip(implicit, 1);
    }
    if (!role) {
        attrs = implicit.n ? attrs_of(implicit) : "";
        /* An element of any role that has none may still carry what no role forbids: nothing. */
        check_attrs(c, d, n, attrs ? attrs : "");
        return;
    }
    bool any = has_token(rest, "*");
    const char *own = attrs_of(*role);
    if (!own || str_eq(*role, STR("section")) ||
        (!any && !has_token(rest, arena_str(&c->arena, *role).p))) {
        report_text(c, M_RSC_005, xml_where(d, n), "attribute 'role' has the invalid value '%.*s'",
                    STR_ARG(*role));
        return;
    }
    /* A box that is checked by its markup needs no aria-checked. */
    if (!xml_is(n, NS_XHTML, "input"))
        check_required(c, d, n, own);
    check_attrs(c, d, n, own);
}
