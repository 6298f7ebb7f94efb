/* SPDX-License-Identifier: MIT */
/* The lexer for programming languages: the loop over words, comments and punctuation. */
#include "render/lexcode.h"

void code_take(struct code *c, enum highlight_kind kind, const char *to, bool is_value)
{
    lex_take(c->x, kind, to);
    c->value = is_value;
    c->dot = false;
    c->names = 0;
}

const char *code_word_end(const struct code *c, const char *p)
{
    while (p < c->x->end && code_byte(c, p) & BYTE_MORE)
        p++;
    if ((c->l->flags & CODE_WORD_MARKS) && p < c->x->end && (*p == '?' || *p == '!') &&
        lex_at(c->x, p + 1) != '=')
        p++;
    return p;
}

/* name: */
static bool is_key(const struct code *c, const char *to)
{
    if (!(c->l->flags & (CODE_LABEL_KEYS | CODE_LABEL_STRINGS)) || lex_at(c->x, to) != ':')
        return false;
    if (c->l->flags & CODE_LABEL_KEYS)
        return true;
    return lex_at(c->x, to + 1) != ':' && (!c->value || is_ascii_space(lex_at(c->x, to + 1)));
}

/* name = … */
static bool is_binding(const struct code *c, const char *to)
{
    to = lex_blanks(c->x, to);
    return lex_at(c->x, to) == '=' && lex_at(c->x, to + 1) != '=';
}

/* The kind of a name that is no word of the language: by its place and its shape. */
static enum highlight_kind name_kind(const struct code *c, const char *to)
{
    char next = lex_at(c->x, to), first = *c->x->p;

    if (c->names == '^')
        return HL_TYPE;
    if (c->names == '>')
        return HL_FUNCTION;
    if (is_key(c, to))
        return c->l->flags & CODE_LABEL_KEYS ? HL_ATTRIBUTE : HL_STRING;
    if ((c->l->flags & CODE_BINDINGS) && is_binding(c, to))
        return HL_STRING;
    if ((c->l->flags & CODE_CALLS) &&
        (next == '(' || (next == '!' && lex_in("([{", lex_at(c->x, to + 1)))))
        return HL_FUNCTION;
    if ((c->l->flags & CODE_CAPITALS) && first >= 'A' && first <= 'Z')
        return HL_TYPE;
    return c->l->flags & CODE_BARE_STRINGS ? HL_STRING : HL_PLAIN;
}

void code_word(struct code *c)
{
    const char *from = c->x->p, *to = code_word_end(c, from + 1);
    const struct word *word = NULL;
    char next = lex_at(c->x, to);

    if ((next == '"' || next == '\'' || next == '`') && code_prefixed_string(c, to))
        return;
    if ((!c->dot || (c->l->flags & CODE_DOT_WORDS)) && !is_key(c, to) &&
        !(c->value && (c->l->flags & CODE_COMMANDS)))
        word = words_find(c->words, from, (size_t)(to - from));
    if (!word) {
        code_take(c, name_kind(c, to), to, true);
        return;
    }
    code_take(c, (enum highlight_kind)word->kind, to, word->kind != HL_KEYWORD);
    c->names = word->names;
}

static void take_block_comment(struct code *c, const struct span_rule *rule)
{
    struct lexer *x = c->x;
    size_t open = strlen(rule->open), close = strlen(rule->close);
    unsigned depth = 1;
    const char *p = x->p + open;

    while (p < x->end && depth) {
        if (*p == rule->close[0] && lex_starts(x, p, rule->close)) {
            depth--;
            p += close;
        } else if ((rule->flags & SPAN_NESTED) && *p == rule->open[0] &&
                   lex_starts(x, p, rule->open)) {
            depth++;
            p += open;
        } else {
            p++;
        }
    }
    lex_take(x, HL_COMMENT, p);
}

static bool comment_may_open(const struct lexer *x, const struct span_rule *rule, bool no_case)
{
    if (!(no_case ? lex_starts_fold : lex_starts)(x, x->p, rule->open))
        return false;
    if ((rule->flags & SPAN_LINE_START) && !lex_is_line_start(x))
        return false;
    if ((rule->flags & SPAN_WORD_BEFORE) && x->p > x->start && is_ascii_alnum(x->p[-1]))
        return false;
    return !(rule->flags & SPAN_AFTER_SPACE) || x->p == x->start || is_ascii_space(x->p[-1]);
}

/* A comment is no token: what was expected behind the last one still is. */
bool code_comment(struct code *c)
{
    for (size_t i = 0; i < 4 && c->l->comments[i].open; i++) {
        const struct span_rule *rule = &c->l->comments[i];

        if (!comment_may_open(c->x, rule, c->l->flags & CODE_NO_CASE))
            continue;
        if (rule->close)
            take_block_comment(c, rule);
        else
            lex_take(c->x, HL_COMMENT, lex_line_end(c->x, c->x->p));
        return true;
    }
    return false;
}

/* A directive runs to the end of its line, over escaped line breaks; comments in it are comments.
 */
static void take_directive(struct code *c)
{
    struct lexer *x = c->x;
    const char *p = x->p;

    for (; p < x->end; p++) {
        if (*p == '\n')
            break;
        if (*p == '\\' && p + 1 < x->end)
            p++;
        if (*p == '/' && (lex_at(x, p + 1) == '/' || lex_at(x, p + 1) == '*')) {
            lex_take(x, HL_PREPROC, p);
            if (code_comment(c))
                p = x->p - 1;
        }
    }
    code_take(c, HL_PREPROC, p < x->end ? p : x->end, false);
}

static bool take_sigil(struct code *c)
{
    struct lexer *x = c->x;
    char first = *x->p, next = lex_at(x, x->p + 1);
    bool is_name = is_ascii_alpha(next) || next == '_';

    if (first == '#' && (c->l->flags & CODE_HASH_LINES) && lex_is_line_start(x)) {
        take_directive(c);
        return true;
    }
    if (!is_name)
        return false;
    if (first == '@' && (c->l->flags & CODE_AT_NAMES)) {
        code_take(c, HL_ATTRIBUTE, lex_name(x, x->p + 1, "."), false);
        return true;
    }
    if (first == '$' && (c->l->flags & CODE_DOLLAR_NAMES)) {
        code_take(c, HL_PLAIN, lex_name(x, x->p + 1, ""), true);
        return true;
    }
    if (first == ':' && (c->l->flags & CODE_COLON_NAMES) && !c->value) {
        code_take(c, HL_STRING, code_word_end(c, x->p + 1), true);
        return true;
    }
    return false;
}

static void take_punctuation(struct code *c)
{
    struct lexer *x = c->x;
    char ch = *x->p, names = c->names;
    bool dot;

    if (ch == '.' && !c->value && is_ascii_digit(lex_at(x, x->p + 1)) &&
        (x->p == x->start || x->p[-1] != '.')) {
        code_number(c);
        return;
    }
    if (take_sigil(c))
        return;
    if (ch == '-' && (c->l->flags & CODE_SIGNED) && is_ascii_digit(lex_at(x, x->p + 1))) {
        lex_take(x, HL_NUMBER, x->p + 1);
        code_number(c);
        return;
    }
    dot = ch == '.' && lex_at(x, x->p + 1) != '.' && (x->p == x->start || x->p[-1] != '.');
    code_take(c, HL_PLAIN, x->p + 1, ch == ')' || ch == ']' || ch == '}');
    c->dot = dot;
    if (ch == '*' || ch == '&')
        c->names = names;
}

static bool take_special(struct code *c, uint8_t byte)
{
    if (byte & BYTE_HOOK && c->l->hook(c))
        return true;
    if (byte & BYTE_COMMENT && code_comment(c))
        return true;
    return byte & BYTE_STRING && code_strings(c);
}

static void take_token(struct code *c, uint8_t byte)
{
    struct lexer *x = c->x;
    const char *p = x->p + 1;

    switch (byte & BYTE_CLASS) {
    case BYTE_SPACE:
        while (p < x->end && *p == ' ')
            p++;
        lex_take(x, HL_PLAIN, p);
        c->dot = false;
        break;
    case BYTE_NEWLINE:
        lex_take(x, HL_PLAIN, p);
        c->dot = false;
        if (c->heredoc_count)
            code_heredoc_bodies(c);
        if ((c->l->flags & CODE_COMMANDS) || (p - x->start > 1 && p[-2] == '}'))
            c->value = false;
        break;
    case BYTE_WORD:
        code_word(c);
        break;
    case BYTE_DIGIT:
        code_number(c);
        break;
    default:
        take_punctuation(c);
    }
}

void code_until(struct code *c, char closer)
{
    struct lexer *x = c->x;
    char opener = closer == ')' ? (char)'(' : (char)'{';
    size_t open = 0;

    while (x->p < x->end) {
        uint8_t byte = code_byte(c, x->p);

        if (byte > BYTE_MORE + BYTE_DIGIT && take_special(c, byte))
            continue;
        if (c->format && !open && (*x->p == ':' || (*x->p == '!' && lex_at(x, x->p + 1) != '=')))
            return;
        if (closer && *x->p == opener)
            open++;
        if (closer && *x->p == closer && open-- == 0)
            return;
        take_token(c, byte);
    }
}

/* ---- Classes of bytes ---- */

static void mark(uint8_t *bytes, const char *set, uint8_t bits)
{
    for (; set && *set; set++)
        bytes[(unsigned char)*set] |= bits;
}

static void mark_base(uint8_t *bytes)
{
    memset(bytes, 0, 128);
    memset(bytes + 128, BYTE_WORD | BYTE_MORE, 128);
    memset(bytes + 'a', BYTE_WORD | BYTE_MORE, 26);
    memset(bytes + 'A', BYTE_WORD | BYTE_MORE, 26);
    memset(bytes + '0', BYTE_DIGIT | BYTE_MORE, 10);
    bytes['_'] = BYTE_WORD | BYTE_MORE;
    bytes[' '] = bytes['\t'] = bytes['\r'] = BYTE_SPACE;
    bytes['\n'] = BYTE_NEWLINE;
}

static void mark_language(uint8_t *bytes, const struct language *l)
{
    mark_base(bytes);
    if (l->flags & CODE_ASCII_WORDS)
        memset(bytes + 128, BYTE_OTHER, 128);
    mark(bytes, l->word_first, BYTE_WORD | BYTE_MORE);
    mark(bytes, l->word_more, BYTE_MORE);
    if (l->hook)
        mark(bytes, l->hook_at, BYTE_HOOK);
    for (size_t i = 0; i < 4 && l->comments[i].open; i++) {
        unsigned char first = (unsigned char)l->comments[i].open[0];

        bytes[first] |= BYTE_COMMENT;
        if (l->flags & CODE_NO_CASE && is_ascii_alpha((char)first))
            bytes[first ^ 0x20] |= BYTE_COMMENT;
    }
    for (size_t i = 0; i < 6 && l->strings[i].open; i++)
        bytes[(unsigned char)l->strings[i].open[0]] |= BYTE_STRING;
}

void code_pieces_init(struct code_pieces *s, struct lexer *x, const struct language *l)
{
    words_init(&s->words, l);
    mark_language(s->bytes, l);
    s->code = (struct code){.x = x, .l = l, .words = &s->words, .bytes = s->bytes};
}

void code_piece(struct code_pieces *s, const char *to)
{
    struct lexer *x = s->code.x;
    struct code piece = s->code;
    const char *start = x->start, *end = x->end;

    if (to <= x->p)
        return;
    x->start = x->p;
    x->end = to;
    code_until(&piece, '\0');
    x->start = start;
    x->end = end;
}

void lex_code(struct lexer *x, const struct language *l)
{
    struct code_pieces s;

    code_pieces_init(&s, x, l);
    if (x->p == x->start && lex_starts(x, x->p, "#!"))
        if (lex_at(x, x->p + 2) == '/' || lex_at(x, x->p + 2) == ' ')
            lex_take(x, HL_COMMENT, lex_line_end(x, x->p));
    code_until(&s.code, '\0');
}
