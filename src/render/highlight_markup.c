/* SPDX-License-Identifier: MIT */
/* HTML, XML and what is built on them: tags, attributes, embedded script and style. */
#include "render/lexers.h"

struct markup {
    struct lexer *x;
    const struct language *template; /* its row; NULL: no template */
    bool html;
};

static const char *find_fold(const struct lexer *x, const char *p, const char *literal_lower)
{
    for (; p < x->end; p++) {
        p = memchr(p, literal_lower[0], (size_t)(x->end - p));
        if (!p)
            return NULL;
        if (lex_starts_fold(x, p, literal_lower))
            return p;
    }
    return NULL;
}

/* ---- Templates: {{ }}, {% %}, {# #}, <% %> ---- */

static const char *const template_closers[] = {"}}", "%}", "#}", "%>"};

/* Which of the closers ends the template code that starts at P; -1: none starts there. */
static int template_kind(const struct markup *m, const char *p)
{
    char next = lex_at(m->x, p + 1);

    if (!m->template)
        return -1;
    if (*p == '<')
        return next == '%' ? 3 : -1;
    if (*p != '{')
        return -1;
    return next == '{' ? 0 : next == '%' ? 1 : next == '#' ? 2 : -1;
}

/* {% comment %} … {% endcomment %}, {{!-- … --}}, {# … #}, <%# … %>: behind it, or NULL. */
static const char *template_comment_end(const struct lexer *x, const char *p, int kind)
{
    const char *word = p + 2, *end = NULL;

    if (kind == 2 || (kind == 3 && lex_at(x, word) == '#') ||
        (kind == 0 && lex_at(x, word) == '!')) {
        const char *closer = lex_starts(x, word, "!--") ? "--}}" : template_closers[kind];

        end = lex_find(x, word, closer);
        return end ? end + strlen(closer) : x->end;
    }
    if (kind != 1)
        return NULL;
    word = lex_blanks(x, word + (lex_at(x, word) == '-'));
    if (!lex_starts(x, word, "comment"))
        return NULL;
    end = lex_find(x, word, "endcomment");
    end = end ? lex_find(x, end, "%}") : NULL;
    return end ? end + 2 : x->end;
}

static void take_template(struct markup *m, int kind)
{
    struct lexer *x = m->x;
    const char *whole = x->end, *end = template_comment_end(x, x->p, kind);

    if (end) {
        lex_take(x, HL_COMMENT, end);
        return;
    }
    end = lex_find(x, x->p + 2, template_closers[kind]);
    if (!end)
        end = x->end;
    lex_take(x, HL_PREPROC, x->p + 2);
    while (x->p < end && lex_in("{%=-~#/^", *x->p))
        lex_take(x, HL_PREPROC, x->p + 1);
    x->end = end;
    lex_code(x, m->template);
    x->end = whole;
    lex_take(x, HL_PREPROC, end + 2 < whole ? end + 2 : whole);
    while (lex_at(x, x->p) == '}')
        lex_take(x, HL_PREPROC, x->p + 1);
}

/* ---- Tags ---- */

static void take_quoted(struct markup *m)
{
    struct lexer *x = m->x;
    const char *p = x->p + 1;
    char quote = *x->p;

    while (p < x->end && *p != quote) {
        int kind = *p == '{' || *p == '<' ? template_kind(m, p) : -1;

        p++;
        if (kind < 0)
            continue;
        lex_take(x, HL_STRING, p - 1);
        take_template(m, kind);
        p = x->p;
    }
    lex_take(x, HL_STRING, p < x->end ? p + 1 : x->end);
}

/* The value of an attribute; in Vue, Svelte and Astro {…} is code. */
static void take_value(struct markup *m)
{
    struct lexer *x = m->x;
    const char *p = x->p;
    int kind = template_kind(m, p);

    if (*p == '"' || *p == '\'') {
        take_quoted(m);
        return;
    }
    if (kind >= 0) {
        take_template(m, kind);
        return;
    }
    if (*p == '{') {
        const char *end = memchr(p, '}', (size_t)(x->end - p));

        lex_take(x, HL_PLAIN, end ? end + 1 : x->end);
        return;
    }
    while (p < x->end && !is_ascii_space(*p) && *p != '>')
        p++;
    lex_take(x, HL_STRING, p);
}

static void take_attributes(struct markup *m)
{
    struct lexer *x = m->x;

    while (x->p < x->end && *x->p != '>') {
        const char *p = lex_name(x, x->p, "-:.@#");
        int kind = template_kind(m, x->p);

        if (kind >= 0) {
            take_template(m, kind);
            continue;
        }
        if (p == x->p) {
            lex_take(x, HL_PLAIN, p + 1);
            continue;
        }
        lex_take(x, HL_ATTRIBUTE, p);
        while (x->p < x->end && is_ascii_space(*x->p))
            lex_take(x, HL_PLAIN, x->p + 1);
        if (lex_at(x, x->p) != '=')
            continue;
        lex_take(x, HL_PLAIN, x->p + 1);
        while (x->p < x->end && is_ascii_space(*x->p))
            lex_take(x, HL_PLAIN, x->p + 1);
        if (x->p < x->end)
            take_value(m);
    }
    if (x->p < x->end)
        lex_take(x, HL_PLAIN, x->p + 1);
}

/* <script> and <style> up to their end tags. TAG: the whole start tag. */
static void take_embedded(struct markup *m, struct str name, struct str tag)
{
    struct lexer *x = m->x;
    bool script = str_eq_fold(name, STR("script"));
    const char *end;
    struct str language = script ? STR("js") : STR("css");

    if (!script && !str_eq_fold(name, STR("style")))
        return;
    if (str_find(tag, STR("\"ts\""), 0) != STR_NPOS)
        language = STR("ts");
    else if (str_find(tag, STR("scss"), 0) != STR_NPOS)
        language = STR("scss");
    else if (str_find(tag, STR("json"), 0) != STR_NPOS)
        language = STR("json");
    end = x->p;
    while ((end = find_fold(x, end, "</")) != NULL)
        if (lex_starts_fold(x, end += 2, script ? "script" : "style"))
            break;
    lex_region(x, highlight_language(language), end ? end - 2 : x->end);
}

static void take_tag(struct markup *m)
{
    struct lexer *x = m->x;
    const char *from = x->p;
    bool closing = lex_at(x, from + 1) == '/';
    struct str name = {from + 1 + closing, 0};

    lex_take(x, HL_PLAIN, name.p);
    name.n = (size_t)(lex_name(x, name.p, "-:.") - name.p);
    lex_take(x, HL_TAG, name.p + name.n);
    take_attributes(m);
    if (m->html && !closing && (x->p < from + 2 || x->p[-2] != '/'))
        take_embedded(m, name, (struct str){from, (size_t)(x->p - from)});
}

static void take_to(struct lexer *x, enum highlight_kind kind, const char *literal)
{
    const char *end = lex_find(x, x->p, literal);

    lex_take(x, kind, end ? end + strlen(literal) : x->end);
}

/* At "<" */
static void take_angle(struct markup *m)
{
    struct lexer *x = m->x;
    char next = lex_at(x, x->p + 1);

    if (lex_starts(x, x->p, "<!--"))
        take_to(x, HL_COMMENT, "-->");
    else if (lex_starts(x, x->p, "<![CDATA["))
        take_to(x, HL_PREPROC, "]]>");
    else if (next == '!')
        take_to(x, HL_PREPROC, ">");
    else if (next == '?')
        take_to(x, HL_PREPROC, "?>");
    else if (is_ascii_alpha(next) || next == '_' || next == '/')
        take_tag(m);
    else
        lex_take(x, HL_PLAIN, x->p + 1);
}

static void take_entity(struct lexer *x)
{
    const char *p = lex_name(x, x->p + 1, "#");

    lex_take(x, lex_at(x, p) == ';' ? HL_ESCAPE : HL_PLAIN, lex_at(x, p) == ';' ? p + 1 : x->p + 1);
}

static void take_text(struct markup *m)
{
    struct lexer *x = m->x;
    const char *p = x->p + 1;

    while (p < x->end && *p != '<' && *p != '&' && template_kind(m, p) < 0)
        p++;
    lex_take(x, HL_PLAIN, p);
}

static void lex_tags(struct lexer *x, const struct language *template, bool html)
{
    struct markup m = {.x = x, .template = template, .html = html};

    while (x->p < x->end) {
        int kind = template_kind(&m, x->p);

        if (kind >= 0)
            take_template(&m, kind);
        else if (*x->p == '<')
            take_angle(&m);
        else if (*x->p == '&')
            take_entity(x);
        else
            take_text(&m);
    }
}

/* Astro: the code between two lines of dashes comes first. */
static void take_front(struct lexer *x, const struct language *l)
{
    const char *end;

    if (!l->inner || !lex_starts(x, x->p, "---\n"))
        return;
    end = lex_find(x, x->p + 3, "\n---");
    lex_take(x, HL_PLAIN, x->p + 4);
    lex_region(x, highlight_language(str_of(l->inner)), end && end + 1 > x->p ? end + 1 : x->p);
    lex_take(x, HL_PLAIN, lex_line_end(x, x->p));
}

void lex_html(struct lexer *x, const struct language *l)
{
    take_front(x, l);
    lex_tags(x, NULL, true);
}

/* HTML with template code; the row is that of the code. */
void lex_template(struct lexer *x, const struct language *l)
{
    lex_tags(x, l, true);
}

void lex_xml(struct lexer *x, const struct language *l)
{
    (void)l;
    lex_tags(x, NULL, false);
}

/* Markup up to <?php and from ?> on; blocks in posts often leave the opening away. */
void lex_php(struct lexer *x, const struct language *l)
{
    const struct language *html = highlight_language(STR("html"));
    const char *end = x->end;
    bool code = !lex_find(x, x->p, "<?");

    while (x->p < end) {
        const char *stop = lex_find(x, x->p, code ? "?>" : "<?");

        if (code) {
            x->end = stop ? stop : end;
            lex_code(x, l);
            x->end = end;
        } else {
            lex_region(x, html, stop ? stop : end);
        }
        if (stop)
            lex_take(x, HL_PREPROC, code ? stop + 2 : lex_name(x, stop + 2, "="));
        code = !code;
    }
}
