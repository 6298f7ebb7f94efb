/* SPDX-License-Identifier: MIT */
/* The book's own words by language. */
#include "book/words.h"

#include "base/date.h"

static const struct {
    struct str language;
    const char *words[WORD_COUNT];
} rows[] = {
#define WORDS(language, ...) {STR_INIT(language), {__VA_ARGS__}},
#include "book/words.def"
#undef WORDS
};

struct str word_in(struct str language, enum word w)
{
    struct str primary = STR("");

    str_split(&language, '-', &primary);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_eq(primary, rows[i].language))
            return str_of(rows[i].words[w]);
    return str_of(rows[0].words[w]);
}

struct str words_posts(struct arena *a, size_t n, struct str language)
{
    return arena_printf(a, "%.*s %.*s", STR_ARG(number_display(a, n, language)),
                        STR_ARG(word_in(language, n == 1 ? WORD_POST : WORD_POSTS)));
}
