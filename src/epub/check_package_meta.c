/* SPDX-License-Identifier: MIT */
/* Rules about meta elements: what they refine, how often, which values (EPUB 3.3 D.3, 8, 9). */
#include "epub/check_content.h"
#include "epub/check_types.h"

struct metas {
    struct check *c;
    const struct xml_doc *d;
    struct xml_node *metadata;
    struct table by_id; /* children of metadata */
    struct table once;  /* "property refines" of those that may stand once */
};

static void fault(struct metas *m, const struct xml_node *n, struct str property, const char *text)
{
    report_text(m->c, M_RSC_005, xml_where(m->d, n), "property '%.*s' %s", STR_ARG(property), text);
}

/* What a property must refine: TARGETS are elements of dc or "#property"; MAY: it need not
 * refine anything; ONCE: only one for each target. */
static const struct {
    const char *property, *targets;
    bool may, once;
} refining[] = {
    {"authority", "subject", false, false},
    {"term", "subject", false, false},
    {"belongs-to-collection", "#belongs-to-collection", true, false},
    {"collection-type", "#belongs-to-collection", false, true},
    {"display-seq", "", true, true},
    {"file-as", "", true, true},
    {"group-position", "", true, true},
    {"identifier-type", "identifier source", false, true},
    {"role", "creator contributor publisher", false, false},
    {"source-of", "source", false, true},
    {"title-type", "title", false, true},
};

static bool fits_target(const struct xml_node *target, const char *targets)
{
    if (!target)
        return false;
    if (targets[0] == '#')
        return str_eq(trim(xml_value(target, "property")), str_of(targets + 1));
    char name[32];
    if (target->ns != NS_DC || target->name.n >= sizeof name)
        return false;
    for (size_t i = 0; i <= target->name.n; i++)
        name[i] = i < target->name.n ? target->name.p[i] : '\0';
    return has_token(str_of(targets), name);
}

static void check_refining(struct metas *m, const struct xml_node *n, struct str property)
{
    struct str refines = trim(xml_value(n, "refines"));

    for (size_t i = 0; i < sizeof refining / sizeof *refining; i++) {
        if (!str_eq(property, str_of(refining[i].property)))
            continue;
        struct table_entry *e =
            refines.n && refines.p[0] == '#' ? table_get(&m->by_id, str_skip(refines, 1)) : NULL;
        if (refining[i].targets[0] && !(refining[i].may && !refines.p) &&
            !fits_target(e ? e->ptr : NULL, refining[i].targets))
            fault(m, n, property, "refines the wrong element");
        struct str key =
            arena_printf(&m->c->arena, "%.*s %.*s", STR_ARG(property), STR_ARG(refines));
        if (refining[i].once && table_put(&m->once, key, NULL)->num++ > 0)
            fault(m, n, property, "is given more than once");
    }
}

/* Values of properties that are for the whole package and stand once. */
static const struct {
    const char *property, *values;
    bool no_refines;
} global[] = {
    {"rendition:flow", "(paginated|scrolled-continuous|scrolled-doc|auto)", true},
    {"rendition:layout", "(reflowable|pre-paginated)", true},
    {"rendition:orientation", "(landscape|portrait|auto)", true},
    {"rendition:spread", "(none|landscape|portrait|both|auto)", true},
    {"rendition:viewport", NULL, false},
    {"media:active-class", NULL, true},
    {"media:playback-active-class", NULL, true},
};

static size_t skip_digits(struct str s, size_t at)
{
    while (at < s.n && is_ascii_digit(s.p[at]))
        at++;
    return at;
}

static bool is_dimension(struct str s, struct str name)
{
    return str_starts(s, name) && s.n > name.n && skip_digits(s, name.n) == s.n;
}

/* "width=800, height=600" or the other way round. */
static bool is_viewport(struct str s)
{
    size_t comma = str_find_byte(s, ',', 0);

    if (comma == STR_NPOS)
        return false;
    struct str a = str_sub(s, 0, comma), b = trim(str_skip(s, comma + 1));
    return (is_dimension(a, STR("width=")) && is_dimension(b, STR("height="))) ||
           (is_dimension(a, STR("height=")) && is_dimension(b, STR("width=")));
}

static void check_global(struct metas *m, const struct xml_node *n, struct str property,
                         struct str text)
{
    bool refines = xml_value(n, "refines").p != NULL;

    for (size_t i = 0; i < sizeof global / sizeof *global; i++) {
        if (!str_eq(property, str_of(global[i].property)))
            continue;
        if (global[i].no_refines && refines)
            fault(m, n, property, "must not refine anything");
        if (global[i].values && !type_accepts(str_of(global[i].values), text, false))
            fault(m, n, property, "has an unknown value");
        if ((global[i].no_refines || !refines) && table_put(&m->once, property, NULL)->num++ > 0)
            fault(m, n, property, "is given more than once");
    }
    if (str_eq(property, STR("rendition:viewport")) && !is_viewport(text))
        fault(m, n, property, "must be 'width=x, height=y'");
    if (str_ends(property, STR("active-class")) && str_starts(property, STR("media:")) &&
        str_find_byte(text, ' ', 0) != STR_NPOS)
        fault(m, n, property, "must be a single class name");
    if (str_eq(property, STR("rendition:spread")) && str_eq(text, STR("portrait")))
        report_text(m->c, M_RSC_017, xml_where(m->d, n), "spread 'portrait' is deprecated");
}

static bool is_modified(struct str s)
{
    static const char pattern[] = "dddd-dd-ddTdd:dd:ddZ";

    if (s.n != sizeof pattern - 1)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (pattern[i] == 'd' ? !is_ascii_digit(s.p[i]) : s.p[i] != pattern[i])
            return false;
    return true;
}

static void check_subjects(struct metas *m)
{
    struct table authorities = {0}, terms = {0}; /* refined id → how many */

    for (struct xml_node *n = m->metadata->first; n; n = n->next) {
        struct str id = str_skip(trim(xml_value(n, "refines")), 1);
        struct str property = trim(xml_value(n, "property"));
        if (id.n && str_eq(property, STR("authority")))
            table_put(&authorities, id, NULL)->num++;
        if (id.n && str_eq(property, STR("term")))
            table_put(&terms, id, NULL)->num++;
    }
    for (struct xml_node *s = m->metadata->first; s; s = s->next) {
        struct str id = xml_is(s, NS_DC, "subject") ? trim(xml_value(s, "id")) : STR_NONE;
        struct table_entry *a = id.n ? table_get(&authorities, id) : NULL;
        struct table_entry *t = id.n ? table_get(&terms, id) : NULL;
        if ((a ? a->num : 0) != (t ? t->num : 0) || (t && t->num > 1))
            fault(m, s, STR("subject"), "needs authority and term together, once");
    }
    table_done(&authorities);
    table_done(&terms);
}

/* EPUB 3.3 9.3.5.2: durations of overlays and their sum. */
static void check_durations(struct metas *m)
{
    struct check *c = m->c;
    struct table of = {0};
    double total = -1, sum = 0, seconds;
    bool valid = true;

    for (struct xml_node *n = m->metadata->first; n; n = n->next) {
        if (!str_eq(trim(xml_value(n, "property")), STR("media:duration")))
            continue;
        struct str refines = trim(xml_value(n, "refines"));
        if (!is_clock(xml_text(&c->arena, n), &seconds)) {
            fault(m, n, STR("media:duration"), "must be a SMIL clock value");
            valid = false;
        } else if (!refines.p) {
            total = total < 0 ? seconds : total;
        } else {
            sum += seconds;
        }
        table_put(&of, refines.p ? refines : STR("total"), NULL);
    }
    if (valid && total >= 0 && (total - sum > 1.0 || sum - total > 1.0))
        report_at(c, M_MED_016, xml_where(m->d, m->metadata));
    for (size_t i = 0; i < c->items.n; i++) {
        const struct item *it = &c->items.v[i];
        if (!it->overlay.p)
            continue;
        if (!table_get(&of, STR("total")))
            report_text(c, M_RSC_005, it->at, "there is no media:duration of the whole book");
        struct str key = arena_printf(&c->arena, "#%.*s", STR_ARG(it->overlay));
        if (!table_get(&of, key))
            report_text(c, M_RSC_005, it->at, "there is no media:duration that refines '%.*s'",
                        STR_ARG(key));
    }
    table_done(&of);
}

static void check_meta(struct metas *m, const struct xml_node *n, unsigned *modified)
{
    struct str property = trim(xml_value(n, "property"));
    struct str text = trim(xml_text(&m->c->arena, n));

    if (!property.p)
        return;
    check_refining(m, n, property);
    check_global(m, n, property, text);
    if (str_eq(property, STR("dcterms:modified"))) {
        *modified += !xml_value(n, "refines").p;
        if (!is_modified(text))
            fault(m, n, property, "must have the form CCYY-MM-DDThh:mm:ssZ");
    }
    if (str_eq(property, STR("source-of")) && !str_eq(text, STR("pagination")))
        fault(m, n, property, "must be 'pagination'");
    if (str_eq(property, STR("meta-auth")))
        report_text(m->c, M_RSC_017, xml_where(m->d, n), "meta-auth is deprecated");
}

void check_metadata(struct check *c, const struct xml_doc *d, struct xml_node *metadata)
{
    struct metas m = {.c = c, .d = d, .metadata = metadata};
    unsigned modified = 0;

    for (struct xml_node *n = metadata->first; n; n = n->next)
        if (n->name.n && xml_value(n, "id").p)
            table_put(&m.by_id, trim(xml_value(n, "id")), NULL)->ptr = n;
    for (struct xml_node *n = m.metadata->first; n; n = n->next)
        if (xml_is(n, NS_OPF, "meta"))
            check_meta(&m, n, &modified);
    if (modified != 1)
        fault(&m, m.metadata, STR("dcterms:modified"), "must be given exactly once");
    check_subjects(&m);
    check_durations(&m);
    table_done(&m.by_id);
    table_done(&m.once);
}

void check_package_meta(struct check *c, struct xml_doc *d)
{
    struct xml_node *metadata = xml_child(d->root, NS_OPF, "metadata");

    if (metadata)
        check_metadata(c, d, metadata);
}
