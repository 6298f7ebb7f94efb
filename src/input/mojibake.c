/* SPDX-License-Identifier: MIT */
/* Recognising damaged text, and taking the damage back. */
#include "input/mojibake.h"

#include "base/table.h"
#include "base/utf8.h"
#include "base/vec.h"

enum { HIGH_COUNT = 128, LEAD_MAX = 4, ROUNDS_MAX = 3, TOLD_MAX = 20 };

/* Characters of the bytes from 0x80 on. Where Windows-1252 has none, browsers and editors keep
 * the control character of that number. */
static const struct charset {
    const char *name;
    uint16_t high[HIGH_COUNT];
} charsets[] = {
    {"Mac Roman",
     {0x00C4, 0x00C5, 0x00C7, 0x00C9, 0x00D1, 0x00D6, 0x00DC, 0x00E1, 0x00E0, 0x00E2, 0x00E4,
      0x00E3, 0x00E5, 0x00E7, 0x00E9, 0x00E8, 0x00EA, 0x00EB, 0x00ED, 0x00EC, 0x00EE, 0x00EF,
      0x00F1, 0x00F3, 0x00F2, 0x00F4, 0x00F6, 0x00F5, 0x00FA, 0x00F9, 0x00FB, 0x00FC, 0x2020,
      0x00B0, 0x00A2, 0x00A3, 0x00A7, 0x2022, 0x00B6, 0x00DF, 0x00AE, 0x00A9, 0x2122, 0x00B4,
      0x00A8, 0x2260, 0x00C6, 0x00D8, 0x221E, 0x00B1, 0x2264, 0x2265, 0x00A5, 0x00B5, 0x2202,
      0x2211, 0x220F, 0x03C0, 0x222B, 0x00AA, 0x00BA, 0x03A9, 0x00E6, 0x00F8, 0x00BF, 0x00A1,
      0x00AC, 0x221A, 0x0192, 0x2248, 0x2206, 0x00AB, 0x00BB, 0x2026, 0x00A0, 0x00C0, 0x00C3,
      0x00D5, 0x0152, 0x0153, 0x2013, 0x2014, 0x201C, 0x201D, 0x2018, 0x2019, 0x00F7, 0x25CA,
      0x00FF, 0x0178, 0x2044, 0x20AC, 0x2039, 0x203A, 0xFB01, 0xFB02, 0x2021, 0x00B7, 0x201A,
      0x201E, 0x2030, 0x00C2, 0x00CA, 0x00C1, 0x00CB, 0x00C8, 0x00CD, 0x00CE, 0x00CF, 0x00CC,
      0x00D3, 0x00D4, 0xF8FF, 0x00D2, 0x00DA, 0x00DB, 0x00D9, 0x0131, 0x02C6, 0x02DC, 0x00AF,
      0x02D8, 0x02D9, 0x02DA, 0x00B8, 0x02DD, 0x02DB, 0x02C7}},
    {"Windows-1252",
     {0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178, 0x00A0,
      0x00A1, 0x00A2, 0x00A3, 0x00A4, 0x00A5, 0x00A6, 0x00A7, 0x00A8, 0x00A9, 0x00AA, 0x00AB,
      0x00AC, 0x00AD, 0x00AE, 0x00AF, 0x00B0, 0x00B1, 0x00B2, 0x00B3, 0x00B4, 0x00B5, 0x00B6,
      0x00B7, 0x00B8, 0x00B9, 0x00BA, 0x00BB, 0x00BC, 0x00BD, 0x00BE, 0x00BF, 0x00C0, 0x00C1,
      0x00C2, 0x00C3, 0x00C4, 0x00C5, 0x00C6, 0x00C7, 0x00C8, 0x00C9, 0x00CA, 0x00CB, 0x00CC,
      0x00CD, 0x00CE, 0x00CF, 0x00D0, 0x00D1, 0x00D2, 0x00D3, 0x00D4, 0x00D5, 0x00D6, 0x00D7,
      0x00D8, 0x00D9, 0x00DA, 0x00DB, 0x00DC, 0x00DD, 0x00DE, 0x00DF, 0x00E0, 0x00E1, 0x00E2,
      0x00E3, 0x00E4, 0x00E5, 0x00E6, 0x00E7, 0x00E8, 0x00E9, 0x00EA, 0x00EB, 0x00EC, 0x00ED,
      0x00EE, 0x00EF, 0x00F0, 0x00F1, 0x00F2, 0x00F3, 0x00F4, 0x00F5, 0x00F6, 0x00F7, 0x00F8,
      0x00F9, 0x00FA, 0x00FB, 0x00FC, 0x00FD, 0x00FE, 0x00FF}},
};

enum { CHARSET_COUNT = sizeof charsets / sizeof *charsets };

/* Latin-1 differs from Windows-1252 in control characters, which nobody writes: both at once. */
static int byte_of(const struct charset *set, uint32_t c)
{
    if (c < 0x80 || (c > 0x3C0 && c < 0x2013) || (c > 0x25CA && c < 0xF8FF))
        return -1; /* most scripts, quickly */
    for (int i = 0; i < HIGH_COUNT; i++)
        if (set->high[i] == c)
            return 0x80 + i;
    return c < 0xA0 && set != charsets ? (int)c : -1;
}

/* One character that was damaged: [FROM, END) of the text mean C. */
struct damage {
    size_t from, end;
    uint32_t c;
    unsigned length;      /* bytes of C in UTF-8 */
    unsigned char second; /* its second byte */
};

/* What stands at AT, if it is a damaged character. */
static bool damage_at(const struct charset *set, struct str text, size_t at, struct damage *ret)
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
static bool is_certain_latin(const struct charset *set, struct str text, const struct damage *d)
{
    bool before = d->from && is_letter_at(text, d->from - 1), behind = is_letter_at(text, d->end);
    bool is_small = before && text.p[d->from - 1] >= 'a';

    if (d->from && (unsigned char)text.p[d->from - 1] >= 0x80)
        return false;
    if (set == charsets)
        return is_mathematical(d->second) ? before && behind : before || (behind && d->c >= 0xC0);
    if (d->c < 0xC0) /* "Â°", "Â©" behind anything but capitals */
        return is_small || (!before && d->from && text.p[d->from - 1] != '\'');
    return is_small || (before && behind && text.p[d->end] >= 'a') ||
           (!before && (behind || !is_closing(d->second)));
}

/* ALONE: no other damaged character touches it. */
static bool is_certain(const struct charset *set, struct str text, const struct damage *d,
                       bool alone)
{
    if (d->length == 4)
        return d->c >= 0x1F000 || !alone;
    if (d->length == 3 && is_sign(d->c))
        return set == charsets || !alone || !is_closing(d->second);
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
    const struct charset *set;
    struct str text, file;
    VEC(struct damage) found;
    size_t strange; /* characters beyond ASCII that are no damage of this kind */
};

static void find_damage(struct finder *f)
{
    uint32_t c;

    for (size_t at = 0; at < f->text.n;) {
        struct damage d;
        size_t len = 1;

        if ((unsigned char)f->text.p[at] < 0x80) {
            at++;
            continue;
        }
        if (damage_at(f->set, f->text, at, &d)) {
            *vec_push(&f->found) = d;
            at = d.end;
            continue;
        }
        len = utf8_decode(f->text, at, &c);
        f->strange++;
        at += len ? len : 1;
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
                 STR_ARG(written), STR_ARG(as_utf8(f->a, d.c)), f->set->name, kinds.v[i].num);
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
        struct finder f = {.a = a, .set = &charsets[i], .text = text, .file = file};

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

static bool is_ascii(struct str s)
{
    unsigned char any = 0;

    for (size_t i = 0; i < s.n; i++)
        any |= (unsigned char)s.p[i];
    return any < 0x80;
}

/* Text may have gone through the mill more than once. */
struct str mojibake_mend(struct arena *a, struct str text, bool is_wanted, struct str file,
                         struct diag_list *diags)
{
    for (int round = 0; round < ROUNDS_MAX && !is_ascii(text); round++) {
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
