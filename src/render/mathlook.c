/* SPDX-License-Identifier: MIT */
/* Telling mathematics from prose by evidence. */
#include "render/mathlook.h"

#include <string.h>

struct evidence {
    bool has_command;  /* \alpha, \{ */
    bool has_script;   /* ^ or _ */
    bool has_operator; /* = < > + - * / | ! */
    bool has_alnum, has_blank, has_foreign;
    bool is_money;      /* begins with a digit */
    bool is_identifier; /* letters, digits and underscores only, foo_bar */
    bool is_damaged;    /* code, links, tags, unbalanced braces, control characters */
    size_t words;       /* runs of two or more letters that no backslash precedes */
    size_t long_words;  /* of four or more */
    size_t stop_words;  /* "and", "the" … */
};

static bool is_stop_word(struct str w)
{
    static const struct str words =
        STR_INIT("and or to the for per is in of not a an are you but with was then und et");

    return str_among_fold(w, words);
}

/* What version control systems expand between dollars. */
static bool is_keyword(struct str tex)
{
    static const struct str words[] = {
        STR_INIT("Id"),     STR_INIT("Rev"),    STR_INIT("Revision"), STR_INIT("Date"),
        STR_INIT("Author"), STR_INIT("Header"), STR_INIT("HeadURL"),  STR_INIT("Log"),
        STR_INIT("Source"), STR_INIT("Locker"), STR_INIT("State"),    STR_INIT("RCSfile"),
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_starts(tex, words[i]) && (tex.n == words[i].n || tex.p[words[i].n] == ':'))
            return true;
    return false;
}

static void count_word(struct evidence *e, struct str w)
{
    e->words += w.n >= 2;
    e->long_words += w.n >= 4;
    e->stop_words += is_stop_word(w) && w.n >= 2;
}

static size_t word_end(struct str s, size_t at)
{
    while (at < s.n && is_ascii_alpha(s.p[at]))
        at++;
    return at;
}

/* Weighs the byte at *AT that is no letter; may skip what belongs to it. */
static void weigh_mark(struct evidence *e, struct str s, size_t *at, int *depth)
{
    switch (s.p[*at]) {
    case '\\':
        e->has_command |= *at + 1 < s.n && !is_ascii_space(s.p[*at + 1]) && s.p[*at + 1] != '$';
        *at = *at + 1 < s.n && is_ascii_alpha(s.p[*at + 1]) ? word_end(s, *at + 1) - 1 : *at + 1;
        break;
    case '^':
    case '_':
        e->has_script = true;
        break;
    case '{':
        ++*depth;
        break;
    case '}':
        e->is_damaged |= --*depth < 0;
        break;
    case '`':
        e->is_damaged = true;
        break;
    case ']':
        e->is_damaged |= *at + 1 < s.n && s.p[*at + 1] == '(' && str_find_byte(s, '/', *at) < s.n;
        break;
    case '<':
        e->is_damaged |= *at + 1 < s.n && s.p[*at + 1] == '/';
        e->has_operator = true;
        break;
    default:
        e->has_operator |= strchr("=>+-*/|!", s.p[*at]) != NULL;
        e->has_blank |= is_ascii_space(s.p[*at]);
        e->has_alnum |= is_ascii_digit(s.p[*at]);
        e->has_foreign |= (unsigned char)s.p[*at] >= 0x80;
        e->is_damaged |= (unsigned char)s.p[*at] < ' ' && !is_ascii_space(s.p[*at]);
        break;
    }
}

static bool is_identifier(struct str s)
{
    size_t from = 0, under = str_find_byte(s, '_', 0);

    for (size_t i = 0; i < s.n; i++)
        if (!is_ascii_alnum(s.p[i]) && s.p[i] != '_')
            return false;
    if (under == STR_NPOS)
        return false;
    for (; under != STR_NPOS; from = under + 1, under = str_find_byte(s, '_', from))
        if (under - from >= 2)
            return true;
    return false;
}

static struct evidence weigh(struct str s)
{
    struct evidence e = {0};
    int depth = 0;

    for (size_t i = 0; i < s.n; i++) {
        if (is_ascii_alpha(s.p[i])) {
            size_t end = word_end(s, i);

            count_word(&e, str_sub(s, i, end - i));
            e.has_alnum = true;
            i = end - 1;
        } else {
            weigh_mark(&e, s, &i, &depth);
        }
    }
    e.is_damaged |= depth != 0;
    e.is_money = s.n > 0 && is_ascii_digit(s.p[0]);
    e.is_identifier = is_identifier(s);
    return e;
}

/* Without a command: letters, numbers and signs, or words? */
static bool is_formula_of_letters(const struct evidence *e)
{
    if (e->is_identifier || e->stop_words > 0)
        return false;
    if (e->is_money && (e->has_foreign || (e->words > 0 && (e->has_blank || e->long_words > 0))))
        return e->has_script && e->long_words == 0;
    if (e->has_script)
        return e->words < 4;
    if (!e->has_alnum)
        return e->has_operator || e->has_foreign;
    if (e->words <= 1)
        return !e->has_foreign || !e->has_blank;
    if (e->long_words >= 2 && !e->has_blank) /* "some-name" */
        return false;
    return e->has_operator ? e->words < 4 : e->long_words == 0 && e->words < 4;
}

/* A letter or brace right behind the closing dollar: "$n$th" and "$k$-means" are math,
 * "$HOME/bin:$PATH" and "$a$b" are not. */
static bool is_follower_fine(struct str tex, const struct evidence *e, char before,
                             struct str after)
{
    char c;
    size_t end;

    if (after.n == 0)
        return true;
    c = after.p[0];
    if (is_ascii_digit(c)) /* "3$\times$3" */
        return e->has_command && is_ascii_digit(before);
    if (c == '{' || c == '_')
        return c == before || (e->has_command && c == '_');
    if (c == '(')
        return e->has_command || tex.n == 1;
    if (!is_ascii_alpha(c))
        return true;
    end = word_end(after, 0);
    if (e->has_command)
        return true;
    return (tex.n == 1 || e->has_script) && end <= 3 && c >= 'a' &&
           (end >= after.n || (after.p[end] != '_' && after.p[end] != '$'));
}

bool math_looks_inline(struct str tex, char before, struct str after)
{
    struct evidence e = weigh(tex);

    if (e.is_damaged || is_keyword(tex) || !is_follower_fine(tex, &e, before, after))
        return false;
    if (is_ascii_alnum(before) || (before == '_' && str_find_byte(after, '_', 0) != 0))
        return e.has_command;
    if (tex.p[0] == '{' && !e.has_command && !e.has_script)
        return false;
    if (str_find(tex, STR("://"), 0) != STR_NPOS)
        return false;
    return e.has_command ? e.stop_words < 3 || !e.is_money : is_formula_of_letters(&e);
}

bool math_looks_display(struct str tex, bool is_alone)
{
    struct evidence e;

    tex = str_trim(tex);
    if (tex.n == 0)
        return false;
    e = weigh(tex);
    if (e.is_damaged)
        return e.has_command && is_alone;
    if (is_alone || e.has_command)
        return true;
    return is_formula_of_letters(&e) && (e.words < 2 || e.has_operator || e.has_script);
}

bool math_looks_bracketed(struct str tex, bool is_display, bool is_alone, char before)
{
    struct evidence e;

    tex = str_trim(tex);
    if (tex.n == 0)
        return false;
    e = weigh(tex);
    if (e.is_damaged || is_ascii_alnum(before))
        return e.has_command && !is_ascii_alnum(before);
    if (e.has_command)
        return true;
    if (is_display)
        return is_formula_of_letters(&e) && (e.has_script || (is_alone && e.has_operator));
    if (tex.n <= 2 || !e.has_alnum) /* "\(a\) first, \(2\) second" at the start of a line */
        return is_ascii_alpha(tex.p[0]) && tex.n == 1 && before == ' ';
    return is_formula_of_letters(&e) && (e.has_script || (e.has_operator && e.words == 0));
}
