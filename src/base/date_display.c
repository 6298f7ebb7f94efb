/* SPDX-License-Identifier: MIT */
/* Dates for people, in many languages (base/months.def). */
#include "base/date.h"

#include <stdio.h>

#include "base/months.h"

static const struct month_language languages[] = {
#define LANGUAGE(tag, day, month, in_date, alone) \
    {STR_INIT(tag), day, month, STR_INIT(in_date), STR_INIT(alone)},
#include "base/months.def"
#undef LANGUAGE
};

enum { LANGUAGE_COUNT = sizeof languages / sizeof languages[0] };

size_t month_language_count(void)
{
    return LANGUAGE_COUNT;
}

const struct month_language *month_language_at(size_t i)
{
    return &languages[i];
}

struct str month_name(struct str names, int month)
{
    struct str name = STR_NONE;

    for (int i = 0; i < month; i++)
        if (!str_split(&names, '|', &name))
            return STR_NONE;
    return name;
}

/* True when TAG is WANTED or a prefix of it that ends at a subtag ("pt" of "pt-BR", "pt_BR"). */
static bool tag_covers(struct str tag, struct str wanted)
{
    if (wanted.n < tag.n || (wanted.n > tag.n && is_ascii_alnum(wanted.p[tag.n])))
        return false;
    for (size_t i = 0; i < tag.n; i++)
        if (tag.p[i] != (wanted.p[i] == '_' ? '-' : ascii_lower(wanted.p[i])))
            return false;
    return true;
}

/* The longest tag that covers WANTED; English, the first row, where there is none. */
static const struct month_language *find_language(struct str wanted)
{
    const struct month_language *best = &languages[0];
    size_t best_length = 0;

    for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
        if (languages[i].tag.n > best_length && tag_covers(languages[i].tag, wanted)) {
            best = &languages[i];
            best_length = best->tag.n;
        }
    }
    return best;
}

/* Persian has digits of its own, U+06F0…. */
static void add_number(struct buf *out, const struct month_language *l, unsigned long number)
{
    char digits[24];
    int n = snprintf(digits, sizeof digits, "%lu", number);
    bool is_persian = str_eq(l->tag, STR("fa"));

    for (int i = 0; i < n; i++) {
        if (is_persian)
            buf_byte(out, '\xDB');
        buf_byte(out, (char)(is_persian ? 0xB0 + (digits[i] - '0') : digits[i]));
    }
}

struct str number_display(struct arena *a, unsigned long number, struct str language)
{
    struct buf out = {0};
    struct str text;

    add_number(&out, find_language(language), number);
    text = arena_str(a, buf_str(&out));
    buf_done(&out);
    return text;
}

static void add_day(struct buf *out, const struct month_language *l, int day)
{
    add_number(out, l, (unsigned long)day);
    if (day == 1 && str_eq(l->tag, STR("fr")))
        buf_add(out, STR("er"));
}

static void add_field(struct buf *out, const struct month_language *l, char field, struct date d)
{
    switch (field) {
    case 'd':
        add_day(out, l, d.day);
        break;
    case 'm':
        add_number(out, l, (unsigned long)d.month);
        break;
    case 'y':
        add_number(out, l, (unsigned long)d.year);
        break;
    case 'M':
        buf_add(out, month_name(l->in_date, d.month));
        break;
    default:
        buf_add(out, month_name(l->alone.n ? l->alone : l->in_date, d.month));
        break;
    }
}

static struct str fill_pattern(struct arena *a, const struct month_language *l, const char *pattern,
                               struct date d)
{
    struct buf out = {0};
    struct str result;

    for (const char *p = pattern; *p; p++) {
        if (*p == '%' && p[1])
            add_field(&out, l, *++p, d);
        else
            buf_byte(&out, *p);
    }
    result = arena_str(a, buf_str(&out));
    buf_done(&out);
    return result;
}

struct str date_display(struct arena *a, struct date d, struct str language)
{
    const struct month_language *l = find_language(language);

    switch (d.precision) {
    case DATE_NONE:
        return STR_NONE;
    case DATE_YEAR:
        return fill_pattern(a, l, "%y", d);
    case DATE_MONTH:
        return fill_pattern(a, l, l->month, d);
    default:
        return fill_pattern(a, l, l->day, d);
    }
}

struct str date_display_month(struct arena *a, int year, int month, struct str language)
{
    struct date d = {.year = (int16_t)year, .month = (uint8_t)month, .day = 1};
    const struct month_language *l = find_language(language);

    return fill_pattern(a, l, l->month, d);
}
