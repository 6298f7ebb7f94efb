/* SPDX-License-Identifier: MIT */
/* Simple chemical equations (mhchem's \ce) as TeX. */
#include "render/mathparse.h"

/* What the reader has just passed, which decides what a digit or sign means. */
enum before { BEFORE_START, BEFORE_ELEMENT, BEFORE_NUMBER };

struct chemistry {
    struct arena *arena;
    struct str text;
    size_t at;
    enum before before;
    bool is_inner; /* over an arrow: no more arrows with labels */
    struct buf out;
};

static char byte_at(const struct chemistry *c, size_t at)
{
    if (at < c->text.n)
        return c->text.p[at];
    return '\0';
}

static bool is_break(char c)
{
    return c == '\0' || c == ' ' || c == ')' || c == ']' || c == ',';
}

static const struct arrow {
    struct str sign, plain, labelled;
} arrows[] = {
    {STR_INIT("<=>"), STR_INIT("\\rightleftharpoons "), STR_INIT("\\xrightleftharpoons")},
    {STR_INIT("<->"), STR_INIT("\\leftrightarrow "), STR_INIT("\\xleftrightarrow")},
    {STR_INIT("->"), STR_INIT("\\rightarrow "), STR_INIT("\\xrightarrow")},
    {STR_INIT("<-"), STR_INIT("\\leftarrow "), STR_INIT("\\xleftarrow")},
};

static struct str translate(struct arena *a, struct str text, bool is_inner);

/* "[label]" at hand, if there is one. */
static bool take_label(struct chemistry *c, struct str *ret_label)
{
    size_t end = byte_at(c, c->at) == '[' ? str_find_byte(c->text, ']', c->at) : STR_NPOS;

    if (end == STR_NPOS || c->is_inner)
        return false;
    *ret_label = translate(c->arena, str_sub(c->text, c->at + 1, end - c->at - 1), true);
    c->at = end + 1;
    return true;
}

static bool add_arrow(struct chemistry *c)
{
    struct str above, below = STR("");

    for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++) {
        if (!str_starts(str_skip(c->text, c->at), arrows[i].sign))
            continue;
        c->at += arrows[i].sign.n;
        c->before = BEFORE_START;
        if (!take_label(c, &above)) {
            buf_add(&c->out, arrows[i].plain);
            return true;
        }
        take_label(c, &below);
        buf_printf(&c->out, "%.*s", STR_ARG(arrows[i].labelled));
        if (below.n)
            buf_printf(&c->out, "[%.*s]", STR_ARG(below));
        buf_printf(&c->out, "{%.*s}", STR_ARG(above));
        return true;
    }
    return false;
}

static void add_number(struct chemistry *c)
{
    size_t from = c->at;

    while (is_ascii_digit(byte_at(c, c->at)) ||
           (c->before == BEFORE_START && (byte_at(c, c->at) == '.' || byte_at(c, c->at) == '/')))
        c->at++;
    buf_printf(&c->out, c->before == BEFORE_START ? "%.*s\\," : "_{%.*s}",
               STR_ARG(str_sub(c->text, from, c->at - from)));
    c->before = c->before == BEFORE_START ? BEFORE_START : BEFORE_NUMBER;
}

/* "+" and "-": between terms, as a charge, as a bond. */
static void add_sign(struct chemistry *c)
{
    char sign = c->text.p[c->at++];

    if (c->before == BEFORE_START)
        buf_byte(&c->out, sign);
    else if (is_break(byte_at(c, c->at)) || sign == '+')
        buf_printf(&c->out, "^{%c}", sign);
    else
        buf_printf(&c->out, "{%c}", sign);
    if (!is_break(byte_at(c, c->at)))
        c->before = BEFORE_START;
}

/* The group in braces at hand, or what stands unbraced: digits and a sign. */
static struct str take_script(struct chemistry *c)
{
    size_t from = c->at, end;

    if (byte_at(c, from) == '{') {
        end = str_find_byte(c->text, '}', from);
        c->at = end == STR_NPOS ? c->text.n : end + 1;
        return str_sub(c->text, from + 1, c->at - from - (end == STR_NPOS ? 1 : 2));
    }
    while (is_ascii_digit(byte_at(c, c->at)))
        c->at++;
    if (byte_at(c, c->at) == '+' || byte_at(c, c->at) == '-' ||
        (c->at == from && !is_break(byte_at(c, from))))
        c->at++;
    return str_sub(c->text, from, c->at - from);
}

static void add_script(struct chemistry *c)
{
    char mark = c->text.p[c->at++];
    struct str script;

    if (mark == '^' && is_break(byte_at(c, c->at))) { /* a gas escapes */
        buf_add(&c->out, STR("\\uparrow "));
        return;
    }
    script = take_script(c);
    if (c->before == BEFORE_START)
        buf_add(&c->out, STR("{}"));
    buf_printf(&c->out, "%c{%.*s}", mark, STR_ARG(script));
    c->before = BEFORE_NUMBER;
}

/* A command of TeX's, copied. */
static void add_command(struct chemistry *c)
{
    size_t from = c->at++;

    while (is_ascii_alpha(byte_at(c, c->at)))
        c->at++;
    if (c->at == from + 1 && c->at < c->text.n)
        c->at++;
    buf_add(&c->out, str_sub(c->text, from, c->at - from));
    buf_byte(&c->out, ' ');
    c->before = BEFORE_ELEMENT;
}

/* "$x$": mathematics, copied. */
static void add_formula(struct chemistry *c)
{
    size_t end = str_find_byte(c->text, '$', c->at + 1);

    end = end == STR_NPOS ? c->text.n : end;
    buf_printf(&c->out, "{%.*s}", STR_ARG(str_sub(c->text, c->at + 1, end - c->at - 1)));
    c->at = end + 1;
    c->before = BEFORE_ELEMENT;
}

static void add_other(struct chemistry *c)
{
    char byte = c->text.p[c->at++];

    c->before = BEFORE_ELEMENT;
    switch (byte) {
    case '*':
    case '.':
        buf_add(&c->out, STR("\\cdot "));
        c->before = BEFORE_START;
        break;
    case '=':
        buf_add(&c->out, STR("{=}"));
        break;
    case '#':
        buf_add(&c->out, STR("{\\equiv}"));
        break;
    case '(':
    case '[':
        c->before = BEFORE_START;
        buf_byte(&c->out, byte);
        break;
    case 'v':
        if (is_break(byte_at(c, c->at)) && (c->at < 2 || c->text.p[c->at - 2] == ' ')) {
            buf_add(&c->out, STR("\\downarrow "));
            break;
        }
        buf_byte(&c->out, byte);
        break;
    default:
        buf_byte(&c->out, byte);
    }
}

static struct str translate(struct arena *a, struct str text, bool is_inner)
{
    struct chemistry c = {.arena = a, .text = text, .is_inner = is_inner};
    struct str tex;

    while (c.at < text.n) {
        char byte = text.p[c.at];

        if (byte == ' ') {
            c.at++;
            c.before = BEFORE_START;
        } else if (add_arrow(&c)) {
            continue;
        } else if (is_ascii_digit(byte)) {
            add_number(&c);
        } else if (byte == '+' || byte == '-') {
            add_sign(&c);
        } else if (byte == '^' || byte == '_') {
            add_script(&c);
        } else if (byte == '\\') {
            add_command(&c);
        } else if (byte == '$') {
            add_formula(&c);
        } else {
            add_other(&c);
        }
    }
    tex = arena_str(a, buf_str(&c.out));
    buf_done(&c.out);
    return tex;
}

struct str math_chemistry(struct arena *a, struct str text)
{
    return translate(a, text, false);
}
