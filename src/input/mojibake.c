/* SPDX-License-Identifier: MIT */
/* Recognising damaged text, and taking the damage back. */
#include "input/mojibake.h"

#include "base/table.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "input/charset.h"

enum { LEAD_MAX = 4, ROUNDS_MAX = 3, TOLD_MAX = 20 };

static int byte_of(enum charset set, uint32_t c)
{
    if (c < CHARSET_HIGH || (c > 0x3C0 && c < 0x2013) || (c > 0x25CA && c < 0xF8FF))
        return -1; /* most scripts, quickly */
    return charset_byte(set, c);
}

/* One character that was damaged: [FROM, END) of the text mean C. */
struct damage {
    size_t from, end;
    uint32_t c;
    unsigned length;      /* bytes of C in UTF-8 */
    unsigned char second; /* its second byte */
};

/* What stands at AT, if it is a damaged character. */
static bool damage_at(enum charset set, struct str text, size_t at, struct damage *ret)
{
    char bytes[LEAD_MAX];
    struct damage d = {.from = at, .end = at};
    unsigned want = 1, n = 0;
    uint32_t c;

    while (n < want) {
        size_t len = utf8_decode(text, d.end, &c);
        int byte = len ? byte_of(set, c) : -1;

        if (byte < 0)
            return false;
        if (n == 0)
            want = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 0;
        if (n == 0 && want == 0)
            return false;
        bytes[n++] = (char)byte;
        d.end += len;
    }
    if (utf8_decode((struct str){bytes, n}, 0, &d.c) != n || !utf8_is_assigned(d.c))
        return false;
    d.length = n;
    d.second = (unsigned char)bytes[1];
    *ret = d;
    return true;
}

/* Quotes and dashes that close a word, as Windows-1252 has them: ’ ” – — » … and so on. Behind
 * a letter they are correct text. */
static bool is_closing(unsigned char byte)
{
    return byte == 0x85 || (byte >= 0x91 && byte <= 0x97) || byte == 0x9B || byte == 0xA0 ||
           byte == 0xBB || byte == 0xAB;
}

/* Signs and pictures: what is damaged most where letters are ASCII. */
static bool is_sign(uint32_t c)
{
    return (c >= 0x2010 && c <= 0x205E) || (c >= 0x20A0 && c <= 0x20CF) ||
           (c >= 0x2100 && c <= 0x2BFF) || c == 0xFE0F || c == 0xFEFF || c == 0x200D ||
           c == 0x200B || (c >= 0x1F000 && c <= 0x1FAFF);
}

static bool is_letter_at(struct str text, size_t at)
{
    return at < text.n && is_ascii_alpha(text.p[at]);
}

/* Byte of a sign that stands behind "√" or "¬" in formulas, read as Mac Roman. */
static bool is_mathematical(unsigned char byte)
{
    return byte == 0xAD || (byte >= 0xB0 && byte <= 0xBA) || byte == 0xBD;
}

static bool is_latin(uint32_t c)
{
    return c >= 0xA0 && c < 0x180;
}

/* "Ã©" is "é" where the capital stands within or before a word in small letters, "√©" where the
 * sign touches a letter. */
static bool is_certain_latin(enum charset set, struct str text, const struct damage *d)
{
    bool before = d->from && is_letter_at(text, d->from - 1), behind = is_letter_at(text, d->end);
    bool is_small = before && text.p[d->from - 1] >= 'a';

    if (d->from && (unsigned char)text.p[d->from - 1] >= 0x80)
        return false;
    if (set == CHARSET_MAC_ROMAN)
        return is_mathematical(d->second) ? before && behind : before || (behind && d->c >= 0xC0);
    if (d->c < 0xC0) /* "Â°", "Â©" behind anything but capitals */
        return is_small || (!before && d->from && text.p[d->from - 1] != '\'');
    return is_small || (before && behind && text.p[d->end] >= 'a') ||
           (!before && (behind || !is_closing(d->second)));
}

/* ALONE: no other damaged character touches it. */
static bool is_certain(enum charset set, struct str text, const struct damage *d, bool alone)
{
    if (d->length == 4)
        return d->c >= 0x1F000 || !alone;
    if (d->length == 3 && is_sign(d->c))
        return set == CHARSET_MAC_ROMAN || !alone || !is_closing(d->second);
    if (d->length == 2 && is_latin(d->c))
        return is_certain_latin(set, text, d) || !alone;
    return !alone && utf8_is_word(d->c);
}

/* In a file that holds nothing else beyond ASCII, what stands alone counts as well. */
static bool is_likely(const struct damage *d, bool alone)
{
    return is_latin(d->c) || is_sign(d->c) || (!alone && utf8_is_word(d->c));
}

struct finder {
    struct arena *a;
    enum charset set;
    struct str text, file;
    VEC(struct damage) found;
    size_t strange; /* characters beyond ASCII that are no damage of this kind */
};

/* Whether a damaged character may begin with LEAD: no letter of most scripts, which would be many,
 * is in a set. U+0080 to U+03FF, U+2000 to U+2FFF, U+F000 to U+FFFF. */
static bool may_begin(unsigned char lead)
{
    return (lead >= 0xC2 && lead <= 0xCF) || lead == 0xE2 || lead == 0xEF;
}

static size_t next_character(struct str text, size_t at)
{
    do
        at++;
    while (at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80);
    return at;
}

static void find_damage(struct finder *f)
{
    for (size_t at = 0; at < f->text.n;) {
        unsigned char byte = (unsigned char)f->text.p[at];
        struct damage d;

        if (byte < 0x80) {
            at++;
        } else if (may_begin(byte) && damage_at(f->set, f->text, at, &d)) {
            *vec_push(&f->found) = d;
            at = d.end;
        } else {
            f->strange++;
            at = next_character(f->text, at);
        }
    }
}

static bool touches(const struct finder *f, size_t i)
{
    const struct damage *v = f->found.v;

    return (i && v[i - 1].end == v[i].from) || (i + 1 < f->found.n && v[i].end == v[i + 1].from);
}

enum { WHOLE_MIN = 4 }; /* damaged characters that make a file a damaged one */

/* Drops what is not certain. */
static void keep_certain(struct finder *f)
{
    bool is_whole = f->strange == 0 && f->found.n >= WHOLE_MIN;
    bool *keep = arena_array(f->a, bool, f->found.n);
    size_t n = 0;

    for (size_t i = 0; i < f->found.n; i++)
        keep[i] = is_certain(f->set, f->text, &f->found.v[i], !touches(f, i)) ||
                  (is_whole && is_likely(&f->found.v[i], !touches(f, i)));
    for (size_t i = 0; i < f->found.n; i++)
        if (keep[i])
            f->found.v[n++] = f->found.v[i];
    f->found.n = n;
}

static struct str as_utf8(struct arena *a, uint32_t c)
{
    struct buf b = {0};
    struct str s;

    utf8_add(&b, c);
    s = arena_str(a, buf_str(&b));
    buf_done(&b);
    return s;
}

/* Once for each damaged character: where it stands first, and how often. */
static void tell(struct finder *f, bool is_wanted, struct diag_list *diags)
{
    struct table kinds = {0};

    for (size_t i = 0; i < f->found.n; i++) {
        const struct damage *d = &f->found.v[i];

        table_put(&kinds, str_sub(f->text, d->from, d->end - d->from), NULL)->num++;
    }
    for (size_t i = 0; i < kinds.n && i < TOLD_MAX; i++) {
        struct str written = kinds.v[i].key;
        struct damage d;

        damage_at(f->set, written, 0, &d);
        diag_add(diags, is_wanted ? DIAG_REPAIRED : DIAG_DAMAGED,
                 diag_pos_of(f->file, f->text, (size_t)(written.p - f->text.p), 1),
                 STR_ARG(written), STR_ARG(as_utf8(f->a, d.c)), charset_name(f->set),
                 diag_times(f->a, kinds.v[i].num));
    }
    table_done(&kinds);
}

static struct str repaired(const struct finder *f)
{
    struct buf out = {0};
    struct str text;
    size_t from = 0;

    for (size_t i = 0; i < f->found.n; i++) {
        buf_add(&out, str_sub(f->text, from, f->found.v[i].from - from));
        utf8_add(&out, f->found.v[i].c);
        from = f->found.v[i].end;
    }
    buf_add(&out, str_skip(f->text, from));
    text = arena_str(f->a, buf_str(&out));
    buf_done(&out);
    return text;
}

/* The character set that explains most of TEXT. */
static void find_best(struct finder *ret, struct arena *a, struct str text, struct str file)
{
    *ret = (struct finder){0};
    for (size_t i = 0; i < CHARSET_COUNT; i++) {
        struct finder f = {.a = a, .set = (enum charset)i, .text = text, .file = file};

        find_damage(&f);
        keep_certain(&f);
        if (f.found.n > ret->found.n) {
            vec_done(&ret->found);
            *ret = f;
        } else {
            vec_done(&f.found);
        }
    }
}

/* Text may have gone through the mill more than once. */
struct str mojibake_mend(struct arena *a, struct str text, bool is_wanted, struct str file,
                         struct diag_list *diags)
{
    for (int round = 0; round < ROUNDS_MAX && !str_is_ascii(text); round++) {
        struct finder f;

        find_best(&f, a, text, file);
        if (f.found.n == 0)
            break;
        if (round == 0)
            tell(&f, is_wanted, diags);
        if (is_wanted)
            text = repaired(&f);
        vec_done(&f.found);
        if (!is_wanted)
            break;
    }
    return text;
}
