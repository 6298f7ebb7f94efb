/* SPDX-License-Identifier: MIT */
/* The word index of a language: which names are keywords, types, known functions. */
#include "render/lexcode.h"

/* The words are few and short: three bytes and the length tell nearly all of them apart. */
static unsigned word_slot(const char *p, size_t n, bool no_case)
{
    uint32_t a = (unsigned char)p[0], b = (unsigned char)p[n - 1], m = (unsigned char)p[n / 2];

    if (no_case) {
        a |= 0x20;
        b |= 0x20;
        m |= 0x20;
    }
    return ((a | b << 8 | m << 16 | (uint32_t)n << 24) * 0x9e3779b1u) >> 22;
}

static bool word_is(const struct word *w, const char *p, size_t n, bool no_case)
{
    if (w->n != n)
        return false;
    if (!no_case)
        return memcmp(w->p, p, n) == 0;
    for (size_t i = 0; i < n; i++)
        if (w->p[i] != ascii_lower(p[i]))
            return false;
    return true;
}

/* The word that is already there wins, so the order of the lists is their rank. */
static void words_add(struct words *w, const char *p, size_t n, enum highlight_kind kind)
{
    char last = p[n - 1], names = 0;
    unsigned slot;

    if (n > 1 && (last == '>' || last == '^')) {
        names = last;
        n--;
    }
    if (w->count == WORDS_MAX || n > WORD_LENGTH_MAX)
        return;
    slot = word_slot(p, n, w->no_case);
    while (w->slots[slot]) {
        if (word_is(&w->words[w->slots[slot] - 1], p, n, false))
            return;
        slot = (slot + 1) % WORD_SLOTS;
    }
    w->words[w->count++] = (struct word){p, (uint8_t)n, (uint8_t)kind, names};
    w->slots[slot] = (uint16_t)w->count;
}

static void words_add_list(struct words *w, const char *list, enum highlight_kind kind)
{
    if (!list)
        return;
    while (*list) {
        size_t n = strcspn(list, " ");

        if (n)
            words_add(w, list, n, kind);
        list += n;
        list += *list == ' ';
    }
}

void words_init(struct words *w, const struct language *l)
{
    w->count = 0;
    w->no_case = l->flags & CODE_NO_CASE;
    memset(w->slots, 0, sizeof(w->slots));
    words_add_list(w, l->keywords, HL_KEYWORD);
    words_add_list(w, l->more_keywords, HL_KEYWORD);
    words_add_list(w, l->types, HL_TYPE);
    words_add_list(w, l->functions, HL_FUNCTION);
}

const struct word *words_find(const struct words *w, const char *p, size_t n)
{
    unsigned slot;

    if (n == 0 || n > WORD_LENGTH_MAX)
        return NULL;
    for (slot = word_slot(p, n, w->no_case); w->slots[slot]; slot = (slot + 1) % WORD_SLOTS) {
        const struct word *word = &w->words[w->slots[slot] - 1];

        if (word_is(word, p, n, w->no_case))
            return word;
    }
    return NULL;
}
