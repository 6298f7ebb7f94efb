/* SPDX-License-Identifier: MIT */
/* Macros: the user's, those of the table, and their definitions. */
#include <string.h>

#include "render/math.h"
#include "render/mathparse.h"

struct math_macros *math_macros_new(struct arena *a)
{
    struct math_macros *m = arena_new(a, struct math_macros);

    m->arena = a;
    return m;
}

static struct math_macro **bucket_of(struct math_macros *m, struct str name)
{
    return &m->buckets[str_hash(name) % MATH_BUCKETS];
}

static struct math_macro *find_macro(const struct math_parser *p, struct str name)
{
    struct math_macro *m;

    if (p->macros->n == 0)
        return NULL;
    for (m = *bucket_of(p->macros, name); m && !str_eq(m->name, name); m = m->next)
        ;
    return m;
}

/* The bytes that the body BODY takes with ARGUMENTS put in. */
static size_t expanded_size(struct str body, const struct str *arguments)
{
    size_t n = body.n;

    for (size_t i = 0; i + 1 < body.n; i++)
        if (body.p[i] == '#' && body.p[i + 1] >= '1' && body.p[i + 1] <= '9')
            n += arguments[body.p[i + 1] - '1'].n + 1;
    return n;
}

/* True when OUT ends in a command's name, which a letter would become part of. */
static bool ends_in_command(const char *out, size_t n)
{
    size_t i = n;

    while (i > 0 && is_ascii_alpha(out[i - 1]))
        i--;
    return i < n && i > 0 && out[i - 1] == '\\';
}

static struct str substitute(struct arena *a, struct str body, const struct str *arguments)
{
    char *out = arena_alloc(a, expanded_size(body, arguments) + 1);
    size_t n = 0;

    for (size_t i = 0; i < body.n; i++) {
        struct str argument;

        if (body.p[i] != '#' || i + 1 >= body.n || body.p[i + 1] < '1' || body.p[i + 1] > '9') {
            out[n++] = body.p[i];
            continue;
        }
        argument = arguments[body.p[++i] - '1'];
        if (ends_in_command(out, n))
            out[n++] = ' ';
        if (argument.n)
            memcpy(out + n, argument.p, argument.n);
        n += argument.n;
    }
    return (struct str){out, n};
}

/* Reads the arguments of M and puts its text in front of what follows. */
static void expand(struct math_parser *p, const struct math_macro *m)
{
    struct str arguments[9] = {{NULL, 0}};
    int i = 0;

    if (++p->expansions > MATH_EXPANSIONS_MAX) {
        math_fault(p, "macros expand without end");
        return;
    }
    if (m->is_pair) {
        math_raw_star(p);
        math_raw_optional(p, &arguments[0]);
    }
    if (m->has_default && !math_raw_optional(p, &arguments[i++]))
        arguments[0] = m->default_text;
    for (; i < m->arguments; i++)
        arguments[i] = math_raw_argument(p);
    if (p->fault.p)
        return;
    p->macros->expanded += m->arguments ? expanded_size(m->body, arguments) : m->body.n;
    if (p->macros->expanded > p->expanded_limit) {
        math_fault(p, "macros expand to too much text");
        return;
    }
    math_push(p, m->arguments ? substitute(p->arena, m->body, arguments) : m->body);
}

/* Handles the command at hand if it is gone after that: macros, definitions, what is ignored. */
static bool is_consumed(struct math_parser *p)
{
    const struct math_macro *m = find_macro(p, p->token.text);
    const struct math_symbol *s;
    struct math_macro built_in;

    if (m && !m->symbol) {
        expand(p, m);
        return true;
    }
    s = p->token.symbol = m ? m->symbol : math_symbol_find(p->token.text);
    if (!s)
        return false;
    switch (s->kind) {
    case KIND_MACRO:
        built_in = (struct math_macro){.body = s->text, .arguments = s->argument};
        expand(p, &built_in);
        return true;
    case KIND_DEFINE:
        math_define(p, s->argument);
        return true;
    case KIND_IGNORE:
        for (int i = 0; i < s->argument; i++)
            math_raw_argument(p);
        return true;
    default:
        return false;
    }
}

void math_next(struct math_parser *p)
{
    do
        math_lex(p);
    while (p->token.kind == TOKEN_COMMAND && is_consumed(p));
}

/* "\name" or "{\name}" → "name". */
static struct str read_name(struct math_parser *p)
{
    struct str name = str_trim(math_raw_argument(p));

    if (name.n < 2 || name.p[0] != '\\') {
        math_fault(p, "a macro's name is missing");
        return STR("");
    }
    return str_skip(name, 1);
}

/* Whether BODY uses \NAME itself. */
static bool is_recursive(struct str body, struct str name)
{
    for (size_t at = 0; (at = str_find(body, name, at)) != STR_NPOS; at++) {
        bool is_whole = at + name.n >= body.n || !is_ascii_alpha(body.p[at + name.n]) ||
                        !is_ascii_alpha(name.p[0]);

        if (at > 0 && body.p[at - 1] == '\\' && is_whole)
            return true;
    }
    return false;
}

static void store(struct math_parser *p, struct str name, struct math_macro macro)
{
    struct arena *a = p->macros->arena;
    struct math_macro *m, **bucket;

    if (p->fault.p)
        return;
    if (is_recursive(macro.body, name)) {
        /* "\renewcommand{\hat}{\hat}": what it is called stays what it was. */
        if (!math_symbol_find(name))
            math_fault(p, "macro \\%.*s refers to itself", STR_ARG(name));
        return;
    }
    m = find_macro(p, name);
    bucket = bucket_of(p->macros, name);
    if (!m) {
        m = arena_new(a, struct math_macro);
        macro.name = arena_str(a, name);
        macro.next = *bucket;
        *bucket = m;
        p->macros->n++;
    } else {
        macro.name = m->name;
        macro.next = m->next;
    }
    macro.body = arena_str(a, macro.body);
    macro.default_text = macro.has_default ? arena_str(a, macro.default_text) : STR_NONE;
    *m = macro;
}

static void define_command(struct math_parser *p, bool is_polite)
{
    struct math_macro macro = {.arguments = 0};
    struct str name, count;
    unsigned long n;
    bool is_known;

    math_raw_star(p);
    name = read_name(p);
    is_known = find_macro(p, name) || math_symbol_find(name);
    if (math_raw_optional(p, &count)) {
        if (!str_to_uint(str_trim(count), 9, &n)) {
            math_fault(p, "a macro has at most 9 arguments");
            return;
        }
        macro.arguments = (uint8_t)n;
        macro.has_default = math_raw_optional(p, &macro.default_text) && n > 0;
    }
    macro.body = math_raw_argument(p);
    if (!is_polite || !is_known)
        store(p, name, macro);
}

/* \def\name#1#2{body}; arguments that text delimits are not for us. */
static void define_plain(struct math_parser *p)
{
    struct math_macro macro = {.arguments = 0};
    struct str name = read_name(p), piece = STR("");

    for (;;) {
        struct math_input *in;

        math_lex(p);
        if (p->token.kind == TOKEN_OPEN) {
            in = p->input;
            in->at--;
            break;
        }
        if (p->token.kind != TOKEN_CHAR || !str_eq(p->token.text, STR("#"))) {
            math_fault(p, "the arguments of \\%.*s are not understood", STR_ARG(name));
            return;
        }
        piece = math_raw_argument(p);
        if (piece.n != 1 || piece.p[0] != '1' + macro.arguments || macro.arguments == 9) {
            math_fault(p, "the arguments of \\%.*s are not understood", STR_ARG(name));
            return;
        }
        macro.arguments++;
    }
    macro.body = math_raw_argument(p);
    store(p, name, macro);
}

/* \let\name=\other: a copy of what \other is now. */
static void define_let(struct math_parser *p)
{
    struct str name = read_name(p), other = math_raw_argument(p);
    struct math_macro macro = {.arguments = 0};
    const struct math_macro *old;

    if (str_eq(other, STR("=")))
        other = math_raw_argument(p);
    old = other.n > 1 ? find_macro(p, str_skip(other, 1)) : NULL;
    if (old)
        macro = *old;
    else if (other.n > 1 && other.p[0] == '\\')
        macro.symbol = math_symbol_find(str_skip(other, 1));
    if (!old && !macro.symbol)
        macro.body = other;
    store(p, name, macro);
}

static void define_operator(struct math_parser *p)
{
    bool has_limits = math_raw_star(p);
    struct str name = read_name(p), text = math_raw_argument(p);
    struct math_macro macro = {
        .body =
            arena_printf(p->arena, "\\operatorname%s{%.*s}", has_limits ? "*" : "", STR_ARG(text)),
    };

    store(p, name, macro);
}

/* \DeclarePairedDelimiter\abs{\lvert}{\rvert}: \abs{x}, \abs*{x}, \abs[\big]{x}. */
static void define_pair(struct math_parser *p)
{
    struct str name = read_name(p), open = math_raw_argument(p), close = math_raw_argument(p);
    struct math_macro macro = {
        .arguments = 1,
        .is_pair = true,
        .body = arena_printf(p->arena, "\\left%.*s#1\\right%.*s", STR_ARG(open), STR_ARG(close)),
    };

    store(p, name, macro);
}

void math_define(struct math_parser *p, enum math_definition kind)
{
    switch (kind) {
    case DEFINE_NEW:
    case DEFINE_PROVIDE:
        define_command(p, kind == DEFINE_PROVIDE);
        break;
    case DEFINE_DEF:
        define_plain(p);
        break;
    case DEFINE_LET:
        define_let(p);
        break;
    case DEFINE_OPERATOR:
        define_operator(p);
        break;
    case DEFINE_PAIR:
        define_pair(p);
        break;
    }
}
