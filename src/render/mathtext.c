/* SPDX-License-Identifier: MIT */
/* Text inside mathematics: \text and its like, names of operators, tags, references. */
#include "base/utf8.h"
#include "render/mathparse.h"

/* A piece of text being gathered; flushed into the row when its face changes. */
struct text {
    struct math_node *row;
    struct buf run;
    enum math_text face;
    bool is_after_word; /* a command's name swallows the blank behind it */
};

static void flush(struct math_parser *p, struct text *t)
{
    static const char *const styles[] = {
        [TEXT_PLAIN] = "",
        [TEXT_BOLD] = " style=\"font-weight:bold\"",
        [TEXT_ITALIC] = " style=\"font-style:italic\"",
        [TEXT_SANS] = " style=\"font-family:sans-serif\"",
        [TEXT_MONOSPACE] = " style=\"font-family:monospace\"",
    };
    struct math_node *n;

    if (t->run.n == 0)
        return;
    n = math_node_token(p->arena, MATH_MTEXT, arena_str(p->arena, buf_str(&t->run)),
                        CLASS_ORDINARY);
    n->attribute = styles[t->face];
    math_node_add(t->row, n);
    buf_clear(&t->run);
}

/* Accents as LaTeX writes them in text, and the combining character of each. */
static const struct {
    char command;
    struct str combining;
} text_accents[] = {
    {'`', STR_INIT("\xCC\x80")}, {'\'', STR_INIT("\xCC\x81")}, {'^', STR_INIT("\xCC\x82")},
    {'~', STR_INIT("\xCC\x83")}, {'=', STR_INIT("\xCC\x84")},  {'.', STR_INIT("\xCC\x87")},
    {'"', STR_INIT("\xCC\x88")}, {'r', STR_INIT("\xCC\x8A")},  {'H', STR_INIT("\xCC\x8B")},
    {'v', STR_INIT("\xCC\x8C")}, {'c', STR_INIT("\xCC\xA7")},  {'u', STR_INIT("\xCC\x86")},
};

static bool add_accented(struct math_parser *p, struct text *t)
{
    struct str base;

    if (p->token.text.n != 1)
        return false;
    for (size_t i = 0; i < sizeof text_accents / sizeof *text_accents; i++) {
        if (text_accents[i].command != p->token.text.p[0])
            continue;
        base = math_raw_argument(p);
        buf_add(&t->run, base);
        buf_add(&t->run, text_accents[i].combining);
        math_next(p);
        return true;
    }
    return false;
}

static void read_text(struct math_parser *p, struct text *t);

/* At "{": the group, in FACE. */
static void read_group(struct math_parser *p, struct text *t, enum math_text face)
{
    enum math_text before = t->face;

    if (face != before)
        flush(p, t);
    t->face = face;
    t->is_after_word = false;
    if (math_enter(p)) {
        math_next(p);
        read_text(p, t);
        if (p->token.kind != TOKEN_CLOSE)
            math_fault(p, "'}' is missing");
        if (t->face != before)
            flush(p, t);
        t->face = before;
        math_next(p);
    }
    math_leave(p);
}

/* A formula within the text: "$x$", or a command that only mathematics knows. */
static void read_formula(struct math_parser *p, struct text *t)
{
    enum math_font font = p->font;
    bool was_display = p->is_display, is_whole = p->token.kind == TOKEN_DOLLAR;
    struct math_node *n;

    flush(p, t);
    p->font = FONT_NORMAL;
    p->is_display = false;
    if (is_whole) {
        math_next(p);
        n = math_node_unwrap(math_row(p));
        if (p->token.kind != TOKEN_DOLLAR)
            math_fault(p, "'$' is missing");
        math_next(p);
    } else {
        n = math_item(p);
    }
    if (n)
        math_node_add(t->row, n);
    p->font = font;
    p->is_display = was_display;
}

static void switch_face(struct math_parser *p, struct text *t, enum math_font font)
{
    flush(p, t);
    t->face = font == FONT_BOLD        ? TEXT_BOLD
              : font == FONT_ITALIC    ? TEXT_ITALIC
              : font == FONT_SANS      ? TEXT_SANS
              : font == FONT_MONOSPACE ? TEXT_MONOSPACE
                                       : TEXT_PLAIN;
    math_next(p);
}

static void read_command(struct math_parser *p, struct text *t)
{
    const struct math_symbol *s = p->token.symbol;
    bool is_word = p->token.text.n > 0 && is_ascii_alpha(p->token.text.p[0]);

    if (add_accented(p, t))
        return;
    if (s && s->kind <= KIND_LAST_CHARACTER) {
        buf_add(&t->run, s->text);
        math_next(p);
    } else if (s && (s->kind == KIND_SPACE || s->kind == KIND_NEWLINE)) {
        buf_byte(&t->run, ' ');
        math_next(p);
    } else if (s && s->kind == KIND_TEXT) {
        math_next(p);
        if (p->token.kind == TOKEN_OPEN)
            read_group(p, t, s->argument);
        return;
    } else if (s && s->kind == KIND_FONT_SWITCH) {
        switch_face(p, t, s->argument);
    } else if (s && (s->kind == KIND_STYLE || s->kind == KIND_SIZE)) {
        math_next(p);
    } else {
        read_formula(p, t);
    }
    t->is_after_word = is_word;
}

/* Quotation marks and dashes as TeX's fonts join them; true when the character was one. */
static bool add_ligature(struct math_parser *p, struct text *t)
{
    static const struct {
        char c;
        struct str once, twice;
    } ligatures[] = {
        {'`', STR_INIT("‘"), STR_INIT("“")},
        {'\'', STR_INIT("’"), STR_INIT("”")},
        {'-', STR_INIT("-"), STR_INIT("–")},
    };

    for (size_t i = 0; i < sizeof ligatures / sizeof *ligatures; i++) {
        if (p->token.text.p[0] != ligatures[i].c)
            continue;
        math_next(p);
        if (p->token.text.n == 1 && p->token.text.p[0] == ligatures[i].c &&
            !p->token.is_after_space && p->token.kind != TOKEN_COMMAND) {
            buf_add(&t->run, ligatures[i].twice);
            math_next(p);
        } else {
            buf_add(&t->run, ligatures[i].once);
        }
        return true;
    }
    return false;
}

static void read_text(struct math_parser *p, struct text *t)
{
    for (;;) {
        if (p->token.is_after_space && !t->is_after_word && p->token.kind != TOKEN_END)
            buf_byte(&t->run, ' ');
        t->is_after_word = false;
        switch (p->token.kind) {
        case TOKEN_END:
        case TOKEN_CLOSE:
            return;
        case TOKEN_OPEN:
            read_group(p, t, t->face);
            break;
        case TOKEN_DOLLAR:
            read_formula(p, t);
            break;
        case TOKEN_COMMAND:
            read_command(p, t);
            break;
        default:
            if (add_ligature(p, t))
                break;
            if (str_eq(p->token.text, STR("~")))
                buf_byte(&t->run, ' ');
            else
                buf_add(&t->run, p->token.text);
            math_next(p);
        }
    }
}

static struct math_node *finish(struct math_parser *p, struct text *t)
{
    flush(p, t);
    buf_done(&t->run);
    return math_node_unwrap(t->row);
}

struct math_node *math_text(struct math_parser *p, enum math_text face)
{
    struct text t = {.row = math_node_new(p->arena, MATH_MROW), .face = face};

    if (p->token.kind == TOKEN_OPEN) {
        read_group(p, &t, face);
    } else if (p->token.kind == TOKEN_CHAR) {
        buf_add(&t.run, p->token.text);
        math_next(p);
    } else {
        math_fault(p, "an argument is missing");
    }
    t.face = face;
    return finish(p, &t);
}

struct math_node *math_text_inner(struct math_parser *p, struct str text)
{
    struct math_input in = {.text = text, .is_barrier = true, .below = p->input};
    struct text t = {.row = math_node_new(p->arena, MATH_MROW), .face = TEXT_PLAIN};
    struct math_token token = p->token;
    unsigned input_depth = p->input_depth;

    if (p->fault.p)
        return t.row;
    p->input = &in;
    math_next(p);
    read_text(p, &t);
    if (p->token.kind != TOKEN_END)
        math_fault(p, "'}' is misplaced");
    p->input = in.below;
    p->input_depth = input_depth;
    if (!p->fault.p)
        p->token = token;
    return finish(p, &t);
}

struct math_node *math_do_text(struct math_parser *p, const struct math_symbol *s)
{
    math_next(p);
    return math_text(p, s->argument);
}

struct math_node *math_do_intertext(struct math_parser *p, const struct math_symbol *s)
{
    (void)s;
    math_next(p);
    return math_text(p, TEXT_PLAIN);
}

struct math_node *math_do_tag(struct math_parser *p, const struct math_symbol *s)
{
    bool is_bare = math_raw_star(p);
    struct str text = math_raw_argument(p);

    (void)s;
    p->tag = arena_printf(p->arena, is_bare ? "%.*s" : "(%.*s)", STR_ARG(text));
    p->has_tag = true;
    math_next(p);
    return NULL;
}

struct math_node *math_do_reference(struct math_parser *p, const struct math_symbol *s)
{
    static const char *const forms[] = {"%.*s", "(%.*s)", "[%.*s]"};
    struct str label = math_raw_argument(p);
    struct str text = arena_printf(p->arena, forms[s->argument], STR_ARG(label));

    math_next(p);
    return math_node_token(p->arena, MATH_MTEXT, text, CLASS_ORDINARY);
}

/* \verb|text| */
struct math_node *math_do_verbatim(struct math_parser *p, const struct math_symbol *s)
{
    struct math_input *in;
    struct math_node *n;
    size_t from, end;

    (void)s;
    math_raw_star(p);
    in = p->input;
    from = in->at + 1;
    end = from < in->text.n ? str_find_byte(in->text, in->text.p[in->at], from) : STR_NPOS;
    if (p->fault.p || end == STR_NPOS) {
        math_fault(p, "\\verb has no end");
        return NULL;
    }
    n = math_node_token(p->arena, MATH_MTEXT, str_sub(in->text, from, end - from), CLASS_ORDINARY);
    n->attribute = " style=\"font-family:monospace\"";
    in->at = end + 1;
    math_next(p);
    return n;
}

/* The name of an operator if it is made of letters, digits and thin spaces: "arg\,max". */
static bool plain_name(struct math_parser *p, struct str tex, struct str *ret_name)
{
    char *out = arena_alloc(p->arena, tex.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < tex.n; i++) {
        char c = tex.p[i];

        if (c == '\\' && i + 1 < tex.n && (tex.p[i + 1] == ',' || tex.p[i + 1] == ' ')) {
            out[n++] = ' ';
            i++;
        } else if (c == '~') {
            out[n++] = ' ';
        } else if (is_ascii_alnum(c) || c == '-' || c == '*') {
            out[n++] = c;
        } else if (c != ' ') {
            return false;
        }
    }
    *ret_name = (struct str){out, n};
    return n > 0;
}

struct math_node *math_do_operator(struct math_parser *p, const struct math_symbol *s)
{
    bool has_limits = math_raw_star(p) || s->argument != 0;
    struct str tex = math_raw_argument(p), name;
    enum math_font font = p->font;
    struct math_node *n;

    if (plain_name(p, tex, &name)) {
        n = math_node_token(p->arena, MATH_MI, name, CLASS_OPERATOR);
        n->attribute = name.n == 1 ? " mathvariant=\"normal\"" : "";
    } else {
        p->font = FONT_ROMAN;
        n = math_inner(p, tex);
        p->font = font;
    }
    n->class = CLASS_OPERATOR;
    n->is_function = true;
    n->is_roman = false;
    n->limits = has_limits ? LIMITS_DISPLAY : LIMITS_NEVER;
    math_next(p);
    return n;
}
