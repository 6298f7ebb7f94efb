/* SPDX-License-Identifier: MIT */
/* Liquid's and Nunjucks' control flow: branches, assignments. A condition that depends on data
 * nobody has counts as true, so the first branch is what stays. */
#include "render/template_private.h"

/* The next mark at this depth that is one of NAMES or the end of the branch. */
static bool branch_find(struct template *t, size_t at, const char *names, struct mark *ret)
{
    struct str in = t->w.in;
    size_t depth = 0;
    struct mark m;

    while ((at = str_find(in, STR("{%"), at)) != STR_NPOS && mark_read(in, at, &m)) {
        at = m.end;
        if (str_among(m.name, STR("if unless case"))) {
            depth++;
        } else if (str_among(m.name, STR("endif endunless endcase"))) {
            if (depth-- == 0) {
                *ret = m;
                return true;
            }
        } else if (depth == 0 && str_among(m.name, str_of(names))) {
            *ret = m;
            return true;
        }
    }
    return false;
}

static struct str closer_of(struct str name)
{
    return str_eq(name, STR("unless")) ? STR("endunless") : STR("endif");
}

static void enter_branch(struct template *t, const struct mark *m)
{
    struct str close = closer_of(m->name);
    int truth = liquid_condition(t, m->args);
    struct mark next;

    if (str_eq(m->name, STR("unless")))
        truth = truth < 0 ? 1 : !truth;
    if (!pair_find(t, m->from, &next)) {
        writer_seek(&t->w, m->end);
        return;
    }
    next = *m;
    while (truth == 0) {
        if (!branch_find(t, next.end, "else elsif elseif elif", &next)) {
            writer_seek(&t->w, m->end);
            return;
        }
        if (str_starts(next.name, STR("end"))) {
            writer_seek(&t->w, next.end);
            return;
        }
        truth = str_eq(next.name, STR("else")) ? 1 : liquid_condition(t, next.args);
    }
    open_push(t, close, STR_NONE, false);
    writer_seek(&t->w, next.end);
}

/* Another branch begins: all of it is skipped, the end mark is left to be read. */
static void leave_branch(struct template *t, const struct mark *m)
{
    struct mark next;
    bool is_inside = false;

    for (unsigned i = 0; i < t->n_open; i++)
        is_inside |= str_among(t->open[i].name, STR("endif endunless endcase"));
    writer_seek(&t->w, is_inside && branch_find(t, m->end, "", &next) ? next.from : m->end);
}

static void enter_case(struct template *t, const struct mark *m)
{
    struct mark next;

    if (pair_find(t, m->from, &next) && branch_find(t, m->end, "when else", &next)) {
        writer_seek(&t->w, next.end);
        if (!str_starts(next.name, STR("end")))
            open_push(t, STR("endcase"), STR_NONE, false);
    } else {
        writer_seek(&t->w, m->end);
    }
}

/* {% capture name %}…{% endcapture %}, Nunjucks' {% set name %}…{% endset %} */
static void capture(struct template *t, const struct mark *m)
{
    struct mark end;

    writer_seek(&t->w, m->end);
    if (!pair_find(t, m->from, &end))
        return;
    template_keep(t, m->args, template_run(t, str_sub(t->w.in, m->end, end.from - m->end)));
    writer_seek(&t->w, end.end);
}

static void assign(struct template *t, const struct mark *m)
{
    size_t equals = str_find_byte(m->args, '=', 0);
    bool is_known;
    struct str value;

    writer_seek(&t->w, m->end);
    if (equals == STR_NPOS) {
        capture(t, m);
        return;
    }
    value = liquid_value(t, str_skip(m->args, equals + 1), &is_known);
    if (is_known)
        template_keep(t, str_trim(str_sub(m->args, 0, equals)), value);
}

bool liquid_flow(struct template *t, const struct mark *m)
{
    if (str_among(m->name, STR("if unless")))
        enter_branch(t, m);
    else if (str_among(m->name, STR("else elsif elseif elif when")))
        leave_branch(t, m);
    else if (str_eq(m->name, STR("case")))
        enter_case(t, m);
    else if (str_among(m->name, STR("assign set")))
        assign(t, m);
    else if (str_eq(m->name, STR("capture")))
        capture(t, m);
    else
        return false;
    return true;
}
