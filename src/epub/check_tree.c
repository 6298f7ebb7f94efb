/* SPDX-License-Identifier: MIT */
/* Walks and questions about the validator's XML trees. */
#include "epub/check_xml.h"

struct xml_node *xml_next(struct xml_node *n, const struct xml_node *top)
{
    if (n->first)
        return n->first;
    while (n && n != top && !n->next)
        n = n->parent;
    return n && n != top ? n->next : NULL;
}

bool xml_is(const struct xml_node *n, enum xml_ns ns, const char *name)
{
    return n->ns == ns && n->name.n && str_eq(n->name, str_of(name));
}

const struct str *xml_attr(const struct xml_node *n, enum xml_ns ns, const char *name)
{
    for (unsigned i = 0; i < n->n_attrs; i++)
        if (n->attrs[i].ns == ns && str_eq(n->attrs[i].name, str_of(name)))
            return &n->attrs[i].value;
    return NULL;
}

struct str xml_value(const struct xml_node *n, const char *name)
{
    const struct str *s = xml_attr(n, NS_NONE, name);
    return s ? *s : STR_NONE;
}

struct str xml_text(struct arena *a, const struct xml_node *n)
{
    size_t size = 0;
    struct xml_node *top = (struct xml_node *)n;

    for (struct xml_node *i = top; i; i = xml_next(i, top))
        size += i->text.n;
    char *p = arena_alloc(a, size + 1);
    size = 0;
    for (struct xml_node *i = top; i; i = xml_next(i, top))
        for (size_t k = 0; k < i->text.n; k++)
            p[size++] = i->text.p[k];
    p[size] = 0;
    return (struct str){p, size};
}

struct xml_node *xml_ancestor(const struct xml_node *n, enum xml_ns ns, const char *name)
{
    for (struct xml_node *p = n->parent; p; p = p->parent)
        if (xml_is(p, ns, name))
            return p;
    return NULL;
}

struct xml_node *xml_child(const struct xml_node *n, enum xml_ns ns, const char *name)
{
    for (struct xml_node *i = n->first; i; i = i->next)
        if (xml_is(i, ns, name))
            return i;
    return NULL;
}

struct where xml_where(const struct xml_doc *d, const struct xml_node *n)
{
    return (struct where){d->path, n->line, n->column};
}

static bool is_xml_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct str trim(struct str s)
{
    while (s.n && is_xml_space(s.p[0]))
        s = str_skip(s, 1);
    while (s.n && is_xml_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

bool next_token(struct str *rest, struct str *ret_token)
{
    struct str s = trim(*rest);
    size_t n = 0;

    while (n < s.n && !is_xml_space(s.p[n]))
        n++;
    *ret_token = str_sub(s, 0, n);
    *rest = str_skip(s, n);
    return n > 0;
}

bool has_token(struct str list, const char *token)
{
    struct str t;

    while (next_token(&list, &t))
        if (str_eq(t, str_of(token)))
            return true;
    return false;
}
