/* SPDX-License-Identifier: MIT */
/* Quotes, dashes, dots and spaces by language; what must stay as it is. */
#include "render/typography.h"

#include "tap.h"

struct example {
    const char *language, *text, *set;
};

static const struct example examples[] = {
    /* pairs, nesting, sides */
    {"en", "\"Tea,\" she said.", "“Tea,” she said."},
    {"", "\"Tea\"", "“Tea”"},
    {"xx", "'Tea'", "‘Tea’"},
    {"en", "\"The 'old' pot\"", "“The ‘old’ pot”"},
    {"en", "'The \"old\" pot'", "‘The “old” pot’"},
    {"en", "\"one \"two\" three\"", "“one ‘two’ three”"},
    {"en", "(\"Tea\") [\"cup\"] \"pot\"—\"lid\".", "(“Tea”) [“cup”] “pot”—“lid”."},
    {"en", "\"'Tea', he said.\"", "“‘Tea’, he said.”"},
    {"en", "\"Goes on in the next paragraph", "“Goes on in the next paragraph"},
    {"en", "and ends here.\"", "and ends here.”"},
    {"en", "\"...\"", "“…”"},
    {"en", "“set” ‘already’ „so“ «it» stays", "“set” ‘already’ „so“ «it» stays"},
    /* apostrophes */
    {"en", "It's the dogs' bone, isn't it?", "It’s the dogs’ bone, isn’t it?"},
    {"en", "'Tis the '90s, rock 'n' roll", "’Tis the ’90s, rock ’n’ roll"},
    {"en", "'90' is a number", "‘90’ is a number"},
    {"en", "\"the dogs' bone\"", "“the dogs’ bone”"},
    {"en", "the 1990's", "the 1990’s"},
    {"nl", "'s avonds zo'n \"foto's\"", "’s avonds zo’n “foto’s”"},
    {"fr", "l'\"Avare\"", "l’«\u00a0Avare\u00a0»"},
    {"uk", "м'я \"ні\"", "м’я «ні»"},
    /* measures */
    {"en", "6'2\" tall, 12\" wide, 5' high", "6′2″ tall, 12″ wide, 5′ high"},
    {"en", "\"version 2\" and 'part 3'", "“version 2” and ‘part 3’"},
    {"de-CH", "1'000'000 Franken", "1’000’000 Franken"},
    {"en", "48°51'24\"N", "48°51′24″N"},
    /* languages */
    {"de", "\"Das 'alte' Lied\"", "„Das ‚alte‘ Lied“"},
    {"de-AT", "\"Lied\"", "„Lied“"},
    {"de-CH", "\"Das 'alte' Lied\"", "«Das ‹alte› Lied»"},
    {"DE-ch", "\"Lied\"", "«Lied»"},
    {"den", "\"Lied\"", "“Lied”"},
    {"es", "\"uno 'dos' tres\"", "«uno “dos” tres»"},
    {"es-MX", "\"uno\"", "“uno”"},
    {"it", "l'\"uno 'due'\"", "l’«uno “due”»"},
    {"pl", "\"raz 'dwa'\"", "„raz «dwa»”"},
    {"cs", "\"jedna 'dvě'\"", "„jedna ‚dvě‘“"},
    {"sv", "\"ett 'två'\"", "”ett ’två’”"},
    {"fi", "\"yksi\":n", "”yksi”:n"},
    {"fi", "\"yksi\"n kaksi", "”yksi”n kaksi"},
    {"da", "\"en 'to'\"", "»en ›to‹«"},
    {"nb", "\"en 'to'\"", "«en ‘to’»"},
    {"pt-BR", "\"um 'dois'\"", "“um ‘dois’”"},
    {"pt-PT", "\"um 'dois'\"", "«um “dois”»"},
    {"ru", "\"раз 'два'\"", "«раз „два“»"},
    {"hu", "\"egy 'két'\"", "„egy »két«”"},
    {"ro", "\"unu 'doi'\"", "„unu «doi»”"},
    {"tr", "\"bir 'iki'\"", "“bir ‘iki’”"},
    {"el", "\"ένα 'δύο'\"", "«ένα “δύο”»"},
    {"zh", "他说\"你好，'朋友'\"。", "他说“你好，‘朋友’”。"},
    {"zh-TW", "他說\"你好\"。", "他說「你好」。"},
    {"ja", "彼は\"こん'に'ちは\"と言った。", "彼は「こん『に』ちは」と言った。"},
    {"ko", "그는 \"안녕\"이라고", "그는 “안녕”이라고"},
    {"he", "צה\"ל ג'ירפה \"שלום\"", "צה״ל ג׳ירפה ”שלום”"},
    {"ar", "\"سلام\"", "«سلام»"},
    /* French spaces */
    {"fr", "Quoi ? Non ! Ici : là ; 10 %", "Quoi\u202f? Non\u202f! Ici\u00a0: là\u202f; 10\u00a0%"},
    {"fr", "« oui » «non» 12:30 a?b é à", "«\u00a0oui\u00a0» «non» 12:30 a?b é à"},
    {"fr", "\"un 'deux' ?\"", "«\u00a0un “deux”\u202f?\u00a0»"},
    {"fr-CH", "\"un 'deux'\" !", "«un ‹deux›»\u202f!"},
    {"en", "Quoi ? « oui »", "Quoi ? « oui »"},
    /* dashes and dots */
    {"en", "a -- b --- c 1--5 ---- ----- -------", "a – b — c 1–5 –– —– —––"},
    {"en", "a - b, well-known, use --no-smart or (--help)",
     "a - b, well-known, use --no-smart or (--help)"},
    {"en", "Wait... .... ...... ..", "Wait… …. …… .."},
    {"en", "../.. a/.../b .../c", "../.. a/.../b .../c"},
    /* what the author escaped, and pieces */
    {"en", "\"\x01plain\"\x01 it'\x01s --\x01 ...\x01", "\"plain\" it's -- ..."},
    {"en", "\x04\"\x05\x04one\x05\x04\" two\x05", "\x04“\x05\x04one\x05\x04” two\x05"},
    {"en", "\x04\"\x05\x06\x04\" '\x05\x06\x04'\x05", "\x04“\x05\x06\x04” ‘\x05\x06\x04’\x05"},
    {"en",
     "\"\x02"
     "1\x03\"",
     "“\x02"
     "1\x03”"},
    {"en", "\"", "\""},
    {"en", "", ""},
    {"en", "a\"b c\"d", "a\"b c\"d"},
};

int main(void)
{
    struct buf out = {0}, deep = {0};

    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        const struct example *e = &examples[i];
        const struct typography *t = typography_of(str_of(e->language));

        buf_clear(&out);
        typography_set(&out, t, str_of(e->text));
        is_str(buf_str(&out), e->set, "%s: %s", e->language, e->text);
        if (!str_eq(str_of(e->text), str_of(e->set)))
            ok(typography_has_work(t, str_of(e->text)), "… is seen to be work");
    }
    for (int i = 0; i < 100000; i++)
        buf_addz(&deep, " \"a '");
    buf_clear(&out);
    typography_set(&out, typography_of(STR("en")), buf_str(&deep));
    ok(out.n > deep.n, "quotes that never close take linear time");
    buf_done(&deep);
    buf_done(&out);
    return done();
}
