/* SPDX-License-Identifier: MIT */
/* TeX's tokens, and arguments taken as they stand. */
#include "base/utf8.h"
#include "render/mathparse.h"

void math_fault(struct math_parser *p, const char *format, ...)
{
    va_list args;

    p->token = (struct math_token){.kind = TOKEN_END};
    if (p->fault.p)
        return;
    va_start(args, format);
    p->fault = arena_vprintf(p->arena, format, args);
    va_end(args);
}

/* Leaves inputs that are used up, down to one that is not or may not be left. */
static void drop_finished(struct math_parser *p)
{
    while (p->input->at >= p->input->text.n && !p->input->is_barrier) {
        p->input = p->input->below;
        p->input_depth--;
    }
}

void math_push(struct math_parser *p, struct str text)
{
    struct math_input *in;

    drop_finished(p);
    if (p->input_depth >= MATH_INPUT_MAX) {
        math_fault(p, "macros nested too deeply");
        return;
    }
    in = arena_new(p->arena, struct math_input);
    in->text = text;
    in->below = p->input;
    p->input = in;
    p->input_depth++;
}

/* Skips blanks and comments; true when there were any. */
static bool skip_blanks(struct math_parser *p)
{
    bool any = false;

    for (;;) {
        struct math_input *in = p->input;

        if (in->at >= in->text.n) {
            if (in->is_barrier)
                return any;
            drop_finished(p);
        } else if (is_ascii_space(in->text.p[in->at])) {
            in->at++;
            any = true;
        } else if (in->text.p[in->at] == '%') {
            size_t end = str_find_byte(in->text, '\n', in->at);

            in->at = end == STR_NPOS ? in->text.n : end + 1;
        } else {
            return any;
        }
    }
}

static size_t char_length(struct str s, size_t at)
{
    uint32_t c;
    size_t n;

    if ((unsigned char)s.p[at] < 0x80)
        return 1;
    n = utf8_decode(s, at, &c);
    return n ? n : 1;
}

/* The name of the command whose backslash is at AT. */
static struct str command_name(struct str s, size_t at)
{
    size_t end = ++at;

    while (end < s.n && is_ascii_alpha(s.p[end]))
        end++;
    if (end == at && at < s.n)
        end += char_length(s, at);
    return str_sub(s, at, end - at);
}

static enum math_token_kind kind_of(char c)
{
    switch (c) {
    case '\\':
        return TOKEN_COMMAND;
    case '{':
        return TOKEN_OPEN;
    case '}':
        return TOKEN_CLOSE;
    case '^':
        return TOKEN_SUPERSCRIPT;
    case '_':
        return TOKEN_SUBSCRIPT;
    case '\'':
        return TOKEN_PRIME;
    case '&':
        return TOKEN_ALIGN;
    case '$':
        return TOKEN_DOLLAR;
    default:
        return TOKEN_CHAR;
    }
}

/* "\_{" is no underscore but a subscript, escaped for a Markdown without mathematics. */
static bool is_escaped_script(const struct math_input *in)
{
    return in->text.p[in->at - 1] == '_' && in->at < in->text.n && in->text.p[in->at] == '{';
}

void math_lex(struct math_parser *p)
{
    struct math_input *in;

    p->token = (struct math_token){.kind = TOKEN_END};
    if (p->fault.p)
        return;
    p->token.is_after_space = skip_blanks(p);
    in = p->input;
    if (in->at >= in->text.n)
        return;
    p->token.kind = kind_of(in->text.p[in->at]);
    if (p->token.kind == TOKEN_COMMAND) {
        p->token.text = command_name(in->text, in->at);
        in->at += 1 + p->token.text.n;
        if (p->token.text.n == 0)
            math_fault(p, "a command's name is missing");
        else if (is_escaped_script(in))
            p->token.kind = TOKEN_SUBSCRIPT;
        return;
    }
    p->token.text = str_sub(in->text, in->at, char_length(in->text, in->at));
    in->at += p->token.text.n;
}

/* The offset of the bracket CLOSE that ends what begins at AT, braces balanced; or STR_NPOS. */
static size_t find_close(struct str s, size_t at, char close)
{
    size_t depth = 0;

    for (; at < s.n; at++) {
        if (s.p[at] == '\\')
            at++;
        else if (s.p[at] == close && depth == 0)
            return at;
        else if (s.p[at] == '{')
            depth++;
        else if (s.p[at] == '}' && depth-- == 0)
            return STR_NPOS;
    }
    return STR_NPOS;
}

/* Takes what stands between the bracket at hand and CLOSE. */
static struct str take_bracketed(struct math_parser *p, char close)
{
    struct math_input *in = p->input;
    size_t from = in->at + 1, end = find_close(in->text, from, close);

    if (end == STR_NPOS) {
        math_fault(p, "'%c' is missing", close);
        return STR("");
    }
    in->at = end + 1;
    return str_sub(in->text, from, end - from);
}

struct str math_raw_argument(struct math_parser *p)
{
    struct math_input *in;
    size_t from;

    if (p->fault.p)
        return STR("");
    skip_blanks(p);
    in = p->input;
    from = in->at;
    if (from >= in->text.n || in->text.p[from] == '}') {
        math_fault(p, "an argument is missing");
        return STR("");
    }
    if (in->text.p[from] == '{')
        return take_bracketed(p, '}');
    if (in->text.p[from] == '\\')
        in->at += 1 + command_name(in->text, from).n;
    else
        in->at += char_length(in->text, from);
    return str_sub(in->text, from, in->at - from);
}

static bool is_next_byte(struct math_parser *p, char c)
{
    skip_blanks(p);
    return !p->fault.p && p->input->at < p->input->text.n && p->input->text.p[p->input->at] == c;
}

bool math_raw_optional(struct math_parser *p, struct str *ret_text)
{
    if (!is_next_byte(p, '['))
        return false;
    *ret_text = take_bracketed(p, ']');
    return !p->fault.p;
}

void math_raw_skip_size(struct math_parser *p)
{
    struct math_input *in;
    size_t i;

    if (!is_next_byte(p, '['))
        return;
    in = p->input;
    for (i = in->at + 1; i < in->text.n && (is_ascii_alnum(in->text.p[i]) || in->text.p[i] == '.' ||
                                            in->text.p[i] == '-' || in->text.p[i] == ' ');)
        i++;
    if (i > in->at + 2 && i < in->text.n && in->text.p[i] == ']' &&
        is_ascii_alpha(in->text.p[i - 1]))
        in->at = i + 1;
}

bool math_raw_star(struct math_parser *p)
{
    if (!is_next_byte(p, '*'))
        return false;
    p->input->at++;
    return true;
}

struct str math_raw_dimension(struct math_parser *p)
{
    struct math_input *in;
    size_t from;

    if (is_next_byte(p, '{'))
        return math_raw_argument(p);
    in = p->input;
    from = in->at;
    while (in->at < in->text.n &&
           (is_ascii_digit(in->text.p[in->at]) || in->text.p[in->at] == '.' ||
            in->text.p[in->at] == '-' || in->text.p[in->at] == '+'))
        in->at++;
    while (in->at < in->text.n && in->text.p[in->at] == ' ')
        in->at++;
    for (int i = 0; i < 2 && in->at < in->text.n && is_ascii_alpha(in->text.p[in->at]); i++)
        in->at++;
    return str_sub(in->text, from, in->at - from);
}
