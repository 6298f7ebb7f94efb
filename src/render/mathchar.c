/* SPDX-License-Identifier: MIT */
/* Characters and named symbols as elements. */
#include "base/utf8.h"
#include "render/mathparse.h"

static const struct sign {
    uint8_t kind; /* enum math_kind; 0 (an identifier) with no text: no sign of mathematics */
    struct str text;
} signs[128] = {
    ['!'] = {KIND_CLOSE, STR_INIT("!")},       ['"'] = {KIND_UPRIGHT, STR_INIT("”")},
    ['('] = {KIND_OPEN, STR_INIT("(")},        [')'] = {KIND_CLOSE, STR_INIT(")")},
    ['*'] = {KIND_BINARY, STR_INIT("∗")},      ['+'] = {KIND_BINARY, STR_INIT("+")},
    [','] = {KIND_PUNCTUATION, STR_INIT(",")}, ['-'] = {KIND_BINARY, STR_INIT("−")},
    ['.'] = {KIND_UPRIGHT, STR_INIT(".")},     ['/'] = {KIND_UPRIGHT, STR_INIT("/")},
    [':'] = {KIND_RELATION, STR_INIT(":")},    [';'] = {KIND_PUNCTUATION, STR_INIT(";")},
    ['<'] = {KIND_RELATION, STR_INIT("<")},    ['='] = {KIND_RELATION, STR_INIT("=")},
    ['>'] = {KIND_RELATION, STR_INIT(">")},    ['?'] = {KIND_CLOSE, STR_INIT("?")},
    ['@'] = {KIND_UPRIGHT, STR_INIT("@")},     ['['] = {KIND_OPEN, STR_INIT("[")},
    [']'] = {KIND_CLOSE, STR_INIT("]")},       ['`'] = {KIND_UPRIGHT, STR_INIT("‘")},
    ['|'] = {KIND_UPRIGHT, STR_INIT("|")},
};

/* Delimiters that MathML does not stretch, or not on this side, of its own accord. */
static bool is_bar(struct str s)
{
    return str_eq(s, STR("|")) || str_eq(s, STR("‖")) || str_eq(s, STR("∣")) || str_eq(s, STR("∥"));
}

static bool is_bracket(struct str s)
{
    return !str_eq(s, STR("!")) && !str_eq(s, STR("?"));
}

static struct math_node *letter(struct math_parser *p, struct str text, bool is_upright)
{
    struct math_node *n = math_node_new(p->arena, MATH_MI);
    uint32_t c = 0;
    bool is_plain =
        is_upright ? p->font <= FONT_ROMAN || p->font == FONT_ITALIC : p->font == FONT_ROMAN;

    n->text =
        math_font_str(p->arena, text, is_upright && p->font == FONT_ITALIC ? FONT_ROMAN : p->font);
    if (is_plain && utf8_decode(text, 0, &c) == text.n && math_font_is_slanted(c))
        n->attribute = " mathvariant=\"normal\"";
    n->is_roman = is_plain && text.n == 1 && is_ascii_alpha(text.p[0]);
    return n;
}

static struct math_node *bracket(struct math_parser *p, struct str text, enum math_class class)
{
    struct math_node *n = math_node_token(p->arena, MATH_MO, text, class);

    if (is_bar(text))
        n->attribute = class == CLASS_OPEN ? " stretchy=\"false\" form=\"prefix\""
                                           : " stretchy=\"false\" form=\"postfix\"";
    else if (is_bracket(text))
        n->attribute = " stretchy=\"false\"";
    return n;
}

static struct math_node *operator_node(struct math_parser *p, struct str text,
                                       enum math_limits limits)
{
    struct math_node *n = math_node_token(p->arena, MATH_MO, text, CLASS_OPERATOR);

    n->limits = (uint8_t)limits;
    return n;
}

static struct math_node *function(struct math_parser *p, struct str name, bool has_limits)
{
    struct math_node *n = math_node_token(p->arena, MATH_MI, name, CLASS_OPERATOR);

    n->is_function = true;
    n->limits = has_limits ? LIMITS_DISPLAY : LIMITS_NEVER;
    return n;
}

static struct math_node *dots(struct math_parser *p, struct str text)
{
    struct math_node *n = math_node_token(p->arena, MATH_MO, text, CLASS_INNER);

    n->attribute = " lspace=\"0em\" rspace=\"0em\"";
    return n;
}

static struct math_node *node_of(struct math_parser *p, enum math_kind kind, struct str text,
                                 bool has_limits)
{
    switch (kind) {
    case KIND_BINARY:
        return math_node_token(p->arena, MATH_MO, text, CLASS_BINARY);
    case KIND_RELATION:
        return math_node_token(p->arena, MATH_MO, text, CLASS_RELATION);
    case KIND_OPEN:
    case KIND_CLOSE:
        return bracket(p, text, kind == KIND_OPEN ? CLASS_OPEN : CLASS_CLOSE);
    case KIND_PUNCTUATION:
        return math_node_token(p->arena, MATH_MO, text, CLASS_PUNCTUATION);
    case KIND_INNER:
        return dots(p, text);
    case KIND_LARGE:
        return operator_node(p, text, LIMITS_DISPLAY);
    case KIND_INTEGRAL:
        return operator_node(p, text, LIMITS_NEVER);
    case KIND_FUNCTION:
        return function(p, text, has_limits);
    case KIND_UPRIGHT:
        if (str_eq(text, STR("′")) || str_eq(text, STR("″")))
            return math_node_token(p->arena, MATH_MO, text, CLASS_ORDINARY);
        return letter(p, text, true);
    default:
        return letter(p, text, false);
    }
}

/* \dots, as amsmath has it: raised between operators and relations, else on the line. */
static bool is_dots_raised(const struct math_parser *p)
{
    const struct math_symbol *s = p->token.symbol;

    if (p->token.kind == TOKEN_CHAR)
        return p->token.text.n == 1 && (signs[p->token.text.p[0] & 127].kind == KIND_BINARY ||
                                        signs[p->token.text.p[0] & 127].kind == KIND_RELATION);
    return p->token.kind == TOKEN_COMMAND && s &&
           (s->kind == KIND_BINARY || s->kind == KIND_RELATION || s->kind == KIND_LARGE ||
            s->kind == KIND_INTEGRAL);
}

struct math_node *math_symbol_node(struct math_parser *p, const struct math_symbol *s)
{
    if (s->kind == KIND_INNER && s->argument && is_dots_raised(p))
        return dots(p, STR("⋯"));
    return node_of(p, s->kind, s->text, s->argument != 0);
}

struct math_node *math_space(struct math_parser *p, const char *width)
{
    struct math_node *n = math_node_new(p->arena, MATH_MSPACE);

    n->attribute = arena_printf(p->arena, " width=\"%s\"", width).p;
    n->class = CLASS_NONE;
    return n;
}

/* Typed as Unicode: as the command that stands for it, else by its script. */
static struct math_node *other_char(struct math_parser *p, struct str text)
{
    const struct math_symbol *s = math_symbol_of_char(text);
    uint32_t c = 0;

    if (utf8_decode(text, 0, &c) == 0) {
        math_fault(p, "the text is not UTF-8");
        return math_node_new(p->arena, MATH_MROW);
    }
    if (s)
        return math_symbol_node(p, s);
    if (c == 0xA0)
        return math_space(p, "0.3333em");
    if (c == 0x2212)
        return node_of(p, KIND_BINARY, text, false);
    if ((c >= 0x1D400 && c <= 0x1D7CB) || (c < 0x530 && utf8_is_word(c)))
        return math_node_token(p->arena, MATH_MI, text, CLASS_ORDINARY);
    if (c >= 0x1D7CE && c <= 0x1D7FF)
        return math_node_token(p->arena, MATH_MN, text, CLASS_ORDINARY);
    if (c >= 0x2190 && c <= 0x22FF)
        return node_of(p, KIND_RELATION, text, false);
    return math_node_token(p->arena, c < 0x2E80 ? MATH_MI : MATH_MTEXT, text, CLASS_ORDINARY);
}

static bool is_number_char(struct str c)
{
    return c.n == 1 && (is_ascii_digit(c.p[0]) || c.p[0] == '.');
}

/* Digits that stand together, and the points among them, are one number. */
static struct math_node *number(struct math_parser *p, bool is_single)
{
    struct math_node *n = math_node_token(p->arena, MATH_MN, p->token.text, CLASS_ORDINARY);

    math_next(p);
    while (!is_single && p->token.kind == TOKEN_CHAR && is_number_char(p->token.text) &&
           p->token.text.p == n->text.p + n->text.n) {
        n->text.n++;
        math_next(p);
    }
    n->text = math_font_str(p->arena, n->text, p->font);
    return n;
}

/* A digit stands right behind the character at hand: ".5". */
static bool is_digit_next(const struct math_parser *p)
{
    const struct math_input *in = p->input;

    return in->at < in->text.n && is_ascii_digit(in->text.p[in->at]);
}

struct math_node *math_char(struct math_parser *p, bool is_single)
{
    struct str text = p->token.text;
    unsigned char c = (unsigned char)text.p[0];
    struct math_node *n;

    if (is_ascii_digit(text.p[0]) || (text.p[0] == '.' && !is_single && is_digit_next(p)))
        return number(p, is_single);
    if (is_ascii_alpha(text.p[0]))
        n = letter(p, text, false);
    else if (c >= 0x80)
        n = other_char(p, text);
    else if (c == '~')
        n = math_space(p, "0.3333em");
    else if (signs[c].text.p)
        n = node_of(p, signs[c].kind, signs[c].text, false);
    else {
        math_fault(p, "'%.*s' is misplaced", STR_ARG(text));
        return math_node_new(p->arena, MATH_MROW);
    }
    math_next(p);
    return n;
}

struct str math_delimiter(struct math_parser *p)
{
    struct str text = p->token.text;
    const struct math_symbol *s = p->token.symbol;

    if (p->token.kind == TOKEN_COMMAND && s && s->kind <= KIND_LAST_CHARACTER) {
        text = s->text;
    } else if (p->token.kind != TOKEN_CHAR) {
        math_fault(p, "a delimiter is missing");
        return STR("");
    } else if (text.p[0] == '.') {
        text = STR("");
    } else if (text.p[0] == '<') {
        text = STR("⟨");
    } else if (text.p[0] == '>') {
        text = STR("⟩");
    }
    math_next(p);
    return text;
}

struct math_node *math_fence(struct math_parser *p, struct str delimiter, enum math_class class)
{
    struct math_node *n = math_node_token(p->arena, MATH_MO, delimiter, class);

    n->attribute = " stretchy=\"true\"";
    if (is_bar(delimiter))
        n->attribute = class == CLASS_OPEN    ? " stretchy=\"true\" form=\"prefix\""
                       : class == CLASS_CLOSE ? " stretchy=\"true\" form=\"postfix\""
                                              : " stretchy=\"true\" lspace=\"0em\" rspace=\"0em\"";
    return n;
}
