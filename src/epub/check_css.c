/* SPDX-License-Identifier: MIT */
/* Checks style sheets: syntax, encoding, references, forbidden properties (EPUB 3.3 6.3). */
#include "epub/check_css.h"

#include <string.h>

#include "epub/check_content.h"

enum { BLOCK_DEPTH_MAX = 50 };

struct css {
    struct check *c;
    struct str sheet, base;
    size_t at;
    struct css_token t;
    struct where where; /* of the sheet's first byte */
    bool in_font_face, has_font_rules;
    enum css_mode mode;
    bool in_keyframes;
    unsigned depth;
    size_t counted, line_start; /* how far lines were counted, and where the last began */
    unsigned lines;
    struct css_found found;
};

static void next(struct css *k)
{
    k->t = css_next(k->sheet, &k->at);
}

static void skip_space(struct css *k)
{
    while (k->t.kind == CSS_SPACE)
        next(k);
}

static bool is_char(const struct css *k, char c)
{
    return k->t.kind == CSS_CHAR && k->t.text.p[0] == c;
}

static struct where position(struct css *k)
{
    struct where w = k->where;

    for (; k->counted < k->t.at && k->counted < k->sheet.n; k->counted++)
        if (k->sheet.p[k->counted] == '\n') {
            k->lines++;
            k->line_start = k->counted + 1;
        }
    w.line += k->lines;
    w.column = (unsigned)(k->t.at - k->line_start) + 1;
    return w;
}

static void syntax_error(struct css *k, const char *what)
{
    report_at(k->c, M_CSS_008, position(k), what);
}

static void reference(struct css *k, struct str text, enum ref_kind kind)
{
    struct url u;
    struct where at = position(k);

    if (!trim(text).n) {
        report_at(k->c, M_CSS_002, at);
        return;
    }
    if (text.p[0] == '#' || !url_resolve(k->c, k->base, text, at, &u))
        return;
    if (u.remote && str_eq(u.scheme, STR("data"))) {
        struct str type = data_url_type(text);
        if (k->c->version == 3 && kind == REF_GENERIC && !is_core_type(type))
            report_at(k->c, M_RSC_032, at, STR_ARG(str_sub(text, 0, 40)), STR_ARG(type));
        return;
    }
    if (u.remote && kind != REF_STYLESHEET)
        k->found.has_remote = true;
    add_ref(k->c, (struct ref){.kind = kind,
                               .path = u.path,
                               .fragment = u.fragment,
                               .has_fragment = u.has_fragment,
                               .remote = u.remote,
                               .url = text,
                               .at = at});
    struct item *target = kind == REF_FONT ? item_by_path(k->c, u.path) : NULL;
    if (target && !is_core_font(target->type, k->c->version))
        report_at(k->c, M_CSS_007, at, STR_ARG(u.path), STR_ARG(target->type));
}

/* Skips to behind the ";" or before the "}" that ends a declaration. */
static void skip_declaration(struct css *k)
{
    int depth = 0;

    while (k->t.kind != CSS_END) {
        if (depth == 0 && (is_char(k, '}') || is_char(k, ';')))
            break;
        depth += k->t.kind == CSS_FUNCTION || is_char(k, '(') || is_char(k, '{');
        depth -= depth > 0 && (is_char(k, ')') || is_char(k, '}'));
        next(k);
    }
    if (is_char(k, ';'))
        next(k);
}

static void judge_property(struct css *k, struct str name, struct str first)
{
    if (k->c->version == 3 &&
        (str_eq_fold(name, STR("direction")) || str_eq_fold(name, STR("unicode-bidi"))))
        report_at(k->c, M_CSS_001, position(k), STR_ARG(name));
    if (str_eq(name, STR("position")) && str_eq_fold(first, STR("fixed")))
        report_at(k->c, M_CSS_006, position(k));
}

/* The value of a declaration, up to its end. */
static void value(struct css *k, struct str name)
{
    int depth = 0;
    struct str first = STR_NONE;

    skip_space(k);
    bool ends = k->t.kind == CSS_END || is_char(k, ';') || is_char(k, '}');
    bool only_important = str_starts_fold(str_skip(k->sheet, k->t.at), STR("!important"));
    if ((ends && !str_starts(name, STR("--"))) || only_important) /* --x: may be empty */
        syntax_error(k, "a property has no value");
    if (ends)
        return;
    while (k->t.kind != CSS_END) {
        if (depth == 0 && (is_char(k, ';') || is_char(k, '}')))
            break;
        if (!first.p && k->t.kind == CSS_IDENT)
            first = k->t.text;
        if (k->t.kind == CSS_URL && depth > 0) {
            next(k); /* EPUBCheck does not look into functions */
            continue;
        }
        if (k->t.kind == CSS_URL) {
            reference(k, k->t.text, k->in_font_face ? REF_FONT : REF_GENERIC);
        } else if (k->t.kind == CSS_BAD) {
            syntax_error(k, "unterminated string, comment or URL");
        } else if (is_char(k, '{') || is_char(k, ';') || k->t.kind == CSS_AT ||
                   k->t.kind == CSS_COMMENT_MARK) {
            syntax_error(k, "unexpected character in a value");
            skip_declaration(k);
            return;
        }
        depth += k->t.kind == CSS_FUNCTION || is_char(k, '(') || is_char(k, '[');
        depth -= depth > 0 && (is_char(k, ')') || is_char(k, ']'));
        next(k);
    }
    if (depth > 0 && k->t.kind == CSS_END)
        syntax_error(k, "a parenthesis is not closed");
    judge_property(k, name, first);
}

/* Declarations up to "}" or the end. */
static void declarations(struct css *k)
{
    for (;;) {
        skip_space(k);
        if (is_char(k, ';')) {
            if (k->mode != CSS_ATTRIBUTE)
                syntax_error(k, "an empty declaration");
            next(k);
            continue;
        }
        if (k->t.kind == CSS_END || is_char(k, '}'))
            return;
        if (k->t.kind != CSS_IDENT) {
            syntax_error(k, "a property name was expected");
            skip_declaration(k);
            continue;
        }
        struct str name = k->t.text;
        next(k);
        skip_space(k);
        if (!is_char(k, ':')) {
            syntax_error(k, "a colon was expected behind a property name");
            skip_declaration(k);
            continue;
        }
        next(k);
        k->has_font_rules |= k->in_font_face;
        value(k, name);
        if (is_char(k, ';'))
            next(k);
    }
}

static void close_block(struct css *k)
{
    if (is_char(k, '}'))
        next(k);
    else
        syntax_error(k, "a block is not closed");
}

/* One token of a selector; PREVIOUS is the one before. */
static bool fits_selector(const struct css *k, const struct css_token *previous)
{
    char before = previous->kind == CSS_CHAR ? previous->text.p[0] : '\0';

    if (before == '.' && k->t.kind != CSS_IDENT)
        return false;
    if (before == '|' && k->t.kind != CSS_IDENT && !is_char(k, '*'))
        return false;
    if (before == ':' && is_char(k, '('))
        return false;
    if (k->t.kind == CSS_CHAR && strchr(">+~", k->t.text.p[0]) && before && strchr(",>+~", before))
        return false;
    switch (k->t.kind) {
    case CSS_NUMBER: /* EPUBCheck takes percentages anywhere, and numbers for a pseudo-class */
        return k->in_keyframes || before == ':' || str_ends_fold(k->t.text, STR("%"));
    case CSS_STRING:
    case CSS_URL:
    case CSS_BAD:
    case CSS_AT:
        return false;
    case CSS_CHAR:
        return strchr(".:*>+~,[]()|", k->t.text.p[0]) != NULL;
    default:
        return true;
    }
}

/* The rest of "[name]" or "[name op value]" (Selectors 3 6.3), up to behind its bracket. False:
 * it is something else. */
static bool attribute(struct css *k)
{
    next(k);
    skip_space(k);
    while (is_char(k, '*') || is_char(k, '|'))
        next(k);
    if (k->t.kind != CSS_IDENT)
        return false;
    next(k);
    if (is_char(k, '|')) {
        next(k);
        if (k->t.kind == CSS_IDENT)
            next(k);
    }
    skip_space(k);
    if (k->t.kind == CSS_CHAR && strchr("~|^$*", k->t.text.p[0]))
        next(k);
    if (is_char(k, '=')) {
        next(k);
        skip_space(k);
        if (k->t.kind != CSS_IDENT && k->t.kind != CSS_STRING)
            return false;
        next(k);
        skip_space(k);
    }
    return is_char(k, ']');
}

static bool takes_selectors(struct str function)
{
    return str_eq_fold(function, STR("not")) || str_eq_fold(function, STR("is")) ||
           str_eq_fold(function, STR("where"));
}

/* What stands in the parentheses of a pseudo-class, as far as EPUBCheck asks (Selectors 3 6.6). */
static bool fits_argument(const struct css *k, struct str function,
                          const struct css_token *previous)
{
    if (takes_selectors(function)) {
        bool begins = previous->kind == CSS_FUNCTION;
        return !(begins && (is_char(k, ')') || is_char(k, ','))) &&
               !(previous->kind == CSS_CHAR && previous->text.p[0] == '.' &&
                 k->t.kind != CSS_IDENT);
    }
    return !str_starts_fold(function, STR("nth-")) || !is_char(k, '.');
}

/* A selector list up to "{". False when there is none. */
static bool selectors(struct css *k)
{
    struct css_token previous = {.kind = CSS_CHAR, .text = STR(",")};
    struct str function = STR_NONE;
    int depth = 0;
    bool bad = false;

    while (k->t.kind != CSS_END && !(is_char(k, '{') && depth == 0)) {
        bool inside = depth > 0;
        if (!bad && !(inside ? k->t.kind == CSS_SPACE || fits_argument(k, function, &previous)
                             : fits_selector(k, &previous))) {
            syntax_error(k, "unexpected token in a selector");
            bad = true;
        }
        if (!bad && (!inside || takes_selectors(function)) && is_char(k, '[')) {
            depth++;
            if (!attribute(k)) {
                syntax_error(k, "unexpected token in an attribute selector");
                bad = true;
            }
            continue;
        }
        if (!bad && !inside && is_char(k, ',') && previous.kind == CSS_CHAR &&
            previous.text.p[0] == ',') {
            syntax_error(k, "empty selector");
            bad = true;
        }
        if (k->t.kind == CSS_FUNCTION && depth == 0)
            function = k->t.text;
        depth += k->t.kind == CSS_FUNCTION || is_char(k, '(') || is_char(k, '[');
        depth -= depth > 0 && (is_char(k, ')') || is_char(k, ']'));
        if (bad && depth == 0 && (is_char(k, '}') || is_char(k, ';'))) {
            next(k);
            return false;
        }
        if (k->t.kind != CSS_SPACE)
            previous = k->t;
        next(k);
    }
    if (k->t.kind == CSS_END) {
        if (!bad)
            syntax_error(k, "a block was expected behind a selector");
        return false;
    }
    if (!bad && previous.kind == CSS_CHAR && strchr(",>+~.|", previous.text.p[0]))
        syntax_error(k, "a selector is incomplete");
    return true;
}

static void rules(struct css *k, bool nested);

/* Whether the block that begins at K holds declarations, not rules. */
static bool holds_declarations(const struct css *k)
{
    struct css probe = *k;

    for (; probe.t.kind != CSS_END; next(&probe)) {
        if (is_char(&probe, '{') || probe.t.kind == CSS_AT)
            return false;
        if (is_char(&probe, ';') || is_char(&probe, '}'))
            return true;
    }
    return true;
}

static void at_block(struct css *k, struct str name)
{
    next(k);
    if (++k->depth > BLOCK_DEPTH_MAX) {
        syntax_error(k, "blocks are nested too deep");
        k->at = k->sheet.n;
        next(k);
        return;
    }
    if (str_eq_fold(name, STR("font-face"))) {
        struct where at = position(k);
        k->in_font_face = true;
        k->has_font_rules = false;
        declarations(k);
        if (!k->has_font_rules)
            report_at(k->c, M_CSS_019, at);
        k->in_font_face = false;
    } else if (holds_declarations(k)) {
        declarations(k);
    } else {
        k->in_keyframes = str_ends_fold(name, STR("keyframes"));
        rules(k, true);
        k->in_keyframes = false;
    }
    close_block(k);
    k->depth--;
}

static void at_rule(struct css *k)
{
    struct str name = k->t.text;
    bool is_import = str_eq_fold(name, STR("import"));
    bool is_namespace = str_eq_fold(name, STR("namespace"));
    bool first = true;
    int depth = 0;

    next(k);
    while (k->t.kind != CSS_END && !is_char(k, ';') && !is_char(k, '{') && !is_char(k, '}')) {
        bool text = k->t.kind == CSS_URL || k->t.kind == CSS_STRING;
        if (is_import && first && text)
            reference(k, k->t.text, REF_STYLESHEET);
        else if (!is_import && !is_namespace && k->t.kind == CSS_URL)
            reference(k, k->t.text, REF_GENERIC);
        if (k->t.kind == CSS_BAD)
            syntax_error(k, "unterminated string, comment or URL");
        first &= k->t.kind == CSS_SPACE;
        depth += k->t.kind == CSS_FUNCTION || is_char(k, '(');
        depth -= depth > 0 && is_char(k, ')');
        next(k);
    }
    if (depth > 0 && is_char(k, '{'))
        syntax_error(k, "a parenthesis is not closed");
    if (is_char(k, '{'))
        at_block(k, name);
    else if (is_char(k, ';'))
        next(k);
    else
        syntax_error(k, "an at-rule is not closed");
}

static void rules(struct css *k, bool nested)
{
    for (;;) {
        while (k->t.kind == CSS_SPACE || k->t.kind == CSS_COMMENT_MARK)
            next(k);
        if (k->t.kind == CSS_END || (nested && is_char(k, '}')))
            return;
        if (k->t.kind == CSS_BAD) {
            syntax_error(k, "unterminated string, comment or URL");
            next(k);
        } else if (k->t.kind == CSS_AT) {
            at_rule(k);
        } else if (is_char(k, '{') || is_char(k, '}') || is_char(k, ';')) {
            syntax_error(k, "a selector was expected");
            next(k);
        } else if (selectors(k)) {
            next(k);
            declarations(k);
            close_block(k);
        }
    }
}

struct css_found check_css(struct check *c, struct str text, enum css_mode mode, struct str base,
                           struct where at)
{
    struct css k = {.c = c, .sheet = text, .base = base, .where = at, .mode = mode};

    struct str absolute_in = c->absolute_in;

    if (!k.where.line)
        k.where.line = 1;
    c->absolute_in = STR_NONE; /* a style within a document counts as a file of its own */
    next(&k);
    if (mode != CSS_ATTRIBUTE)
        rules(&k, false);
    else
        declarations(&k);
    if (mode == CSS_ATTRIBUTE && k.t.kind != CSS_END)
        syntax_error(&k, "unexpected character in a style attribute");
    c->absolute_in = absolute_in;
    return k.found;
}

/* The name that @charset gives, which counts only as the very first bytes. */
static struct str declared_charset(struct str s)
{
    if (!str_starts(s, STR("@charset \"")))
        return STR_NONE;
    s = str_skip(s, 10);
    size_t end = str_find_byte(s, '"', 0);
    return end == STR_NPOS ? STR_NONE : str_sub(s, 0, end);
}

void check_css_file(struct check *c, struct item *item, struct str bytes)
{
    struct where at = WHERE(item->path);
    bool utf16 = str_starts(bytes, STR("\xFE\xFF")) || str_starts(bytes, STR("\xFF\xFE"));

    if (str_starts(bytes, STR("\xEF\xBB\xBF")))
        bytes = str_skip(bytes, 3);
    struct str charset = declared_charset(bytes);
    if (utf16 || str_starts_fold(charset, STR("utf-16"))) {
        report_at(c, M_CSS_003, at);
        if (!utf16)
            report_at(c, M_CSS_008, at, "it is declared as UTF-16 but is not");
        return;
    } else if (charset.p && !str_eq_fold(charset, STR("utf-8"))) {
        report_at(c, M_CSS_004, at, STR_ARG(charset));
    }
    struct css_found found = check_css(c, bytes, CSS_FILE, item->path, at);
    if (c->version != 3)
        return;
    if (found.has_remote && !(item->properties & P_REMOTE))
        report_at(c, M_OPF_014, at, "remote-resources");
    if (!found.has_remote && (item->properties & P_REMOTE))
        report_at(c, M_OPF_018, at);
}
