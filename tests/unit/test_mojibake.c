/* SPDX-License-Identifier: MIT */
/* Damaged text: what is repaired, and what is right and stays. */
#include "input/mojibake.h"

#include "tap.h"

static struct arena arena;

static const struct {
    const char *damaged, *right;
} repairs[] = {
    /* Mac Roman */
    {"| ‚úÖ | ‚ùå | ‚ö†Ô∏è |", "| ✅ | ❌ | ⚠️ |"},
    {"old ‚Üí new", "old → new"},
    {"done! \xEF\xA3\xBFüöÄ", "done! 🚀"},
    {"it‚Äôs ‚Äúso‚Äù", "it’s “so”"},
    {"caf√©, M√ºller, a√±o", "café, Müller, año"},
    {"–ø—Ä–∏–≤–µ—Ç", "привет"},
    /* Windows-1252 and Latin-1 */
    {"✅ is right and âœ… is not", "✅ is right and ✅ is not"},
    {"itâ€™s â€œsoâ€\xC2\x9D", "it’s “so”"},
    {"cafÃ©, MÃ¼ller, aÃ±o", "café, Müller, año"},
    {"20 Â°C and Â© 2024", "20 °C and © 2024"},
    {"ðŸ˜€", "😀"},
    {"ä¸\xC2\xADæ–‡", "中文"},
    {"Ã¼ber and it\xC3\xA2\xC2\x80\xC2\x99s", "über and it’s"},
    /* twice */
    {"itÃ¢â‚¬â„¢s", "it’s"},
};

static const char *const correct[] = {
    "plain ASCII",
    "“café”—he said, “naïve”…",
    "„Spaß“ und „Ä“, ‚Änderung‘, „Äpfel“",
    "“ESPAÑA”, ESPAÑ”, «État» et «Élan» — l’été, d’Égypte, « À »",
    "“AMANHÔ, NÃO, à noite, “é”",
    "2√π, √∞, a √ b, ¬p ∨ q, x≈π",
    "Привет, мир — «да»",
    "این یک نوشته است",
    "中文，日本語、한국어",
    "Đà Nẵng, đã “xong”",
    "Åre, Örebro, Ærø; “Å”",
    "Ýmir, Þór, Ð og ð",
    "“é”—“à”… Ö”, Ü—",
};

int main(void)
{
    for (size_t i = 0; i < sizeof repairs / sizeof *repairs; i++) {
        struct diag_list diags = {0};
        struct str text = str_of(repairs[i].damaged);

        is_str(mojibake_mend(&arena, text, false, STR("x.md"), &diags), repairs[i].damaged,
               "left: %s", repairs[i].right);
        ok(diags.n > 0 && diags.v[0].id == DIAG_DAMAGED, "told: %s", repairs[i].right);
        is_str(mojibake_mend(&arena, text, true, STR("x.md"), NULL), repairs[i].right,
               "repaired: %s", repairs[i].right);
        diag_list_done(&diags);
    }
    for (size_t i = 0; i < sizeof correct / sizeof *correct; i++) {
        struct diag_list diags = {0};

        is_str(mojibake_mend(&arena, str_of(correct[i]), true, STR("x.md"), &diags), correct[i],
               "right: %s", correct[i]);
        ok(diags.n == 0, "nothing to tell");
        diag_list_done(&diags);
    }
    arena_done(&arena);
    return done();
}
