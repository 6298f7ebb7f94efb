/* SPDX-License-Identifier: MIT */
/* The door to the lexers: languages by name, classes of spans, runs in order. */
#include "render/lexer.h"

#include "render/lexers.h"

#define LANGUAGE(...) {__VA_ARGS__},
static const struct language languages[] = {
#include "render/languages.def"
};
#undef LANGUAGE

enum { LANGUAGE_COUNT = sizeof(languages) / sizeof(languages[0]) };

static bool name_in(const char *names, struct str name)
{
    while (*names) {
        size_t n = strcspn(names, " ");

        if (n == name.n && str_eq_fold((struct str){names, n}, name))
            return true;
        names += n;
        names += *names == ' ';
    }
    return false;
}

const struct language *highlight_language(struct str name)
{
    name = str_trim(name);
    if (str_starts_fold(name, STR("language-")))
        name = str_skip(name, 9);
    else if (str_starts_fold(name, STR("lang-")))
        name = str_skip(name, 5);
    if (name.n == 0)
        return NULL;
    for (size_t i = 0; i < LANGUAGE_COUNT; i++)
        if (name_in(languages[i].names, name))
            return &languages[i];
    return NULL;
}

const char *highlight_language_names(size_t i)
{
    return i < LANGUAGE_COUNT ? languages[i].names : NULL;
}

struct str highlight_language_name(const struct language *l)
{
    return (struct str){l->names, strcspn(l->names, " ")};
}

const char *highlight_class(enum highlight_kind kind)
{
    static const char *const classes[HL_KIND_COUNT] = {
        [HL_COMMENT] = "hl-c",   [HL_STRING] = "hl-s",   [HL_NUMBER] = "hl-n",
        [HL_KEYWORD] = "hl-k",   [HL_TYPE] = "hl-t",     [HL_FUNCTION] = "hl-f",
        [HL_ATTRIBUTE] = "hl-a", [HL_TAG] = "hl-g",      [HL_PREPROC] = "hl-p",
        [HL_HEADING] = "hl-h",   [HL_INSERTED] = "hl-i", [HL_DELETED] = "hl-d",
        [HL_PROMPT] = "hl-r",    [HL_OUTPUT] = "hl-o",   [HL_ESCAPE] = "hl-e",
    };

    return (unsigned)kind < HL_KIND_COUNT ? classes[kind] : NULL;
}

void lex_flush(struct lexer *x)
{
    if (x->p > x->run)
        x->fn(x->ctx, x->kind, (struct str){x->run, (size_t)(x->p - x->run)});
    x->run = x->p;
}

void highlight(const struct language *l, struct str code, highlight_fn *fn, void *ctx)
{
    struct lexer x = {.start = code.p,
                      .end = code.p + code.n,
                      .p = code.p,
                      .run = code.p,
                      .kind = HL_PLAIN,
                      .fn = fn,
                      .ctx = ctx};

    if (code.n == 0)
        return;
    lex_region(&x, l, x.end);
    lex_flush(&x);
}

void lex_region(struct lexer *x, const struct language *l, const char *to)
{
    const char *start = x->start, *end = x->end;

    if (l && l->lex && x->depth < LEX_DEPTH && to > x->p) {
        x->start = x->p;
        x->end = to;
        x->depth++;
        l->lex(x, l);
        x->depth--;
        x->start = start;
        x->end = end;
    }
    if (x->p < to)
        lex_take(x, HL_PLAIN, to);
}

char lex_closer(char open)
{
    switch (open) {
    case '(':
        return ')';
    case '[':
        return ']';
    case '{':
        return '}';
    case '<':
        return '>';
    default:
        return open;
    }
}

bool lex_is_line_start(const struct lexer *x)
{
    const char *p = x->p;

    while (p > x->start && (p[-1] == ' ' || p[-1] == '\t'))
        p--;
    return p == x->start || p[-1] == '\n';
}

bool lex_starts(const struct lexer *x, const char *p, const char *literal)
{
    for (; *literal; p++, literal++)
        if (p >= x->end || *p != *literal)
            return false;
    return true;
}

bool lex_starts_fold(const struct lexer *x, const char *p, const char *literal_lower)
{
    for (; *literal_lower; p++, literal_lower++)
        if (p >= x->end || ascii_lower(*p) != *literal_lower)
            return false;
    return true;
}

const char *lex_line_end(const struct lexer *x, const char *p)
{
    const char *end = p < x->end ? memchr(p, '\n', (size_t)(x->end - p)) : NULL;

    return end ? end : x->end;
}

const char *lex_next_line(const struct lexer *x, const char *p)
{
    p = lex_line_end(x, p);
    return p < x->end ? p + 1 : p;
}

const char *lex_blanks(const struct lexer *x, const char *p)
{
    while (p < x->end && (*p == ' ' || *p == '\t'))
        p++;
    return p;
}

const char *lex_name(const struct lexer *x, const char *p, const char *more)
{
    while (p < x->end && (is_ascii_alnum(*p) || *p == '_' || (unsigned char)*p >= 0x80 ||
                          (*p && lex_in(more, *p))))
        p++;
    return p;
}

const char *lex_find(const struct lexer *x, const char *p, const char *literal)
{
    return p < x->end ? memmem(p, (size_t)(x->end - p), literal, strlen(literal)) : NULL;
}
