/* SPDX-License-Identifier: MIT */
/* Articles at the beginning of titles. */
#include "book/articles.h"

#include "book/language.h"

static const struct {
    struct str language, words;
} articles[] = {
#define ARTICLES(language, words) {STR_INIT(language), STR_INIT(words)},
#include "book/articles.def"
#undef ARTICLES
};

#define TYPOGRAPHIC STR("\xE2\x80\x99")

/* Length of ARTICLE as TITLE begins with it, 0 if it does not. */
static size_t begins(struct str title, struct str article)
{
    bool is_elided = article.p[article.n - 1] == '\'';
    struct str stem = str_chop(article, is_elided), rest = str_skip(title, stem.n);

    if (!str_starts_fold(title, stem))
        return 0;
    if (is_elided && str_starts(rest, STR("'")))
        return stem.n + 1;
    if (is_elided && str_starts(rest, TYPOGRAPHIC))
        return stem.n + TYPOGRAPHIC.n;
    return !is_elided && str_starts(rest, STR(" ")) ? stem.n : 0;
}

struct str title_article(struct str language, struct str title)
{
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
        struct str words = articles[i].words, word;

        if (!language_is_near(articles[i].language, language))
            continue;
        while (str_split(&words, ' ', &word)) {
            size_t n = begins(title, word);

            if (n && str_trim(str_skip(title, n)).n)
                return str_sub(title, 0, n);
        }
    }
    return STR("");
}
