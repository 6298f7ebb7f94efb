/* SPDX-License-Identifier: MIT */
/* The language of a text that does not say it. */
#include "base/utf8.h"
#include "book/language.h"

enum { LOOK_BYTES = 4096, WORD_BYTES = 12, HITS_MIN = 8 };

/* A letter of these scripts tells the language, or at least its most written one. One of Chinese
 * and Japanese stands for a syllable or a word: it weighs as much as three. */
static const struct {
    uint32_t first, last;
    const char *language;
    unsigned weight;
} scripts[] = {
    {0x0370, 0x03FF, "el", 1}, {0x0400, 0x052F, "ru", 1}, {0x0530, 0x058F, "hy", 1},
    {0x0590, 0x05FF, "he", 1}, {0x0600, 0x06FF, "ar", 1}, {0x0900, 0x097F, "hi", 1},
    {0x0980, 0x09FF, "bn", 1}, {0x0B80, 0x0BFF, "ta", 1}, {0x0C00, 0x0C7F, "te", 1},
    {0x0E00, 0x0E7F, "th", 1}, {0x10A0, 0x10FF, "ka", 1}, {0x3040, 0x30FF, "ja", 3},
    {0x4E00, 0x9FFF, "zh", 3}, {0xAC00, 0xD7AF, "ko", 3},
};

enum { SCRIPT_COUNT = sizeof scripts / sizeof *scripts, CYRILLIC = 1, ARABIC = 4, KANA = 11, HAN };

/* Languages in the Latin script. */
static const struct {
    struct str language, words;
} latin[] = {
#define SMALL_WORDS(language, words) {STR_INIT(language), STR_INIT(words)},
#include "book/small_words.def"
#undef SMALL_WORDS
};

enum { LATIN_COUNT = sizeof latin / sizeof *latin };

_Static_assert(LATIN_COUNT <= 8 * sizeof(size_t), "a bit for each");

struct counts {
    size_t scripts[SCRIPT_COUNT];
    size_t latin_letters;
    size_t persian, ukrainian; /* letters that Arabic and Russian do not have */
    size_t hits[LATIN_COUNT];
    const struct table *words; /* small word → bits of the languages that have it */
};

/* Which languages have each small word: bit I is that of latin[I]. */
void language_guess_words(struct table *ret_words)
{
    for (size_t i = 0; i < LATIN_COUNT; i++) {
        struct str words = latin[i].words, word;

        while (str_split(&words, ' ', &word))
            table_put(ret_words, word, NULL)->num |= (size_t)1 << i;
    }
}

static void count_word(struct counts *n, struct str word)
{
    const struct table_entry *e = word.n ? table_get(n->words, word) : NULL;

    for (size_t i = 0, bits = e ? e->num : 0; bits; i++, bits >>= 1)
        n->hits[i] += bits & 1;
}

static void count_letter(struct counts *n, uint32_t c)
{
    if (c < 0x250) {
        n->latin_letters++;
        return;
    }
    n->persian += c == 0x067E || c == 0x0686 || c == 0x06A9 || c == 0x06AF || c == 0x06CC;
    n->ukrainian += c == 0x0454 || c == 0x0456 || c == 0x0457 || c == 0x0491;
    for (size_t i = 0; i < SCRIPT_COUNT; i++)
        if (c >= scripts[i].first && c <= scripts[i].last)
            n->scripts[i] += scripts[i].weight;
}

/* Letters and words of LINE. */
static void count_line(struct counts *n, struct str line)
{
    struct buf word = {0};
    uint32_t c = 0;

    for (size_t at = 0, len; at <= line.n; at += len ? len : 1) {
        len = utf8_decode(line, at, &c);
        if (len && utf8_is_word(c)) {
            count_letter(n, c);
            if (word.n < WORD_BYTES)
                utf8_add(&word, utf8_lower(c));
        } else {
            count_word(n, buf_str(&word));
            buf_clear(&word);
        }
    }
    buf_done(&word);
}

/* Prose only: code would tell English. */
static void count_text(struct counts *n, struct str text)
{
    struct str rest = str_sub(text, 0, LOOK_BYTES), line;
    bool in_code = false;

    while (str_line(&rest, &line)) {
        struct str start = str_trim(line);

        if (str_starts(start, STR("```")) || str_starts(start, STR("~~~")))
            in_code = !in_code;
        else if (!in_code && !str_starts(line, STR("    ")))
            count_line(n, line);
    }
}

static struct str guess_script(const struct counts *n)
{
    size_t best = 0;

    for (size_t i = 1; i < SCRIPT_COUNT; i++)
        if (n->scripts[i] > n->scripts[best])
            best = i;
    if (n->scripts[best] < HITS_MIN || n->scripts[best] < n->latin_letters)
        return STR_NONE;
    if (best == ARABIC && n->persian * 20 > n->scripts[ARABIC])
        return STR("fa");
    if (best == CYRILLIC && n->ukrainian * 40 > n->scripts[CYRILLIC])
        return STR("uk");
    if (best == HAN && n->scripts[KANA] * 10 > n->scripts[HAN])
        return STR("ja");
    return str_of(scripts[best].language);
}

/* One that is well ahead of the next. */
static struct str guess_latin(const struct counts *n)
{
    size_t best = 0, second = 0;

    for (size_t i = 1; i < LATIN_COUNT; i++)
        if (n->hits[i] > n->hits[best])
            best = i;
    for (size_t i = 0; i < LATIN_COUNT; i++)
        if (i != best && n->hits[i] > second)
            second = n->hits[i];
    return n->hits[best] >= HITS_MIN && n->hits[best] * 3 > second * 4 ? latin[best].language
                                                                       : STR_NONE;
}

struct str language_guess(struct str text, const struct table *words)
{
    struct counts n = {.words = words};
    struct str language;

    count_text(&n, text);
    language = guess_script(&n);
    return language.p ? language : guess_latin(&n);
}
