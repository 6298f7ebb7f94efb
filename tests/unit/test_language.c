/* SPDX-License-Identifier: MIT */
/* Language tags, and the language of a text that does not say it. */
#include "book/language.h"

#include "tap.h"

static struct arena arena;
static struct table words;

static const struct {
    const char *written, *tag;
} tags[] = {
    {"en", "en"},       {"EN_us", "en-US"},
    {"fa_IR", "fa-IR"}, {"zh-hans-cn", "zh-Hans-CN"},
    {"fre", "fr"},      {"en_US.UTF-8", "en-US"},
    {"cn", "zh-CN"},    {"es-419", "es-419"},
    {"C", ""},          {"POSIX", ""},
    {"", ""},           {"english please", ""},
    {"english", "en"},  {" de ", "de"},
    {"12", ""},
};

static const struct {
    const char *name;
    bool is_name, is_known;
} names[] = {
    {"fr", true, true},        {"zh-CN", true, true},      {"pt_BR", true, true},
    {"zh-Hant", true, true},   {"zh-Hant-TW", true, true}, {"es-419", true, true},
    {"ckb", true, true},       {"zh-cn", true, true},      {"min", false, false},
    {"go", false, false},      {"js", false, false},       {"ts", false, false},
    {"css", false, false},     {"md", false, false},       {"FR", false, true},
    {"fr-notes", false, true}, {"fr-", false, true},       {"en-US-x", false, true},
    {"e", false, false},       {"", false, false},         {"en_US-x", false, true},
};

static const struct {
    const char *tag;
    bool is_rtl;
} directions[] = {
    {"ar", true},  {"fa-IR", true},    {"he", true},      {"yi", true},
    {"en", false}, {"ur-Latn", false}, {"az-Arab", true}, {"pa-Arab-PK", true},
    {"az", false}, {"zh-Hant", false}, {"", false},       {"arc", false},
};

static const struct {
    const char *tag, *comma;
} commas[] = {
    {"en", ", "}, {"fa-IR", "، "}, {"ur", "، "},  {"he", ", "},      {"zh-TW", "、"},
    {"ja", "、"}, {"ko", ", "},    {"", ", "},    {"az-Arab", "، "}, {"ur-Latn", ", "},
    {"C", ", "},  {"dv", "، "},    {"yue", "、"},
};

static const struct {
    const char *a, *b;
    bool agrees, is_near;
} pairs[] = {
    {"pt", "pt-BR", true, true},     {"pt-BR", "pt", true, true},
    {"pt-PT", "pt-BR", false, true}, {"en-US", "en-us", true, true},
    {"fr", "fro", false, false},     {"zh-Hans", "zh-Hant", false, true},
    {"de", "en", false, false},
};

static const struct {
    const char *text, *language;
} texts[] = {
    {"This is the way it was, and that is not what you have to do for the rest of it.", "en"},
    {"Das ist nicht ein Haus, und die Katze ist mit den anderen auf der Mauer.", "de"},
    {"Le chat est dans une maison et les chiens sont sur un mur des voisins, que je vois.", "fr"},
    {"El perro que es de la casa y los gatos que se ven en una calle con un amigo.", "es"},
    {"Il gatto che è in una casa non vede il cane della vicina, per un po' di tempo.", "it"},
    {"Het huis is van een man en dat is niet zijn huis, met de hond op het dak.", "nl"},
    {"Это простая запись о чае и о воде, без лишних слов.", "ru"},
    {"Це проста розповідь про чай і воду, її п'ють із задоволенням.", "uk"},
    {"این یک نوشته‌ی ساده درباره‌ی چای و آب است که گفته "
     "می‌شود.",
     "fa"},
    {"هذا نص بسيط عن الشاي والماء في المدينة القديمة", "ar"},
    {"זהו טקסט פשוט על תה ועל מים בעיר העתיקה", "he"},
    {"これは簡単な文章です。お茶と水について書きます。", "ja"},
    {"这是一篇关于茶和水的简单文章，没有别的意思。", "zh"},
    {"이것은 차와 물에 대한 간단한 글입니다", "ko"},
    {"الشاي والماء في المدينة\n\n```c\nint the_of_and_is_to(void); /* the and of to is that with "
     "for this you it was */\n```\n",
     "ar"},
    {"Tea.", ""},
    {"", ""},
    {"42 \xFF\xFE \x80", ""},
};

#define EACH(list) (size_t i = 0; i < sizeof(list) / sizeof *(list); i++)

static void test_upright(void)
{
    static const char *const upright[] = {"zh-Hant", "ja", "ko-KR", "fa", "he", "az-Arab"};
    static const char *const slanted[] = {"en", "vi", "ru", "ko-Latn", "zh-Latn", "x-none"};

    for (size_t i = 0; i < sizeof upright / sizeof *upright; i++)
        ok(language_is_upright(str_of(upright[i])), "%s has no slanted type", upright[i]);
    for (size_t i = 0; i < sizeof slanted / sizeof *slanted; i++)
        ok(!language_is_upright(str_of(slanted[i])), "%s may have slanted type", slanted[i]);
}

int main(void)
{
    test_upright();
    for
        EACH(tags)
    is_str(language_tag(&arena, str_of(tags[i].written)), tags[i].tag, "tag of \"%s\"",
           tags[i].written);
    for
        EACH(names)
        {
            struct str s = str_of(names[i].name);

            ok(language_is_name(s) == names[i].is_name, "\"%s\" is %sa name", names[i].name,
               names[i].is_name ? "" : "not ");
            ok(language_is_known(s) == names[i].is_known, "\"%s\" is %sknown", names[i].name,
               names[i].is_known ? "" : "not ");
        }
    for
        EACH(directions)
    ok(language_is_rtl(str_of(directions[i].tag)) == directions[i].is_rtl, "direction of \"%s\"",
       directions[i].tag);
    for
        EACH(commas)
    ok(str_eq(language_comma(str_of(commas[i].tag)), str_of(commas[i].comma)), "comma of \"%s\"",
       commas[i].tag);
    for
        EACH(pairs)
        {
            struct str a = str_of(pairs[i].a), b = str_of(pairs[i].b);

            ok(language_agrees(a, b) == pairs[i].agrees, "%s, %s: agree", pairs[i].a, pairs[i].b);
            ok(language_is_near(a, b) == pairs[i].is_near, "%s, %s: near", pairs[i].a, pairs[i].b);
        }
    language_guess_words(&words);
    for
        EACH(texts)
    is_str(language_guess(str_of(texts[i].text), &words), texts[i].language,
           "language of \"%.20s\"", texts[i].text);
    table_done(&words);
    arena_done(&arena);
    return done();
}
