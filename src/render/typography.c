/* SPDX-License-Identifier: MIT */
/* Quotes, dashes, ellipses and spaces: first every quote is judged by what stands around it and
 * by those still open, then the text is written. */
#include "render/typography.h"

#include "base/utf8.h"
#include "base/vec.h"

static const struct typography styles[] = {
#define QUOTES(tag, open, close, inner_open, inner_close, habits, elisions)              \
    {STR_INIT(tag),                                                                      \
     {{STR_INIT(open), STR_INIT(close)}, {STR_INIT(inner_open), STR_INIT(inner_close)}}, \
     (habits),                                                                           \
     STR_INIT(elisions)},
#include "render/quotes.def"
#undef QUOTES
};

const struct typography *typography_of(struct str language)
{
    const struct typography *best = styles;
    size_t length = 0;

    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        struct str tag = styles[i].tag;

        if (tag.n > length && str_starts_fold(language, tag) &&
            (language.n == tag.n || language.p[tag.n] == '-')) {
            best = &styles[i];
            length = tag.n;
        }
    }
    return best;
}

/* ---- Bytes ---- */

enum byte_class {
    B_TEXT,
    B_QUOTE,  /* " and ' */
    B_DASH,   /* worked on when another one follows */
    B_DOT,    /* when two more follow */
    B_FRENCH, /* a space may stand before or behind it */
    B_MARK,   /* TYPE_… */
};

static const unsigned char byte_class[256] = {
    [TYPE_PLAIN] = B_MARK, [TYPE_FROM] = B_MARK,
    [TYPE_TO] = B_MARK,    [TYPE_THING] = B_MARK,
    ['"'] = B_QUOTE,       ['\''] = B_QUOTE,
    ['-'] = B_DASH,        ['.'] = B_DOT,
    [';'] = B_FRENCH,      [':'] = B_FRENCH,
    ['!'] = B_FRENCH,      ['?'] = B_FRENCH,
    ['%'] = B_FRENCH,      [0xc2] = B_FRENCH /* « and » */,
};

static enum byte_class class_at(struct str s, size_t i)
{
    return (enum byte_class)byte_class[(unsigned char)s.p[i]];
}

bool typography_has_work(const struct typography *t, struct str text)
{
    for (size_t i = 0; i < text.n; i++)
        switch (class_at(text, i)) {
        case B_TEXT:
            break;
        case B_QUOTE:
        case B_MARK:
            return true;
        case B_DASH:
        case B_DOT:
            if (i + 1 < text.n && text.p[i + 1] == text.p[i])
                return true;
            break;
        case B_FRENCH:
            if (t->habits & TYPE_FRENCH)
                return true;
            break;
        }
    return false;
}

/* ---- Characters around a quote ---- */

enum side { SPACE, PUNCT, LETTER, DIGIT, WIDE };

/* WIDE: of a script that puts no blanks between words, or none around quotations. */
static enum side side_of(uint32_t c)
{
    if (c <= ' ' || c == 0xa0 || (c >= 0x2000 && c <= 0x200b) || c == 0x202f || c == 0x3000)
        return SPACE;
    if (c < 0x80)
        return is_ascii_digit((char)c) ? DIGIT : is_ascii_alpha((char)c) ? LETTER : PUNCT;
    if (!utf8_is_word(c))
        return PUNCT;
    if ((c >= 0x0e00 && c < 0x1000) || (c >= 0x1780 && c < 0x1800) || (c >= 0x2e80 && c < 0xd800) ||
        (c >= 0xf900 && c < 0xfb00) || (c >= 0xff00 && c < 0xfff0) || c >= 0x20000)
        return WIDE;
    return LETTER;
}

struct quote {
    size_t at;
    enum { LEAVE, OPEN, CLOSE, APOSTROPHE, PRIME, GERESH } as;
    bool is_single, is_inner;
};

enum { DEPTH = 16 };

struct setting {
    const struct typography *style;
    struct str in;
    VEC(struct quote) quotes;
    size_t open[DEPTH]; /* indices of quotes that are open */
    size_t depth;
    bool is_french;
};

static bool is_edge(char c)
{
    return c == TYPE_FROM || c == TYPE_TO || c == TYPE_PLAIN;
}

/* What is no text (TYPE_THING, the marks of a formula) stands like a letter. */
static uint32_t seen_as(uint32_t c)
{
    return c && c < ' ' && c != '\n' && c != '\t' ? 'x' : c;
}

/* The character before AT and behind it, over the ends of pieces; 0 at the ends of the text. */
static uint32_t char_before(const struct setting *s, size_t at)
{
    uint32_t c = 0;

    while (at && is_edge(s->in.p[at - 1]))
        at--;
    if (at == 0)
        return 0;
    at--;
    while (at && ((unsigned char)s->in.p[at] & 0xc0) == 0x80)
        at--;
    utf8_decode(s->in, at, &c);
    return seen_as(c);
}

static uint32_t char_after(const struct setting *s, size_t at)
{
    uint32_t c = 0;

    while (at < s->in.n && is_edge(s->in.p[at]))
        at++;
    utf8_decode(s->in, at, &c);
    return seen_as(c);
}

/* ---- Judging ---- */

struct around {
    uint32_t before, after;
    enum side left, right;
};

static bool is_alnum(enum side side)
{
    return side >= LETTER;
}

/* The flanking rules of CommonMark's emphasis. */
static bool may_open(const struct around *a)
{
    return a->right != SPACE && (a->right != PUNCT || a->left == SPACE || a->left == PUNCT);
}

static bool may_close(const struct around *a)
{
    return a->left != SPACE && (a->left != PUNCT || a->right == SPACE || a->right == PUNCT);
}

/* It opens rather than closes when no quotation is open. */
static bool opens(const struct around *a)
{
    return may_open(a) && (!may_close(a) || a->left == WIDE || a->before == '(' ||
                           a->before == '[' || a->before == '{');
}

static bool is_open(const struct setting *s, bool is_single)
{
    if (is_single)
        return s->depth && s->quotes.v[s->open[s->depth - 1]].is_single;
    for (size_t i = 0; i < s->depth; i++)
        if (!s->quotes.v[s->open[i]].is_single)
            return true;
    return false;
}

/* Single marks still open within what ends here were apostrophes. */
static void drop_singles(struct setting *s)
{
    while (is_open(s, true))
        s->quotes.v[s->open[--s->depth]].as = APOSTROPHE;
}

static void open_quote(struct setting *s, struct quote *q)
{
    bool wants_inner = q->is_single;

    q->as = OPEN;
    if (s->depth && s->quotes.v[s->open[s->depth - 1]].is_inner == wants_inner)
        wants_inner = !wants_inner;
    q->is_inner = wants_inner;
    if (s->depth < DEPTH)
        s->open[s->depth++] = (size_t)(q - s->quotes.v);
}

static void close_quote(struct setting *s, struct quote *q)
{
    if (!q->is_single)
        drop_singles(s);
    q->as = CLOSE;
    q->is_inner = s->quotes.v[s->open[--s->depth]].is_inner;
}

/* "'90s", "'tis": an apostrophe that begins a word. */
static bool is_elision(const struct setting *s, size_t at)
{
    struct str rest = str_skip(s->in, at + 1), words = s->style->elisions, word;
    size_t n = 0;

    while (n < rest.n && is_ascii_alnum(rest.p[n]))
        n++;
    if (n >= 2 && is_ascii_digit(rest.p[0]) && is_ascii_digit(rest.p[1]))
        return (n == 2 || !is_ascii_digit(rest.p[2])) && !(n < rest.n && rest.p[n] == '\'');
    while (str_split(&words, ' ', &word))
        if (word.n == n && n && str_starts_fold(rest, word))
            return true;
    return false;
}

/* "1'000" has an apostrophe, "6'2" feet. */
static bool is_thousands(const struct setting *s, size_t at)
{
    struct str rest = str_skip(s->in, at + 1);
    size_t n = 0;

    while (n < rest.n && is_ascii_digit(rest.p[n]))
        n++;
    return n == 3;
}

static bool is_hebrew(uint32_t c)
{
    return c >= 0x5d0 && c <= 0x5f2;
}

static void judge_double(struct setting *s, struct quote *q, const struct around *a)
{
    bool any_open = is_open(s, false);

    if ((s->style->habits & TYPE_HEBREW) && is_hebrew(a->before) && is_hebrew(a->after))
        q->as = GERESH;
    else if (any_open && may_close(a))
        close_quote(s, q);
    else if (a->left == DIGIT)
        q->as = PRIME;
    else if (opens(a))
        open_quote(s, q);
    else if (may_close(a) && !is_alnum(a->right)) /* opened in a paragraph before */
        q->as = CLOSE;
}

static void judge_single(struct setting *s, struct quote *q, const struct around *a)
{
    bool is_inside = is_alnum(a->left) && is_alnum(a->right);
    bool is_in_word = is_inside && a->left != WIDE && a->right != WIDE;

    if ((s->style->habits & TYPE_HEBREW) && is_hebrew(a->before) && !is_open(s, true))
        q->as = GERESH;
    else if (a->left == DIGIT &&
             (a->right == DIGIT ? !is_thousands(s, q->at) : !is_inside && !is_open(s, true)))
        q->as = PRIME;
    else if (!is_in_word && is_open(s, true) && may_close(a))
        close_quote(s, q);
    else if (!is_in_word && opens(a) && !is_elision(s, q->at))
        open_quote(s, q);
    else if (is_in_word || may_open(a) || may_close(a))
        q->as = APOSTROPHE;
}

static void judge(struct setting *s, size_t at)
{
    struct around a = {.before = char_before(s, at), .after = char_after(s, at + 1)};
    struct quote *q = vec_push(&s->quotes);

    a.left = side_of(a.before);
    a.right = side_of(a.after);
    *q = (struct quote){.at = at, .is_single = s->in.p[at] == '\''};
    if (at + 1 < s->in.n && s->in.p[at + 1] == TYPE_PLAIN)
        return;
    if (q->is_single)
        judge_single(s, q, &a);
    else
        judge_double(s, q, &a);
}

static void judge_all(struct setting *s)
{
    for (size_t i = 0; i < s->in.n; i++)
        if (class_at(s->in, i) == B_QUOTE)
            judge(s, i);
    while (s->depth) {
        struct quote *q = &s->quotes.v[s->open[--s->depth]];

        if (q->is_single) /* a double one may go on in the next paragraph */
            q->as = APOSTROPHE;
    }
}

/* ---- Writing ---- */

static void write_quote(struct buf *out, const struct setting *s, const struct quote *q)
{
    switch (q->as) {
    case LEAVE:
        buf_byte(out, s->in.p[q->at]);
        break;
    case OPEN:
    case CLOSE:
        buf_add(out, s->style->marks[q->is_inner][q->as == CLOSE]);
        break;
    case APOSTROPHE:
        buf_add(out, STR("’"));
        break;
    case PRIME:
        buf_add(out, q->is_single ? STR("′") : STR("″"));
        break;
    case GERESH:
        buf_add(out, q->is_single ? STR("׳") : STR("״"));
        break;
    }
}

/* How many bytes C the text has at AT. */
static size_t run_of(struct str s, size_t at, char c)
{
    size_t n = 0;

    while (at + n < s.n && s.p[at + n] == c)
        n++;
    return n;
}

/* "--" is an en dash, "---" an em dash; longer rows are made of one kind if they can be. A row
 * that begins a word is an option of a program. */
static size_t write_dashes(struct buf *out, const struct setting *s, size_t at)
{
    size_t n = run_of(s->in, at, '-'), em = 0, en = 0;
    enum side left = side_of(char_before(s, at)), right = side_of(char_after(s, at + n));
    bool is_option = n == 2 && left <= PUNCT && is_alnum(right);

    if (n == 1 || is_option || (at + n < s->in.n && s->in.p[at + n] == TYPE_PLAIN)) {
        buf_add(out, str_sub(s->in, at, n));
        return n;
    }
    if (n % 3 == 0)
        em = n / 3;
    else if (n % 2 == 0)
        en = n / 2;
    else if (n % 3 == 2)
        em = n / 3, en = 1;
    else
        em = (n - 4) / 3, en = 2;
    while (em--)
        buf_add(out, STR("—"));
    while (en--)
        buf_add(out, STR("–"));
    return n;
}

/* Three dots, but not those of a path. */
static size_t write_dots(struct buf *out, const struct setting *s, size_t at)
{
    size_t n = run_of(s->in, at, '.'), dots = n;
    uint32_t before = char_before(s, at), after = char_after(s, at + n);
    bool is_plain = n < 3 || before == '/' || before == '\\' || after == '/' || after == '\\' ||
                    (at + n < s->in.n && s->in.p[at + n] == TYPE_PLAIN);

    for (; !is_plain && dots >= 3; dots -= 3)
        buf_add(out, STR("…"));
    buf_fill(out, '.', dots);
    return n;
}

/* Turns the space that OUT ends in into SPACE, which does not break. */
static void bind_space(struct buf *out, struct str space)
{
    if (out->n < 2 || out->p[out->n - 1] != ' ' || out->p[out->n - 2] == ' ' ||
        out->p[out->n - 2] == '\n')
        return;
    out->n--;
    buf_add(out, space);
}

/* ; ! ? are set off by a thin space, the rest by a whole one. A guillemet's first byte is shared
 * with other characters. */
static size_t write_french(struct buf *out, const struct setting *s, size_t at)
{
    struct str rest = str_skip(s->in, at);
    bool is_opening = str_starts(rest, STR("«"));
    size_t n = (unsigned char)rest.p[0] < 0x80 ? 1 : 2;

    if (!s->is_french) {
        buf_byte(out, rest.p[0]);
        return 1;
    }
    if (rest.p[0] == ';' || rest.p[0] == '!' || rest.p[0] == '?')
        bind_space(out, STR("\u202f"));
    else if (rest.p[0] == ':' || rest.p[0] == '%' || str_starts(rest, STR("»")))
        bind_space(out, STR("\u00a0"));
    buf_add(out, str_sub(rest, 0, n));
    if (is_opening && rest.n > 3 && rest.p[2] == ' ' && rest.p[3] != ' ') {
        buf_add(out, STR("\u00a0"));
        return 3;
    }
    return n;
}

static void write_all(struct buf *out, const struct setting *s)
{
    size_t at = 0, quote = 0;

    while (at < s->in.n) {
        size_t from = at;

        while (at < s->in.n && class_at(s->in, at) == B_TEXT)
            at++;
        buf_add(out, str_sub(s->in, from, at - from));
        if (at == s->in.n)
            return;
        switch (class_at(s->in, at)) {
        case B_QUOTE:
            write_quote(out, s, &s->quotes.v[quote++]);
            at++;
            break;
        case B_DASH:
            at += write_dashes(out, s, at);
            break;
        case B_DOT:
            at += write_dots(out, s, at);
            break;
        case B_FRENCH:
            at += write_french(out, s, at);
            break;
        case B_MARK:
            if (s->in.p[at] != TYPE_PLAIN)
                buf_byte(out, s->in.p[at]);
            at++;
            break;
        case B_TEXT:
            break;
        }
    }
}

void typography_set(struct buf *out, const struct typography *t, struct str text)
{
    struct setting s = {.style = t, .in = text, .is_french = t->habits & TYPE_FRENCH};

    judge_all(&s);
    write_all(out, &s);
    vec_done(&s.quotes);
}

struct str typography_text(struct arena *a, const struct typography *t, struct str text)
{
    struct buf set = {0};

    if (!typography_has_work(t, text))
        return text;
    typography_set(&set, t, text);
    text = arena_str(a, buf_str(&set));
    buf_done(&set);
    return text;
}
