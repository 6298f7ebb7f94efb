/* SPDX-License-Identifier: MIT */
/* Values of Liquid and Nunjucks expressions: literals, variables, filters, conditions. */
#include "render/template_private.h"

/* Takes the part before BYTE, not in quotes, off *REST. */
static bool split_outside(struct str *rest, char byte, struct str *ret)
{
    char quote = 0;

    if (!rest->p)
        return false;
    for (size_t i = 0; i < rest->n; i++) {
        char c = rest->p[i];

        if (quote) {
            quote = c == quote ? 0 : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == byte) {
            *ret = str_trim(str_sub(*rest, 0, i));
            *rest = str_skip(*rest, i + 1);
            return true;
        }
    }
    *ret = str_trim(*rest);
    *rest = STR_NONE;
    return true;
}

void template_keep(struct template *t, struct str name, struct str value)
{
    struct str *copy = arena_new(t->a, struct str);

    *copy = value;
    table_put(t->values, arena_str(t->a, name), NULL)->ptr = copy;
}

static struct str include_param(const struct template *t, struct str name)
{
    for (size_t i = 0; t->params && i < t->params->n; i++)
        if (t->params->v[i].name.p && str_eq(t->params->v[i].name, name))
            return t->params->v[i].value;
    return STR("");
}

static struct str variable(struct template *t, struct str name, bool *ret_known)
{
    const struct table_entry *e = table_get(t->values, name);
    struct str value;

    *ret_known = true;
    if (e)
        return *(const struct str *)e->ptr;
    if (str_starts(name, STR("include.")) && t->params)
        return include_param(t, str_skip(name, 8));
    if (t->env->variable && t->env->variable(t->env->ctx, name, &value))
        return value;
    if (str_eq(name, STR("site.baseurl")))
        return STR("");
    if (str_eq(name, STR("nil")) || str_eq(name, STR("empty")) || str_eq(name, STR("blank")))
        return STR("");
    *ret_known = false;
    return STR("");
}

static bool is_number(struct str s)
{
    size_t i = s.n && s.p[0] == '-';

    for (; i < s.n && (is_ascii_digit(s.p[i]) || s.p[i] == '.'); i++)
        ;
    return i == s.n && s.n && is_ascii_digit(s.p[s.n - 1]);
}

/* A literal or a variable; whatever else an expression is ('"a" if b', "3 + 4") is not known. */
static struct str primary(struct template *t, struct str s, bool *ret_known)
{
    *ret_known = true;
    if (s.n > 1 && (s.p[0] == '"' || s.p[0] == '\'') && str_find_byte(s, s.p[0], 1) == s.n - 1)
        return str_chop(str_skip(s, 1), 1);
    if (is_number(s))
        return s;
    if (str_eq(s, STR("true")))
        return s;
    if (str_eq(s, STR("false")))
        return STR("");
    return variable(t, s, ret_known);
}

struct str liquid_value(struct template *t, struct str expression, bool *ret_known)
{
    struct str rest = str_trim(expression), part, value = STR("");
    bool is_known = false;

    if (!split_outside(&rest, '|', &part)) {
        *ret_known = false;
        return value;
    }
    value = primary(t, part, &is_known);
    while (rest.p && split_outside(&rest, '|', &part))
        value = liquid_filter(t, value, part, &is_known);
    *ret_known = is_known;
    return value;
}

static int compare(struct template *t, struct str s, size_t at, struct str op)
{
    bool is_left, is_right;
    struct str left = liquid_value(t, str_sub(s, 0, at), &is_left);
    struct str right = liquid_value(t, str_skip(s, at + op.n), &is_right);

    if (!is_left || !is_right)
        return -1;
    if (str_eq(op, STR("==")))
        return str_eq(left, right);
    if (str_eq(op, STR("!=")))
        return !str_eq(left, right);
    return str_find(left, right, 0) != STR_NPOS;
}

static int truth(struct template *t, struct str s)
{
    static const struct str ops[] = {STR_INIT("=="), STR_INIT("!="), STR_INIT(" contains ")};
    struct str value;
    bool is_known;
    size_t at;

    for (size_t i = 0; i < 3; i++)
        if ((at = str_find(s, ops[i], 0)) != STR_NPOS)
            return compare(t, s, at, ops[i]);
    if (str_find_byte(s, '<', 0) != STR_NPOS || str_find_byte(s, '>', 0) != STR_NPOS)
        return -1;
    if (str_starts(s, STR("not "))) {
        int inner = truth(t, str_trim(str_skip(s, 4)));

        return inner < 0 ? -1 : !inner;
    }
    value = liquid_value(t, s, &is_known);
    return is_known ? value.n > 0 : -1;
}

int liquid_condition(struct template *t, struct str s)
{
    int result = 1, each;
    bool is_or = false;

    if (s.n > 500)
        return -1;
    for (;;) {
        size_t a = str_find(s, STR(" and "), 0), o = str_find(s, STR(" or "), 0);
        size_t at = a < o ? a : o;

        each = truth(t, str_trim(str_sub(s, 0, at)));
        if (is_or)
            result = result == 1 || each == 1 ? 1 : result < 0 || each < 0 ? -1 : 0;
        else
            result = result == 0 || each == 0 ? 0 : result < 0 || each < 0 ? -1 : 1;
        if (at == STR_NPOS)
            return result;
        is_or = at == o;
        s = str_skip(s, at + (is_or ? 4U : 5U));
    }
}
